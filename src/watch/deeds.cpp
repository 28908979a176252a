// What later reports tell. Door: Deeds. Test: plans_test.cpp.
#include "watch/deeds.h"

#include <algorithm>

#include "watch/ledger_rows.h"
#include "watch/merged.h"

namespace vedette {
namespace {

struct Row {
  std::string_view announced, told;
  bool either;
};
constexpr Row kRows[] = {
#include "fulfils.inc"
};

// With a finer row for one side the coarser do not speak: 131 is not 13.
Fulfils fulfilled(std::string_view announced, std::string_view told) {
  const Row* best = nullptr;
  for (const Row& row : kRows)
    if (announced.starts_with(row.announced) && told.starts_with(row.told) && (!best || row.announced.size() + row.told.size() > best->announced.size() + best->told.size())) best = &row;
  return !best ? Fulfils::no : best->either ? Fulfils::either_side : Fulfils::as_announced;
}

}  // namespace

Deeds::Deeds(const Ledger& ledger, const Parties& parties) : ledger_(ledger), codes_(ledger.codes.size()) {
  // Only codes that were announced or promised are asked about.
  std::vector<std::uint8_t> asked(codes_, 0), answers(codes_, 0);
  for (const LedgerEvent& event : ledger.events) asked[event.cameo] |= event.status == Status::scheduled;
  for (const LedgerCommitment& promise : ledger.commitments)
    if (promise.event != kNone) asked[ledger.events[promise.event].cameo] = 1;
  fulfils_.assign(codes_ * codes_, Fulfils::no);
  for (Index plan = 0; plan < codes_; ++plan)
    for (Index told = 0; asked[plan] && told < codes_; ++told) {
      fulfils_[plan * codes_ + told] = fulfilled(ledger.codes[plan], ledger.codes[told]);
      answers[told] |= fulfils_[plan * codes_ + told] != Fulfils::no;
    }

  std::vector<std::pair<DayNumber, Index>> order;
  for (Index at = 0; at < ledger.events.size(); ++at) {
    const LedgerEvent& event = ledger.events[at];
    if (answers[event.cameo] && (is_fact(event.status) || event.status == Status::denied)) order.emplace_back(day_of(event), at);
  }
  std::sort(order.begin(), order.end());
  for (const auto& [day, at] : order) told_.push_back(at), days_.push_back(day);
  of_party_ = postings(parties.size(), [&](auto put) {
    std::vector<Party> here;
    for (Index i = 0; i < told_.size(); ++i) {
      const LedgerEvent& event = ledger.events[told_[i]];
      here.clear();
      for (const Index* actor = ledger.sources_begin(event); actor != ledger.targets_end(event); ++actor)
        for (const Party party : parties.of(*actor, days_[i]))
          if (std::find(here.begin(), here.end(), party) == here.end()) here.push_back(party);
      for (const Party party : here) put(party, i);
    }
  });
}

DayNumber Deeds::day_of(const LedgerEvent& told) const { return told.first != kNoDay ? told.first : ledger_.articles[told.article]->day; }

void Deeds::each(const std::vector<Party>& parties, DayNumber from, DayNumber to, const std::function<bool(Index)>& visit) const {
  const auto begin = static_cast<Index>(std::lower_bound(days_.begin(), days_.end(), from) - days_.begin());
  const auto end = static_cast<Index>(std::upper_bound(days_.begin(), days_.end(), to) - days_.begin());
  std::vector<std::span<const Index>> lists;
  for (const Party party : parties) lists.emplace_back(of_party_.begin(party), of_party_.end(party));
  each_merged(cut(lists, begin, end), false, [&](Index i) { return visit(told_[i]); });
}

}  // namespace vedette
