// Sides of which a sentence names more than one, or names one apart from its verb.

#include "events/made_for_test.h"

namespace vedette {
namespace {

class SidesTest : public RoomTest {};

TEST_F(SidesTest, TwoPeoplesKidnapped) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "freed free VERB VBD root 0\n"
                 "nationals national NOUN NNS obj 2 Germany\n"
                 "and and CCONJ CC cc 5\n"
                 "Africans African PROPN NNPS conj 3 Africa\n"
                 "kidnapped kidnap VERB VBN acl 5\n")
                .back(),
            "ASSAULT - > Germany+Africa happened");
}

TEST_F(SidesTest, WhoStandsBeforeWasFreed) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "met meet VERB VBD root 0\n"
                 "with with ADP IN case 5\n"
                 "the the DET DT det 5\n"
                 "hiker hiker NOUN NN obl 2 Smith*\n"
                 "recently recently ADV RB advmod 7\n"
                 "freed free VERB VBN advcl 2\n"
                 "by by ADP IN case 9\n"
                 "Iran Iran PROPN NNP obl:agent 7 Iran\n")
                .back(),
            "RETREAT Iran > Smith* happened");
}

TEST_F(SidesTest, TheFirstOfTwoNamedBehindATitle) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "held hold VERB VBD root 0\n"
                 "talks talk NOUN NNS obj 2\n"
                 "with with ADP IN case 8\n"
                 "Khan Khan PROPN NNP compound 8 Khan*\n"
                 "and and CCONJ CC cc 7\n"
                 "opposition opposition NOUN NN conj 5\n"
                 "leader leader NOUN NN nmod 3\n"
                 "Shah Shah PROPN NNP appos 8 Shah*\n"),
            Lines{"CONSULT Russia > Shah*+Khan* happened"});
}

TEST_F(SidesTest, AMemberIsTheStateNamedBehindIt) {
  EXPECT_EQ(read("NATO NATO PROPN NNP compound 2 NATO\n"
                 "member member NOUN NN nsubj 4\n"
                 "Turkey Turkey PROPN NNP appos 2 Turkey\n"
                 "condemned condemn VERB VBD root 0\n"
                 "Israel Israel PROPN NNP obj 4 Israel\n"),
            Lines{"ACCUSE Turkey > Israel happened"});
}

TEST_F(SidesTest, RebelsWhoAccusedWereNotAccused) {
  EXPECT_EQ(read("It it PRON PRP nsubj 2\n"
                 "worsened worsen VERB VBD root 0\n"
                 "after after ADP IN case 4\n"
                 "rebels rebel NOUN NNS obl 2 Rebels\n"
                 "accused accuse VERB VBN acl 4\n"
                 "Sudan Sudan PROPN NNP obj 5 Sudan\n"
                 "of of ADP IN case 8\n"
                 "neglect neglect NOUN NN nmod 6\n"),
            Lines{"ACCUSE Rebels > Sudan happened"});
}

TEST_F(SidesTest, ASecondObjectJoinedToTheVerb) {
  EXPECT_EQ(read("Israel Israel PROPN NNP nsubj 2 Israel\n"
                 "blamed blame VERB VBD root 0\n"
                 "Lebanon Lebanon PROPN NNP obj 2 Lebanon\n"
                 "and and CCONJ CC cc 5\n"
                 "ally ally NOUN NN conj 2\n"
                 "Syria Syria PROPN NNP obj 5 Syria\n"),
            Lines{"ACCUSE Israel > Lebanon+Syria happened"});
}

}  // namespace
}  // namespace vedette
