#include "events/implied.h"

#include "events/made_for_test.h"

namespace vedette {
namespace {

class ImpliedTest : public RoomTest {};

TEST_F(ImpliedTest, WhoWasKilledWhenTheyFiredWasFiredAt) {
  EXPECT_EQ(read("Judges judge NOUN NNS nsubj:pass 3 Judges*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "killed kill VERB VBN root 0\n"
                 "when when ADV WRB advmod 6\n"
                 "gunmen gunman NOUN NNS nsubj 6 Gunmen\n"
                 "attacked attack VERB VBD advcl 3\n"
                 "a a DET DT det 8\n"
                 "bus bus NOUN NN obj 6\n"),
            (Lines{"ASSAULT Gunmen > Judges* happened", "ASSAULT Gunmen > Judges* happened"}));
}

TEST_F(ImpliedTest, SomeOfThemAreThoseOfBefore) {
  EXPECT_EQ(read("Rebels rebel NOUN NNS nsubj 2 Rebels\n"
                 "kidnapped kidnap VERB VBD root 0\n"
                 "nine nine NUM CD nummod 4\n"
                 "workers worker NOUN NNS obj 2 Workers*\n"
                 "but but CCONJ CC cc 6\n"
                 "freed free VERB VBD conj 2\n"
                 "six six NUM CD obj 6\n")
                .back(),
            "RETREAT Rebels > Workers* happened");
}

TEST_F(ImpliedTest, WhoKilledThemInAnOffensiveLedIt) {
  EXPECT_EQ(read("Turkey Turkey PROPN NNP nsubj 2 Turkey\n"
                 "killed kill VERB VBD root 0\n"
                 "rebels rebel NOUN NNS obj 2 Rebels\n"
                 "during during ADP IN case 7\n"
                 "a a DET DT det 7\n"
                 "military military ADJ JJ amod 7\n"
                 "offensive offensive NOUN NN obl 2\n"
                 "against against ADP IN case 9\n"
                 "Kurds Kurd PROPN NNPS nmod 7 Kurds\n")
                .back(),
            "ASSAULT Turkey > Kurds happened");
}

TEST_F(ImpliedTest, ClashesInvolveBothSides) {
  EXPECT_EQ(read("People people NOUN NNS nsubj:pass 3 People*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "killed kill VERB VBN root 0\n"
                 "in in ADP IN case 5\n"
                 "clashes clash NOUN NNS obl 3\n"
                 "involving involve VERB VBG acl 5\n"
                 "Russia Russia PROPN NNP obj 6 Russia\n"
                 "and and CCONJ CC cc 9\n"
                 "Ukraine Ukraine PROPN NNP conj 7 Ukraine\n")
                .front(),
            "ASSAULT Russia+Ukraine > People* happened");
}

TEST_F(ImpliedTest, FightingEruptsBetweenBothSides) {
  EXPECT_EQ(read("People people NOUN NNS nsubj:pass 3 People*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "killed kill VERB VBN root 0\n"
                 "since since SCONJ IN mark 6\n"
                 "fighting fighting NOUN NN nsubj 6\n"
                 "erupted erupt VERB VBD advcl 3\n"
                 "between between ADP IN case 8\n"
                 "Russia Russia PROPN NNP obl 6 Russia\n"
                 "and and CCONJ CC cc 10\n"
                 "Ukraine Ukraine PROPN NNP conj 8 Ukraine\n")
                .front(),
            "ASSAULT Russia+Ukraine > People* happened");
}

TEST_F(ImpliedTest, AidIsStoppedToThatState) {
  EXPECT_EQ(read("Taiwan Taiwan PROPN NNP nsubj 2 Taiwan\n"
                 "severed sever VERB VBD root 0\n"
                 "ties tie NOUN NNS obj 2\n"
                 "with with ADP IN case 5\n"
                 "Senegal Senegal PROPN NNP nmod 3 Senegal\n"
                 "and and CCONJ CC cc 7\n"
                 "suspended suspend VERB VBD conj 2\n"
                 "aid aid NOUN NN obj 7\n")
                .back(),
            "SANCTION Taiwan > Senegal happened");
}

TEST_F(ImpliedTest, WhoDiedWhenTheyFiredWasFiredAt) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj 2 Smith*\n"
                 "died die VERB VBD root 0\n"
                 "when when ADV WRB advmod 5\n"
                 "gunmen gunman NOUN NNS nsubj 5 Gunmen\n"
                 "attacked attack VERB VBD advcl 2\n"
                 "a a DET DT det 7\n"
                 "bus bus NOUN NN obj 5\n"),
            Lines{"ASSAULT Gunmen > Smith* happened"});
}

TEST_F(ImpliedTest, WhoeverDeathIsChantedToIsMarchedAgainst) {
  EXPECT_EQ(read("Protesters protester NOUN NNS nsubj 2 Protesters\n"
                 "marched march VERB VBD root 0\n"
                 "chanting chant VERB VBG advcl 2\n"
                 "death death NOUN NN obj 3\n"
                 "to to ADP IN case 6\n"
                 "Israel Israel PROPN NNP nmod 4 Israel\n")
                .front(),
            "PROTEST Protesters > Israel happened");
}

TEST_F(ImpliedTest, MenAndWomenKilledInARaidWereAllKilled) {
  EXPECT_EQ(read("Men man NOUN NNS nsubj 7 Men*\n"
                 "and and CCONJ CC cc 3\n"
                 "women woman NOUN NNS conj 1 Women*\n"
                 "killed kill VERB VBN acl 3\n"
                 "in in ADP IN case 6\n"
                 "attacks attack NOUN NNS obl 4\n"
                 "slept sleep VERB VBD root 0\n")
                .front(),
            "ASSAULT - > Men*+Women* happened");
}

TEST_F(ImpliedTest, WhoeverRaidedArrested) {
  EXPECT_EQ(read("Men man NOUN NNS nsubj:pass 3 Men*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "arrested arrest VERB VBN root 0\n"
                 "in in ADP IN case 6\n"
                 "a a DET DT det 6\n"
                 "raid raid NOUN NN obl 3\n"
                 "by by ADP IN case 8\n"
                 "Russia Russia PROPN NNP nmod 6 Russia\n"
                 "on on ADP IN case 10\n"
                 "Georgia Georgia PROPN NNP nmod 6 Georgia\n")
                .front(),
            "COERCE Russia > Men* happened");
}

TEST_F(ImpliedTest, OneIsKilledAndDozensHurtInTheSameAttack) {
  EXPECT_EQ(read("Men man NOUN NNS nsubj:pass 3 Men*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "killed kill VERB VBN root 0\n"
                 "and and CCONJ CC cc 5\n"
                 "wounded wound VERB VBN conj 3\n"
                 "in in ADP IN case 7\n"
                 "attacks attack NOUN NNS obl 5\n"
                 "by by ADP IN case 9\n"
                 "Russia Russia PROPN NNP nmod 7 Russia\n")
                .front(),
            "ASSAULT Russia > Men* happened");
}

TEST_F(ImpliedTest, WhoBoycottsInProtestProtests) {
  EXPECT_EQ(read("Lawmakers lawmaker NOUN NNS nsubj 3 Lawmakers\n"
                 "have have AUX VBP aux 3\n"
                 "left leave VERB VBN root 0\n"
                 "in in ADP IN case 5\n"
                 "protest protest NOUN NN obl 3\n"
                 "against against ADP IN case 7\n"
                 "Libya Libya PROPN NNP nmod 5 Libya\n")
                .back(),
            "PROTEST Lawmakers > Libya happened");
}

TEST_F(ImpliedTest, KilledAsTroopsFoughtRebels) {
  EXPECT_EQ(read("Men man NOUN NNS nsubj:pass 3 Men*\n"
                 "were be AUX VBD aux:pass 3\n"
                 "killed kill VERB VBN root 0\n"
                 "as as SCONJ IN mark 6\n"
                 "Sudan Sudan PROPN NNP nsubj 6 Sudan\n"
                 "fought fight VERB VBD advcl 3\n"
                 "rebels rebel NOUN NNS obj 6 Rebels\n")
                .front(),
            "ASSAULT Sudan+Rebels > Men* happened");
}

TEST_F(ImpliedTest, TheAttackThatWasToldBeforeKilled) {
  EXPECT_EQ(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                 "attacked attack VERB VBD root 0\n"
                 "China China PROPN NNP obj 2 China\n\n"
                 "The the DET DT det 2\n"
                 "attack attack NOUN NN nsubj 3\n"
                 "killed kill VERB VBD root 0\n"
                 "people people NOUN NNS obj 3 People*\n")
                .back(),
            "ASSAULT Japan > People* happened");
}

TEST_F(ImpliedTest, WhoeverAttackedDidNotArrest) {
  EXPECT_EQ(read("Jones Jones PROPN NNP nsubj:pass 3 Jones*\n"
                 "was be AUX VBD aux:pass 3\n"
                 "arrested arrest VERB VBN root 0\n"
                 "after after ADP IN case 6\n"
                 "an a DET DT det 6\n"
                 "attack attack NOUN NN obl 3\n"
                 "by by ADP IN case 8\n"
                 "Smith Smith PROPN NNP nmod 6 Smith*\n"
                 "on on ADP IN case 10\n"
                 "Georgia Georgia PROPN NNP nmod 6 Georgia\n")
                .front(),
            "COERCE - > Jones* happened");
}

}  // namespace
}  // namespace vedette
