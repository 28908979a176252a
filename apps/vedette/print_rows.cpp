// Prints rows as blocks for a person, JSONL or CSV. Door: print_rows. Test: tests/archive.py.
#include "print_rows.h"

#include <fmt/format.h>

#include "report/csv.h"
#include "report/json.h"

namespace vedette {
void print_rows(const Row& columns, const std::vector<Row>& rows, const std::string& format) {
  if (format == "csv") {
    std::vector<Row> all = {columns};
    all.insert(all.end(), rows.begin(), rows.end());
    for (const Row& row : all) {
      for (std::size_t i = 0; i < row.size(); ++i) fmt::print("{}{}", i ? "," : "", csv_cell(row[i]));
      fmt::print("\n");
    }
  } else if (format == "jsonl") {
    for (const Row& row : rows) {
      std::string line;
      JsonWriter json(line);
      json.begin_object();
      for (std::size_t i = 0; i < row.size(); ++i) json.field_or_null(columns[i], row[i]);
      json.end_object();
      fmt::print("{}\n", line);
    }
  } else {
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i)
        if (!row[i].empty()) fmt::print("{:10} {}\n", columns[i], row[i]);
      fmt::print("\n");
    }
  }
}

std::vector<Row> rows_of(const std::string& article, const std::vector<Difference>& differences) {
  std::vector<Row> rows;
  for (const Difference& d : differences) rows.push_back({article, d.item, d.change, d.words, d.field, d.before, d.after});
  return rows;
}

}  // namespace vedette
