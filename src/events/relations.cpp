// Relations. Its only door: find_relations(). Test: events_test.cpp.
// From the text: roles ("head of the Wagner Group" leads it). From the world: memberships, offices, borders and alliances on the
// day of the report, of entities that both are actors here, or whose state is named here through one of its own.

#include "events/relations.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/day.h"

namespace vedette::what {
namespace {

struct Collector {
  const Reading& r;
  std::vector<ActorRelation> relations;
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> seen;

  void add(ActorRelation relation) {
    if (relation.from == relation.to || !relation.from || !relation.to) return;
    if (!seen.insert({relation.type, relation.from.value, relation.to.value}).second) return;
    relations.push_back(std::move(relation));
  }
};

std::string day(const std::optional<Day>& value) { return value ? iso(*value) : std::string(); }

}  // namespace

std::vector<ActorRelation> find_relations(const Reading& r) {
  Collector out{r, {}, {}};
  const std::optional<Day> on = r.page.published;
  std::map<std::uint32_t, ActorId> of_entity;
  for (std::size_t i = 0; i < r.actors.actors.size(); ++i) {
    const Actor& actor = r.actors.actors[ActorId(i)];
    if (actor.entity) of_entity.emplace(actor.entity.value, ActorId(i));
  }
  const auto actor_of = [&](EntityId entity) {
    const auto found = entity ? of_entity.find(entity.value) : of_entity.end();
    return found == of_entity.end() ? ActorId() : found->second;
  };
  const Classes leading = r.bits.leading;
  for (std::size_t i = 0; i < r.actors.actors.size(); ++i) {
    const ActorId id(i);
    const Actor& actor = r.actors.actors[id];
    for (const Role& role : actor.roles) {
      bool leads = false, member = false;
      const std::size_t blank = role.role.rfind(' ');
      const std::string last = blank == std::string::npos ? role.role : role.role.substr(blank + 1);
      for (const std::string& name : {role.role, last}) leads |= bool(r.lexicon.classes(r.lexicon.word(name)) & leading);
      member = bool(r.lexicon.classes(r.lexicon.word(last)) & r.bits.membership);
      const ActorId of = role.of ? role.of : actor_of(role.of_entity);
      if (!of || (!leads && !member)) continue;
      std::optional<Span> span;
      if (role.source == RoleSource::text && !actor.mentions.empty()) span = r.actors.mentions[actor.mentions.front()].span;
      out.add({leads ? "leads" : "member-of", id, of, day(role.from), day(role.to), span});
    }
    if (!actor.entity) continue;
    const Entity entity = r.world.entity(actor.entity);
    if (entity.kind == EntityKind::state || entity.kind == EntityKind::body) {
      for (const Membership& membership : r.world.memberships(actor.entity, on)) {
        out.add({"member-of", id, actor_of(membership.body), day(membership.from), day(membership.to), std::nullopt});
      }
    }
    for (const StateRelation& relation : r.world.relations(actor.entity)) {
      if (on && ((relation.since && *relation.since > *on) || (relation.until && *relation.until < *on))) continue;
      out.add({std::string(relation.type), id, actor_of(relation.to), day(relation.since), day(relation.until), std::nullopt});
    }
    if (entity.kind == EntityKind::person) {
      for (const Tenure& tenure : r.world.tenures_of(actor.entity)) {
        if (on && ((tenure.from && *tenure.from > *on) || (tenure.to && *tenure.to < *on))) continue;
        const RoleKind* role = r.world.role(tenure.role);
        const bool leads = (role && role->rank <= 2) || (r.lexicon.classes(r.lexicon.word(tenure.role)) & leading);
        if (leads) out.add({"leads", id, actor_of(tenure.of), day(tenure.from), day(tenure.to), std::nullopt});
      }
    }
  }
  return std::move(out.relations);
}

}  // namespace vedette::what
