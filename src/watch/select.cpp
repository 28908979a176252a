// Which events a question means. Doors: each_event, articles_with. Test: tests/serve.py.
#include "watch/select.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/utf8.h"

namespace vedette {
namespace {

bool both_ways(const Ledger& ledger, const LedgerEvent& event, const Side& left, const Side& right) {
  const Index* const sources = ledger.sources_begin(event);
  const Index* const targets = ledger.sources_end(event);
  const Index* const end = ledger.targets_end(event);
  return (left.any(sources, targets, event.first) && right.any(targets, end, event.first)) ||
         (right.any(sources, targets, event.first) && left.any(targets, end, event.first));
}

// The events that may match, in order: a stretch of all, or a list.
struct Candidates {
  Index first = 0, last = 0;
  std::optional<std::vector<Index>> list;
};

void narrow(const Ledger& ledger, const Side& side, Candidates& found) {
  const std::size_t now = found.list ? found.list->size() : found.last - found.first;
  if (side.events(ledger) * 2 >= now) return;
  std::vector<Index> list;
  for (const Index actor : side.actors()) list.insert(list.end(), ledger.events_of_actor.begin(actor), ledger.events_of_actor.end(actor));
  if (side.actors().size() > 1) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  found.list = std::move(list);
}

void narrow(const Index* begin, const Index* end, Candidates& found) {
  const std::size_t now = found.list ? found.list->size() : found.last - found.first;
  if (static_cast<std::size_t>(end - begin) < now) found.list = std::vector<Index>(begin, end);
}

Candidates candidates(const Ledger& ledger, const EventFilter& filter) {
  const auto at_day = [&](DayNumber day) {
    return static_cast<Index>(std::partition_point(ledger.events.begin(), ledger.events.end(), [&](const LedgerEvent& e) { return e.first < day; }) - ledger.events.begin());
  };
  Candidates found{filter.since == kNoDay ? 0 : at_day(filter.since), filter.until == kNoDay ? static_cast<Index>(ledger.events.size()) : at_day(filter.until + 1), std::nullopt};
  if (filter.until != kNoDay) found.first = std::max(found.first, at_day(kNoDay + 1));
  found.last = std::max(found.first, found.last);
  for (const std::optional<Side>* side : {&filter.who, &filter.to_whom, &filter.any, &filter.left, &filter.right})
    if (*side) narrow(ledger, **side, found);
  if (filter.article != kNone) narrow(ledger.events_of_article.begin(filter.article), ledger.events_of_article.end(filter.article), found);
  if (filter.story > 0) {
    std::vector<Index> list;
    if (const auto story = ledger.story_at.find(filter.story); story != ledger.story_at.end())
      for (const Index* at = ledger.articles_of_story.begin(story->second); at != ledger.articles_of_story.end(story->second); ++at)
        list.insert(list.end(), ledger.events_of_article.begin(*at), ledger.events_of_article.end(*at));
    std::sort(list.begin(), list.end());
    found.list = std::move(list);
  }
  if (!filter.places.empty()) {
    std::size_t sum = 0;
    for (std::size_t at = 0; at < filter.places.size(); ++at)
      if (filter.places[at]) sum += ledger.events_of_place.size(static_cast<Index>(at));
    if (sum * 2 < (found.list ? found.list->size() : found.last - found.first)) {
      std::vector<Index> list;
      for (std::size_t at = 0; at < filter.places.size(); ++at)
        if (filter.places[at]) list.insert(list.end(), ledger.events_of_place.begin(static_cast<Index>(at)), ledger.events_of_place.end(static_cast<Index>(at)));
      std::sort(list.begin(), list.end());
      found.list = std::move(list);
    }
  }
  if (filter.articles) {
    const std::size_t now = found.list ? found.list->size() : found.last - found.first;
    const auto hits = static_cast<std::size_t>(std::count(filter.articles->begin(), filter.articles->end(), 1));
    if (hits * 40 < now) {
      std::vector<Index> list;
      for (std::size_t at = 0; at < filter.articles->size(); ++at)
        if ((*filter.articles)[at]) list.insert(list.end(), ledger.events_of_article.begin(static_cast<Index>(at)), ledger.events_of_article.end(static_cast<Index>(at)));
      std::sort(list.begin(), list.end());
      found.list = std::move(list);
    }
  }
  return found;
}

// Visits [begin, end) forwards or backwards, from behind `after`; false ends it.
template <class At>
bool walk(Index begin, Index end, bool backwards, At at) {
  for (Index i = begin; i < end; ++i)
    if (!at(backwards ? end - 1 - (i - begin) : i)) return false;
  return true;
}

}  // namespace

bool EventFilter::matches(const Ledger& ledger, const LedgerEvent& event) const {
  if (since != kNoDay && event.first < since) return false;
  if (until != kNoDay && (event.first > until || event.first == kNoDay)) return false;
  if (types && !(types >> event.type & 1)) return false;
  if (statuses && !(statuses >> static_cast<unsigned>(event.status) & 1)) return false;
  if (quads && !(quads >> event.quad & 1)) return false;
  if (event.confidence < confidence) return false;
  if (article != kNone && event.article != article) return false;
  if (articles && !(*articles)[event.article]) return false;
  if (no_site || (site != kNone && ledger.articles[event.article]->site != site)) return false;
  if (story >= 0 && ledger.story_of[event.article] != story) return false;
  if (!places.empty() && (event.place == vedette::kNone || !places[event.place])) return false;
  if (!country.empty() && (event.place == vedette::kNone || ledger.places[event.place].country != country)) return false;
  const Index* const sources = ledger.sources_begin(event);
  const Index* const targets = ledger.sources_end(event);
  const Index* const end = ledger.targets_end(event);
  if (who && !who->any(sources, targets, event.first)) return false;
  if (to_whom && !to_whom->any(targets, end, event.first)) return false;
  if (any && !any->any(sources, end, event.first)) return false;
  if (said_by && (event.said_by == vedette::kNone || !said_by->holds(event.said_by, event.first))) return false;
  return !left || both_ways(ledger, event, *left, *right);
}

void each_event(const Ledger& ledger, const EventFilter& filter, bool newest, Index after, const std::function<bool(Index)>& visit) {
  const Candidates found = candidates(ledger, filter);
  const Index undated = static_cast<Index>(std::partition_point(ledger.events.begin(), ledger.events.end(), [](const LedgerEvent& e) { return e.first == kNoDay; }) - ledger.events.begin());
  const auto see = [&](Index at) { return !filter.matches(ledger, ledger.events[at]) || visit(at); };
  // Dated events first, then those without a day; `after` says in which part, and where, the walk goes on.
  const auto part = [&](Index from, Index to) {
    if (after != kNone) {
      const bool here = after < undated ? to <= undated : from >= undated;
      if (here && newest) to = std::min(to, after);
      if (here && !newest) from = std::max(from, after + 1);
      if (!here && after < undated) return true;  // the dated part is done
    }
    if (from >= to) return true;
    if (!found.list) return walk(std::max(from, found.first), std::min(to, found.last), newest, see);
    const auto begin = std::lower_bound(found.list->begin(), found.list->end(), from);
    const auto end = std::lower_bound(begin, found.list->end(), to);
    return walk(static_cast<Index>(begin - found.list->begin()), static_cast<Index>(end - found.list->begin()), newest, [&](Index i) { return see((*found.list)[i]); });
  };
  if (part(undated, static_cast<Index>(ledger.events.size()))) part(0, undated);
}

std::vector<std::uint8_t> places_near(const Ledger& ledger, double latitude, double longitude, double kilometres) {
  constexpr double kRadians = std::numbers::pi / 180;
  constexpr double kEarth = 6371.0088;  // mean radius, IUGG
  std::vector<std::uint8_t> near(std::max<std::size_t>(ledger.places.size(), 1), 0);
  for (std::size_t at = 0; at < ledger.places.size(); ++at) {
    const LedgerPlace& place = ledger.places[at];
    if (!place.located) continue;
    const double north = (place.latitude - latitude) * kRadians / 2;
    const double east = (place.longitude - longitude) * kRadians / 2;
    const double half = std::sin(north) * std::sin(north) + std::cos(latitude * kRadians) * std::cos(place.latitude * kRadians) * std::sin(east) * std::sin(east);
    near[at] = 2 * kEarth * std::asin(std::min(1.0, std::sqrt(half))) <= kilometres;
  }
  return near;
}

std::vector<std::uint8_t> places_named(const Ledger& ledger, std::string_view name) {
  const std::string wanted = fold(name);
  std::vector<std::uint8_t> named(std::max<std::size_t>(ledger.places.size(), 1), 0);
  for (std::size_t at = 0; at < ledger.places.size(); ++at) named[at] = ledger.places[at].folded == wanted;
  return named;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  const std::string folded = fold(text);
  std::string part;
  bool phrase = false;
  const auto end_part = [&] {
    std::string clean = fold(part);
    if (std::any_of(clean.begin(), clean.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }))
      parts.push_back(std::move(clean));
    part.clear();
  };
  for (const char c : folded) {
    if (c == '"') {
      end_part();
      phrase = !phrase;
    } else if (c == ' ' && !phrase) {
      end_part();
    } else {
      part += c;
    }
  }
  end_part();
  return parts;
}

std::string full_text_query(const std::vector<std::string>& parts) {
  std::string query;
  for (const std::string& part : parts) query += (query.empty() ? "\"" : " \"") + part + '"';
  return query;
}

Result<Articles> articles_with(const Database& archive, const Ledger& ledger, const std::vector<std::string>& parts) {
  Articles found(ledger.articles.size(), 0);
  if (parts.empty()) return found;
  Result<Statement> asked = archive.prepare("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid");
  if (!asked) return asked.error();
  asked->bind(1, full_text_query(parts));
  std::size_t at = 0;
  while (true) {
    const Result<bool> row = asked->step();
    if (!row) return row.error();
    if (!*row) return found;
    const std::int64_t article = asked->integer(0);
    const auto next = std::lower_bound(ledger.articles.begin() + static_cast<std::ptrdiff_t>(at), ledger.articles.end(), article, [](const auto& a, std::int64_t r) { return a->row < r; });
    if (next == ledger.articles.end()) return found;
    at = static_cast<std::size_t>(next - ledger.articles.begin());
    if ((*next)->row == article) found[at] = 1;
  }
}

}  // namespace vedette
