// Holds the offices that the text gives against those that the world knows. Door: add_role_conflicts. Test: tests/doubts.py.
#include "doubts/roles.h"

#include <algorithm>

#include <fmt/format.h>

#include "actors/actors.h"
#include "base/utf8.h"
#include "page/page.h"
#include "world/world.h"

namespace vedette {

void add_role_conflicts(const DoubtsInput& in, std::vector<Doubt>& doubts) {
  if (!in.page.published) return;
  for (const Actor& actor : in.actors.actors) {
    if (!actor.entity || actor.kind != ActorKind::person || actor.mentions.empty()) continue;
    for (const Role& role : actor.roles) {
      if (role.source != RoleSource::text) continue;
      const EntityId of = role.of ? in.actors.actors[role.of].entity : role.of_entity;
      if (!of) continue;
      const RoleKind* kind = in.world.role(fold(role.role), of);
      if (kind == nullptr || kind->rank > 2 || kind->rank == 0) continue;
      const std::vector<Tenure> holders = in.world.holders(of, kind->key, in.page.published);
      const bool holds = std::any_of(holders.begin(), holders.end(), [&](const Tenure& t) { return t.holder == actor.entity; });
      const std::vector<Tenure> own = in.world.tenures_of(actor.entity);
      const bool ever = std::any_of(own.begin(), own.end(), [&](const Tenure& t) { return t.of == of && t.role == kind->key; });
      if (holders.empty() || holds || ever) continue;  // held at another time: "former" may stand in the text
      doubts.push_back({"role-conflict",
                        {in.actors.mentions[actor.mentions.front()].span},
                        fmt::format("The report makes {} {} of {}; on {} that was {}.", actor.name, role.role, in.world.entity(of).name,
                                    iso(*in.page.published), in.world.entity(holders.front().holder).name)});
    }
  }
}

}  // namespace vedette
