#include "times/calendar.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Calendar, WeeksBelongToTheYearOfTheirThursday) {
  EXPECT_EQ(week_value(*day_of("2023-07-05")), "2023-W27");
  EXPECT_EQ(week_value(*day_of("2021-01-02")), "2020-W53");
  EXPECT_EQ(week_value(*day_of("2024-12-31")), "2025-W01");
}

TEST(Calendar, PointsSayOnlyWhatIsKnown) {
  EXPECT_EQ((CalendarPoint{2023, 2, 0}.value()), "2023-02");
  EXPECT_EQ((CalendarPoint{264, 0, 0, true}.value()), "BC0264");
  EXPECT_FALSE((CalendarPoint{2023, 2, 30}.valid()));
  EXPECT_FALSE((CalendarPoint{264, 0, 0, true}.days()));
  EXPECT_EQ(iso((CalendarPoint{2024, 2, 0}.days()->last)), "2024-02-29");
}

TEST(Calendar, MonthsRunOverYears) {
  EXPECT_EQ(add_months({2023, 11, 5}, 3).value(), "2024-02");
  EXPECT_EQ(add_months({2023, 1, 5}, -1).value(), "2022-12");
}

TEST(Calendar, LengthsAreWrittenAsIso) {
  EXPECT_EQ(duration_value(Unit::hour, 48, false), "PT48H");
  EXPECT_EQ(duration_value(Unit::day, -1, false), "PXD");
  EXPECT_EQ(duration_value(Unit::year, 2, true), "P2.5Y");
  EXPECT_EQ(duration_value(Unit::hour, 0, true), "PT30M");
}

}  // namespace
}  // namespace vedette
