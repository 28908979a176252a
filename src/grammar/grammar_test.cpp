#include "grammar/grammar.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

// "Rebels in Goma fired rockets": heads 4 3 1 0 4, one blank between words.
class GrammarTest : public testing::Test {
 protected:
  void SetUp() override {
    grammar_.text = text_;
    const std::uint32_t heads[] = {4, 3, 1, 0, 4};
    const Relation relations[] = {Relation::nsubj_pass, Relation::case_, Relation::nmod, Relation::root, Relation::obj};
    std::uint32_t at = 0;
    for (int i = 0; i < 5; ++i) {
      Token token;
      const auto end = static_cast<std::uint32_t>(std::min(text_.find(' ', at), text_.size()));
      token.span = {at, end};
      token.head = heads[i] == 0 ? TokenId() : TokenId(heads[i] - 1);
      token.relation = relations[i];
      grammar_.tokens.add(token);
      at = end + 1;
    }
    link_children(grammar_);
  }
  std::string text_ = "Rebels in Goma fired rockets";
  Grammar grammar_;
};

TEST_F(GrammarTest, ChildrenStandInOrder) {
  const std::span<const TokenId> children = grammar_.children(TokenId(3));
  ASSERT_EQ(children.size(), 2U);
  EXPECT_EQ(children[0], TokenId(0));
  EXPECT_EQ(children[1], TokenId(4));
  EXPECT_TRUE(grammar_.children(TokenId(1)).empty());
}

TEST_F(GrammarTest, AChildIsFoundByItsBaseRelation) {
  EXPECT_EQ(grammar_.child(TokenId(3), Relation::nsubj), TokenId(0));
  EXPECT_EQ(grammar_.child(TokenId(3), Relation::nsubj_pass), TokenId(0));
  EXPECT_FALSE(grammar_.child(TokenId(3), Relation::iobj));
}

TEST_F(GrammarTest, ASubtreeRunsFromItsFirstWordToItsLast) {
  EXPECT_EQ(grammar_.subtree(TokenId(0)), std::pair(TokenId(0), TokenId(3)));
  EXPECT_EQ(grammar_.subtree(TokenId(3)), std::pair(TokenId(0), TokenId(5)));
  EXPECT_EQ(grammar_.subtree(TokenId(1)), std::pair(TokenId(1), TokenId(2)));
}

TEST_F(GrammarTest, TokensInASpanAreThoseThatOverlapIt) {
  EXPECT_EQ(grammar_.tokens_in({7, 14}), std::pair(TokenId(1), TokenId(3)));
  EXPECT_EQ(grammar_.tokens_in({6, 7}), std::pair(TokenId(1), TokenId(1)));
  EXPECT_EQ(grammar_.tokens_in({0, 100}), std::pair(TokenId(0), TokenId(5)));
}

}  // namespace
}  // namespace vedette
