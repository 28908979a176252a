// Who does it and to whom, as in "deep syntax": passives turned, control and raising followed, relative clauses filled, and the
// usual slips of parsers undone. Its doors: subjects.h. Test: events_test.cpp.

#include "events/subjects.h"

#include <algorithm>

#include "events/arguments.h"
#include "events/blame.h"
#include "events/slots.h"

namespace vedette::what {
namespace {

constexpr int kFarthest = 10;  // verbs on the way to a subject; a bound, so that deep nesting stays linear

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
bool counts_some(const Reading& r, TokenId number) {
  if (r.token(number).upos != Upos::num) return false;
  for (const TokenId child : r.grammar.children(number)) {
    const TokenId of = r.relation(child) == Relation::nmod ? preposition(r, child) : TokenId();
    if (of && r.word(of) == r.bits.word_of) return true;
  }
  return false;
}

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

bool is_plan(const Reading& r, TokenId noun);

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
  // "arrested in a sweep by Italian police", "shot in the head by a gang member"
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.relation(child) != Relation::obl || child < verb || is_plan(r, child)) continue;  // "accused in an attempt by rebels"
    for (const TokenId below : r.grammar.children(child)) {
      const TokenId by_word = r.relation(below) == Relation::nmod ? preposition(r, below) : TokenId();
      if (by_word && r.word(by_word) == by && (!r.actors.meant_by(below).empty() || (r.classes(below) & r.bits.people))) return below;
    }
  }
  return {};
}

TokenId surface_subject(const Reading& r, TokenId verb, int depth);

// "after Belarus welcomed him", with Belarus taken for the noun of "after": a finite verb without a subject, and a noun just
// before it.
TokenId subject_behind(const Reading& r, TokenId verb) {
  const Xpos tag = r.token(verb).xpos;
  if ((tag != Xpos::vbd && tag != Xpos::vbz && tag != Xpos::vbp) || verb.value == 0) return {};
  for (const TokenId child : r.grammar.children(verb)) {
    if (child > verb || r.relation(child) != Relation::obl) continue;
    bool next = child.value + 1 == verb.value;  // or with an apposition between
    for (const TokenId below : r.grammar.children(child)) next |= below < verb && r.relation(below) == Relation::appos;
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
  if ((now != Xpos::vbz && now != Xpos::vbp) || r.token(verb).xpos != Xpos::vbd) return {};
  if (!r.lexicon.has(r.word(teller), WordKind::verb, Effect::reports)) return {};
  TokenId told;
  for (const TokenId child : r.grammar.children(teller)) {
    if (teller < child && child < verb && r.relation(child) == Relation::ccomp) told = child;
  }
  return told;
}

// "World War I": no person.
bool is_numeral(const Reading& r, TokenId word) {
  if (r.grammar.form(word) != "I" || word.value == 0) return false;
  const TokenId before(word.value - 1);
  return r.token(before).upos == Upos::propn && r.token(before).sentence == r.token(word).sentence;
}

// The subject that hangs from the verb itself, two usual slips of parsers undone: "confirmed six workers in the south were
// killed", with the south as the subject, and "the minister himself rejected".
TokenId own_subject(const Reading& r, TokenId verb) {
  const TokenId own = child_of(r, verb, {Relation::nsubj, Relation::nsubj_pass, Relation::nsubj_outer});
  if (!own || is_numeral(r, own)) return subject_behind(r, verb);
  if (const TokenId head = r.grammar.head(verb); head && preposition(r, own)) {
    for (const TokenId child : r.grammar.children(head)) {
      if (r.token(child).relation == Relation::obj && head < child && child < own) return child;
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

// "called on Egypt to free him", "for Egypt to free him": Egypt would free him.
TokenId oblique_control(const Reading& r, TokenId verb) {
  if (!(r.classes(verb) & r.bits.oblique_control) || child_of(r, verb, {Relation::obj})) return {};
  for (const TokenId child : r.grammar.children(verb)) {
    if (r.token(child).relation != Relation::obl || child < verb) continue;
    const TokenId by = preposition(r, child);
    if (!by || !(r.classes(by) & r.bits.addressing) || (r.classes(child) & r.bits.timeword)) continue;
    const auto below = r.grammar.children(child);  // "for a prosecutor to look into it": whoever names one is asked
    const bool some = std::any_of(below.begin(), below.end(), [&](TokenId at) { return static_cast<bool>(r.classes(at) & r.bits.indefinite); });
    if (!some) return child;
  }
  return {};
}

// "foiled a plot to kill": not by whoever foiled it.
bool is_foiled(const Reading& r, TokenId noun) {
  const TokenId above = r.token(noun).relation == Relation::obj ? r.grammar.head(noun) : TokenId();
  return above && (r.lexicon.status_effect(r.word(above), WordKind::verb) == Effect::denied || (r.classes(above) & r.bits.discovering));
}

// "prevented pirates from attacking": the pirates would have.
TokenId kept_from(const Reading& r, TokenId governor, TokenId verb) {
  const TokenId mark = child_of(r, verb, {Relation::mark});
  const TokenId object = child_of(r, governor, {Relation::obj});
  return mark && object && governor < object && object < verb && (r.classes(mark) & r.bits.origin) && r.token(verb).xpos == Xpos::vbg ? object
                                                                                                                                   : TokenId();
}

// "cracked down on demonstrators protesting a law", "backs rebels fighting the army"; and "helped the police in destroying crops".
TokenId busy_with(const Reading& r, TokenId governor, TokenId verb) {
  if (r.token(verb).xpos != Xpos::vbg) return {};
  const TokenId mark = child_of(r, verb, {Relation::mark});
  const bool aided = mark && (r.classes(governor) & r.bits.aiding) && (r.classes(mark) & r.bits.engaging);
  if (!aided && (mark || !(r.classes(verb) & r.bits.struggling))) return {};
  for (const TokenId child : r.grammar.children(governor)) {
    const Relation relation = r.relation(child);
    if (child < governor || child > verb) continue;
    if (aided ? relation == Relation::obj : (relation == Relation::obj || relation == Relation::obl) && child.value + 1 == verb.value) {
      if (is_actor(r, child)) return child;
    }
  }
  return {};
}

bool is_plan(const Reading& r, TokenId noun) {
  return r.lexicon.status_effect(r.word(noun), WordKind::noun) != Effect::none || (r.classes(noun) & r.bits.planning);
}

TokenId by_planner(const Reading& r, TokenId plan, TokenId verb) {
  if (r.token(verb).xpos != Xpos::vb) return {};
  for (const TokenId child : r.grammar.children(plan)) {
    const TokenId by = child < verb && r.relation(child) == Relation::nmod ? preposition(r, child) : TokenId();
    if (by && r.word(by) == r.bits.word_by) return child;
  }
  return {};
}

// "condemned Ethiopia's decision to expel", "accused of an attempt by rebels to seize", hung from the condemning.
TokenId owner_of_plan(const Reading& r, TokenId governor, TokenId verb) {
  if (r.token(verb).xpos != Xpos::vb || verb.value < 2) return {};
  for (const TokenId noun : r.grammar.children(governor)) {
    const Relation relation = r.relation(noun);
    if (noun > verb || (relation != Relation::obj && relation != Relation::obl) || !is_plan(r, noun)) continue;
    if (const TokenId planner = by_planner(r, noun, verb)) return planner;
    const bool next = noun.value + 2 == verb.value && r.token(noun).relation == Relation::obj;  // before "to"
    if (const TokenId owner = next ? child_of(r, noun, {Relation::nmod_poss}) : TokenId()) return owner;
  }
  return {};
}

// "said attacking ports would do little": the deed is what is spoken of, nobody's own.
bool is_spoken_of(const Reading& r, TokenId verb, TokenId teller) {
  if (r.token(verb).xpos != Xpos::vbg || r.relation(verb) != Relation::ccomp || child_of(r, verb, {Relation::aux})) return false;
  for (const TokenId child : r.grammar.children(teller)) {
    if (child > verb && r.relation(child) == Relation::ccomp && !child_of(r, child, {Relation::nsubj, Relation::nsubj_pass})) return true;
  }
  return false;
}

// "is pushing Iran to resume talks or face sanctions", with "face" taken for what whoever pushes does: a bare verb goes with a bare one.
TokenId other_choice(const Reading& r, TokenId governor, TokenId verb) {
  if (r.token(verb).xpos != Xpos::vb || r.token(governor).xpos == Xpos::vb || child_of(r, verb, {Relation::aux})) return {};
  TokenId found;
  for (const TokenId child : r.grammar.children(governor)) {
    if (r.relation(child) == Relation::aux && r.token(child).xpos == Xpos::md) return {};
    if (child < verb && r.token(child).relation == Relation::xcomp && r.token(child).xpos == Xpos::vb) found = child;
  }
  return found;
}

// The subject that a verb without one of its own shares with the verb or noun it hangs from.
TokenId shared_subject(const Reading& r, TokenId verb, int depth) {
  if (depth > kFarthest) return {};
  const TokenId head = r.grammar.head(verb);
  if (!head) return {};
  switch (r.token(verb).relation) {
    case Relation::conj:
      // "police allege the man, 61, opened fire", taken for "allege the man and opened"
      if (r.lexicon.has(r.word(head), WordKind::verb, Effect::reports) && !child_of(r, verb, {Relation::cc})) {
        const TokenId object = child_of(r, head, {Relation::obj});
        if (object && head < object && object < verb) return object;
      }
      if (const TokenId choice = other_choice(r, head, verb)) return surface_subject(r, choice, depth + 1);
      if (const TokenId told = told_before(r, head, verb)) return is_verb(r, told) ? surface_subject(r, told, depth + 1) : told;
      return is_verb(r, head) || r.token(head).upos == Upos::adj || child_of(r, head, {Relation::nsubj, Relation::cop})
                 ? surface_subject(r, head, depth + 1)
                 : blamed(r, verb);  // "pleaded guilty to murder and raping"
    case Relation::xcomp: {
      if (const TokenId addressee = oblique_control(r, head)) return addressee;
      // "ordered the army to withdraw", "was ordered to withdraw", "promised the army to withdraw"
      if (const TokenId object = child_of(r, head, {Relation::obj, Relation::iobj});
          object && !(r.classes(head) & r.bits.subject_control)) {
        return antecedent(r, object, head);
      }
      return surface_subject(r, head, depth + 1);
    }
    case Relation::advcl:
      if ((r.classes(head) & (r.bits.blaming | r.bits.judging)) && r.token(verb).xpos == Xpos::vbg) {
        const TokenId doer = blamed(r, verb);  // "detained him, accusing him of theft": whoever detained him
        return doer || !(r.classes(verb) & r.bits.speech_act) || is_passive(r, head) ? doer : surface_subject(r, head, depth + 1);
      }
      if (const TokenId kept = kept_from(r, head, verb)) return kept;
      if (const TokenId busy = busy_with(r, head, verb)) return busy;
      if (const TokenId owner = owner_of_plan(r, head, verb)) return owner;
      if (const TokenId addressee = r.token(verb).xpos == Xpos::vb ? oblique_control(r, head) : TokenId()) return addressee;
      return surface_subject(r, head, depth + 1);
    case Relation::ccomp:
    case Relation::parataxis:
      if (is_spoken_of(r, verb, head)) return {};
      if (r.lexicon.has(r.word(head), WordKind::verb, Effect::reports) && verb < head) {
        // "and opened fire, police said": not the police; "rebels killed six, police said", with both as subjects of "said"
        const TokenId subject = child_of(r, head, {Relation::nsubj});
        if (subject && subject < verb) return subject;
        for (const TokenId child : r.grammar.children(head)) {  // "an employee recently let go opened fire", as two clauses
          const TokenId own = child < verb && r.relation(child) == Relation::ccomp ? child_of(r, child, {Relation::nsubj}) : TokenId();
          if (own) return own;
        }
        return {};
      }
      if (r.lexicon.has(r.word(head), WordKind::verb, Effect::reports) && r.relation(verb) == Relation::ccomp) {
        // "police allege the man, 61, opened fire", "an officer said the man, who had been sacked, is accused"
        for (const TokenId child : r.grammar.children(head)) {
          const Relation own = r.token(child).relation;
          if (head < child && child < verb && (own == Relation::obj || own == Relation::nsubj)) return child;
        }
      }
      return surface_subject(r, head, depth + 1);
    case Relation::acl:
      if (r.token(verb).xpos == Xpos::vbg && !child_of(r, verb, {Relation::mark}))
        return head;  // "soldiers attacking the village"
      if (is_main_after_all(r, verb)) return head;
      if (r.token(verb).xpos == Xpos::vbn || r.token(verb).xpos == Xpos::vbd) return is_passive(r, verb) ? head : TokenId();
      if (const TokenId planner = by_planner(r, head, verb)) return planner;  // "an attempt by rebels to seize"
      if (const TokenId doer = blamed(r, verb)) return doer;  // "charged the men in a plot to kill"
      if (const TokenId owner = child_of(r, head, {Relation::nmod_poss})) return owner;  // "its threat to attack"
      if (is_foiled(r, head)) return {};
      if (const Relation relation = r.token(head).relation;
          is_verb(r, head) || relation == Relation::obj || relation == Relation::obl) {
        const TokenId above = r.grammar.head(head);
        return above ? surface_subject(r, above, depth + 1) : TokenId();
      }
      return {};
    case Relation::acl_relcl:
      return {};
    default:
      return {};
  }
}

// "asked for a response to the accusation and Putin dismissed it", with Putin joined to the accusation: a noun between a verb and the
// conjunction that joins the verb is the verb's.
TokenId noun_between(const Reading& r, TokenId verb) {
  const TokenId joint = r.relation(verb) == Relation::conj ? child_of(r, verb, {Relation::cc}) : TokenId();
  const Xpos tag = r.token(verb).xpos;
  if (!joint || joint > verb || (tag != Xpos::vbd && tag != Xpos::vbz && tag != Xpos::vbp)) return {};
  for (std::uint32_t t = joint.value + 1; t < verb.value; ++t) {
    const TokenId noun(t), head = r.grammar.head(noun);
    if (!head || head > joint) continue;
    const Upos upos = r.token(noun).upos;
    return (upos == Upos::noun || upos == Upos::propn || upos == Upos::pron) && !preposition(r, noun) ? noun : TokenId();
  }
  return {};
}

TokenId surface_subject(const Reading& r, TokenId verb, int depth) {
  if (depth > kFarthest) return {};
  if (const TokenId own = own_subject(r, verb)) return antecedent(r, own, verb);
  if (const TokenId before = noun_before(r, verb)) return before;
  if (const TokenId between = noun_between(r, verb)) return between;
  if (r.token(verb).relation == Relation::acl_relcl) return r.grammar.head(verb);
  return shared_subject(r, verb, depth);
}

}  // namespace

bool is_verb(const Reading& r, TokenId id) { return r.token(id).upos == Upos::verb || r.token(id).upos == Upos::aux; }

TokenId child_of(const Reading& r, TokenId id, std::initializer_list<Relation> relations) {
  for (const TokenId child : r.grammar.children(id)) {
    for (const Relation relation : relations) {
      if (r.token(child).relation == relation) return child;
    }
  }
  return {};
}

TokenId surface_subject(const Reading& r, TokenId verb) { return surface_subject(r, verb, 0); }

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
  return at && at < verb && is_verb(r, at) ? surface_subject(r, at, 0) : TokenId();
}

}  // namespace

namespace {

// "a court ordered four people detained": the court has them detained.
TokenId orders(const Reading& r, TokenId verb) {
  const TokenId object = r.token(verb).relation == Relation::acl ? r.grammar.head(verb) : TokenId();
  const TokenId above = object && r.token(object).relation == Relation::obj ? r.grammar.head(object) : TokenId();
  return above && (r.classes(above) & r.bits.ordering) ? surface_subject(r, above, 0) : TokenId();
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
  return surface_subject(r, verb, 0);
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

}  // namespace

TokenId logical_object(const Reading& r, TokenId verb) {
  if (is_passive(r, verb)) {
    if (const TokenId subject = own_subject(r, verb)) return antecedent(r, subject, verb);
    const Relation relation = r.token(verb).relation;
    if (const TokenId held = relation == Relation::acl ? held_there(r, verb) : TokenId()) return held;
    if (const TokenId lost = relation == Relation::acl ? whose_kin(r, verb) : TokenId()) return lost;
    if (relation == Relation::acl || relation == Relation::acl_relcl || relation == Relation::amod) return r.grammar.head(verb);
    return surface_subject(r, verb, 0);
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
  return {};
}

}  // namespace vedette::what
