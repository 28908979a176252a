#include "events/when_where.h"

#include <gtest/gtest.h>

#include "events/made_for_test.h"

namespace vedette {
namespace {

class WhenWhereTest : public RoomTest {
 protected:
  // Whether the one event of the lines is put at the place that the word at `at` names.
  bool is_there(const std::string& lines, std::size_t at) const {
    Made made(lines);
    Place place;
    place.mentions.push_back({made.grammar.tokens[TokenId(at)].span, TokenId(at), TokenId(at + 1), PlaceUse::literal});
    made.places.of_token[at] = made.places.places.add(place);
    const Events found = find_events(made.page, made.grammar, *world, made.actors, made.places, made.times, made.quotes, *lexicon);
    EXPECT_EQ(found.events.size(), 1u) << lines;
    return !found.events.empty() && found.events[EventId(std::size_t{0})].place == made.places.of_token[at];
  }
};

TEST_F(WhenWhereTest, WhatIsDoneToAPlaceIsDoneThere) {
  EXPECT_TRUE(is_there("Russia Russia PROPN NNP nsubj 2 Russia\n"
                       "bombed bomb VERB VBD root 0\n"
                       "Homs Homs PROPN NNP obj 2\n", 2));
  EXPECT_TRUE(is_there("Russia Russia PROPN NNP nsubj 2 Russia\n"
                       "bombed bomb VERB VBD root 0\n"
                       "the the DET DT det 4\n"
                       "city city NOUN NN obj 2\n"
                       "of of ADP IN case 6\n"
                       "Homs Homs PROPN NNP nmod 4\n", 5));
  EXPECT_TRUE(is_there("Russia Russia PROPN NNP nsubj 2 Russia\n"
                       "visited visit VERB VBD root 0\n"
                       "Homs Homs PROPN NNP obj 2\n", 2));
}

TEST_F(WhenWhereTest, WhatIsSaidToAPlaceNeedNotBe) {
  EXPECT_FALSE(is_there("Russia Russia PROPN NNP nsubj 2 Russia\n"
                        "condemned condemn VERB VBD root 0\n"
                        "Homs Homs PROPN NNP obj 2\n", 2));
}

TEST_F(WhenWhereTest, WhoIsNamedAfterAPlaceDoesNotPutTheDeedThere) {
  EXPECT_FALSE(is_there("Russia Russia PROPN NNP nsubj 2 Russia\n"
                        "bombed bomb VERB VBD root 0\n"
                        "the the DET DT det 4\n"
                        "rebels rebel NOUN NNS obj 2\n"
                        "of of ADP IN case 6\n"
                        "Homs Homs PROPN NNP nmod 4\n", 5));
}

}  // namespace
}  // namespace vedette
