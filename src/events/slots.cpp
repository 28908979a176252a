// The places of a frame in the tree: prepositions, possessors, modifiers, particles, complements, light verbs.
// Its doors: slots.h. Test: events_test.cpp.

#include "events/slots.h"

#include <algorithm>

#include "events/arguments.h"

namespace vedette::what {
namespace {

bool has_preposition(const Reading& r, TokenId filler, WordId preposition_word) {
  for (const TokenId child : r.grammar.children(filler)) {
    const Relation relation = r.token(child).relation;
    if ((relation == Relation::case_ || relation == Relation::mark) && r.word(child) == preposition_word &&
        r.token(child).upos != Upos::part)
      return true;
  }
  return false;
}

void add_prepositional(const Reading& r, TokenId head, WordId word, std::vector<TokenId>& into) {
  for (const TokenId child : r.grammar.children(head)) {
    const Relation relation = r.relation(child);
    if ((relation == Relation::obl || relation == Relation::nmod || relation == Relation::advcl || relation == Relation::acl ||
         relation == Relation::xcomp || relation == Relation::ccomp) &&
        has_preposition(r, child, word)) {
      add_with_conjuncts(r, child, into);
    } else if (word == r.bits.word_between && r.relation(child) == Relation::acl && (r.classes(child) & r.bits.involving)) {
      if (const TokenId object = child_of(r, child, {Relation::obj})) add_with_conjuncts(r, object, into);  // "clashes involving"
    } else if (r.token(child).upos == Upos::verb) {  // "a request by the minister to hold", the minister taken for who holds
      const TokenId subject = child_of(r, child, {Relation::nsubj});
      if (subject && has_preposition(r, subject, word)) add_with_conjuncts(r, subject, into);
    }
  }
}

// "the Secret Service, the FBI and the police": a list whose second member the grammar took for an apposition of the first.
bool opens_list(const Reading& r, TokenId first, TokenId second) {
  if (second < first || r.token(first).upos != Upos::propn) return false;
  const bool relative = (r.classes(second) & r.bits.kin) && child_of(r, second, {Relation::nmod_poss});  // "Ali, his son and a guest"
  if (!relative && (r.token(second).upos != Upos::propn || !child_of(r, second, {Relation::conj}))) return false;
  const std::span<const ActorId> one = r.actors.meant_by(first), other = r.actors.meant_by(second);
  return !one.empty() && !other.empty() && one.front() != other.front();
}

// "accused the army and US-led forces", with both as objects of their own: the later one has the conjunction.
TokenId joined_beside(const Reading& r, TokenId one) {
  const TokenId verb = r.grammar.head(one);
  const auto object = [&](TokenId word) { return r.relation(word) == Relation::obj || r.relation(word) == Relation::iobj; };
  if (!verb || (r.relation(one) != Relation::nsubj && !object(one))) return {};
  for (const TokenId child : r.grammar.children(verb)) {  // "China, along with Russia, called for restraint"
    if (r.relation(one) != Relation::nsubj || child < one || child > verb || r.relation(child) != Relation::obl) continue;
    for (const TokenId below : r.grammar.children(child)) {
      if (r.token(below).relation == Relation::case_ && (r.classes(below) & r.bits.jointly)) return child;
    }
  }
  const TokenId own_joint = child_of(r, one, {Relation::cc});
  TokenId before;
  for (const TokenId child : r.grammar.children(verb)) {
    if (object(one) && child > one && r.relation(child) == Relation::conj && (r.token(child).upos == Upos::noun || r.token(child).upos == Upos::propn) &&
        child_of(r, child, {Relation::cc}) && !child_of(r, child, {Relation::nsubj, Relation::cop, Relation::aux})) {
      return child;  // "blamed Beirut and close ally Syria", with the ally joined to the blaming
    }
    if (child == one || !(r.relation(child) == r.relation(one) || (object(child) && object(one)))) continue;
    if (child < one) {
      before = child;
      continue;
    }
    const TokenId joint = child_of(r, child, {Relation::cc});
    if (joint && joint > one && joint < child) return child;
    const auto [begin, end] = r.grammar.subtree(child);
    if (r.token(begin).xpos == Xpos::cc && begin > one) return child;  // "and US-led forces", with the conjunction before "US"
    const TokenId next = child_of(r, child, {Relation::conj});  // "the senator, aides and farmers"
    const bool list = next && child_of(r, next, {Relation::cc}) && begin.value > 0 && r.token(TokenId(begin.value - 1)).xpos == Xpos::comma;
    return list ? child : TokenId();
  }
  return own_joint && before && own_joint > before && own_joint < one ? before : TokenId();
}

}  // namespace

WordKind kind_of(const Token& token) {
  if (token.upos == Upos::verb || token.upos == Upos::aux) return WordKind::verb;
  return token.upos == Upos::adj ? WordKind::adjective : WordKind::noun;
}

TokenId preposition(const Reading& r, TokenId head) {
  for (const TokenId child : r.grammar.children(head)) {
    if (r.token(child).relation == Relation::case_ && r.token(child).upos != Upos::part) return child;
  }
  return {};
}

bool has_of_phrase(const Reading& r, TokenId head) {
  for (const TokenId child : r.grammar.children(head)) {
    const TokenId by = r.relation(child) == Relation::nmod ? preposition(r, child) : TokenId();
    if (by && r.word(by) == r.bits.word_of) return true;
  }
  return false;
}

void add_with_conjuncts(const Reading& r, TokenId head, std::vector<TokenId>& into) {
  constexpr std::size_t kMost = 60;
  if (into.size() >= kMost) return;
  // Conjuncts of conjuncts are of the same list.
  const std::size_t first = into.size();
  const auto add = [&](TokenId word) {
    if (into.size() < kMost && std::find(into.begin() + static_cast<std::ptrdiff_t>(first), into.end(), word) == into.end()) into.push_back(word);
  };
  into.push_back(head);
  if (const TokenId other = joined_beside(r, head)) add(other);
  // "the murders of his mother Ann Lee and his sister", the name hung beside the mother and the sister from the name
  const TokenId name(head.value + 1);
  if (name.value < r.grammar.tokens.size() && r.token(head).upos == Upos::noun && r.token(name).upos == Upos::propn && r.grammar.head(name) &&
      r.grammar.head(name) == r.grammar.head(head) && r.token(name).relation == r.token(head).relation && !r.actors.meant_by(name).empty()) {
    for (const TokenId child : r.grammar.children(name)) {
      if (r.token(child).relation == Relation::conj && r.token(child).upos != Upos::verb) add(child);
    }
  }
  for (std::size_t at = first; at < into.size(); ++at) {
    for (const TokenId child : r.grammar.children(into[at])) {
      const bool joined = r.token(child).relation == Relation::conj && r.token(child).upos != Upos::verb;
      if (joined || (r.token(child).relation == Relation::appos && opens_list(r, into[at], child))) add(child);
    }
  }
  if (into.size() == first + 1) return;
  std::sort(into.begin() + static_cast<std::ptrdiff_t>(first), into.end());
  const TokenId last = into.back();
  for (const TokenId child : r.grammar.children(head)) {  // "the Republic of Congo, Chad and Mali", Mali hung from the Congo
    if (r.relation(child) != Relation::nmod || child > last) continue;
    for (const TokenId below : r.grammar.children(child)) {
      if (below > last && r.token(below).relation == Relation::conj && r.token(below).upos == r.token(last).upos) add(below);
    }
  }
}

namespace {

// "what he called a betrayal": the betrayal.
TokenId called_so(const Reading& r, TokenId what) {
  for (const TokenId child : r.grammar.children(what)) {
    if (r.token(child).relation != Relation::acl_relcl || !(r.classes(child) & r.bits.naming)) continue;
    if (const TokenId noun = child_of(r, child, {Relation::obj, Relation::xcomp}); noun && r.token(noun).upos == Upos::noun) return noun;
    for (const TokenId noun : r.grammar.children(child)) {  // "what they saw as a theft"
      const TokenId as = r.relation(noun) == Relation::obl && r.token(noun).upos == Upos::noun ? preposition(r, noun) : TokenId();
      if (as && as.value == child.value + 1) return noun;
    }
  }
  return {};
}

}  // namespace

namespace {

// "accused his rival's campaign of fraud": of what, and no campaign of fraud.
bool is_accused(const Reading& r, TokenId noun) {
  const TokenId verb = r.token(noun).relation == Relation::obj ? r.grammar.head(noun) : TokenId();
  if (!verb || !(r.classes(verb) & r.bits.blaming)) return false;
  for (const TokenId child : r.grammar.children(noun)) {
    const Relation relation = r.token(child).relation;
    if ((relation == Relation::nmod_poss || relation == Relation::compound) && !r.actors.meant_by(child).empty()) return true;
  }
  return false;
}

}  // namespace

TokenId meaning_of(const Reading& r, TokenId head) {
  if (r.token(head).xpos == Xpos::wp) {
    if (const TokenId noun = called_so(r, head)) return noun;
  }
  for (int i = 0; i < 3; ++i) {
    if (!r.lexicon.has(r.word(head), WordKind::noun, Effect::transparent) && r.token(head).upos != Upos::num) return head;
    TokenId next;
    for (const TokenId child : r.grammar.children(head)) {
      if (!next && r.relation(child) == Relation::nmod && has_preposition(r, child, r.bits.word_of)) next = child;
    }
    if (!next || is_accused(r, head)) return head;
    head = next;
  }
  return head;
}

TokenId light_verb(const Reading& r, TokenId noun) {
  TokenId at = noun;
  for (int i = 0; i < 4; ++i) {
    const TokenId head = r.grammar.head(at);
    if (!head) return {};
    const Relation relation = r.token(at).relation;
    const WordId word = r.word(head);
    const bool light = r.lexicon.has(word, WordKind::verb, Effect::light);
    if (is_verb(r, head) && (relation == Relation::obj || relation == Relation::nsubj_pass)) {
      const Effect status = r.lexicon.status_effect(word, WordKind::verb);  // "planned an attack": who plans it would do it
      return light || status == Effect::scheduled || status == Effect::pledged || (r.classes(head) & r.bits.attempting)
                 ? head
                 : TokenId();
    }
    if (is_verb(r, head) && relation == Relation::nsubj) {
      return r.lexicon.has(word, WordKind::verb, Effect::occurs) ? head : TokenId();
    }
    if (is_verb(r, head) && relation == Relation::obl) {  // "engaged in talks", "went on strike"
      const TokenId by = preposition(r, at);
      return light && by && (r.classes(by) & r.bits.engaging) && !child_of(r, head, {Relation::obj, Relation::nsubj_pass})
                 ? head
                 : TokenId();
    }
    if (relation == Relation::conj) {
      at = head;
    } else if (relation == Relation::nmod && r.lexicon.has(r.word(head), WordKind::noun, Effect::transparent)) {
      at = head;
    } else {
      return {};
    }
  }
  return {};
}

TokenId complement(const Reading& r, TokenId word) {
  TokenId best;
  for (const TokenId child : r.grammar.children(word)) {
    const Relation relation = r.token(child).relation;
    if (relation == Relation::xcomp || relation == Relation::ccomp) return child;
    const bool finite = r.token(child).xpos != Xpos::vbn || child_of(r, child, {Relation::nsubj});  // "regret that it has ended"
    if (relation == Relation::acl && finite && !best) best = child;
    if (relation == Relation::advcl && r.token(child).xpos == Xpos::vb && !best) best = child;
    if ((relation == Relation::advcl || relation == Relation::obl) && r.token(child).xpos == Xpos::vbg && !best && child > word)
      best = child;
  }
  return best;
}

TokenId complement(const Reading& r, const Candidate& candidate) {
  for (const TokenId word : candidate.matched) {
    if (const TokenId found = complement(r, word)) return found;
  }
  if (takes_head_as_object(r, candidate.trigger)) return complement(r, r.grammar.head(candidate.trigger));
  if (candidate.light) {  // "staged rallies to protest a law", hung from the staging
    const TokenId clause = complement(r, candidate.light);
    if (clause && r.relation(clause) == Relation::advcl && clause > candidate.trigger && r.token(clause).xpos == Xpos::vb) return clause;
  }
  if (r.token(candidate.trigger).upos != Upos::verb) return {};
  if (const TokenId object = logical_object(r, candidate.trigger); object && object > candidate.trigger) {
    for (const TokenId child : r.grammar.children(object)) {  // "ordered the newspaper to close", hung from the newspaper
      const bool told = (r.relation(child) == Relation::acl) && (r.classes(object) & r.bits.allegation) &&
                        child_of(r, child, {Relation::nsubj, Relation::nsubj_pass});  // "probed claims that it was stolen"
      if (told || (r.token(child).relation == Relation::acl && r.token(child).xpos == Xpos::vb)) return child;
    }
  }
  return {};
}

bool lies_ahead(const Reading& r, TokenId verb) {
  TokenId at = verb;
  for (int i = 0; i < 3 && at; ++i) {
    for (const TokenId child : r.grammar.children(at)) {
      if (r.relation(child) == Relation::aux &&
          ((r.classes(child) & r.bits.future_auxiliary) || (r.classes(child) & r.bits.conditional_auxiliary))) {
        return true;
      }
    }
    const Relation relation = r.token(at).relation;
    const TokenId head = r.grammar.head(at);
    if (!head || (relation != Relation::xcomp && relation != Relation::conj)) return false;
    const Effect effect = r.lexicon.status_effect(r.word(head), kind_of(r.token(head)));
    if (relation == Relation::xcomp && (effect == Effect::scheduled || effect == Effect::pledged)) return true;
    at = head;
  }
  return false;
}

bool is_negated(const Reading& r, TokenId word) {
  const Classes negative = r.bits.negative;
  for (const TokenId child : r.grammar.children(word)) {
    const Relation relation = r.relation(child);
    if ((relation == Relation::advmod || relation == Relation::det || relation == Relation::cc || relation == Relation::aux) &&
        (r.classes(child) & negative)) {
      const TokenId next(child.value + 1);  // "not only attacked"
      if (next < r.grammar.sentences[r.token(child).sentence].end && (r.classes(next) & r.bits.merely)) continue;
      return true;
    }
    if (relation == Relation::nsubj || relation == Relation::obj) {
      if (r.classes(child) & negative) return true;
      for (const TokenId below : r.grammar.children(child)) {
        const Relation under = r.relation(below);
        if (relation == Relation::nsubj && (under == Relation::det || under == Relation::cc) && (r.classes(below) & negative))
          return true;
      }
    }
  }
  return false;
}

// What a verb says of its object, with the adjectives: "called it a cowardly crime", "called the remarks ''racist''", "described it as illegal".
void add_predicates(const Reading& r, const Candidate& candidate, std::vector<TokenId>& into) {
  const TokenId object = logical_object(r, candidate.trigger);
  if (!object) return;
  const std::size_t first = into.size();
  if (const TokenId clause = complement(r, candidate)) into.push_back(clause);
  add_prepositional(r, candidate.trigger, r.bits.word_as, into);
  add_prepositional(r, object, r.bits.word_as, into);
  for (const TokenId child : r.grammar.children(candidate.trigger)) {
    if (r.token(child).relation == Relation::obj && child > object) into.push_back(child);
  }
  for (const TokenId child : r.grammar.children(object)) {
    if (r.token(child).relation == Relation::appos && r.grammar.form(TokenId(object.value + 1)) != ",") into.push_back(child);
  }
  for (std::size_t i = first; i < into.size(); ++i) {
    for (const TokenId child : r.grammar.children(into[i])) {
      const Relation relation = r.relation(child);
      if (relation == Relation::amod || relation == Relation::conj || relation == Relation::compound) into.push_back(child);
    }
  }
}

namespace {

// "four workers and their driver who were kidnapped", the clause hung from the driver alone: the first of them all.
TokenId all_before(const Reading& r, TokenId verb, TokenId object) {
  const bool participle = r.token(verb).relation == Relation::acl && r.token(verb).xpos == Xpos::vbn && r.relation(object) == Relation::conj;
  const Xpos tag = r.token(object).xpos;
  if (participle && r.grammar.head(verb) == object && (tag == Xpos::nns || tag == Xpos::nnps)) {  // "18 men and two women killed in a raid"
    const TokenId first = r.grammar.head(object);
    return r.token(first).xpos == Xpos::nns && is_actor(r, first) && is_actor(r, object) ? first : TokenId();
  }
  if (r.token(verb).relation != Relation::acl_relcl || r.grammar.head(verb) != object || r.token(object).relation != Relation::conj) return {};
  if (r.token(object).xpos != Xpos::nn && r.token(object).xpos != Xpos::nnp) return {};
  for (const TokenId child : r.grammar.children(verb)) {
    const Relation relation = r.relation(child);
    const std::string_view form = r.grammar.form(child);
    if (relation == Relation::aux && (r.classes(child) & r.bits.be) && form.ends_with("re")) return r.grammar.head(object);
  }
  return {};
}

}  // namespace

std::vector<TokenId> fillers(const Reading& r, const Candidate& candidate, SlotName slot) {
  std::vector<TokenId> found;
  const TokenId trigger = candidate.trigger;
  const bool verb = is_verb(r, trigger);
  switch (slot.slot) {
    case Slot::subj: {
      const TokenId subject = verb              ? logical_subject(r, trigger)
                              : candidate.light ? logical_subject(r, candidate.light)
                                                : surface_subject(r, trigger);
      if (subject) add_with_conjuncts(r, subject, found);
      break;
    }
    case Slot::obj:
      if (const TokenId object = logical_object(r, trigger)) {
        const TokenId first = all_before(r, trigger, object);
        add_with_conjuncts(r, first ? first : object, found);
      }
      break;
    case Slot::iobj:
      for (const TokenId child : r.grammar.children(trigger)) {
        if (r.token(child).relation == Relation::iobj) add_with_conjuncts(r, child, found);
      }
      break;
    case Slot::particle:
      for (const TokenId child : r.grammar.children(trigger)) {
        const Relation relation = r.token(child).relation;
        if (relation == Relation::compound_prt || relation == Relation::advmod ||
            (r.token(child).upos == Upos::adp && relation != Relation::mark)) {
          found.push_back(child);
        }
        if (relation == Relation::obl || relation == Relation::obj) {  // "called off their strike": read as a preposition
          const TokenId by = preposition(r, child);
          if (by && by.value == trigger.value + 1 && (r.classes(by) & r.bits.particle)) found.push_back(by);
        }
      }
      break;
    case Slot::comp:
      if (const TokenId clause = complement(r, candidate)) found.push_back(clause);
      break;
    case Slot::infinitive:
      if (const TokenId clause = complement(r, candidate)) {
        for (const TokenId child : r.grammar.children(clause)) {
          if (r.relation(child) == Relation::mark && r.token(child).xpos == Xpos::to) found.push_back(clause);
        }
      }
      break;
    case Slot::comp_subj:
      if (const TokenId clause = complement(r, candidate)) {
        if (const TokenId subject = logical_subject(r, clause)) add_with_conjuncts(r, subject, found);
      }
      break;
    case Slot::prep: {
      if (slot.prep == r.bits.word_on && !verb) {  // "blamed the attack on the rebels", hung from the attack: they did it
        TokenId at = trigger;
        while (r.relation(at) == Relation::nmod && r.lexicon.has(r.word(r.grammar.head(at)), WordKind::noun, Effect::transparent)) at = r.grammar.head(at);
        if (r.relation(at) == Relation::obj && (r.classes(r.grammar.head(at)) & r.bits.to_blame)) break;
      }
      for (const TokenId word : candidate.matched) add_prepositional(r, word, slot.prep, found);
      if (candidate.light) add_prepositional(r, candidate.light, slot.prep, found);
      if (found.empty() && verb && slot.prep != r.bits.word_of) {  // "returned a painting to Spain", hung from the painting
        if (const TokenId object = logical_object(r, trigger); object && object > trigger) {
          add_prepositional(r, object, slot.prep, found);
          for (const TokenId child : r.grammar.children(object)) {  // "stones and eggs at police", "rounds aimed at the city"
            const Relation under = r.relation(child);
            if (found.empty() && (under == Relation::nmod || under == Relation::conj || under == Relation::acl)) {
              add_prepositional(r, child, slot.prep, found);
            }
          }
        }
      }
      if (found.empty() && !verb) {  // "the arrest of the journalist by police", the agent hung from the journalist
        for (const TokenId child : r.grammar.children(trigger)) {
          if (r.relation(child) == Relation::nmod && slot.prep != r.bits.word_of) add_prepositional(r, child, slot.prep, found);
        }
      }
      if (found.empty() && r.relation(trigger) == Relation::conj) {  // "talks and negotiations with"
        const TokenId head = r.grammar.head(trigger);
        if (kind_of(r.token(head)) == kind_of(r.token(trigger))) add_prepositional(r, head, slot.prep, found);
      }
      break;
    }
    case Slot::predicate:
      add_predicates(r, candidate, found);
      break;
    case Slot::poss:
      for (const TokenId word : candidate.matched) {
        for (const TokenId child : r.grammar.children(word)) {
          if (r.token(child).relation == Relation::nmod_poss) add_with_conjuncts(r, child, found);
        }
      }
      break;
    case Slot::mod:
      for (const TokenId word : candidate.matched) {
        if (is_verb(r, word)) continue;
        for (const TokenId child : r.grammar.children(word)) {
          const Relation relation = r.relation(child);
          if (relation == Relation::amod || relation == Relation::compound || relation == Relation::nmod) {
            if (relation == Relation::nmod && (preposition(r, child) || r.token(child).relation == Relation::nmod_poss)) continue;
            found.push_back(child);
            for (const TokenId below : r.grammar.children(child)) {  // "US-led", "Russian and Syrian"
              const Relation under = r.relation(below);
              if (under == Relation::compound || under == Relation::obl || under == Relation::nsubj || under == Relation::conj ||
                  under == Relation::nmod || under == Relation::amod || under == Relation::advmod) {
                found.push_back(below);
              }
            }
          }
        }
      }
      break;
    case Slot::agent: {
      found = fillers(r, candidate, {Slot::poss});
      const std::vector<TokenId> by = fillers(r, candidate, {Slot::prep, r.bits.word_by});
      found.insert(found.end(), by.begin(), by.end());
      break;
    }
    case Slot::text:
      break;
  }
  return found;
}

}  // namespace vedette::what
