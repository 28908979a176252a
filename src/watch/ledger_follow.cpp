// What became of what was announced and promised, by later reports alone. Door: follow_up. Rules: docs/watch.md. Test: tests/serve.py.
#include <algorithm>

#include "watch/ledger_rows.h"

namespace vedette {
namespace {

constexpr std::pair<std::string_view, std::string_view> kContrary[] = {
#include "contrary.inc"
};
constexpr DayNumber kGrace = 2;         // days after which silence about an announced event counts
constexpr DayNumber kMemory = 365;      // days within which a promise without a day may be kept

bool is_contrary(std::uint8_t promised, std::uint8_t done) {
  return std::any_of(std::begin(kContrary), std::end(kContrary),
                     [&](const auto& row) { return row.first == kEventTypes[promised] && row.second == kEventTypes[done]; });
}

bool is_in(const Index* begin, const Index* end, Index actor) { return std::find(begin, end, actor) != end; }

DayNumber report_day(const Ledger& ledger, const LedgerEvent& event) { return ledger.articles[event.article]->day; }

std::uint64_t deed(Index source, Index target, std::uint8_t type) { return (std::uint64_t{source} << 36) ^ (std::uint64_t{target} << 5) ^ type; }

// The facts of the deeds that are asked for, each list by day.
class Deeds {
 public:
  void ask(Index source, Index target, std::uint8_t type) { facts_.try_emplace(deed(source, target, type)); }
  void collect(const Ledger& ledger) {
    if (facts_.empty()) return;
    for (std::size_t at = 0; at < ledger.events.size(); ++at) {
      const LedgerEvent& event = ledger.events[at];
      if (!is_fact(event.status) || event.first == kNoDay) continue;
      for (const Index* source = ledger.sources_begin(event); source != ledger.sources_end(event); ++source)
        for (const Index* target = ledger.sources_end(event); target != ledger.targets_end(event); ++target)
          if (const auto found = facts_.find(deed(*source, *target, event.type)); found != facts_.end()) found->second.push_back(static_cast<Index>(at));
    }
  }
  // The first from `from` to `until` that a report of after `made` tells.
  Index first(const Ledger& ledger, Index source, Index target, std::uint8_t type, DayNumber from, DayNumber until, DayNumber made) const {
    const auto found = facts_.find(deed(source, target, type));
    if (found == facts_.end()) return kNone;
    auto at = std::lower_bound(found->second.begin(), found->second.end(), from, [&](Index e, DayNumber day) { return ledger.events[e].first < day; });
    for (; at != found->second.end() && ledger.events[*at].first <= until; ++at)
      if (report_day(ledger, ledger.events[*at]) > made) return *at;
    return kNone;
  }

 private:
  std::unordered_map<std::uint64_t, std::vector<Index>> facts_;
};

// Calls `each(target, type, is it the contrary)` for the deeds that would settle a promise.
template <class Each>
void settling(const Ledger& ledger, const LedgerCommitment& promise, Each each) {
  if (promise.event == kNone || promise.by == kNone) return;
  const LedgerEvent& event = ledger.events[promise.event];
  for (const Index* target = ledger.sources_end(event); target != ledger.targets_end(event); ++target) {
    if (*target == promise.by) continue;
    each(*target, event.type, false);
    for (std::uint8_t type = 0; type < kEventTypes.size(); ++type)
      if (is_contrary(event.type, type)) each(*target, type, true);
  }
}

void follow_commitments(Ledger& ledger) {
  Deeds deeds;
  for (const LedgerCommitment& promise : ledger.commitments)
    settling(ledger, promise, [&](Index target, std::uint8_t type, bool) { deeds.ask(promise.by, target, type); });
  deeds.collect(ledger);
  for (LedgerCommitment& promise : ledger.commitments) {
    promise.state = Kept::open, promise.because = kNone;
    const DayNumber made = ledger.articles[promise.article]->day;
    promise.overdue = promise.due_last != kNoDay && ledger.as_of != kNoDay && promise.due_last < ledger.as_of;
    if (made == kNoDay) continue;
    const DayNumber until = promise.due_last != kNoDay ? std::max(promise.due_last, made) + kGrace : made + kMemory;
    settling(ledger, promise, [&](Index target, std::uint8_t type, bool contrary) {
      const Index fact = deeds.first(ledger, promise.by, target, type, made, until, made);
      // What came first settles it.
      if (fact == kNone || (promise.because != kNone && ledger.events[promise.because].first <= ledger.events[fact].first)) return;
      promise.because = fact;
      promise.state = contrary ? Kept::broken : Kept::kept;
    });
    if (promise.state != Kept::open) promise.overdue = false;
  }
}

std::uint64_t announcement_key(const Ledger& ledger, const LedgerEvent& event) {
  std::vector<Index> actors(ledger.sources_begin(event), ledger.targets_end(event));
  std::sort(actors.begin(), actors.end());
  std::uint64_t hash = (std::uint64_t{event.type} << 56) ^ (static_cast<std::uint64_t>(static_cast<std::uint32_t>(event.first)) << 24) ^ static_cast<std::uint32_t>(event.last);
  for (const Index actor : actors) hash = (hash ^ (actor + 1)) * 0x100000001B3;  // FNV-1a
  return actors.empty() ? (hash ^ (event.place + 1)) * 0x100000001B3 : hash;
}

// Whether `later` tells what `plan` announced: of its kind, and with its people. Where a plan names both sides, both must be there.
bool tells(const Ledger& ledger, const LedgerEvent& plan, const LedgerEvent& later) {
  const Index* const begin = ledger.sources_begin(later);
  const Index* const end = ledger.targets_end(later);
  const auto any = [&](const Index* from, const Index* to) { return std::any_of(from, to, [&](Index actor) { return is_in(begin, end, actor); }); };
  const bool same_place = plan.place != kNone && plan.place == later.place;
  if (later.type != plan.type && (later.quad > 2) != (plan.quad > 2)) return false;
  if (plan.sources && !any(ledger.sources_begin(plan), ledger.sources_end(plan))) return false;
  if (plan.targets) return any(ledger.sources_end(plan), ledger.targets_end(plan));
  return later.type == plan.type || same_place;
}

void settle(const Ledger& ledger, Announcement& plan) {
  const LedgerEvent& event = ledger.events[plan.event];
  const Index* const begin = ledger.sources_begin(event);
  const Index* const end = ledger.targets_end(event);
  for (const Index* actor = begin; actor != end; ++actor) {
    const Index* at = std::lower_bound(ledger.events_of_actor.begin(*actor), ledger.events_of_actor.end(*actor), plan.announced,
                                       [&](Index e, DayNumber day) { return ledger.events[e].first < day; });
    for (; at != ledger.events_of_actor.end(*actor) && ledger.events[*at].first <= plan.last + kGrace; ++at) {
      const LedgerEvent& later = ledger.events[*at];
      if (report_day(ledger, later) < plan.first || later.article == event.article) {
        // Before its day it can only be called off.
        if (later.status != Status::denied || report_day(ledger, later) <= plan.announced) continue;
      }
      if (!tells(ledger, event, later)) continue;
      if (is_fact(later.status) && later.first >= plan.first - 1) {
        plan.state = Came::took_place, plan.because = *at;
        return;
      }
      if (later.status == Status::denied) plan.state = Came::called_off, plan.because = *at;
    }
  }
  if (plan.state == Came::called_off) return;
  plan.state = plan.last >= ledger.as_of ? Came::ahead : plan.last + kGrace <= ledger.as_of ? Came::silent : Came::unknown;
}

void follow_announcements(Ledger& ledger) {
  ledger.announcements.clear();
  std::unordered_map<std::uint64_t, std::size_t> known;
  std::vector<std::vector<Index>> sources;
  for (std::size_t at = 0; at < ledger.events.size(); ++at) {
    const LedgerEvent& event = ledger.events[at];
    const DayNumber told = report_day(ledger, event);
    if (event.status != Status::scheduled || event.first == kNoDay || (told != kNoDay && event.last < told)) continue;
    const auto [found, fresh] = known.try_emplace(announcement_key(ledger, event), ledger.announcements.size());
    if (fresh) {
      ledger.announcements.push_back({static_cast<Index>(at), event.first, event.last, told, Came::unknown, kNone, 0, 0});
      sources.emplace_back();
    }
    Announcement& plan = ledger.announcements[found->second];
    if (told != kNoDay && (plan.announced == kNoDay || told < plan.announced)) plan.announced = told, plan.event = static_cast<Index>(at);
    ++plan.reports;
    std::vector<Index>& heard = sources[found->second];
    if (std::find(heard.begin(), heard.end(), ledger.source_of[event.article]) == heard.end()) heard.push_back(ledger.source_of[event.article]);
    plan.sources = static_cast<std::uint32_t>(heard.size());
  }
  for (Announcement& plan : ledger.announcements) settle(ledger, plan);
  std::stable_sort(ledger.announcements.begin(), ledger.announcements.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  ledger.last_announced.clear();
  for (const Announcement& plan : ledger.announcements) ledger.last_announced.push_back(ledger.last_announced.empty() ? plan.last : std::max(plan.last, ledger.last_announced.back()));
}

}  // namespace

void follow_up(Ledger& ledger) {
  follow_commitments(ledger);
  follow_announcements(ledger);
}

}  // namespace vedette
