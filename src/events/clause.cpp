// What one clause says of its verb. Its doors: clause.h. Test: events_test.cpp.
// The tree around the verb is read: auxiliaries, marks, adverbs; of the clauses above only what those who ask hand in.

#include "events/clause.h"

#include <algorithm>

#include "events/slots.h"

namespace vedette::what {

void set(State& state, const Reading& r, Status status, TokenId because, std::string_view what) {
  state.status = status;
  state.why += state.why.empty() ? "" : "; ";
  state.why += std::string(r.grammar.form(because)) + " (" + std::string(what) + ")";
}

Status status_of(Effect effect) { return static_cast<Status>(static_cast<int>(effect) - static_cast<int>(Effect::happened)); }

bool is_status(Effect effect) { return effect >= Effect::happened && effect <= Effect::hypothetical; }

// Tense, mood and adverbs of the clause whose verb (or predicate) this is.
void read_clause(const Reading& r, TokenId verb, State& state, bool own) {
  const Lexicon& lexicon = r.lexicon;
  bool be = false, have = false, finite_auxiliary = false, infinitive_mark = false;
  TokenId finite_be;
  std::vector<TokenId> auxiliaries;
  for (const TokenId child : r.grammar.children(verb)) {
    const Token& token = r.token(child);
    const Relation relation = base(token.relation);
    const WordId word = r.word(child);
    if (relation == Relation::aux || token.relation == Relation::aux_pass || relation == Relation::cop) {
      const Classes classes = lexicon.classes(word);
      auxiliaries.push_back(child);
      if (classes & r.bits.future_auxiliary) {
        set(state, r, Status::scheduled, child, "future");
        finite_auxiliary = true;
      } else if (classes & r.bits.conditional_auxiliary) {
        set(state, r, Status::conditional, child, "would");
        state.conditional_mood = true;
        finite_auxiliary = true;
      } else if (classes & r.bits.possibility_auxiliary) {
        set(state, r, Status::hypothetical, child, "possibility");
        finite_auxiliary = true;
      } else if (classes & r.bits.duty_auxiliary) {
        set(state, r, Status::called_for, child, "duty");
        finite_auxiliary = true;
      }
      const bool is_be = static_cast<bool>(classes & r.bits.be);
      if (token.xpos == Xpos::vbz || token.xpos == Xpos::vbp) be |= is_be;
      if (is_be && token.xpos != Xpos::vb && token.xpos != Xpos::vbn && token.xpos != Xpos::vbg) finite_be = child;
      have |= static_cast<bool>(classes & r.bits.have);
    }
    if (relation == Relation::mark && token.xpos == Xpos::to) infinitive_mark = true;
    if (relation == Relation::mark && token.upos == Upos::adj && own && !finite_auxiliary) {  // "was due to be released", with "due to" as one word
      const Effect effect = lexicon.status_effect(word, WordKind::adjective);
      if (is_status(effect)) set(state, r, status_of(effect), child, "adjective");
    }
    if (relation == Relation::mark && (lexicon.classes(word) & r.bits.if_) && own) {
      set(state, r, Status::conditional, child, "condition");
      finite_auxiliary = true;
    }
    if (relation == Relation::advmod) {
      const Effect effect = lexicon.adverb_status(word);
      if (lexicon.adverb_has(word, Effect::habitual)) state.habitual = true;
      if (is_status(effect) && !finite_auxiliary) set(state, r, status_of(effect), child, "adverb");
    }
  }
  const bool passive_infinitive = r.token(verb).xpos == Xpos::vbn && auxiliaries.size() > 1 && r.token(auxiliaries.back()).xpos == Xpos::vb;
  if (infinitive_mark && finite_be && (r.token(verb).xpos == Xpos::vb || passive_infinitive) && !finite_auxiliary &&
      !(r.classes(verb) & r.bits.to_blame)) {  // "is to meet"
    set(state, r, Status::scheduled, finite_be, "be to");
    finite_auxiliary = true;
  }
  if (own && state.status == Status::happened && !finite_auxiliary) {
    if (r.token(verb).xpos == Xpos::vbg && be && !have && !infinitive_mark) set(state, r, Status::ongoing, verb, "progressive");
  }
  // "that he be released"
  const bool bare = std::any_of(auxiliaries.begin(), auxiliaries.end(), [&](TokenId aux) { return r.token(aux).xpos == Xpos::vb; });
  if (bare && auxiliaries.size() == 1 && !finite_auxiliary && !infinitive_mark && child_of(r, verb, {Relation::nsubj, Relation::nsubj_pass})) {
    set(state, r, Status::called_for, auxiliaries.front(), "subjunctive");
  }
  if (is_negated(r, verb)) state.negated = true;
}

// A main clause beside an if-clause: "if X attacks, Y will answer".
bool has_condition(const Reading& r, TokenId verb) {
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.relation(child) != Relation::advcl) continue;
    for (const TokenId below : r.grammar.children(child)) {
      if (r.relation(below) == Relation::mark && (r.classes(below) & r.bits.if_)) return true;
    }
  }
  return false;
}

bool purpose(const Reading& r, TokenId verb) {
  if (r.token(verb).xpos != Xpos::vb) return false;
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.relation(child) == Relation::mark && r.token(child).xpos == Xpos::to) return true;
  }
  return false;
}

bool infinitive(const Reading& r, TokenId verb) {  // "to free", "to be freed"
  const auto children = r.grammar.children(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](TokenId child) { return r.relation(child) == Relation::mark && r.token(child).xpos == Xpos::to; });
}

// "accused of invading", "prevented from entering": a gerund behind a preposition belongs to its verb.
bool preposition_mark(const Reading& r, TokenId verb) {
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.relation(child) == Relation::mark && (r.classes(child) & r.bits.content)) return true;
  }
  return false;
}

// "Attacking the port would be unwise": what is only spoken of as a thing that might be done.
bool gerund_subject(const Reading& r, TokenId verb) {
  if (r.token(verb).xpos != Xpos::vbg) return false;
  const Relation relation = r.token(verb).relation;
  if (relation != Relation::csubj && relation != Relation::csubj_pass && relation != Relation::ccomp) return false;
  for (const TokenId child : r.grammar.children(verb)) {
    const Relation below = r.relation(child);
    if (below == Relation::aux || below == Relation::nsubj || below == Relation::cop || below == Relation::mark) return false;
  }
  const TokenId head = r.grammar.head(verb);
  if (relation == Relation::ccomp) {  // "said disarming them is a job for others": two complements where there is one
    const auto children = r.grammar.children(head);
    const auto is_complement = [&](TokenId child) { return r.relation(child) == Relation::ccomp; };
    return std::count_if(children.begin(), children.end(), is_complement) > 1;
  }
  State above;
  read_clause(r, head, above, false);
  if (above.status == Status::conditional || above.status == Status::hypothetical || above.status == Status::scheduled ||
      above.status == Status::called_for)
    return true;
  for (const TokenId child : r.grammar.children(head)) {
    if (base(r.token(child).relation) != Relation::cop && base(r.token(child).relation) != Relation::aux) continue;
    if (r.token(child).xpos == Xpos::vbz || r.token(child).xpos == Xpos::vbp) return true;
  }
  return r.token(head).xpos == Xpos::vbz || r.token(head).xpos == Xpos::vbp;
}

// "A hasty withdrawal would be a defeat": no withdrawal that is known.
bool imagined_subject(const Reading& r, TokenId noun, TokenId head) {
  for (const TokenId child : r.grammar.children(noun)) {
    if (r.relation(child) == Relation::nmod_poss) return false;
    if (r.relation(child) == Relation::det && (r.classes(child) & r.bits.definite)) return false;
  }
  for (const TokenId child : r.grammar.children(head)) {
    if (base(r.token(child).relation) == Relation::aux && (r.classes(child) & r.bits.conditional_auxiliary)) return true;
  }
  return false;
}

bool finite_present(const Reading& r, TokenId verb) {  // "meets", "is charged"
  const auto present = [&](TokenId id) { return r.token(id).xpos == Xpos::vbz || r.token(id).xpos == Xpos::vbp; };
  if (present(verb)) return true;
  if (r.token(verb).xpos != Xpos::vbn) return false;
  const auto children = r.grammar.children(verb);
  return std::any_of(children.begin(), children.end(),
                     [&](TokenId child) { return r.token(child).relation == Relation::aux_pass && present(child); });
}

// "insisted that they are working": a plain statement.
bool indicative(const Reading& r, TokenId verb) {
  const auto finite = [&](TokenId id) {
    const Xpos xpos = r.token(id).xpos;
    return xpos == Xpos::vbz || xpos == Xpos::vbp || xpos == Xpos::vbd;
  };
  if (finite(verb) && r.token(verb).xpos != Xpos::vbp) return true;  // "insisted that he step down" looks like a present
  const auto children = r.grammar.children(verb);
  return std::any_of(children.begin(), children.end(), [&](TokenId child) {
    return (base(r.token(child).relation) == Relation::aux || r.relation(child) == Relation::cop) && finite(child);
  });
}

// "will visit Doha before travelling to Amman": ahead with what its clause hangs on.
bool ahead_with_head(const Reading& r, TokenId at, TokenId head) {
  if (r.token(at).xpos != Xpos::vbg && !finite_present(r, at)) return false;
  State above;
  read_clause(r, head, above, true);
  return above.status == Status::scheduled;
}

bool has_mark(const Reading& r, TokenId verb, Classes words) {
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.relation(child) == Relation::mark && (r.classes(child) & words)) return true;
  }
  return false;
}

bool stronger(Status a, Status b) {
  constexpr int kRank[] = {0, 1, 2, 3, 4, 5, 7, 6};
  return kRank[static_cast<int>(a)] > kRank[static_cast<int>(b)];
}

}  // namespace vedette::what
