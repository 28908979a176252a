// Who did what somebody is blamed for. Its only door: blamed(). Test: events_test.cpp.
// Words of blame control the doer of the deed they speak of, as "promise" controls the subject of what is promised: the object
// of "convict", the subject of "confess", whoever is guilty, and through nouns in between ("two counts of murder").

#include "events/blame.h"

#include "events/slots.h"

namespace vedette::what {
namespace {

constexpr int kFarthest = 5;

// Whom an adjective is said of: "he is guilty", "was found guilty".
TokenId said_of(const Reading& r, TokenId adjective) {
  if (const TokenId own = child_of(r, adjective, {Relation::nsubj})) return own;
  const TokenId verb = r.grammar.head(adjective);
  if (verb && r.relation(adjective) == Relation::conj) {  // "was mayor and was involved in the slaughter"
    return is_verb(r, verb) ? logical_subject(r, verb) : child_of(r, verb, {Relation::nsubj});
  }
  if (!verb || !is_verb(r, verb)) {
    return verb && r.relation(adjective) == Relation::amod ? verb : TokenId();  // "the man responsible for the attack"
  }
  if (const TokenId object = logical_object(r, verb); object && object != adjective) return object;
  return logical_subject(r, verb);
}

bool hangs_below(Relation relation) {
  return relation == Relation::obl || relation == Relation::nmod || relation == Relation::advcl || relation == Relation::acl ||
         relation == Relation::xcomp || relation == Relation::ccomp || relation == Relation::obj;
}

// "took part in the slaughter", "serves a sentence for the murder", with the deed hung from the verb: the noun of blame beside it.
TokenId charge_beside(const Reading& r, TokenId verb, TokenId deed) {
  TokenId found;
  if (r.relation(deed) != Relation::obl) return found;
  const TokenId by = preposition(r, deed);
  if (!by || !(r.classes(by) & r.bits.blame_preposition)) return found;
  for (const TokenId child : r.grammar.children(verb)) {
    const Relation relation = r.relation(child);
    if (child < deed && child > verb && (relation == Relation::obj || relation == Relation::obl) && (r.classes(child) & r.bits.charge)) found = child;
  }
  return found;
}

TokenId against(const Reading& r, TokenId word) {
  for (const TokenId child : r.grammar.children(word)) {
    const TokenId by = preposition(r, child);
    if (by && (r.classes(by) & r.bits.opposing)) return child;
  }
  return {};
}

}  // namespace

TokenId blamed(const Reading& r, TokenId deed) {
  for (const TokenId child : r.grammar.children(deed)) {  // "an ambush blamed on the rebels"
    if (r.relation(child) != Relation::acl) continue;
    if (r.classes(child) & r.bits.claiming) {  // "a bombing claimed by the rebels"
      if (const TokenId agent = child_of(r, child, {Relation::obl_agent})) return agent;
    }
    if (!(r.classes(child) & r.bits.to_blame)) continue;
    for (const TokenId below : r.grammar.children(child)) {
      const TokenId on = r.relation(below) == Relation::obl ? preposition(r, below) : TokenId();
      if (on && r.word(on) == r.bits.word_on) return below;
    }
  }
  TokenId at = deed;
  bool through_noun = false;
  for (int step = 0; step < kFarthest; ++step) {
    const TokenId head = r.grammar.head(at);
    if (!head) return {};
    const Relation relation = r.relation(at);
    if (relation == Relation::conj) {
      at = head;
      continue;
    }
    if (!hangs_below(relation)) return {};
    const Classes above = r.classes(head);
    if (is_verb(r, head)) {
      // "charged the man with murder"; not "charged that he had killed"
      TokenId by = preposition(r, at);
      if (!by) by = child_of(r, at, {Relation::mark});
      const bool about = by && (r.classes(by) & r.bits.blame_preposition) &&
                         (!(above & r.bits.holding) || !(r.classes(by) & r.bits.locating) || through_noun || has_of_phrase(r, deed));
      if ((above & (r.bits.blaming | r.bits.judging)) && about) {
        const TokenId object = logical_object(r, head);  // "sentenced him to hang for the killings"
        return object || r.relation(head) != Relation::xcomp ? object : logical_subject(r, head);
      }
      if (relation == Relation::obj && (above & r.bits.blaming)) {  // "blamed the attack on the rebels"
        for (const TokenId child : r.grammar.children(deed)) {  // ... hung from the attack
          const TokenId on = (above & r.bits.to_blame) && r.relation(child) == Relation::nmod ? preposition(r, child) : TokenId();
          if (on && r.word(on) == r.bits.word_on) return child;
        }
        for (const TokenId child : r.grammar.children(head)) {
          const TokenId on = child > at && r.relation(child) == Relation::obl ? preposition(r, child) : TokenId();
          if (on && r.word(on) == r.bits.word_on) return child;
        }
      }
      if (const TokenId noun = through_noun ? TokenId() : charge_beside(r, head, at)) {
        if (const TokenId owner = child_of(r, noun, {Relation::nmod_poss})) return owner;
        through_noun = true;
        at = noun;
        --step;
        continue;
      }
      if (above & r.bits.confessing) return relation == Relation::ccomp ? TokenId() : logical_subject(r, head);
      if (!through_noun || relation == Relation::advcl) return {};
      if (above & r.bits.facing) return logical_subject(r, head);
      if (const TokenId whom = against(r, at)) return whom;
      return against(r, head);
    }
    if ((relation == Relation::nmod || relation == Relation::acl) && r.token(head).relation == Relation::obj) {
      const TokenId verb = r.grammar.head(head);
      TokenId by = preposition(r, at);
      if (!by) by = child_of(r, at, {Relation::mark});
      const bool blame = by && (r.classes(by) & r.bits.blame_preposition) && (r.classes(verb) & r.bits.blaming);
      // "charged five men in a plot", "accused troops of helping"
      if (blame && (relation == Relation::acl || (through_noun && (above & r.bits.people)))) return head;
    }
    if ((above & r.bits.holding) && !(above & r.bits.charge)) {  // "two men are under arrest for the murder"
      const TokenId by = preposition(r, at);
      return by && (r.classes(by) & r.bits.blame_preposition) ? child_of(r, head, {Relation::nsubj}) : TokenId();
    }
    if (r.token(head).upos == Upos::adj) return (above & r.bits.guilty) ? said_of(r, head) : TokenId();
    if (above & r.bits.culprit) return head;
    const bool deeds = r.candidate_of[head.value] && relation == Relation::nmod;  // "convicted of murder for the slaying of Ortiz"
    if (!(above & r.bits.charge) && !deeds && !r.lexicon.has(r.word(head), WordKind::noun, Effect::transparent)) return {};
    through_noun |= static_cast<bool>(above & r.bits.charge);
    if (above & r.bits.charge) {
      if (const TokenId owner = child_of(r, head, {Relation::nmod_poss})) return owner;
      if (const TokenId whom = against(r, head)) return whom;
    }
    at = head;
  }
  return {};
}

}  // namespace vedette::what
