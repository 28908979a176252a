#include <gtest/gtest.h>

#include "actors/reading.h"

namespace vedette::who {
namespace {

TEST(Spelling, TransliterationsAreOneName) {
  EXPECT_TRUE(is_spelling_of("volodymyr zelenskyy", "volodymyr zelensky"));
  EXPECT_TRUE(is_spelling_of("aleksandr lukashenko", "alexander lukashenko"));
  EXPECT_TRUE(is_spelling_of("muammar kadhafi", "muammar kadafi"));
  EXPECT_TRUE(is_spelling_of("alexander decroo", "alexander de croo"));
}

TEST(Spelling, SmallDamageIsSeenThrough) {
  EXPECT_TRUE(is_spelling_of("gitan nauseda", "gitanas nauseda"));
  EXPECT_TRUE(is_spelling_of("klaus lohannis", "klaus iohannis"));
}

TEST(Spelling, OtherPeopleStayOthers) {
  EXPECT_FALSE(is_spelling_of("john rutte", "mark rutte"));
  EXPECT_FALSE(is_spelling_of("mark rice", "mark rutte"));
  EXPECT_FALSE(is_spelling_of("kim il", "kim jong"));
  EXPECT_FALSE(is_spelling_of("", "mark rutte"));
  EXPECT_FALSE(is_spelling_of("george brown", "gordon brown"));
}

}  // namespace
}  // namespace vedette::who
