// Lays a record out in rows. Door: lay_out. Test: tests/archive.py.
#include "archive/layout.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/utf8.h"

namespace vedette {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string text_of(const object& from, std::string_view key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::optional<double> real_of(const object& from, std::string_view key) {
  double value = 0;
  return from[key].get(value) == simdjson::SUCCESS ? std::optional(value) : std::nullopt;
}

std::int64_t integer_of(const object& from, std::string_view key) {
  std::int64_t value = 0;
  return from[key].get(value) == simdjson::SUCCESS ? value : 0;
}

// "a12" to 12; 0 for null and for what is no id.
std::int64_t number_of(std::string_view id) {
  std::int64_t number = 0;
  if (id.size() > 1) std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return number;
}

std::int64_t item_of(const object& from, std::string_view key) {
  std::string_view id;
  return from[key].get(id) == simdjson::SUCCESS ? number_of(id) : 0;
}

std::pair<std::int64_t, std::int64_t> span_of(const object& from) {
  std::int64_t ends[2] = {0, 0};
  array span;
  std::size_t at = 0;
  if (from["span"].get(span) == simdjson::SUCCESS)
    for (const element end : span)
      if (at < 2 && end.get(ends[at]) == simdjson::SUCCESS) ++at;
  return {ends[0], ends[1]};
}

// The first day of an ISO value, for sorting and asking; empty where the value has no year.
std::string first_day(std::string_view value) {
  const std::string_view point = value.substr(0, value.find('/'));
  if (point.size() < 4 || point.find_first_not_of("0123456789") < 4) return {};
  std::string day(point.substr(0, 10));
  if (day.size() == 4) return day + "-01-01";
  if (day.size() == 7 && day[5] != 'W') return day + "-01";
  return day.size() == 10 && day[5] != 'W' ? day : std::string(point.substr(0, 4)) + "-01-01";
}

std::vector<std::int64_t> items_of(const object& from, std::string_view key) {
  std::vector<std::int64_t> numbers;
  array items;
  if (from[key].get(items) == simdjson::SUCCESS)
    for (const element item : items) {
      std::string_view id;
      if (item.get(id) == simdjson::SUCCESS) numbers.push_back(number_of(id));
    }
  std::ranges::sort(numbers);
  const auto same = std::ranges::unique(numbers);
  numbers.erase(same.begin(), same.end());
  return numbers;
}

std::int64_t positive(std::uint64_t hash) { return static_cast<std::int64_t>(hash & 0x7FFF'FFFF'FFFF'FFFFull) | 1; }

std::int64_t party_of(const Layout::Actor& actor) {
  return positive(hash64(actor.entity.empty() ? fold(actor.name) + '|' + actor.country : actor.entity));
}

std::int64_t location_of(const Layout::Place& place) {
  const double none = 1000;
  return positive(hash64(fmt::format("{}|{}|{:.6f}|{:.6f}|{}", fold(place.name), place.country, place.latitude.value_or(none),
                                     place.longitude.value_or(none), place.geonames)));
}

Layout::Actor actor_of(const object& from) {
  Layout::Actor actor{text_of(from, "name"), text_of(from, "kind"), text_of(from, "entity"), text_of(from, "country"), {}, text_of(from, "cameo")};
  array list;
  if (from["sectors"].get(list) == simdjson::SUCCESS)
    for (const element item : list) {
      std::string_view sector;
      if (item.get(sector) == simdjson::SUCCESS) actor.sectors.append(actor.sectors.empty() ? "" : " ").append(sector);
    }
  if (from["mentions"].get(list) == simdjson::SUCCESS) actor.mentions = static_cast<std::int64_t>(list.size());
  actor.party = party_of(actor);
  return actor;
}

Layout::Place place_of(const object& from) {
  Layout::Place place{text_of(from, "name"), text_of(from, "kind"), text_of(from, "country"), text_of(from, "admin1"),
                      real_of(from, "lat"),  real_of(from, "lon"),  integer_of(from, "geonames")};
  place.location = location_of(place);
  return place;
}

Layout::Quote quote_of(const object& from) {
  const auto [begin, end] = span_of(from);
  return {text_of(from, "kind"), item_of(from, "speaker"), begin, end, text_of(from, "text")};
}

Result<Layout::Event> event_of(const object& from) {
  object trigger;
  object sentence;
  if (from["trigger"].get(trigger) != simdjson::SUCCESS || from["sentence"].get(sentence) != simdjson::SUCCESS)
    return Error{"an event of the record has no trigger or sentence"};
  Layout::Event event;
  event.type = text_of(from, "type"), event.mode = text_of(from, "mode"), event.cameo = text_of(from, "cameo");
  event.goldstein = real_of(from, "goldstein").value_or(0), event.quad = integer_of(from, "quad");
  event.status = text_of(from, "status"), event.date = text_of(from, "date"), event.day = first_day(event.date);
  event.place = item_of(from, "place"), event.said_by = item_of(from, "said_by");
  event.confidence = real_of(from, "confidence").value_or(0);
  std::tie(event.trigger_begin, event.trigger_end) = span_of(trigger);
  std::tie(event.sentence_begin, event.sentence_end) = span_of(sentence);
  event.sources = items_of(from, "source"), event.targets = items_of(from, "target");
  return event;
}

Layout::Commitment commitment_of(const object& from) {
  const auto [begin, end] = span_of(from);
  return {item_of(from, "by"), text_of(from, "what"), text_of(from, "due"), item_of(from, "event"), begin, end};
}

template <class Item, class Make>
Outcome take(const object& report, std::string_view key, std::vector<Item>& into, Make make) {
  array items;
  if (report[key].get(items) != simdjson::SUCCESS) return Error{"the record has no list of " + std::string(key)};
  into.reserve(items.size());
  for (const element item : items) {
    object here;
    if (item.get(here) != simdjson::SUCCESS) return Error{"the record's " + std::string(key) + " hold something else than objects"};
    Result<Item> made = make(here);
    if (!made) return made.error();
    into.push_back(*std::move(made));
  }
  return Done{};
}

}  // namespace

Result<Layout> lay_out(const std::string& record) {
  thread_local simdjson::dom::parser parser;
  object report;
  object article;
  if (parser.parse(record).get(report) != simdjson::SUCCESS) return Error{"a record is no JSON object"};
  if (text_of(report, "schema") != "vedette/report/1") return Error{"a record is not of the schema vedette/report/1"};
  if (report["article"].get(article) != simdjson::SUCCESS) return Error{"a record has no article"};
  Layout layout;
  layout.title = text_of(article, "title"), layout.published = text_of(article, "published");
  layout.published_from = text_of(article, "published_from"), layout.language = text_of(article, "language");
  layout.characters = integer_of(article, "characters");
  if (object made_by; report["made_by"].get(made_by) == simdjson::SUCCESS)
    layout.made_by = {text_of(made_by, "vedette"), text_of(made_by, "model"), text_of(made_by, "world"), text_of(made_by, "lexicon")};
  Outcome done = take(report, "actors", layout.actors, [](const object& o) -> Result<Layout::Actor> { return actor_of(o); });
  if (done) done = take(report, "places", layout.places, [](const object& o) -> Result<Layout::Place> { return place_of(o); });
  if (done) done = take(report, "quotes", layout.quotes, [](const object& o) -> Result<Layout::Quote> { return quote_of(o); });
  if (done) done = take(report, "events", layout.events, event_of);
  if (done) done = take(report, "commitments", layout.commitments, [](const object& o) -> Result<Layout::Commitment> { return commitment_of(o); });
  if (done)
    done = take(report, "doubts", layout.doubts, [](const object& o) -> Result<Layout::Doubt> { return Layout::Doubt{text_of(o, "kind"), text_of(o, "note")}; });
  if (!done) return done.error();
  return layout;
}

}  // namespace vedette
