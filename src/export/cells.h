#pragma once
// Rows of an export and how they are written: CSV, tab-separated as the event data sets have it, or JSONL.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vedette {

struct Cell {
  enum class Kind : std::uint8_t { empty, text, number };
  Kind kind = Kind::empty;
  std::string value;

  Cell() = default;
  // Text that is empty is no value.
  Cell(std::string_view text) : kind(text.empty() ? Kind::empty : Kind::text), value(text) {}
  Cell(const std::string& text) : Cell(std::string_view(text)) {}
  Cell(const char* text) : Cell(std::string_view(text)) {}
  static Cell whole(std::int64_t number);
  static Cell decimal(double number, int digits);  // trailing zeros are left out
};

using Row = std::vector<Cell>;

enum class RowLayout : std::uint8_t {
  csv,    // RFC 4180 with a header line
  tab,    // tab-separated with a header line and no quotation marks; tabs and line ends in a cell become blanks
  bare,   // as tab, without a header line
  jsonl,  // one object a line
  line    // the row's only cell is the line
};

std::string header_line(const std::vector<std::string>& columns, RowLayout layout);
// With its line end. Text that a spreadsheet would run as a formula (it begins with = + - @ tab or return) gets an apostrophe
// before it in CSV, unless `raw`; numbers never do.
std::string row_line(const std::vector<std::string>& columns, const Row& row, RowLayout layout, bool raw);

}  // namespace vedette
