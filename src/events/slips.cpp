// The usual slips of parsers, undone for whoever asks for subjects and objects. Its doors: slips.h. Test: subjects_test.cpp.

#include "events/slips.h"

#include "events/arguments.h"
#include "events/slots.h"
#include "events/subjects.h"

namespace vedette::what {

namespace {

// "the people outside the government who met": a government, one word, is no "who".
bool is_body(const Reading& r, TokenId noun) {
  const std::span<const ActorId> actors = r.actors.meant_by(noun);
  if (r.token(noun).xpos != Xpos::nn || actors.empty()) return false;
  const ActorKind kind = r.actors.actors[actors.front()].kind;
  return kind == ActorKind::state || kind == ActorKind::government || kind == ActorKind::body || kind == ActorKind::party || kind == ActorKind::company;
}

// "named the victims and Smith, who has been charged": one of several, by the number of the verb; the name just before "who".
TokenId last_named(const Reading& r, TokenId who, TokenId clause, TokenId head) {
  if (r.token(who).xpos != Xpos::wp || who.value < 2 || r.token(TokenId(who.value - 1)).xpos != Xpos::comma) return {};
  bool one = r.token(clause).xpos == Xpos::vbz;
  for (const TokenId child : r.grammar.children(clause)) {
    const Relation relation = r.relation(child);
    one |= (relation == Relation::aux || relation == Relation::cop) && r.token(child).xpos == Xpos::vbz;
  }
  if (!one) return {};
  TokenId name(who.value - 2);
  if (r.token(name).upos != Upos::propn) return {};
  while (r.token(name).relation == Relation::flat && r.grammar.head(name) < name) name = r.grammar.head(name);
  if (r.token(name).relation != Relation::conj || name < head) return {};
  const std::span<const ActorId> meant = r.actors.meant_by(name);
  return meant.size() == 1 && r.actors.actors[meant.front()].kind == ActorKind::person ? name : TokenId();
}

}  // namespace

// The antecedent of a relative pronoun, else the word itself.
TokenId antecedent(const Reading& r, TokenId filler, TokenId verb) {
  const Token& token = r.token(filler);
  const bool relative =
      token.xpos == Xpos::wdt || token.xpos == Xpos::wp || (token.upos == Upos::pron && (r.classes(filler) & r.bits.relative));
  if (!relative) return filler;
  TokenId clause = verb;
  for (int i = 0; i < kFarthest && clause; ++i) {
    const Relation relation = r.token(clause).relation;
    if (relation == Relation::acl_relcl || relation == Relation::acl) {
      const TokenId head = r.grammar.head(clause);
      if (const TokenId last = last_named(r, filler, clause, head)) return last;
      if (token.xpos == Xpos::wp && is_body(r, head)) {
        const TokenId whole = r.relation(head) == Relation::nmod ? r.grammar.head(head) : TokenId();
        if (whole && r.token(whole).xpos == Xpos::nns && (r.classes(whole) & r.bits.people)) return whole;
      }
      if (token.xpos != Xpos::wp || !r.actors.meant_by(head).empty() || (r.classes(head) & (r.bits.people | r.bits.kin))) return head;
      TokenId person;  // "a memorial for Kimani Gray, who was shot"
      for (const TokenId child : r.grammar.children(head)) {
        if (child < filler && r.relation(child) == Relation::nmod && !r.actors.meant_by(child).empty()) person = child;
      }
      return person ? person : head;
    }
    if (relation != Relation::conj && relation != Relation::xcomp && relation != Relation::ccomp) break;
    clause = r.grammar.head(clause);
  }
  return filler;
}

// "The opposition called for talks.", taken for a noun with a participle: a whole sentence whose root is a noun has no other
// verb.
bool is_main_after_all(const Reading& r, TokenId verb) {
  const Token& token = r.token(verb);
  if (token.relation != Relation::acl || token.xpos != Xpos::vbn || r.token(token.head).relation != Relation::root) return false;
  if ((r.classes(verb) & r.bits.needs_object) && !child_of(r, verb, {Relation::obj, Relation::iobj})) return false;
  for (const TokenId child : r.grammar.children(token.head)) {
    const Relation relation = r.relation(child);
    if (relation == Relation::nsubj || relation == Relation::cop || relation == Relation::parataxis || child > verb) {
      if (relation != Relation::punct) return false;
    }
  }
  for (const TokenId child : r.grammar.children(verb)) {
    const Relation relation = r.token(child).relation;
    if (relation == Relation::obl_agent || relation == Relation::aux || relation == Relation::aux_pass) return false;
    if (relation == Relation::obl && (r.classes(preposition(r, child) ? preposition(r, child) : child) & r.bits.agentive))
      return false;
  }
  return true;
}

// "The army shelled rebel positions", taken for "shelled positions", the army as its subject or before it as a noun of the same
// phrase.
TokenId noun_before(const Reading& r, TokenId verb) {
  if (r.token(verb).relation != Relation::amod || !is_verb(r, verb) || r.token(verb).xpos != Xpos::vbn) return {};
  TokenId found;
  for (const TokenId child : r.grammar.children(r.grammar.head(verb))) {
    if (child >= verb) break;
    const Upos upos = r.token(child).upos;
    if (r.token(child).relation == Relation::compound && (upos == Upos::noun || upos == Upos::propn)) found = child;
  }
  return found && found.value + 1 == verb.value ? found : TokenId();
}

// "arrested about 200 of its members": a number that stands for people, not a year.
bool counts_some(const Reading& r, TokenId number) { return r.token(number).upos == Upos::num && has_of_phrase(r, number); }

// Objects that parsers like to hang elsewhere: "called off their strike", "set free the activists", "called up reservists".
TokenId misplaced_object(const Reading& r, TokenId verb) {
  for (const TokenId child : r.grammar.children(verb)) {
    if (child < verb) continue;
    const Token& token = r.token(child);
    if ((token.relation == Relation::xcomp || token.relation == Relation::ccomp) && token.upos == Upos::adj) {
      if (const TokenId object = child_of(r, child, {Relation::obj, Relation::nsubj})) return object;  // "found the man guilty"
    }
    if (token.relation == Relation::xcomp && token.upos == Upos::noun && !child_of(r, child, {Relation::cop, Relation::case_}))
      return child;
    if (token.relation == Relation::obl && (token.upos == Upos::noun || token.upos == Upos::propn || counts_some(r, child))) {
      const TokenId by = preposition(r, child);
      if (by && by.value == verb.value + 1 && (r.classes(by) & r.bits.particle)) return child;
      if (!by && !(r.classes(child) & r.bits.timeword)) return child;
    }
  }
  return {};
}

// "after Belarus welcomed him", with Belarus taken for the noun of "after": a finite verb without a subject, and a noun just
// before it.
TokenId subject_behind(const Reading& r, TokenId verb) {
  const Xpos tag = r.token(verb).xpos;
  if ((tag != Xpos::vbd && tag != Xpos::vbz && tag != Xpos::vbp) || verb.value == 0) return {};
  for (const TokenId child : r.grammar.children(verb)) {
    if (child > verb || r.relation(child) != Relation::obl) continue;
    bool next = child.value + 1 == verb.value;  // or with an apposition between
    for (const TokenId below : r.grammar.children(child)) next |= below < verb && r.relation(below) == Relation::appos;
    if (!next) {  // "after an attack late Thursday killed six"
      next = true;
      for (TokenId t(child.value + 1); t < verb && next; t = TokenId(t.value + 1)) {
        next = (r.classes(t) & r.bits.timeword) || (r.grammar.head(t) && r.grammar.head(t) != verb && (r.classes(r.grammar.head(t)) & r.bits.timeword));
      }
    }
    if (!next) continue;
    const TokenId by = preposition(r, child);
    if (by && (r.classes(by) & r.bits.backdrop)) return child;
  }
  // "turned violent after rebels accused the army", the rebels taken for what was violent
  const TokenId next(verb.value - 1);
  if (r.relation(verb) == Relation::advcl && r.relation(next) == Relation::obl && r.token(next).sentence == r.token(verb).sentence &&
      !child_of(r, verb, {Relation::mark, Relation::aux})) {
    const TokenId by = preposition(r, next);
    if (by && (r.classes(by) & r.bits.backdrop) && is_actor(r, next)) return next;
  }
  // "massacred after the forces captured the town", the forces taken for a word of the massacring
  if (const TokenId mark = r.relation(verb) == Relation::advcl ? child_of(r, verb, {Relation::mark}) : TokenId(); mark && (r.classes(mark) & r.bits.backdrop)) {
    for (const TokenId child : r.grammar.children(r.grammar.head(verb))) {
      if (mark < child && child < verb && r.relation(child) == Relation::obl && !preposition(r, child) && is_actor(r, child)) return child;
    }
  }
  // "resigned after the ministers and the mayor imposed a ban", the imposing taken for what he did too
  if (r.relation(verb) != Relation::conj || child_of(r, verb, {Relation::cc})) return {};
  TokenId before;
  for (const TokenId child : r.grammar.children(r.grammar.head(verb))) {
    if (child < verb && r.relation(child) != Relation::punct) before = child;
  }
  const TokenId by = before && r.relation(before) == Relation::obl ? preposition(r, before) : TokenId();
  return by && (r.classes(by) & r.bits.backdrop) && is_actor(r, meaning_of(r, before)) ? before : TokenId();
}

// "police say the man burst in and opened fire", with "opened" taken for what the police did: of verbs under one that tells, a
// verb of the past goes with what is told, not with who tells it now.
TokenId told_before(const Reading& r, TokenId teller, TokenId verb) {
  const Xpos now = r.token(teller).xpos;
  if (r.token(verb).xpos != Xpos::vbd || !r.lexicon.has(r.word(teller), WordKind::verb, Effect::reports)) return {};
  TokenId told;
  for (const TokenId child : r.grammar.children(teller)) {
    if (teller < child && child < verb && r.relation(child) == Relation::ccomp) told = child;
  }
  // "police said the man shot and wounded her": so do two verbs with nothing but "and" between them
  const bool joined = told && told.value + 2 == verb.value && is_verb(r, told) && r.token(TokenId(told.value + 1)).upos == Upos::cconj;
  return now == Xpos::vbz || now == Xpos::vbp || joined ? told : TokenId();
}

// "World War I": no person.
bool is_numeral(const Reading& r, TokenId word) {
  if (r.grammar.form(word) != "I" || word.value == 0) return false;
  const TokenId before(word.value - 1);
  return r.token(before).upos == Upos::propn && r.token(before).sentence == r.token(word).sentence;
}

namespace {

// "told the radio the premier approved it", with both as subjects of the approving.
TokenId told_by_itself(const Reading& r, TokenId verb, TokenId first) {
  const TokenId teller = r.relation(verb) == Relation::ccomp ? r.grammar.head(verb) : TokenId();
  if (!teller || teller > first || r.token(first).relation != Relation::nsubj || !r.lexicon.has(r.word(teller), WordKind::verb, Effect::reports)) return {};
  if (child_of(r, teller, {Relation::obj, Relation::iobj}) || child_of(r, verb, {Relation::mark})) return {};
  TokenId last;
  for (const TokenId child : r.grammar.children(verb)) {
    if (child > first && child < verb && r.token(child).relation == Relation::nsubj && !(r.classes(child) & r.bits.timeword)) last = child;
  }
  if (!last || child_of(r, last, {Relation::cc, Relation::conj})) return {};
  for (std::uint32_t t = first.value + 1; t < last.value; ++t) {
    if (r.token(TokenId(t)).xpos == Xpos::comma) return {};
  }
  return last;
}

}  // namespace

// The subject that hangs from the verb itself, two usual slips of parsers undone: "confirmed six workers in the south were
// killed", with the south as the subject, and "the minister himself rejected".
TokenId own_subject(const Reading& r, TokenId verb) {
  const TokenId own = child_of(r, verb, {Relation::nsubj, Relation::nsubj_pass, Relation::nsubj_outer});
  if (!own || is_numeral(r, own)) return subject_behind(r, verb);
  if (const TokenId later = told_by_itself(r, verb, own)) return later;
  if (r.token(own).relation == Relation::nsubj_pass && r.token(own).upos == Upos::noun) {
    // "so were the women she is accused of killing", with both as subjects of the accusing
    for (const TokenId child : r.grammar.children(verb)) {
      if (own < child && child < verb && r.token(child).relation == Relation::nsubj_pass && r.token(child).xpos == Xpos::prp) return child;
    }
  }
  const TokenId before = preposition(r, own);  // not "6 in 10 men"
  const bool share = before && before.value > 0 && r.token(TokenId(before.value - 1)).upos == Upos::num && r.token(TokenId(before.value + 1)).upos == Upos::num;
  const bool opens = before && r.relation(verb) == Relation::advcl && (r.classes(before) & r.bits.backdrop);  // "after a ship of China fired"
  if (const TokenId head = r.grammar.head(verb); head && before && !share && !opens) {
    for (const TokenId child : r.grammar.children(head)) {
      if (r.token(child).relation == Relation::obj && head < child && child < own) return child;
      const TokenId by = r.relation(child) == Relation::obl && head < child && child < own ? preposition(r, child) : TokenId();
      if (by && r.relation(verb) == Relation::advcl && (r.classes(by) & r.bits.backdrop)) return child;  // "after a blast at a rally killed two"
    }
  }
  if (r.token(own).upos == Upos::noun) {  // "told police Jones had left", with the police as the subject
    const TokenId name = child_of(r, own, {Relation::flat});
    if (name && r.actors.of_head[name.value] && r.actors.meant_by(name).size() == 1) return name;
  }
  if (own.value > 0 && (r.lexicon.classes(r.lexicon.word(r.grammar.form(own))) & r.bits.reflexive)) {
    const TokenId before(own.value - 1);
    if (r.token(before).sentence == r.token(own).sentence && r.token(before).upos == Upos::propn) {
      return r.token(before).relation == Relation::flat ? r.grammar.head(before) : before;
    }
  }
  return own;
}

}  // namespace vedette::what
