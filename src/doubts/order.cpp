// Reads which deeds have to lie before which. Door: EventOrder. Test: tests/doubts.py.
#include <algorithm>

#include <fmt/format.h>

#include "doubts/doubts.h"
#include "world/tsv.h"

namespace vedette {

Result<EventOrder> EventOrder::load(const std::string& path) {
  const Result<std::string> content = read_whole_file(path);
  if (!content) return content.error();
  const Result<TsvTable> table = parse_tsv(path, *content);
  if (!table) return table.error();
  if (table->columns != std::vector<std::string>{"first", "then"})
    return Error{fmt::format("{}:1: the columns must be 'first' and 'then'", path)};
  if (!table->refused.empty()) return Error{table->refused.front()};
  EventOrder order;
  for (const TsvRow& row : table->rows) {
    for (const std::string_view first : split(row.cells[0], '|')) {
      for (const std::string_view then : split(row.cells[1], '|')) {
        if (first.empty() || then.empty()) return Error{fmt::format("{}:{}: an empty word; expected lemmas parted by |", path, row.line)};
        order.pairs_.emplace_back(first, then);
      }
    }
  }
  std::sort(order.pairs_.begin(), order.pairs_.end());
  return order;
}

bool EventOrder::comes_before(std::string_view one, std::string_view other) const {
  const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), std::pair(one, other),
                                   [](const auto& pair, const auto& wanted) { return std::pair<std::string_view, std::string_view>(pair) < wanted; });
  return at != pairs_.end() && at->first == one && at->second == other;
}

}  // namespace vedette
