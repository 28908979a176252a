// vedette diff OLD NEW: what two readings of the same articles tell differently. Test: tests/archive.py.
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <simdjson.h>

#include <fstream>
#include <unordered_map>

#include "commands.h"
#include "print_rows.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

// Records by their article's id, out of an archive or a file of records.
class Records {
 public:
  static Result<Records> open(const std::string& path) {
    Records records;
    records.path_ = path;
    std::ifstream file(path, std::ios::binary);
    char head[15] = {};
    file.read(head, sizeof head);
    if (!path.starts_with("postgres") && (file.gcount() == 0 || std::string_view(head, sizeof head) != "SQLite format 3")) return records.index_lines();
    Result<Archive> archive = Archive::open(path, false);
    if (!archive) return archive.error();
    const Result<std::vector<ListedArticle>> listed = archive->list();
    if (!listed) return listed.error();
    for (const ListedArticle& article : *listed) records.ids_.push_back(article.id), records.at_[article.id] = 0;
    records.archive_ = *std::move(archive);
    return records;
  }

  const std::vector<std::string>& ids() const { return ids_; }
  bool has(const std::string& id) const { return at_.contains(id); }
  Result<std::string> record(const std::string& id) {
    if (archive_) {
      auto found = archive_->find(id);
      if (!found) return found.error();
      return *found ? Result<std::string>(std::move((*found)->second)) : Error{path_ + ": the article " + id + " is gone"};
    }
    std::string line;
    lines_.clear();
    lines_.seekg(at_[id]);
    if (!std::getline(lines_, line)) return Error{path_ + ": cannot be read"};
    return line;
  }

 private:
  Result<Records> index_lines() {
    lines_.open(path_, std::ios::binary);
    if (!lines_) return Error{path_ + ": cannot be opened; give an archive or a file of records"};
    simdjson::dom::parser parser;
    std::string line;
    for (std::size_t number = 1;; ++number) {
      const std::streamoff begin = lines_.tellg();
      if (!std::getline(lines_, line)) break;
      if (line.empty()) continue;
      std::string_view id;
      if (parser.parse(line)["article"]["id"].get(id) != simdjson::SUCCESS)
        return Error{fmt::format("{}:{}: this is no record; expected an archive, or lines of `vedette read --format jsonl`", path_, number)};
      if (at_.try_emplace(std::string(id), begin).second) ids_.emplace_back(id);
    }
    return std::move(*this);
  }

  std::string path_;
  std::optional<Archive> archive_;
  std::ifstream lines_;
  std::vector<std::string> ids_;
  std::unordered_map<std::string, std::streamoff> at_;
};

int diff(const std::string& before_path, const std::string& after_path, const std::string& format) {
  Result<Records> before = Records::open(before_path);
  if (!before) return complain(before.error().message, kWrongUse);
  Result<Records> after = Records::open(after_path);
  if (!after) return complain(after.error().message, kWrongUse);
  std::vector<Row> rows;
  int status = kAllRead;
  for (const std::string& id : before->ids()) {
    if (!after->has(id)) {
      rows.push_back({id, "article", "gone", {}, {}, {}, {}});
      continue;
    }
    const Result<std::string> old = before->record(id);
    const Result<std::string> now = after->record(id);
    if (!old || !now) {
      status = complain((old ? now : old).error().message, kSomeFailed);
      continue;
    }
    if (*old == *now) continue;
    const Result<std::vector<Difference>> found = differences(*old, *now);
    if (!found) {
      status = complain(fmt::format("{}: {}", id, found.error().message), kSomeFailed);
      continue;
    }
    for (Row& row : rows_of(id, *found)) rows.push_back(std::move(row));
  }
  for (const std::string& id : after->ids())
    if (!before->has(id)) rows.push_back({id, "article", "new", {}, {}, {}, {}});
  print_rows(kDifferenceColumns, rows, format);
  return status;
}

}  // namespace

void add_diff_command(CLI::App& app, int& status) {
  struct DiffOptions {
    std::string before, after, format = "table";
  };
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand("diff", "What two archives, or two files of records, tell differently of the same articles");
  command->add_option("old", options->before, "The older one")->required()->type_name("OLD");
  command->add_option("new", options->after, "The newer one")->required()->type_name("NEW");
  command->add_option("--format", options->format, "table, jsonl or csv")->check(CLI::IsMember({"table", "jsonl", "csv"}))->capture_default_str();
  command->callback([options, &status] { status = diff(options->before, options->after, options->format); });
}

}  // namespace vedette
