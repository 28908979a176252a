// Who acts in public life. Its doors: public_life.h. Test: events_test.cpp.

#include "events/public_life.h"

#include <algorithm>

namespace vedette::what {

bool is_named(const Reading& r, const Actor& actor) {
  return std::any_of(actor.mentions.begin(), actor.mentions.end(),
                     [&](std::uint32_t mention) { return r.actors.mentions[mention].form == MentionForm::name; });
}

// Companies are not in public life by themselves, nor are bodies that are only described ("the team", "the hospital").
bool is_public(const Reading& r, const Actor& actor) {
  const bool private_kind = actor.kind == ActorKind::person || actor.kind == ActorKind::other || actor.kind == ActorKind::people;
  const bool described = (actor.kind == ActorKind::body || actor.kind == ActorKind::party) && !actor.entity && actor.country.empty() &&
                         !is_named(r, actor) &&
                         std::all_of(actor.mentions.begin(), actor.mentions.end(), [&](std::uint32_t mention) {
                           return static_cast<bool>(r.classes(r.actors.mentions[mention].head) & r.bits.private_body);
                         });
  if (actor.kind == ActorKind::company) return false;
  if (!private_kind && !described) return true;
  if (actor.entity) return true;
  const auto in_public = [&](std::string_view sector) {
    return static_cast<bool>(r.lexicon.classes(r.lexicon.word(sector)) & r.bits.public_sector);
  };
  if (std::any_of(actor.sectors.begin(), actor.sectors.end(), in_public)) return true;
  return actor.kind == ActorKind::person && std::any_of(actor.roles.begin(), actor.roles.end(), [&](const Role& role) {
    if (role.of_entity || role.source == RoleSource::world) return true;
    if (role.of && r.actors.actors[role.of].kind != ActorKind::company && r.actors.actors[role.of].kind != ActorKind::person) {
      return true;
    }
    const RoleKind* kind = r.world.role(role.role);
    const Agent* agent = kind ? nullptr : r.world.agent(std::string_view(role.role).substr(role.role.rfind(' ') + 1));  // "first-term senator"
    for (std::string_view sectors = kind ? kind->sectors : agent && !agent->collective ? agent->sectors : std::string_view();
         !sectors.empty();) {
      const std::size_t end = std::min(sectors.find(' '), sectors.size());
      if (in_public(sectors.substr(0, end))) return true;
      sectors.remove_prefix(std::min(end + 1, sectors.size()));
    }
    return false;
  });
}

bool is_public(const Reading& r, TokenId head) {
  for (const ActorId id : r.actors.meant_by(head)) {
    if (is_public(r, r.actors.actors[id])) return true;
  }
  return false;
}

bool is_politician(const Reading& r, TokenId head) {
  const std::span<const ActorId> actors = r.actors.meant_by(head);
  if (actors.size() != 1) return false;
  const Actor& actor = r.actors.actors[actors.front()];
  const auto armed = [&](std::string_view sector) { return static_cast<bool>(r.lexicon.classes(r.lexicon.word(sector)) & r.bits.armed_sector); };
  return actor.kind == ActorKind::person && is_public(r, actor) && std::none_of(actor.sectors.begin(), actor.sectors.end(), armed);
}

}  // namespace vedette::what
