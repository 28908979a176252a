// Every row of lexicon/actors: known columns and classes, sorted, no row twice.

#include "actors/lexicon.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "actors/pronouns.h"
#include "base/utf8.h"

namespace vedette::who {
namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& table) {
  std::ifstream file(VEDETTE_SOURCE "/lexicon/actors/" + table + ".tsv");
  EXPECT_TRUE(file) << table;
  std::vector<std::vector<std::string>> rows;
  bool header = true;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) continue;
    if (std::exchange(header, false)) continue;
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
    rows.push_back(cells);
  }
  EXPECT_GT(rows.size(), 10u) << table;
  return rows;
}

TEST(Lexicon, TablesAreSortedFoldedAndHaveNoRowTwice) {
  for (const char* table : {"nouns", "words", "pronouns", "honorifics", "weights"}) {
    std::vector<std::string> before;
    for (const auto& row : rows_of(table)) {
      ASSERT_FALSE(row.empty()) << table;
      EXPECT_EQ(row[0], fold(row[0])) << table;
      EXPECT_LT(before, row) << table << ": " << row[0];
      before = row;
    }
  }
}

TEST(Lexicon, EveryRowIsInForce) {
  for (const auto& row : rows_of("nouns")) EXPECT_NE(noun(row[0]), nullptr) << row[0];
  for (const auto& row : rows_of("pronouns")) EXPECT_NE(pronoun(row[0]), nullptr) << row[0];
  for (const auto& row : rows_of("honorifics")) EXPECT_NE(honorific(row[0]), 0) << row[0];
  EXPECT_TRUE(is("accuse", Use::acting_verb));
  EXPECT_FALSE(is("accuse", Use::place_preposition));
  EXPECT_EQ(noun("spokeswoman")->sex, 'f');
}

TEST(Lexicon, WeightsAreOfFeaturesThatExist) {
  std::set<std::string> known = {"person:least", "thing:least", "group:least"};
  for (const std::string kind : {"person:", "owner:", "thing:", "group:"}) {
    for (const std::string_view feature : kFeatureNames) known.insert(kind + std::string(feature));
  }
  for (const auto& row : rows_of("weights")) {
    EXPECT_TRUE(known.count(row[0])) << row[0];
    EXPECT_EQ(weight(row[0]), std::stod(row[1])) << row[0];
  }
}

}  // namespace
}  // namespace vedette::who
