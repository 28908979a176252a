// Cells of CSV. Doors: csv.h. Test: csv_test.cpp.
#include "report/csv.h"

namespace vedette {

bool is_formula(std::string_view text) { return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos; }

std::string csv_quoted(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_cell(std::string_view text) {
  // One sign at the most: "-2-3" is a formula, "-2.3" a number.
  const bool number = text.size() > 1 && text.find_first_not_of("0123456789.", 1) == std::string_view::npos;
  return csv_quoted(is_formula(text) && !number ? "'" + std::string(text) : std::string(text));
}

}  // namespace vedette
