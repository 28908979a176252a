#include "world/rows.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "world/row.h"
#include "world/world_fixture.h"

namespace vedette {
namespace {

const char kRoles[] =
    "role\ttitles\trank\tsectors\tonly_of\n"
    "president\tpresident\t1\tGOV\t\n";

// What is wrong with the last line of the table.
std::string complaint(const std::string& name, const std::string& content) {
  Tables tables;
  const auto messages = fill(tables, {{"roles.tsv", kRoles}, {name, content}});
  return messages.size() == 1 ? messages.front() : fmt::format("{} messages", messages.size());
}

void expect_complaint(const std::string& name, const std::string& content, const std::string& place, const std::string& part) {
  const std::string message = complaint(name, content);
  EXPECT_TRUE(message.starts_with(place + ": ")) << message;
  EXPECT_NE(message.find(part), std::string::npos) << message;
}

TEST(RowsTest, PartialDatesAreTheirFirstAndLastDay) {
  EXPECT_EQ(first_day("2004"), on("2004-01-01"));
  EXPECT_EQ(last_day("2004"), on("2004-12-31"));
  EXPECT_EQ(last_day("2004-02"), on("2004-02-29"));
  EXPECT_EQ(first_day("2004-02-30"), std::nullopt);
  EXPECT_EQ(first_day("2004-13"), std::nullopt);
  EXPECT_EQ(first_day("04"), std::nullopt);
  EXPECT_EQ(first_day("2004-0x"), std::nullopt);
}

TEST(RowsTest, OfficesAreRefusedWhereTheyAreWrong) {
  const std::string header = "of\trole\tperson\tsex\tfrom\tto\tsource\n";
  const auto office = [&](const std::string& row, const std::string& part) { expect_complaint("offices.tsv", header + row, "offices.tsv:2", part); };
  office("AUT\tpresident\tHeinz Fischer\tm\t2004-07-32\t2016\t\n", "is no date");
  office("AUT\tpresident\tHeinz Fischer\tm\t2016-07-08\t2004-07-08\t\n", "is after");
  office("AUX\tpresident\tHeinz Fischer\tm\t2004\t2016\t\n", "neither a state code nor a key");
  office("AUT\tpresidant\tHeinz Fischer\tm\t2004\t2016\t\n", "no role");
  office("AUT\tpresident\tHeinz Fischer\tx\t2004\t2016\t\n", "neither f nor m");
  office("AUT\tpresident\t\tm\t2004\t2016\t\n", "`person` is empty");
  office("AUT\tpresident\tHeinz Fischer\tm\t2004\n", "has 5 cells");
  expect_complaint("offices.tsv", header + "# a remark\nAUT\tpresident\tA B\tm\t2004\t\t\nUSA\tpresident\tA B\tf\t2004\t\t\n", "offices.tsv:4", "sex");
  expect_complaint("offices.tsv", header + "AUT\tpresident\tA B\tm\t2004\t\t\nAUT\tpresident\tA B\tm\t2004\t\t\n", "offices.tsv:3", "earlier row");
}

TEST(RowsTest, KeysAreUniqueAndOfTheirTable) {
  const std::string header = "key\tname\tother_names\tcountry\tfrom\tto\tsource\n";
  expect_complaint("parties.tsv", header + "party:spo\tSPÖ\t\tAUT\t\t\t\nparty:spo\tSPÖ\t\tAUT\t\t\t\n", "parties.tsv:3", "earlier row");
  expect_complaint("parties.tsv", header + "body:spo\tSPÖ\t\tAUT\t\t\t\n", "parties.tsv:2", "must begin with 'party:'");
  expect_complaint("parties.tsv", header + "party:spo\tSPÖ\t\tAUX\t\t\t\n", "parties.tsv:2", "no state code");
  expect_complaint("parties.tsv", header + "party:spo\t\t\tAUT\t\t\t\n", "parties.tsv:2", "`name` is empty");
}

TEST(RowsTest, OtherTablesAreChecked) {
  expect_complaint("x.tsv", "key\tcolour\nbody:A\tred\n", "x.tsv:1", "no table of the world");
  expect_complaint("memberships.tsv", "body\tmember\tfrom\tto\tsource\nbody:NATO\tAUT\t\t\t\n", "memberships.tsv:2", "neither a state code");
  expect_complaint("persons.tsv", "person\tother_names\tcountry\tsex\tsectors\tfrom\tto\tsource\nA B\t\tAUT\tq\t\t\t\t\n", "persons.tsv:2", "neither f nor m");
  expect_complaint("towns.tsv", "name\tother_names\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\nA\t\tAUT\t\tnan\t0\t1\n", "towns.tsv:2", "latitude");
  expect_complaint("towns.tsv", "name\tother_names\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\nA\t\tAUT\t\t\t0\t1\n", "towns.tsv:2", "is empty");
  expect_complaint("places.tsv", "place\tother_names\tlatitude\tlongitude\nAUT\t\t\t4\n", "places.tsv:2", "only one");
  expect_complaint("capitals.tsv", "state\tcapitals\nAUT\t\n", "capitals.tsv:2", "is empty");
  expect_complaint("name_order.tsv", "country\torder\nAUT\tsomehow\n", "name_order.tsv:2", "family-first");
  expect_complaint("sites.tsv", "key\tname\tother_names\tcountry\tlatitude\tlongitude\tstands_for\nsite:a\tA\t\tAUT\t91\t0\tAUT\n", "sites.tsv:2", "latitude");
  expect_complaint("sites.tsv", "key\tname\tother_names\tcountry\tlatitude\tlongitude\tstands_for\nsite:a\tA\t\tAUT\t1\t0\tAUT/king\n", "sites.tsv:2", "no role");
  expect_complaint("regions.tsv", "key\tname\tother_names\tadjectives\tkind\tcountries\tlatitude\tlongitude\nregion:a\tA\t\t\tlake\tAUT\t1\t0\n", "regions.tsv:2", "neither region");
  expect_complaint("agents.tsv", "noun\tplural\tsectors\tcollective\ntroops\t\tMIL\tmaybe\n", "agents.tsv:2", "neither yes nor no");
  expect_complaint("given_names.tsv", "name\tsex\nAda\tf\nAda\tf\n", "given_names.tsv:3", "earlier row");
  expect_complaint("family_names.tsv", "name\nAda\nada\n", "family_names.tsv:3", "earlier row");
  expect_complaint("states.tsv", "state\tother_names\tadjectives\tpeople\tcameo\tfrom\tto\nAUT\tOstmark\t\t\t\t\t\n", "states.tsv:2", "earlier row");
  expect_complaint("roles.tsv", "role\ttitles\trank\tsectors\tonly_of\nking\tking\t9\tGOV\t\n", "roles.tsv:2", "not 1, 2, 3 or 4");
  expect_complaint("roles.tsv", "role\ttitles\trank\tsectors\tonly_of\npresident\tpresident\t1\tGOV\t\n", "roles.tsv:2", "earlier row");
  expect_complaint("peoples.tsv", "key\tname\tother_names\tadjectives\tcountry\tkind\tcameo\npeople:a\tA\t\t\t\ttribe\t\n", "peoples.tsv:2", "neither ethnic nor religious");
  expect_complaint("agencies.tsv", "key\tname\tother_names\tcountry\tkind\tstands_for\tsource\nagency:a\tA\t\tAUT\tradio\t\t\n", "agencies.tsv:2", "neither agency nor media");
}

TEST(RowsTest, WhatIsPartOfSomethingCannotHoldIt) {
  const std::string header = "type\tfrom\tto\tsince\tuntil\tsource\n";
  expect_complaint("relations.tsv", header + "part-of\tAUT\tGBR\t\t\t\npart-of\tGBR\tUSA\t\t\t\npart-of\tUSA\tAUT\t\t\t\n", "relations.tsv:4", "cycle");
  expect_complaint("relations.tsv", header + "part-of\tAUT\tAUT\t\t\t\n", "relations.tsv:2", "itself");
}

TEST(RowsTest, ARowThatIsWrongLeavesTheOthersInForce) {
  Tables tables;
  const auto messages = fill(tables, {{"parties.tsv", "key\tname\tother_names\tcountry\tfrom\tto\tsource\nparty:a\tA\t\tAUX\t\t\t\nparty:b\tB\t\tAUT\t\t\t\n"}});
  EXPECT_EQ(messages.size(), 1U);
  EXPECT_FALSE(tables.find("party:a"));
  EXPECT_TRUE(tables.find("party:b"));
}

}  // namespace
}  // namespace vedette
