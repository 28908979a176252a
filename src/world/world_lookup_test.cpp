#include "world/world_lookup.h"

#include <gtest/gtest.h>

#include "world/world_fixture.h"

namespace vedette {
namespace {

TEST(WorldLookupTest, TellsWhatWasTrueOnTheDay) {
  const World world = small_world({{"roles.tsv", "role\ttitles\trank\tsectors\tonly_of\npresident\tpresident\t1\tGOV\t\n"},
                                   {"offices.tsv",
                                    "of\trole\tperson\tsex\tfrom\tto\tsource\n"
                                    "AUT\tpresident\tAda Eins\tf\t2000\t2004\t\n"
                                    "AUT\tpresident\tBodo Zwei\tm\t2005\t\t\n"}});
  EXPECT_EQ(describe(world, "Austria", on("2003-01-01")),
            "Austria: state (AUT), known by this name\n"
            "  also: Republic of Austria\n"
            "  codes: AUT\n"
            "  president: Ada Eins  (2000-01-01 to 2004-12-31)\n");
  EXPECT_NE(describe(world, "Austria", std::nullopt).find("president: Bodo Zwei"), std::string::npos);
  EXPECT_NE(describe(world, "Eins", std::nullopt).find("president of Austria  (2000-01-01 to 2004-12-31)"), std::string::npos);
  EXPECT_EQ(describe(world, "Nobody", std::nullopt), "");
}

}  // namespace
}  // namespace vedette
