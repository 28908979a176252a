// Puts the tellings of one event together, and weighs it by its independent sources. Door: make_happenings. Test: tests/serve.py.
#include <algorithm>

#include "watch/ledger_rows.h"

namespace vedette {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15 + (hash << 6) + (hash >> 2);  // Boost's hash_combine
  return hash * 0xFF51AFD7ED558CCD;
}

// Without a merged event, tellings are of one event that agree in day, type, sources and targets.
std::uint64_t agreement(const Ledger& ledger, const LedgerEvent& event) {
  if (event.first == kNoDay || event.sources == 0 || event.targets == 0) return 0;
  std::uint64_t hash = mix(static_cast<std::uint64_t>(event.first), (std::uint64_t{event.type} << 32) | static_cast<std::uint32_t>(event.last));
  hash = mix(hash, (std::uint64_t{event.sources} << 8) | event.targets);
  std::vector<Index> side(ledger.sources_begin(event), ledger.sources_end(event));
  std::sort(side.begin(), side.end());
  for (const Index actor : side) hash = mix(hash, actor);
  side.assign(ledger.sources_end(event), ledger.targets_end(event));
  std::sort(side.begin(), side.end());
  for (const Index actor : side) hash = mix(hash, actor);
  return hash | (std::uint64_t{1} << 63);
}

}  // namespace

void make_happenings(Ledger& ledger) {
  std::unordered_map<std::uint64_t, Index> known;
  known.reserve(ledger.events.size());
  ledger.happenings.clear();
  for (LedgerEvent& event : ledger.events) {
    const std::uint64_t key = event.merged ? event.merged : agreement(ledger, event);
    event.happening = static_cast<Index>(ledger.happenings.size());
    if (key) event.happening = known.try_emplace(key, event.happening).first->second;
    if (event.happening == ledger.happenings.size()) ledger.happenings.emplace_back();
  }

  const Postings tellings = postings(ledger.happenings.size(), [&](auto put) {
    for (std::size_t at = 0; at < ledger.events.size(); ++at) put(ledger.events[at].happening, static_cast<Index>(at));
  });
  std::vector<std::pair<Index, float>> witnesses;  // source and how sure its surest telling is
  std::vector<Index> reports;
  for (std::size_t h = 0; h < ledger.happenings.size(); ++h) {
    Happening& happening = ledger.happenings[h];
    witnesses.clear();
    reports.clear();
    for (const Index* at = tellings.begin(static_cast<Index>(h)); at != tellings.end(static_cast<Index>(h)); ++at) {
      const LedgerEvent& event = ledger.events[*at];
      const Index source = ledger.source_of[event.article];
      auto witness = std::find_if(witnesses.begin(), witnesses.end(), [&](const auto& w) { return w.first == source; });
      if (witness == witnesses.end()) witness = witnesses.insert(witness, {source, 0.0F});
      if (is_fact(event.status)) witness->second = std::max(witness->second, event.confidence);
      if (std::find(reports.begin(), reports.end(), event.article) == reports.end()) reports.push_back(event.article);
      const auto rank = [&](Index e) { return std::pair(is_fact(ledger.events[e].status), ledger.events[e].confidence); };
      if (happening.first == kNone || rank(*at) > rank(happening.first)) happening.first = *at;
    }
    const LedgerEvent& first = ledger.events[happening.first];
    happening.day = first.first != kNoDay ? first.first : ledger.articles[first.article]->day;
    happening.goldstein = first.goldstein;
    happening.sources = static_cast<std::uint16_t>(std::min<std::size_t>(witnesses.size(), 65'535));
    happening.reports = static_cast<std::uint16_t>(std::min<std::size_t>(reports.size(), 65'535));
    double none_is_right = 1;
    for (const auto& [source, sureness] : witnesses) none_is_right *= 1.0 - std::clamp(static_cast<double>(sureness), 0.0, 1.0);
    happening.weight = static_cast<float>(1 - none_is_right);
  }
}

}  // namespace vedette
