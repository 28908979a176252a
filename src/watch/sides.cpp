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

bool Side::Part::on(DayNumber day) const {
  if (always || day == kNoDay) return true;
  return std::any_of(days.begin(), days.end(), [&](DaySpan s) { return (s.first == kNoDay || s.first <= day) && (s.last == kNoDay || day <= s.last); });
}

// The part of an actor or a state, made where it is not there yet.
Side::Part& Side::part(Index index, bool state) {
  if (state) {
    if (of_state_.empty()) of_state_.assign(ledger_->countries.size(), 0);
    if (of_state_[index]) return parts_[of_state_[index] - 1];
    of_state_[index] = static_cast<std::uint16_t>(parts_.size() + 1);
  } else {
    const auto at = std::lower_bound(of_actor_.begin(), of_actor_.end(), std::pair(index, std::uint32_t{0}));
    if (at != of_actor_.end() && at->first == index) return parts_[at->second];
    of_actor_.insert(at, {index, static_cast<std::uint32_t>(parts_.size())});
  }
  parts_.push_back({index, state, false, {}});
  return parts_.back();
}

Side Side::of(const Ledger& ledger, const World* world, std::string_view text) {
  Side side;
  side.ledger_ = &ledger;
  if (text.starts_with("bloc:")) {
    const std::string_view body = text.substr(5);
    // States before actors: there are fewer of them than a part's number can hold.
    if (world) {
      for (const Member& member : members_of(*world, body, kNoDay)) {
        if (const Index country = member.country.empty() ? kNone : ledger.countries.find(member.country); country != kNone) {
          side.part(country, true).days.push_back({member.from, member.to});
        } else if (const Index actor = ledger.actor_keys.find(world->entity(member.entity).key); actor != kNone) {
          side.part(actor, false).days.push_back({member.from, member.to});
        }
      }
    }
    if (const Index actor = ledger.actor_keys.find(body); actor != kNone) side.part(actor, false).always = true;
    return side;
  }
  if (const Index country = is_code(text) ? ledger.countries.find(text) : kNone; country != kNone) {
    side.part(country, true).always = true;
  } else if (const Index known = ledger.actor_keys.find(text); known != kNone) {
    side.part(known, false).always = true;
  } else {
    for (const Index actor : ledger.names.named(ledger.actors, fold(text))) side.part(actor, false).always = true;
  }
  return side;
}

bool Side::holds(Index actor, DayNumber day) const {
  if (!of_state_.empty()) {
    const Index country = ledger_->country_of_actor[actor];
    if (country != kNone && of_state_[country] && parts_[of_state_[country] - 1U].on(day)) return true;
  }
  if (of_actor_.empty()) return false;
  const auto at = std::lower_bound(of_actor_.begin(), of_actor_.end(), actor, [](const auto& entry, Index a) { return entry.first < a; });
  return at != of_actor_.end() && at->first == actor && parts_[at->second].on(day);
}

bool Side::any(const Index* begin, const Index* end, DayNumber day) const {
  return std::any_of(begin, end, [&](Index actor) { return holds(actor, day); });
}

std::vector<std::span<const Index>> Side::lists(const Postings& of_actor, const Postings& of_country) const {
  std::vector<std::span<const Index>> all;
  for (const Part& part : parts_) {
    const Postings& of = part.state ? of_country : of_actor;
    if (of.size(part.index)) all.emplace_back(of.begin(part.index), of.end(part.index));
  }
  return all;
}

}  // namespace vedette
