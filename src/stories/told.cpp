// Takes from a record what stories need. Door: told_by. Test: tests/stories.py.
#include "stories/told.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdlib>

#include "base/utf8.h"

namespace vedette {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string_view text_of(const object& from, std::string_view key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

Range range_of(const array& pair) {
  std::uint32_t ends[2] = {0, 0};
  int i = 0;
  for (const element end : pair) {
    std::int64_t value = 0;
    if (i < 2 && end.get(value) == simdjson::SUCCESS && value >= 0) ends[i] = static_cast<std::uint32_t>(value);
    ++i;
  }
  return {ends[0], ends[1]};
}

Range span_of(const object& from) {
  array pair;
  return from["span"].get(pair) == simdjson::SUCCESS ? range_of(pair) : Range();
}

template <class Each>
void each_object(const object& from, std::string_view key, Each each) {
  array items;
  if (from[key].get(items) != simdjson::SUCCESS) return;
  for (const element item : items) {
    object here;
    if (item.get(here) == simdjson::SUCCESS) each(here);
  }
}

// "a12" to 11; none for null or nonsense.
std::optional<std::size_t> index_of(std::string_view id, std::size_t count) {
  if (id.size() < 2) return std::nullopt;
  const std::size_t number = std::strtoul(std::string(id.substr(1)).c_str(), nullptr, 10);
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

void take_article(const object& article, Told& told) {
  told.title = text_of(article, "title");
  told.outlet = outlet_of(text_of(article, "site"), text_of(article, "url"));
  told.published_value = text_of(article, "published");
  told.published = day_of(told.published_value);
  array agencies;
  if (article["agencies"].get(agencies) != simdjson::SUCCESS) return;
  for (const element agency : agencies) {
    std::string_view name;
    if (told.agency.empty() && agency.get(name) == simdjson::SUCCESS) told.agency = name;
  }
}

ToldActor actor_of(const object& from) {
  ToldActor actor{std::string(text_of(from, "name")), std::string(text_of(from, "kind")), std::string(text_of(from, "entity")),
                  std::string(text_of(from, "country")), {}, {}, 0};
  array sectors;
  if (from["sectors"].get(sectors) == simdjson::SUCCESS)
    for (const element sector : sectors)
      if (std::string_view name; sector.get(name) == simdjson::SUCCESS) actor.sectors.emplace_back(name);
  each_object(from, "mentions", [&](const object& mention) {
    ++actor.mentions;
    if (text_of(mention, "form") == "name") actor.names.push_back(span_of(mention));
  });
  return actor;
}

ToldPlace place_of(const object& from) {
  ToldPlace place{std::string(text_of(from, "name")), std::string(text_of(from, "kind")), std::string(text_of(from, "country")), 0, {}, {}};
  std::int64_t number = 0;
  if (from["geonames"].get(number) == simdjson::SUCCESS) place.geonames = number;
  double degrees = 0;
  if (from["lat"].get(degrees) == simdjson::SUCCESS) place.latitude = degrees;
  if (from["lon"].get(degrees) == simdjson::SUCCESS) place.longitude = degrees;
  return place;
}

ToldEvent event_of(const object& from, const Told& told) {
  ToldEvent event;
  event.number = static_cast<std::int64_t>(told.events.size()) + 1;
  event.type = text_of(from, "type"), event.cameo = text_of(from, "cameo"), event.status = text_of(from, "status"), event.date = text_of(from, "date");
  event.days = days_of(event.date);
  event.place = index_of(text_of(from, "place"), told.places.size());
  const auto actors = [&](std::string_view side, std::vector<std::size_t>& into) {
    array ids;
    if (from[side].get(ids) != simdjson::SUCCESS) return;
    for (const element id : ids) {
      std::string_view name;
      if (id.get(name) != simdjson::SUCCESS) continue;
      if (const auto index = index_of(name, told.actors.size())) into.push_back(*index);
    }
  };
  actors("source", event.source);
  actors("target", event.target);
  object part;
  if (from["trigger"].get(part) == simdjson::SUCCESS) event.trigger = lower(text_of(part, "text")), event.trigger_at = span_of(part);
  if (from["sentence"].get(part) == simdjson::SUCCESS) event.sentence = span_of(part);
  if (from["evidence"].get(part) != simdjson::SUCCESS) return event;
  const auto words = [&](std::string_view key, std::vector<Range>& into) {
    array spans;
    if (part[key].get(spans) != simdjson::SUCCESS) return;
    for (const element span : spans)
      if (array pair; span.get(pair) == simdjson::SUCCESS) into.push_back(range_of(pair));
  };
  words("source", event.source_words);
  words("date", event.date_words);
  words("place", event.place_words);
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

Result<Told> told_by(const std::string& record) {
  thread_local simdjson::dom::parser parser;
  object report;
  object article;
  if (parser.parse(record).get(report) != simdjson::SUCCESS || report["article"].get(article) != simdjson::SUCCESS)
    return Error{"a record is no JSON object with an article"};
  Told told;
  take_article(article, told);
  each_object(report, "blocks", [&](const object& block) {
    const std::string_view kind = text_of(block, "kind");
    if (kind == "title" || kind == "body") told.blocks.push_back({kind == "title", span_of(block)});
  });
  each_object(report, "actors", [&](const object& actor) { told.actors.push_back(actor_of(actor)); });
  each_object(report, "places", [&](const object& place) { told.places.push_back(place_of(place)); });
  each_object(report, "events", [&](const object& event) { told.events.push_back(event_of(event, told)); });
  return told;
}

RangeIndex::RangeIndex(std::string_view text) : text_(text) {
  if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
  starts_.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size(); next_code_point(text, at)) starts_.push_back(static_cast<std::uint32_t>(at));
  starts_.push_back(static_cast<std::uint32_t>(text.size()));
}

}  // namespace vedette
