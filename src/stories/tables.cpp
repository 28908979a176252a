// Reads the tables of lexicon/stories. Door: tables.h. Test: tests/stories.py.
#include "stories/tables.h"

namespace vedette {
namespace {

#include "stories/story_tables.inc"

TableRows rows_of(std::string_view table) {
  TableRows rows;
  bool header = true;
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (header) {
      header = false;
      continue;
    }
    std::vector<std::string_view>& cells = rows.emplace_back();
    while (true) {
      const std::size_t tab = line.find('\t');
      cells.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
  }
  return rows;
}

}  // namespace

const TableRows& running_word_rows() {
  static const TableRows rows = rows_of(k_running_words);
  return rows;
}
const TableRows& figure_rows() {
  static const TableRows rows = rows_of(k_figures);
  return rows;
}
const TableRows& number_word_rows() {
  static const TableRows rows = rows_of(k_number_words);
  return rows;
}
const TableRows& hedge_rows() {
  static const TableRows rows = rows_of(k_hedges);
  return rows;
}
const TableRows& side_rows() {
  static const TableRows rows = rows_of(k_sides);
  return rows;
}

}  // namespace vedette
