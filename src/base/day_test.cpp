#include "base/day.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Day, ReadsDaysAndDateTimes) {
  EXPECT_EQ(iso(*day_of("2023-06-29")), "2023-06-29");
  EXPECT_EQ(iso(*day_of("2023-06-29T08:00:00Z")), "2023-06-29");
  EXPECT_EQ(iso(*day_of("2024-02-29")), "2024-02-29");
}

TEST(Day, RefusesWhatIsNoDay) {
  for (const char* text : {"", "2023-02-30", "2023-13-01", "2023-1-1", "29.06.2023", "2023-06-2x", "20230629", "2023-06-291"})
    EXPECT_FALSE(day_of(text)) << text;
}

}  // namespace
}  // namespace vedette
