#pragma once
// What the room knows of words, from lexicon/actors/*.tsv. Immutable, made once.

#include <cstdint>
#include <string_view>

namespace vedette::who {

// What a noun says of whom it means (nouns.tsv).
enum class NounClass : std::uint8_t { none, person, anyone, kin, leader, people, country, government, body };
struct Noun {
  NounClass what = NounClass::none;
  std::string_view kinds;  // "body|company": what "the NOUN" can point back to
  char sex = 0;
};

// How a word is used (words.tsv); a word can have several uses.
enum class Use : std::uint64_t {
  acting_verb = 1u << 0,        // its subject acts: "Moscow said"
  target_verb = 1u << 1,        // its object can answer: "accused Moscow"
  acting_noun = 1u << 2,        // an act or an attitude: "threat from Moscow"
  place_noun = 1u << 3,         // belongs to a place: "Moscow's streets"
  place_preposition = 1u << 4,  // "in Moscow"
  going_verb = 1u << 5,         // "flew to Moscow"
  place_verb = 1u << 6,         // "visited Moscow"
  party_preposition = 1u << 7,  // "with Moscow"
  article = 1u << 8,            // a word in the names of states that take "the"
  name_particle = 1u << 9,      // "van", "bin"
  not_now = 1u << 10,           // "former", "elect"
  quantity = 1u << 11,          // "some", "about"
  belongs = 1u << 12,           // "spokesman for"
  credit = 1u << 13,            // words of photo credits
  company_word = 1u << 14,
  party_word = 1u << 15,
  armed_word = 1u << 16,
  body_word = 1u << 17,
  forces = 1u << 18,            // "Turkish troops": the forces of the state
  service = 1u << 19,           // a branch of the forces: "navy"
  doubtful = 1u << 20,          // an actor only where it acts: "the movement"
  time_word = 1u << 21,         // "Tuesday"
  count_noun = 1u << 22,        // counts those that follow: "a group of protesters"
  local = 1u << 23,             // below the state: "city police"
  negative = 1u << 24,          // names nobody: "no", "every"
  commander = 1u << 25,         // of the forces of a state: its head
  person_verb = 1u << 26,       // done to persons: a bare number behind it counts persons
  place_subject = 1u << 27,     // what places do: "Moscow lies"
  office_word = 1u << 28,       // names its field behind "of": "ministry of health"
  police_word = 1u << 29,       // those who are the police of a state
  counterpart = 1u << 30,       // somebody else, whom only a name tells: "its ally"
  shared_name = 1u << 31,       // a name that bodies of many states bear: "Supreme Court"
  addressing = 1ull << 32,      // before whom one turns to: "called on the public to help"
  apart = 1ull << 33,           // no longer or not of those that follow: "renegade soldiers"
  joint = 1ull << 34,           // of no one state: "multinational forces"
  linked = 1ull << 35,          // "al-Qaida-linked": close to whom it names, not their own
  against = 1ull << 36,         // "opposition leader", "rebel commander", "next president": of those who do not govern
  adjoining = 1ull << 37,       // before a place that lies beside: "of neighboring Pakistan"
  name_suffix = 1ull << 38,     // behind a family name: "Jr", "III"
  storm = 1ull << 39,           // what bears a name and is nobody: "Hurricane Katrina"
  violent_noun = 1ull << 40,    // done by whoever stands before it: "a rebel attack"
  weekday = 1ull << 41,         // no person even where the tree has it act: "a statement Friday said"
  quality = 1ull << 42,         // of a person, it is what he is or does: "the governor's leadership"
  including = 1ull << 43,       // before some of those that are meant: "leaders, including A and B"
  firm_noun = 1ull << 44        // what firms have: "a Boeing worker"
};

enum class Case : std::uint8_t { subject, object, possessive, reflexive, relative };
struct Pronoun {
  Case use = Case::subject;
  char number = 0;  // 's', 'p' or 0
  char sex = 0;     // 'm', 'f', 'n' or 0
};

// All words are asked for folded.
const Noun* noun(std::string_view word);
bool is(std::string_view word, Use use);
const Pronoun* pronoun(std::string_view word);
// The sex that an honorific tells: 'f', 'm', 'u' (it tells none), or 0 where the word is no honorific.
char honorific(std::string_view word);
// A weight of the pronoun model (weights.tsv), 0 where there is none.
double weight(std::string_view feature);

}  // namespace vedette::who
