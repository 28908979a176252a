// Tells places from those they stand for. Door: use_of. Test: places_test.cpp. The kinds of associative use are those of Gritta,
// Pilehvar and Collier, "A pragmatic guide to geoparsing evaluation" (2020).
#include "places/use.h"

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

}  // namespace

PlaceUse use_of(const Grammar& grammar, TokenId begin, TokenId end, bool may_act) {
  if (!may_act) return PlaceUse::literal;
  TokenId word = head_of(grammar, begin, end);
  // "London and Paris agreed": the second does what the first does.
  for (int steps = 0; steps < 8 && grammar.tokens[word].relation == Relation::conj && grammar.head(word); ++steps) word = grammar.head(word);
  const TokenId head = grammar.head(word);
  if (!head) return PlaceUse::literal;
  const Relation relation = grammar.tokens[word].relation;
  const bool acts = is_acting_verb(grammar.lemma(head)) && grammar.tokens[head].upos == Upos::verb;
  bool stands_for = false;
  switch (base(relation)) {
    case Relation::nsubj: case Relation::obj: case Relation::iobj: stands_for = acts; break;
    case Relation::obl: stands_for = relation == Relation::obl_agent || (acts && case_of(grammar, word) == "with"); break;
    case Relation::nmod:
      stands_for = is_acting_noun(grammar.lemma(head)) && (relation == Relation::nmod_poss || case_of(grammar, word) == "of");
      break;
    case Relation::compound: case Relation::amod: stands_for = is_acting_noun(grammar.lemma(head)); break;
    default: break;
  }
  return stands_for ? PlaceUse::associative : PlaceUse::literal;
}

}  // namespace vedette::where
