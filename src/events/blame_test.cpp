#include "events/blame.h"

#include "events/made_for_test.h"

namespace vedette {
namespace {

class BlameTest : public RoomTest {};

TEST_F(BlameTest, WhoServesASentenceForAMurderDidIt) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj 2 Smith*\n"
                 "serves serve VERB VBZ root 0\n"
                 "a a DET DT det 4\n"
                 "sentence sentence NOUN NN obj 2\n"
                 "for for ADP IN case 7\n"
                 "the the DET DT det 7\n"
                 "murder murder NOUN NN obl 2\n"
                 "of of ADP IN case 9\n"
                 "Jones Jones PROPN NNP nmod 7 Jones*\n"),
            Lines{"ASSAULT Smith* > Jones* happened"});
}

TEST_F(BlameTest, WhoIsAccusedOfHelpingHelps) {
  EXPECT_EQ(read("Iraq Iraq PROPN NNP nsubj 2 Iraq\n"
                 "accused accuse VERB VBD root 0\n"
                 "Iran Iran PROPN NNP obj 2 Iran\n"
                 "of of SCONJ IN mark 5\n"
                 "attacking attack VERB VBG acl 3\n"
                 "Kuwait Kuwait PROPN NNP obj 5 Kuwait\n")
                .back(),
            "ASSAULT Iran > Kuwait hypothetical");
}

TEST_F(BlameTest, WhoIsUnderArrestForAMurderDidIt) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj 4 Smith*\n"
                 "is be AUX VBZ cop 4\n"
                 "under under ADP IN case 4\n"
                 "arrest arrest NOUN NN root 0\n"
                 "for for ADP IN case 7\n"
                 "the the DET DT det 7\n"
                 "murder murder NOUN NN nmod 4\n"
                 "of of ADP IN case 9\n"
                 "Jones Jones PROPN NNP nmod 7 Jones*\n")
                .back(),
            "ASSAULT Smith* > Jones* happened");
}

TEST_F(BlameTest, WhoClaimsABombingDidIt) {
  EXPECT_EQ(read("Men man NOUN NNS nsubj:pass 3 Men*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "killed kill VERB VBN root 0\n"
                 "in in ADP IN case 6\n"
                 "an a DET DT det 6\n"
                 "attack attack NOUN NN obl 3\n"
                 "claimed claim VERB VBN acl 6\n"
                 "by by ADP IN case 9\n"
                 "Rebels rebel NOUN NNS obl:agent 7 Rebels\n")
                .front(),
            "ASSAULT Rebels > Men* happened");
}

}  // namespace
}  // namespace vedette
