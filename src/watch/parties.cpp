// Whom an actor stands for. Door: Parties. Test: plans_test.cpp.
#include "watch/parties.h"

#include "watch/sides.h"
#include "world/world.h"

namespace vedette {
namespace {

constexpr std::size_t kMostMembers = 64;  // of a body whose members' deeds may be its own: not of one that all states belong to

// The body that a name like "foreign ministers of the G7" ends with; none where it ends with none.
EntityId body_named(const World& world, std::string_view folded) {
  constexpr std::string_view kOf = " of ";
  for (std::size_t of = folded.find(kOf); of != std::string_view::npos; of = folded.find(kOf, of + 1)) {
    std::string_view name = folded.substr(of + kOf.size());
    if (name.starts_with("the ")) name.remove_prefix(4);
    name = name.substr(0, name.find(" ("));
    for (const Named& named : world.named(name))
      if (!named.guessed && (named.use == NameUse::name || named.use == NameUse::short_name) && world.entity(named.entity).kind == EntityKind::body) return named.entity;
  }
  return {};
}

DayNumber number(std::optional<Day> day) { return day ? static_cast<DayNumber>(day->time_since_epoch().count()) : kNoDay; }

}  // namespace

Parties::Parties(const Ledger& ledger, const World* world) : ledger_(ledger), has_office_(ledger.actors.size(), 0) {
  if (!world) return;
  const auto state = [&](std::string_view country) {
    const Index known = country.empty() ? kNone : ledger.countries.find(country);
    return known == kNone ? kNone : static_cast<Party>(ledger.actors.size() + known);
  };
  for (Index at = 0; at < ledger.actors.size(); ++at) {
    const EntityId id = ledger.actors[at].entity.empty() ? EntityId() : world->entity_of(ledger.actors[at].entity);
    if (!id) {
      const LedgerActor& actor = ledger.actors[at];
      const EntityId body = actor.official && actor.entity.empty() ? body_named(*world, actor.folded) : EntityId();
      const Index known = body ? ledger.actor_keys.find(world->entity(body).key) : kNone;
      if (known != kNone) offices_[at].push_back({known, kNoDay, kNoDay}), has_office_[at] = 1;
      continue;
    }
    for (const Tenure& tenure : world->tenures_of(id)) {
      const Entity of = world->entity(tenure.of);
      const Party party = of.kind == EntityKind::state ? state(of.country) : ledger.actor_keys.find(of.key);
      if (party != kNone) offices_[at].push_back({party, number(tenure.from), number(tenure.to)}), has_office_[at] = 1;
    }
    if (world->entity(id).kind != EntityKind::body) continue;
    std::vector<Tie>& members = bodies_[at];
    for (const Member& member : members_of(*world, ledger.actors[at].entity, kNoDay))
      if (const Party party = state(member.country); party != kNone) members.push_back({party, member.from, member.to});
  }
}

std::vector<Party> Parties::of(Index actor, DayNumber day) const {
  std::vector<Party> parties;
  any_of(actor, day, [&](Party party) { return parties.push_back(party), false; });
  return parties;
}

Party Parties::state_of(Index actor) const {
  const Index country = ledger_.country_of_actor[actor];
  return country == kNone ? kNone : static_cast<Party>(ledger_.actors.size() + country);
}

std::vector<Party> Parties::members(Index actor, DayNumber day) const {
  std::vector<Party> parties;
  if (const auto body = bodies_.find(actor); body != bodies_.end())
    for (const Tie& tie : body->second)
      if (tie.on(day)) parties.push_back(tie.party);
  if (parties.size() > kMostMembers) parties.clear();
  return parties;
}

bool have_common(const std::vector<Party>& a, const std::vector<Party>& b) {
  return std::any_of(a.begin(), a.end(), [&](Party party) { return std::find(b.begin(), b.end(), party) != b.end(); });
}

}  // namespace vedette
