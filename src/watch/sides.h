#pragma once
// Whom a user means by a word: one side of an event.

#include <optional>
#include <string_view>

#include "base/id.h"
#include "watch/ledger.h"

namespace vedette {

struct Member {
  EntityId entity;
  std::string country;            // alpha-3 where the member is a state
  DayNumber from = kNoDay, to = kNoDay;  // kNoDay: always, still
  bool on(DayNumber day) const { return day == kNoDay || ((from == kNoDay || from <= day) && (to == kNoDay || day <= to)); }
};

// Actors, some of them only on the days of a membership.
class Side {
 public:
  // "LTU": everybody of that state; "state:LTU": that entity; "bloc:body:NATO": the body and, on an event's day, everybody of its member
  // states; else a name. An empty side holds nobody.
  static Side of(const Ledger& ledger, const World* world, std::string_view text);

  bool empty() const { return actors_.empty(); }
  bool holds(Index actor, DayNumber day) const;
  bool any(const Index* begin, const Index* end, DayNumber day) const;
  const std::vector<Index>& actors() const { return actors_; }  // sorted
  std::size_t events(const Ledger& ledger) const;               // at most so many events are of this side

 private:
  void add(const Ledger& ledger, Index actor);
  void add(const Ledger& ledger, Index actor, DayNumber from, DayNumber to);
  void settle();
  std::vector<Index> actors_;
  std::vector<std::uint8_t> holds_;                             // by actor: 1 always, 2 on days
  std::unordered_map<Index, std::vector<DaySpan>> days_;
};

// Members of a body on a day, or ever where `day` is kNoDay; states and other entities.
std::vector<Member> members_of(const World& world, std::string_view body, DayNumber day);

}  // namespace vedette
