#include "export/codes.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Codes, StatesHaveTheCodesOfEachStandard) {
  const StateCodes* state = state_codes("UKR");
  ASSERT_TRUE(state);
  EXPECT_EQ(state->fips, "UP");
  EXPECT_EQ(state->iso_number, "804");
  EXPECT_EQ(state->cow, "369");
  EXPECT_EQ(state->acled_region, "Europe");
  EXPECT_EQ(state_codes("ZZZ"), nullptr);
}

TEST(Codes, TakesActorCodesApart) {
  const CameoParts alliance = parts_of("IGOWSTNAT", "");
  EXPECT_EQ(alliance.country, "WST");
  EXPECT_EQ(alliance.group, "NAT");
  EXPECT_EQ(alliance.types[0], "IGO");
  const CameoParts rebels = parts_of("COLREB", "COL");
  EXPECT_EQ(rebels.country, "COL");
  EXPECT_EQ(rebels.types[0], "REB");
  EXPECT_EQ(parts_of("KSVGOV", "XKX").country, "KSV");
  EXPECT_EQ(parts_of("", "").country, "");
}

TEST(Codes, QuadsFollowCameosRoots) {
  EXPECT_EQ(cameo_quad("020"), 1);
  EXPECT_EQ(cameo_quad("0873"), 2);
  EXPECT_EQ(cameo_quad("1233"), 3);
  EXPECT_EQ(cameo_quad("141"), 4);
}

TEST(Codes, DatesAreAsKnown) {
  EXPECT_EQ(known_date("2023-06-29").day, 29);
  EXPECT_EQ(known_date("2023-06-29/2023-07-02").day, 29);
  EXPECT_EQ(known_date("2023-06").month, 6);
  EXPECT_EQ(known_date("2023-06").day, 0);
  EXPECT_EQ(known_date("2023-W26").month, 0);
  EXPECT_EQ(known_date("2023-SU").year, 2023);
  EXPECT_EQ(known_date("XXXX-06-29").year, 0);
  EXPECT_EQ(known_date("").year, 0);
}

TEST(Codes, WhatIsNotAcledsIsNotNamedSo) {
  EventView event;
  event.type = "CONSULT";
  EXPECT_EQ(acled_type(event, false), nullptr);
  event.type = "ASSAULT", event.mode = "aerial";
  EXPECT_EQ(acled_type(event, false)->sub_event_type, "Air/drone strike");
  event.mode = "";
  EXPECT_EQ(acled_type(event, true)->event_type, "Battles");
  EXPECT_EQ(acled_type(event, false)->event_type, "Violence against civilians");
}

}  // namespace
}  // namespace vedette
