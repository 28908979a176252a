// Finds the name that a description stands beside, by the words next to it and by the tree. Door: named_by. Test: actors_test.cpp.

#include "actors/named_by.h"

#include <algorithm>

namespace vedette::who {
namespace {

// "the UN Secretary-General" in "Special Representative of the UN Secretary-General for South Sudan David Shearer": the name behind
// belongs to the outer title.
bool at_of_phrase(const Reading& r, const Candidate& c) {
  const TokenId above = r.token(c.head).head;
  if (!above || above > c.head || base(r.token(c.head).relation) != Relation::nmod) return false;
  return noun(r.lemma(above)) || r.world.agent(r.lemma(above));
}

// "Ali Khan, his son and two other men": one more of a list, though it looks like an apposition.
bool listed_relative(const Reading& r, const Candidate& c) {
  const TokenId name = r.token(c.head).head;
  if (!name || base(r.token(c.head).relation) != Relation::appos || !c.noun || c.noun->what != NounClass::kin) return false;
  const TokenId of = r.grammar.child(c.head, Relation::nmod_poss);
  if (!of || r.token(of).upos != Upos::pron) return false;
  const auto list = [&](TokenId head) {
    const auto children = r.grammar.children(head);
    return std::any_of(children.begin(), children.end(),
                       [&](TokenId child) { return child > c.head && base(r.token(child).relation) == Relation::conj; });
  };
  return list(name) || list(c.head);
}

}  // namespace

std::uint32_t named_by(const Reading& r, const Candidate& c) {
  const auto person = [&](TokenId t) -> std::uint32_t {
    if (t.value >= r.size() || !r.name_at[t.value]) return 0;
    const Candidate& n = r.candidates[r.name_at[t.value] - 1];
    return n.form == Form::name && !n.silent && !n.capital ? r.name_at[t.value] : 0;
  };
  const auto fits = [&](std::uint32_t n) {
    if (!n || r.candidates[n - 1].actors.empty()) return false;
    const ActorKind kind = r.actors[r.candidates[n - 1].actors[0]].kind;
    if (kind == ActorKind::state || kind == ActorKind::government) return (c.noun && c.noun->what == NounClass::country) || (c.agent && c.agent->collective && is(r.lemma(c.head), Use::counterpart));
    const bool for_person = c.role || (c.agent && !c.agent->collective) || (!c.agent && c.noun && c.noun->kinds == "person");
    return for_person ? kind == ActorKind::person : kind != ActorKind::person;
  };
  const std::uint32_t last = std::max(c.head.value, c.title_end ? c.title_end.value : 0);
  // Directly before a name: "President Vladimir Putin".
  if (const std::uint32_t n = person(TokenId(last + 1)); fits(n) && r.candidates[n - 1].begin.value == last + 1 && !c.plural) {
    if (base(r.token(r.candidates[n - 1].head).relation) != Relation::nsubj || r.token(r.candidates[n - 1].head).head != c.head) return n;
  }
  // "the son of the journalist Ann Lee": hers is the name.
  const TokenId before_end(c.end.value - 1);
  const bool inner = before_end > c.head && !r.name_at[before_end.value] && (!c.title_end || before_end > c.title_end) &&
                     (r.world.role(r.lemma(before_end)) || noun(r.lemma(before_end)) || r.world.agent(r.lemma(before_end)));
  if (const std::uint32_t n = person(c.end); fits(n) && r.candidates[n - 1].begin == c.end && !c.plural && !inner) return n;
  if (listed_relative(r, c)) return 0;
  // "Santos and Rodrigo Londoño, the commander of ...": the name right before the comma, or the dash.
  const Xpos mark = c.begin.value >= 2 ? r.token(TokenId(c.begin.value - 1)).xpos : Xpos::period;
  const bool dash = mark == Xpos::colon && r.grammar.form(TokenId(c.begin.value - 1)) != ":" && r.grammar.form(TokenId(c.begin.value - 1)) != ";";
  if ((mark == Xpos::comma || dash) && base(r.token(c.head).relation) == Relation::appos) {
    if (const std::uint32_t n = person(TokenId(c.begin.value - 2)); fits(n)) return n;
  }
  // By the tree, in either direction.
  const Token& token = r.token(c.head);
  const Relation relation = base(token.relation);
  if (token.head && (relation == Relation::appos || relation == Relation::flat || relation == Relation::nmod_desc ||
                     relation == Relation::compound || relation == Relation::nmod)) {
    const bool loose = (relation == Relation::nmod && !r.preposition(c.head).empty()) || r.grammar.child(c.head, Relation::cc);
    if (const std::uint32_t n = person(token.head); fits(n) && !loose) return n;
  }
  for (const TokenId child : r.grammar.children(c.head)) {
    const Relation under = base(r.token(child).relation);
    if (child > c.head && (under == Relation::appos || under == Relation::flat)) {
      if (const std::uint32_t n = person(child); fits(n)) return n;
    }
  }
  if (r.preposition(c.head) == "of" && !c.indefinite && at_of_phrase(r, c)) return 0;
  // Over what the office is for: "UN coordinator for South Sudan, Eugene Owusu", "ambassador to the UN".
  std::uint32_t at = c.end.value;
  for (int phrases = 0; phrases < 2 && at + 1 < r.size() && r.token(TokenId(at)).upos == Upos::adp; ++phrases) {
    std::uint32_t next = at + 1;
    while (next < r.size() && next < at + 4 && !r.name_at[next] &&
           (r.token(TokenId(next)).upos == Upos::det || r.token(TokenId(next)).upos == Upos::adj)) {
      ++next;
    }
    if (next >= r.size() || !r.name_at[next] || r.candidates[r.name_at[next] - 1].name_kind == NameKind::person) break;
    at = r.candidates[r.name_at[next] - 1].end.value;
  }
  if (at + 3 < r.size() && r.token(TokenId(at)).xpos == Xpos::left_bracket && r.token(TokenId(at + 2)).xpos == Xpos::right_bracket) at += 3;
  if (at > c.end.value && !c.plural && at < r.size()) {
    if (const std::uint32_t n = person(TokenId(at)); fits(n) && r.candidates[n - 1].begin.value == at) return n;
  }
  // Over a comma: "Mexico's president, Felipe Calderon".
  if (at + 1 < r.size() && r.token(TokenId(at)).xpos == Xpos::comma && !c.plural && (c.definite || c.role)) {
    std::uint32_t name = at + 1;
    if (c.noun && c.noun->what == NounClass::kin) {  // "his brother, Cuban President Raul Castro"
      const auto title = [&](std::uint32_t t) {
        const Candidate* adjective = r.name_at[t] ? &r.candidates[r.name_at[t] - 1] : nullptr;
        return adjective ? adjective->form == Form::adjective : r.world.role(r.folded(TokenId(t))) || r.token(TokenId(t)).upos == Upos::adj;
      };
      while (name + 1 < r.size() && name < at + 5 && title(name)) ++name;
    }
    const std::uint32_t n = person(TokenId(name));
    if (fits(n)) {
      const std::uint32_t after = r.candidates[n - 1].end.value;
      const bool closed = after >= r.size() || r.token(TokenId(after)).upos == Upos::punct || r.token(TokenId(after)).upos == Upos::verb;
      const TokenId name = r.candidates[n - 1].head;
      const bool conjoined = base(r.token(name).relation) == Relation::conj && r.grammar.child(name, Relation::cc);
      if (closed && !conjoined) return n;
    }
  }
  return 0;
}

}  // namespace vedette::who
