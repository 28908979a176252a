// Tells what the world knows of a name. Door: describe. Test: world_lookup_test.cpp.
#include "world/world_lookup.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kMostPlaces = 5;
constexpr std::size_t kMostNames = 12;

std::string_view word_for(EntityKind kind) {
  switch (kind) {
    case EntityKind::state: return "state";
    case EntityKind::body: return "body";
    case EntityKind::armed_group: return "armed group";
    case EntityKind::party: return "party";
    case EntityKind::company: return "company";
    case EntityKind::agency: return "news agency or paper";
    case EntityKind::people: return "people";
    case EntityKind::person: return "person";
    case EntityKind::site: return "site";
    case EntityKind::region: return "region";
  }
  return "";
}

std::string_view word_for(NameUse use) {
  switch (use) {
    case NameUse::name: return "name";
    case NameUse::short_name: return "short name";
    case NameUse::adjective: return "adjective";
    case NameUse::people: return "people";
    case NameUse::capital: return "capital";
  }
  return "";
}

std::string_view word_for(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::country: return "country";
    case PlaceKind::admin: return "division";
    case PlaceKind::city: return "town";
    case PlaceKind::site: return "site";
    case PlaceKind::region: return "region";
    case PlaceKind::water: return "water";
    case PlaceKind::mountain: return "mountain";
  }
  return "";
}

std::string period(std::optional<Day> from, std::optional<Day> to) {
  if (!from && !to) return "";
  return fmt::format("  ({} to {})", from ? iso(*from) : "long before", to ? iso(*to) : "now");
}

using Out = std::back_insert_iterator<std::string>;

void tell_entity(const World& world, EntityId id, std::optional<Day> on, Out out) {
  const Entity entity = world.entity(id);
  if (const auto names = world.other_names(id); !names.empty()) {
    fmt::format_to(out, "  also:");
    for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i) fmt::format_to(out, "{} {}", i ? "," : "", names[i]);
    fmt::format_to(out, "{}\n", names.size() > kMostNames ? fmt::format(" and {} more", names.size() - kMostNames) : "");
  }
  const std::string_view cameo = world.cameo_on(id, on);
  if (!entity.sectors.empty() || !cameo.empty()) {
    fmt::format_to(out, "  codes: {}{}{}\n", cameo, cameo.empty() || entity.sectors.empty() ? "" : ", sectors ", entity.sectors);
  }
  if (entity.stands_for) {
    const std::string_view role = entity.stands_for_role;
    fmt::format_to(out, "  stands for: {}{}{}\n", world.entity(entity.stands_for).name, role.empty() ? "" : ", ", role);
  }
  for (const Tenure& tenure : world.tenures_of(id)) {
    const bool then = !on || ((!tenure.from || *tenure.from <= *on) && (!tenure.to || *on <= *tenure.to));
    if (!then) continue;
    fmt::format_to(out, "  {} of {}{}\n", world.title(tenure.role, tenure.of), world.entity(tenure.of).name, period(tenure.from, tenure.to));
  }
  for (const Tenure& tenure : world.offices_of(id, on)) {
    if (!on && tenure.to) continue;  // without a day, those of now
    fmt::format_to(out, "  {}: {}{}\n", world.title(tenure.role, id), world.entity(tenure.holder).name, period(tenure.from, tenure.to));
  }
  std::string bodies;
  for (const Membership& m : world.memberships(id, on)) {
    if (!on && m.to) continue;
    fmt::format_to(std::back_inserter(bodies), "{}{}", bodies.empty() ? "" : ", ", world.entity(m.body).name);
  }
  if (!bodies.empty()) fmt::format_to(out, "  member of: {}\n", bodies);
  std::string members;
  for (const Membership& m : world.members(id, on)) {
    if (!on && m.to) continue;
    fmt::format_to(std::back_inserter(members), "{}{}", members.empty() ? "" : ", ", world.entity(m.member).name);
  }
  if (!members.empty()) fmt::format_to(out, "  members: {}\n", members);
  for (const StateRelation& relation : world.relations(id)) {
    const bool then = !on || ((!relation.since || *relation.since <= *on) && (!relation.until || *on <= *relation.until));
    if (then) fmt::format_to(out, "  {} {}{}\n", relation.type, world.entity(relation.to).name, period(relation.since, relation.until));
  }
}

}  // namespace

std::string describe(const World& world, std::string_view name, std::optional<Day> on) {
  const std::string folded = fold(name);
  std::string text;
  const Out out = std::back_inserter(text);
  std::vector<EntityId> told;
  const auto named = world.named(folded);
  for (const Named& use : named) {
    if (std::find(told.begin(), told.end(), use.entity) != told.end()) continue;
    told.push_back(use.entity);
    const Entity entity = world.entity(use.entity);
    std::string uses;
    for (const Named& other : named) {
      if (other.entity == use.entity) fmt::format_to(std::back_inserter(uses), "{}{}", uses.empty() ? "" : ", ", word_for(other.use));
    }
    const std::string country = entity.country.empty()              ? ""
                                : entity.kind == EntityKind::state ? fmt::format(" ({})", entity.country)
                                                                   : fmt::format(" of {}", entity.country);
    fmt::format_to(out, "{}: {}{}, known by this {}{}{}\n", entity.name, word_for(entity.kind), country, uses, use.guessed ? " (another spelling)" : "", period(entity.from, entity.to));
    tell_entity(world, use.entity, on, out);
  }
  const auto places = world.places(folded);
  for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) {
    const PlaceRecord& place = places[i];
    fmt::format_to(out, "{}: {}{}{}{}{}, {:.2f} {:.2f}{}\n", place.name, word_for(place.kind), place.admin1.empty() ? "" : " in ", place.admin1,
                   place.country.empty() ? "" : ", ", place.country, place.latitude, place.longitude,
                   place.population ? fmt::format(", {} people", place.population) : "");
  }
  if (places.size() > kMostPlaces) fmt::format_to(out, "and {} smaller places of this name\n", places.size() - kMostPlaces);
  if (const RoleKind* role = world.role(folded)) {
    fmt::format_to(out, "{}: an office ({}), rank {}, sectors {}\n", role->name, role->key, role->rank, role->sectors);
  }
  if (const Agent* agent = world.agent(folded)) {
    fmt::format_to(out, "{}: a noun for {}, sectors {}\n", agent->noun, agent->collective ? "an organisation" : "persons", agent->sectors);
  }
  return text;
}

}  // namespace vedette
