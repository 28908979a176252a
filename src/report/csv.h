#pragma once
// Cells of CSV (RFC 4180), safe to open in a spreadsheet.

#include <string>
#include <string_view>

namespace vedette {

// Text that a spreadsheet would run as a formula: it begins with = + - @ tab or return.
bool is_formula(std::string_view text);
// Quotation marks around what needs them.
std::string csv_quoted(std::string_view text);
// A cell whose kind is not known: a formula gets an apostrophe before it, a number stays as it is.
std::string csv_cell(std::string_view text);

}  // namespace vedette
