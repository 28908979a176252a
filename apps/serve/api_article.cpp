// Articles with their records, explanations, stories. Door: api.h. Test: tests/serve.py.
#include <algorithm>
#include <map>

#include "api.h"
#include "archive/compress.h"
#include "base/utf8.h"

namespace vedette {
namespace {

std::optional<Answer> bad_id(const std::string& id) {
  if (id.size() >= 8 && id.size() <= 64 && id.find_first_not_of("0123456789abcdef") == std::string::npos) return std::nullopt;
  return refusal(400, "'" + id + "' is no id of an article", "id", "the id, or at least its first 8 letters of 0-9 and a-f");
}

template <class Key, class Each>
void each_row(Asked& asked, const char* sql, Key key, Each each) {
  Result<Statement> rows = asked.archive.prepare(sql);
  if (!rows) return asked.words.keep(rows.error());
  rows->bind(1, key);
  while (true) {
    const Result<bool> row = rows->step();
    if (!row) return asked.words.keep(row.error());
    if (!*row) return;
    each(*rows);
  }
}

// The article that an id, or the unique beginning of one, means; kNone where none or several.
Index article_of(Asked& asked, const std::string& id) {
  const Ledger& ledger = *asked.ledger;
  if (const auto found = ledger.article_of.find(id); found != ledger.article_of.end()) return found->second;
  std::vector<Index> found;
  // Letters of an id are below '~'.
  each_row(asked, "SELECT article FROM article WHERE id >= ?1 AND id < ?1 || '~' LIMIT 2", id, [&](const Statement& row) {
    if (const Index at = ledger.article_at(row.integer(0)); at != kNone) found.push_back(at);
  });
  return found.size() == 1 ? found.front() : kNone;
}

}  // namespace

Answer show_article(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  if (auto fault = asked.parameters.fault()) return *fault;
  const std::string& id = asked.part(1);
  if (auto fault = bad_id(id)) return *fault;
  const Index at = article_of(asked, id);
  if (asked.words.fault()) return unavailable(asked.words.fault()->message);
  if (at == kNone) return refusal(404, "there is no article " + id + ", or several begin so");
  const LedgerArticle& article = *ledger.articles[at];
  std::string record;
  each_row(asked, "SELECT record FROM article WHERE article = ?", article.row, [&](const Statement& row) {
    Result<std::string> text = decompress(row.text(0));
    text ? static_cast<void>(record = *std::move(text)) : asked.words.keep(text.error());
  });
  if (record.empty() && !asked.words.fault()) return refusal(404, "the article was taken out of the archive a moment ago");
  while (!record.empty() && (record.back() == '\n' || record.back() == '\r')) record.pop_back();
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  Items(ledger, &asked.words, json).article_fields(at);
  json.field("text", asked.words.text(at));
  json.key("versions"), json.begin_array();
  std::vector<Index> versions = {at};
  if (!article.url.empty()) {
    versions.clear();
    each_row(asked, "SELECT article FROM article WHERE url = ? ORDER BY article", article.url, [&](const Statement& row) {
      if (const Index other = ledger.article_at(row.integer(0)); other != kNone) versions.push_back(other);
    });
  }
  for (const Index version : versions) {
    json.begin_object();
    json.field("id", ledger.articles[version]->id), json.field("added", ledger.articles[version]->added);
    json.field_or_null("published", ledger.articles[version]->published);
    json.end_object();
  }
  json.end_array(), json.end_object();
  // The record is JSON as it is: it goes in as it stands.
  body.pop_back();
  body += ",\"record\":" + record + "}";
  return checked(asked, json_answer(std::move(body)));
}

Answer explain_event(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  if (auto fault = asked.parameters.fault()) return *fault;
  const std::string& id = asked.part(1);
  const std::string& event = asked.part(3);
  if (auto fault = bad_id(id)) return *fault;
  if (event.size() < 2 || event.size() > 6 || event[0] != 'e' || event[1] == '0' || event.find_first_not_of("0123456789", 1) != std::string::npos)
    return refusal(400, "'" + event + "' is no event", "event", "e1, e2, …");
  if (!asked.options.explain) return refusal(503, "this server was started without the engine that explains events");
  const Index at = article_of(asked, id);
  if (asked.words.fault()) return unavailable(asked.words.fault()->message);
  if (at == kNone) return refusal(404, "there is no article " + id + ", or several begin so");
  Result<Archive> archive = Archive::open(asked.options.archive, false);
  if (!archive) return unavailable(archive.error().message);
  const auto found = archive->find(ledger.articles[at]->id);
  if (!found) return unavailable(found.error().message);
  if (!*found) return refusal(404, "the article was taken out of the archive a moment ago");
  const Result<std::string> why = asked.options.explain((*found)->first, event);
  if (!why) return refusal(404, why.error().message);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.field("article", ledger.articles[at]->id), json.field("event", event), json.field("text", *why);
  json.end_object();
  return json_answer(std::move(body));
}

Answer list_stories(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const std::string text = p.text("text");
  const DayNumber since = p.day("since"), until = p.day("until");
  constexpr std::string_view kSorts[] = {"newest", "sources"};
  const std::string sort = p.one_of("sort", kSorts, "newest");
  Listing page(p, "stories", "story title first_day last_day reports sources copies events disagreements");
  if (auto fault = p.fault()) return *fault;
  const auto with = articles_asked_for(asked, text);
  std::vector<std::uint8_t> told;
  if (with) {
    told.assign(ledger.stories.size(), 0);
    for (Index at = 0; at < with->size(); ++at)
      if ((*with)[at])
        if (const auto story = ledger.story_at.find(ledger.story_of[at]); story != ledger.story_at.end()) told[story->second] = 1;
  }
  std::vector<Index> order;
  for (Index at = static_cast<Index>(ledger.stories.size()); at-- > 0;) {
    const LedgerStory& story = ledger.stories[at];
    if ((since == kNoDay || story.last >= since) && (until == kNoDay || (story.first <= until && story.first != kNoDay)) && (!with || told[at])) order.push_back(at);
  }
  const auto key = [&](Index at) {
    const LedgerStory& s = ledger.stories[at];
    return sort == "sources" ? PageMark{s.sources, s.reports, s.story} : PageMark{s.last, s.story, 0};
  };
  if (sort == "sources") std::sort(order.begin(), order.end(), [&](Index a, Index b) { return key(a) > key(b); });
  for (const Index at : order) {
    if (page.after() && key(at) >= *page.after()) continue;
    if (!page.add(key(at), [&](JsonWriter& json) { Items(ledger, &asked.words, json).story(ledger.stories[at]); })) break;
  }
  return checked(asked, page.finish(asked.as_of()));
}

Answer show_story(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  if (auto fault = asked.parameters.fault()) return *fault;
  const std::string& part = asked.part(1);
  if (part.empty() || part.size() > 15 || part.find_first_not_of("0123456789") != std::string::npos) return refusal(400, "'" + part + "' is no story", "story", "its number");
  const std::int64_t number = std::stoll(part);
  const auto found = ledger.story_at.find(number);
  if (found == ledger.story_at.end()) return refusal(404, "there is no story " + part);
  constexpr std::size_t kMost = 500;

  std::string body;
  JsonWriter json(body);
  Items items(ledger, &asked.words, json);
  json.begin_object();
  items.story_fields(ledger.stories[found->second]);
  json.key("articles"), json.begin_array();
  const Index* const begin = ledger.articles_of_story.begin(found->second);
  const Index* const end = ledger.articles_of_story.end(found->second);
  for (const Index* at = begin; at != end && at < begin + kMost; ++at) items.article(*at);
  json.end_array();

  // Happenings of its events, with what each report tells.
  std::map<Index, std::vector<Index>> tellings;
  for (const Index* at = begin; at != end; ++at)
    for (const Index* event = ledger.events_of_article.begin(*at); event != ledger.events_of_article.end(*at); ++event) tellings[ledger.events[*event].happening].push_back(*event);
  std::vector<Index> order;
  for (const auto& [happening, events] : tellings) order.push_back(happening);
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return ledger.happenings[a].sources > ledger.happenings[b].sources; });
  if (order.size() > kMost) order.resize(kMost);
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return ledger.happenings[a].day < ledger.happenings[b].day; });
  json.key("merged"), json.begin_array();
  std::int64_t shown = 0;
  for (const Index at : order) {
    const Happening& happening = ledger.happenings[at];
    const LedgerEvent& e = ledger.events[happening.first];
    json.begin_object();
    json.key("story_event"), json.number(++shown);
    json.field("type", kEventTypes[e.type]), json.field("cameo", ledger.codes[e.cameo]);
    json.key("goldstein"), json.decimal(e.goldstein, 1);
    json.field("status", kStatuses[static_cast<std::size_t>(e.status)]);
    items.day("day", e.first);
    json.key("place"), items.place_ref(e.place);
    json.key("source"), items.side(ledger.sources_begin(e), ledger.sources_end(e));
    json.key("target"), items.side(ledger.sources_end(e), ledger.targets_end(e));
    json.key("reports"), json.number(happening.reports), json.key("sources"), json.number(happening.sources);
    json.key("tellings"), json.begin_array();
    for (std::size_t i = 0; i < std::min<std::size_t>(tellings[at].size(), 100); ++i) items.telling(tellings[at][i]);
    json.end_array(), json.end_object();
  }
  json.end_array();

  struct Claim {
    std::int64_t disagreement = 0, article = 0;
    std::string kind, about, value;
    std::uint32_t begin = 0, end = 0;
  };
  std::vector<Claim> claims;
  if (ledger.stories[found->second].disagreements)
    each_row(asked, "SELECT disagreement, kind, about, value, article, begin, \"end\" FROM disagreement WHERE story = ? ORDER BY disagreement, value, article", number, [&](const Statement& row) {
      claims.push_back({row.integer(0), row.integer(4), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
                        static_cast<std::uint32_t>(row.integer(5)), static_cast<std::uint32_t>(row.integer(6))});
    });
  std::unordered_map<std::int64_t, Index> by_row;
  for (const Index* at = begin; at != end; ++at) by_row.emplace(ledger.articles[*at]->row, *at);
  json.key("contradictions"), json.begin_array();
  for (std::size_t i = 0; i < claims.size();) {
    const std::int64_t one = claims[i].disagreement;
    json.begin_object();
    json.key("disagreement"), json.number(one);
    json.field("kind", claims[i].kind), json.field_or_null("about", claims[i].about);
    json.key("values"), json.begin_array();
    while (i < claims.size() && claims[i].disagreement == one) {
      const std::string value = claims[i].value;
      std::size_t last = i;
      while (last < claims.size() && claims[last].disagreement == one && claims[last].value == value) ++last;
      json.begin_object();
      json.field("value", value), json.key("reports"), json.number(last - i);
      json.key("evidence"), json.begin_array();
      for (; i < last; ++i)
        if (const auto at = by_row.find(claims[i].article); at != by_row.end()) {
          json.begin_object();
          items.where(at->second), items.span(at->second, claims[i].begin, claims[i].end);
          json.end_object();
        }
      json.end_array(), json.end_object();
    }
    json.end_array(), json.end_object();
  }
  json.end_array(), json.end_object();
  return checked(asked, json_answer(std::move(body)));
}

}  // namespace vedette
