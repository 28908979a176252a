#pragma once
// Whom a user means by a word: one side of an event.

#include <optional>
#include <span>
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

// Actors and whole states, some of them only on the days of a membership. A side is of its ledger, which must outlive it.
class Side {
 public:
  // "LTU": everybody of that state; "state:LTU": that entity; "bloc:body:NATO": the body and, on an event's day, everybody of its member
  // states; else a name. An empty side holds nobody.
  static Side of(const Ledger& ledger, const World* world, std::string_view text);

  bool empty() const { return parts_.empty(); }
  bool holds(Index actor, DayNumber day) const;
  bool any(const Index* begin, const Index* end, DayNumber day) const;
  // The lists of everybody who may be of this side, from lists by actor and by state.
  std::vector<std::span<const Index>> lists(const Postings& of_actor, const Postings& of_country) const;

 private:
  struct Part {
    Index index = kNone;                // of an actor, or a state
    bool state = false;
    bool always = false;
    std::vector<DaySpan> days;          // where not always
    bool on(DayNumber day) const;
  };
  Part& part(Index index, bool state);
  const Ledger* ledger_ = nullptr;
  std::vector<Part> parts_;
  std::vector<std::uint16_t> of_state_;                         // by state: its part and one; 0 for none
  std::vector<std::pair<Index, std::uint32_t>> of_actor_;       // sorted: actors with their parts
};

// Members of a body on a day, or ever where `day` is kNoDay; states and other entities.
std::vector<Member> members_of(const World& world, std::string_view body, DayNumber day);

}  // namespace vedette
