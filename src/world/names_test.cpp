#include "world/names.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "world/world_fixture.h"

namespace vedette {
namespace {

const Files kPersons = {
    {"persons.tsv",
     "person\tother_names\tcountry\tsex\tsectors\tfrom\tto\tsource\n"
     "Anna B. van der Sluis\t\tAUT\tf\t\t\t\t\n"
     "Gösta Zelenskyy\tGus\tGBR\tm\t\t\t\t\n"
     "Ida III of Linz\t\tAUT\tf\t\t\t\t\n"
     "Karl al-Masri Jr.\t\tGBR\tm\t\t\t\t\n"
     "Kim Un-jo\t\tUSA\tm\t\t\t\t\n"
     "Otto Zelensky\t\tAUT\tm\t\t\t\t\n"},
    {"spellings.tsv", "from\tto\nskyy$\tsky\nskyy$\tskiy\nö\to\n"},
    {"name_order.tsv", "country\torder\nUSA\tfamily-first\n"}};

// "key use" of everything that a name means.
std::vector<std::string> meanings(const World& world, const char* name) {
  std::vector<std::string> out;
  for (const Named& use : world.named(name)) {
    out.push_back(fmt::format("{} {}{}", world.entity(use.entity).key, static_cast<int>(use.use), use.guessed ? " guessed" : ""));
  }
  return out;
}

using Strings = std::vector<std::string>;

TEST(NamesTest, FamilyNamesStandAlone) {
  const World world = small_world(kPersons);
  EXPECT_EQ(meanings(world, "anna van der sluis"), Strings{"person:anna-b-van-der-sluis 0"});
  EXPECT_EQ(meanings(world, "sluis"), Strings{"person:anna-b-van-der-sluis 1"});
  EXPECT_EQ(meanings(world, "van der sluis"), Strings{"person:anna-b-van-der-sluis 1"});
  EXPECT_EQ(meanings(world, "masri"), Strings{"person:karl-al-masri-jr 1"});
  EXPECT_EQ(meanings(world, "al-masri"), Strings{"person:karl-al-masri-jr 1"});
  EXPECT_EQ(meanings(world, "kim"), Strings{"person:kim-un-jo 1"});
  EXPECT_EQ(meanings(world, "gus"), Strings{"person:gosta-zelenskyy 1"});
  EXPECT_EQ(meanings(world, "ida"), Strings{"person:ida-iii-of-linz 1"});
  EXPECT_TRUE(meanings(world, "linz").empty());
  EXPECT_TRUE(meanings(world, "un-jo").empty());
  EXPECT_TRUE(meanings(world, "jr.").empty());
}

TEST(NamesTest, SpellingsFollowTheRulesAndYieldToOwnNames) {
  const World world = small_world(kPersons);
  EXPECT_EQ(meanings(world, "zelenskiy"), Strings{"person:gosta-zelenskyy 1 guessed"});
  EXPECT_EQ(meanings(world, "zelensky"), Strings{"person:otto-zelensky 1"});
  EXPECT_EQ(meanings(world, "gosta zelensky"), Strings{"person:gosta-zelenskyy 0 guessed"});
}

TEST(NamesTest, RulesKeepToTheEdgesOfWords) {
  const std::vector<SpellingRule> rules = {{"^io", "jo"}, {"y$", "i"}};
  EXPECT_EQ(spellings_of("iony ade", rules, 24), (Strings{"jony ade", "ioni ade", "joni ade"}));
  for (const std::string& name : spellings_of("bioy", rules, 24)) EXPECT_EQ(name, "bioi");
  EXPECT_TRUE(spellings_of("abc", rules, 24).empty());
  EXPECT_LE(spellings_of(std::string(200, 'y') + " y y y y y y y y", rules, 24).size(), 24U);
}

}  // namespace
}  // namespace vedette
