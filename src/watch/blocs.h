#pragma once
// Blocs: bodies with members, as they were on a day, and what was done by them and to them.

#include "watch/select.h"

namespace vedette {

struct Bloc {
  EntityId body;
  std::string key, name;
  std::uint32_t members = 0;  // on the day
  std::uint32_t events = 0;   // of the body and its members, each once
};

// Bodies that had members on the day, those with most events first.
std::vector<Bloc> blocs_on(const Ledger& ledger, const World& world, DayNumber day);

struct Opponent {
  Index actor = kNone;        // the state's own entity where the outsider is of a state, else the outsider
  std::uint32_t events = 0;
  double conflict = 0, cooperation = 0;
};

struct BlocReport {
  std::vector<Member> members;
  std::vector<Opponent> threatened_by, supported_by;           // outsiders, most first
  std::vector<Index> threats, support, decided;                // events, newest first
  std::unordered_map<std::string, Opponent> by_member;         // by the member's state: what was done to it and by it
};

// What was reported on a bloc from `day - window` to `day`; lists hold at most `limit` events.
BlocReport report_on(const Ledger& ledger, const World& world, std::string_view body, DayNumber day, DayNumber window, std::size_t limit);

}  // namespace vedette
