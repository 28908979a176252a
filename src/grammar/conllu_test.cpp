#include "grammar/conllu.h"

#include <gtest/gtest.h>

#include "grammar/lemmas.h"
#include "grammar/segment.h"
#include "page/page.h"

namespace vedette {
namespace {

TEST(ConlluTest, WritesPositionsOfTheRawTextAndNames) {
  const std::string raw = "É  Bob\ncan't go.";  // É is two bytes and one code point
  Page page;
  page.text = raw;
  page.map.add({0, 0, true});
  page.map.finish(static_cast<std::uint32_t>(raw.size()), static_cast<std::uint32_t>(raw.size()));
  page.blocks = {{BlockKind::body, {0, static_cast<std::uint32_t>(raw.size())}}};
  Grammar grammar = segment(page, BoundaryWeights());
  Token& bob = grammar.tokens[TokenId(1U)];
  bob.name = NameKind::person;
  bob.name_begins = true;
  bob.upos = Upos::propn;
  bob.xpos = Xpos::nnp;
  for (std::uint32_t i : {0U, 1U, 2U, 3U, 5U}) {
    grammar.tokens[TokenId(i)].head = TokenId(4U);
    grammar.tokens[TokenId(i)].relation = Relation::dep;
  }
  lemmatize(grammar, Lemmas());
  EXPECT_EQ(write_conllu(page, grammar, raw, "a1"),
            "# newdoc id = a1\n# newpar\n# sent_id = 1\n# text = É Bob can't go.\n"
            "1\tÉ\tÉ\tX\t_\t_\t5\tdep\t_\tSpan=0:1\n"
            "2\tBob\tBob\tPROPN\tNNP\t_\t5\tdep\t_\tSpan=3:6|Name=B-PER\n"
            "3-4\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpan=7:12\n"
            "3\tca\tca\tX\t_\t_\t5\tdep\t_\tSpan=7:9\n"
            "4\tn't\tn't\tX\t_\t_\t5\tdep\t_\tSpan=9:12\n"
            "5\tgo\tgo\tX\t_\t_\t0\troot\t_\tSpaceAfter=No|Span=13:15\n"
            "6\t.\t.\tX\t_\t_\t5\tdep\t_\tSpan=15:16\n\n");
}

}  // namespace
}  // namespace vedette
