#pragma once
// What later reports tell, by whom and by day, to be held against what was announced and promised.

#include <functional>

#include "watch/parties.h"

namespace vedette {

// Whether an act with one CAMEO code does what another has announced, and who must be on which side.
enum class Fulfils : std::uint8_t { no, as_announced, either_side };

class Deeds {
 public:
  Deeds(const Ledger& ledger, const Parties& parties);

  Fulfils fulfils(const LedgerEvent& plan, const LedgerEvent& told) const { return fulfils_[plan.cameo * codes_ + told.cameo]; }
  // The day that an act is told for: its own, else its report's.
  DayNumber day_of(const LedgerEvent& told) const;
  // Facts and denials of what fulfils the plan and any of the parties did or suffered, told for days from `from` to `to`, by day, until
  // `visit` gives false.
  void each(const LedgerEvent& plan, const std::vector<Party>& parties, DayNumber from, DayNumber to, const std::function<bool(Index)>& visit) const;
  // The same where one of each must have a part in it: those of whom less is told are gone through.
  const std::vector<Party>& rarer(const std::vector<Party>& a, const std::vector<Party>& b) const;

 private:
  const Ledger& ledger_;
  std::size_t codes_;
  std::vector<Fulfils> fulfils_;   // by announced and told code
  std::vector<Index> told_;        // by day
  std::vector<DayNumber> days_;
  std::vector<std::uint16_t> code_of_;
  Postings of_party_;              // places in told_
};

}  // namespace vedette
