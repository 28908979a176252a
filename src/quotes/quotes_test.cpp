// Own sentences with the quotes that they must give, read with the shipped model and the compiled world.

#include "quotes/quotes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "actors/actors.h"
#include "grammar/grammar.h"
#include "grammar/model.h"
#include "page/page.h"
#include "page/words.h"
#include "places/places.h"
#include "quotes/cues.h"
#include "times/times.h"
#include "vedette/article.h"

namespace vedette {
namespace {

struct Shipped {
  Model model;
  World world;
  Words words;
  Cues cues;
};

// The model lies beside the world where the whole program was built, else in the source's folder of models.
const Shipped* shipped() {
  static const std::optional<Shipped> kShipped = []() -> std::optional<Shipped> {
    for (const std::string path : {VEDETTE_DATA "/english.model", VEDETTE_SOURCE "/model/english.model"}) {
      if (!std::filesystem::exists(path)) continue;
      Result<Model> model = Model::open(path);
      Result<World> world = World::open(VEDETTE_DATA "/world.bin");
      Result<Words> words = Words::open(VEDETTE_DATA "/words.marisa");
      Result<Cues> cues = Cues::load(VEDETTE_SOURCE "/lexicon/cues.tsv");
      if (model && world && words && cues) return Shipped{std::move(*model), std::move(*world), std::move(*words), std::move(*cues)};
    }
    return std::nullopt;
  }();
  return kShipped ? &*kShipped : nullptr;
}

struct Read {
  Page page;
  Grammar grammar;
  Actors actors;
  Times times;
  Places places;
  Quotes quotes;

  std::string name(ActorId id) const { return id ? actors.actors[id].name : "-"; }
  // The quote whose words begin so.
  const Quote* find(std::string_view words) const {
    for (const Quote& quote : quotes.quotes) {
      if (page.at(quote.span).starts_with(words)) return &quote;
    }
    return nullptr;
  }
};

std::unique_ptr<Read> read(const std::string& text) {
  Article article;
  article.text = text;
  article.published = "2023-06-29";
  auto read = std::make_unique<Read>();
  read->page = lay_out(article, shipped()->world, shipped()->words);
  read->grammar = parse(read->page, shipped()->model, shipped()->world);
  read->actors = find_actors(read->page, read->grammar, shipped()->world);
  read->places = find_places(read->page, read->grammar, shipped()->world);
  read->times = find_times(read->page, read->grammar);
  read->quotes = find_quotes(read->page, read->grammar, read->actors, read->times, read->places, shipped()->cues);
  return read;
}

class QuotesTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!shipped()) FAIL() << "no model or world is built";
  }
};

struct Case {
  const char* text;
  const char* begins;  // the first words of the quote
  QuoteKind kind;
  const char* speaker;
};

class Speakers : public QuotesTest, public testing::WithParamInterface<Case> {};

TEST_P(Speakers, AreFound) {
  const Case& c = GetParam();
  const auto made = read(c.text);
  const Quote* quote = made->find(c.begins);
  ASSERT_NE(quote, nullptr) << c.text;
  EXPECT_EQ(quote->kind, c.kind) << c.text;
  EXPECT_EQ(made->name(quote->speaker), c.speaker) << c.text;
}

constexpr QuoteKind kDirect = QuoteKind::direct, kPartial = QuoteKind::partial, kIndirect = QuoteKind::indirect;

INSTANTIATE_TEST_SUITE_P(CueBehind, Speakers, testing::Values(
    Case{"“We will not wait any longer,” Jens Stoltenberg said in Brussels.", "We will", kDirect, "Jens Stoltenberg"},
    Case{"\"We will not wait any longer,\" said Jens Stoltenberg, who spoke in Brussels.", "We will", kDirect, "Jens Stoltenberg"},
    Case{"''We will not wait any longer,'' Mark Rutte, the Dutch prime minister, told reporters.", "We will", kDirect, "Mark Rutte"},
    Case{"“Who would believe this story?” Mark Rutte asked.", "Who would", kDirect, "Mark Rutte"}));

INSTANTIATE_TEST_SUITE_P(CueBefore, Speakers, testing::Values(
    Case{"Mark Rutte said: “The talks were hard but fair.”", "The talks", kDirect, "Mark Rutte"},
    Case{"Mark Rutte told the parliament that the plan was “unfair to every farmer” in the country.", "unfair", kPartial, "Mark Rutte"},
    Case{"Emmanuel Macron called the attack “an act of cowardice” on Monday.", "an act", kPartial, "Emmanuel Macron"},
    Case{"Emmanuel Macron visited the town and said he was “deeply moved by the courage” of its people.", "deeply", kPartial, "Emmanuel Macron"}));

INSTANTIATE_TEST_SUITE_P(CueBetween, Speakers, testing::Values(
    Case{"“The army is ready,” Mark Rutte said. “We will defend every village of our country.”", "We will", kDirect, "Mark Rutte"},
    Case{"“The army,” Mark Rutte said, “is ready to defend every village.”", "is ready", kPartial, "Mark Rutte"}));

INSTANTIATE_TEST_SUITE_P(Carried, Speakers, testing::Values(
    Case{"“The army is ready,” Mark Rutte said on Monday.\n\n“We will defend every village of our country.”", "We will", kDirect, "Mark Rutte"},
    Case{"Mark Rutte spoke to the press: \n\n“We will defend every village of our country.”", "We will", kDirect, "Mark Rutte"},
    Case{"“The talks were long and hard.” — Jens Stoltenberg", "The talks", kDirect, "Jens Stoltenberg"},
    Case{"“The army is ready, Mark Rutte said on Monday.\n\n“We will defend every village,” he added.", "We will", kDirect, "Mark Rutte"}));

INSTANTIATE_TEST_SUITE_P(Unmarked, Speakers, testing::Values(
    Case{"Mark Rutte said that the army had left the city.", "the army had left", kIndirect, "Mark Rutte"},
    Case{"The army had left the city, Mark Rutte said.", "The army had left", kIndirect, "Mark Rutte"},
    Case{"According to Mark Rutte, the army had left the city.", "the army had left", kIndirect, "Mark Rutte"},
    Case{"Iran announced that it would reopen the embassy in Riyadh.", "it would reopen", kIndirect, "Iran"}));

TEST_F(QuotesTest, WhatIsNoQuoteIsLeftOut) {
  EXPECT_EQ(read("The so-called \"road map\" was signed in 2003.")->find("road"), nullptr);
  EXPECT_EQ(read("He starred in the film \"Gone With the Wind\" long ago.")->find("Gone"), nullptr);
  EXPECT_EQ(read("John \"Jack\" Miller met the envoys.")->find("Jack"), nullptr);
}

TEST_F(QuotesTest, SpansStandInsideTheMarks) {
  const auto made = read("“We will not wait,” Mark Rutte said.");
  ASSERT_EQ(made->quotes.quotes.size(), 1U);
  EXPECT_EQ(made->page.at(made->quotes.quotes[QuoteId(0U)].span), "We will not wait,");
  EXPECT_EQ(made->grammar.form(made->quotes.quotes[QuoteId(0U)].cue), "said");
  ASSERT_EQ(made->quotes.of_token.size(), made->grammar.tokens.size());
  EXPECT_FALSE(made->quotes.of_token[0]);
  EXPECT_EQ(made->quotes.of_token[1], QuoteId(0U));
}

TEST_F(QuotesTest, APartStandsInsideItsReportedClause) {
  const auto made = read("Mark Rutte said that the plan of the two ministers was “deeply unfair” to all farmers and fishermen.");
  const Quote* part = made->find("deeply unfair");
  ASSERT_NE(part, nullptr);
  ASSERT_TRUE(part->inside);
  EXPECT_EQ(made->quotes.quotes[part->inside].kind, QuoteKind::indirect);
}

TEST_F(QuotesTest, AudienceAndDayAreTold) {
  const auto made = read("Mark Rutte told the Dutch parliament on Tuesday that the army had left the city.");
  const Quote* quote = made->find("the army had left");
  ASSERT_NE(quote, nullptr);
  EXPECT_FALSE(quote->audience.empty());
  ASSERT_TRUE(quote->time);
  EXPECT_EQ(made->page.at(made->times.times[quote->time].span).find("Tuesday") != std::string_view::npos, true);
}

TEST_F(QuotesTest, WhoSpeaksIsInDoubtWhereNothingTells) {
  const auto made = read("The meeting ended late.\n\n“Nobody should be surprised by what happened here today.”");
  const Quote* quote = made->find("Nobody should");
  ASSERT_NE(quote, nullptr);
  EXPECT_FALSE(quote->speaker);
  EXPECT_TRUE(quote->doubtful);
}

TEST_F(QuotesTest, NoTextNoQuotes) { EXPECT_TRUE(read("")->quotes.quotes.empty()); }

}  // namespace
}  // namespace vedette
