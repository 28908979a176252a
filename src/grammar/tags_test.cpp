#include "grammar/tags.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Tags, EveryNameLeadsBack) {
  for (int i = 0; i <= static_cast<int>(Upos::x); ++i) EXPECT_EQ(upos_of(name_of(Upos(i))), Upos(i));
  for (int i = 0; i <= static_cast<int>(Xpos::xx); ++i) EXPECT_EQ(xpos_of(name_of(Xpos(i))), Xpos(i));
  for (int i = 0; i <= static_cast<int>(Relation::xcomp); ++i) EXPECT_EQ(relation_of(name_of(Relation(i))), Relation(i));
}

TEST(Tags, NamesAreThoseOfTheTreebanks) {
  EXPECT_EQ(name_of(Upos::cconj), "CCONJ");
  EXPECT_EQ(name_of(Xpos::prps), "PRP$");
  EXPECT_EQ(name_of(Xpos::left_bracket), "-LRB-");
  EXPECT_EQ(name_of(Relation::case_), "case");
  EXPECT_EQ(name_of(Relation::nsubj_pass), "nsubj:pass");
  EXPECT_EQ(upos_of("noun"), std::nullopt);
}

TEST(Tags, SubtypesFallBackToTheirBase) {
  EXPECT_EQ(base(Relation::nsubj_pass), Relation::nsubj);
  EXPECT_EQ(base(Relation::conj), Relation::conj);
  EXPECT_EQ(relation_of("nmod:tmod"), Relation::nmod);
  EXPECT_EQ(relation_of("subject"), std::nullopt);
}

}  // namespace
}  // namespace vedette
