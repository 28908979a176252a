#include "archive/location.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Circle, IsReadOrNotOne) {
  const auto circle = circle_of("37.5, -127,50.5");
  ASSERT_TRUE(circle);
  EXPECT_EQ(circle->latitude, 37.5);
  EXPECT_EQ(circle->longitude, -127);
  EXPECT_EQ(circle->kilometres, 50.5);
  for (const char* other : {"", "37.5", "37.5,127", "37.5,127,50,1", "91,0,1", "0,181,1", "0,0,-1", "Seoul", "1,2,km", "nan,0,1", ",,"}) EXPECT_FALSE(circle_of(other)) << other;
}

TEST(Kilometres, AgreeWithKnownDistances) {
  EXPECT_NEAR(kilometres_between(52.52, 13.405, 48.8566, 2.3522), 878, 2);  // Berlin to Paris
  EXPECT_NEAR(kilometres_between(0, 179.5, 0, -179.5), 111.2, 0.1);         // across the 180th meridian
  EXPECT_NEAR(kilometres_between(90, 0, -90, 0), 20015, 1);
}

}  // namespace
}  // namespace vedette
