#pragma once
// Days as numbers, and the days that a TIMEX3 value covers.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace vedette {

using DayNumber = std::int32_t;  // days since 1970-01-01
inline constexpr DayNumber kNoDay = std::numeric_limits<DayNumber>::min();

struct DaySpan {
  DayNumber first = kNoDay, last = kNoDay;
};

// "2023-06-29" at the start of `text` (a time may follow); kNoDay where it is none.
DayNumber day_number(std::string_view text);
std::string day_text(DayNumber day);  // empty for kNoDay
// The first and last day of "2023", "2023-06", "2023-W26", "2023-Q2", "2023-06-29TEV", "2023-06-01/2023-06-03"; no days where the year is unknown.
DaySpan days_covered(std::string_view value);

}  // namespace vedette
