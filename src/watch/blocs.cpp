// Blocs and what happens round them. Doors: blocs_on, report_on. Test: tests/serve.py.
#include "watch/blocs.h"

#include <algorithm>
#include <bitset>
#include <cmath>

#include "world/world.h"

namespace vedette {
namespace {

constexpr std::size_t kMostBlocs = 256;

// An outsider counts under its state where it has one, so that a minister's threat is that of his state.
Index shown_as(const Ledger& ledger, Index actor) {
  if (ledger.actors[actor].country.empty()) return actor;
  const Index state = ledger.actor_keys.find("state:" + ledger.actors[actor].country);
  return state == kNone ? actor : state;
}

std::vector<Opponent> most_first(const std::unordered_map<Index, Opponent>& all, double Opponent::*weight) {
  std::vector<Opponent> found;
  for (const auto& [actor, opponent] : all)
    if (opponent.*weight > 0) found.push_back(opponent);
  std::sort(found.begin(), found.end(), [&](const Opponent& a, const Opponent& b) { return a.*weight != b.*weight ? a.*weight > b.*weight : a.actor < b.actor; });
  if (found.size() > 30) found.resize(30);
  return found;
}

}  // namespace

std::vector<Bloc> blocs_on(const Ledger& ledger, const World& world, DayNumber day) {
  std::vector<Bloc> blocs;
  std::vector<std::bitset<kMostBlocs>> of_country(ledger.countries.size());
  std::vector<std::bitset<kMostBlocs>> of_actor(ledger.actors.size());
  for (std::size_t at = 0; at < world.entity_count() && blocs.size() < kMostBlocs; ++at) {
    const EntityId id(at);
    const Entity entity = world.entity(id);
    if (entity.kind != EntityKind::body) continue;
    const std::vector<Member> members = members_of(world, entity.key, day);
    if (members.empty()) continue;
    for (const Member& member : members) {
      if (const Index country = ledger.countries.find(member.country); country != kNone && !member.country.empty()) {
        of_country[country].set(blocs.size());
      } else if (const Index actor = ledger.actor_keys.find(world.entity(member.entity).key); actor != kNone) {
        of_actor[actor].set(blocs.size());
      }
    }
    if (const Index body = ledger.actor_keys.find(entity.key); body != kNone) of_actor[body].set(blocs.size());
    blocs.push_back({id, std::string(entity.key), std::string(entity.name), static_cast<std::uint32_t>(members.size()), 0});
  }
  for (std::size_t actor = 0; actor < ledger.actors.size(); ++actor)
    if (ledger.country_of_actor[actor] != kNone) of_actor[actor] |= of_country[ledger.country_of_actor[actor]];
  for (const LedgerEvent& event : ledger.events) {
    std::bitset<kMostBlocs> here;
    for (const Index* actor = ledger.sources_begin(event); actor != ledger.targets_end(event); ++actor) here |= of_actor[*actor];
    for (std::size_t at = here._Find_first(); at < blocs.size(); at = here._Find_next(at)) ++blocs[at].events;
  }
  std::sort(blocs.begin(), blocs.end(), [](const Bloc& a, const Bloc& b) { return a.events != b.events ? a.events > b.events : a.key < b.key; });
  return blocs;
}

BlocReport report_on(const Ledger& ledger, const World& world, std::string_view body, DayNumber day, DayNumber window, std::size_t limit) {
  BlocReport report;
  report.members = members_of(world, body, day);
  const Side bloc = Side::of(ledger, &world, "bloc:" + std::string(body));
  const Index itself = ledger.actor_keys.find(body);
  EventFilter filter;
  filter.since = day - window + 1;
  filter.until = day;
  filter.any = bloc;
  std::unordered_map<Index, Opponent> outsiders;
  each_event(ledger, filter, true, kNone, [&](Index at) {
    const LedgerEvent& event = ledger.events[at];
    const Index* const sources = ledger.sources_begin(event);
    const Index* const targets = ledger.sources_end(event);
    const Index* const end = ledger.targets_end(event);
    const bool by_bloc = bloc.any(sources, targets, event.first);
    const bool to_bloc = bloc.any(targets, end, event.first);
    if (itself != kNone && std::find(sources, targets, itself) != targets && report.decided.size() < limit) report.decided.push_back(at);
    const Happening& happening = ledger.happenings[event.happening];
    const bool counts = happening.first == at && is_fact(event.status);
    const double push = -static_cast<double>(happening.goldstein) / 10 * happening.weight;
    if (counts)
      for (const Index* actor = sources; actor != end; ++actor)
        if (const std::string& country = ledger.actors[*actor].country; !country.empty() && bloc.holds(*actor, event.first)) {
          Opponent& member = report.by_member[country];
          ++member.events;
          (push > 0 ? member.conflict : member.cooperation) += std::abs(push);
        }
    if (!to_bloc || by_bloc || sources == targets) return true;
    const bool hostile = event.quad > 2;
    std::vector<Index>& list = hostile ? report.threats : report.support;
    if (list.size() < limit) list.push_back(at);
    if (counts)
      for (const Index* actor = sources; actor != targets; ++actor) {
        Opponent& outsider = outsiders[shown_as(ledger, *actor)];
        outsider.actor = shown_as(ledger, *actor);
        ++outsider.events;
        (push > 0 ? outsider.conflict : outsider.cooperation) += std::abs(push);
      }
    return true;
  });
  report.threatened_by = most_first(outsiders, &Opponent::conflict);
  report.supported_by = most_first(outsiders, &Opponent::cooperation);
  return report;
}

}  // namespace vedette
