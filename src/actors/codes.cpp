// Country, sectors and CAMEO code of every actor. Door: codes. Test: actors_test.cpp. Codes: CAMEO (Schrodt 2012), PLOVER.

#include <algorithm>

#include "actors/reading.h"

namespace vedette::who {
namespace {

constexpr std::size_t kCode = 3;  // letters of a PLOVER sector; longer words are the world's own marks

void add_sectors(std::vector<std::string>& into, std::string_view sectors) {
  while (!sectors.empty()) {
    const std::size_t end = std::min(sectors.find(' '), sectors.size());
    const std::string_view one = sectors.substr(0, end);
    if (one.size() == kCode && std::find(into.begin(), into.end(), one) == into.end()) into.emplace_back(one);
    sectors.remove_prefix(std::min(end + 1, sectors.size()));
  }
}

bool holds(const Reading& r, const Tenure& t) {
  const auto& day = r.page.published;
  return !day || ((!t.from || *t.from <= *day) && (!t.to || *day <= *t.to));
}

void of_entity(Reading& r, Actor& a) {
  const Entity e = r.world.entity(a.entity);
  if (a.country.empty()) a.country = e.country;
  if (a.kind == ActorKind::person) {
    for (const Tenure& t : r.world.tenures_of(a.entity)) {
      if (!holds(r, t)) continue;
      const std::string_view title = r.world.title(t.role, t.of);
      if (const RoleKind* kind = r.world.role(std::string(title), t.of)) add_sectors(a.sectors, kind->sectors);
      if (a.sectors.empty() && t.of) add_sectors(a.sectors, r.world.entity(t.of).sectors);
    }
  }
  if (a.sectors.empty()) add_sectors(a.sectors, e.sectors);
  if (a.kind != ActorKind::government && a.kind != ActorKind::person) a.cameo = e.cameo;
}

// A person's country and sectors from what the text says he is.
void of_roles(Reading& r, Actor& a) {
  for (const Role& role : a.roles) {
    if (const RoleKind* kind = r.world.role(role.role, role.of ? r.actors[role.of].entity : role.of_entity)) {
      if (a.sectors.empty()) add_sectors(a.sectors, kind->sectors);
    }
    if (!role.of) continue;
    const Actor& of = r.actors[role.of];
    if (a.country.empty()) a.country = of.country;
    if (a.sectors.empty() && of.kind != ActorKind::state && of.kind != ActorKind::person) a.sectors = of.sectors;
  }
}

}  // namespace

void codes(Reading& r) {
  for (const bool persons : {false, true}) {  // persons take from what they serve
    for (Actor& a : r.actors) {
      if ((a.kind == ActorKind::person) != persons) continue;
      if (a.entity && a.kind != ActorKind::government) of_entity(r, a);
      of_roles(r, a);
      if (a.cameo.empty()) {
        a.cameo = a.country;
        if (a.kind == ActorKind::body && a.country.empty() && a.sectors.empty()) a.sectors = {"NGO"};
        if (!a.sectors.empty()) a.cameo += a.sectors.front();
      }
    }
  }
}

}  // namespace vedette::who
