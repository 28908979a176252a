#pragma once
// Which events, quotes, announcements and commitments a question means. Everything that is empty asks for anything.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "watch/sides.h"

namespace vedette {

using Articles = std::vector<std::uint8_t>;  // by article: 1 for those that hold the words asked for

struct EventFilter {
  DayNumber since = kNoDay, until = kNoDay;  // an event's first day
  std::optional<Side> who, to_whom, any, said_by, left, right;  // left and right: either way round
  std::uint32_t types = 0, statuses = 0, quads = 0;             // bits
  std::string country;                       // of the place, alpha-3
  std::vector<std::uint8_t> places;          // by place, where only some will do
  std::shared_ptr<const Articles> articles;
  Index site = kNone, article = kNone;
  bool no_site = false;                      // a site that the archive does not have: nothing matches
  std::int64_t story = -1;
  double confidence = 0;

  bool matches(const Ledger& ledger, const LedgerEvent& event) const;
};

// Calls `visit` with the matching events, by day, newest or oldest first, until it gives false; events without a day come last.
// `after`: goes on behind the event with this number (kNone: from the start).
void each_event(const Ledger& ledger, const EventFilter& filter, bool newest, Index after, const std::function<bool(Index)>& visit);

// Places within `kilometres` of a point.
std::vector<std::uint8_t> places_near(const Ledger& ledger, double latitude, double longitude, double kilometres);
std::vector<std::uint8_t> places_named(const Ledger& ledger, std::string_view name);

// A user's words: parts that must all be there, folded; a phrase in quotation marks is one part.
std::vector<std::string> parts_of(std::string_view text);
// The same for FTS5.
std::string full_text_query(const std::vector<std::string>& parts);
// Articles that hold all parts, by the archive's index of words.
Result<Articles> articles_with(const Database& archive, const Ledger& ledger, const std::vector<std::string>& parts);

}  // namespace vedette
