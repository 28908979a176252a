// Lists of events, quotes, articles, announcements, commitments. Door: api.h. Test: tests/serve.py.
#include <algorithm>
#include <map>

#include "api.h"
#include "base/utf8.h"
#include "watch/merged.h"

namespace vedette {
namespace {

constexpr std::string_view kOrders[] = {"newest", "oldest"};
constexpr std::string_view kOnce[] = {"0", "1"};

// Goes through [0, size) from an end, behind `start`.
template <class Visit>
void walk(std::size_t size, bool backwards, std::size_t start, Visit visit) {
  if (backwards) {
    for (std::size_t at = start; at-- > 0;)
      if (!visit(at)) return;
  } else {
    for (std::size_t at = start; at < size; ++at)
      if (!visit(at)) return;
  }
}

bool holds_all(const std::string& words, const std::vector<std::string>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) { return words.find(part) != std::string::npos; });
}

}  // namespace

std::shared_ptr<const Articles> articles_asked_for(Asked& asked, const std::string& text) {
  if (text.empty()) return nullptr;
  // The same words are asked for page after page: the last few answers are kept, by thread.
  struct Kept {
    std::string state, text;
    std::shared_ptr<const Articles> articles;
  };
  thread_local std::vector<Kept> kept;
  for (const Kept& k : kept)
    if (k.state == asked.ledger->state && k.text == text) return k.articles;
  Result<Articles> found = articles_with(asked.archive, *asked.ledger, parts_of(text));
  if (!found) {
    asked.words.keep(found.error());
    return std::make_shared<const Articles>(asked.ledger->articles.size(), 0);
  }
  if (kept.size() >= 16) kept.erase(kept.begin());
  return kept.emplace_back(Kept{asked.ledger->state, text, std::make_shared<const Articles>(*std::move(found))}).articles;
}

EventFilter event_filter(Asked& asked) {
  Parameters& p = asked.parameters;
  const Ledger& ledger = *asked.ledger;
  EventFilter filter;
  filter.since = p.day("since"), filter.until = p.day("until");
  const auto side = [&](std::string_view name, std::optional<Side>& out) {
    const std::string text = p.text(name);
    if (!text.empty()) out = Side::of(ledger, asked.options.world, text);
  };
  side("who", filter.who), side("to_whom", filter.to_whom), side("any", filter.any), side("said_by", filter.said_by);
  if (const std::string pair = p.text("pair", 401); !pair.empty()) {
    const std::size_t comma = pair.find(',');
    if (comma == std::string::npos || comma == 0 || comma + 1 == pair.size()) {
      p.wrong("pair", "two sides with a comma between: RUS,UKR");
    } else {
      filter.left = Side::of(ledger, asked.options.world, pair.substr(0, comma));
      filter.right = Side::of(ledger, asked.options.world, pair.substr(comma + 1));
    }
  }
  filter.types = p.some_of("type", kEventTypes, false);
  filter.statuses = p.some_of("status", kStatuses, false);
  constexpr std::string_view kQuads[] = {"0", "1", "2", "3", "4"};
  filter.quads = p.some_of("quad", std::span(kQuads).subspan(1)) << 1;
  filter.country = p.text("country", 3);
  for (char& c : filter.country) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  if (!filter.country.empty() && (filter.country.size() != 3 || filter.country.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos))
    p.wrong("country", "the three letters of a state: LTU");
  const std::string place = p.text("place");
  const auto near = p.point("near");
  const double radius = p.real("radius", 0.001, 20'100, 50);
  if (near) filter.places = places_near(ledger, near->first, near->second, radius);
  if (!place.empty()) {
    std::vector<std::uint8_t> named = places_named(ledger, place);
    for (std::size_t at = 0; at < filter.places.size(); ++at) named[at] &= filter.places[at];
    filter.places = std::move(named);
  }
  filter.articles = articles_asked_for(asked, p.text("text"));
  if (const std::string site = p.text("site"); !site.empty()) {
    filter.site = ledger.sites.find(site);
    filter.no_site = filter.site == kNone;
  }
  filter.story = p.whole("story", 0, std::int64_t{1} << 53, -1);
  if (const std::string article = p.text("article"); !article.empty()) {
    const auto found = ledger.article_of.find(article);
    if (article.size() != 64) p.wrong("article", "the id of an article: 64 letters of 0-9 and a-f");
    filter.no_site = filter.no_site || found == ledger.article_of.end();
    if (found != ledger.article_of.end()) filter.article = found->second;
  }
  filter.confidence = p.real("confidence", 0, 1, 0);
  return filter;
}

Answer list_events(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  const EventFilter filter = event_filter(asked);
  const bool newest = asked.parameters.one_of("order", kOrders, "newest") == "newest";
  // As places and days count them: each happening once, by its best telling.
  const bool once = asked.parameters.one_of("once", kOnce, "0") == "1";
  Listing page(asked.parameters, "events", kEventColumns);
  if (auto fault = asked.parameters.fault()) return *fault;
  Index after = kNone;
  if (page.after()) {
    // Day, article and number of the last event shown lead to its place in the ledger of now.
    const auto [day, row, number] = *page.after();
    const auto key = [&](const LedgerEvent& e) { return std::tuple(std::int64_t{e.first}, ledger.articles[e.article]->row, std::int64_t{e.number}); };
    const auto at = std::lower_bound(ledger.events.begin(), ledger.events.end(), std::tuple(day, row, number), [&](const LedgerEvent& e, const auto& k) { return key(e) < k; });
    after = static_cast<Index>(at - ledger.events.begin());
    if (!newest && (at == ledger.events.end() || key(*at) != std::tuple(day, row, number))) after = after == 0 ? kNone : after - 1;
  }
  each_event(ledger, filter, newest, after, [&](Index at) {
    const LedgerEvent& e = ledger.events[at];
    if (once && ledger.happenings[e.happening].first != at) return true;
    return page.add({e.first, ledger.articles[e.article]->row, e.number}, [&](JsonWriter& json) { Items(ledger, &asked.words, json).event(at); });
  });
  return checked(asked, page.finish(asked.as_of()));
}

Answer list_places(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  const EventFilter filter = event_filter(asked);
  Listing page(asked.parameters, "places", "name kind country latitude longitude geonames events conflict cooperation");
  if (auto fault = asked.parameters.fault()) return *fault;
  std::vector<DaySums> sums(ledger.places.size());
  each_event(ledger, filter, true, kNone, [&](Index at) {
    const LedgerEvent& e = ledger.events[at];
    const Happening& happening = ledger.happenings[e.happening];
    if (e.place == kNone || !ledger.places[e.place].located || happening.first != at) return true;
    DaySums& here = sums[e.place];
    ++here.events;
    (happening.goldstein < 0 ? here.conflict : here.cooperation) += std::abs(happening.goldstein) / 10 * happening.weight;
    return true;
  });
  std::vector<Index> order;
  for (Index at = 0; at < sums.size(); ++at)
    if (sums[at].events) order.push_back(at);
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return sums[a].events != sums[b].events ? sums[a].events > sums[b].events : a < b; });
  std::size_t start = page.after() ? static_cast<std::size_t>(std::max<std::int64_t>(0, (*page.after())[0])) : 0;
  walk(order.size(), false, start, [&](std::size_t at) {
    return page.add({static_cast<std::int64_t>(at) + 1, 0, 0}, [&](JsonWriter& json) {
      const LedgerPlace& p = ledger.places[order[at]];
      const DaySums& s = sums[order[at]];
      json.begin_object();
      json.field("name", p.name), json.field("kind", p.kind), json.field_or_null("country", p.country);
      json.key("latitude"), json.decimal(p.latitude, 4), json.key("longitude"), json.decimal(p.longitude, 4);
      json.key("geonames"), p.geonames ? json.number(p.geonames) : json.null();
      json.key("events"), json.number(s.events), json.key("conflict"), json.decimal(s.conflict, 2), json.key("cooperation"), json.decimal(s.cooperation, 2);
      json.end_object();
    });
  });
  return checked(asked, page.finish(asked.as_of()));
}

std::vector<std::pair<DayNumber, DaySums>> days_of_events(const Ledger& ledger, const EventFilter& filter) {
  std::vector<std::pair<DayNumber, DaySums>> days;
  Index last_article = kNone;
  each_event(ledger, filter, false, kNone, [&](Index at) {
    const LedgerEvent& e = ledger.events[at];
    if (e.first == kNoDay) return false;  // those come last
    const Happening& happening = ledger.happenings[e.happening];
    if (days.empty() || days.back().first != e.first) days.push_back({e.first, {}}), last_article = kNone;
    DaySums& here = days.back().second;
    if (e.article != last_article) ++here.reports, last_article = e.article;  // events of a day stand by article
    if (happening.first != at) return true;
    ++here.events;
    (happening.goldstein < 0 ? here.conflict : here.cooperation) += std::abs(happening.goldstein) / 10 * happening.weight;
    return true;
  });
  return days;
}

namespace {
void write_day(JsonWriter& json, DayNumber day, const DaySums& sums) {
  json.begin_object();
  json.field("day", day_text(day));
  json.key("events"), json.number(sums.events), json.key("reports"), json.number(sums.reports);
  json.key("conflict"), json.decimal(sums.conflict, 3), json.key("cooperation"), json.decimal(sums.cooperation, 3);
  json.end_object();
}
}  // namespace

void write_days(JsonWriter& json, const std::vector<std::pair<DayNumber, DaySums>>& days) {
  json.begin_array();
  for (const auto& [day, sums] : days) write_day(json, day, sums);
  json.end_array();
}

Answer list_days(Asked& asked) {
  const EventFilter filter = event_filter(asked);
  Listing page(asked.parameters, "days", "day events reports conflict cooperation");
  if (auto fault = asked.parameters.fault()) return *fault;
  for (const auto& [day, sums] : days_of_events(*asked.ledger, filter)) {
    if (page.after() && day <= (*page.after())[0]) continue;
    const DayNumber d = day;
    const DaySums s = sums;
    if (!page.add({d, 0, 0}, [&](JsonWriter& json) { write_day(json, d, s); })) break;
  }
  return checked(asked, page.finish(asked.as_of()));
}

Answer list_articles(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const std::string text = p.text("text"), site = p.text("site"), language = p.text("language", 20), named = p.text("actor");
  const DayNumber since = p.day("since"), until = p.day("until");
  const std::int64_t story = p.whole("story", 0, std::int64_t{1} << 53, -1);
  Listing page(p, "articles", kArticleColumns);
  if (auto fault = p.fault()) return *fault;
  const auto with = articles_asked_for(asked, text);
  // The reports that name somebody.
  std::vector<std::uint8_t> naming(named.empty() ? 0 : ledger.articles.size());
  if (const Index actor = named.empty() ? kNone : actor_of(ledger, named); actor != kNone)
    for (const Index* at = ledger.articles_of_actor.begin(actor); at != ledger.articles_of_actor.end(actor); ++at) naming[*at] = 1;
  const Index at_site = site.empty() ? kNone : ledger.sites.find(site);
  const auto key = [&](Index article) { return std::pair(std::int64_t{ledger.articles[article]->day}, ledger.articles[article]->row); };
  const auto before = [&](std::int64_t day, std::int64_t row) {
    return static_cast<std::size_t>(std::lower_bound(ledger.by_day.begin(), ledger.by_day.end(), std::pair(day, row), [&](Index a, const auto& k) { return key(a) < k; }) - ledger.by_day.begin());
  };
  std::size_t start = until == kNoDay ? ledger.by_day.size() : before(std::int64_t{until} + 1, 0);
  if (page.after()) start = std::min(start, before((*page.after())[0], (*page.after())[1]));
  walk(ledger.by_day.size(), true, start, [&](std::size_t rank) {
    const Index at = ledger.by_day[rank];
    const LedgerArticle& a = *ledger.articles[at];
    if (since != kNoDay && a.day < since) return false;
    if ((with && !(*with)[at]) || (!site.empty() && (at_site == kNone || a.site != at_site)) || (!language.empty() && a.language != language) ||
        (story >= 0 && ledger.story_of[at] != story) || (!named.empty() && !naming[at]))
      return true;
    return page.add({a.day, a.row, 0}, [&](JsonWriter& json) { Items(ledger, &asked.words, json).article(at); });
  });
  return checked(asked, page.finish(asked.as_of()));
}

Answer list_quotes(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const std::string text = p.text("text"), speaker = p.text("speaker"), about = p.text("about"), site = p.text("site");
  const DayNumber since = p.day("since"), until = p.day("until");
  const std::int64_t story = p.whole("story", 0, std::int64_t{1} << 53, -1);
  Listing page(p, "quotes", kQuoteColumns);
  if (auto fault = p.fault()) return *fault;
  const std::vector<std::string> parts = parts_of(text);
  const auto with = articles_asked_for(asked, text);
  const Index at_site = site.empty() ? kNone : ledger.sites.find(site);
  const Side said = speaker.empty() ? Side() : Side::of(ledger, asked.options.world, speaker);
  const Side meant = about.empty() ? Side() : Side::of(ledger, asked.options.world, about);

  const auto key = [&](const LedgerQuote& q) { return std::tuple(std::int64_t{ledger.articles[q.article]->day}, ledger.articles[q.article]->row, std::int64_t{q.number}); };
  const auto before = [&](std::int64_t day, std::int64_t row, std::int64_t number) {
    const auto at = std::lower_bound(ledger.quotes.begin(), ledger.quotes.end(), std::tuple(day, row, number), [&](const LedgerQuote& q, const auto& k) { return key(q) < k; });
    return static_cast<Index>(at - ledger.quotes.begin());
  };
  Index end = until == kNoDay ? static_cast<Index>(ledger.quotes.size()) : before(std::int64_t{until} + 1, 0, 0);
  if (page.after()) end = std::min(end, before((*page.after())[0], (*page.after())[1], (*page.after())[2]));
  // The quotes of the speaker or about somebody, whichever are fewer, where that is asked, else all.
  std::optional<std::vector<std::span<const Index>>> lists;
  if (!speaker.empty()) lists = cut(said.lists(ledger.quotes_of_actor, ledger.quotes_of_country), 0, end);
  if (!about.empty())
    if (auto others = cut(meant.lists(ledger.quotes_about_actor, ledger.quotes_about_country), 0, end); !lists || sum_of(others) < sum_of(*lists)) lists = std::move(others);
  std::vector<Index> rare;
  if (with) {
    const auto hits = static_cast<std::size_t>(std::count(with->begin(), with->end(), 1));
    if (hits * 40 < (lists ? sum_of(*lists) : end)) {
      for (Index at = 0; at < with->size(); ++at)
        if ((*with)[at]) rare.insert(rare.end(), ledger.quotes_of_article.begin(at), ledger.quotes_of_article.end(at));
      std::sort(rare.begin(), rare.end());
      lists = cut({{rare}}, 0, end);
    }
  }
  const auto visit = [&](std::size_t i) {
    const LedgerQuote& q = ledger.quotes[i];
    const LedgerArticle& a = *ledger.articles[q.article];
    if (since != kNoDay && a.day < since) return false;
    if ((with && !(*with)[q.article]) || (!site.empty() && (at_site == kNone || a.site != at_site)) || (story >= 0 && ledger.story_of[q.article] != story)) return true;
    if (!speaker.empty() && (q.speaker == kNone || !said.holds(q.speaker, a.day))) return true;
    if (!about.empty() && !meant.any(ledger.quote_about.data() + q.about, ledger.quote_about.data() + q.about + q.abouts, a.day)) return true;
    if (!text.empty() && (parts.empty() || !holds_all(*q.words, parts))) return true;
    return page.add({a.day, a.row, q.number}, [&](JsonWriter& json) { Items(ledger, &asked.words, json).quote(q); });
  };
  lists ? static_cast<void>(each_merged(*lists, true, visit)) : walk(0, true, end, visit);
  return checked(asked, page.finish(asked.as_of()));
}

Answer list_calendar(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const DayNumber since = p.day("since"), until = p.day("until");
  const std::string any = p.text("any"), state = p.one_of("state", kCame, "");
  const std::uint32_t types = p.some_of("type", kEventTypes, false);
  const bool newest = p.one_of("order", kOrders, "oldest") == "newest";
  Listing page(p, "calendar", kAnnouncedColumns);
  if (auto fault = p.fault()) return *fault;
  const Side side = any.empty() ? Side() : Side::of(ledger, asked.options.world, any);
  const auto& all = ledger.announcements;
  const auto key = [&](const Announcement& plan) {
    const LedgerEvent& e = ledger.events[plan.event];
    return std::tuple(std::int64_t{plan.first}, ledger.articles[e.article]->row, std::int64_t{e.number});
  };
  const std::size_t first = since == kNoDay ? 0 : ledger.plans_to(since);
  const std::size_t behind = until == kNoDay ? all.size() : ledger.plans_behind(until);
  walk(behind, newest, newest ? behind : first, [&](std::size_t at) {
    if (at < first) return false;
    const Announcement& plan = all[at];
    const LedgerEvent& e = ledger.events[plan.event];
    const auto here = key(plan);
    if (page.after()) {
      const auto last = std::tuple((*page.after())[0], (*page.after())[1], (*page.after())[2]);
      if (newest ? here >= last : here <= last) return true;
    }
    if ((since != kNoDay && plan.last < since) || (until != kNoDay && plan.first > until) || (types && !(types >> e.type & 1))) return true;
    if (!state.empty() && kCame[static_cast<std::size_t>(plan.state)] != state) return true;
    if (!any.empty() && !side.any(ledger.sources_begin(e), ledger.targets_end(e), plan.first)) return true;
    return page.add({std::get<0>(here), std::get<1>(here), std::get<2>(here)}, [&](JsonWriter& json) { Items(ledger, &asked.words, json).announcement(plan); });
  });
  return checked(asked, page.finish(asked.as_of()));
}

Answer list_commitments(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const std::string by = p.text("by"), to = p.text("to");
  const DayNumber since = p.day("since"), until = p.day("until"), due_since = p.day("due_since"), due_until = p.day("due_until");
  constexpr std::string_view kStates[] = {"open", "kept", "broken", "overdue"};
  const std::string state = p.one_of("state", kStates, "");
  const std::uint32_t types = p.some_of("type", kEventTypes, false);
  Listing page(p, "commitments", kCommitmentColumns);
  if (auto fault = p.fault()) return *fault;
  const Side from = by.empty() ? Side() : Side::of(ledger, asked.options.world, by);
  const Side whom = to.empty() ? Side() : Side::of(ledger, asked.options.world, to);
  const auto key = [&](const LedgerCommitment& c) { return std::tuple(std::int64_t{ledger.articles[c.article]->day}, ledger.articles[c.article]->row, std::int64_t{c.number}); };
  const auto before = [&](std::int64_t day, std::int64_t row, std::int64_t number) {
    const auto at = std::lower_bound(ledger.commitments.begin(), ledger.commitments.end(), std::tuple(day, row, number), [&](const LedgerCommitment& c, const auto& k) { return key(c) < k; });
    return static_cast<std::size_t>(at - ledger.commitments.begin());
  };
  std::size_t start = until == kNoDay ? ledger.commitments.size() : before(std::int64_t{until} + 1, 0, 0);
  if (page.after()) start = std::min(start, before((*page.after())[0], (*page.after())[1], (*page.after())[2]));
  walk(0, true, start, [&](std::size_t i) {
    const LedgerCommitment& c = ledger.commitments[i];
    const LedgerArticle& a = *ledger.articles[c.article];
    if (since != kNoDay && a.day < since) return false;
    if ((due_since != kNoDay && (c.due_last == kNoDay || c.due_last < due_since)) ||
        (due_until != kNoDay && (c.due_last == kNoDay || c.due_last > due_until)))
      return true;
    if (state == "overdue" ? !c.overdue : !state.empty() && state != kStates[static_cast<std::size_t>(c.state)]) return true;
    if (types && (c.event == kNone || !(types >> ledger.events[c.event].type & 1))) return true;
    if (!by.empty() && (c.by == kNone || !from.holds(c.by, a.day))) return true;
    if (!to.empty()) {
      if (c.event == kNone) return true;
      const LedgerEvent& e = ledger.events[c.event];
      if (!whom.any(ledger.sources_end(e), ledger.targets_end(e), a.day)) return true;
    }
    return page.add({a.day, a.row, c.number}, [&](JsonWriter& json) { Items(ledger, &asked.words, json).commitment(c); });
  });
  return checked(asked, page.finish(asked.as_of()));
}

Answer list_sources(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Listing page(asked.parameters, "sources", "site articles copies first_day last_day");
  if (auto fault = asked.parameters.fault()) return *fault;
  struct Sums {
    std::uint32_t articles = 0, copies = 0;
    DayNumber first = kNoDay, last = kNoDay;
  };
  std::vector<Sums> sums(ledger.sites.size());
  for (const Index at : ledger.by_day) {
    const LedgerArticle& a = *ledger.articles[at];
    if (a.site == kNone) continue;
    Sums& here = sums[a.site];
    ++here.articles;
    if (ledger.copy_of[at] != at) ++here.copies;
    if (here.first == kNoDay) here.first = a.day;
    here.last = a.day;
  }
  std::vector<Index> order(sums.size());
  for (Index at = 0; at < order.size(); ++at) order[at] = at;
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return sums[a].articles != sums[b].articles ? sums[a].articles > sums[b].articles : a < b; });
  const std::size_t start = page.after() ? static_cast<std::size_t>(std::max<std::int64_t>(0, (*page.after())[0])) : 0;
  walk(order.size(), false, start, [&](std::size_t i) {
    const Sums& s = sums[order[i]];
    if (s.articles == 0) return true;
    return page.add({static_cast<std::int64_t>(i) + 1, 0, 0}, [&](JsonWriter& json) {
      json.begin_object();
      json.field("site", ledger.sites[order[i]]);
      json.key("articles"), json.number(s.articles), json.key("copies"), json.number(s.copies);
      json.field_or_null("first_day", day_text(s.first)), json.field_or_null("last_day", day_text(s.last));
      json.end_object();
    });
  });
  return checked(asked, page.finish(asked.as_of()));
}

}  // namespace vedette
