#include "events/subjects.h"

#include "events/made_for_test.h"

namespace vedette {
namespace {

class SubjectsTest : public RoomTest {};

TEST_F(SubjectsTest, APastVerbGoesWithWhatIsTold) {
  EXPECT_EQ(read("Police police NOUN NNS nsubj 2 Police\n"
                 "say say VERB VBP root 0\n"
                 "Russia Russia PROPN NNP nsubj 4 Russia\n"
                 "came come VERB VBD ccomp 2\n"
                 "and and CCONJ CC cc 6\n"
                 "attacked attack VERB VBD conj 2\n"
                 "Ukraine Ukraine PROPN NNP obj 6 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(SubjectsTest, NobodyChargesAJail) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj:pass 3 Smith*\n"
                 "was be AUX VBD aux:pass 3\n"
                 "arrested arrest VERB VBN root 0\n"
                 "in in ADP IN case 5\n"
                 "jail jail NOUN NN obl 3\n"
                 "charged charge VERB VBN acl 5\n"
                 "with with SCONJ IN mark 8\n"
                 "killing kill VERB VBG advcl 6\n"
                 "Jones Jones PROPN NNP obj 8 Jones*\n"),
            (Lines{"COERCE - > Smith* happened", "ACCUSE - > Smith* happened", "ASSAULT Smith* > Jones* happened"}));
}

TEST_F(SubjectsTest, WhoFoilsAPlotDoesNotKill) {
  const Lines found = read("Iraq Iraq PROPN NNP nsubj 2 Iraq\n"
                           "foiled foil VERB VBD root 0\n"
                           "a a DET DT det 4\n"
                           "plot plot NOUN NN obj 2\n"
                           "to to PART TO mark 6\n"
                           "attack attack VERB VB acl 4\n"
                           "Kuwait Kuwait PROPN NNP obj 6 Kuwait\n");
  for (const std::string& line : found) EXPECT_EQ(line.find("ASSAULT Iraq"), std::string::npos) << line;
}

TEST_F(SubjectsTest, AListReadAsAnAppositionIsAList) {
  EXPECT_EQ(read("France France PROPN NNP nsubj 7 France\n"
                 ", , PUNCT , punct 3\n"
                 "Germany Germany PROPN NNP appos 1 Germany\n"
                 "and and CCONJ CC cc 5\n"
                 "Italy Italy PROPN NNP conj 3 Italy\n"
                 "have have AUX VBP aux 7\n"
                 "attacked attack VERB VBN root 0\n"
                 "Libya Libya PROPN NNP obj 7 Libya\n"),
            Lines{"ASSAULT France+Germany+Italy > Libya happened"});
}

TEST_F(SubjectsTest, ConjunctsOfConjunctsAreOfTheList) {
  EXPECT_EQ(read("France France PROPN NNP nsubj 6 France\n"
                 ", , PUNCT , punct 3\n"
                 "Germany Germany PROPN NNP conj 1 Germany\n"
                 "and and CCONJ CC cc 5\n"
                 "Italy Italy PROPN NNP conj 3 Italy\n"
                 "attacked attack VERB VBD root 0\n"
                 "Libya Libya PROPN NNP obj 6 Libya\n"),
            Lines{"ASSAULT France+Germany+Italy > Libya happened"});
}

TEST_F(SubjectsTest, ANounBetweenAVerbAndItsConjunctionIsTheVerbs) {
  EXPECT_EQ(read("Britain Britain PROPN NNP nsubj 2 Britain\n"
                 "criticized criticize VERB VBD root 0\n"
                 "the the DET DT det 4\n"
                 "army army NOUN NN obj 2 Army\n"
                 "and and CCONJ CC cc 7\n"
                 "France France PROPN NNP conj 4 France\n"
                 "attacked attack VERB VBD conj 2\n"
                 "Libya Libya PROPN NNP obj 7 Libya\n")
                .back(),
            "ASSAULT France > Libya happened");
}

TEST_F(SubjectsTest, WhatOpensAClauseIsNoPrepositionOfItsSubject) {
  EXPECT_EQ(read("Britain Britain PROPN NNP nsubj 2 Britain\n"
                 "criticized criticize VERB VBD root 0\n"
                 "France France PROPN NNP obj 2 France\n"
                 "after after ADP IN case 5\n"
                 "China China PROPN NNP nsubj 6 China\n"
                 "attacked attack VERB VBD advcl 2\n"
                 "Libya Libya PROPN NNP obj 6 Libya\n")
                .back(),
            "ASSAULT China > Libya happened");
}

TEST_F(SubjectsTest, AHeadlineArrestIsPassive) {
  EXPECT_EQ(read("Mayor mayor NOUN NN root 0 Mayor\n"
                 "arrested arrest VERB VBD acl:relcl 1\n"
                 "for for ADP IN case 4\n"
                 "fraud fraud NOUN NN obl 2\n"),
            Lines{"COERCE - > Mayor happened"});
}

TEST_F(SubjectsTest, WhoSpeaksOfADeedDoesNotDoIt) {
  const Lines found = read("Iraq Iraq PROPN NNP nsubj 2 Iraq\n"
                           "said say VERB VBD root 0\n"
                           "attacking attack VERB VBG ccomp 2\n"
                           "Kuwait Kuwait PROPN NNP obj 3 Kuwait\n"
                           "would would AUX MD aux 7\n"
                           "be be AUX VB cop 7\n"
                           "wrong wrong ADJ JJ ccomp 2\n");
  for (const std::string& line : found) EXPECT_EQ(line.find("ASSAULT Iraq"), std::string::npos) << line;
}

TEST_F(SubjectsTest, SoManyOfThemArePeople) {
  EXPECT_EQ(read("Police police NOUN NNS nsubj 2 Police\n"
                 "arrested arrest VERB VBD root 0\n"
                 "about about ADV RB advmod 4\n"
                 "200 200 NUM CD obl 2\n"
                 "of of ADP IN case 6\n"
                 "workers worker NOUN NNS nmod 4 Workers*\n"),
            Lines{"COERCE Police > Workers* happened"});
}

TEST_F(SubjectsTest, WhoIsSeenFightingFights) {
  EXPECT_EQ(read("Chad Chad PROPN NNP nsubj 2 Chad\n"
                 "backs back VERB VBZ root 0\n"
                 "rebels rebel NOUN NNS obj 2 Rebels\n"
                 "fighting fight VERB VBG advcl 2\n"
                 "Sudan Sudan PROPN NNP obj 4 Sudan\n")
                .back(),
            "ASSAULT Rebels > Sudan happened");
}

TEST_F(SubjectsTest, TheCourtThatOrdersItHasThemDetained) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "ordered order VERB VBD root 0\n"
                 "people people NOUN NNS obj 2 People*\n"
                 "detained detain VERB VBN acl 3\n"),
            Lines{"COERCE Russia > People* happened"});
}

TEST_F(SubjectsTest, WhoImposedItAfterHeResignedIsBehindTheAfter) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj 2 Smith\n"
                 "resigned resign VERB VBD root 0\n"
                 "after after ADP IN case 4\n"
                 "Russia Russia PROPN NNP obl 2 Russia\n"
                 "imposed impose VERB VBD conj 2\n"
                 "sanctions sanction NOUN NNS obj 5\n"
                 "against against ADP IN case 8\n"
                 "Georgia Georgia PROPN NNP nmod 6 Georgia\n")
                .back(),
            "COERCE Russia > Georgia happened");
}

TEST_F(SubjectsTest, WhoHasBannedItIsNotBanned) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj:pass 3 Russia\n"
                 "has have AUX VBZ aux 3\n"
                 "arrested arrest VERB VBN root 0\n"
                 "Smith Smith PROPN NNP obj 3 Smith\n"),
            Lines{"COERCE Russia > Smith happened"});
}

TEST_F(SubjectsTest, ParentsOfTheKilledAreNotKilled) {
  EXPECT_EQ(read("Parents parent NOUN NNS nsubj 8 Parents*\n"
                 "of of ADP IN case 3\n"
                 "Americans American PROPN NNPS nmod 1 Americans*\n"
                 "killed kill VERB VBN acl 1\n"
                 "in in ADP IN case 6\n"
                 "attacks attack NOUN NNS obl 4\n"
                 "have have AUX VBP aux 8\n"
                 "complained complain VERB VBN root 0\n")
                .front(),
            "ASSAULT - > Americans* happened");
}

TEST_F(SubjectsTest, AStationBelongsToWhoeverUsesIt) {
  EXPECT_EQ(read("Chad Chad PROPN NNP nsubj 2 Chad\n"
                 "bombed bomb VERB VBD root 0\n"
                 "a a DET DT det 4\n"
                 "base base NOUN NN obj 2\n"
                 "used use VERB VBN acl 4\n"
                 "by by ADP IN case 7\n"
                 "rebels rebel NOUN NNS obl:agent 5 Rebels\n"),
            Lines{"ASSAULT Chad > Rebels happened"});
}

TEST_F(SubjectsTest, AnAttemptByRebelsIsTheirs) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj:pass 3 Smith*\n"
                 "was be AUX VBD aux:pass 3\n"
                 "accused accuse VERB VBN root 0\n"
                 "in in ADP IN case 6\n"
                 "an a DET DT det 6\n"
                 "attempt attempt NOUN NN obl 3\n"
                 "by by ADP IN case 8\n"
                 "rebels rebel NOUN NNS nmod 6 Rebels\n"
                 "to to PART TO mark 10\n"
                 "attack attack VERB VB advcl 3\n"
                 "Kuwait Kuwait PROPN NNP obj 10 Kuwait\n")
                .front(),
            "ACCUSE - > Smith* happened");
}

TEST_F(SubjectsTest, WhoeverTheyAreAgainstIsTheTarget) {
  EXPECT_EQ(read("Taliban Taliban PROPN NNP nsubj 2 Taliban\n"
                 "fled flee VERB VBD root 0\n\n"
                 "Pakistan Pakistan PROPN NNP nsubj 2 Pakistan\n"
                 "launched launch VERB VBD root 0\n"
                 "an a DET DT det 6\n"
                 "anti-Taliban anti-taliban ADJ JJ amod 6\n"
                 "military military ADJ JJ amod 6\n"
                 "offensive offensive NOUN NN obj 2\n")
                .back(),
            "ASSAULT Pakistan > Taliban happened");
}

TEST_F(SubjectsTest, TheDriverAndTheWorkersWereKidnapped) {
  EXPECT_EQ(read("Workers worker NOUN NNS nsubj 8 Workers*\n"
                 "and and CCONJ CC cc 4\n"
                 "a a DET DT det 4\n"
                 "driver driver NOUN NN conj 1 Driver*\n"
                 "who who PRON WP nsubj:pass 7\n"
                 "were be AUX VBD aux:pass 7\n"
                 "kidnapped kidnap VERB VBN acl:relcl 4\n"
                 "slept sleep VERB VBD root 0\n"),
            Lines{"ASSAULT - > Workers*+Driver* happened"});
}

TEST_F(SubjectsTest, WhoIsPushedOrElseFacesSanctionsFacesThem) {
  const Lines found = read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                           "pushes push VERB VBZ root 0\n"
                           "Iran Iran PROPN NNP obj 2 Iran\n"
                           "to to PART TO mark 5\n"
                           "negotiate negotiate VERB VB xcomp 2\n"
                           "or or CCONJ CC cc 7\n"
                           "attack attack VERB VB conj 2\n"
                           "Kuwait Kuwait PROPN NNP obj 7 Kuwait\n");
  for (const std::string& line : found) EXPECT_EQ(line.find("ASSAULT Russia"), std::string::npos) << line;
}

TEST_F(SubjectsTest, WhoIsToldDoesNotDoIt) {
  EXPECT_EQ(read("Poland Poland PROPN NNP nsubj 2 Poland\n"
                 "told tell VERB VBD root 0\n"
                 "Kuwait Kuwait PROPN NNP nsubj 5 Kuwait\n"
                 "Russia Russia PROPN NNP nsubj 5 Russia\n"
                 "attacked attack VERB VBD ccomp 2\n"
                 "Ukraine Ukraine PROPN NNP obj 5 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(SubjectsTest, WhoIsQuotedDemandsIt) {
  EXPECT_EQ(read("Radio radio NOUN NN nsubj 2 Radio*\n"
                 "quoted quote VERB VBD root 0\n"
                 "Iran Iran PROPN NNP obj 2 Iran\n"
                 "as as SCONJ IN mark 5\n"
                 "demanding demand VERB VBG advcl 2\n"
                 "an an DET DT det 7\n"
                 "apology apology NOUN NN obj 5\n"
                 "from from ADP IN case 9\n"
                 "Japan Japan PROPN NNP obl 5 Japan\n"),
            Lines{"REQUEST Iran > Japan happened"});
}

TEST_F(SubjectsTest, WhosePlanItIsWouldDoIt) {
  EXPECT_EQ(read("Poland Poland PROPN NNP nsubj 2 Poland\n"
                 "heard hear VERB VBD root 0\n"
                 "a a DET DT det 5\n"
                 "Russian russian ADJ JJ amod 5 Russia\n"
                 "plan plan NOUN NN obj 2\n"
                 "to to PART TO mark 7\n"
                 "attack attack VERB VB acl 5\n"
                 "Ukraine Ukraine PROPN NNP obj 7 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine scheduled"});
}

TEST_F(SubjectsTest, WhoThrewWasProtesting) {
  EXPECT_EQ(read("Greeks Greek PROPN NNPS nsubj 5 Greeks\n"
                 "protesting protest VERB VBG csubj 5\n"
                 "against against ADP IN case 4\n"
                 "Turkey Turkey PROPN NNP obl 2 Turkey\n"
                 "attacked attack VERB VBD root 0\n"
                 "Cyprus Cyprus PROPN NNP obj 5 Cyprus\n")
                .front(),
            "PROTEST Greeks > Turkey happened");
}

TEST_F(SubjectsTest, TheyShotAndWoundedTheSame) {
  EXPECT_EQ(read("Police police NOUN NNS nsubj 2 Police\n"
                 "said say VERB VBD root 0\n"
                 "Smith Smith PROPN NNP nsubj 4 Smith*\n"
                 "shot shoot VERB VBD ccomp 2\n"
                 "and and CCONJ CC cc 6\n"
                 "wounded wound VERB VBD conj 2\n"
                 "Jones Jones PROPN NNP obj 6 Jones*\n")
                .front(),
            "ASSAULT Smith* > Jones* happened");
}

TEST_F(SubjectsTest, WhoHasIsTheLastOfThem) {
  EXPECT_EQ(read("Police police NOUN NNS nsubj 2 Police\n"
                 "named name VERB VBD root 0\n"
                 "Brown Brown PROPN NNP obj 2 Brown*\n"
                 "and and CCONJ CC cc 5\n"
                 "Jones Jones PROPN NNP conj 3 Jones*\n"
                 ", , PUNCT , punct 10\n"
                 "who who PRON WP nsubj:pass 10\n"
                 "has have AUX VBZ aux 10\n"
                 "been be AUX VBN aux:pass 10\n"
                 "arrested arrest VERB VBN acl:relcl 3\n")
                .front(),
            "COERCE Police > Jones* happened");
}

TEST_F(SubjectsTest, WhoIsAccusedAndNotWhomHeKilled) {
  EXPECT_EQ(read("So so ADV RB advmod 7\n"
                 "were be AUX VBD cop 1\n"
                 "the the DET DT det 4\n"
                 "women woman NOUN NNS nsubj:pass 7 women\n"
                 "she she PRON PRP nsubj:pass 7 Smith*\n"
                 "is be AUX VBZ aux:pass 7\n"
                 "accused accuse VERB VBN root 0\n"
                 "of of SCONJ IN mark 9\n"
                 "killing kill VERB VBG advcl 7\n")
                .front(),
            "ACCUSE - > Smith* happened");
}

TEST_F(SubjectsTest, AGovernmentIsNoWho) {
  EXPECT_EQ(read("People people NOUN NNS nsubj 9 people\n"
                 "outside outside ADP IN case 4\n"
                 "the the DET DT det 4\n"
                 "ministry ministry NOUN NN nmod 1 Ministry\n"
                 "who who PRON WP nsubj 6\n"
                 "met meet VERB VBD acl:relcl 4\n"
                 "with with ADP IN case 8\n"
                 "Smith Smith PROPN NNP obl 6 Smith*\n"
                 "left leave VERB VBD root 0\n"),
            Lines{"CONSULT people > Smith* happened"});
}

TEST_F(SubjectsTest, TwoSidesThatShareANoun) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "accused accuse VERB VBD root 0\n"
                 "Khan Khan PROPN NNP compound 6 Khan*\n"
                 "and and CCONJ CC cc 5\n"
                 "opposition opposition NOUN NN conj 3\n"
                 "leader leader NOUN NN obj 2 Shah*\n"
                 "of of SCONJ IN mark 8\n"
                 "lying lie VERB VBG advcl 2\n"),
            Lines{"ACCUSE Russia > Shah*+Khan* happened"});
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "accused accuse VERB VBD root 0\n"
                 "France France PROPN NNP obj 2 France\n"
                 "and and CCONJ CC cc 5\n"
                 "Dutch-led dutch-led ADJ JJ amod 6\n"
                 "forces force NOUN NNS obj 2 Germany\n"),
            Lines{"ACCUSE Russia > France+Germany happened"});
}

TEST_F(SubjectsTest, MostOfTwoPeoples) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "expelled expel VERB VBD root 0\n"
                 "most most ADJ JJS obj 2\n"
                 "of of ADP IN case 5\n"
                 "Muslims Muslim PROPN NNPS nmod 3 France\n"
                 "and and CCONJ CC cc 7\n"
                 "Croats Croat PROPN NNPS conj 5 Germany\n"),
            Lines{"COERCE Russia > France+Germany happened"});
}

TEST_F(SubjectsTest, ABombingOfAPlaneThatKilled) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "condemned condemn VERB VBD root 0\n"
                 "the the DET DT det 4\n"
                 "bombing bombing NOUN NN obj 2\n"
                 "of of ADP IN case 8\n"
                 "a a DET DT det 8\n"
                 "French French ADJ JJ amod 8 France\n"
                 "airliner airliner NOUN NN nmod 4\n"
                 "that that PRON WDT nsubj 10\n"
                 "killed kill VERB VBD acl:relcl 8\n"
                 "Germany Germany PROPN NNP obj 10 Germany\n")
                .back(),
            "ASSAULT - > Germany happened");
}

TEST_F(SubjectsTest, AnAttackLateOnADay) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "left leave VERB VBD root 0\n"
                 "after after ADP IN case 5\n"
                 "French French ADJ JJ amod 5 France\n"
                 "attack attack NOUN NN obl 8\n"
                 "late late ADJ JJ amod 7\n"
                 "Thursday Thursday PROPN NNP obl:unmarked 8\n"
                 "killed kill VERB VBD advcl 2\n"
                 "Germany Germany PROPN NNP obj 8 Germany\n")
                .back(),
            "ASSAULT France > Germany happened");
}

TEST_F(SubjectsTest, WhoAccusesIsNamedBehindTheDeed) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj:pass 3 Iran\n"
                 "was be AUX VBD aux:pass 3\n"
                 "accused accuse VERB VBN root 0\n"
                 "of of SCONJ IN mark 5\n"
                 "lying lie VERB VBG advcl 3\n"
                 "by by ADP IN case 7\n"
                 "Japan Japan PROPN NNP obl 5 Japan\n"),
            Lines{"ACCUSE Japan > Iran happened"});
}

TEST_F(SubjectsTest, WhoPaysForAnAdMakesIt) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "spent spend VERB VBD root 0\n"
                 "millions million NOUN NNS obj 2\n"
                 "on on ADP IN case 5\n"
                 "ads ad NOUN NNS nmod 3\n"
                 "criticizing criticize VERB VBG acl 5\n"
                 "Japan Japan PROPN NNP obj 6 Japan\n"),
            Lines{"ACCUSE Iran > Japan happened"});
}

TEST_F(SubjectsTest, WhoseCampaignIsAccused) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "accused accuse VERB VBD root 0\n"
                 "Japan Japan PROPN NNP nmod:poss 5 Japan\n"
                 "'s 's PART POS case 3\n"
                 "campaign campaign NOUN NN obj 2\n"
                 "of of ADP IN case 7\n"
                 "fraud fraud NOUN NN nmod 5\n"),
            Lines{"ACCUSE Iran > Japan happened"});
}

TEST_F(SubjectsTest, SixInTenDoIt) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "liked like VERB VBD root 0\n"
                 "Japan Japan PROPN NNP obj 2 Japan\n"
                 "while while SCONJ IN mark 9\n"
                 "6 6 NUM CD nummod 8\n"
                 "in in ADP IN case 8\n"
                 "10 10 NUM CD nummod 8\n"
                 "Poles Pole PROPN NNPS nsubj 9 Poles\n"
                 "criticized criticize VERB VBD advcl 2\n"
                 "Russia Russia PROPN NNP obj 9 Russia\n"),
            Lines{"ACCUSE Poles > Russia happened"});
}

}  // namespace
}  // namespace vedette
