// Places in small grammars that the tests write down, and in sentences with the shipped model and world.
#include "places/places.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "grammar/grammar.h"
#include "grammar/model.h"
#include "page/page.h"
#include "page/words.h"
#include "places/use.h"
#include "world/world_fixture.h"

namespace vedette {
namespace {

struct Word {
  const char* form;
  const char* lemma;
  Upos upos;
  Relation relation;
  int head;  // from 0; -1 for the root
  NameKind name = NameKind::none;
  bool begins = false;
};

struct Sample {
  Page page;
  Grammar grammar;
};

// One sentence, words parted by blanks; the page's text is its own.
std::unique_ptr<Sample> sample(const std::vector<Word>& words) {
  auto made = std::make_unique<Sample>();
  std::string& text = made->page.text;
  Grammar& g = made->grammar;
  for (const Word& word : words) {
    if (!text.empty()) text += ' ';
    Token token;
    token.span = {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size() + std::string_view(word.form).size())};
    text += word.form;
    token.upos = word.upos;
    token.relation = word.relation;
    token.name = word.name;
    token.name_begins = word.begins;
    if (word.head >= 0) token.head = TokenId(static_cast<std::size_t>(word.head));
    token.sentence = SentenceId(0);
    token.lemma_begin = static_cast<std::uint32_t>(g.lemmas.size());
    g.lemmas += word.lemma;
    token.lemma_end = static_cast<std::uint32_t>(g.lemmas.size());
    const TokenId id = g.tokens.add(token);
    if (word.begins) g.names.push_back({id, TokenId(id.value + 1), word.name});
    if (!word.begins && word.name != NameKind::none) g.names.back().end = TokenId(id.value + 1);
  }
  g.text = text;
  Sentence sentence;
  sentence.begin = TokenId(0);
  sentence.end = TokenId(words.size());
  sentence.span = {0, static_cast<std::uint32_t>(text.size())};
  g.sentences.add(sentence);
  made->page.blocks.push_back({BlockKind::body, sentence.span});
  link_children(g);
  return made;
}

const Files kMap = {{"divisions.tsv",
                     "name\tother_names\tcountry\tadmin1\tlatitude\tlongitude\n"
                     "Texas\t\tUSA\t\t31\t-99\n"
                     "England\t\tGBR\t\t52\t-1\n"},
                    {"towns.tsv",
                     "name\tother_names\tcountry\tadmin1\tlatitude\tlongitude\tpopulation\n"
                     "Linz\tLentia\tAUT\t\t48.3\t14.3\t200000\n"
                     "Linz\t\tUSA\tTexas\t32\t-98\t900\n"
                     "Store\t\tUSA\tTexas\t32\t-98\t900\n"}};

constexpr auto kPlace = NameKind::location;

TEST(PlacesTest, TheBetterKnownPlaceIsMeant) {
  const World world = small_world(kMap);
  const auto s = sample({{"It", "it", Upos::pron, Relation::nsubj, 1},
                         {"fell", "fall", Upos::verb, Relation::root, -1},
                         {"in", "in", Upos::adp, Relation::case_, 3},
                         {"Linz", "Linz", Upos::propn, Relation::obl, 1, kPlace, true}});
  const Places found = find_places(s->page, s->grammar, world);
  ASSERT_EQ(found.places.size(), 1U);
  const Place& place = found.places[PlaceId(0)];
  EXPECT_EQ(place.country, "AUT");
  EXPECT_TRUE(place.located);
  EXPECT_FALSE(place.within);
  ASSERT_EQ(place.mentions.size(), 1U);
  EXPECT_EQ(place.mentions[0].span.of(s->page.text), "Linz");
  EXPECT_EQ(place.mentions[0].use, PlaceUse::literal);
  EXPECT_EQ(found.of_token[3], PlaceId(0));
  EXPECT_FALSE(found.of_token[2]);
}

TEST(PlacesTest, WhatHoldsItDecides) {
  const World world = small_world(kMap);
  const auto s = sample({{"In", "in", Upos::adp, Relation::case_, 1},
                         {"Linz", "Linz", Upos::propn, Relation::obl, 4, kPlace, true},
                         {",", ",", Upos::punct, Relation::punct, 3},
                         {"Texas", "Texas", Upos::propn, Relation::appos, 1, kPlace, true},
                         {"fell", "fall", Upos::verb, Relation::root, -1}});
  const Places found = find_places(s->page, s->grammar, world);
  ASSERT_EQ(found.places.size(), 2U);
  EXPECT_EQ(found.places[PlaceId(0)].country, "USA");
  EXPECT_EQ(found.places[PlaceId(0)].admin1, "Texas");
  EXPECT_EQ(found.places[PlaceId(1)].kind, PlaceKind::admin);
}

TEST(PlacesTest, WhatTheGazetteerLacksLiesInWhatHoldsIt) {
  const World world = small_world(kMap);
  const auto s = sample({{"In", "in", Upos::adp, Relation::case_, 1},
                         {"Xyzzy", "Xyzzy", Upos::propn, Relation::obl, 4, kPlace, true},
                         {",", ",", Upos::punct, Relation::punct, 3},
                         {"Texas", "Texas", Upos::propn, Relation::appos, 1, kPlace, true},
                         {"fell", "fall", Upos::verb, Relation::root, -1}});
  const Places found = find_places(s->page, s->grammar, world);
  ASSERT_EQ(found.places.size(), 2U);
  EXPECT_EQ(found.places[PlaceId(0)].name, "Xyzzy");
  EXPECT_TRUE(found.places[PlaceId(0)].located);
  EXPECT_TRUE(found.places[PlaceId(0)].within);
  EXPECT_EQ(found.places[PlaceId(0)].country, "USA");
}

TEST(PlacesTest, PersonsAndBodiesAreNoPlaces) {
  const World world = small_world(kMap);
  const auto person = sample({{"Texas", "Texas", Upos::propn, Relation::nsubj, 2, NameKind::person, true},
                              {"Smith", "Smith", Upos::propn, Relation::flat, 0, NameKind::person},
                              {"fell", "fall", Upos::verb, Relation::root, -1}});
  EXPECT_TRUE(find_places(person->page, person->grammar, world).places.empty());
  const auto paper = sample({{"Linz", "Linz", Upos::propn, Relation::compound, 1, NameKind::organisation, true},
                             {"Post", "Post", Upos::propn, Relation::nsubj, 2, NameKind::organisation},
                             {"fell", "fall", Upos::verb, Relation::root, -1}});
  EXPECT_TRUE(find_places(paper->page, paper->grammar, world).places.empty());
  const auto police = sample({{"Texas", "Texas", Upos::propn, Relation::compound, 1, NameKind::organisation, true},
                              {"Police", "Police", Upos::propn, Relation::nsubj, 2, NameKind::organisation},
                              {"fell", "fall", Upos::verb, Relation::root, -1}});
  const Places found = find_places(police->page, police->grammar, world);
  ASSERT_EQ(found.places.size(), 1U);
  EXPECT_EQ(found.places[PlaceId(0)].mentions[0].use, PlaceUse::associative);
}

TEST(PlacesTest, AdjectivesBelongToTheirState) {
  const World world = small_world({{"places.tsv", "place\tother_names\tlatitude\tlongitude\n"}});
  const auto s = sample({{"British", "british", Upos::adj, Relation::amod, 1, NameKind::miscellaneous, true},
                         {"rain", "rain", Upos::noun, Relation::nsubj, 2},
                         {"fell", "fall", Upos::verb, Relation::root, -1}});
  // The small world has no middle for its states, so there is no place to list.
  EXPECT_TRUE(find_places(s->page, s->grammar, world).places.empty());
}

PlaceUse use_in(const std::vector<Word>& words, std::size_t at) {
  const auto s = sample(words);
  return where::use_of(s->grammar, TokenId(at), TokenId(at + 1), true);
}

TEST(PlacesTest, WhoActsIsNoPlace) {
  const auto prop = Upos::propn;
  EXPECT_EQ(use_in({{"Vienna", "Vienna", prop, Relation::nsubj, 1}, {"agreed", "agree", Upos::verb, Relation::root, -1}}, 0),
            PlaceUse::associative);
  EXPECT_EQ(use_in({{"Austria", "Austria", prop, Relation::nsubj, 1}, {"borders", "border", Upos::verb, Relation::root, -1},
                    {"Italy", "Italy", prop, Relation::obj, 1}}, 0),
            PlaceUse::literal);
  EXPECT_EQ(use_in({{"Austria", "Austria", prop, Relation::nsubj, 1}, {"zigzags", "zigzag", Upos::verb, Relation::root, -1},
                    {"goods", "good", Upos::noun, Relation::obj, 1}}, 0),
            PlaceUse::associative);
  EXPECT_EQ(use_in({{"government", "government", Upos::noun, Relation::root, -1}, {"of", "of", Upos::adp, Relation::case_, 2},
                    {"Austria", "Austria", prop, Relation::nmod, 0}}, 2),
            PlaceUse::associative);
  EXPECT_EQ(use_in({{"invasion", "invasion", Upos::noun, Relation::root, -1}, {"of", "of", Upos::adp, Relation::case_, 2},
                    {"Austria", "Austria", prop, Relation::nmod, 0}}, 2),
            PlaceUse::literal);
  EXPECT_EQ(use_in({{"Austria", "Austria", prop, Relation::nmod_poss, 2}, {"'s", "'s", Upos::part, Relation::case_, 0},
                    {"invasion", "invasion", Upos::noun, Relation::root, -1}}, 0),
            PlaceUse::associative);
  EXPECT_EQ(use_in({{"relations", "relation", Upos::noun, Relation::root, -1}, {"with", "with", Upos::adp, Relation::case_, 2},
                    {"Austria", "Austria", prop, Relation::nmod, 0}, {"and", "and", Upos::cconj, Relation::cc, 4},
                    {"Italy", "Italy", prop, Relation::conj, 2}}, 4),
            PlaceUse::associative);
  EXPECT_EQ(use_in({{"rain", "rain", Upos::noun, Relation::root, -1}, {"in", "in", Upos::adp, Relation::case_, 2},
                    {"Austria", "Austria", prop, Relation::nmod, 0}}, 2),
            PlaceUse::literal);
}

struct Case {
  const char* text;
  const char* phrase;   // of the mention
  const char* country;  // alpha-3; "none": no place there
  double latitude = 0, longitude = 0;
};

class PlacesInSentencesTest : public testing::TestWithParam<Case> {};

TEST_P(PlacesInSentencesTest, AreOnTheMap) {
  if (!std::filesystem::exists(VEDETTE_DATA "/english.model")) FAIL() << "the model is not there";
  static const Result<World> world = World::open(VEDETTE_DATA "/world.bin");
  static const Result<Words> words = Words::open(VEDETTE_DATA "/words.marisa");
  static const Result<Model> model = Model::open(VEDETTE_DATA "/english.model");
  ASSERT_TRUE(world) << world.error().message;
  ASSERT_TRUE(words) << words.error().message;
  ASSERT_TRUE(model) << model.error().message;
  const Case& c = GetParam();
  Article article;
  article.text = c.text;
  const Page page = lay_out(article, *world, *words);
  const Grammar grammar = parse(page, *model, *world);
  const Places places = find_places(page, grammar, *world);
  const auto at = static_cast<std::uint32_t>(page.text.find(c.phrase));
  const Place* found = nullptr;
  for (const Place& place : places.places) {
    for (const PlaceMention& mention : place.mentions) {
      if (mention.span.contains(at)) found = &place;
    }
  }
  if (c.country == std::string("none")) {
    EXPECT_EQ(found, nullptr) << (found ? found->name : "");
    return;
  }
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->country, c.country);
  if (c.latitude != 0) {
    EXPECT_NEAR(found->latitude, c.latitude, 1);
    EXPECT_NEAR(found->longitude, c.longitude, 1);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, PlacesInSentencesTest,
    testing::Values(Case{"Officials met in Paris, Texas on Monday to discuss the flood.", "Paris", "USA", 33.7, -95.6},
                    Case{"French ministers met in Paris on Monday to discuss the flood.", "Paris", "FRA", 48.9, 2.4},
                    Case{"The leaders met in The Hague on Tuesday.", "The Hague", "NLD", 52.1, 4.3},
                    Case{"A bomb exploded in the north of Mosul, Iraq, killing two.", "Mosul", "IRQ", 36.3, 43.1},
                    Case{"The army moved into Georgia, and the governor of Alabama agreed.", "Georgia", "USA"},
                    Case{"The troops withdrew from Georgia and Armenia, Russia said.", "Georgia", "GEO"},
                    Case{"Turkish troops crossed the border on Friday.", "Turkish", "TUR"},
                    Case{"The Washington Post reported the talks on Friday.", "Washington", "none"},
                    Case{"Floods killed 30 in Bihar and Assam states of India.", "Assam", "IND", 26.3, 92.8},
                    Case{"The West Bank and East Jerusalem saw clashes.", "West", "PSE"},
                    Case{"Manchester United lost on Sunday in Cardiff, Wales.", "Manchester", "none"},
                    Case{"The ministers met in the tourist town of Kalam on Sunday.", "Kalam", "PAK", 35.5, 72.6},
                    Case{"The envoys held talks in Geneva on Monday.", "Geneva", "CHE", 46.2, 6.1},
                    Case{"Gunmen attacked a market in Gao on Monday.", "Gao", "MLI", 16.3, 0},
                    Case{"The GAO said on Monday that costs rose.", "GAO", "none"},
                    Case{"Rain fell over Lake Victoria and in Côte d'Ivoire.", "Côte", "CIV"}));

}  // namespace
}  // namespace vedette
