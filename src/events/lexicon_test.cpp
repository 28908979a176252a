#include "events/lexicon.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace vedette {
namespace {

const std::string kFolder = std::string(VEDETTE_SOURCE) + "/lexicon";
constexpr char kHeader[] =
    "type\tmode\tcameo\tpattern\tsource\ttarget\tcontexts\ttest\texpect_source\texpect_target\texpect_status\n";

std::string own(std::string_view rows) {
  const std::string path = testing::TempDir() + "/own_lexicon.tsv";
  std::ofstream(path) << kHeader << rows;
  return path;
}

std::string refusal(std::string_view rows) {
  const auto lexicon = Lexicon::load(kFolder, {own(rows)});
  return lexicon ? "" : lexicon.error().message;
}

TEST(LexiconTest, OursLoads) {
  const auto lexicon = Lexicon::load(kFolder);
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  EXPECT_GT(lexicon->frames().size(), 500u);
  std::set<std::string> types, triggers;
  for (const Frame& frame : lexicon->frames()) {
    types.insert(lexicon->type(frame.type).name);
    EXPECT_FALSE(frame.test.empty()) << frame.file << ':' << frame.line;
    EXPECT_TRUE(frame.test.ends_with('.')) << frame.file << ':' << frame.line;
    for (const std::string& expected : {frame.expect_source, frame.expect_target}) {
      EXPECT_NE(frame.test.find(expected), std::string::npos) << frame.file << ':' << frame.line << ": " << expected;
    }
  }
  EXPECT_EQ(types.size(), 16u);
}

TEST(LexiconTest, ModesAreThoseOfTheManual) {
  const auto lexicon = Lexicon::load(kFolder);
  ASSERT_TRUE(lexicon);
  const std::set<std::string> modes = {
      "",          "visit",     "third-party",    "multilateral",  "phone",         "withdraw",    "release",
      "disarm",    "ceasefire", "access",         "resign",        "return",        "assist",      "change",
      "yield",     "meet",      "disapprove",     "investigate",   "allege",        "restrict",    "arrest",
      "relations", "expel",     "territory",      "violence",      "demo",          "riot",        "strike",
      "hunger",    "boycott",   "obstruct",       "vandalize",     "convict",       "discontinue", "troops",
      "weapons",   "police",    "militia",        "seize",         "censor",        "curfew",      "martial-law",
      "deport",    "withhold",  "misinformation", "cyber",         "abduct",        "beat",        "torture",
      "sexual",    "targeted",  "destroy",        "primitive",     "firearms",      "explosives",  "suicide-attack",
      "aerial",    "drone",     "heavy-weapons",  "crowd-control", "unconventional"};
  for (const Frame& frame : lexicon->frames())
    EXPECT_TRUE(modes.contains(frame.mode)) << frame.file << ':' << frame.line << ' ' << frame.mode;
}

TEST(LexiconTest, AUsersFrameGoesFirst) {
  const auto lexicon =
      Lexicon::load(kFolder, {own("AID\t-\t070\tattack/n\tsubj\ton\t-\tRussia attacks.\tRussia\t-\thappened\n")});
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  const auto& frames = lexicon->frames_of(lexicon->word("attack"), WordKind::noun);
  ASSERT_FALSE(frames.empty());
  bool found = false;
  for (const std::uint32_t id : frames) found |= lexicon->type(lexicon->frames()[id].type).name == "AID";
  EXPECT_TRUE(found);
  EXPECT_NE(lexicon->digest(), Lexicon::load(kFolder)->digest());
}

TEST(LexiconTest, RefusalsNameFileAndLine) {
  EXPECT_NE(refusal("WAR\t-\t190\tattack/v\tsubj\tobj\t-\tRussia attacks.\tRussia\t-\thappened\n")
                .find("own_lexicon.tsv:2: there is no event type"),
            std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t999\tattack/v\tsubj\tobj\t-\tRussia attacks.\tRussia\t-\thappened\n").find("no CAMEO code"),
            std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t190\tattack/v\tsubj\tobj\n").find("test sentence"), std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t190\tattack/v\tsubj\tobj\t-\t-\tRussia\t-\thappened\n").find("no test sentence"),
            std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t190\t*/v\tsubj\tobj\t-\tRussia attacks.\tRussia\t-\thappened\n").find("matches everything"),
            std::string::npos);
  EXPECT_NE(
      refusal("ASSAULT\t-\t190\tmake/v\tsubj\tobj\t-\tRussia makes it.\tRussia\t-\thappened\n").find("matches nearly everything"),
      std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t190\tattack\tsubj\tobj\t-\tRussia attacks.\tRussia\t-\thappened\n").find("part of speech"),
            std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t190\tattack/v obj=@nowhere\tsubj\tobj\t-\tRussia attacks.\tRussia\t-\thappened\n")
                .find("no class @nowhere"),
            std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t190\tattack/v\tsubj\tsideways\t-\tRussia attacks.\tRussia\t-\thappened\n").find("is no slot"),
            std::string::npos);
  EXPECT_NE(refusal("ASSAULT\t-\t190\tattack/v\tsubj\tobj\t-\tRussia attacks.\tRussia\t-\tlikely\n").find("no status"),
            std::string::npos);
}

TEST(LexiconTest, AnotherTableIsRefusedAsAUsersFile) {
  const std::string path = testing::TempDir() + "/other.tsv";
  std::ofstream(path) << "name\tcolour\nrose\tred\n";
  const auto lexicon = Lexicon::load(kFolder, {path});
  ASSERT_FALSE(lexicon);
  EXPECT_NE(lexicon.error().message.find("other.tsv:1"), std::string::npos);
  EXPECT_FALSE(Lexicon::load(kFolder, {"/nowhere/at/all.tsv"}));
  EXPECT_FALSE(Lexicon::load(testing::TempDir() + "/nothing_here"));
}

}  // namespace
}  // namespace vedette
