// Takes from a record what stories need. Door: told_by. Test: tests/stories.py.
#include "stories/told.h"

#include <algorithm>
#include <limits>

#include "base/utf8.h"
#include "report/record_view.h"

namespace vedette {
namespace {

Range range_of(SpanView span) {
  constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return {static_cast<std::uint32_t>(std::min(span.begin, kMost)), static_cast<std::uint32_t>(std::min(span.end, kMost))};
}

// "a12" to 11; none for null or nonsense.
std::optional<std::size_t> index_of(std::string_view id, std::size_t count) {
  const auto number = static_cast<std::size_t>(number_of_id(id));
  if (number == 0 || number > count) return std::nullopt;
  return number - 1;
}

std::optional<Day> last_of_month(std::string_view month) {
  const auto first = day_of(std::string(month) + "-01");
  if (!first) return std::nullopt;
  const std::chrono::year_month_day day(*first);
  return Day(day.year() / day.month() / std::chrono::last);
}

std::string outlet_of(std::string_view site, std::string_view url) {
  std::string_view from = site;
  if (from.empty()) from = url;
  if (const std::size_t scheme = from.find("://"); scheme != std::string_view::npos) {
    from.remove_prefix(scheme + 3);
    from = from.substr(0, from.find_first_of("/?#"));
    if (const std::size_t user = from.rfind('@'); user != std::string_view::npos) from.remove_prefix(user + 1);
    from = from.substr(0, from.rfind(':'));
  }
  std::string outlet = fold(from);
  if (outlet.starts_with("www.")) outlet.erase(0, 4);
  return outlet;
}

ToldActor told_of(const ActorView& from) {
  ToldActor actor{std::string(from.name), std::string(from.kind), std::string(from.entity), std::string(from.country),
                  {from.sectors.begin(), from.sectors.end()}, {}, from.mentions.size()};
  for (const WordsView& mention : from.mentions)
    if (mention.form == "name") actor.names.push_back(range_of(mention.span));
  return actor;
}

ToldPlace told_of(const PlaceView& from) {
  ToldPlace place{std::string(from.name), std::string(from.kind), std::string(from.country), from.geonames.value_or(0), {}, {}};
  if (from.at) place.latitude = from.at->first, place.longitude = from.at->second;
  return place;
}

ToldEvent told_of(const EventView& from, const Told& told) {
  ToldEvent event;
  event.number = static_cast<std::int64_t>(told.events.size()) + 1;
  event.type = from.type, event.cameo = from.cameo, event.status = from.status, event.date = from.date;
  event.days = days_of(event.date);
  event.place = index_of(from.place, told.places.size());
  const auto actors = [&](const std::vector<std::string_view>& ids, std::vector<std::size_t>& into) {
    for (const std::string_view id : ids)
      if (const auto index = index_of(id, told.actors.size())) into.push_back(*index);
  };
  actors(from.source, event.source);
  actors(from.target, event.target);
  event.trigger = lower(from.trigger.text), event.trigger_at = range_of(from.trigger.span);
  event.sentence = range_of(from.sentence);
  for (const EvidenceView& evidence : from.evidence) {
    const Range words = range_of(evidence.span);
    if (evidence.part == "source") event.source_words.push_back(words);
    else if (evidence.part == "date") event.date_words.push_back(words);
    else if (evidence.part == "place") event.place_words.push_back(words);
  }
  return event;
}

}  // namespace

std::optional<DayRange> days_of(std::string_view value) {
  if (const std::size_t slash = value.find('/'); slash != std::string_view::npos) {
    const auto from = days_of(value.substr(0, slash));
    const auto to = days_of(value.substr(slash + 1));
    if (!from || !to || to->last < from->first) return from ? from : to;
    return DayRange{from->first, to->last};
  }
  if (value.size() >= 10 && value[4] == '-') {
    const auto day = day_of(value);
    return day ? std::optional(DayRange{*day, *day}) : std::nullopt;
  }
  if (value.size() == 7) {
    const auto first = day_of(std::string(value) + "-01");
    return first ? std::optional(DayRange{*first, *last_of_month(value)}) : std::nullopt;
  }
  if (value.size() == 4) {
    const auto first = day_of(std::string(value) + "-01-01");
    return first ? std::optional(DayRange{*first, *last_of_month(std::string(value) + "-12")}) : std::nullopt;
  }
  return std::nullopt;
}

Told told_by(const RecordView& record) {
  Told told;
  told.title = record.title;
  told.outlet = outlet_of(record.site, record.url);
  told.published_value = record.published;
  told.published = day_of(told.published_value);
  if (!record.agencies.empty()) told.agency = record.agencies.front();
  for (const WordsView& block : record.blocks)
    if (block.form == "title" || block.form == "body") told.blocks.push_back({block.form == "title", range_of(block.span)});
  for (const ActorView& actor : record.actors) told.actors.push_back(told_of(actor));
  for (const PlaceView& place : record.places) told.places.push_back(told_of(place));
  for (const EventView& event : record.events) told.events.push_back(told_of(event, told));
  return told;
}

Result<Told> told_by(const std::string& record) {
  const Result<RecordView> view = RecordView::of(record);
  if (!view) return view.error();
  return told_by(*view);
}

RangeIndex::RangeIndex(std::string_view text) : text_(text) {
  if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
  starts_.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) starts_.push_back(static_cast<std::uint32_t>(at));
  starts_.push_back(static_cast<std::uint32_t>(text.size()));
}

}  // namespace vedette
