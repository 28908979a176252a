// Days as numbers. Door: day_number, day_text, days_covered. Test: days_test.cpp.
#include "watch/days.h"

#include <algorithm>

#include "base/day.h"

namespace vedette {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

DayNumber number(sys_days at) { return static_cast<DayNumber>(at.time_since_epoch().count()); }

int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? -1 : value;
}

DaySpan months(int of, int first, int count) {
  const sys_days from = year(of) / month(static_cast<unsigned>(first)) / day(1);
  const auto last = year(of) / month(static_cast<unsigned>(first)) + std::chrono::months(count - 1);
  return {number(from), number(sys_days(last / std::chrono::last))};
}

DaySpan point(std::string_view value) {
  const int of = value.size() >= 4 ? digits(value.substr(0, 4)) : -1;
  if (of < 1) return {};
  if (const DayNumber exact = day_number(value); exact != kNoDay) return {exact, exact};
  if (value.size() < 7 || value[4] != '-') return months(of, 1, 12);
  const std::string_view rest = value.substr(5);
  if (const int in = digits(rest.substr(0, 2)); in >= 1 && in <= 12) return months(of, in, 1);
  if (rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4') return months(of, (rest[1] - '1') * 3 + 1, 3);
  if (rest[0] == 'H' && (rest[1] == '1' || rest[1] == '2')) return months(of, (rest[1] - '1') * 6 + 1, 6);
  if (const int week = rest[0] == 'W' && rest.size() >= 3 ? digits(rest.substr(1, 2)) : -1; week >= 1 && week <= 53) {
    // ISO 8601: the week with 4 January is the first; it begins on a Monday.
    const sys_days fourth = year(of) / 1 / 4;
    const auto monday = fourth - (std::chrono::weekday(fourth) - std::chrono::Monday) + days((week - 1) * 7);
    if (rest.starts_with("W") && value.ends_with("WE")) return {number(monday + days(5)), number(monday + days(6))};
    return {number(monday), number(monday + days(6))};
  }
  if (rest.starts_with("SP")) return months(of, 3, 3);
  if (rest.starts_with("SU")) return months(of, 6, 3);
  if (rest.starts_with("FA")) return months(of, 9, 3);
  if (rest.starts_with("WI")) return months(of, 12, 3);
  return months(of, 1, 12);
}

}  // namespace

DayNumber day_number(std::string_view text) {
  const std::optional<Day> found = day_of(text);
  return found ? number(*found) : kNoDay;
}

std::string day_text(DayNumber at) { return at == kNoDay ? std::string() : iso(sys_days(days(at))); }

DaySpan days_covered(std::string_view value) {
  const std::size_t slash = value.find('/');
  if (slash == std::string_view::npos) return point(value);
  const DaySpan from = point(value.substr(0, slash));
  const DaySpan to = point(value.substr(slash + 1));
  if (from.first == kNoDay) return to;
  return {from.first, to.last == kNoDay ? from.last : std::max(to.last, from.first)};
}

}  // namespace vedette
