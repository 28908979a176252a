#pragma once
// What the files of this room share while a report is read: its words, the candidates for mentions, and the actors met so far.
//
//   find_names -> settle_names -> find_descriptions -> resolve (descriptions, metonyms, pronouns, left to right) -> world_roles -> codes

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/actors.h"
#include "actors/lexicon.h"
#include "actors/pronouns.h"
#include "grammar/grammar.h"
#include "page/page.h"
#include "world/world.h"

namespace vedette::who {

enum class Form : std::uint8_t { name, adjective, description, pronoun };

// A stretch of words that may mean an actor.
struct Candidate {
  TokenId begin;                     // tokens [begin, end)
  TokenId end;
  TokenId head;
  Form form = Form::name;
  NameKind name_kind = NameKind::none;  // what the grammar says of a name
  std::span<const Named> options;    // what a name can be in the world
  EntityId entity;                   // what it was settled on
  NameUse use = NameUse::name;
  const Agent* agent = nullptr;      // of a description
  const RoleKind* role = nullptr;
  const Noun* noun = nullptr;
  const Agent* modifier = nullptr;   // "army" of "army personnel"
  const Pronoun* pronoun = nullptr;
  TokenId title_begin;               // the words of an office: "foreign minister" of "the Thai foreign minister"
  TokenId title_end;                 // its last word where that stands behind the head: "secretary general"
  bool plural = false;
  bool counts = false;               // a quantity of those that its of-phrase names, or of people
  bool indefinite = false;           // "a", "an"
  bool definite = false;             // "the", "this", a possessor
  bool capital = false;              // a place that may stand for its government
  bool mended = false;               // the text's spelling is damaged
  bool resolved = false;
  bool silent = false;               // makes no mention
  char sex = 0;
  std::uint32_t count = 0;           // "six" is 6; 0 where no number stands
  std::uint32_t named = 0;           // 1 + the name that this description is a title or an apposition of
  EntityId of_entity;                // whose: a state by its adjective
  std::vector<EntityId> and_entities;  // of further nations: "Iranian, Syrian and Russian officials"
  std::vector<ActorId> of;           // whose: actors
  std::vector<ActorId> actors;
};

// What this room keeps of an actor beside its record.
struct Known {
  std::vector<std::string> words;    // of a person's or body's fullest name, folded
  std::string written;               // the fullest undamaged name in the text
  std::vector<std::string> marks;    // nouns and modifiers said of it: "mercenary", "head"
  std::string key;                   // of an unnamed actor: noun and whose
  bool named = false;                // by the text, not only described
  bool plural = false;
  bool by_pronoun = false;           // a pronoun told whose: "his lawyer"
  std::uint32_t count = 0;           // of a group
  TokenId first;                     // where it was first and last meant
  TokenId last;
  std::uint32_t mentions = 0;
  std::uint32_t named_in_full = 0;  // by more than one word
  bool as_kin = false;               // first named as somebody's brother or mother
};

struct Reading {
  const Page& page;
  const Grammar& grammar;
  const World& world;

  std::string folded_text;                    // every token folded, one behind the other
  std::vector<std::uint32_t> folded_end;
  std::string lemma_text;                     // every lemma folded, plurals in -s undone where the grammar left them
  std::vector<std::uint32_t> lemma_end;
  std::vector<std::uint32_t> reach_begin;     // the first and last word under each token: [begin, end)
  std::vector<std::uint32_t> reach_end;
  std::vector<std::uint8_t> quoted;           // tokens between quotation marks
  std::vector<std::uint8_t> silent;           // tokens of bylines and photo credits
  std::vector<std::uint32_t> name_at;         // 1 + the name candidate that covers a token
  std::vector<std::uint32_t> at_head;         // 1 + the candidate whose head it is

  std::vector<Candidate> candidates;          // by begin, the longer first
  IdVector<ActorId, Actor> actors;
  IdVector<ActorId, Known> known;
  std::unordered_map<std::uint32_t, ActorId> by_entity;
  std::unordered_map<std::uint32_t, EntityId> rather;               // for a state's name: the state of which it means a part
  std::unordered_map<std::uint32_t, ActorId> governments;           // by state
  std::unordered_map<std::string, std::vector<ActorId>> by_word;    // actors by the words of their names
  std::unordered_map<std::string, ActorId> by_key;                  // unnamed actors by noun and whose
  std::vector<ActorId> persons;                                     // in order of meeting
  std::vector<std::pair<std::uint32_t, std::vector<Antecedent>>>* weighed = nullptr;  // for training: what each pronoun could mean
  int depth = 0;                              // of descriptions being resolved within one another
  std::vector<NameVariant> variants;
  std::vector<UnclearReference> unclear;

  Reading(const Page& page, const Grammar& grammar, const World& world);

  std::string_view folded(TokenId t) const {
    const std::uint32_t begin = t.value ? folded_end[t.value - 1] : 0;
    return std::string_view(folded_text).substr(begin, folded_end[t.value] - begin);
  }
  std::string_view lemma(TokenId t) const {
    const std::uint32_t begin = t.value ? lemma_end[t.value - 1] : 0;
    return std::string_view(lemma_text).substr(begin, lemma_end[t.value] - begin);
  }
  const Token& token(TokenId t) const { return grammar.tokens[t]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(grammar.tokens.size()); }
  bool glued(TokenId t) const { return t.value + 1 < size() && token(t).span.end == token(TokenId(t.value + 1)).span.begin; }
  bool is_child(TokenId child, TokenId head) const { return token(child).head == head; }
  std::uint32_t sentence_of(TokenId t) const { return token(t).sentence.value; }
  bool upper(TokenId t) const;                 // begins with a capital letter
  bool all_upper(TokenId begin, TokenId end) const;
  std::string folded_span(TokenId begin, TokenId end) const;  // as the world asks for names
  std::string_view preposition(TokenId t) const;              // the folded case word of a phrase, empty for none
  // The word that the others in [begin, end) hang from.
  TokenId head_of(TokenId begin, TokenId end) const;

  ActorId add(Actor actor, Known known);
  ActorId actor_of(EntityId entity) const;     // none where the report has not met it
  ActorId meet(EntityId entity, TokenId at);   // meets it
  ActorId government_of(EntityId state, TokenId at);
  void note(ActorId actor, TokenId at);        // it is meant here
  const Candidate* at(TokenId head) const { return head && at_head[head.value] ? &candidates[at_head[head.value] - 1] : nullptr; }
  Candidate* at(TokenId head) { return head && at_head[head.value] ? &candidates[at_head[head.value] - 1] : nullptr; }
};

std::string state_name(const Reading& r, EntityId state);    // with its article inside a phrase: "the Netherlands"
EntityId state_of(const Reading& r, ActorId actor);          // by its country; none where it has none
bool is_person(const Actor& actor);

// names.cpp
void find_names(Reading& r);
// "Public Service and Administration Minister": the office of which the words up to `last` tell the field; none where they do not.
TokenId office_behind(const Reading& r, TokenId last, TokenId limit);
// settle.cpp: which entity a name is, and which names are one actor
void settle_names(Reading& r);
// descriptions.cpp
void find_descriptions(Reading& r);
// coreference.cpp: whom a description means
void resolve(Reading& r, std::uint32_t candidate);
EntityId nearest_state(const Reading& r, TokenId before, bool strict = false);
// metonyms.cpp
bool stands_for_government(const Reading& r, const Candidate& c);
bool is_addressed(const Reading& r, TokenId t);
// roles.cpp
void add_role(Reading& r, ActorId holder, const Candidate& description);
std::string title_of(const Reading& r, const Candidate& description);
void world_roles(Reading& r);
// pronouns.cpp
void resolve_pronoun(Reading& r, std::uint32_t candidate);
// codes.cpp
void codes(Reading& r);
// spelling.cpp: whether `written` is a damaged or unusual spelling of `usual` (both folded)
bool is_spelling_of(std::string_view written, std::string_view usual);
// The world's name that a damaged one of several words must be; empty where there is none.
std::string mended(const World& world, const std::string& folded);

}  // namespace vedette::who
