#include "world/petrarch.h"

#include <gtest/gtest.h>

#include "world/world_fixture.h"

namespace vedette {
namespace {

std::vector<std::string> add(World& world, const std::string& content) {
  const auto messages = world.add_user_file(scratch_file("dictionary.txt", content));
  EXPECT_TRUE(messages);
  return messages ? *messages : std::vector<std::string>{"failed"};
}

TEST(PetrarchTest, ActorsWithDatedCodes) {
  World world = small_world({});
  const auto messages = add(world,
                            "# a remark\n"
                            "AUSTRIA_ [AUT]\n+OSTERREICH_\n\n"
                            "ADA_EINS_  # a person\n+A._EINS_\n\t[AUTGOV 970101-061231]\n\t[AUTBUS >20070101] [ELI]\n"
                            "BLUE_FRONT_ [AUTREB]\n"
                            "DATED_WRONG_ [AUTGOV 20060230-20070101]\n");
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_NE(messages[0].find("dictionary.txt:10: "), std::string::npos) << messages[0];
  ASSERT_EQ(world.named("osterreich").size(), 1U);
  EXPECT_EQ(world.named("osterreich")[0].entity, world.state("AUT"));
  ASSERT_EQ(world.named("a. eins").size(), 1U);
  const EntityId ada = world.named("ada eins")[0].entity;
  EXPECT_EQ(world.named("a. eins")[0].entity, ada);
  EXPECT_EQ(world.cameo_on(ada, on("2000-01-01")), "AUTGOV");
  EXPECT_EQ(world.cameo_on(ada, on("2010-01-01")), "AUTBUS");
  EXPECT_EQ(world.cameo_on(ada, on("1990-01-01")), "ELI");
  EXPECT_EQ(world.entity(ada).country, "AUT");
  EXPECT_EQ(world.entity(world.named("blue front")[0].entity).kind, EntityKind::armed_group);
}

TEST(PetrarchTest, AgentsWithPluralsAndSubstitutes) {
  World world = small_world({});
  const auto messages = add(world, "!SHIP! = FRIGATE, BOAT\nPOLICE {} [~COP]\nGOOSE {GEESE} [~GGS]\nNAVY_!SHIP! [~MIL]\nNO_CODE\n");
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_NE(messages[0].find("dictionary.txt:5: "), std::string::npos) << messages[0];
  ASSERT_NE(world.agent("geese"), nullptr);
  EXPECT_EQ(world.agent("geese")->sectors, "GGS");
  ASSERT_NE(world.agent("navy boat"), nullptr);
  EXPECT_EQ(world.agent("police")->sectors, "COP");
}

TEST(PetrarchTest, Discards) {
  World world = small_world({});
  EXPECT_TRUE(add(world, "# remark\nASIAN GAMES  # x\n+TYPHOON\n1914\n").empty());
  EXPECT_TRUE(world.is_discarded("asian games"));
  EXPECT_TRUE(world.is_discarded("typhoon"));
  EXPECT_FALSE(world.is_discarded("asian"));
}

// The field's own dictionaries, where they lie beside the project; each line that does not parse is named.
TEST(PetrarchTest, TheFieldsOwnDictionariesLoad) {
  const std::filesystem::path folder = VEDETTE_SOURCE "/../shared/data/petrarch2";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no PETRARCH dictionaries beside the project";
  World world = small_world({});
  const std::vector<std::pair<std::string, std::size_t>> files = {
      {"PETR.Validate.actors.txt", 0},        {"PETR.Validate.agents.txt", 0},       {"PETR.Validate.discards.txt", 0},
      {"Phoenix.Countries.actors.txt", 6},    {"Phoenix.International.actors.txt", 0}, {"Phoenix.MilNonState.actors.txt", 0},
      {"Phoenix.agents.txt", 2},              {"Phoenix.discards.txt", 0}};
  for (const auto& [name, wrong_lines] : files) {
    const auto messages = world.add_user_file((folder / name).string());
    ASSERT_TRUE(messages) << messages.error().message;
    EXPECT_EQ(messages->size(), wrong_lines) << name << (messages->empty() ? "" : ": " + messages->front());
    for (const std::string& message : *messages) EXPECT_NE(message.find(name + ":"), std::string::npos) << message;
  }
  const auto uses = world.named("kofi annan");
  ASSERT_FALSE(uses.empty());
  EXPECT_EQ(world.cameo_on(uses[0].entity, on("1999-01-01")), "IGOUNO");
  EXPECT_EQ(world.cameo_on(uses[0].entity, on("2020-01-01")), "ELI");
}

}  // namespace
}  // namespace vedette
