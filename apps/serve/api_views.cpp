// Overview, tension, comparison, status. Door: api.h. Test: tests/serve.py.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "api.h"
#include "vedette/version.h"
#include "watch/tension.h"
#include "world/world.h"

namespace vedette {
namespace {

void write_types(JsonWriter& json, const std::array<std::uint32_t, kEventTypes.size()>& counts) {
  std::vector<std::size_t> order;
  for (std::size_t type = 0; type < counts.size(); ++type)
    if (counts[type]) order.push_back(type);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  json.begin_array();
  for (const std::size_t type : order) {
    json.begin_object(), json.field("type", kEventTypes[type]), json.key("events"), json.number(counts[type]), json.end_object();
  }
  json.end_array();
}

void write_tension(JsonWriter& json, const std::vector<TensionDay>& days) {
  json.begin_array();
  for (const TensionDay& d : days) {
    json.begin_object();
    json.field("day", day_text(d.day));
    json.key("tension"), json.decimal(d.tension, 4), json.key("low"), json.decimal(d.low, 4), json.key("high"), json.decimal(d.high, 4);
    json.key("conflict"), json.decimal(d.conflict, 4), json.key("cooperation"), json.decimal(d.cooperation, 4);
    json.key("events"), json.number(d.events), json.key("sources"), json.number(d.sources);
    json.end_object();
  }
  json.end_array();
}

constexpr DayNumber kLongest = 3'660;  // days of a series
constexpr std::string_view kWhole[] = {"0", "1"};

// The day of the first report that has one.
DayNumber first_day(const Ledger& ledger) {
  const auto dated = std::find_if(ledger.by_day.begin(), ledger.by_day.end(), [&](Index at) { return ledger.articles[at]->day != kNoDay; });
  return dated == ledger.by_day.end() ? kNoDay : ledger.articles[*dated]->day;
}

// What somebody is called who was asked for as RUS, state:RUS or bloc:body:NATO.
std::string side_name(const Asked& asked, const std::string& side) {
  const Ledger& ledger = *asked.ledger;
  const World* world = asked.options.world;
  const std::string key = side.starts_with("bloc:") ? side.substr(5) : side;
  for (const std::string& known : {key, "state:" + key}) {
    if (const Index actor = ledger.actor_keys.find(known); actor != kNone) return ledger.actors[actor].name;
    if (const EntityId entity = world ? world->entity_of(known) : EntityId()) return std::string(world->entity(entity).name);
  }
  return side;
}

std::string pair_name(const Asked& asked, const std::string& pair) {
  const std::size_t comma = pair.find(',');
  return side_name(asked, pair.substr(0, comma)) + " – " + side_name(asked, pair.substr(comma + 1));
}

// The first and last day of what is asked for: within the archive's days, and no more than ten years.
DaySpan days_asked(const Ledger& ledger, DayNumber since, DayNumber until, DayNumber otherwise) {
  if (ledger.as_of == kNoDay) return {};
  const DayNumber last = until == kNoDay ? ledger.as_of : until;
  const DayNumber first = since == kNoDay ? last - otherwise + 1 : since;
  return {std::max(first, last - kLongest), last};
}

}  // namespace

Answer unavailable(std::string_view message) { return refusal(503, message); }

Answer checked(Asked& asked, Answer answer) { return asked.words.fault() ? unavailable(asked.words.fault()->message) : answer; }

std::string state_key(const Ledger& ledger, Index country) { return "state:" + ledger.countries[country]; }

Answer status_of(Asked& asked) {
  if (auto fault = asked.parameters.fault()) return *fault;
  const Ledger& ledger = *asked.ledger;
  const std::string& path = asked.options.archive;
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.field("vedette", kVersion);
  json.field("archive", path.substr(path.rfind('/') + 1));
  json.field("state", ledger.state);
  json.field_or_null("as_of", asked.as_of());
  json.field_or_null("first_day", day_text(first_day(ledger)));
  json.field_or_null("last_day", asked.as_of());
  const auto count = [&](std::string_view name, auto number) { json.key(name), json.number(number); };
  count("articles", ledger.by_day.size()), count("removed", ledger.removed), count("events", ledger.events.size()), count("quotes", ledger.quotes.size());
  count("commitments", ledger.commitments.size()), count("stories", ledger.stories.size()), count("alerts", asked.alerts);
  json.key("explain"), json.boolean(static_cast<bool>(asked.options.explain));
  json.key("blocs"), json.boolean(asked.options.world != nullptr);
  json.key("rules"), json.boolean(asked.rules_writable);
  json.end_object();
  return json_answer(std::move(body));
}

void write_pair(Asked& asked, JsonWriter& json, const PairTension& pair) {
  const Ledger& ledger = *asked.ledger;
  json.begin_object();
  for (const auto& [name, country] : {std::pair{"a", pair.a}, std::pair{"b", pair.b}}) {
    json.key(name);
    const std::string key = state_key(ledger, country);
    if (const Index actor = ledger.actor_keys.find(key); actor != kNone) {
      Items(ledger, &asked.words, json).actor_ref(actor);
      continue;
    }
    json.begin_object();
    json.field("key", ledger.countries[country]), json.field("name", ledger.countries[country]), json.key("entity"), json.null();
    json.field("country", ledger.countries[country]);
    json.end_object();
  }
  const auto real = [&](std::string_view name, double value) { json.key(name), json.decimal(value, 4); };
  real("tension", pair.tension), real("low", pair.low), real("high", pair.high), real("change", pair.change);
  real("conflict", pair.conflict), real("cooperation", pair.cooperation);
  json.key("events"), json.number(pair.events), json.key("sources"), json.number(pair.sources);
  json.key("spark"), json.begin_array();
  for (const double value : pair.spark) json.decimal(value, 3);
  json.end_array(), json.end_object();
}

Answer list_pairs(Asked& asked) {
  const DayNumber on = asked.parameters.day("on");
  Listing page(asked.parameters, "pairs", "a b tension low high change conflict cooperation events sources");
  if (auto fault = asked.parameters.fault()) return *fault;
  const std::vector<PairTension> pairs = pairs_on(*asked.ledger, on == kNoDay ? asked.ledger->as_of : on);
  const std::size_t start = page.after() ? static_cast<std::size_t>(std::max<std::int64_t>(0, (*page.after())[0])) : 0;
  for (std::size_t at = start; at < pairs.size(); ++at)
    if (!page.add({static_cast<std::int64_t>(at) + 1, 0, 0}, [&](JsonWriter& json) { write_pair(asked, json, pairs[at]); })) break;
  return page.finish(asked.as_of());
}

Answer show_tension(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const std::string pair = p.require("pair", "two sides with a comma between: RUS,UKR");
  const DayNumber since = p.day("since"), until = p.day("until");
  const double half_life = p.real("half_life", 1, 365, kHalfLife);
  const std::size_t comma = pair.find(',');
  if (!pair.empty() && (comma == std::string::npos || comma == 0 || comma + 1 == pair.size())) p.wrong("pair", "two sides with a comma between: RUS,UKR");
  const DaySpan days = days_asked(ledger, since, until, 180);
  if (days.first != kNoDay && days.first > days.last) p.wrong("since", "a day not after `until`");
  if (auto fault = p.fault()) return *fault;
  EventFilter filter;
  filter.left = Side::of(ledger, asked.options.world, pair.substr(0, comma));
  filter.right = Side::of(ledger, asked.options.world, pair.substr(comma + 1));
  if (days.first != kNoDay) filter.since = days.first - reach_of(half_life) - 1, filter.until = days.last;
  const std::vector<Push> pushes = pushes_of(ledger, filter);
  // What weighs most at the end of the days: faded by then.
  std::vector<Push> heaviest;
  for (const Push& push : pushes)
    if (push.day >= days.first && push.value != 0) heaviest.push_back(push);
  const auto weight = [&](const Push& push) { return std::abs(push.value) * std::exp2((push.day - days.last) / half_life); };
  const std::size_t shown = std::min<std::size_t>(heaviest.size(), 20);
  std::partial_sort(heaviest.begin(), heaviest.begin() + static_cast<std::ptrdiff_t>(shown), heaviest.end(), [&](const Push& a, const Push& b) {
    return weight(a) != weight(b) ? weight(a) > weight(b) : a.event > b.event;
  });
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.field("a", pair.substr(0, comma)), json.field("b", pair.substr(comma + 1)), json.field("name", pair_name(asked, pair));
  json.key("half_life"), json.decimal(half_life, 2);
  json.key("days"), write_tension(json, tension_of(pushes, days.first, days.last, half_life));
  json.key("events"), json.begin_array();
  for (std::size_t i = 0; i < shown; ++i) Items(ledger, &asked.words, json).event(heaviest[i].event);
  json.end_array(), json.end_object();
  return checked(asked, json_answer(std::move(body)));
}

Answer compare(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  constexpr std::string_view kBy[] = {"pair", "period", "source"};
  p.require("by", "one of pair, period, source");
  const std::string by = p.one_of("by", kBy, "pair");
  const std::string_view expected = by == "pair" ? "two sides with a comma between: RUS,UKR" : by == "period" ? "two days: 2023-01-01..2023-03-31" : "a site";
  const std::string labels[2] = {p.require("left", expected), p.require("right", expected)};
  const DayNumber since = p.day("since"), until = p.day("until");
  const DaySpan common = days_asked(ledger, since, until, 180);
  if (common.first != kNoDay && common.first > common.last) p.wrong("since", "a day not after `until`");
  EventFilter filters[2];
  for (int side = 0; side < 2; ++side) {
    EventFilter& filter = filters[side];
    const std::string& label = labels[side];
    const std::string_view name = side ? "right" : "left";
    filter.since = common.first, filter.until = common.last;
    if (label.empty()) continue;
    if (by == "pair") {
      const std::size_t comma = label.find(',');
      if (comma == std::string::npos || comma == 0 || comma + 1 == label.size()) {
        p.wrong(name, expected);
        continue;
      }
      filter.left = Side::of(ledger, asked.options.world, label.substr(0, comma));
      filter.right = Side::of(ledger, asked.options.world, label.substr(comma + 1));
    } else if (by == "period") {
      filter.since = label.size() == 22 && label.substr(10, 2) == ".." ? day_number(label.substr(0, 10)) : kNoDay;
      filter.until = label.size() == 22 ? day_number(label.substr(12)) : kNoDay;
      if (filter.since == kNoDay || filter.until == kNoDay || filter.until < filter.since || filter.until - filter.since > kLongest) p.wrong(name, expected);
    } else {
      filter.site = ledger.sites.find(label);
      filter.no_site = filter.site == kNone;
    }
  }
  if (auto fault = p.fault()) return *fault;
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.field("by", by);
  for (int side = 0; side < 2; ++side) {
    EventFilter filter = filters[side];
    const DaySpan days{filter.since, filter.until};
    std::array<std::uint32_t, kEventTypes.size()> types{};
    std::uint32_t events = 0;
    std::vector<Index> newest;
    std::vector<std::uint8_t> told(ledger.articles.size(), 0);
    double conflict = 0, cooperation = 0;
    each_event(ledger, filter, true, kNone, [&](Index at) {
      const LedgerEvent& e = ledger.events[at];
      told[e.article] = 1;
      if (newest.size() < 10) newest.push_back(at);
      const Happening& happening = ledger.happenings[e.happening];
      // Of one site its own telling counts, whichever site tells it best.
      if (by != "source" && happening.first != at) return true;
      ++events, ++types[e.type];
      (happening.goldstein < 0 ? conflict : cooperation) += std::abs(happening.goldstein) / 10 * happening.weight;
      return true;
    });
    if (days.first != kNoDay) filter.since = days.first - reach_of(kHalfLife) - 1;
    json.key(side ? "right" : "left"), json.begin_object();
    json.field("label", by == "pair" ? pair_name(asked, labels[side]) : labels[side]);
    json.field_or_null("since", day_text(days.first)), json.field_or_null("until", day_text(days.last));
    json.key("events"), json.number(events), json.key("reports"), json.number(std::count(told.begin(), told.end(), 1));
    json.key("conflict"), json.decimal(conflict, 3), json.key("cooperation"), json.decimal(cooperation, 3);
    json.key("days"), write_tension(json, tension_of(pushes_of(ledger, filter), days.first, days.last, kHalfLife));
    json.key("types"), write_types(json, types);
    json.key("newest"), json.begin_array();
    for (const Index at : newest) Items(ledger, &asked.words, json).event(at);
    json.end_array(), json.end_object();
  }
  json.end_object();
  return checked(asked, json_answer(std::move(body)));
}

Answer overview(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const DayNumber since = p.day("since"), until = p.day("until");
  // Everything, what has no day included.
  const bool whole = p.one_of("whole", kWhole, "0") == "1";
  DaySpan days = days_asked(ledger, since, until, 30);
  if (whole && (since != kNoDay || until != kNoDay)) p.wrong("whole", "1 without `since` and `until`");
  if (days.first != kNoDay && days.first > days.last) p.wrong("since", "a day not after `until`");
  if (auto fault = p.fault()) return *fault;
  EventFilter filter;
  if (!whole) filter.since = days.first, filter.until = days.last;
  if (whole && days.first != kNoDay) days.first = first_day(ledger);
  std::array<std::uint32_t, kEventTypes.size()> types{};
  std::size_t events = 0;
  std::vector<DaySums> at_place(ledger.places.size());
  if (whole || days.first != kNoDay)
    each_event(ledger, filter, true, kNone, [&](Index at) {
      const LedgerEvent& e = ledger.events[at];
      const Happening& happening = ledger.happenings[e.happening];
      if (happening.first != at) return true;
      ++types[e.type], ++events;
      if (e.place == kNone || !ledger.places[e.place].located) return true;
      ++at_place[e.place].events;
      (happening.goldstein < 0 ? at_place[e.place].conflict : at_place[e.place].cooperation) += std::abs(happening.goldstein) / 10 * happening.weight;
      return true;
    });
  std::string body;
  JsonWriter json(body);
  Items items(ledger, &asked.words, json);
  json.begin_object();
  json.field_or_null("as_of", asked.as_of());
  json.field_or_null("since", day_text(days.first)), json.field_or_null("until", day_text(days.last));
  const auto count = [&](std::string_view name, std::size_t number) { json.key(name), json.number(number); };
  // As the lists have them that are asked for with the same days: all are kept by the day of their report, stories by their last.
  const auto within = [&](const auto& list, const auto day) -> std::size_t {
    if (whole) return list.size();
    if (days.first == kNoDay) return 0;
    const auto from = std::partition_point(list.begin(), list.end(), [&](const auto& item) { return day(item) < days.first; });
    return static_cast<std::size_t>(std::partition_point(from, list.end(), [&](const auto& item) { return day(item) <= days.last; }) - from);
  };
  const auto article_day = [&](Index at) { return ledger.articles[at]->day; };
  const auto item_day = [&](const auto& item) { return article_day(item.article); };
  std::vector<Index> stories;
  if (whole || days.first != kNoDay)
    for (Index at = static_cast<Index>(ledger.stories.size()); at-- > 0 && (whole || ledger.stories[at].last >= days.first);)
      if (whole || (ledger.stories[at].first != kNoDay && ledger.stories[at].first <= days.last)) stories.push_back(at);
  count("articles", within(ledger.by_day, article_day)), count("events", events), count("quotes", within(ledger.quotes, item_day));
  count("commitments", within(ledger.commitments, item_day)), count("stories", stories.size());
  json.key("days"), write_days(json, !whole && days.first == kNoDay ? std::vector<std::pair<DayNumber, DaySums>>() : days_of_events(ledger, filter));
  json.key("types"), write_types(json, types);
  json.key("pairs"), json.begin_array();
  const std::vector<PairTension> pairs = pairs_on(ledger, days.last);
  for (std::size_t i = 0; i < std::min<std::size_t>(pairs.size(), 12); ++i) write_pair(asked, json, pairs[i]);
  json.end_array();
  json.key("places"), json.begin_array();
  std::vector<Index> places;
  for (Index at = 0; at < at_place.size(); ++at)
    if (at_place[at].events) places.push_back(at);
  std::sort(places.begin(), places.end(), [&](Index a, Index b) { return at_place[a].events != at_place[b].events ? at_place[a].events > at_place[b].events : a < b; });
  if (places.size() > 200) places.resize(200);
  for (const Index at : places) {
    const LedgerPlace& place = ledger.places[at];
    json.begin_object();
    json.field("name", place.name), json.field("kind", place.kind), json.field_or_null("country", place.country);
    json.key("latitude"), json.decimal(place.latitude, 4), json.key("longitude"), json.decimal(place.longitude, 4);
    json.key("geonames"), place.geonames ? json.number(place.geonames) : json.null();
    json.key("events"), json.number(at_place[at].events);
    json.key("conflict"), json.decimal(at_place[at].conflict, 2), json.key("cooperation"), json.decimal(at_place[at].cooperation, 2);
    json.end_object();
  }
  json.end_array();
  json.key("coming"), json.begin_array();
  int shown = 0;
  for (std::size_t at = ledger.plans_to(days.last); at < ledger.announcements.size() && shown < 12; ++at)
    if (ledger.announcements[at].last >= days.last) items.announcement(ledger.announcements[at]), ++shown;
  json.end_array();
  json.key("due"), json.begin_array();
  shown = 0;
  for (auto promise = ledger.commitments.rbegin(); promise != ledger.commitments.rend() && shown < 12; ++promise)
    if (promise->state == Kept::open && promise->due_last != kNoDay && promise->due_last >= days.last - 30) items.commitment(*promise), ++shown;
  json.end_array();
  json.key("newest"), json.begin_array();
  shown = 0;
  const auto behind = days.last == kNoDay ? ledger.by_day.end() : std::upper_bound(ledger.by_day.begin(), ledger.by_day.end(), days.last, [&](DayNumber day, Index at) { return day < ledger.articles[at]->day; });
  for (auto at = std::make_reverse_iterator(behind); at != ledger.by_day.rend() && shown < 12; ++at, ++shown) items.article(*at);
  json.end_array();
  json.key("top_stories"), json.begin_array();
  const std::size_t most = std::min<std::size_t>(stories.size(), 12);
  std::partial_sort(stories.begin(), stories.begin() + static_cast<std::ptrdiff_t>(most), stories.end(), [&](Index a, Index b) {
    const LedgerStory &x = ledger.stories[a], &y = ledger.stories[b];
    return std::tuple(x.sources, x.reports, a) > std::tuple(y.sources, y.reports, b);
  });
  for (std::size_t i = 0; i < most; ++i) items.story(ledger.stories[stories[i]]);
  json.end_array(), json.end_object();
  return checked(asked, json_answer(std::move(body)));
}

}  // namespace vedette
