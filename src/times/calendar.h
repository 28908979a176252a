#pragma once
// Points and stretches of the calendar at the fineness that a text gives them, and how TIMEX3 writes them.

#include <optional>
#include <string>

#include "base/day.h"
#include "times/words.h"

namespace vedette {

// A year, a month of it or a day of that; 0 is "not said". Years before our era have `bc` and count backwards.
struct CalendarPoint {
  int year = 0;
  int month = 0;
  int day = 0;
  bool bc = false;

  bool valid() const;
  std::optional<DayRange> days() const;  // none before our era
  std::string value() const;             // "2023-06-27", "2023-06", "2023", "BC0264"
};

CalendarPoint point_of(Day day);
Day day_of(const CalendarPoint& point);               // its first day
CalendarPoint add_months(const CalendarPoint& point, int months);
Day monday_of(Day day);
int weekday_of(Day day);                              // 1 (Monday) to 7
std::string week_value(Day day);                      // "2023-W27"
DayRange month_days(int year, int month);
std::string duration_value(Unit unit, int count, bool and_half);  // "P3D", "PXY", "PT30M"; count -1 is "several"

}  // namespace vedette
