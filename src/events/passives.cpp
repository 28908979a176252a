// Passives turned: who does it and to whom, whatever the form of the verb. Its doors: subjects.h. Test: subjects_test.cpp.

#include "events/slips.h"
#include "events/slots.h"
#include "events/subjects.h"

namespace vedette::what {

bool is_plan(const Reading& r, TokenId noun) {
  return r.lexicon.status_effect(r.word(noun), WordKind::noun) != Effect::none || (r.classes(noun) & r.bits.planning);
}

namespace {

TokenId by_agent(const Reading& r, TokenId verb) {
  const WordId by = r.bits.word_by;
  for (const TokenId child : r.grammar.children(verb)) {
    const Relation relation = r.token(child).relation;
    if (relation == Relation::obl_agent) return child;
    if (relation == Relation::obl) {
      const TokenId preposition_token = preposition(r, child);
      if (preposition_token && r.word(preposition_token) == by && r.token(child).upos != Upos::verb &&
          r.token(child).upos != Upos::num && !(r.classes(child) & r.bits.timeword)) {
        return child;
      }
    }
  }
  // "found guilty by the jury", the jury hung from the guilty
  if (const TokenId found = child_of(r, verb, {Relation::xcomp}); found && !is_verb(r, found)) {
    if (const TokenId agent = child_of(r, found, {Relation::obl_agent})) return agent;
  }
  // "accused of lying by his rivals", the rivals hung from the lying
  for (const TokenId child : r.grammar.children(verb)) {
    if (!(r.classes(verb) & r.bits.blaming) || r.relation(child) != Relation::advcl || r.token(child).xpos != Xpos::vbg || child < verb) continue;
    if (child_of(r, child, {Relation::aux_pass, Relation::obl_agent})) continue;
    for (const TokenId below : r.grammar.children(child)) {
      const TokenId by_word = below > child && r.relation(below) == Relation::obl ? preposition(r, below) : TokenId();
      if (by_word && r.word(by_word) == by && !r.actors.meant_by(below).empty()) return below;
    }
  }
  // "arrested in a sweep by Italian police", "shot in the head by a gang member"
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.relation(child) != Relation::obl || child < verb || is_plan(r, child)) continue;  // "accused in an attempt by rebels"
    if (const TokenId when = preposition(r, child); when && (r.classes(when) & r.bits.backdrop)) continue;  // "held after an attack by rebels"
    for (const TokenId below : r.grammar.children(child)) {
      const TokenId by_word = r.relation(below) == Relation::nmod ? preposition(r, below) : TokenId();
      if (by_word && r.word(by_word) == by && (!r.actors.meant_by(below).empty() || (r.classes(below) & r.bits.people))) return below;
    }
  }
  return {};
}

}  // namespace

bool takes_head_as_object(const Reading& r, TokenId verb) {
  return r.token(verb).relation == Relation::amod && is_verb(r, verb) &&
         (child_of(r, verb, {Relation::nsubj}) || noun_before(r, verb));
}

namespace {

// "Texas mayor arrested for fraud", in a headline or wherever a verb that cannot stand without an object has none.
bool lacks_its_object(const Reading& r, TokenId verb) {
  if (!(r.classes(verb) & r.bits.needs_object)) return false;
  const Xpos tag = r.token(verb).xpos;
  if (tag != Xpos::vbn && tag != Xpos::vbd) return false;
  const Relation own = r.token(verb).relation;
  if (own == Relation::amod || own == Relation::acl) return false;
  if (own == Relation::acl_relcl && child_of(r, verb, {Relation::nsubj, Relation::mark})) return false;
  for (const TokenId child : r.grammar.children(verb)) {
    const Relation relation = r.token(child).relation;
    if (relation == Relation::aux || (child > verb && relation == Relation::nsubj)) return false;
    const bool clause = relation == Relation::ccomp &&  // "a boss arrested on Tuesday has been found", as its complement
                        (child_of(r, child, {Relation::nsubj, Relation::nsubj_pass, Relation::mark}) || !child_of(r, child, {Relation::aux}));
    if (child > verb && (relation == Relation::obj || relation == Relation::iobj || clause || relation == Relation::xcomp || (relation == Relation::obl && !preposition(r, child) &&
                                                         (r.token(child).upos != Upos::num || counts_some(r, child)) && !(r.classes(child) & r.bits.timeword)))) {
      return false;
    }
    if (relation == Relation::conj && child_of(r, child, {Relation::obj})) return false;  // "arrested and deported the man"
    if (relation == Relation::nsubj &&
        (r.token(child).xpos == Xpos::wdt || r.token(child).xpos == Xpos::wp || r.token(child).upos == Upos::pron)) {
      return false;
    }
  }
  if (own == Relation::acl_relcl) return true;  // "a mayor arrested for fraud", as a headline is parsed
  if (own == Relation::conj && !is_passive(r, r.grammar.head(verb))) return false;  // "stores were looted and 200 people arrested"
  return static_cast<bool>(child_of(r, verb, {Relation::nsubj}));
}

}  // namespace

// "is to blame".
bool is_to(const Reading& r, TokenId verb) {
  bool be = false, to = false;
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.token(child).relation == Relation::obj) return false;
    be |= static_cast<bool>(r.classes(child) & r.bits.be);
    to |= r.token(child).xpos == Xpos::to;
  }
  return be && to;
}

namespace {

// "43 countries have banned the import", read as a passive.
bool has_perfect(const Reading& r, TokenId verb) {
  bool have = false;
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.token(child).relation == Relation::aux_pass) return false;
    have |= r.token(child).relation == Relation::aux && (r.classes(child) & r.bits.have);
  }
  return have;
}

}  // namespace

bool is_passive(const Reading& r, TokenId verb) {
  if (lacks_its_object(r, verb)) return true;
  if ((r.classes(verb) & r.bits.to_blame) && r.token(verb).xpos == Xpos::vb && is_to(r, verb)) return true;
  bool has_subject = false, auxiliary = false;
  for (const TokenId child : r.grammar.children(verb)) {
    switch (r.token(child).relation) {
      case Relation::nsubj_pass:
        if (has_perfect(r, verb)) return false;
        return true;
      case Relation::aux_pass:
      case Relation::csubj_pass:
      case Relation::obl_agent:
        return true;
      case Relation::nsubj:
        has_subject = true;
        break;
      case Relation::aux:
        auxiliary = true;
        break;
      default:
        break;
    }
  }
  const Token& token = r.token(verb);
  const bool participle = token.xpos == Xpos::vbn || (token.xpos == Xpos::vbd && token.relation == Relation::acl);
  if (!participle || has_subject || auxiliary) return false;
  if ((token.relation == Relation::acl && is_main_after_all(r, verb)) || noun_before(r, verb)) return false;
  if (token.relation == Relation::acl || token.relation == Relation::advcl || token.relation == Relation::amod) {
    return !child_of(r, verb, {Relation::obj});
  }
  if (token.relation == Relation::xcomp && token.xpos == Xpos::vbn) {  // "was found stabbed", "found her stabbed"
    return !child_of(r, verb, {Relation::obj, Relation::mark}) && (is_passive(r, token.head) || child_of(r, token.head, {Relation::obj}));
  }
  if (token.relation == Relation::conj) return is_passive(r, token.head) && !child_of(r, verb, {Relation::obj});
  return token.relation == Relation::root && !child_of(r, verb, {Relation::obj}) &&
         by_agent(r, verb);  // a headline: "Six killed by rebels"
}

namespace {

// "was held in a police jail, charged with murder": nobody charges a jail. Whoever the clause above speaks of.
TokenId held_there(const Reading& r, TokenId verb) {
  const TokenId noun = r.grammar.head(verb);
  if (!(r.classes(verb) & r.bits.blaming) || (r.classes(noun) & r.bits.people) || !r.actors.meant_by(noun).empty()) return {};
  TokenId at = noun;
  for (int i = 0; i < kFarthest && at && !is_verb(r, at); ++i) at = r.grammar.head(at);
  return at && at < verb && is_verb(r, at) ? surface_subject(r, at) : TokenId();
}

}  // namespace

namespace {

// "a court ordered four people detained": the court has them detained.
TokenId orders(const Reading& r, TokenId verb) {
  const TokenId object = r.token(verb).relation == Relation::acl ? r.grammar.head(verb) : TokenId();
  const TokenId above = object && r.token(object).relation == Relation::obj ? r.grammar.head(object) : TokenId();
  return above && (r.classes(above) & r.bits.ordering) ? surface_subject(r, above) : TokenId();
}

}  // namespace

TokenId logical_subject(const Reading& r, TokenId verb) {
  if (is_passive(r, verb)) {
    TokenId agent = by_agent(r, verb);
    for (const TokenId child : r.grammar.children(verb)) {  // "shot and killed by police"
      if (agent || r.token(child).relation != Relation::conj) continue;
      if (is_verb(r, child) && is_passive(r, child)) agent = by_agent(r, child);
      // "four killed and six others wounded by rebels", with the others hung from "killed"
      const TokenId also = is_verb(r, child) ? TokenId() : child_of(r, child, {Relation::acl});
      if (also && (r.classes(child) & r.bits.remaining) && r.token(also).xpos == Xpos::vbn) agent = by_agent(r, also);
    }
    return agent ? agent : orders(r, verb);
  }
  return surface_subject(r, verb);
}

namespace {

// "the parents of two Americans killed in an attack": the Americans were killed.
TokenId whose_kin(const Reading& r, TokenId verb) {
  const TokenId noun = r.grammar.head(verb);
  if (!(r.classes(noun) & r.bits.kin)) return {};
  for (const TokenId child : r.grammar.children(noun)) {
    const TokenId of = noun < child && child < verb && r.relation(child) == Relation::nmod ? preposition(r, child) : TokenId();
    if (of && r.word(of) == r.bits.word_of && r.token(child).xpos != Xpos::prp) return child;
  }
  return {};
}

// "met with the hiker recently freed by Iran", hung from the meeting: whoever stands just before it was freed.
TokenId person_before(const Reading& r, TokenId verb) {
  if (r.token(verb).relation != Relation::advcl || r.token(verb).xpos != Xpos::vbn || !child_of(r, verb, {Relation::obl_agent}) ||
      child_of(r, verb, {Relation::mark})) {
    return {};
  }
  TokenId before = verb;
  for (const TokenId child : r.grammar.children(verb)) {
    if (child < verb && child < before && r.relation(child) == Relation::advmod) before = child;
  }
  if (before.value == 0) return {};
  const TokenId noun(before.value - 1);
  const Relation relation = r.relation(noun);
  return r.grammar.head(noun) == r.grammar.head(verb) && (relation == Relation::obl || relation == Relation::obj) &&
                 (r.classes(noun) & r.bits.people || (r.token(noun).upos == Upos::noun && !r.actors.meant_by(noun).empty()))
             ? noun
             : TokenId();
}

}  // namespace

TokenId logical_object(const Reading& r, TokenId verb) {
  if (is_passive(r, verb)) {
    if (const TokenId subject = own_subject(r, verb)) return antecedent(r, subject, verb);
    const Relation relation = r.token(verb).relation;
    if (const TokenId held = relation == Relation::acl ? held_there(r, verb) : TokenId()) return held;
    if (const TokenId lost = relation == Relation::acl ? whose_kin(r, verb) : TokenId()) return lost;
    if (relation == Relation::acl || relation == Relation::acl_relcl || relation == Relation::amod) return r.grammar.head(verb);
    if (const TokenId noun = person_before(r, verb)) return noun;
    return surface_subject(r, verb);
  }
  if (const TokenId object = child_of(r, verb, {Relation::obj})) {
    // "killed five soldiers and wounded four others": soldiers too
    if (r.token(verb).relation == Relation::conj && (r.classes(object) & r.bits.remaining)) {
      if (const TokenId first = child_of(r, r.grammar.head(verb), {Relation::obj}); first && first < object) return first;
    }
    return antecedent(r, object, verb);
  }
  if (takes_head_as_object(r, verb)) return r.grammar.head(verb);
  if (const TokenId object = child_of(r, verb, {Relation::iobj}))
    return antecedent(r, object, verb);  // "asked NATO to close the sky"
  if (const TokenId object = misplaced_object(r, verb)) return object;
  if (r.token(verb).relation == Relation::acl_relcl && child_of(r, verb, {Relation::nsubj})) {
    const TokenId subject = child_of(r, verb, {Relation::nsubj});
    if (antecedent(r, subject, verb) == subject) return r.grammar.head(verb);  // "the town (that) rebels attacked"
  }
  if (r.token(verb).relation == Relation::conj) {  // "attacked and burned the village", the object at the first
    const TokenId head = r.grammar.head(verb);
    if (is_verb(r, head) && !is_passive(r, head) && r.token(verb).xpos == r.token(head).xpos) {
      const TokenId object = child_of(r, head, {Relation::obj});
      if (object && object > verb) return object;
    }
  }
  for (const TokenId child : r.grammar.children(verb)) {  // ... the object at the last
    if (r.token(child).relation == Relation::conj && is_verb(r, child) && !child_of(r, child, {Relation::nsubj})) {
      const TokenId object = child_of(r, child, {Relation::obj});
      if (object && child.value <= verb.value + 3) return object;
    }
  }
  // "police said the man shot and wounded her", with "wounded" joined to the saying
  const TokenId next(verb.value + 2);
  if (r.relation(verb) == Relation::ccomp && next.value < r.grammar.tokens.size() && r.token(TokenId(verb.value + 1)).upos == Upos::cconj &&
      r.token(next).relation == Relation::conj && r.token(next).xpos == r.token(verb).xpos && r.grammar.head(next) == r.grammar.head(verb)) {
    return child_of(r, next, {Relation::obj});
  }
  return {};
}

}  // namespace vedette::what
