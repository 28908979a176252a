#include "places/words.h"

#include <gtest/gtest.h>

namespace vedette::where {
namespace {

TEST(WordsTest, TablesAreRead) {
  EXPECT_EQ(place_noun("province"), PlaceNoun::admin);
  EXPECT_EQ(place_noun("lake"), PlaceNoun::water);
  EXPECT_EQ(place_noun("northern"), PlaceNoun::direction);
  EXPECT_EQ(place_noun("march"), PlaceNoun::no_place);
  EXPECT_EQ(place_noun("mayor"), PlaceNoun::of_place);
  EXPECT_EQ(place_noun("said"), PlaceNoun::none);
  EXPECT_TRUE(is_kind_of_place(PlaceNoun::site));
  EXPECT_FALSE(is_kind_of_place(PlaceNoun::direction));
  EXPECT_TRUE(is_body_noun("university"));
  EXPECT_FALSE(is_public_noun("university"));
  EXPECT_TRUE(is_public_noun("ministry"));
  EXPECT_TRUE(is_place_preposition("in", true));
  EXPECT_TRUE(is_place_preposition("to", false));
  EXPECT_FALSE(is_place_preposition("to", true));
  EXPECT_FALSE(is_place_preposition("of", false));
  EXPECT_EQ(acting_noun("government"), ActingNoun::office);
  EXPECT_EQ(acting_noun("invasion"), ActingNoun::deed);
  EXPECT_EQ(acting_noun("relation"), ActingNoun::dealing);
  EXPECT_EQ(acting_verb("say"), ActingVerb::act);
  EXPECT_EQ(acting_verb("border"), ActingVerb::state);
  EXPECT_EQ(acting_verb("zigzag"), ActingVerb::other);
}

}  // namespace
}  // namespace vedette::where
