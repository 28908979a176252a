#include "grammar/segment.h"

#include <gtest/gtest.h>

#include "page/page.h"

namespace vedette {
namespace {

TEST(SegmentTest, ABlockEndsASentenceEvenWithoutAStopAndOnlyProseIsCut) {
  Page page;
  page.text = "Talks stall\nShare this\nEnvoys don't agree.";
  page.blocks = {{BlockKind::title, {0, 11}}, {BlockKind::share, {12, 22}}, {BlockKind::body, {23, 42}}};
  const Grammar grammar = segment(page, BoundaryWeights());
  ASSERT_EQ(grammar.sentences.size(), 2U);
  EXPECT_EQ(page.at(grammar.sentences[SentenceId(0U)].span), "Talks stall");
  EXPECT_EQ(page.at(grammar.sentences[SentenceId(1U)].span), "Envoys don't agree.");
  EXPECT_EQ(grammar.sentences[SentenceId(1U)].block, BlockId(2U));
  ASSERT_EQ(grammar.tokens.size(), 7U);
  EXPECT_TRUE(grammar.tokens[TokenId(3U)].joined);
  EXPECT_EQ(grammar.form(TokenId(4U)), "n't");
  EXPECT_EQ(grammar.tokens[TokenId(4U)].sentence, SentenceId(1U));
}

TEST(SegmentTest, NoBlocksNoSentences) {
  EXPECT_TRUE(segment(Page(), BoundaryWeights()).tokens.empty());
}

}  // namespace
}  // namespace vedette
