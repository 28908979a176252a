#pragma once
// Rows of CSV and TSV as RFC 4180 has them, read as they are asked for.

#include <string>
#include <vector>

#include "intake/bytes.h"

namespace vedette {

class CsvRows {
 public:
  CsvRows(Bytes& bytes, char separator) : bytes_(bytes), separator_(separator) {}

  enum class Got { row, too_long, unclosed, end };
  // Of a row that is too long or whose quotation mark is never closed the cells are not given.
  Got next(std::vector<std::string>& cells, std::size_t most);
  std::size_t line() const { return first_line_; }  // on which the row began

 private:
  Bytes& bytes_;
  char separator_;
  std::size_t line_ = 0;
  std::size_t first_line_ = 0;
};

// The separator of a header line: the commonest of , ; tab and |.
char separator_of(std::string_view header);

}  // namespace vedette
