#pragma once
// Days of the Gregorian calendar, without clocks or zones.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vedette {

using Day = std::chrono::sys_days;

// First and last day, both included.
struct DayRange {
  Day first;
  Day last;
  bool contains(Day day) const { return first <= day && day <= last; }
  bool overlaps(DayRange other) const { return first <= other.last && other.first <= last; }
  bool operator==(const DayRange&) const = default;
};

// "2023-06-29" at the start of `text` (a time may follow); none if that is not a day of the calendar.
std::optional<Day> day_of(std::string_view text);
std::string iso(Day day);                    // "2023-06-29"

}  // namespace vedette
