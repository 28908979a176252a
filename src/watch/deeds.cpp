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

  // Those with a day stand by it already; the others are laid in by their reports' days.
  std::vector<std::pair<DayNumber, Index>> order;
  std::size_t dated = 0;
  for (Index at = 0; at < ledger.events.size(); ++at) {
    const LedgerEvent& event = ledger.events[at];
    if (!answers[event.cameo] || !(is_fact(event.status) || event.status == Status::denied)) continue;
    if (event.first == kNoDay) dated = order.size() + 1;
    order.emplace_back(day_of(event), at);
  }
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(dated);
  std::sort(order.begin(), middle);
  std::inplace_merge(order.begin(), middle, order.end());
  told_.reserve(order.size()), days_.reserve(order.size()), code_of_.reserve(order.size());
  for (const auto& [day, at] : order) told_.push_back(at), days_.push_back(day), code_of_.push_back(ledger.events[at].cameo);
  std::vector<Index> last(parties.size());
  of_party_ = postings(parties.size(), [&](auto put) {
    last.assign(parties.size(), kNone);
    for (Index i = 0; i < told_.size(); ++i) {
      const LedgerEvent& event = ledger.events[told_[i]];
      for (const Index* actor = ledger.sources_begin(event); actor != ledger.targets_end(event); ++actor)
        parties.any_of(*actor, days_[i], [&](Party party) {
          if (last[party] != i) put(party, last[party] = i);
          return false;
        });
    }
  });
}

DayNumber Deeds::day_of(const LedgerEvent& told) const { return told.first != kNoDay ? told.first : ledger_.articles[told.article]->day; }

const std::vector<Party>& Deeds::rarer(const std::vector<Party>& a, const std::vector<Party>& b) const {
  const auto told = [&](const std::vector<Party>& parties) {
    std::size_t sum = 0;
    for (const Party party : parties) sum += of_party_.size(party);
    return sum;
  };
  return told(a) <= told(b) ? a : b;
}

void Deeds::each(const LedgerEvent& plan, const std::vector<Party>& parties, DayNumber from, DayNumber to, const std::function<bool(Index)>& visit) const {
  const auto begin = static_cast<Index>(std::lower_bound(days_.begin(), days_.end(), from) - days_.begin());
  const auto end = static_cast<Index>(std::upper_bound(days_.begin(), days_.end(), to) - days_.begin());
  std::vector<std::span<const Index>> lists;
  for (const Party party : parties) lists.emplace_back(of_party_.begin(party), of_party_.end(party));
  each_merged(cut(lists, begin, end), false, [&](Index i) { return fulfils_[plan.cameo * codes_ + code_of_[i]] == Fulfils::no || visit(told_[i]); });
}

}  // namespace vedette
