// Doers and victims that another sentence names. Its only door: fill_implied(). Test: events_test.cpp.
// As in Gerber and Chai (2012), an implicit argument is taken from another mention of the same kind of event in the report, and
// only where nothing speaks for anybody else: the same victim, one person alone who is blamed, the same doer next door.

#include "events/implied.h"

#include <algorithm>

#include "events/answers.h"
#include "events/arguments.h"
#include "events/public_life.h"
#include "events/slots.h"
#include "events/status.h"

namespace vedette::what {
namespace {

constexpr std::uint32_t kNear = 1;  // sentences between a deed and another that names its victim

bool stands(const Candidate& c) { return !c.dropped && !c.negated; }

bool any_common(const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  return std::any_of(a.begin(), a.end(), [&](ActorId actor) { return std::find(b.begin(), b.end(), actor) != b.end(); });
}

bool private_side(const Reading& r, const std::vector<ActorId>& actors) {
  return std::none_of(actors.begin(), actors.end(), [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); });
}

struct Side {
  std::vector<ActorId> actors;
  std::vector<Span> evidence;
};

bool is_named_person(const Reading& r, ActorId id) {
  const Actor& actor = r.actors.actors[id];
  return actor.kind == ActorKind::person && is_named(r, actor);
}

// The one side that the deeds of this kind in the report are laid to: doers of what was done to private persons, and whoever is
// charged or convicted. One named person among gunmen and suspects is who they are, and whom most are laid to did the rest. None
// where there are several.
// `crime`: single persons of no public life are among them.
Side only_culprit(const Reading& r, const std::vector<Candidate>& candidates, bool& crime) {
  struct Vote {
    Side side;
    std::size_t count = 0;
    bool named = false;
  };
  constexpr std::size_t kMost = 12;
  std::vector<Vote> votes;
  std::size_t all = 0, all_named = 0;
  for (const Candidate& c : candidates) {
    if (!stands(c)) continue;
    const bool deed = r.lexicon.type(r.lexicon.frames()[c.frame].type).implied;
    const bool blame = static_cast<bool>(r.classes(c.trigger) & r.bits.blaming) && c.event.target.size() == 1 &&
                       private_side(r, c.event.target);
    if (deed ? c.event.source.empty() || c.event.target.empty() || !private_side(r, c.event.target) : !blame) continue;
    const std::vector<ActorId>& actors = deed ? c.event.source : c.event.target;
    const bool named = !private_side(r, actors) || actors.size() > 1 || is_named_person(r, actors.front());
    ++all;
    all_named += named;
    const auto known = std::find_if(votes.begin(), votes.end(), [&](const Vote& v) { return any_common(v.side.actors, actors); });
    if (known != votes.end()) {
      ++known->count;
    } else if (votes.size() < kMost) {
      votes.push_back({{actors, deed ? c.event.source_evidence : c.event.target_evidence}, 1, named});
    }
  }
  const auto most = std::max_element(votes.begin(), votes.end(), [](const Vote& a, const Vote& b) { return a.count < b.count; });
  crime = std::any_of(votes.begin(), votes.end(), [&](const Vote& v) {
    return v.side.actors.size() == 1 && r.actors.actors[v.side.actors.front()].kind == ActorKind::person &&
           private_side(r, v.side.actors);
  });
  if (most == votes.end()) return {};
  if (most->count == all || (most->named && most->count * 3 > all_named * 2 && most->side.actors.size() == 1 &&
                             private_side(r, most->side.actors))) {
    return most->side;
  }
  const auto only_named = std::find_if(votes.begin(), votes.end(), [](const Vote& v) { return v.named; });
  const bool one = only_named != votes.end() && only_named->count == all_named && private_side(r, only_named->side.actors) &&
                   only_named->side.actors.size() == 1;
  return one ? only_named->side : Side();
}

// Of each victim the first deed whose doer is known, 1 + its index.
std::vector<std::uint32_t> deeds_by_victim(const Reading& r, const std::vector<Candidate>& candidates) {
  std::vector<std::uint32_t> found(r.actors.actors.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& c = candidates[i];
    if (!stands(c) || !r.lexicon.type(r.lexicon.frames()[c.frame].type).implied || c.event.source.empty()) continue;
    for (const ActorId victim : c.event.target) {
      const ActorKind kind = r.actors.actors[victim].kind;
      if (kind == ActorKind::state || kind == ActorKind::government) continue;  // attacked by many
      if (!found[victim.value]) found[victim.value] = static_cast<std::uint32_t>(i + 1);
    }
  }
  return found;
}

// Who did it in a clash: the side that the victim is not of, both where the victim is of neither.
Side other_side(const Reading& r, const Frame& frame, const Candidate& fight, const Candidate& deed) {
  const bool by_source = any_common(fight.event.source, deed.event.target), by_target = any_common(fight.event.target, deed.event.target);
  const Side source{fight.event.source, fight.event.source_evidence}, target{fight.event.target, fight.event.target_evidence};
  const bool battle = frame.reciprocal || (is_verb(r, fight.trigger) && (r.classes(fight.trigger) & r.bits.struggling));  // "as troops fought rebels"
  if (!battle) return by_source ? Side() : source;
  if (by_source) return by_target ? Side() : target;
  if (by_target) return source;
  Side both = source;
  both.actors.insert(both.actors.end(), target.actors.begin(), target.actors.end());
  both.evidence.insert(both.evidence.end(), target.evidence.begin(), target.evidence.end());
  return both;
}

// "the attack", "Friday's attack": one that was told before.
bool definite(const Reading& r, TokenId noun) {
  const auto children = r.grammar.children(noun);
  return std::any_of(children.begin(), children.end(), [&](TokenId child) {
    if (r.relation(child) == Relation::det) return static_cast<bool>(r.classes(child) & r.bits.definite);
    return r.token(child).relation == Relation::nmod_poss && static_cast<bool>(r.classes(child) & r.bits.timeword);
  });
}

Side attackers_before(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index, const Candidate& deed) {
  const std::uint32_t here = r.token(deed.trigger).sentence.value;
  for (std::size_t i = index; i-- > 0;) {
    const Candidate& before = candidates[i];
    if (here - r.token(before.trigger).sentence.value > 2) break;
    const Frame& frame = r.lexicon.frames()[before.frame];
    if (!stands(before) || !r.lexicon.type(frame.type).implied || &before == &deed) continue;
    if (Side by = other_side(r, frame, before, deed); !by.actors.empty()) return by;
  }
  return {};
}

// "The raid killed 20 rebels": whoever carried out the raid that was told just before.
Side attackers_of(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index) {
  const Candidate& deed = candidates[index];
  const TokenId noun = is_verb(r, deed.trigger) && !is_passive(r, deed.trigger) ? surface_subject(r, deed.trigger) : TokenId();
  if (!noun || !(r.classes(noun) & r.bits.attack_noun) || !definite(r, noun)) return {};
  const std::uint32_t own = r.candidate_of[noun.value];
  const bool two_sides = own && r.lexicon.frames()[candidates[own - 1].frame].reciprocal;
  return two_sides ? Side() : attackers_before(r, candidates, index, deed);
}

// The deed that the clause or noun under a verb speaks of: "as troops opened fire", "in clashes", "since fighting broke out".
std::uint32_t deed_at(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& outer, TokenId at) {
  if (const std::uint32_t inner = r.candidate_of[at.value]) return inner;
  for (const std::uint32_t part : outer.parts) {
    if (candidates[part].trigger == at) return part + 1;
  }
  if (!is_verb(r, at) || !r.lexicon.has(r.word(at), WordKind::verb, Effect::occurs)) return 0;
  const TokenId subject = surface_subject(r, at);
  return subject ? r.candidate_of[subject.value] : 0;
}

// "since fighting erupted between the army and the rebels".
Side breaks_out_between(const Reading& r, const std::vector<Candidate>& candidates, TokenId verb, const Candidate& deed) {
  if (!is_verb(r, verb) || !r.lexicon.has(r.word(verb), WordKind::verb, Effect::occurs)) return {};
  Candidate clause;
  clause.trigger = verb;
  clause.matched = {verb};
  Side both;
  for (const TokenId head : fillers(r, clause, {Slot::prep, r.bits.word_between})) {
    for (const ActorId actor : actors_of(r, candidates, head)) both.actors.push_back(actor);
    both.evidence.push_back(r.token(head).span);
  }
  return any_common(both.actors, deed.event.target) ? Side() : both;
}

// "Three were killed when rioters set fire to a bank", "in a raid by the army", "as troops opened fire": whoever did what the victims
// were killed in.
Side cause(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& deed, TokenId verb) {
  for (const TokenId child : r.grammar.children(verb)) {
    const Relation relation = r.relation(child);
    const bool clause = relation == Relation::advcl && child > deed.trigger && r.token(child).xpos != Xpos::vb;
    const bool noun = (relation == Relation::obl || relation == Relation::nmod) && r.token(child).upos == Upos::noun;
    if (!clause && !noun) continue;
    bool when = noun || (clause && r.lexicon.has(r.word(child), WordKind::verb, Effect::occurs));
    for (const TokenId below : r.grammar.children(child)) {
      const Relation under = r.relation(below);
      const bool opens = below < child && (under == Relation::mark || under == Relation::advmod || under == Relation::case_);
      when |= clause && opens && static_cast<bool>(r.classes(below) & r.bits.occasion_mark);
      if (noun && opens && !(r.classes(below) & r.bits.occasion_mark)) when = false;
    }
    const std::uint32_t inner = when ? deed_at(r, candidates, deed, noun ? meaning_of(r, child) : child) : 0;
    if (!inner) {
      if (const Side by = clause ? breaks_out_between(r, candidates, child, deed) : Side(); !by.actors.empty()) return by;
      continue;
    }
    const Candidate& other = candidates[inner - 1];
    const Frame& frame = r.lexicon.frames()[other.frame];
    if (other.negated || r.lexicon.type(frame.type).quad != 4) continue;
    if (frame.reciprocal && (r.classes(deed.trigger) & r.bits.holding)) continue;  // not arrested by both sides of a clash
    Side by = other_side(r, frame, other, deed);
    const bool persons = std::all_of(by.actors.begin(), by.actors.end(), [&](ActorId id) { return r.actors.actors[id].kind == ActorKind::person; });
    if (persons && (r.classes(deed.trigger) & r.bits.holding)) continue;  // "arrested hours after the shooting"
    if (!by.actors.empty()) return by;
    if (noun && other.event.source.empty() && definite(r, child)) {  // "in the attack" that was told just before
      if (const Side by = attackers_before(r, candidates, inner - 1, deed); !by.actors.empty()) return by;
    }
  }
  return {};
}

// "A bomb killed five. The Taliban claimed responsibility for the attack.": whoever a later sentence lays the deed to.
Side claimed_after(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index) {
  constexpr std::uint32_t kFar = 3;
  const Candidate& deed = candidates[index];
  const std::uint32_t here = r.token(deed.trigger).sentence.value;
  for (std::size_t i = index + 1; i < candidates.size(); ++i) {
    const Candidate& after = candidates[i];
    if (r.token(after.trigger).sentence.value - here > kFar) break;
    const Frame& frame = r.lexicon.frames()[after.frame];
    if (!stands(after) || !r.lexicon.type(frame.type).implied || frame.kind != WordKind::noun || frame.reciprocal) continue;
    if (after.event.source.empty() || !after.event.target.empty() || !definite(r, after.trigger)) continue;
    if (!any_common(after.event.source, deed.event.target)) return {after.event.source, after.event.source_evidence};
  }
  return {};
}

const Candidate* same_doer_nearby(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index) {
  const Candidate& deed = candidates[index];
  const std::uint32_t here = r.token(deed.trigger).sentence.value;
  const Candidate* best = nullptr;
  std::uint32_t nearest = kNear + 1;
  const auto consider = [&](const Candidate& c) {
    const std::uint32_t there = r.token(c.trigger).sentence.value;
    const std::uint32_t apart = there > here ? there - here : here - there;
    if (apart > kNear) return false;
    if (stands(c) && apart < nearest && r.lexicon.type(r.lexicon.frames()[c.frame].type).quad == 4 && !c.event.target.empty() &&
        any_common(c.event.source, deed.event.source) && !any_common(c.event.target, deed.event.source)) {
      best = &c;
      nearest = apart;
    }
    return true;
  };
  for (std::size_t i = index; i-- > 0 && consider(candidates[i]);) {
  }
  for (std::size_t i = index + 1; i < candidates.size() && consider(candidates[i]); ++i) {
  }
  return best;
}

// "opened fire at an office, killing a man": whoever was killed by it.
const Candidate* outcome(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& deed) {
  for (const TokenId child : r.grammar.children(deed.light ? deed.light : deed.trigger)) {
    const bool participle = r.relation(child) == Relation::advcl && r.token(child).xpos == Xpos::vbg && child > deed.trigger;
    const std::uint32_t inner = participle ? r.candidate_of[child.value] : 0;
    if (!inner || candidates[inner - 1].event.target.empty()) continue;
    const Candidate& other = candidates[inner - 1];
    const EventType& type = r.lexicon.type(r.lexicon.frames()[other.frame].type);
    const bool same = r.lexicon.frames()[other.frame].type == r.lexicon.frames()[deed.frame].type;  // "marched chanting death to Israel"
    if (stands(other) && (same || (type.implied && r.lexicon.type(r.lexicon.frames()[deed.frame].type).implied)) && any_common(other.event.source, deed.event.source)) {
      return &other;
    }
  }
  return nullptr;
}

// "Five were killed when gunmen fired at a bus", "he died when": whoever was killed by it.
Side victims_above(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& deed) {
  const TokenId verb = deed.light ? deed.light : deed.trigger;
  if (r.relation(verb) != Relation::advcl) return {};
  bool when = false;
  for (const TokenId below : r.grammar.children(verb)) {
    const Relation under = r.relation(below);
    when |= below < verb && (under == Relation::mark || under == Relation::advmod) && static_cast<bool>(r.classes(below) & r.bits.occasion_mark);
  }
  const TokenId above = r.grammar.head(verb);
  if (!when || !above) return {};
  if (const std::uint32_t outer = r.candidate_of[above.value]) {
    const Candidate& other = candidates[outer - 1];
    const bool suffered = stands(other) && is_passive(r, other.trigger) && r.lexicon.type(r.lexicon.frames()[other.frame].type).implied;
    return suffered && !any_common(other.event.target, deed.event.source) ? Side{other.event.target, other.event.target_evidence} : Side();
  }
  if (!is_verb(r, above) || !(r.classes(above) & r.bits.suffering)) return {};
  Side victims;
  Candidate clause;
  clause.trigger = above;
  clause.matched = {above};
  for (const TokenId head : fillers(r, clause, {is_passive(r, above) ? Slot::obj : Slot::subj})) {
    for (const ActorId actor : actors_of(r, candidates, head)) victims.actors.push_back(actor);
    victims.evidence.push_back(r.token(head).span);
  }
  return any_common(victims.actors, deed.event.source) ? Side() : victims;
}

bool own_state(const Reading& r, ActorId state, const std::vector<ActorId>& of) {
  const Actor& actor = r.actors.actors[state];
  return actor.kind == ActorKind::state && !actor.country.empty() &&
         std::all_of(of.begin(), of.end(), [&](ActorId id) { return r.actors.actors[id].country == actor.country; });
}

// "killed three rebels during an offensive": whoever killed them led it.
const Candidate* doer_above(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& deed) {
  if (r.relation(deed.trigger) != Relation::obl) return nullptr;
  const TokenId by = preposition(r, deed.trigger);
  const std::uint32_t outer = by && (r.classes(by) & r.bits.occasion_mark) ? r.candidate_of[r.grammar.head(deed.trigger).value] : 0;
  if (!outer) return nullptr;
  const Candidate& other = candidates[outer - 1];
  const bool quad = r.lexicon.type(r.lexicon.frames()[other.frame].type).quad == 4;
  return quad && stands(other) && !other.event.source.empty() && !any_common(other.event.source, deed.event.target) ? &other : nullptr;
}

// "boycotted the meeting in protest", "blocked a road as part of a protest": whoever does that protests.
Side doer_of(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& deed) {
  TokenId at = deed.trigger;
  const TokenId whole = r.relation(at) == Relation::nmod ? r.grammar.head(at) : TokenId();
  const bool part = whole && (r.classes(whole) & r.bits.charge) && preposition(r, at) && r.word(preposition(r, at)) == r.bits.word_of;
  if (part) at = whole;
  const TokenId by = r.relation(at) == Relation::obl ? preposition(r, at) : TokenId();
  const TokenId verb = by ? r.grammar.head(at) : TokenId();
  if (!verb || !is_verb(r, verb) || is_passive(r, verb)) return {};
  const bool bare = !child_of(r, at, {Relation::det, Relation::nmod_poss, Relation::amod, Relation::compound});
  const bool so = part ? static_cast<bool>(r.classes(by) & r.bits.occasion_mark) : bare && (r.classes(by) & r.bits.manner);
  if (!so) {
    return {};
  }
  Candidate clause;
  clause.trigger = verb;
  clause.matched = {verb};
  Side doers;
  for (const TokenId head : fillers(r, clause, {Slot::subj})) {
    for (const ActorId actor : actors_of(r, candidates, head)) doers.actors.push_back(actor);
    doers.evidence.push_back(r.token(head).span);
  }
  return any_common(doers.actors, deed.event.target) ? Side() : doers;
}

// "kidnapped nine workers but freed six", "shot three people, killing one": some of whom he did something to before.
const Candidate* some_of(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index) {
  const Candidate& deed = candidates[index];
  const TokenId object = logical_object(r, deed.trigger);
  if (!object || !is_verb(r, deed.trigger)) return nullptr;
  if (const TokenId of = meaning_of(r, object); of != object && r.token(of).upos != Upos::pron) return nullptr;  // "two of their wars"
  if (!(r.token(object).upos == Upos::num || (r.classes(object) & r.bits.remaining))) return nullptr;
  for (std::size_t i = index; i-- > 0;) {
    const Candidate& before = candidates[i];
    if (r.token(before.trigger).sentence.value + 1 < r.token(deed.trigger).sentence.value) break;
    if (stands(before) && !before.event.target.empty() && any_common(before.event.source, deed.event.source)) return &before;
  }
  return nullptr;
}

}  // namespace

void fill_implied(const Reading& r, std::vector<Candidate>& candidates) {
  bool crime = false;
  const Side culprit = only_culprit(r, candidates, crime);
  const std::vector<std::uint32_t> by_victim = deeds_by_victim(r, candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& deed = candidates[i];
    Event& event = deed.event;
    const Frame& frame = r.lexicon.frames()[deed.frame];
    if (!stands(deed)) continue;
    const int quad = r.lexicon.type(frame.type).quad;
    if (quad % 2 == 1) answer(r, candidates, i);
    if (quad <= 2) help(r, deed);
    if (quad % 2 == 0 && event.target.empty() && !event.source.empty()) {
      const Candidate* known = some_of(r, candidates, i);
      Side victims = known ? Side{known->event.target, known->event.target_evidence} : Side();
      if (!known && r.lexicon.type(frame.type).implied) victims = victims_above(r, candidates, deed);
      if (!victims.actors.empty()) {
        event.target = victims.actors;
        event.target_evidence = victims.evidence;
        deed.implied = true;
      }
    }
    if (quad == 4 && frame.kind == WordKind::noun && event.source.empty() && !deed.source_filled) {
      if (const Side by = doer_of(r, candidates, deed); !by.actors.empty()) {
        event.source = by.actors;
        event.source_evidence = by.evidence;
      }
    }
    if (quad == 4 && frame.kind == WordKind::noun && event.source.empty()) {
      if (const Candidate* known = doer_above(r, candidates, deed)) {
        event.source = known->event.source;
        event.source_evidence = known->event.source_evidence;
        deed.implied = true;
        if (event.target.size() == 1 && own_state(r, event.target.front(), event.source) && !known->event.target.empty()) {
          event.target = known->event.target;  // "Turkish troops killed three rebels during an offensive in Turkey"
          event.target_evidence = known->event.target_evidence;
        }
      }
    }
    if (quad == 4 && !r.lexicon.type(frame.type).implied && frame.kind == WordKind::verb && event.target.empty() && !event.source.empty() &&
        !deed.target_open && !private_side(r, event.source)) {
      // "Taiwan severed ties with Senegal and stopped aid": what states do to a state next door
      const Candidate* known = same_doer_nearby(r, candidates, i);
      const bool state = known && known->event.target.size() == 1 && r.actors.actors[known->event.target.front()].kind == ActorKind::state;
      if (state) {
        event.target = known->event.target;
        event.target_evidence = known->event.target_evidence;
        deed.implied = true;
      }
    }
    if (quad == 4 && !r.lexicon.type(frame.type).implied && event.target.empty() && !event.source.empty()) {
      if (const Candidate* result = outcome(r, candidates, deed)) {
        event.target = result->event.target;
        event.target_evidence = result->event.target_evidence;
        deed.implied = true;
      }
    }
    if (quad == 4 && !r.lexicon.type(frame.type).implied && is_verb(r, deed.trigger) && is_passive(r, deed.trigger) && event.source.empty() &&
        !deed.source_filled && !event.target.empty()) {
      if (const Side by = cause(r, candidates, deed, deed.trigger); !by.actors.empty()) {
        event.source = by.actors;
        event.source_evidence = by.evidence;
        deed.implied = true;
      }
    }
    if (!r.lexicon.type(frame.type).implied) continue;
    if (event.source.empty() == event.target.empty()) continue;
    const Status status = find_status(r, deed).status;
    if (status != Status::happened && status != Status::ongoing) continue;
    Side by = event.source.empty() && !deed.source_filled ? cause(r, candidates, deed, deed.light ? deed.light : deed.trigger) : Side();
    if (by.actors.empty() && event.source.empty() && !deed.source_filled && is_verb(r, deed.trigger)) {
      for (const TokenId also : r.grammar.children(deed.trigger)) {  // "one was killed and dozens injured in clashes with police"
        if (!by.actors.empty() || r.token(also).relation != Relation::conj) continue;
        const TokenId verb = is_verb(r, also) ? also : child_of(r, also, {Relation::acl});
        if (verb && is_passive(r, verb) && is_passive(r, deed.trigger)) by = cause(r, candidates, deed, verb);
      }
    }
    if (!by.actors.empty()) {
      event.source = by.actors;
      event.source_evidence = by.evidence;
      deed.implied = true;
    } else if (event.source.empty() && !event.target.empty() && !deed.source_filled) {
      const std::uint32_t known = by_victim[event.target.front().value];
      if (known && !any_common(candidates[known - 1].event.source, event.target)) {
        event.source = candidates[known - 1].event.source;
        event.source_evidence = candidates[known - 1].event.source_evidence;
        deed.implied = true;
      } else if (!culprit.actors.empty() && private_side(r, event.target) && !any_common(culprit.actors, event.target)) {
        event.source = culprit.actors;
        event.source_evidence = culprit.evidence;
        deed.implied = true;
      } else if (const Side by = claimed_after(r, candidates, i); !by.actors.empty()) {
        event.source = by.actors;
        event.source_evidence = by.evidence;
        deed.implied = true;
      } else {
        deed.told_elsewhere = crime && !frame.reciprocal;
      }
    } else if (const Side by = event.source.empty() ? attackers_of(r, candidates, i) : Side(); !by.actors.empty()) {
      event.source = by.actors;
      event.source_evidence = by.evidence;
      deed.implied = true;
    } else if (event.source.empty() && !deed.source_open && !crime) {  // a bomb did it, or a blast
      if (const Side by = claimed_after(r, candidates, i); !by.actors.empty()) {
        event.source = by.actors;
        event.source_evidence = by.evidence;
        deed.implied = true;
      }
    } else if (const Candidate* result = event.target.empty() && !event.source.empty() ? outcome(r, candidates, deed) : nullptr) {
      event.target = result->event.target;
      event.target_evidence = result->event.target_evidence;
      deed.implied = true;
    } else if (event.target.empty() && !event.source.empty() && !deed.target_filled &&
               (frame.kind == WordKind::verb || deed.light)) {
      if (const Candidate* known = same_doer_nearby(r, candidates, i)) {
        event.target = known->event.target;
        event.target_evidence = known->event.target_evidence;
        deed.implied = true;
      } else {
        deed.told_elsewhere = crime && !frame.reciprocal;
      }
    }
  }
}

}  // namespace vedette::what
