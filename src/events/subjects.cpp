// Whose doing a verb is, as in "deep syntax": control and raising followed, relative clauses filled. Passives: passives.cpp; the usual
// slips of parsers: slips.cpp. Its doors: subjects.h. Test: subjects_test.cpp.

#include "events/subjects.h"

#include <algorithm>

#include "events/arguments.h"
#include "events/blame.h"
#include "events/slips.h"
#include "events/slots.h"

namespace vedette::what {
namespace {

TokenId surface_subject(const Reading& r, TokenId verb, int depth);

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
      if ((r.classes(head) & r.bits.quoting) && r.token(verb).xpos == Xpos::vbg && child_of(r, verb, {Relation::mark})) {
        if (const TokenId quoted = child_of(r, head, {Relation::obj}); quoted && head < quoted && quoted < verb) return quoted;  // "quoted him as saying"
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
        if (const TokenId aux = child_of(r, verb, {Relation::aux}); aux && (r.classes(aux) & r.bits.have) && head < aux) {
          for (const TokenId child : r.grammar.children(head)) {  // "police say bomb explosions have injured six", as two clauses
            const TokenId object = child < aux && r.relation(child) == Relation::ccomp ? child_of(r, child, {Relation::obj}) : TokenId();
            if (object) return object;
          }
        }
      }
      return surface_subject(r, head, depth + 1);
    case Relation::acl:
      if (r.token(verb).xpos == Xpos::vbg && !child_of(r, verb, {Relation::mark}))
        return head;  // "soldiers attacking the village"
      if (is_main_after_all(r, verb)) return head;
      if (r.token(verb).xpos == Xpos::vbn || r.token(verb).xpos == Xpos::vbd) {
        // "turned violent after rebels accused the army", taken for rebels that were accused
        const TokenId object = (r.classes(verb) & r.bits.needs_object) ? child_of(r, verb, {Relation::obj}) : TokenId();
        return is_passive(r, verb) || (object && verb < object && is_actor(r, head)) ? head : TokenId();
      }
      if (const TokenId planner = by_planner(r, head, verb)) return planner;  // "an attempt by rebels to seize"
      if (const TokenId doer = blamed(r, verb)) return doer;  // "charged the men in a plot to kill"
      if (const TokenId owner = child_of(r, head, {Relation::nmod_poss})) return owner;  // "its threat to attack"
      if (r.lexicon.status_effect(r.word(head), WordKind::noun) != Effect::none) {  // "a French plan to attack"
        for (const TokenId child : r.grammar.children(head)) {
          const Relation own = r.relation(child);
          if ((own == Relation::compound || own == Relation::amod) && !r.actors.meant_by(child).empty()) return child;
        }
      }
      if (is_foiled(r, head)) return {};
      if (const TokenId teller = r.token(head).relation == Relation::obl ? r.grammar.head(head) : TokenId(); teller && (r.classes(teller) & r.bits.naming)) {
        return {};  // "what the media described as a plan to kidnap"
      }
      if (const Relation relation = r.token(head).relation;
          is_verb(r, head) || relation == Relation::obj || relation == Relation::obl) {
        const TokenId above = r.grammar.head(head);
        return above ? surface_subject(r, above, depth + 1) : TokenId();
      }
      return {};
    case Relation::acl_relcl:
      return {};
    case Relation::csubj:  // "Greeks protesting against cuts threw stones", the protesting taken for what threw
      if (const TokenId subject = child_of(r, head, {Relation::nsubj}); r.token(verb).xpos == Xpos::vbg && subject && subject.value + 1 == verb.value) {
        return subject;
      }
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

// "the bombing of an airliner that killed 73": the bombing did, not the airliner.
TokenId attack_above(const Reading& r, TokenId noun) {
  const TokenId above = r.relation(noun) == Relation::nmod ? r.grammar.head(noun) : TokenId();
  const bool thing = r.token(noun).upos == Upos::noun && r.actors.meant_by(noun).empty() && !(r.classes(noun) & (r.bits.people | r.bits.attack_noun));
  return above && thing && (r.classes(above) & r.bits.attack_noun) ? above : noun;
}

TokenId surface_subject(const Reading& r, TokenId verb, int depth) {
  if (depth > kFarthest) return {};
  if (const TokenId own = own_subject(r, verb)) {
    const TokenId means = antecedent(r, own, verb);
    return means != own && (r.classes(verb) & r.bits.harming) ? attack_above(r, means) : means;
  }
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

}  // namespace vedette::what
