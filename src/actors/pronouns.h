#pragma once
// The pronoun model: a linear score of each actor that a pronoun could mean.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace vedette::who {

struct Reading;

enum class Feature : std::uint8_t {
  same_sentence,      // the actor's last mention is in the pronoun's sentence
  previous_sentence,  // in the one before
  sentences_apart,    // how many lie between, at most 5
  between,            // how many other fitting actors were mentioned since, at most 5
  nearest,            // none was
  subject,            // its last mention is a subject
  passive_subject,
  object,
  oblique,
  possessor,
  nominal,            // hangs on a noun: "the mayor of", "son of"
  apposition,
  conjunct,
  parallel,           // same grammatical role as the pronoun
  both_subjects,
  both_possessors,
  subject_here,       // some mention is a subject in the pronoun's sentence
  subject_before,     // ... in the sentence before
  main_subject,       // the subject of the sentence's main clause
  governs,            // the subject of a clause that the pronoun's clause hangs on
  governs_near,       // of the nearest one
  owns,               // the subject of the clause in which the possessive pronoun stands
  same_clause,        // an argument of the same verb, no subject
  named,              // last meant by a name
  pronoun,            // last meant by a pronoun
  same_pronoun,       // by one of the same sex
  described,
  sex_known,          // known to be of the pronoun's sex
  sex_guessed,        // its sex is not known
  often,              // log of how often it was mentioned
  most_often,         // it is the most mentioned of all that fit
  first_met,          // the first person of the report
  follows,            // it stands behind the pronoun in the same sentence
  same_paragraph,
  in_title,           // mentioned in the headline
  is_state,
  is_body,
  is_group,
  is_person,
  several,            // several coordinated actors
  only_one,           // nobody else fits
  distance,           // log of the words between
  lately,             // mentions in this sentence and the two before, at most 4
  opens,              // a mention opens this sentence or the one before
  things_between,     // nouns since, subjects and objects, that are no actors, at most 5
  thing_subject,      // one of them is a subject
  impersonal,         // "it is clear that": the pronoun may point at nothing
  acts,               // the pronoun does what actors do: "it said"
  possessive,         // "its"
  only_spoke,         // its last mention only tells who said the sentence before: "…, Jones said."
  governs_over,       // the subject of a clause above, with another candidate between: "Smith says that when Jones came, he ..."
  told_over,          // ... and that other one is the subject of what he tells: "Smith says Jones fell when he ..."
  count_
};
inline constexpr std::size_t kFeatures = static_cast<std::size_t>(Feature::count_);
extern const std::array<std::string_view, kFeatures> kFeatureNames;

struct Antecedent {
  std::vector<ActorId> actors;
  std::array<float, kFeatures> features{};
  double score = 0;
};

// All that this pronoun (not a relative or reflexive one) could mean, with their scores; in order of last mention.
std::vector<Antecedent> antecedents(const Reading& r, std::uint32_t candidate);

}  // namespace vedette::who
