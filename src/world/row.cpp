// Reads the cells of one row. Door: Row. Test: rows_test.cpp.
#include "world/row.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace vedette {
namespace {

using std::chrono::month;
using std::chrono::year;

std::optional<Day> edge_day(std::string_view date, bool last) {
  if (date.size() == 10) return day_of(date);
  if (date.size() != 4 && date.size() != 7) return std::nullopt;
  int y = 0;
  unsigned m = last ? 12 : 1;
  const auto number = [&](std::size_t at, std::size_t length, auto& value) {
    const char* end = date.data() + at + length;
    return std::from_chars(date.data() + at, end, value).ptr == end;
  };
  if (!number(0, 4, y)) return std::nullopt;
  if (date.size() == 7 && (date[4] != '-' || !number(5, 2, m) || m < 1 || m > 12)) return std::nullopt;
  if (last) return Day{year{y} / month{m} / std::chrono::last};
  return Day{year{y} / month{m} / 1};
}

}  // namespace

std::optional<Day> first_day(std::string_view date) { return edge_day(date, false); }
std::optional<Day> last_day(std::string_view date) { return edge_day(date, true); }

std::string_view Row::untrimmed(std::string_view column) const {
  const auto at = std::find(table_.columns.begin(), table_.columns.end(), column);
  return at == table_.columns.end() ? std::string_view() : std::string_view(row_.cells[static_cast<std::size_t>(at - table_.columns.begin())]);
}

std::vector<std::string> Row::list(std::string_view column) const {
  std::vector<std::string> items;
  for (const std::string_view item : split(cell(column), '|')) {
    if (!trim(item).empty()) items.emplace_back(trim(item));
  }
  return items;
}

std::string Row::where() const { return fmt::format("{}:{}", table_.file, row_.line); }

void Row::complain(const std::string& what) {
  if (good_) messages_.push_back(fmt::format("{}: {}", where(), what));
  good_ = false;
}

std::string Row::needed(std::string_view column) {
  if (cell(column).empty()) complain(fmt::format("`{}` is empty", column));
  return std::string(cell(column));
}

std::string Row::key(std::string_view prefix) {
  std::string text = needed("key");
  if (!text.starts_with(prefix)) complain(fmt::format("the key '{}' must begin with '{}'", text, prefix));
  return text;
}

std::pair<std::optional<Day>, std::optional<Day>> Row::days(std::string_view from_column, std::string_view to_column) {
  const std::string_view from = cell(from_column);
  const std::string_view to = cell(to_column);
  const auto first = first_day(from);
  const auto last = last_day(to);
  if (!from.empty() && !first) complain(fmt::format("`{}` '{}' is no date (YYYY, YYYY-MM or YYYY-MM-DD)", from_column, from));
  if (!to.empty() && !last) complain(fmt::format("`{}` '{}' is no date (YYYY, YYYY-MM or YYYY-MM-DD)", to_column, to));
  if (first && last && *first > *last) complain(fmt::format("`{}` {} is after `{}` {}", from_column, from, to_column, to));
  return {first, last};
}

std::string Row::state_code(std::string_view code) {
  if (!code.empty() && !tables_.find_state(code)) complain(fmt::format("'{}' is no state code (ISO 3166-1 alpha-3) that is known", code));
  return std::string(code);
}

EntityId Row::entity(std::string_view text) {
  EntityId id = tables_.find(text);
  if (!id && text.find(':') == std::string_view::npos) id = tables_.find_state(text);
  if (!id) complain(fmt::format("'{}' is neither a state code nor a key of the world", text));
  return id;
}

char Row::sex() {
  const std::string_view text = cell("sex");
  if (text.empty()) return 0;
  if (text == "f" || text == "m") return text[0];
  complain(fmt::format("`sex` '{}' is neither f nor m", text));
  return 0;
}

double Row::number(std::string_view column, double low, double high) {
  const std::string_view text = cell(column);
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= low && value <= high)) {
    complain(fmt::format("`{}` '{}' is no number between {} and {}", column, text, low, high));
  }
  return value;
}

}  // namespace vedette
