#pragma once
// Whom an actor stands for: a minister for his state, a body's president for the body.

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
  };
  static void add(const std::vector<Tie>& ties, DayNumber day, std::vector<Party>& to);
  const Ledger& ledger_;
  std::unordered_map<Index, std::vector<Tie>> offices_, bodies_;
};

bool have_common(const std::vector<Party>& a, const std::vector<Party>& b);

}  // namespace vedette
