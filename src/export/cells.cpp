// Writes the rows of an export. Door: cells.h. Test: cells_test.cpp.
#include "export/cells.h"

#include <fmt/format.h>

#include "report/csv.h"
#include "report/json.h"

namespace vedette {
namespace {

std::string csv_of(const Cell& cell, bool raw) {
  return csv_quoted(!raw && cell.kind == Cell::Kind::text && is_formula(cell.value) ? "'" + cell.value : cell.value);
}

std::string tab_cell(const Cell& cell) {
  std::string value = cell.value;
  for (char& c : value)
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  return value;
}

}  // namespace

Cell Cell::whole(std::int64_t number) {
  Cell cell;
  cell.kind = Kind::number;
  cell.value = std::to_string(number);
  return cell;
}

Cell Cell::decimal(double number, int digits) {
  Cell cell;
  JsonWriter(cell.value).decimal(number, digits);
  cell.kind = cell.value == "null" ? Kind::empty : Kind::number;
  if (cell.kind == Kind::empty) cell.value.clear();
  return cell;
}

std::string header_line(const std::vector<std::string>& columns, RowLayout layout) {
  if (layout != RowLayout::csv && layout != RowLayout::tab) return {};
  Row row;
  for (const std::string& column : columns) row.emplace_back(column);
  return row_line(columns, row, layout, true);
}

std::string row_line(const std::vector<std::string>& columns, const Row& row, RowLayout layout, bool raw) {
  std::string line;
  if (layout == RowLayout::line) return row.front().value + "\n";
  if (layout == RowLayout::jsonl) {
    JsonWriter json(line);
    json.begin_object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      json.key(columns[i]);
      if (row[i].kind == Cell::Kind::empty)
        json.null();
      else if (row[i].kind == Cell::Kind::text)
        json.string(row[i].value);
      else
        json.literal(row[i].value);
    }
    json.end_object();
    return line + "\n";
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += layout == RowLayout::csv ? ',' : '\t';
    line += layout == RowLayout::csv ? csv_of(row[i], raw) : tab_cell(row[i]);
  }
  return line + "\n";
}

}  // namespace vedette
