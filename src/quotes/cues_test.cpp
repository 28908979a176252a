#include "quotes/cues.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace vedette {
namespace {

std::string error_of(std::string_view rows) {
  const Result<Cues> cues = Cues::parse(rows, "own.tsv");
  return cues ? "taken" : cues.error().message;
}

TEST(CuesTest, TheShippedTableIsWholeAndHoldsTheCommonestVerbs) {
  const Result<Cues> cues = Cues::load(VEDETTE_SOURCE "/lexicon/cues.tsv");
  ASSERT_TRUE(cues) << cues.error().message;
  EXPECT_EQ(cues->verb("say"), CueKind::said);
  EXPECT_EQ(cues->verb("tell"), CueKind::told);
  EXPECT_EQ(cues->verb("add"), CueKind::added);
  EXPECT_EQ(cues->verb("tweet"), CueKind::wrote);
  EXPECT_EQ(cues->verb("walk"), CueKind::none);
  EXPECT_TRUE(cues->noun("statement"));
  EXPECT_FALSE(cues->noun("say"));
  EXPECT_TRUE(cues->according("according"));
}

TEST(CuesTest, TheShippedTableIsSorted) {
  std::ifstream in(VEDETTE_SOURCE "/lexicon/cues.tsv");
  std::string line, last;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#' || line == "lemma\tkind") continue;
    EXPECT_LT(last, line);
    last = line;
  }
  EXPECT_FALSE(last.empty());
}

TEST(CuesTest, AVerbAndANounMayShareALemma) {
  const Result<Cues> cues = Cues::parse("lemma\tkind\n# a remark\nclaim\tsaid\nclaim\tnoun\n", "own.tsv");
  ASSERT_TRUE(cues) << cues.error().message;
  EXPECT_EQ(cues->verb("claim"), CueKind::said);
  EXPECT_TRUE(cues->noun("claim"));
}

TEST(CuesTest, ErrorsNameFileAndLine) {
  EXPECT_NE(error_of("word\tkind\n").find("own.tsv:1"), std::string::npos);
  EXPECT_NE(error_of("lemma\tkind\nsay\tsaid\nmutter\tmurmured\n").find("own.tsv:3"), std::string::npos);
  EXPECT_NE(error_of("lemma\tkind\nsay said\n").find("own.tsv:2"), std::string::npos);
  EXPECT_NE(error_of("lemma\tkind\nsay\tsaid\tx\n").find("own.tsv:2"), std::string::npos);
  EXPECT_NE(error_of("lemma\tkind\nsay\tsaid\nsay\ttold\n").find("\"say\" has two rows"), std::string::npos);
  EXPECT_NE(error_of("").find("empty"), std::string::npos);
  EXPECT_NE(Cues::load("/no/such/cues.tsv").error().message.find("/no/such/cues.tsv"), std::string::npos);
}

}  // namespace
}  // namespace vedette
