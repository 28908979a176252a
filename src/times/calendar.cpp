// Arithmetic of the calendar and TIMEX3's way of writing it (ISO-TimeML; ISO 8601). Door: calendar.h. Test: calendar_test.cpp.
#include "times/calendar.h"

#include <fmt/format.h>

namespace vedette {
namespace {

using namespace std::chrono;

Day first_of(int year, int month) { return Day{std::chrono::year{year} / month / 1}; }

}  // namespace

bool CalendarPoint::valid() const {
  if (month == 0) return day == 0;
  if (month < 1 || month > 12) return false;
  return day == 0 || year_month_day{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                    std::chrono::day(static_cast<unsigned>(day))}.ok();
}

std::optional<DayRange> CalendarPoint::days() const {
  if (bc || year <= 0 || !valid()) return std::nullopt;
  if (month == 0) return DayRange{first_of(year, 1), first_of(year + 1, 1) - std::chrono::days{1}};
  if (day == 0) return month_days(year, month);
  const Day only = day_of(*this);
  return DayRange{only, only};
}

std::string CalendarPoint::value() const {
  std::string text = fmt::format("{}{:04}", bc ? "BC" : "", year);
  if (month > 0) text += fmt::format("-{:02}", month);
  if (month > 0 && day > 0) text += fmt::format("-{:02}", day);
  return text;
}

CalendarPoint point_of(Day day) {
  const year_month_day date{day};
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})};
}

Day day_of(const CalendarPoint& point) {
  return Day{std::chrono::year{point.year} / std::max(point.month, 1) / std::max(point.day, 1)};
}

CalendarPoint add_months(const CalendarPoint& point, int months) {
  const int all = point.year * 12 + std::max(point.month, 1) - 1 + months;
  return {all / 12, all % 12 + 1, 0, point.bc};
}

int weekday_of(Day day) { return static_cast<int>(weekday{day}.iso_encoding()); }

Day monday_of(Day day) { return day - std::chrono::days{weekday_of(day) - 1}; }

std::string week_value(Day day) {
  const Day thursday = monday_of(day) + std::chrono::days{3};  // the week belongs to the year of its Thursday
  const int year = int{year_month_day{thursday}.year()};
  return fmt::format("{}-W{:02}", year, (thursday - first_of(year, 1)).count() / 7 + 1);
}

DayRange month_days(int year, int month) {
  return {first_of(year, month), Day{std::chrono::year{year} / month / last}};
}

std::string duration_value(Unit unit, int count, bool and_half) {
  static constexpr std::string_view letters[] = {"S", "M", "H", "D", "W", "W", "W", "M", "Q", "Y", "DE", "CE"};
  if (and_half && count == 0 && unit == Unit::hour) return "PT30M";
  if (and_half && count == 0 && unit == Unit::year) return "P6M";
  const std::string amount = count < 0 ? "X" : fmt::format("{}{}", count, and_half ? ".5" : "");
  return fmt::format("P{}{}{}", unit <= Unit::hour ? "T" : "", amount, letters[static_cast<std::size_t>(unit)]);
}

}  // namespace vedette
