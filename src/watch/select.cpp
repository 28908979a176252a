// Which events a question means. Doors: each_event, articles_with. Test: tests/serve.py.
#include "watch/select.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/utf8.h"
#include "watch/merged.h"

namespace vedette {
namespace {

bool both_ways(const Ledger& ledger, const LedgerEvent& event, const Side& left, const Side& right) {
  const Index* const sources = ledger.sources_begin(event);
  const Index* const targets = ledger.sources_end(event);
  const Index* const end = ledger.targets_end(event);
  return (left.any(sources, targets, event.first) && right.any(targets, end, event.first)) ||
         (right.any(sources, targets, event.first) && left.any(targets, end, event.first));
}

using Lists = std::vector<std::span<const Index>>;

// The events that may match: a stretch of all, or what of some lists lies in it.
struct Candidates {
  Index first = 0, last = 0;
  std::optional<Lists> lists;
  std::vector<Index> own;                    // of a list made for this question alone
  std::size_t size() const { return lists ? sum_of(*lists) : last - first; }
  // Takes the lists where they are shorter than what is there; several are merged, which costs about twice.
  void narrow(const Lists& shorter) {
    Lists within = cut(shorter, first, last);
    if (sum_of(within) * (within.size() > 1 ? 2 : 1) < size()) lists = std::move(within);
  }
  void narrow(std::vector<Index> made) {
    own = std::move(made);
    std::sort(own.begin(), own.end());
    lists = cut(Lists{std::span<const Index>(own)}, first, last);
  }
};

void add(const Postings& of, Index key, std::vector<Index>& list) { list.insert(list.end(), of.begin(key), of.end(key)); }

Candidates candidates(const Ledger& ledger, const EventFilter& filter) {
  const auto at_day = [&](DayNumber day) {
    return static_cast<Index>(std::partition_point(ledger.events.begin(), ledger.events.end(), [&](const LedgerEvent& e) { return e.first < day; }) - ledger.events.begin());
  };
  Candidates found;
  found.first = filter.since != kNoDay ? at_day(filter.since) : filter.until != kNoDay ? at_day(kNoDay + 1) : 0;
  found.last = std::max(found.first, filter.until == kNoDay ? static_cast<Index>(ledger.events.size()) : at_day(filter.until + 1));
  for (const std::optional<Side>* side : {&filter.who, &filter.to_whom, &filter.any, &filter.left, &filter.right})
    if (*side) found.narrow((*side)->lists(ledger.events_of_actor, ledger.events_of_country));
  if (filter.article != kNone) found.narrow(Lists{{ledger.events_of_article.begin(filter.article), ledger.events_of_article.end(filter.article)}});
  if (filter.story > 0) {
    std::vector<Index> list;
    if (const auto story = ledger.story_at.find(filter.story); story != ledger.story_at.end())
      for (const Index* at = ledger.articles_of_story.begin(story->second); at != ledger.articles_of_story.end(story->second); ++at) add(ledger.events_of_article, *at, list);
    found.narrow(std::move(list));
  }
  if (!filter.places.empty()) {
    Lists lists;
    for (Index at = 0; at < ledger.places.size(); ++at)
      if (filter.places[at] && ledger.events_of_place.size(at)) lists.emplace_back(ledger.events_of_place.begin(at), ledger.events_of_place.end(at));
    found.narrow(lists);
  }
  if (filter.articles) {
    const auto hits = static_cast<std::size_t>(std::count(filter.articles->begin(), filter.articles->end(), 1));
    if (hits * 40 < found.size()) {
      std::vector<Index> list;
      for (Index at = 0; at < filter.articles->size(); ++at)
        if ((*filter.articles)[at]) add(ledger.events_of_article, at, list);
      found.narrow(std::move(list));
    }
  }
  return found;
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
    from = std::max(from, found.first), to = std::min(to, found.last);
    if (from >= to) return true;
    if (found.lists) return each_merged(cut(*found.lists, from, to), newest, see);
    for (Index i = from; i < to; ++i)
      if (!see(newest ? to - 1 - (i - from) : i)) return false;
    return true;
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
  Index at = 0;
  while (true) {
    const Result<bool> row = asked->step();
    if (!row) return row.error();
    if (!*row) return found;
    const Index article = ledger.article_at(asked->integer(0), at);
    if (article != kNone) found[article] = 1, at = article;
  }
}

}  // namespace vedette
