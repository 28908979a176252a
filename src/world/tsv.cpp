// Reads tab-separated tables. Door: parse_tsv. Test: rows_test.cpp.
#include "world/tsv.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/utf8.h"

namespace vedette {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Result<std::string> read_whole_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{fmt::format("{}: cannot be opened; check that it exists and may be read", path)};
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

Result<TsvTable> parse_tsv(const std::string& file, std::string_view content) {
  TsvTable table;
  table.file = file;
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  std::size_t line = 0;
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    std::string_view text = content.substr(0, end);
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    ++line;
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (trim(text).empty() || text.starts_with('#')) continue;
    const auto cells = split(text, '\t');
    if (table.columns.empty()) {
      for (const std::string_view cell : cells) table.columns.emplace_back(trim(cell));
      continue;
    }
    if (!is_valid_utf8(text)) {
      table.refused.push_back(fmt::format("{}:{}: is not valid UTF-8", file, line));
    } else if (cells.size() != table.columns.size()) {
      table.refused.push_back(fmt::format("{}:{}: has {} cells, but the header names {} columns ({})", file, line, cells.size(),
                                          table.columns.size(), fmt::join(table.columns, ", ")));
    } else {
      TsvRow row{line, {}};
      for (const std::string_view cell : cells) row.cells.emplace_back(cell);
      table.rows.push_back(std::move(row));
    }
  }
  table.last_line = line;
  if (table.columns.empty()) return Error{fmt::format("{}:1: has no header line that names its columns", file)};
  return table;
}

}  // namespace vedette
