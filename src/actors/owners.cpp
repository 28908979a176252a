// Whose a description is: a possessor, a nationality, a body before it, an of-phrase behind it. Door: find_owner.
// Test: actors_test.cpp.

#include "actors/describe.h"

#include <algorithm>

namespace vedette::who {
namespace {

constexpr std::size_t kMostNations = 6;

}  // namespace

// Resolves the candidates inside [begin, end) first, and gathers whose this is.
void find_owner(Reading& r, std::uint32_t index) {
  const auto inside = [&](const Candidate& o, const Candidate& c) {
    return o.begin >= c.begin && o.end <= c.end && !(o.begin == c.begin && o.end == c.end) && o.head != c.head;
  };
  for (std::uint32_t i = index + 1; i < r.candidates.size() && r.candidates[i].begin < r.candidates[index].end; ++i) {
    if (inside(r.candidates[i], r.candidates[index])) resolve(r, i);
  }
  Candidate& c = r.candidates[index];
  // "al-Qaida-linked militants" are not al-Qaida's own.
  const auto only_linked = [&](const Candidate& o) {
    return o.end.value + 1 < r.size() && r.glued(TokenId(o.end.value - 1)) && r.folded(o.end) == "-" && r.glued(o.end) &&
           is(r.folded(TokenId(o.end.value + 1)), Use::linked);
  };
  const auto belongs = [&](const Candidate& o) {
    if (only_linked(o)) return;
    if (o.form == Form::adjective || (o.capital && r.world.entity(o.entity).kind == EntityKind::state)) {
      const Entity e = r.world.entity(o.entity);
      if (e.kind == EntityKind::state) {
        const TokenId first = base(r.token(o.head).relation) == Relation::conj ? r.token(o.head).head : o.head;
        const bool joined = c.plural && first && r.token(first).head == c.head && base(r.token(first).relation) == Relation::amod;
        const bool known = o.entity == c.of_entity || std::find(c.and_entities.begin(), c.and_entities.end(), o.entity) != c.and_entities.end();
        if (!c.of_entity) c.of_entity = o.entity;
        else if (joined && !known && c.and_entities.size() < kMostNations) c.and_entities.push_back(o.entity);
        if (c.plural) c.and_entities.insert(c.and_entities.end(), o.and_entities.begin(), o.and_entities.end());
      } else if (!o.actors.empty()) {
        c.of.push_back(o.actors[0]);
      }
    } else {
      c.of.insert(c.of.end(), o.actors.begin(), o.actors.end());
    }
  };
  // Before the head: a possessor, a nationality, a body. Behind it: the of-phrase and what is coordinated with it.
  for (std::uint32_t i = index + 1; i < r.candidates.size() && r.candidates[i].begin < c.head; ++i) {
    const Candidate& o = r.candidates[i];
    if (!inside(o, c) || o.end > c.head || i + 1 == c.named) continue;
    // The possessor's own possessor is not this one's.
    const Relation relation = r.token(o.head).relation;
    if (r.token(o.head).head == c.head || relation == Relation::amod || relation == Relation::compound || o.form == Form::adjective ||
        c.of.empty()) {
      belongs(o);
    }
  }
  // An adjective may also open the phrase with the description ("Lithuanian President").
  for (std::uint32_t i = index; i-- > 0 && r.candidates[i].begin >= c.begin;) {
    const Candidate& o = r.candidates[i];
    if (o.end <= c.head && o.head != c.head && i + 1 != c.named) {
      resolve(r, i);
      belongs(o);
    }
  }
  if (c.head.value + 1 < c.end.value) {
    for (std::uint32_t i = index + 1; i < r.candidates.size() && r.candidates[i].begin < c.end; ++i) {
      const Candidate& o = r.candidates[i];
      if (o.begin <= c.head || o.head == c.head || o.silent) continue;
      // The top of the of-phrase, or coordinated with it.
      TokenId up = o.head;
      for (int steps = 0; steps < 12 && up && base(r.token(up).relation) == Relation::conj; ++steps) up = r.token(up).head;
      if (up && r.token(up).head == c.head) belongs(o);
    }
    for (std::uint32_t i = index + 1; c.of.empty() && !c.of_entity && i < r.candidates.size() && r.candidates[i].begin < c.end; ++i) {
      const Candidate& o = r.candidates[i];
      if (o.begin > c.head && o.head != c.head && !o.silent) belongs(o);  // "President of the Commission", hung elsewhere
    }
  }
  if (c.of.empty() && !c.of_entity && !c.plural) {  // "spokesman for the army", "spokesperson from the Embassy"
    for (const TokenId child : r.grammar.children(c.head)) {
      const Relation relation = base(r.token(child).relation);
      if (child < c.head || (relation != Relation::nmod && relation != Relation::obl)) continue;
      const std::string_view preposition = r.preposition(child);
      if (preposition != "of" && preposition != "for" && preposition != "from" && preposition != "at" && preposition != "with") continue;
      const std::uint32_t other = r.at_head[child.value];
      if (!other || other - 1 == index) continue;
      resolve(r, other - 1);
      if (r.candidates[other - 1].capital) continue;
      r.candidates[index].of = r.candidates[other - 1].actors;
      break;
    }
  }
  for (const ActorId of : r.candidates[index].of) {
    if (!r.candidates[index].of_entity && r.actors[of].kind == ActorKind::state) r.candidates[index].of_entity = r.actors[of].entity;
  }
}

}  // namespace vedette::who
