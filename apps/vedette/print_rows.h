#pragma once
// Rows as the commands that ask an archive print them.

#include <string>
#include <vector>

#include "vedette/archive.h"

namespace vedette {

using Row = std::vector<std::string>;

// `format` is table, jsonl or csv. Empty cells are null in JSON and left out of a table.
void print_rows(const Row& columns, const std::vector<Row>& rows, const std::string& format);

inline const Row kDifferenceColumns = {"article", "item", "change", "words", "field", "before", "after"};
std::vector<Row> rows_of(const std::string& article, const std::vector<Difference>& differences);

}  // namespace vedette
