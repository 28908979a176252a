// Whom a description of several means: the holders of offices, an armed group, those spoken of before, or new ones.
// Doors: resolve_group, resolve_count. Test: actors_test.cpp.

#include "actors/describe.h"

#include <algorithm>

namespace vedette::who {
namespace {

// "the two presidents", "leaders of the Netherlands and Romania"
bool resolve_several_offices(Reading& r, Candidate& c) {
  if (!c.role && !(c.noun && c.noun->what == NounClass::leader)) return false;
  std::vector<ActorId> found;
  if (c.of.size() > 1) {
    const std::vector<ActorId> owners = c.of;
    for (const ActorId state : owners) {
      if (r.actors[state].kind != ActorKind::state) continue;
      ActorId his;
      for (std::size_t i = r.persons.size() > kLookBack ? r.persons.size() - kLookBack : 0; i < r.persons.size(); ++i) {
        const ActorId person = r.persons[i];
        for (const Role& role : r.actors[person].roles) {
          const RoleKind* kind = role.of == state ? r.world.role(role.role, r.actors[state].entity) : nullptr;
          const bool exact = c.role && c.role->rank <= 3;
          if (kind && (exact ? kind->key == c.role->key : kind->rank <= 2)) his = person;
        }
      }
      if (!his && c.role && c.role->rank <= 3) his = holder(r, c, r.actors[state].entity);
      found.push_back(his ? his : state);
    }
  } else if (c.count >= 2 && c.count <= 4 && c.definite && c.role) {
    for (std::size_t i = r.persons.size(); i-- > 0 && found.size() < c.count && i + kLookBack > r.persons.size();) {
      const ActorId person = r.persons[i];
      if (!r.known[person].mentions) continue;
      for (const Role& role : r.actors[person].roles) {
        const RoleKind* kind = r.world.role(role.role, role.of ? r.actors[role.of].entity : role.of_entity);
        if (kind && kind->key == c.role->key) {
          found.push_back(person);
          break;
        }
      }
    }
    if (found.size() < c.count) found.clear();
  }
  c.actors = found;
  return !found.empty();
}

// "the militants holding the reporter": a clause right behind tells which ones.
bool restricted(const Reading& r, const Candidate& c) {
  for (const TokenId child : r.grammar.children(c.head)) {
    if (child <= c.head || base(r.token(child).relation) != Relation::acl) continue;
    const TokenId first(r.reach_begin[child.value]);
    return first.value == c.end.value && r.token(first).xpos == Xpos::vbg;
  }
  return false;
}

// "Human rights groups" are not the monitoring groups met before.
bool of_other_kind(const Reading& r, const Candidate& c, ActorId met) {
  if (c.definite) return false;
  const std::vector<std::string>& known = r.known[met].marks;
  for (const std::string& m : marks_of(r, c)) {
    if (std::find(known.begin(), known.end(), m) == known.end()) return true;
  }
  return false;
}

}  // namespace

void resolve_group(Reading& r, Candidate& c) {
  if (resolve_several_offices(r, c)) return;
  const std::string lemma = c.noun || c.agent || c.role || c.form != Form::description ? lemma_of(r, c) : std::string("#");
  if (c.count && !c.noun && !c.agent && !c.role) {  // "the six"
    const auto same = r.by_key.find("count|" + std::to_string(c.count));
    if (same != r.by_key.end()) return take(c, same->second);
    c.silent = true;
    return;
  }
  // Fighters and forces of a group are the group.
  if (has_sector(c.agent, "MIL") || has_sector(c.agent, "REB") || has_sector(c.agent, "PRM") || is(lemma, Use::forces)) {
    for (const ActorId of : c.of) {
      if (r.actors[of].kind == ActorKind::armed_group) return take(c, of);
    }
  }
  const std::string key = lemma + "s|" + owner_key(c);
  const bool owned = !c.of.empty() || c.of_entity;
  if (const auto found = r.by_key.find(key); found != r.by_key.end() && (owned || !of_other_kind(r, c, found->second))) return take(c, found->second);
  const std::string last = "group|" + lemma;
  if (c.of.empty() && !c.of_entity) {
    const bool told_apart = c.definite && restricted(r, c);
    if (const auto found = r.by_key.find(last); found != r.by_key.end() && !told_apart && !of_other_kind(r, c, found->second)) {
      return take(c, found->second);
    }
    const bool general = c.noun && c.noun->what == NounClass::anyone;
    if (c.definite && general && c.end.value == c.head.value + 1) {
      if (const auto found = r.by_key.find("last group|"); found != r.by_key.end()) return take(c, found->second);
    }
    if (c.definite && !told_apart && (has_sector(c.agent, "REB") || has_sector(c.agent, "MIL") || has_sector(c.agent, "PRM"))) {  // the armed group that was named
      for (std::uint32_t i = static_cast<std::uint32_t>(r.actors.size()), looked = 0; i-- > 0 && looked < 300; ++looked) {
        if (r.actors[ActorId(i)].kind == ActorKind::armed_group && r.known[ActorId(i)].mentions) return take(c, ActorId(i));
      }
    }
  }
  const ActorId made = invent(r, c, ActorKind::people, name_of(r, c), key);
  r.known[made].plural = true;
  r.by_key[last] = made;
  // "the men" are not the prosecutors
  if (!has_sector(c.agent, "JUD") && !has_sector(c.agent, "COP") && !has_sector(c.agent, "GOV") && !has_sector(c.agent, "LEG") &&
      !has_sector(c.agent, "MIL")) {
    r.by_key["last group|"] = made;
  }
  if (c.count) r.by_key["count|" + std::to_string(c.count)] = made;
  mark(r, made, c);
  take(c, made);
}

// "Dozens of protesters" are protesters; a bare number is people.
void resolve_count(Reading& r, Candidate& c) {
  for (const TokenId child : r.grammar.children(c.head)) {
    if (child < c.head || (base(r.token(child).relation) != Relation::nmod && base(r.token(child).relation) != Relation::obl)) continue;
    const std::uint32_t counted = r.at_head[child.value];
    if (counted) resolve(r, counted - 1);
    if (counted && !r.candidates[counted - 1].actors.empty()) {
      c.actors = std::vector<ActorId>(r.candidates[counted - 1].actors);
    } else {
      c.silent = true;
    }
    return;
  }
  const auto found = r.by_key.find("peoples|");
  take(c, found != r.by_key.end() ? found->second : invent(r, c, ActorKind::people, "people", "peoples|"));
  r.known[c.actors[0]].plural = true;
}

}  // namespace vedette::who
