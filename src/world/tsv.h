#pragma once
// Tab-separated tables with a header line: cells with where they stand, so that every complaint can name file and line.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vedette {

struct TsvRow {
  std::size_t line = 0;            // from 1
  std::vector<std::string> cells;  // as many as the header has, as they stand
};

struct TsvTable {
  std::string file;
  std::vector<std::string> columns;
  std::vector<TsvRow> rows;
  std::vector<std::string> refused;  // "file:line: what is wrong", for rows with a wrong number of cells
  std::size_t last_line = 0;
};

std::vector<std::string_view> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);

Result<std::string> read_whole_file(const std::string& path);

// Parses `content`; `file` is what messages call it. Lines that begin with '#' are remarks.
Result<TsvTable> parse_tsv(const std::string& file, std::string_view content);

}  // namespace vedette
