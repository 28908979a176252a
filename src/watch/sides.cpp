// Whom a user means by a word. Door: Side::of. Test: tests/serve.py.
#include "watch/sides.h"

#include <algorithm>

#include "base/day.h"
#include "base/utf8.h"
#include "world/world.h"

namespace vedette {
namespace {

DayNumber number(std::optional<Day> day) { return day ? static_cast<DayNumber>(day->time_since_epoch().count()) : kNoDay; }
std::optional<Day> day(DayNumber number) { return number == kNoDay ? std::nullopt : std::optional(Day(std::chrono::days(number))); }

bool is_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::vector<Member> members_of(const World& world, std::string_view body, DayNumber on) {
  std::vector<Member> members;
  const EntityId id = world.entity_of(body);
  if (!id) return members;
  for (const Membership& membership : world.members(id, day(on))) {
    const Entity member = world.entity(membership.member);
    members.push_back({membership.member, member.kind == EntityKind::state ? std::string(member.country) : std::string(), number(membership.from), number(membership.to)});
  }
  return members;
}

void Side::add(const Ledger& ledger, Index actor) {
  if (holds_.empty()) holds_.assign(ledger.actors.size(), 0);
  if (holds_[actor] == 0) actors_.push_back(actor);
  holds_[actor] = 1;
}

void Side::add(const Ledger& ledger, Index actor, DayNumber from, DayNumber to) {
  if (holds_.empty()) holds_.assign(ledger.actors.size(), 0);
  if (holds_[actor] == 0) actors_.push_back(actor);
  if (holds_[actor] != 1) holds_[actor] = 2;
  days_[actor].push_back({from, to});
}

void Side::settle() { std::sort(actors_.begin(), actors_.end()); }

Side Side::of(const Ledger& ledger, const World* world, std::string_view text) {
  Side side;
  if (text.starts_with("bloc:")) {
    const std::string_view body = text.substr(5);
    if (const Index actor = ledger.actor_keys.find(body); actor != kNone) side.add(ledger, actor);
    if (world) {
      for (const Member& member : members_of(*world, body, kNoDay)) {
        const auto all = ledger.actors_of_country.find(member.country);
        if (!member.country.empty() && all != ledger.actors_of_country.end()) {
          for (const Index actor : all->second) side.add(ledger, actor, member.from, member.to);
        } else if (const Index actor = ledger.actor_keys.find(world->entity(member.entity).key); actor != kNone) {
          side.add(ledger, actor, member.from, member.to);
        }
      }
    }
  } else if (is_code(text) && ledger.actors_of_country.contains(std::string(text))) {
    for (const Index actor : ledger.actors_of_country.at(std::string(text))) side.add(ledger, actor);
  } else if (const Index known = ledger.actor_keys.find(text); known != kNone) {
    side.add(ledger, known);
  } else {
    const std::string name = fold(text);
    for (std::size_t at = 0; at < ledger.actors.size(); ++at)
      if (ledger.actors[at].folded == name) side.add(ledger, static_cast<Index>(at));
  }
  side.settle();
  return side;
}

bool Side::holds(Index actor, DayNumber on) const {
  if (holds_.empty() || holds_[actor] == 0) return false;
  if (holds_[actor] == 1 || on == kNoDay) return true;
  const std::vector<DaySpan>& spans = days_.at(actor);
  return std::any_of(spans.begin(), spans.end(), [&](DaySpan s) { return (s.first == kNoDay || s.first <= on) && (s.last == kNoDay || on <= s.last); });
}

bool Side::any(const Index* begin, const Index* end, DayNumber on) const {
  return std::any_of(begin, end, [&](Index actor) { return holds(actor, on); });
}

std::size_t Side::events(const Ledger& ledger) const {
  std::size_t sum = 0;
  for (const Index actor : actors_) sum += ledger.events_of_actor.size(actor);
  return sum;
}

}  // namespace vedette
