// What became of what was promised, by later reports alone. Door: follow_up. Rules: docs/watch.md. Test: plans_test.cpp.
#include <algorithm>

#include "watch/deeds.h"
#include "watch/ledger_rows.h"

namespace vedette {
namespace {

constexpr std::pair<std::string_view, std::string_view> kContrary[] = {
#include "contrary.inc"
};
constexpr DayNumber kGrace = 2;         // days that a promise may be late
constexpr DayNumber kMemory = 365;      // days within which a promise without a day may be kept

bool is_contrary(std::uint8_t promised, std::uint8_t done) {
  return std::any_of(std::begin(kContrary), std::end(kContrary),
                     [&](const auto& row) { return row.first == kEventTypes[promised] && row.second == kEventTypes[done]; });
}

// The contraries of promises, which no announcement asks for: acts by whom and to whom, each list by day.
class Contraries {
 public:
  void ask(Index source, Index target, std::uint8_t type) { facts_.try_emplace(key(source, target, type)); }
  void collect(const Ledger& ledger) {
    if (facts_.empty()) return;
    for (std::size_t at = 0; at < ledger.events.size(); ++at) {
      const LedgerEvent& event = ledger.events[at];
      if (!is_fact(event.status) || event.first == kNoDay) continue;
      for (const Index* source = ledger.sources_begin(event); source != ledger.sources_end(event); ++source)
        for (const Index* target = ledger.sources_end(event); target != ledger.targets_end(event); ++target)
          if (const auto found = facts_.find(key(*source, *target, event.type)); found != facts_.end()) found->second.push_back(static_cast<Index>(at));
    }
  }
  // The first from `from` to `until` that a report of after `made` tells.
  Index first(const Ledger& ledger, Index source, Index target, std::uint8_t type, DayNumber from, DayNumber until, DayNumber made) const {
    const auto found = facts_.find(key(source, target, type));
    if (found == facts_.end()) return kNone;
    auto at = std::lower_bound(found->second.begin(), found->second.end(), from, [&](Index e, DayNumber day) { return ledger.events[e].first < day; });
    for (; at != found->second.end() && ledger.events[*at].first <= until; ++at)
      if (ledger.articles[ledger.events[*at].article]->day > made) return *at;
    return kNone;
  }

 private:
  static std::uint64_t key(Index source, Index target, std::uint8_t type) { return (std::uint64_t{source} << 36) ^ (std::uint64_t{target} << 5) ^ type; }
  std::unordered_map<std::uint64_t, std::vector<Index>> facts_;
};

// Calls `each(target, type)` for the deeds that would break a promise.
template <class Each>
void breaking(const Ledger& ledger, const LedgerCommitment& promise, Each each) {
  if (promise.event == kNone || promise.by == kNone) return;
  const LedgerEvent& event = ledger.events[promise.event];
  for (const Index* target = ledger.sources_end(event); target != ledger.targets_end(event); ++target)
    for (std::uint8_t type = 0; *target != promise.by && type < kEventTypes.size(); ++type)
      if (is_contrary(event.type, type)) each(*target, type);
}

// The first act of after the promise by which whoever gave it kept it, to whom it was given.
Index kept_by(const Ledger& ledger, const Parties& parties, const Deeds& deeds, const LedgerCommitment& promise, DayNumber made, DayNumber until) {
  if (promise.event == kNone || promise.by == kNone) return kNone;
  const LedgerEvent& event = ledger.events[promise.event];
  const std::vector<Party> by = parties.of(promise.by, made);
  std::vector<Party> to;
  for (const Index* target = ledger.sources_end(event); target != ledger.targets_end(event); ++target)
    if (*target != promise.by)
      for (const Party party : parties.of(*target, made)) to.push_back(party);
  if (to.empty() || have_common(by, to)) return kNone;
  const auto any = [&](const Index* begin, const Index* end, const std::vector<Party>& of) {
    return std::any_of(begin, end, [&](Index actor) { return parties.is_among(actor, made, of); });
  };
  Index kept = kNone;
  deeds.each(event, deeds.rarer(by, to), made, until, [&](Index at) {
    const LedgerEvent& told = ledger.events[at];
    if (!is_fact(told.status) || ledger.articles[told.article]->day <= made) return true;
    const Index* const begin = ledger.sources_begin(told);
    const Index* const middle = ledger.sources_end(told);
    const Index* const end = ledger.targets_end(told);
    const bool is_kept = deeds.fulfils(event, told) == Fulfils::either_side ? any(begin, end, by) && any(begin, end, to) : any(begin, middle, by) && any(middle, end, to);
    if (is_kept) kept = at;
    return !is_kept;
  });
  return kept;
}

void follow_commitments(Ledger& ledger, const Parties& parties, const Deeds& deeds, const std::unordered_map<Index, Index>& came) {
  Contraries contraries;
  for (const LedgerCommitment& promise : ledger.commitments) breaking(ledger, promise, [&](Index target, std::uint8_t type) { contraries.ask(promise.by, target, type); });
  contraries.collect(ledger);
  for (LedgerCommitment& promise : ledger.commitments) {
    promise.state = Kept::open, promise.because = kNone;
    const DayNumber made = ledger.articles[promise.article]->day;
    promise.overdue = promise.due_last != kNoDay && ledger.as_of != kNoDay && promise.due_last < ledger.as_of;
    if (made == kNoDay) continue;
    const DayNumber until = promise.due_last != kNoDay ? std::max(promise.due_last, made) + kGrace : made + kMemory;
    promise.because = kept_by(ledger, parties, deeds, promise, made, until);
    if (promise.because != kNone) promise.state = Kept::kept;
    breaking(ledger, promise, [&](Index target, std::uint8_t type) {
      const Index fact = contraries.first(ledger, promise.by, target, type, made, until, made);
      // What came first settles it.
      if (fact == kNone || (promise.because != kNone && deeds.day_of(ledger.events[promise.because]) <= ledger.events[fact].first)) return;
      promise.because = fact, promise.state = Kept::broken;
    });
    // Who promised what was announced has kept it where it took place.
    if (const auto found = came.find(promise.event); promise.state == Kept::open && found != came.end()) promise.state = Kept::kept, promise.because = found->second;
    if (promise.state != Kept::open) promise.overdue = false;
  }
}

}  // namespace

void follow_up(Ledger& ledger, const World* world) {
  const Parties parties(ledger, world);
  const Deeds deeds(ledger, parties);
  follow_commitments(ledger, parties, deeds, follow_announcements(ledger, parties, deeds));
}

}  // namespace vedette
