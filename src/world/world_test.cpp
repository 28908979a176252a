#include "world/world.h"

#include <gtest/gtest.h>

#include "world/world_fixture.h"

namespace vedette {
namespace {

const Files kFiles = {
    {"bodies.tsv",
     "key\tname\tother_names\tsectors\tcameo\tcountry\tseat\tfrom\tto\tsource\n"
     "body:UN\tUnited Nations\tUN\tIGO\tIGOUNO\t\tNew York\t1945-10-24\t\t\n"},
    {"memberships.tsv", "body\tmember\tfrom\tto\tsource\nbody:UN\tAUT\t1955-12-14\t\t\nbody:UN\tGBR\t1945-10-24\t\t\n"},
    {"roles.tsv",
     "role\ttitles\trank\tsectors\tonly_of\n"
     "finance-minister\tfinance minister|minister of finance\t3\tGOV\t\n"
     "finance-minister\tchancellor of the exchequer|chancellor\t3\tGOV\tGBR\n"
     "foreign-minister\tforeign minister|foreign affairs minister\t3\tGOV\t\n"
     "foreign-minister\tsecretary of state\t3\tGOV\tUSA\n"
     "prime-minister\tprime minister\t2\tGOV\t\n"
     "prime-minister\tchancellor\t2\tGOV\tAUT\n"
     "secretary-general\tsecretary general|secretary-general\t4\tIGO\t\n"},
    {"offices.tsv",
     "of\trole\tperson\tsex\tfrom\tto\tsource\n"
     "AUT\tprime-minister\tAda Eins\tf\t2000-01-01\t2004-06-30\t\n"
     "AUT\tprime-minister\tBodo Zwei\tm\t2004-06-30\t\t\n"
     "AUT\tfinance-minister\tBodo Zwei\tm\t\t2001\t\n"
     "body:UN\tsecretary-general\tAda Eins\tf\t2010\t\t\n"},
    {"relations.tsv", "type\tfrom\tto\tsince\tuntil\tsource\nallied-with\tGBR\tUSA\t1942\t\t\n"},
    {"sites.tsv", "key\tname\tother_names\tcountry\tlatitude\tlongitude\tstands_for\nsite:ballhausplatz\tBallhausplatz\tthe Ballhaus\tAUT\t48.208\t16.364\tAUT/prime-minister\n"},
    {"agents.tsv", "noun\tplural\tsectors\tcollective\npolice\t\tCOP\tyes\nsoldier\tsoldiers\tMIL\tno\n"},
    {"given_names.tsv", "name\tsex\nAda\tf\nBodo\tm\n"},
    {"family_names.tsv", "name\nZwei\n"}};

std::vector<std::string> names(const World& world, const std::vector<Tenure>& tenures) {
  std::vector<std::string> out;
  for (const Tenure& tenure : tenures) out.emplace_back(world.entity(tenure.holder).name);
  return out;
}

using Strings = std::vector<std::string>;

TEST(WorldTest, OfficesOnADay) {
  const World world = small_world(kFiles);
  const EntityId austria = world.state("AUT");
  EXPECT_EQ(names(world, world.holders(austria, "prime-minister", on("2003-05-05"))), Strings{"Ada Eins"});
  EXPECT_EQ(names(world, world.holders(austria, "prime-minister", on("2004-06-30"))), (Strings{"Ada Eins", "Bodo Zwei"}));
  EXPECT_EQ(names(world, world.holders(austria, "prime-minister", on("2030-01-01"))), Strings{"Bodo Zwei"});
  EXPECT_TRUE(world.holders(austria, "prime-minister", on("1999-12-31")).empty());
  EXPECT_EQ(world.holders(austria, "prime-minister", std::nullopt).size(), 2U);
  EXPECT_EQ(names(world, world.holders(austria, "finance-minister", on("1950-01-01"))), Strings{"Bodo Zwei"});
  EXPECT_TRUE(world.holders(austria, "finance-minister", on("2002-01-01")).empty());
  EXPECT_EQ(world.offices_of(austria, on("2001-01-01")).size(), 2U);
  const auto held = world.tenures_of(world.entity_of("person:ada-eins"));
  ASSERT_EQ(held.size(), 2U);
  EXPECT_EQ(held[0].role, "prime-minister");
  EXPECT_EQ(held[1].role, "secretary-general");
  EXPECT_EQ(held[1].to, std::nullopt);
  EXPECT_EQ(world.entity(held[0].holder).sex, 'f');
  EXPECT_EQ(world.entity(held[0].holder).country, "AUT");
}

TEST(WorldTest, TitlesMeanDifferentOfficesInDifferentStates) {
  const World world = small_world(kFiles);
  const auto role = [&](const char* title, const char* of) {
    const RoleKind* kind = world.role(title, *of ? world.state(of) : EntityId());
    return kind ? std::string(kind->key) : "none";
  };
  EXPECT_EQ(role("chancellor", "AUT"), "prime-minister");
  EXPECT_EQ(role("chancellor", "GBR"), "finance-minister");
  EXPECT_EQ(role("chancellor", "USA"), "none");
  EXPECT_EQ(role("secretary of state", "USA"), "foreign-minister");
  EXPECT_EQ(role("secretary of state", "AUT"), "none");
  EXPECT_EQ(role("secretary of state", ""), "foreign-minister");
  EXPECT_EQ(role("minister of finance", "AUT"), "finance-minister");
  EXPECT_EQ(role("prime-minister", "GBR"), "prime-minister");
  EXPECT_EQ(role("king", ""), "none");
  EXPECT_EQ(world.title("prime-minister", world.state("AUT")), "chancellor");
  EXPECT_EQ(world.title("prime-minister", world.state("GBR")), "prime minister");
}

TEST(WorldTest, MembersOnADay) {
  const World world = small_world(kFiles);
  const EntityId nations = world.entity_of("body:UN");
  EXPECT_FALSE(world.is_member(world.state("AUT"), nations, on("1950-01-01")));
  EXPECT_TRUE(world.is_member(world.state("AUT"), nations, on("1960-01-01")));
  EXPECT_TRUE(world.is_member(world.state("AUT"), nations, std::nullopt));
  EXPECT_EQ(world.members(nations, on("1950-01-01")).size(), 1U);
  EXPECT_EQ(world.memberships(world.state("GBR"), std::nullopt).size(), 1U);
  ASSERT_EQ(world.relations(world.state("GBR")).size(), 1U);
  EXPECT_EQ(world.relations(world.state("GBR"))[0].type, "allied-with");
}

TEST(WorldTest, NamesSayWhatTheyAre) {
  const World world = small_world(kFiles);
  const auto uses = world.named("un");
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_EQ(uses[0].use, NameUse::short_name);
  EXPECT_TRUE(uses[0].capitals);
  EXPECT_EQ(world.named("u.n.").size(), 1U);
  EXPECT_EQ(world.named("austrian")[0].use, NameUse::adjective);
  EXPECT_EQ(world.named("briton")[0].use, NameUse::people);
  EXPECT_TRUE(world.named("atlantis").empty());
  EXPECT_TRUE(world.named("").empty());
  EXPECT_EQ(world.longest_name_from("republic"), 3);
  EXPECT_EQ(world.longest_name_from("xyzzy"), 0);
  const Entity site = world.entity(world.entity_of("site:ballhausplatz"));
  EXPECT_EQ(site.stands_for, world.state("AUT"));
  EXPECT_EQ(site.stands_for_role, "prime-minister");
  EXPECT_EQ(world.named("ballhaus").size(), 1U);
  ASSERT_EQ(world.places("ballhausplatz").size(), 1U);
  EXPECT_EQ(world.places("ballhausplatz")[0].kind, PlaceKind::site);
  EXPECT_EQ(world.given_name("ada"), 'f');
  EXPECT_EQ(world.given_name("eda"), 0);
  EXPECT_TRUE(world.is_family_name("zwei"));
  ASSERT_NE(world.agent("soldiers"), nullptr);
  EXPECT_EQ(world.agent("soldiers")->sectors, "MIL");
  EXPECT_TRUE(world.agent("police")->collective);
}

TEST(WorldTest, AUsersRowsAreInForceOnTop) {
  World world = small_world(kFiles);
  const std::string before(world.digest());
  const auto messages = world.add_user_file(scratch_file("mine.tsv",
                                                         "key\tname\tother_names\tcountry\tsectors\tcameo\tfrom\tto\tsource\n"
                                                         "group:blue\tBlue Front\tBF\tAUT\tREB\t\t\t\t\n"
                                                         "group:red\tRed Front\t\tAUX\tREB\t\t\t\t\n"));
  ASSERT_TRUE(messages) << messages.error().message;
  ASSERT_EQ(messages->size(), 1U);
  EXPECT_NE(messages->front().find("mine.tsv:3: "), std::string::npos) << messages->front();
  EXPECT_NE(world.digest(), before);
  const EntityId blue = world.entity_of("group:blue");
  ASSERT_TRUE(blue);
  EXPECT_EQ(world.entity(blue).name, "Blue Front");
  EXPECT_EQ(world.named("blue front").size(), 1U);
  EXPECT_EQ(world.longest_name_from("blue"), 2);

  ASSERT_TRUE(world.add_user_file(scratch_file("office.tsv",
                                               "of\trole\tperson\tsex\tfrom\tto\tsource\n"
                                               "AUT\tprime-minister\tCleo Drei\tf\t2031\t\t\n"
                                               "group:blue\tsecretary-general\tAda Eins\tf\t2020\t2021\t\n")));
  EXPECT_EQ(names(world, world.holders(world.state("AUT"), "prime-minister", on("2031-06-01"))), (Strings{"Bodo Zwei", "Cleo Drei"}));
  EXPECT_EQ(world.tenures_of(world.entity_of("person:ada-eins")).size(), 3U);
  EXPECT_EQ(world.named("drei").size(), 1U);

  ASSERT_TRUE(world.add_user_file(scratch_file("parties.tsv",
                                               "key\tname\tother_names\tcountry\tfrom\tto\tsource\n"
                                               "party:blue\tBlue Front\t\tGBR\t\t\t\n")));
  EXPECT_EQ(world.named("blue front").size(), 2U);
  EXPECT_FALSE(world.add_user_file("/nowhere/mine.tsv"));
}

}  // namespace
}  // namespace vedette
