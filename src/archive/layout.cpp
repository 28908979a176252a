// Lays a record out in rows. Door: lay_out. Test: tests/archive.py.
#include "archive/layout.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "report/record_view.h"

namespace vedette {
namespace {

// The first day of an ISO value, for sorting and asking; empty where the value has no year.
std::string first_day(std::string_view value) {
  const std::string_view point = value.substr(0, value.find('/'));
  if (point.size() < 4 || point.find_first_not_of("0123456789") < 4) return {};
  std::string day(point.substr(0, 10));
  if (day.size() == 4) return day + "-01-01";
  if (day.size() == 7 && day[5] != 'W') return day + "-01";
  return day.size() == 10 && day[5] != 'W' ? day : std::string(point.substr(0, 4)) + "-01-01";
}

// The numbers of ids, each once, in rising order.
std::vector<std::int64_t> numbers_of(const std::vector<std::string_view>& ids) {
  std::vector<std::int64_t> numbers;
  for (const std::string_view id : ids) numbers.push_back(number_of_id(id));
  std::ranges::sort(numbers);
  const auto same = std::ranges::unique(numbers);
  numbers.erase(same.begin(), same.end());
  return numbers;
}

std::int64_t positive(std::uint64_t hash) { return static_cast<std::int64_t>(hash & 0x7FFF'FFFF'FFFF'FFFFull) | 1; }

Layout::Actor laid_out(const ActorView& from) {
  Layout::Actor actor{std::string(from.name), std::string(from.kind), std::string(from.entity), std::string(from.country), {}, std::string(from.cameo)};
  for (const std::string_view sector : from.sectors) actor.sectors.append(actor.sectors.empty() ? "" : " ").append(sector);
  actor.mentions = static_cast<std::int64_t>(from.mentions.size());
  actor.folded = fold(actor.name);
  actor.party = party_key(actor.entity, actor.folded, actor.country);
  return actor;
}

Layout::Place laid_out(const PlaceView& from) {
  Layout::Place place{std::string(from.name), std::string(from.kind), std::string(from.country), std::string(from.admin1), {}, {}, from.geonames.value_or(0)};
  if (from.at) place.latitude = from.at->first, place.longitude = from.at->second;
  place.folded = fold(place.name);
  place.location = location_key(place.folded, place.country, place.latitude, place.longitude, place.geonames);
  return place;
}

Layout::Quote laid_out(const QuoteView& from) {
  return {std::string(from.kind), number_of_id(from.speaker), from.words.span.begin, from.words.span.end, std::string(from.words.text)};
}

Layout::Event laid_out(const EventView& from) {
  Layout::Event event;
  event.type = from.type, event.mode = from.mode, event.cameo = from.cameo, event.goldstein = from.goldstein, event.quad = from.quad;
  event.status = from.status, event.date = from.date, event.day = first_day(event.date);
  event.place = number_of_id(from.place), event.said_by = number_of_id(from.said_by), event.confidence = from.confidence;
  event.trigger_begin = from.trigger.span.begin, event.trigger_end = from.trigger.span.end;
  event.sentence_begin = from.sentence.begin, event.sentence_end = from.sentence.end;
  event.sources = numbers_of(from.source), event.targets = numbers_of(from.target);
  return event;
}

Layout::Commitment laid_out(const CommitmentView& from) {
  return {number_of_id(from.by), std::string(from.what), std::string(from.due), number_of_id(from.event), from.span.begin, from.span.end};
}

Layout::Doubt laid_out(const DoubtView& from) { return {std::string(from.kind), std::string(from.note)}; }

template <class View, class Item>
void lay_out_all(const std::vector<View>& from, std::vector<Item>& into) {
  into.reserve(from.size());
  for (const View& one : from) into.push_back(laid_out(one));
}

}  // namespace

std::int64_t party_key(std::string_view entity, std::string_view folded, std::string_view country) {
  return positive(hash64(entity.empty() ? fmt::format("{}|{}", folded, country) : std::string(entity)));
}

std::int64_t location_key(std::string_view folded, std::string_view country, std::optional<double> latitude, std::optional<double> longitude, std::int64_t geonames) {
  constexpr double kNone = 1000;
  return positive(hash64(fmt::format("{}|{}|{:.6f}|{:.6f}|{}", folded, country, latitude.value_or(kNone), longitude.value_or(kNone), geonames)));
}

Result<Layout> lay_out(const RecordView& record) {
  if (!record.missing.empty()) return Error{fmt::format("the record has no list of {}; expected a whole one, not an earlier step's", record.missing)};
  Layout layout;
  layout.title = record.title, layout.published = record.published, layout.published_from = record.published_from, layout.language = record.language;
  layout.characters = record.characters;
  const MadeByView& by = record.made_by;
  layout.made_by = {std::string(by.vedette), std::string(by.model), std::string(by.world), std::string(by.lexicon)};
  lay_out_all(record.actors, layout.actors);
  lay_out_all(record.places, layout.places);
  lay_out_all(record.quotes, layout.quotes);
  lay_out_all(record.events, layout.events);
  lay_out_all(record.commitments, layout.commitments);
  lay_out_all(record.doubts, layout.doubts);
  return layout;
}

Result<Layout> lay_out(const std::string& record) {
  const Result<RecordView> view = RecordView::of(record);
  if (!view) return view.error();
  return lay_out(*view);
}

}  // namespace vedette
