#pragma once
// What the steps of this room share: the article as the rooms before have read it, the words as the lexicon knows them, and the
// candidates: triggers with the frame that they set off, which the steps fill in one after another.

#include <map>
#include <span>
#include <vector>

#include "actors/actors.h"
#include "events/events.h"
#include "events/lexicon.h"
#include "grammar/grammar.h"
#include "page/page.h"
#include "places/places.h"
#include "quotes/quotes.h"
#include "times/times.h"
#include "world/world.h"

namespace vedette::what {

// The word classes that the steps ask for, looked up once an article.
struct Bits {
  Classes accompanying;
  Classes addressing;
  Classes aftermath;
  Classes agentive;
  Classes aid;
  Classes allegation;
  Classes ahead_when_going;
  Classes aiding;
  Classes armed;
  Classes armed_sector;
  Classes attack_noun;
  Classes attempting;
  Classes backdrop;
  Classes be;
  Classes blame_preposition;
  Classes blaming;
  Classes business;
  Classes carrying;
  Classes ceasing;
  Classes charge;
  Classes claiming;
  Classes collective;
  Classes conditional_auxiliary;
  Classes confessing;
  Classes content;
  Classes culprit;
  Classes definite;
  Classes done_in_doing;
  Classes discovering;
  Classes duty_auxiliary;
  Classes each_other;
  Classes engaging;
  Classes facing;
  Classes first_person;
  Classes future_auxiliary;
  Classes guilty;
  Classes have;
  Classes holding;
  Classes if_;
  Classes implicative;
  Classes including;
  Classes indefinite;
  Classes instrument;
  Classes involving;
  Classes kin;
  Classes leading;
  Classes leisure;
  Classes manner;
  Classes letter;
  Classes locating;
  Classes means;
  Classes membership;
  Classes merely;
  Classes military_target;
  Classes money;
  Classes naming;
  Classes needs_object;
  Classes negative;
  Classes oblique_control;
  Classes occasion;
  Classes occasion_mark;
  Classes opposing;
  Classes ordering;
  Classes origin;
  Classes owning;
  Classes particle;
  Classes people;
  Classes placing;
  Classes planning;
  Classes possibility_auxiliary;
  Classes practice;
  Classes private_body;
  Classes public_sector;
  Classes quoting;
  Classes reflexive;
  Classes refusing;
  Classes remaining;
  Classes relative;
  Classes relief_effort;
  Classes shooting_from;
  Classes sought;
  Classes speech_act;
  Classes sports;
  Classes stance;
  Classes struggling;
  Classes subject_control;
  Classes territory;
  Classes telling;
  Classes suffering;
  Classes thing_pronoun;
  Classes timeword;
  Classes to_blame;
  Classes toward;
  Classes jointly;
  Classes linking;
  Classes harming;
  Classes judging;
  Classes undergoing;
  Classes until;
  WordId word_of = 0;
  WordId word_as = 0;
  WordId word_by = 0;
  WordId word_to = 0;
  WordId word_on = 0;
  WordId word_between = 0;

  explicit Bits(const Lexicon& lexicon);
};

struct Reading {
  const Page& page;
  const Grammar& grammar;
  const World& world;
  const Actors& actors;
  const Places& places;
  const Times& times;
  const Quotes& quotes;
  const Lexicon& lexicon;
  Bits bits;
  std::vector<WordId> words;                // of each token's lemma
  std::vector<std::uint32_t> candidate_of;  // of each token: 1 + the candidate whose trigger it is, 0 for none

  std::vector<QuoteId> cue_of;                   // of each token: the direct quote whose cue it is
  std::map<std::string_view, ActorId> state_of;  // the report's actor for a country
  std::map<WordId, std::vector<std::uint32_t>> mentions_by_word;  // of bodies that a noun means: "police", by the noun
  double leisure = 0;         // share of words of films, music, sports
  double business = 0;        // share of words of companies and markets
  std::uint32_t persons = 0;  // how many persons the report names

  WordId word(TokenId id) const { return words[id.value]; }
  Classes classes(TokenId id) const { return lexicon.classes(words[id.value]); }
  const Token& token(TokenId id) const { return grammar.tokens[id]; }
  Relation relation(TokenId id) const { return base(grammar.tokens[id].relation); }
};

struct Candidate {
  TokenId trigger;
  std::uint32_t frame = 0;
  std::vector<TokenId> matched;  // the trigger first, then the tokens that fill the frame's conditions
  TokenId light;                 // the light verb that the noun hangs from: "launched"
  bool dropped = false;
  std::string why_dropped;
  Event event;
  std::vector<std::uint32_t> parts;  // candidates that its frame takes in: "clashes" of "killed in clashes"
  bool part = false;                 // it is one: no event, but whoever it names may be asked for
  std::vector<TokenId> source_tokens;
  std::vector<TokenId> target_tokens;
  bool source_open = false;  // a name, pronoun or person stands there, but nobody that the actors room knows
  bool target_open = false;
  bool source_filled = false;  // some word stands in the place
  bool target_filled = false;
  bool source_far = false;  // not from its own clause
  bool told_elsewhere = false;  // the report names who did it, or to whom, but not so that it could be settled
  bool implied = false;     // source or target is from another event of the report
  bool target_guessed = false;  // from whom the report speaks of
  bool negated = false;
  bool passive = false;
};

WordKind kind_of(const Token& token);

}  // namespace vedette::what
