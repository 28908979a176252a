#pragma once
// Tension between two sides: Goldstein-weighted, each happening by its independent sources, with an interval. Formula: docs/watch.md.

#include <vector>

#include "watch/select.h"

namespace vedette {

inline constexpr double kHalfLife = 7;  // days

struct TensionDay {
  DayNumber day = kNoDay;
  double tension = 0, low = 0, high = 0;
  double conflict = 0, cooperation = 0;   // of this day alone
  std::uint32_t events = 0, sources = 0;  // happenings of this day; reports' independent sources that tell them
};

// What one happening gives: -1 (the most cooperative, surely) to +1.
struct Push {
  DayNumber day = kNoDay;
  double value = 0;      // w x
  double variance = 0;   // w x^2
  Index event = 0;       // its telling
  std::uint32_t sources = 0;
};

// The pushes of the facts that match, by day, each happening once.
std::vector<Push> pushes_of(const Ledger& ledger, const EventFilter& filter);
// Day by day from `first` to `last`; pushes of before `first` still work in it.
std::vector<TensionDay> tension_of(const std::vector<Push>& pushes, DayNumber first, DayNumber last, double half_life);
// How far back a push is felt at all: to less than a hundredth.
inline DayNumber reach_of(double half_life) { return static_cast<DayNumber>(7 * half_life + 1); }

struct PairTension {
  Index a = 0, b = 0;    // into countries, a before b
  double tension = 0, low = 0, high = 0, change = 0, conflict = 0, cooperation = 0;
  std::uint32_t events = 0, sources = 0;
  std::vector<double> spark;  // of the last 30 days
};
// Pairs of states on a day, those with most push either way first.
std::vector<PairTension> pairs_on(const Ledger& ledger, DayNumber day);

}  // namespace vedette
