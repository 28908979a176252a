// Tells places from those they stand for. Door: use_of. Test: places_test.cpp. The kinds of associative use are those of Gritta,
// Pilehvar and Collier, "A pragmatic guide to geoparsing evaluation" (2020).
#include "places/use.h"

#include <string>

#include "base/utf8.h"
#include "places/words.h"

namespace vedette::where {
namespace {

// The word of [begin, end) that hangs from outside of it.
TokenId head_of(const Grammar& grammar, TokenId begin, TokenId end) {
  for (TokenId t = begin; t < end; t = TokenId(t.value + 1)) {
    const TokenId head = grammar.head(t);
    if (!head || head < begin || !(head < end)) return t;
  }
  return begin;
}

std::string_view case_of(const Grammar& grammar, TokenId word) {
  const TokenId marker = grammar.child(word, Relation::case_);
  return marker ? grammar.lemma(marker) : std::string_view();
}

bool has_object(const Grammar& grammar, TokenId verb) {
  return grammar.child(verb, Relation::obj) || grammar.child(verb, Relation::ccomp) || grammar.child(verb, Relation::xcomp);
}

// "the ministry of": a body that acts for its place; "the states of India" are places again.
bool is_body_of_place(std::string_view lemma) { return is_public_noun(lemma) && !is_kind_of_place(place_noun(lemma)); }

bool acts_by(ActingNoun noun, std::string_view lemma, Relation relation, std::string_view marker) {
  if (noun == ActingNoun::none && !is_body_of_place(lemma)) return false;
  if (relation == Relation::nmod_poss) return true;
  if (noun == ActingNoun::deed) return marker == "by";
  if (noun == ActingNoun::dealing) return marker == "with" || marker == "between" || marker == "from" || marker == "to" || marker == "for";
  return marker == "of" || marker == "from";
}

}  // namespace

PlaceUse use_of(const Grammar& grammar, TokenId begin, TokenId end, bool may_act) {
  if (!may_act) return PlaceUse::literal;
  TokenId word = head_of(grammar, begin, end);
  // "London and Paris agreed": the second does what the first does.
  for (int steps = 0; steps < 8 && grammar.tokens[word].relation == Relation::conj && grammar.head(word); ++steps) word = grammar.head(word);
  const TokenId head = grammar.head(word);
  if (!head) return PlaceUse::literal;
  const Relation relation = grammar.tokens[word].relation;
  const std::string lemma = lower(grammar.lemma(head));
  const ActingVerb verb = grammar.tokens[head].upos == Upos::verb ? acting_verb(lemma) : ActingVerb::state;
  const bool acts = verb == ActingVerb::act;
  bool stands_for = false;
  switch (base(relation)) {
    case Relation::nsubj:
      stands_for = acts || (verb == ActingVerb::other && relation == Relation::nsubj && has_object(grammar, head));
      break;
    case Relation::obj: case Relation::iobj: stands_for = acts; break;
    case Relation::obl: stands_for = relation == Relation::obl_agent || (acts && case_of(grammar, word) == "with"); break;
    case Relation::nmod: stands_for = acts_by(acting_noun(lemma), lemma, relation, case_of(grammar, word)); break;
    case Relation::compound: case Relation::amod: stands_for = acting_noun(lemma) != ActingNoun::none || is_body_of_place(lemma); break;
    default: break;
  }
  return stands_for ? PlaceUse::associative : PlaceUse::literal;
}

}  // namespace vedette::where
