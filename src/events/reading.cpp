// The word classes that the steps of this room ask for, by their names in classes.tsv. Its only door: Bits. Test:
// events_test.cpp.

#include "events/reading.h"

namespace vedette::what {

Bits::Bits(const Lexicon& lexicon)
    : addressing(lexicon.class_bit("addressing")),
      agentive(lexicon.class_bit("agentive")),
      ahead_when_going(lexicon.class_bit("ahead_when_going")),
      attempting(lexicon.class_bit("attempting")),
      backdrop(lexicon.class_bit("backdrop")),
      be(lexicon.class_bit("be")),
      conditional_auxiliary(lexicon.class_bit("conditional_auxiliary")),
      content(lexicon.class_bit("content")),
      definite(lexicon.class_bit("definite")),
      duty_auxiliary(lexicon.class_bit("duty_auxiliary")),
      engaging(lexicon.class_bit("engaging")),
      first_person(lexicon.class_bit("first_person")),
      future_auxiliary(lexicon.class_bit("future_auxiliary")),
      have(lexicon.class_bit("have")),
      if_(lexicon.class_bit("if")),
      implicative(lexicon.class_bit("implicative")),
      instrument(lexicon.class_bit("instrument")),
      leading(lexicon.class_bit("leading")),
      locating(lexicon.class_bit("locating")),
      means(lexicon.class_bit("means")),
      membership(lexicon.class_bit("membership")),
      military_target(lexicon.class_bit("military_target")),
      negative(lexicon.class_bit("negative")),
      oblique_control(lexicon.class_bit("oblique_control")),
      occasion(lexicon.class_bit("occasion")),
      owning(lexicon.class_bit("owning")),
      particle(lexicon.class_bit("particle")),
      people(lexicon.class_bit("people")),
      placing(lexicon.class_bit("placing")),
      possibility_auxiliary(lexicon.class_bit("possibility_auxiliary")),
      practice(lexicon.class_bit("practice")),
      public_sector(lexicon.class_bit("public_sector")),
      reflexive(lexicon.class_bit("reflexive")),
      refusing(lexicon.class_bit("refusing")),
      relative(lexicon.class_bit("relative")),
      speech_act(lexicon.class_bit("speech_act")),
      sports(lexicon.class_bit("sports")),
      subject_control(lexicon.class_bit("subject_control")),
      territory(lexicon.class_bit("territory")),
      thing_pronoun(lexicon.class_bit("thing_pronoun")),
      timeword(lexicon.class_bit("timeword")),
      toward(lexicon.class_bit("toward")),
      word_of(lexicon.word("of")),
      word_by(lexicon.word("by")) {}

}  // namespace vedette::what
