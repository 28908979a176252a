#include "events/usual.h"

#include "events/made_for_test.h"

namespace vedette {
namespace {

class UsualTest : public RoomTest {};

const std::string kArrest =
    "Men man NOUN NNS nsubj:pass 3 Men*\n"
    "were be AUX VBD aux:pass 3\n"
    "arrested arrest VERB VBN root 0\n";

TEST_F(UsualTest, WhoIsAtWorkBesideItMakesTheArrest) {
  EXPECT_EQ(read("Police police NOUN NNS nsubj 2 Police\n"
                 "stormed storm VERB VBD root 0\n"
                 "a a DET DT det 4\n"
                 "house house NOUN NN obj 2\n\n" +
                 kArrest).back(),
            "COERCE Police > Men* happened");
}

TEST_F(UsualTest, WhoOnlyTellsOfItDoesNot) {
  EXPECT_EQ(read("Police police NOUN NNS nsubj 2 Police\n"
                 "spoke speak VERB VBD root 0\n"
                 "yesterday yesterday NOUN NN obl 2\n\n"
                 "Reports report NOUN NNS nsubj 2\n"
                 "came come VERB VBD root 0\n\n"
                 "Workers worker NOUN NNS nsubj 2\n"
                 "slept sleep VERB VBD root 0\n\n" +
                 kArrest),
            Lines{"COERCE - > Men* happened"});
}

TEST_F(UsualTest, WhoHeldSomebodyByAnotherEventHadKidnappedHim) {
  EXPECT_EQ(read("Pirates pirate NOUN NNS nsubj 2 Pirates\n"
                 "kidnapped kidnap VERB VBD root 0\n"
                 "sailors sailor NOUN NNS obj 2 Men*\n\n" +
                 kArrest).back(),
            "COERCE Pirates > Men* happened");
}

TEST_F(UsualTest, PiratesOfWhomTheReportSpeaksSeizedTheShip) {
  EXPECT_EQ(read("Pirates pirate NOUN NNS nsubj 2 Pirates\n"
                 "spoke speak VERB VBD root 0\n\n"
                 "Sailors sailor NOUN NNS nsubj:pass 3 Men*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "kidnapped kidnap VERB VBN root 0\n")
                .back(),
            "ASSAULT Pirates > Men* happened");
}

}  // namespace
}  // namespace vedette
