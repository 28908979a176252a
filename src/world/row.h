#pragma once
// One row of a table on its way into Tables: its cells, read as what they should be. What is wrong is said with file and line.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "world/tables.h"
#include "world/tsv.h"

namespace vedette {

class Row {
 public:
  Row(Tables& tables, const TsvTable& table, const TsvRow& row, std::vector<std::string>& messages)
      : tables_(tables), table_(table), row_(row), messages_(messages) {}

  std::string_view cell(std::string_view column) const { return trim(untrimmed(column)); }  // empty where there is no such column
  std::string_view untrimmed(std::string_view column) const;
  std::vector<std::string> list(std::string_view column) const;                             // parted by '|'
  std::string where() const;                                                                // "file:line"
  Tables& tables() { return tables_; }

  // A complaint marks the row as refused; the first one is told.
  void complain(const std::string& what);
  bool good() const { return good_; }

  // These complain where the cell is not what it should be.
  std::string needed(std::string_view column);
  std::string key(std::string_view prefix);  // of the column "key"
  std::pair<std::optional<Day>, std::optional<Day>> days(std::string_view from_column, std::string_view to_column);
  std::string state_code(std::string_view code);  // may be empty
  EntityId entity(std::string_view text);         // a state code or a key
  char sex();
  double number(std::string_view column, double low, double high);  // NaN where the cell is empty

 private:
  Tables& tables_;
  const TsvTable& table_;
  const TsvRow& row_;
  std::vector<std::string>& messages_;
  bool good_ = true;
};

// "2004", "2004-05" or "2004-05-01": its first or its last day; none if it is no such date.
std::optional<Day> first_day(std::string_view date);
std::optional<Day> last_day(std::string_view date);

}  // namespace vedette
