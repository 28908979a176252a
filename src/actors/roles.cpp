// Roles: from titles and appositions of the text, and from the world's offices on the day of the report.
// Doors: add_role, title_of, world_roles. Test: actors_test.cpp.

#include <algorithm>

#include "actors/reading.h"
#include "base/utf8.h"

namespace vedette::who {
namespace {

bool same_of(const Role& a, const Role& b) { return a.of == b.of && a.of_entity == b.of_entity; }

}  // namespace

// The words of the office as a person would say them: without article, nationality, possessor and number.
std::string title_of(const Reading& r, const Candidate& c) {
  const auto write = [&](TokenId from, TokenId to) {
    std::string out;
    for (TokenId t = from; t < to; t = TokenId(t.value + 1)) {
      const std::string_view form = r.grammar.form(t);
      out += r.all_upper(t, TokenId(t.value + 1)) && form.size() > 1 ? std::string(form) : lower(form);
      if (t.value + 1 < to.value && !r.glued(t)) out += ' ';
    }
    return out;
  };
  TokenId begin = c.head;
  for (TokenId t(c.head.value); t.value-- > c.begin.value;) {
    const Token& token = r.token(t);
    const bool plain = !r.name_at[t.value] && (token.upos == Upos::adj || token.upos == Upos::noun || token.upos == Upos::propn ||
                                               (token.upos == Upos::punct && r.folded(t) == "-") || token.upos == Upos::verb);
    if (!plain) break;
    begin = t;
  }
  if (c.title_begin && c.title_begin < begin) begin = c.title_begin;
  while (begin < c.head && r.token(begin).upos == Upos::punct) begin = TokenId(begin.value + 1);
  const TokenId last = c.title_end && c.title_end > c.head ? c.title_end : c.head;
  const bool loose = last > c.head && r.token(last).upos == Upos::adp;  // "special representative of"
  return write(begin, loose ? last : TokenId(last.value + 1));
}

void add_role(Reading& r, ActorId holder, const Candidate& c) {
  if (c.plural && c.of.empty() && !c.of_entity) return;
  Role role;
  role.role = title_of(r, c);
  for (const ActorId of : c.of) {
    if (of != holder) {
      role.of = of;
      break;
    }
  }
  if (!role.of && c.of_entity) role.of = r.meet(c.of_entity, c.begin);
  if (!role.of && c.role) {  // the world knows whose, or it is the state that is spoken of
    const EntityId entity = r.actors[holder].entity;
    for (const Tenure& t : entity ? r.world.tenures_of(entity) : std::vector<Tenure>()) {
      const auto& day = r.page.published;
      if (t.role != c.role->key || (day && t.from && *t.from > *day) || (day && t.to && *t.to < *day)) continue;
      role.of = r.actor_of(t.of);
      role.of_entity = role.of ? EntityId() : t.of;
    }
    if (!role.of && !role.of_entity && c.role->rank <= 3) {
      if (const EntityId state = nearest_state(r, c.begin)) role.of = r.meet(state, c.begin);
    }
  }
  // A person who speaks for an official speaks for the body.
  const bool kin = c.noun && c.noun->what == NounClass::kin;
  if (role.of && !kin && is_person(r.actors[role.of]) && !r.known[role.of].named && !r.actors[role.of].roles.empty()) {
    const Role& his = r.actors[role.of].roles.front();
    role.of = his.of ? his.of : role.of;
    role.of_entity = his.of ? EntityId() : his.of_entity;
  }
  if (role.of) role.of_entity = {};
  std::vector<Role>& roles = r.actors[holder].roles;
  const EntityId of_entity = role.of ? r.actors[role.of].entity : role.of_entity;
  if (c.role) {  // the same office in the world: its days
    for (const Role& other : roles) {
      const EntityId entity = other.of ? r.actors[other.of].entity : other.of_entity;
      if (other.source != RoleSource::world || !of_entity || entity != of_entity) continue;
      if (r.world.title(c.role->key, of_entity) == other.role || other.role == c.role->name) role.from = other.from, role.to = other.to;
    }
  }
  for (Role& other : roles) {
    if (other.source != RoleSource::text || other.role != role.role) continue;
    if (same_of(other, role) || (!role.of && !role.of_entity)) return;
    if (!other.of && !other.of_entity) {
      other = role;
      return;
    }
  }
  roles.push_back(std::move(role));
}

void world_roles(Reading& r) {
  if (!r.page.published) return;
  for (const ActorId person : std::vector<ActorId>(r.persons)) {
    const EntityId entity = r.actors[person].entity;
    if (!entity) continue;
    for (const Tenure& t : r.world.tenures_of(entity)) {
      if ((t.from && *t.from > *r.page.published) || (t.to && *t.to < *r.page.published)) continue;
      Role role;
      const std::string_view title = r.world.title(t.role, t.of);
      role.role = lower(title.empty() ? t.role : title);
      role.of = r.actor_of(t.of);
      if (!role.of) role.of_entity = t.of;
      role.from = t.from;
      role.to = t.to;
      role.source = RoleSource::world;
      r.actors[person].roles.push_back(std::move(role));
    }
  }
}

}  // namespace vedette::who
