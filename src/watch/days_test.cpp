#include "watch/days.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

std::string covered(std::string_view value) {
  const DaySpan span = days_covered(value);
  return day_text(span.first) + " " + day_text(span.last);
}

TEST(DaysCovered, CoversWhatAValueSays) {
  EXPECT_EQ(covered("2023-06-29"), "2023-06-29 2023-06-29");
  EXPECT_EQ(covered("2020-12-08TEV"), "2020-12-08 2020-12-08");
  EXPECT_EQ(covered("2024-02"), "2024-02-01 2024-02-29");
  EXPECT_EQ(covered("2023"), "2023-01-01 2023-12-31");
  EXPECT_EQ(covered("2022-W45"), "2022-11-07 2022-11-13");
  EXPECT_EQ(covered("2021-W01"), "2021-01-04 2021-01-10");
  EXPECT_EQ(covered("2022-W45-WE"), "2022-11-12 2022-11-13");
  EXPECT_EQ(covered("2023-Q2"), "2023-04-01 2023-06-30");
  EXPECT_EQ(covered("2023-WI"), "2023-12-01 2024-02-29");
  EXPECT_EQ(covered("2023-06-01/2023-06-03"), "2023-06-01 2023-06-03");
  EXPECT_EQ(covered("2023-06-01/"), "2023-06-01 2023-06-01");
}

TEST(DaysCovered, KnowsNoDayWithoutAYear) {
  for (const char* value : {"", "XXXX-WXX-7", "XXXX-06", "PRESENT_REF", "20", "-"}) EXPECT_EQ(covered(value), " ") << value;
}

TEST(DaysCovered, TakesWhatIsNoDayForItsYear) { EXPECT_EQ(covered("2023-13-45"), "2023-01-01 2023-12-31"); }

}  // namespace
}  // namespace vedette
