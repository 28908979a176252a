#include "events/within.h"

#include <algorithm>

#include "events/made_for_test.h"

namespace vedette {
namespace {

class WithinTest : public RoomTest {};

bool has(const Lines& lines, const std::string& line) { return std::find(lines.begin(), lines.end(), line) != lines.end(); }

TEST_F(WithinTest, WhoHoldsThemCanReleaseThem) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "demanded demand VERB VBD root 0\n"
                       "the the DET DT det 4\n"
                       "release release NOUN NN obj 2\n"
                       "of of ADP IN case 6\n"
                       "sailors sailor NOUN NNS nmod 4\n"
                       "held hold VERB VBN acl 6\n"
                       "by by ADP IN case 9\n"
                       "Libya Libya PROPN NNP obl:agent 7 Libya\n"),
                  "REQUEST Japan > Libya happened"));
}

TEST_F(WithinTest, WhatIsCalledABetrayalIsThatBetrayal) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "condemned condemn VERB VBD root 0\n"
                       "what what PRON WP obj 2\n"
                       "it it PRON PRP nsubj 5 Japan\n"
                       "called call VERB VBD acl:relcl 3\n"
                       "Iranian iranian ADJ JJ amod 7 Iran\n"
                       "delays delay NOUN NNS obj 5\n"),
                  "ACCUSE Japan > Iran happened"));
}

TEST_F(WithinTest, ClaimsThatSomebodyDidItAreAgainstThem) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "investigated investigate VERB VBD root 0\n"
                       "allegations allegation NOUN NNS obj 2\n"
                       "that that SCONJ IN mark 6\n"
                       "Iran Iran PROPN NNP nsubj 6 Iran\n"
                       "cheated cheat VERB VBD acl 3\n"),
                  "ACCUSE Japan > Iran happened"));
}

}  // namespace
}  // namespace vedette
