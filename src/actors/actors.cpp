// Actors: who is meant. Door: find_actors. Test: actors_test.cpp.

#include "actors/actors.h"

#include <algorithm>

#include "actors/reading.h"

namespace vedette {
namespace {

using namespace who;

// "His lawyer" stood before "his lawyer, Amine Sidhoum": an unnamed holder of a role is the named one with the same role of the same.
std::vector<ActorId> merged(Reading& r) {
  std::vector<ActorId> into(r.actors.size());
  for (std::uint32_t i = 0; i < into.size(); ++i) into[i] = ActorId(i);
  for (const ActorId unnamed : r.persons) {
    if (r.known[unnamed].named || r.actors[unnamed].entity || r.actors[unnamed].roles.empty()) continue;
    const Role& role = r.actors[unnamed].roles.front();
    if (!role.of) continue;
    ActorId same, only, unowned;
    int with = 0;
    std::uint32_t looked = 0;
    for (const ActorId named : r.persons) {
      if (!r.known[named].named || same || ++looked > 200) continue;
      for (const Role& other : r.actors[named].roles) {
        const bool same_role = other.role == role.role || other.role.ends_with(" " + role.role);
        if (same_role && other.of == role.of) same = named;
        if (same_role && !other.of && !other.of_entity && other.source == RoleSource::text) unowned = unowned ? ActorId() : named;
        // Whose it is was told by a pronoun only: the one person with this role is enough.
        if (same_role && r.known[unnamed].by_pronoun && other.source == RoleSource::text) only = only && only != named ? ActorId() : named, ++with;
      }
    }
    if (!same && with == 1) same = only;
    if (!same) same = unowned;  // "the Chinese ambassador", and "ambassador Huang Xilian"
    if (!same) continue;
    into[unnamed.value] = same;
    for (Role& other : r.actors[same].roles) {  // and what the description told of whose he is
      if (other.role == role.role && !other.of && !other.of_entity) other.of = role.of;
    }
  }
  return into;
}

Mention mention_of(const Reading& r, const Candidate& c) {
  Mention m;
  m.begin = c.begin;
  m.end = c.end;
  m.head = c.head;
  m.span = r.grammar.span(c.begin, c.end);
  m.form = c.form == Form::pronoun ? MentionForm::pronoun : c.form == Form::description ? MentionForm::description
           : c.capital ? MentionForm::metonym : MentionForm::name;
  m.adjective = c.form == Form::adjective;
  return m;
}

// Mentions in order, actors in order of first mention; those that nobody mentions are left out, unless a role names them.
Actors written(Reading& r, const std::vector<ActorId>& into) {
  Actors out;
  std::vector<ActorId> number(r.actors.size());
  const auto numbered = [&](ActorId id) {
    id = into[id.value];
    if (!number[id.value]) number[id.value] = out.actors.add(std::move(r.actors[id]));
    return number[id.value];
  };
  out.of_head.assign(r.size(), 0);
  for (const Candidate& c : r.candidates) {
    if (c.silent || c.actors.empty()) continue;
    Mention m = mention_of(r, c);
    for (const ActorId id : c.actors) {
      const ActorId n = numbered(id);
      if (std::find(m.actors.begin(), m.actors.end(), n) == m.actors.end()) m.actors.push_back(n);
    }
    const auto index = static_cast<std::uint32_t>(out.mentions.size());
    for (const ActorId n : m.actors) out.actors[n].mentions.push_back(index);
    // A name is reached by each of its words that hangs on a word outside it.
    for (TokenId t = c.form == Form::name ? c.begin : c.head; t < (c.form == Form::name ? c.end : TokenId(c.head.value + 1)); t = TokenId(t.value + 1)) {
      const TokenId head = r.token(t).head;
      const bool top = t == c.head || !head || head < c.begin || head >= c.end;
      std::uint32_t& slot = out.of_head[t.value];
      if (top && (!slot || t == c.head)) slot = index + 1;
    }
    out.mentions.push_back(std::move(m));
  }
  for (std::uint32_t i = 0; i < out.actors.size(); ++i) {
    for (std::size_t k = 0; k < out.actors[ActorId(i)].roles.size(); ++k) {
      const ActorId of = out.actors[ActorId(i)].roles[k].of;
      if (of) {
        const ActorId n = numbered(of);
        out.actors[ActorId(i)].roles[k].of = n;
      }
    }
  }
  for (NameVariant v : r.variants) {
    v.actor = numbered(v.actor);
    out.name_variants.push_back(v);
  }
  for (UnclearReference u : r.unclear) {
    for (ActorId& id : u.candidates) id = numbered(id);
    out.unclear.push_back(std::move(u));
  }
  return out;
}

}  // namespace

Actors find_actors(const Page& page, const Grammar& grammar, const World& world) {
  Reading r(page, grammar, world);
  find_names(r);
  settle_names(r);
  world_roles(r);
  find_descriptions(r);
  for (std::uint32_t i = 0; i < r.candidates.size(); ++i) resolve(r, i);
  const std::vector<ActorId> into = merged(r);
  codes(r);
  for (const ActorId person : r.persons) {  // as the report spells it
    if (!r.known[person].written.empty()) r.actors[person].name = r.known[person].written;
  }
  return written(r, into);
}

}  // namespace vedette
