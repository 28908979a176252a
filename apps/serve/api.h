#pragma once
// The JSON API, /api/1: one handler a path. openapi.json describes it; tests/serve.py holds the two against each other.

#include "items.h"
#include "listing.h"
#include "serve.h"
#include "watch/keeper.h"
#include "watch/select.h"
#include "vedette/archive.h"

namespace vedette {

// What a handler is given: the request, and the archive of this moment.
struct Asked {
  const Request& request;
  std::shared_ptr<const Ledger> ledger;
  const Database& archive;
  const ServeOptions& options;
  Parameters parameters;
  std::int64_t alerts = 0;         // kept so far
  bool rules_writable = false;
  ArchiveWords words;

  Asked(const Request& r, std::shared_ptr<const Ledger> l, const Database& a, const ServeOptions& o)
      : request(r), ledger(std::move(l)), archive(a), options(o), parameters(r), words(a, *ledger) {}
  std::string as_of() const { return day_text(ledger->as_of); }
  // The n-th part behind /api/1.
  const std::string& part(std::size_t n) const { return request.path[n + 2]; }
};

using Handler = Answer (*)(Asked&);

Answer status_of(Asked& asked);
Answer overview(Asked& asked);
Answer list_articles(Asked& asked);
Answer show_article(Asked& asked);
Answer explain_event(Asked& asked);
Answer list_stories(Asked& asked);
Answer show_story(Asked& asked);
Answer list_actors(Asked& asked);
Answer show_actor(Asked& asked);
Answer list_blocs(Asked& asked);
Answer show_bloc(Asked& asked);
Answer list_events(Asked& asked);
Answer list_places(Asked& asked);
Answer list_days(Asked& asked);
Answer list_quotes(Asked& asked);
Answer list_calendar(Asked& asked);
Answer list_commitments(Asked& asked);
Answer list_pairs(Asked& asked);
Answer show_tension(Asked& asked);
Answer compare(Asked& asked);
Answer list_sources(Asked& asked);

// The answer of the handler whose path fits, to a request that reads; 404 where there is none.
Answer ask_api(Asked& asked);

// The actor that a key or a name means: the most reported of its namesakes.
Index actor_of(const Ledger& ledger, std::string_view text);
// The filters of `events`, for all that take them.
EventFilter event_filter(Asked& asked);
// The articles that hold the words of the parameter `text`; nullptr where it is not given.
std::shared_ptr<const Articles> articles_asked_for(Asked& asked, const std::string& text);
// 503 where the archive failed while the answer was made.
Answer checked(Asked& asked, Answer answer);
Answer unavailable(std::string_view message);

// What several views show of days.
struct DaySums {
  std::uint32_t events = 0, reports = 0;
  double conflict = 0, cooperation = 0;
};
void write_days(JsonWriter& json, const std::vector<std::pair<DayNumber, DaySums>>& days);
std::vector<std::pair<DayNumber, DaySums>> days_of_events(const Ledger& ledger, const EventFilter& filter);
std::string state_key(const Ledger& ledger, Index country);
void write_pair(Asked& asked, JsonWriter& json, const struct PairTension& pair);

inline constexpr std::string_view kEventColumns =
    "day date type mode cameo goldstein quad status source target place said_by confidence sources reports words title site published article event begin end story";
inline constexpr std::string_view kQuoteColumns = "published speaker about kind words title site article quote begin end story";
inline constexpr std::string_view kCommitmentColumns = "made by to words type due due_day state overdue because title site published article commitment event begin end story";
inline constexpr std::string_view kAnnouncedColumns = "day last_day type source target place state announced reports sources because words title site published article event begin end story";
inline constexpr std::string_view kArticleColumns = "published title site author url language characters added story copy_of events quotes commitments doubts id";

}  // namespace vedette
