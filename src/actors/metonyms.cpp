// Whether a capital or a seat of power stands for its government or is a place, by grammar. Doors: stands_for_government, is_addressed.
// Test: actors_test.cpp. The lists of words are lexicon/actors/words.tsv. After Markert and Nissim (2007), who showed that
// grammatical role and the words on which a name depends decide most cases.

#include "actors/reading.h"

namespace vedette::who {
namespace {

bool by_head(const Reading& r, TokenId t, Relation relation, std::string_view preposition, bool site, int depth) {
  const TokenId head = r.token(t).head;
  if (!head) return false;
  const std::string_view lemma = r.lemma(head);
  switch (base(relation)) {
    case Relation::conj:
      if (depth > 8) return false;
      if (const std::string_view own = r.preposition(t); !own.empty()) preposition = own;
      return by_head(r, head, r.token(head).relation, preposition.empty() ? r.preposition(head) : preposition, site, depth + 1);
    case Relation::nsubj:
      if (r.token(t).relation == Relation::nsubj_pass) return is(lemma, Use::target_verb);
      return is(lemma, Use::acting_verb) || (r.token(head).upos == Upos::verb && (site || !is(lemma, Use::place_subject)));
    case Relation::obj: case Relation::iobj: return is(lemma, Use::target_verb) && !is(lemma, Use::place_verb);
    case Relation::nmod: case Relation::obl: {
      if (r.token(t).relation == Relation::nmod_poss) return !is(lemma, Use::place_noun) && !noun(lemma);
      if (r.token(t).relation == Relation::obl_agent) return true;
      if (is_addressed(r, t)) return true;
      if (preposition.empty() || is(preposition, Use::place_preposition)) return false;
      const bool acting = is(lemma, Use::acting_noun);
      if (preposition == "with" || preposition == "against" || preposition == "by" || preposition == "without") {
        return !is(lemma, Use::place_noun);
      }
      if (preposition == "between" || preposition == "towards" || preposition == "toward") return acting || is(lemma, Use::acting_verb);
      if (preposition == "to" || preposition == "from") {
        if (is(lemma, Use::going_verb)) return false;
        return acting || is(lemma, Use::target_verb) || (preposition == "to" && is(lemma, Use::acting_verb));
      }
      if (preposition == "of" || preposition == "for") return acting || site;
      return false;
    }
    default: return false;
  }
}

}  // namespace

// Whether somebody is asked to do something: "urged the public to stay at home", "called on both sides to talk".
bool is_addressed(const Reading& r, TokenId t) {
  const Token& token = r.token(t);
  if (!token.head || token.head > t || r.token(token.head).upos != Upos::verb) return false;
  const Relation relation = base(token.relation);
  const bool object = relation == Relation::obj || relation == Relation::iobj;
  if (object ? !is(r.lemma(token.head), Use::target_verb)
             : relation != Relation::obl || !is(r.lemma(token.head), Use::acting_verb) || !is(r.preposition(t), Use::addressing)) {
    return false;
  }
  for (const TokenId child : r.grammar.children(t)) {  // "called for a special prosecutor to be named": whoever names one
    if (!object && r.token(child).relation == Relation::det && r.lemma(child) == "a") return false;
  }
  for (const TokenId child : r.grammar.children(token.head)) {
    const Relation under = base(r.token(child).relation);
    if (child > t && (under == Relation::xcomp || under == Relation::advcl) && r.token(child).xpos == Xpos::vb) return true;
    if (child > t && relation == Relation::iobj && under == Relation::obl) return true;
  }
  return false;
}

bool stands_for_government(const Reading& r, const Candidate& c) {
  const bool site = r.world.entity(c.entity).kind == EntityKind::site;
  return by_head(r, c.head, r.token(c.head).relation, r.preposition(c.head), site, 0);
}

}  // namespace vedette::who
