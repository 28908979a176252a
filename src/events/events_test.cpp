#include "events/events.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <optional>

#include "events/explain.h"
#include "events/made_for_test.h"

namespace vedette {
namespace {

class EventsTest : public RoomTest {};

TEST_F(EventsTest, Active) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "attacked attack VERB VBD root 0\n"
                 "Ukraine Ukraine PROPN NNP obj 2 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, PassiveWithAgent) {
  EXPECT_EQ(read("Ukraine Ukraine PROPN NNP nsubj:pass 3 Ukraine\n"
                 "was be AUX VBD aux:pass 3\n"
                 "attacked attack VERB VBN root 0\n"
                 "by by ADP IN case 5\n"
                 "Russia Russia PROPN NNP obl:agent 3 Russia\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, WhoIsBlamedDidIt) {
  EXPECT_EQ(read("Khan Khan PROPN NNP nsubj:pass 3 Khan*\n"
                 "was be AUX VBD aux:pass 3\n"
                 "convicted convict VERB VBN root 0\n"
                 "of of ADP IN case 6\n"
                 "the the DET DT det 6\n"
                 "murder murder NOUN NN obl 3\n"
                 "of of ADP IN case 8\n"
                 "Poland Poland PROPN NNP nmod 6 Poland\n"),
            (Lines{"SANCTION - > Khan* happened", "ASSAULT Khan* > Poland happened"}));
}

TEST_F(EventsTest, DoerNamedInAnotherSentence) {
  EXPECT_EQ(read("Khan Khan PROPN NNP nsubj 2 Khan*\n"
                 "murdered murder VERB VBD root 0\n"
                 "Ali Ali PROPN NNP obj 2 Ali*\n"
                 "\n"
                 "Bibi Bibi PROPN NNP nsubj:pass 3 Bibi*\n"
                 "was be AUX VBD aux:pass 3\n"
                 "stabbed stab VERB VBN root 0\n"),
            (Lines{"ASSAULT Khan* > Ali* happened", "ASSAULT Khan* > Bibi* happened"}));
}

TEST_F(EventsTest, SpeakerBehindIsNotTheDoer) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "attacked attack VERB VBD ccomp 5\n"
                 "Ukraine Ukraine PROPN NNP obj 2 Ukraine\n"
                 "Poland Poland PROPN NNP nsubj 5 Poland\n"
                 "said say VERB VBD root 0\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
  EXPECT_EQ(read("attacked attack VERB VBD ccomp 4\n"
                 "Ukraine Ukraine PROPN NNP obj 1 Ukraine\n"
                 "Poland Poland PROPN NNP nsubj 4 Poland\n"
                 "said say VERB VBD root 0\n"),
            Lines{"ASSAULT - > Ukraine happened"});
}

TEST_F(EventsTest, RelativeClause) {
  EXPECT_EQ(read("The the DET DT det 2\n"
                 "Russia Russia PROPN NNP root 0 Russia\n"
                 "that that PRON WDT nsubj 4\n"
                 "attacked attack VERB VBD acl:relcl 2\n"
                 "Ukraine Ukraine PROPN NNP obj 4 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, WhatIsDoneInDoingSomethingElse) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 3 Russia\n"
                 "will will AUX MD aux 3\n"
                 "travel travel VERB VB root 0\n"
                 "to to PART TO mark 5\n"
                 "visit visit VERB VB advcl 3\n"
                 "Ukraine Ukraine PROPN NNP obj 5 Ukraine\n"),
            Lines{"AGREE Russia > Ukraine scheduled"});
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "blocked block VERB VBD root 0\n"
                 "a a DET DT det 4\n"
                 "road road NOUN NN obj 2\n"
                 "to to PART TO mark 6\n"
                 "condemn condemn VERB VB advcl 2\n"
                 "Ukraine Ukraine PROPN NNP obj 6 Ukraine\n"),
            (Lines{"COERCE Russia > - happened", "ACCUSE Russia > Ukraine happened"}));
}

TEST_F(EventsTest, NotOnly) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 4 Russia\n"
                 "not not PART RB advmod 4\n"
                 "only only ADV RB advmod 4\n"
                 "attacked attack VERB VBD root 0\n"
                 "Ukraine Ukraine PROPN NNP obj 4 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, WhatLiesAheadAndStaysWhatItIs) {
  EXPECT_EQ(read("Khan Khan PROPN NNP nsubj 3 Khan*\n"
                 "will will AUX MD aux 3\n"
                 "resign resign VERB VB root 0\n"),
            Lines{"RETREAT Khan* > - scheduled"});
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "planned plan VERB VBD root 0\n"
                 "to to PART TO mark 4\n"
                 "attack attack VERB VB xcomp 2\n"
                 "Ukraine Ukraine PROPN NNP obj 4 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine scheduled"});
}

TEST_F(EventsTest, WhatStopsIsOver) {  // unlike what should stop
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "decided decide VERB VBD root 0\n"
                 "to to PART TO mark 4\n"
                 "stop stop VERB VB xcomp 2\n"
                 "attacking attack VERB VBG xcomp 4\n"
                 "Ukraine Ukraine PROPN NNP obj 5 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine denied"});
}

TEST_F(EventsTest, WhatIsInsistedOnIsSaidOrAskedFor) {
  EXPECT_EQ(read("Poland Poland PROPN NNP nsubj 2 Poland\n"
                 "insisted insist VERB VBD root 0\n"
                 "that that SCONJ IN mark 5\n"
                 "Russia Russia PROPN NNP nsubj 5 Russia\n"
                 "attacked attack VERB VBD ccomp 2\n"
                 "Ukraine Ukraine PROPN NNP obj 5 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, BeforeOneThingAnotherLiesAheadToo) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 3 Russia\n"
                 "will will AUX MD aux 3\n"
                 "rest rest VERB VB root 0\n"
                 "before before SCONJ IN mark 5\n"
                 "visiting visit VERB VBG advcl 3\n"
                 "Ukraine Ukraine PROPN NNP obj 5 Ukraine\n"),
            Lines{"AGREE Russia > Ukraine scheduled"});
}

TEST_F(EventsTest, WhatWasNotStoppedHappened) {
  EXPECT_EQ(read("Poland Poland PROPN NNP nsubj 2 Poland\n"
                 "failed fail VERB VBD root 0\n"
                 "to to PART TO mark 4\n"
                 "stop stop VERB VB xcomp 2\n"
                 "Russia Russia PROPN NNP obj 4 Russia\n"
                 "from from SCONJ IN mark 7\n"
                 "attacking attack VERB VBG advcl 4\n"
                 "Ukraine Ukraine PROPN NNP obj 7 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, WhatHasToBeDone) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "has have VERB VBZ root 0\n"
                 "to to PART TO mark 4\n"
                 "visit visit VERB VB xcomp 2\n"
                 "Ukraine Ukraine PROPN NNP obj 4 Ukraine\n"),
            Lines{"CONSULT Russia > Ukraine called-for"});
}

TEST_F(EventsTest, FoundStabbed) {
  EXPECT_EQ(read("Khan Khan PROPN NNP nsubj:pass 3 Khan*\n"
                 "was be AUX VBD aux:pass 3\n"
                 "found find VERB VBN root 0\n"
                 "stabbed stab VERB VBN xcomp 3\n"),
            Lines{"ASSAULT - > Khan* happened"});
}

TEST_F(EventsTest, WhatShouldHaveBeenDoneIsAskedOfNobody) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "said say VERB VBD root 0\n"
                 "Ukraine Ukraine PROPN NNP nsubj 6 Ukraine\n"
                 "should should AUX MD aux 6\n"
                 "have have AUX VB aux 6\n"
                 "asked ask VERB VBN ccomp 2\n"),
            Lines{});
}

TEST_F(EventsTest, WhatShouldStopGoesOn) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 3 Russia\n"
                 "should should AUX MD aux 3\n"
                 "stop stop VERB VB root 0\n"
                 "attacking attack VERB VBG xcomp 3\n"
                 "Ukraine Ukraine PROPN NNP obj 4 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine ongoing"});
}

TEST_F(EventsTest, ModifiersNameBothSides) {
  EXPECT_EQ(read("Turkish turkish ADJ JJ amod 2 Turkey\n"
                 "airstrikes airstrike NOUN NNS nsubj 6\n"
                 "on on ADP IN case 5\n"
                 "Kurdish kurdish ADJ JJ amod 5 Kurds\n"
                 "positions position NOUN NNS nmod 2\n"
                 "continued continue VERB VBD root 0\n"),
            Lines{"ASSAULT Turkey > Kurds happened"});
}

TEST_F(EventsTest, LightVerbGivesTheSource) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "launched launch VERB VBD root 0\n"
                 "an a DET DT det 4\n"
                 "attack attack NOUN NN obj 2\n"
                 "on on ADP IN case 6\n"
                 "Ukraine Ukraine PROPN NNP obl 2 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, CoordinatedVerbsShareTheirSubject) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "condemned condemn VERB VBD root 0\n"
                 "Poland Poland PROPN NNP obj 2 Poland\n"
                 "and and CCONJ CC cc 5\n"
                 "attacked attack VERB VBD conj 2\n"
                 "Ukraine Ukraine PROPN NNP obj 5 Ukraine\n"),
            (Lines{"ACCUSE Russia > Poland happened", "ASSAULT Russia > Ukraine happened"}));
}

TEST_F(EventsTest, ReciprocalSidesAreSharedOut) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 4 Russia\n"
                 "and and CCONJ CC cc 3\n"
                 "Turkey Turkey PROPN NNP conj 1 Turkey\n"
                 "met meet VERB VBD root 0\n"),
            Lines{"CONSULT Russia > Turkey happened"});
}

TEST_F(EventsTest, WhatLiesAheadIsAnAgreement) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 3 Russia\n"
                 "will will AUX MD aux 3\n"
                 "meet meet VERB VB root 0\n"
                 "Turkey Turkey PROPN NNP obj 3 Turkey\n"),
            Lines{"AGREE Russia > Turkey scheduled"});
}

TEST_F(EventsTest, NegationByTheReporterIsNoEvent) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 4 Russia\n"
                 "did do AUX VBD aux 4\n"
                 "not not PART RB advmod 4\n"
                 "attack attack VERB VB root 0\n"
                 "Ukraine Ukraine PROPN NNP obj 4 Ukraine\n"),
            Lines{});
}

TEST_F(EventsTest, NotOnlyIsNoNegation) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 4 Russia\n"
                 "not not PART RB advmod 4\n"
                 "only only ADV RB advmod 4\n"
                 "attacked attack VERB VBD root 0\n"
                 "Ukraine Ukraine PROPN NNP obj 4 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine happened"});
}

TEST_F(EventsTest, DenialIsSaidBySomebody) {
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 2 Russia\n"
                 "said say VERB VBD root 0\n"
                 "it it PRON PRP nsubj 6 Russia\n"
                 "did do AUX VBD aux 6\n"
                 "not not PART RB advmod 6\n"
                 "attack attack VERB VB ccomp 2\n"
                 "Ukraine Ukraine PROPN NNP obj 6 Ukraine\n"),
            Lines{"ASSAULT Russia > Ukraine denied"});
}

TEST_F(EventsTest, RefusalIsARejection) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "refused refuse VERB VBD root 0\n"
                 "to to PART TO mark 4\n"
                 "meet meet VERB VB xcomp 2\n"
                 "France France PROPN NNP obj 4 France\n"),
            Lines{"REJECT Iran > France happened"});
}

TEST_F(EventsTest, ThreatCoversWhatItThreatens) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "threatened threaten VERB VBD root 0\n"
                 "to to PART TO mark 4\n"
                 "attack attack VERB VB xcomp 2\n"
                 "Israel Israel PROPN NNP obj 4 Israel\n"),
            Lines{"THREATEN Iran > Israel happened"});
}

TEST_F(EventsTest, WhoSaysThatHeWouldDoItIfThreatens) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "said say VERB VBD root 0\n"
                 "it it PRON PRP nsubj 5 Iran\n"
                 "would would AUX MD aux 5\n"
                 "attack attack VERB VB ccomp 2\n"
                 "Israel Israel PROPN NNP obj 5 Israel\n"
                 "if if SCONJ IN mark 9\n"
                 "talks talk NOUN NNS nsubj 9\n"
                 "failed fail VERB VBD advcl 5\n"),
            Lines{"THREATEN Iran > Israel conditional"});
}

TEST_F(EventsTest, ConditionsMakeConditional) {
  EXPECT_EQ(read("If if SCONJ IN mark 3\n"
                 "Iran Iran PROPN NNP nsubj 3 Iran\n"
                 "attacks attack VERB VBZ advcl 7\n"
                 "Israel Israel PROPN NNP obj 3 Israel\n"
                 "prices price NOUN NNS nsubj 7\n"
                 "will will AUX MD aux 7\n"
                 "rise rise VERB VB root 0\n"),
            Lines{"ASSAULT Iran > Israel conditional"});
}

TEST_F(EventsTest, FigurativeUseIsNoEvent) {
  EXPECT_EQ(read("France France PROPN NNP nsubj 2 France\n"
                 "attacked attack VERB VBD root 0\n"
                 "the the DET DT det 4\n"
                 "problem problem NOUN NN obj 2\n"),
            Lines{});
  EXPECT_EQ(read("A a DET DT det 2\n"
                 "storm storm NOUN NN nsubj 3\n"
                 "killed kill VERB VBD root 0\n"
                 "soldiers soldier NOUN NNS obj 3 Army\n"),
            Lines{});
}

TEST_F(EventsTest, QuestionsAndHabitsAreNoEvents) {
  EXPECT_EQ(read("Did do AUX VBD aux 3\n"
                 "Russia Russia PROPN NNP nsubj 3 Russia\n"
                 "attack attack VERB VB root 0\n"
                 "Ukraine Ukraine PROPN NNP obj 3 Ukraine\n"
                 "? ? PUNCT . punct 3\n"),
            Lines{});
  EXPECT_EQ(read("Russia Russia PROPN NNP nsubj 3 Russia\n"
                 "often often ADV RB advmod 3\n"
                 "attacks attack VERB VBZ root 0\n"
                 "Ukraine Ukraine PROPN NNP obj 3 Ukraine\n"),
            Lines{});
}

TEST_F(EventsTest, WhatIsOftenDoneToSuchPeopleIsNoOneEvent) {
  EXPECT_EQ(read("Rebels rebel NOUN NNS nsubj:pass 7 rebels\n"
                 "arrested arrest VERB VBN acl 1\n"
                 "by by ADP IN case 4\n"
                 "Russia Russia PROPN NNP obl 2 Russia\n"
                 "are be AUX VBP aux:pass 7\n"
                 "often often ADV RB advmod 7\n"
                 "fed feed VERB VBN root 0\n"),
            Lines{});
}

TEST_F(EventsTest, WhatAnyPresidentMustDoIsAskedOfNobody) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "says say VERB VBZ root 0\n"
                 "a a DET DT det 4\n"
                 "president president NOUN NN nsubj 6 president\n"
                 "must must AUX MD aux 6\n"
                 "decide decide VERB VB ccomp 2\n"),
            Lines{});
}

TEST_F(EventsTest, WhoWouldBeInvestigatedIsNotAsked) {
  EXPECT_EQ(read("Iran Iran PROPN NNP nsubj 2 Iran\n"
                 "called call VERB VBD root 0\n"
                 "for for ADP IN case 5\n"
                 "a a DET DT det 5\n"
                 "prosecutor prosecutor NOUN NN obl 2\n"
                 "to to PART TO mark 7\n"
                 "investigate investigate VERB VB advcl 2\n"
                 "Japan Japan PROPN NNP obj 7 Japan\n")
                .front(),
            "REQUEST Iran > - happened");
}

TEST_F(EventsTest, ToldAgainIsOneEvent) {
  const Made made(
      "Russia Russia PROPN NNP nsubj 2 Russia\n"
      "invaded invade VERB VBD root 0\n"
      "Ukraine Ukraine PROPN NNP obj 2 Ukraine\n\n"
      "The the DET DT det 3\n"
      "Russian russian ADJ JJ amod 3 Russia\n"
      "invasion invasion NOUN NN nsubj 6\n"
      "of of ADP IN case 5\n"
      "Ukraine Ukraine PROPN NNP nmod 3 Ukraine\n"
      "failed fail VERB VBD root 0\n");
  const Events events = find_events(made.page, made.grammar, *world, made.actors, made.places, made.times, made.quotes, *lexicon);
  ASSERT_EQ(made.events(*world, *lexicon), Lines{"ASSAULT Russia > Ukraine happened"});
  EXPECT_EQ(events.events[EventId(std::size_t{0})].other_mentions.size(), 1u);
  const std::string why = explain_event(made.page, made.grammar, *world, made.actors, made.places, made.times, made.quotes,
                                        events, EventId(std::size_t{0}), *lexicon);
  EXPECT_NE(why.find("assault.tsv:"), std::string::npos) << why;
  EXPECT_NE(why.find("Russia"), std::string::npos);
  EXPECT_NE(why.find("told again"), std::string::npos);
}

std::string chain(std::size_t length) {
  std::string lines =
      "Russia Russia PROPN NNP nsubj 2 Russia\nattacked attack VERB VBD root 0\nUkraine Ukraine PROPN NNP obj 2 Ukraine\n";
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t at = 4 + 3 * i;
    lines += "and and CCONJ CC cc " + std::to_string(at + 1) + "\nshelled shell VERB VBD conj " + std::to_string(i ? at - 2 : 2) +
             "\nUkraine Ukraine PROPN NNP obj " + std::to_string(at + 1) + " Ukraine\n";
  }
  return lines;
}

TEST_F(EventsTest, AReportThatWouldSayNothingKeepsItsLikeliestEvent) {
  const Made made(
      "Russia Russia PROPN NNP nsubj 2 Russia\n"
      "attacked attack VERB VBD root 0\n"
      "Ukraine Ukraine PROPN NNP obj 2 Ukraine\n\n"
      "France France PROPN NNP nsubj 2 France\n"
      "criticized criticize VERB VBD root 0\n"
      "Germany Germany PROPN NNP obj 2 Germany\n");
  const Lines both = made.events(*world, *lexicon);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(made.events(*world, *lexicon_with_bars(1, 0)), Lines{both[0]});
  EXPECT_EQ(made.events(*world, *lexicon_with_bars(1, 1)), Lines{});
}

TEST_F(EventsTest, WhoHasArrestsWasArrested) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj 2 Smith*\n"
                 "had have VERB VBD root 0\n"
                 "two two NUM CD nummod 5\n"
                 "prior prior ADJ JJ amod 5\n"
                 "arrests arrest NOUN NNS obj 2\n"),
            Lines{"COERCE - > Smith* happened"});
}

TEST_F(EventsTest, WhoIsDueToBeFreedIsNotFreeYet) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj:pass 5 Smith*\n"
                 "was be AUX VBD aux 5\n"
                 "due due ADJ JJ mark 5\n"
                 "be be AUX VB aux:pass 5\n"
                 "released release VERB VBN root 0\n"),
            Lines{"RETREAT - > Smith* scheduled"});
}

TEST_F(EventsTest, TheNameBesideTheMotherLeadsToTheSister) {
  EXPECT_EQ(read("Smith Smith PROPN NNP nsubj:pass 3 Smith*\n"
                 "was be AUX VBD aux:pass 3\n"
                 "convicted convict VERB VBN root 0\n"
                 "of of ADP IN case 6\n"
                 "the the DET DT det 6\n"
                 "murder murder NOUN NN obl 3\n"
                 "of of ADP IN case 8\n"
                 "mother mother NOUN NN nmod 6 Lee*\n"
                 "Lee Lee PROPN NNP nmod 6 Lee*\n"
                 "and and CCONJ CC cc 11\n"
                 "Jones Jones PROPN NNP conj 9 Jones*\n")
                .back(),
            "ASSAULT Smith* > Lee*+Jones* happened");
}

TEST_F(EventsTest, LongSentencesAreCappedWithANote) {
  const Made made(chain(200));
  const Events events = find_events(made.page, made.grammar, *world, made.actors, made.places, made.times, made.quotes, *lexicon);
  ASSERT_EQ(events.notes.size(), 1u);
  EXPECT_NE(events.notes[0].find("603 words"), std::string::npos) << events.notes[0];
  EXPECT_LE(events.events.size(), 40u);
}

TEST_F(EventsTest, TimeGrowsNoFasterThanTheText) {
  const auto seconds = [&](std::size_t length) {
    const Made made(chain(length));
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 5; ++i)
      find_events(made.page, made.grammar, *world, made.actors, made.places, made.times, made.quotes, *lexicon);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  seconds(100);
  EXPECT_LT(seconds(4000), 160 * (seconds(100) + 1e-3));
}

}  // namespace
}  // namespace vedette
