#include "events/answers.h"

#include <algorithm>

#include "events/made_for_test.h"

namespace vedette {
namespace {

class AnswersTest : public RoomTest {};

bool has(const Lines& lines, const std::string& line) { return std::find(lines.begin(), lines.end(), line) != lines.end(); }

constexpr const char* kMeanwhile =
    "\n"
    "Poland Poland PROPN NNP nsubj 2 Poland\n"
    "waited wait VERB VBD root 0\n";

TEST_F(AnswersTest, ADenialIsAimedAtWhoeverAccused) {
  const std::string accused =
      "Chad Chad PROPN NNP nsubj 2 Chad\n"
      "accused accuse VERB VBD root 0\n"
      "Sudan Sudan PROPN NNP obj 2 Sudan\n";
  const std::string denied =
      "\n"
      "Sudan Sudan PROPN NNP nsubj 2 Sudan\n"
      "denied deny VERB VBD root 0\n"
      "the the DET DT det 4\n"
      "accusations accusation NOUN NNS obj 2\n";
  EXPECT_TRUE(has(read(accused + kMeanwhile + kMeanwhile + denied), "REJECT Sudan > Chad happened"));
}

TEST_F(AnswersTest, OrAtWhoeverClaimedIt) {
  EXPECT_TRUE(has(read("Poland Poland PROPN NNP nsubj 2 Poland\n"
                       "said say VERB VBD root 0\n"
                       "Sudan Sudan PROPN NNP nsubj 4 Sudan\n"
                       "lied lie VERB VBD ccomp 2\n"
                       "\n"
                       "Sudan Sudan PROPN NNP nsubj 2 Sudan\n"
                       "denied deny VERB VBD root 0\n"
                       "the the DET DT det 4\n"
                       "claim claim NOUN NN obj 2\n"),
                  "REJECT Sudan > Poland happened"));
}

TEST_F(AnswersTest, TheDemandIsThatOfWhoeverMadeIt) {
  EXPECT_TRUE(has(read("Iran Iran PROPN NNP nmod:poss 3 Iran\n"
                       "'s 's PART POS case 1\n"
                       "demand demand NOUN NN nsubj 4\n"
                       "came come VERB VBD root 0\n" +
                       std::string(kMeanwhile) +
                       "\n"
                       "Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "criticized criticize VERB VBD root 0\n"
                       "the the DET DT det 4\n"
                       "demand demand NOUN NN obj 2\n"),
                  "ACCUSE Japan > Iran happened"));
}

TEST_F(AnswersTest, WhoIsCalledOnToDoItIsAsked) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "called call VERB VBD root 0\n"
                       "for for ADP IN case 4\n"
                       "Iran Iran PROPN NNP obl 2 Iran\n"
                       "to to PART TO mark 6\n"
                       "withdraw withdraw VERB VB xcomp 2\n"),
                  "REQUEST Japan > Iran happened"));
}

TEST_F(AnswersTest, WhatIsDemandedInTalksIsDemandedThere) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "met meet VERB VBD root 0\n"
                       "Iran Iran PROPN NNP obj 2 Iran\n"
                       "and and CCONJ CC cc 5\n"
                       "demanded demand VERB VBD conj 2\n"
                       "an an DET DT det 7\n"
                       "apology apology NOUN NN obj 5\n"),
                  "REQUEST Japan > Iran happened"));
}

TEST_F(AnswersTest, HelpGoesToTheStateInQuestion) {
  EXPECT_TRUE(has(read("Sudan Sudan PROPN NNP nsubj 2 Sudan\n"
                       "suffers suffer VERB VBZ root 0\n"
                       "\n"
                       "Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "pledged pledge VERB VBD root 0\n"
                       "millions million NOUN NNS obj 2\n"),
                  "AGREE Japan > Sudan happened"));
}

TEST_F(AnswersTest, NobodyIsCalledOnWhoIsYetToBeNamed) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "called call VERB VBD root 0\n"
                       "for for ADP IN case 5\n"
                       "a a DET DT det 5\n"
                       "judge judge NOUN NN obl 2 Judge*\n"
                       "to to PART TO mark 7\n"
                       "decide decide VERB VB xcomp 2\n"),
                  "REQUEST Japan > - happened"));
}

TEST_F(AnswersTest, WhoDetainsAndAccusesIsOne) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "detained detain VERB VBD root 0\n"
                       "Khan Khan PROPN NNP obj 2 Khan*\n"
                       "accusing accuse VERB VBG advcl 2\n"
                       "him he PRON PRP obj 4 Khan*\n"
                       "of of ADP IN case 7\n"
                       "theft theft NOUN NN obl 4\n"),
                  "ACCUSE Japan > Khan* happened"));
}

TEST_F(AnswersTest, TwoObjectsWithAConjunctionAreJoined) {
  EXPECT_TRUE(has(read("Khan Khan PROPN NNP nsubj 2 Khan*\n"
                       "accused accuse VERB VBD root 0\n"
                       "Chad Chad PROPN NNP obj 2 Chad\n"
                       "and and CCONJ CC cc 5\n"
                       "Mali Mali PROPN NNP obj 2 Mali\n"),
                  "ACCUSE Khan* > Chad+Mali happened"));
}

TEST_F(AnswersTest, WhoGoesAlongWithTheSubjectIsASubject) {
  EXPECT_TRUE(has(read("Chad Chad PROPN NNP nsubj 6 Chad\n"
                       ", , PUNCT , punct 5\n"
                       "along along ADP IN case 5\n"
                       "with with ADP IN case 5\n"
                       "Mali Mali PROPN NNP obl 6 Mali\n"
                       "accused accuse VERB VBD root 0\n"
                       "Khan Khan PROPN NNP obj 6 Khan*\n"),
                  "ACCUSE Chad+Mali > Khan* happened"));
}

TEST_F(AnswersTest, WhereTroopsWouldGoIsThreatened) {
  EXPECT_TRUE(has(read("Chad Chad PROPN NNP nsubj 2 Chad\n"
                       "threatened threaten VERB VBD root 0\n"
                       "to to PART TO mark 4\n"
                       "send send VERB VB xcomp 2\n"
                       "troops troop NOUN NNS obj 4\n"
                       "into into ADP IN case 7\n"
                       "Mali Mali PROPN NNP obl 4 Mali\n"),
                  "THREATEN Chad > Mali happened"));
}

TEST_F(AnswersTest, WhoGetsTheLetterIsAsked) {
  EXPECT_TRUE(has(read("Chad Chad PROPN NNP nsubj 2 Chad\n"
                       "sent send VERB VBD root 0\n"
                       "Mali Mali PROPN NNP iobj 2 Mali\n"
                       "a a DET DT det 5\n"
                       "letter letter NOUN NN obj 2\n"
                       "calling call VERB VBG acl 5\n"
                       "for for ADP IN case 8\n"
                       "reforms reform NOUN NNS obl 6\n"),
                  "REQUEST Chad > Mali happened"));
}

TEST_F(AnswersTest, AListThatHangsFromTheMiddleOfAName) {
  EXPECT_TRUE(has(read("Japan Japan PROPN NNP nsubj 2 Japan\n"
                       "criticized criticize VERB VBD root 0\n"
                       "Republic Republic PROPN NNP obj 2 Congo\n"
                       "of of ADP IN case 5\n"
                       "Congo Congo PROPN NNP nmod 3\n"
                       ", , PUNCT , punct 7\n"
                       "Chad Chad PROPN NNP conj 3 Chad\n"
                       "and and CCONJ CC cc 9\n"
                       "Mali Mali PROPN NNP conj 5 Mali\n"),
                  "ACCUSE Japan > Congo+Chad+Mali happened"));
}

TEST_F(AnswersTest, ARelativeInAListIsOneMore) {
  EXPECT_TRUE(has(read("Khan Khan PROPN NNP nsubj:pass 9 Khan*\n"
                       ", , PUNCT , punct 4\n"
                       "his he PRON PRP$ nmod:poss 4 Khan*\n"
                       "son son NOUN NN appos 1 Son*\n"
                       "and and CCONJ CC cc 7\n"
                       "two two NUM CD nummod 7\n"
                       "men man NOUN NNS conj 1 Men*\n"
                       "were be AUX VBD aux:pass 9\n"
                       "arrested arrest VERB VBN root 0\n"),
                  "COERCE - > Khan*+Son*+Men* happened"));
}

TEST_F(AnswersTest, WhatSomebodyIsAccusedOfIsNoAnswer) {
  EXPECT_FALSE(has(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                        "accused accuse VERB VBD root 0\n"
                        "Japan Japan PROPN NNP obj 2 Japan\n"
                        "of of SCONJ IN mark 5\n"
                        "rejecting reject VERB VBG advcl 2\n"
                        "the the DET DT det 7\n"
                        "plan plan NOUN NN obj 5\n"),
                   "REJECT Japan > Iran happened"));
}

}  // namespace
}  // namespace vedette
