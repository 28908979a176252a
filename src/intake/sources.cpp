// Finds the files that are meant. Door: sources.h. Test: sources_test.cpp.
// Globs know * ? and [abc] in any part of the path; links to folders are not followed downwards, so that no circle is walked.
#include "intake/sources.h"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace vedette {
namespace {

namespace fs = std::filesystem;

bool is_glob(const std::string& name) { return name.find_first_of("*?[") != std::string::npos; }
bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Whether a link leads to something that is not below the folder that was named.
bool leads_out(const fs::path& link, const fs::path& named) {
  std::error_code trouble;
  const fs::path target = fs::weakly_canonical(link, trouble);
  const fs::path inside = trouble ? fs::path() : fs::weakly_canonical(named, trouble);
  return trouble || std::mismatch(inside.begin(), inside.end(), target.begin(), target.end()).first != inside.end();
}

void files_below(const fs::path& folder, const fs::path& named, std::vector<Result<std::string>>& found) {
  std::error_code trouble;
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(folder, trouble), end; !trouble && at != end; at.increment(trouble))
    if (!is_hidden(at->path())) entries.push_back(at->path());
  if (trouble) {
    found.push_back(Error{fmt::format("{}: cannot read the folder ({})", folder.string(), trouble.message())});
    return;
  }
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    if (fs::is_directory(entry, trouble) && !fs::is_symlink(entry, trouble))
      files_below(entry, named, found);
    else if (fs::is_regular_file(entry, trouble) && fs::is_symlink(entry, trouble) && leads_out(entry, named))
      found.push_back(Error{fmt::format("{}: the link leads out of the folder and was not followed; name the file itself to have it read", entry.string())});
    else if (fs::is_regular_file(entry, trouble))
      found.push_back(entry.string());
  }
}

// Part by part of the path, so that a glob never reads folders it does not name.
std::vector<fs::path> matches(const fs::path& glob) {
  std::vector<fs::path> found = {glob.is_absolute() ? glob.root_path() : fs::path{}};
  for (const fs::path& part : glob.relative_path()) {
    std::vector<fs::path> next;
    for (const fs::path& base : found) {
      std::error_code trouble;
      if (!is_glob(part.string())) {
        if (fs::exists(base / part, trouble)) next.push_back(base / part);
        continue;
      }
      const std::size_t first = next.size();
      for (fs::directory_iterator at(base.empty() ? fs::path(".") : base, trouble), end; !trouble && at != end;
           at.increment(trouble)) {
        const std::string name = at->path().filename().string();
        if (fnmatch(part.c_str(), name.c_str(), FNM_PERIOD) == 0) next.push_back(base / name);
      }
      std::sort(next.begin() + static_cast<std::ptrdiff_t>(first), next.end());
    }
    found = std::move(next);
  }
  return found;
}

void add(const fs::path& path, std::vector<Result<std::string>>& found) {
  std::error_code trouble;
  if (fs::is_directory(path, trouble)) {
    const std::size_t before = found.size();
    files_below(path, path, found);
    if (found.size() == before) found.push_back(Error{fmt::format("{}: the folder holds no files", path.string())});
  } else {
    found.push_back(path.string());
  }
}

}  // namespace

std::vector<Result<std::string>> sources_of(const std::vector<std::string>& names) {
  std::vector<Result<std::string>> found;
  for (const std::string& name : names) {
    std::error_code trouble;
    if (name == "-") {
      found.push_back(name);
    } else if (fs::exists(name, trouble)) {
      add(name, found);
    } else if (is_glob(name)) {
      const std::vector<fs::path> paths = matches(name);
      if (paths.empty())
        found.push_back(Error{fmt::format("{}: no file matches this; expected files, folders or - for standard input", name)});
      for (const fs::path& path : paths) add(path, found);
    } else {
      found.push_back(Error{fmt::format("{}: there is no such file or folder", name)});
    }
  }
  return found;
}

}  // namespace vedette
