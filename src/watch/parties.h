#pragma once
// Whom an actor stands for: a minister for his state, a body's president for the body.

#include <algorithm>

#include "watch/ledger.h"

namespace vedette {

// Somebody who is meant, as a bare number to be compared: an actor's own place, or that of a state behind all actors.
using Party = Index;

class Parties {
 public:
  // `world` may be null: then nobody holds an office.
  Parties(const Ledger& ledger, const World* world);

  // The actor itself, the state that it acts for, and the states and bodies in whose office it is on the day.
  std::vector<Party> of(Index actor, DayNumber day) const;
  // Calls `visit(party)` with these, until it gives true; whether it did.
  template <class Visit>
  bool any_of(Index actor, DayNumber day, Visit visit) const {
    if (visit(actor)) return true;
    if (const Party state = state_of(actor); state != kNone && ledger_.actors[actor].official && visit(state)) return true;
    if (!has_office_[actor]) return false;
    for (const Tie& tie : offices_.at(actor))
      if (tie.on(day) && visit(tie.party)) return true;
    return false;
  }
  bool is_among(Index actor, DayNumber day, const std::vector<Party>& parties) const {
    return any_of(actor, day, [&](Party party) { return std::find(parties.begin(), parties.end(), party) != parties.end(); });
  }
  // The state that it is of, whether it acts for it or not; kNone where of none.
  Party state_of(Index actor) const;
  // The states that are members of a body on the day; none where there are more than some dozens.
  std::vector<Party> members(Index actor, DayNumber day) const;
  bool is_body(Index actor) const { return bodies_.contains(actor); }
  std::size_t size() const { return ledger_.actors.size() + ledger_.countries.size(); }

 private:
  struct Tie {
    Party party = 0;
    DayNumber from = kNoDay, to = kNoDay;  // kNoDay: always, still
    bool on(DayNumber day) const { return day == kNoDay || ((from == kNoDay || from <= day) && (to == kNoDay || day <= to)); }
  };
  const Ledger& ledger_;
  std::vector<std::uint8_t> has_office_;                       // by actor
  std::unordered_map<Index, std::vector<Tie>> offices_, bodies_;
};

bool have_common(const std::vector<Party>& a, const std::vector<Party>& b);

}  // namespace vedette
