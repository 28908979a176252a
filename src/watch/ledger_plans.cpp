// What became of what was announced, by later reports alone. Door: follow_announcements. Rules: docs/watch.md. Test: plans_test.cpp.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "watch/deeds.h"
#include "watch/ledger_rows.h"

namespace vedette {
namespace {

constexpr DayNumber kGrace = 3;         // days after which silence about an announced event counts
constexpr double kNearKilometres = 50;  // a town and its suburb, or two readings of one place

DayNumber report_day(const Ledger& ledger, const LedgerEvent& event) { return ledger.articles[event.article]->day; }

enum class Fit { conflict, open, same_town };

bool is_wide(const LedgerPlace& place) { return place.kind == "country" || place.kind == "admin" || place.kind == "region"; }

Fit places_fit(const Ledger& ledger, Index a, Index b) {
  if (a == kNone || b == kNone) return Fit::open;
  const LedgerPlace &one = ledger.places[a], &other = ledger.places[b];
  if (a == b) return one.kind == "country" ? Fit::open : Fit::same_town;  // a region of the name, Goa, is as good as a town
  if (!one.country.empty() && !other.country.empty() && one.country != other.country) return Fit::conflict;
  if (is_wide(one) || is_wide(other) || !one.located || !other.located) return Fit::open;
  constexpr double kDegree = 6371 * std::numbers::pi / 180;
  const double east = (one.longitude - other.longitude) * std::cos((one.latitude + other.latitude) / 2 * std::numbers::pi / 180);
  return std::hypot(east, one.latitude - other.latitude) * kDegree <= kNearKilometres ? Fit::same_town : Fit::conflict;
}

// Somebody who is meant, by whichever of the names that a report uses for him.
struct Meant {
  std::vector<Party> parties, members;
  bool is_body = false;
};

// One announced event, ready to be held against what is told.
struct Plan {
  const LedgerEvent& event;
  DayNumber first = kNoDay, last = kNoDay;
  std::vector<Meant> sources, targets, all;
};

class Follower {
 public:
  Follower(const Ledger& ledger, const Parties& parties, const Deeds& deeds) : ledger_(ledger), parties_(parties), deeds_(deeds) {}

  void settle(Announcement& announced) const {
    const LedgerEvent& event = ledger_.events[announced.event];
    Plan plan{event, announced.first, announced.last, {}, {}, {}};
    add(ledger_.sources_begin(event), ledger_.sources_end(event), plan.first, plan.sources);
    add(ledger_.sources_end(event), ledger_.targets_end(event), plan.first, plan.targets);
    add(ledger_.sources_begin(event), ledger_.targets_end(event), plan.first, plan.all);
    std::vector<Party> asked;
    for (const Meant& meant : plan.all) {
      asked.insert(asked.end(), meant.parties.begin(), meant.parties.end());
      asked.insert(asked.end(), meant.members.begin(), meant.members.end());
    }
    std::sort(asked.begin(), asked.end());
    asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
    const DayNumber from = announced.announced == kNoDay ? plan.first - 1 : std::min(announced.announced, plan.first - 1);
    deeds_.each(event, asked, from, plan.last + kGrace, [&](Index at) {
      const LedgerEvent& told = ledger_.events[at];
      if (told.article == event.article) return true;
      const DayNumber report = report_day(ledger_, told);
      // Before its day it can only be called off.
      const bool denied = told.status == Status::denied;
      if (denied ? report <= announced.announced : report < plan.first || deeds_.day_of(told) < plan.first - 1) return true;
      if (!tells(plan, told)) return true;
      announced.because = at;
      announced.state = denied ? Came::called_off : Came::took_place;
      return denied;
    });
    if (announced.state != Came::unknown) return;
    announced.state = plan.last >= ledger_.as_of ? Came::ahead : plan.last + kGrace <= ledger_.as_of ? Came::silent : Came::unknown;
  }

 private:
  void add(const Index* begin, const Index* end, DayNumber day, std::vector<Meant>& to) const {
    for (const Index* actor = begin; actor != end; ++actor) {
      Meant meant{parties_.of(*actor, day), parties_.members(*actor, day), parties_.is_body(*actor)};
      if (std::none_of(to.begin(), to.end(), [&](const Meant& known) { return have_common(known.parties, meant.parties); })) to.push_back(std::move(meant));
    }
  }

  // How many of those meant are among the actors, how many may be somebody of their state whom a report does not name ("his Chinese
  // counterpart"), and whether all others are bodies.
  struct Found {
    std::size_t count = 0, maybe = 0;
    bool only_bodies_miss = true;
  };
  Found found(const std::vector<Meant>& meant, const Index* begin, const Index* end, DayNumber day) const {
    Found sum;
    const auto is_somebody_of = [&](Index actor, const Meant& one) {
      const Party state = ledger_.actors[actor].kind == "person" && ledger_.actors[actor].entity.empty() ? parties_.state_of(actor) : kNone;
      return state != kNone && std::find(one.parties.begin(), one.parties.end(), state) != one.parties.end();
    };
    for (const Meant& one : meant) {
      if (std::any_of(begin, end, [&](Index actor) { return parties_.is_among(actor, day, one.parties); })) {
        ++sum.count;
      } else if (std::any_of(begin, end, [&](Index actor) { return is_somebody_of(actor, one); })) {
        ++sum.maybe;
      } else if (!one.is_body) {
        sum.only_bodies_miss = false;
      }
    }
    return sum;
  }

  // Two states of a body, where nobody else was to come: its members' meeting is its own.
  bool members_meet(const Plan& plan, const LedgerEvent& told) const {
    if (plan.all.size() != 1 || plan.all[0].members.empty()) return false;
    const std::vector<Party>& members = plan.all[0].members;
    std::vector<Party> states;
    for (const Index* actor = ledger_.sources_begin(told); actor != ledger_.targets_end(told); ++actor)
      parties_.any_of(*actor, plan.first, [&](Party party) {
        if (std::find(members.begin(), members.end(), party) != members.end() && std::find(states.begin(), states.end(), party) == states.end()) states.push_back(party);
        return false;
      });
    return states.size() > 1;
  }

  // Whether `told` tells of the plan, whatever its words: of its kind, with its people, not elsewhere. Where a plan names two, both must be
  // there; but in the same town a body, which is host or mediator, may go without mention. Who is named alone must be told of in the town, or for the very days.
  bool tells(const Plan& plan, const LedgerEvent& told) const {
    const Fit place = places_fit(ledger_, plan.event.place, told.place);
    if (place == Fit::conflict) return false;
    const bool in_town = place == Fit::same_town;
    const bool on_day = told.first != kNoDay && told.first <= plan.last && told.last >= plan.first;
    const Index* const begin = ledger_.sources_begin(told);
    const Index* const middle = ledger_.sources_end(told);
    const Index* const end = ledger_.targets_end(told);
    if (deeds_.fulfils(plan.event, told) == Fulfils::either_side) {
      const Found here = found(plan.all, begin, end, plan.first);
      if (here.count > 1 || (here.count == 1 && here.maybe > 0 && in_town)) return true;
      if (here.count == 1) return plan.all.size() == 1 ? in_town || on_day : in_town && here.only_bodies_miss;
      return in_town && members_meet(plan, told);
    }
    const bool by = found(plan.sources, begin, middle, plan.first).count > 0;
    const bool to = found(plan.targets, middle, end, plan.first).count > 0;
    if (!plan.sources.empty() && !by) return false;
    if (plan.targets.empty()) return by && (in_town || on_day);
    if (plan.sources.empty()) return to && (in_town || on_day);
    return to || (middle == end && in_town);
  }

  const Ledger& ledger_;
  const Parties& parties_;
  const Deeds& deeds_;
};

// One announcement, whoever tells it: the story's merged event, else what agrees in kind, days and people.
std::uint64_t announcement_key(const Ledger& ledger, const LedgerEvent& event) {
  constexpr std::uint64_t kPrime = 0x100000001B3;  // FNV-1a
  if (event.merged) return event.merged * kPrime;
  std::vector<Index> actors(ledger.sources_begin(event), ledger.targets_end(event));
  std::sort(actors.begin(), actors.end());
  std::uint64_t hash = (std::uint64_t{event.type} << 56) ^ (static_cast<std::uint64_t>(static_cast<std::uint32_t>(event.first)) << 24) ^ static_cast<std::uint32_t>(event.last);
  for (const Index actor : actors) hash = (hash ^ (actor + 1)) * kPrime;
  return actors.empty() ? (hash ^ (event.place + 1)) * kPrime : hash;
}

}  // namespace

std::unordered_map<Index, Index> follow_announcements(Ledger& ledger, const Parties& parties, const Deeds& deeds) {
  ledger.announcements.clear();
  std::vector<std::pair<Index, std::size_t>> announced;  // events, and where they are announced
  std::unordered_map<std::uint64_t, std::size_t> known;
  std::vector<std::vector<Index>> sources;
  for (Index at = 0; at < ledger.events.size(); ++at) {
    const LedgerEvent& event = ledger.events[at];
    const DayNumber told = report_day(ledger, event);
    if (event.status != Status::scheduled || event.first == kNoDay || (told != kNoDay && event.last < told)) continue;
    const auto [found, fresh] = known.try_emplace(announcement_key(ledger, event), ledger.announcements.size());
    if (fresh) {
      ledger.announcements.push_back({at, event.first, event.last, told, Came::unknown, kNone, 0, 0});
      sources.emplace_back();
    }
    Announcement& plan = ledger.announcements[found->second];
    announced.emplace_back(at, found->second);
    if (told != kNoDay && (plan.announced == kNoDay || told < plan.announced)) plan.announced = told, plan.event = at;
    ++plan.reports;
    std::vector<Index>& heard = sources[found->second];
    if (std::find(heard.begin(), heard.end(), ledger.source_of[event.article]) == heard.end()) heard.push_back(ledger.source_of[event.article]);
    plan.sources = static_cast<std::uint32_t>(heard.size());
  }
  const Follower follower(ledger, parties, deeds);
  for (Announcement& plan : ledger.announcements) follower.settle(plan);
  std::unordered_map<Index, Index> came;
  for (const auto& [event, at] : announced)
    if (ledger.announcements[at].state == Came::took_place) came.emplace(event, ledger.announcements[at].because);
  std::stable_sort(ledger.announcements.begin(), ledger.announcements.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  ledger.last_announced.clear();
  for (const Announcement& plan : ledger.announcements) ledger.last_announced.push_back(ledger.last_announced.empty() ? plan.last : std::max(plan.last, ledger.last_announced.back()));
  return came;
}

}  // namespace vedette
