// world_compile: makes world.bin from world/**/*.tsv and the data packages, or stops with every row that is wrong, by file and line.
//   world_compile TABLES PACKAGES OUT
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "world/image.h"
#include "world/names.h"
#include "world/packages.h"
#include "world/rows.h"

namespace {

using namespace vedette;

constexpr std::size_t kMostBytes = 40U << 20U;

int stop(const std::string& message) {
  fmt::print(stderr, "{}\n", message);
  return 1;
}

Result<std::vector<TsvTable>> read_tables(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".tsv") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<TsvTable> tables;
  for (const auto& path : paths) {
    const Result<std::string> content = read_whole_file(path.string());
    if (!content) return content.error();
    Result<TsvTable> table = parse_tsv(path.string(), *content);
    if (!table) return table.error();
    tables.push_back(*std::move(table));
  }
  return tables;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return stop("usage: world_compile TABLES PACKAGES OUT");
  Result<std::vector<TsvTable>> files = read_tables(argv[1]);
  if (!files) return stop(files.error().message);
  Tables tables;
  // Codes come first: the package of states is read with them.
  const auto codes = std::partition(files->begin(), files->end(), [](const TsvTable& t) { return t.columns.front() == "package_code"; });
  std::vector<std::string> messages = add_rows(tables, {files->begin(), codes});
  if (const Outcome done = add_states(tables, argv[2]); !done) return stop(done.error().message);
  files->erase(files->begin(), codes);
  std::sort(files->begin(), files->end(), [](const TsvTable& a, const TsvTable& b) { return a.file < b.file; });
  for (std::string& message : add_rows(tables, *files)) messages.push_back(std::move(message));
  for (const std::string& message : messages) fmt::print(stderr, "{}\n", message);
  if (!messages.empty()) return stop(fmt::format("{} rows of the world are wrong; nothing was written", messages.size()));
  if (const Outcome done = add_gazetteer(tables, argv[2]); !done) return stop(done.error().message);
  finish_names(tables);
  const Result<std::string> image = make_image(tables);
  if (!image) return stop(image.error().message);
  if (image->size() > kMostBytes) return stop(fmt::format("the compiled world has {} bytes, more than {}", image->size(), kMostBytes));
  std::ofstream out(argv[3], std::ios::binary | std::ios::trunc);
  out.write(image->data(), static_cast<std::streamsize>(image->size()));
  if (!out.flush()) return stop(fmt::format("{}: cannot be written", argv[3]));
  fmt::print("world: {} entities, {} names, {} tenures, {} memberships, {} places, {} bytes\n", tables.entities.size(), tables.names.size(),
             tables.tenures.size(), tables.memberships.size(), tables.places.size(), image->size());
  return 0;
}
