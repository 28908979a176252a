// Tension between two sides. Doors: pushes_of, tension_of, pairs_on. Formula: docs/watch.md. Test: tension_test.cpp.
#include "watch/tension.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace vedette {
namespace {

constexpr double kNormal95 = 1.96;  // half the width of a 95 per cent interval in standard errors
constexpr DayNumber kSpark = 30, kWeek = 7;

Push push_of(const Ledger& ledger, Index event) {
  const Happening& happening = ledger.happenings[ledger.events[event].happening];
  const double x = -static_cast<double>(happening.goldstein) / 10;  // Goldstein 1992: +10 the most cooperative
  return {happening.day, happening.weight * x, happening.weight * x * x, event, happening.sources};
}

}  // namespace

std::vector<Push> pushes_of(const Ledger& ledger, const EventFilter& filter) {
  std::vector<Push> pushes;
  std::unordered_set<Index> seen;
  each_event(ledger, filter, false, kNone, [&](Index at) {
    const LedgerEvent& event = ledger.events[at];
    if (is_fact(event.status) && seen.insert(event.happening).second) pushes.push_back(push_of(ledger, at));
    return true;
  });
  std::stable_sort(pushes.begin(), pushes.end(), [](const Push& a, const Push& b) { return a.day < b.day; });
  return pushes;
}

std::vector<TensionDay> tension_of(const std::vector<Push>& pushes, DayNumber first, DayNumber last, double half_life) {
  std::vector<TensionDay> days;
  if (first == kNoDay || last < first) return days;
  const double fade = std::exp2(-1 / half_life);
  double level = 0, variance = 0;
  auto push = std::lower_bound(pushes.begin(), pushes.end(), first - reach_of(half_life), [](const Push& p, DayNumber day) { return p.day < day; });
  for (DayNumber day = first - reach_of(half_life); day <= last; ++day) {
    level *= fade, variance *= fade * fade;
    TensionDay here;
    here.day = day;
    for (; push != pushes.end() && push->day <= day; ++push) {
      level += push->value, variance += push->variance;
      (push->value > 0 ? here.conflict : here.cooperation) += std::abs(push->value);
      ++here.events, here.sources += push->sources;
    }
    const double error = kNormal95 * std::sqrt(variance);
    here.tension = level, here.low = level - error, here.high = level + error;
    if (day >= first) days.push_back(here);
  }
  return days;
}

std::vector<PairTension> pairs_on(const Ledger& ledger, DayNumber day) {
  std::vector<PairTension> pairs;
  if (day == kNoDay) return pairs;
  EventFilter filter;
  filter.since = day - kSpark - reach_of(kHalfLife);
  filter.until = day;
  filter.statuses = 1U << static_cast<unsigned>(Status::happened) | 1U << static_cast<unsigned>(Status::ongoing);
  std::unordered_map<std::uint64_t, std::vector<Push>> by_pair;
  std::vector<Index> sources, targets;
  const auto states = [&](const Index* begin, const Index* end, std::vector<Index>& out) {
    out.clear();
    for (const Index* actor = begin; actor != end; ++actor)
      if (const Index country = ledger.country_of_actor[*actor]; country != kNone && std::find(out.begin(), out.end(), country) == out.end()) out.push_back(country);
  };
  each_event(ledger, filter, false, kNone, [&](Index at) {
    const LedgerEvent& event = ledger.events[at];
    if (ledger.happenings[event.happening].first != at) return true;
    states(ledger.sources_begin(event), ledger.sources_end(event), sources);
    states(ledger.sources_end(event), ledger.targets_end(event), targets);
    for (const Index a : sources)
      for (const Index b : targets)
        if (a != b) by_pair[(std::uint64_t{std::min(a, b)} << 32) | std::max(a, b)].push_back(push_of(ledger, at));
    return true;
  });
  for (auto& [key, pushes] : by_pair) {
    // A state may be source and target of one event with the same other: once is enough.
    std::stable_sort(pushes.begin(), pushes.end(), [](const Push& a, const Push& b) { return std::pair(a.day, a.event) < std::pair(b.day, b.event); });
    pushes.erase(std::unique(pushes.begin(), pushes.end(), [](const Push& a, const Push& b) { return a.event == b.event; }), pushes.end());
    const std::vector<TensionDay> days = tension_of(pushes, day - kSpark + 1, day, kHalfLife);
    PairTension pair;
    pair.a = static_cast<Index>(key >> 32), pair.b = static_cast<Index>(key);
    pair.tension = days.back().tension, pair.low = days.back().low, pair.high = days.back().high;
    pair.change = days.back().tension - days[days.size() - 1 - kWeek].tension;
    for (const TensionDay& d : days) {
      pair.conflict += d.conflict, pair.cooperation += d.cooperation, pair.events += d.events, pair.sources += d.sources;
      pair.spark.push_back(d.tension);
    }
    if (pair.events) pairs.push_back(std::move(pair));
  }
  const auto weight = [](const PairTension& p) { return p.conflict + p.cooperation; };
  std::sort(pairs.begin(), pairs.end(), [&](const PairTension& x, const PairTension& y) {
    return weight(x) != weight(y) ? weight(x) > weight(y) : std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  return pairs;
}

}  // namespace vedette
