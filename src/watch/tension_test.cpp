#include "watch/tension.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vedette {
namespace {

constexpr DayNumber kDay = 19'000;

TEST(Tension, HalvesInAHalfLife) {
  const std::vector<Push> pushes = {{kDay, 0.8, 0.64, 0, 1}};
  const std::vector<TensionDay> days = tension_of(pushes, kDay - 1, kDay + 14, 7);
  ASSERT_EQ(days.size(), 16U);
  EXPECT_DOUBLE_EQ(days[0].tension, 0);
  EXPECT_NEAR(days[1].tension, 0.8, 1e-12);
  EXPECT_NEAR(days[8].tension, 0.4, 1e-12);
  EXPECT_NEAR(days[15].tension, 0.2, 1e-12);
  EXPECT_NEAR(days[1].high - days[1].tension, 1.96 * 0.8, 1e-12);
  EXPECT_NEAR(days[8].tension - days[8].low, 1.96 * 0.4, 1e-12);
  EXPECT_EQ(days[1].events, 1U);
  EXPECT_EQ(days[2].events, 0U);
}

TEST(Tension, OfBeforeTheFirstDayStillWorks) {
  const std::vector<TensionDay> days = tension_of({{kDay - 7, 1, 1, 0, 1}}, kDay, kDay, 7);
  ASSERT_EQ(days.size(), 1U);
  EXPECT_NEAR(days[0].tension, 0.5, 1e-12);
  EXPECT_DOUBLE_EQ(days[0].conflict, 0);
}

TEST(Tension, PartsConflictFromCooperation) {
  const std::vector<TensionDay> days = tension_of({{kDay, 0.5, 0.25, 0, 2}, {kDay, -0.3, 0.09, 1, 1}}, kDay, kDay, 7);
  EXPECT_NEAR(days[0].tension, 0.2, 1e-12);
  EXPECT_NEAR(days[0].conflict, 0.5, 1e-12);
  EXPECT_NEAR(days[0].cooperation, 0.3, 1e-12);
  EXPECT_EQ(days[0].sources, 3U);
}

TEST(Tension, HasNoDaysWhereThereAreNone) {
  EXPECT_TRUE(tension_of({}, kNoDay, kNoDay, 7).empty());
  EXPECT_TRUE(tension_of({}, kDay, kDay - 1, 7).empty());
}

}  // namespace
}  // namespace vedette
