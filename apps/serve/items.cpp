// Writes the items of the API. Doors: Items, ArchiveWords. Test: tests/serve.py holds them against openapi.json.
#include "items.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "archive/compress.h"
#include "base/utf8.h"

namespace vedette {

namespace {

// Where the text goes on behind `count` code points from `at`; eight at a time where they are ASCII.
std::size_t behind(std::string_view text, std::size_t at, std::uint32_t count) {
  while (count > 0 && at < text.size()) {
    std::uint64_t eight = 0x80;
    if (count >= 8 && text.size() - at >= 8) std::memcpy(&eight, text.data() + at, 8);
    if (eight & 0x8080808080808080) {
      next_code_point(text, at);
      --count;
    } else {
      at += 8, count -= 8;
    }
  }
  return at;
}

}  // namespace

const std::string& ArchiveWords::text(Index article) {
  const auto [found, fresh] = texts_.try_emplace(article);
  if (!fresh || fault_) return found->second;
  if (!asked_) {
    Result<Statement> asked = archive_.prepare("SELECT text FROM article WHERE article = ?");
    if (!asked) return keep(asked.error()), found->second;
    asked_ = *std::move(asked);
  }
  asked_->reset();
  asked_->bind(1, ledger_.articles[article]->row);
  const Result<bool> row = asked_->step();
  if (!row) return keep(row.error()), found->second;
  if (!*row) return found->second;  // taken out a moment ago
  Result<std::string> text = decompress(asked_->text(0));
  if (!text) return keep(text.error()), found->second;
  return found->second = *std::move(text);
}

std::string_view ArchiveWords::slice(Index article, std::uint32_t begin, std::uint32_t end) {
  const std::string_view whole = text(article);
  const std::size_t start = behind(whole, 0, begin);
  return whole.substr(start, behind(whole, start, end - std::min(begin, end)) - start);
}

std::string ArchiveWords::opening(Index article) {
  constexpr int kFewest = 4, kMost = 110;  // words, code points
  std::string_view rest = text(article);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    std::string whole, cut;
    int words = 0, points = 0;
    for (std::size_t at = 0, begin = 0; at < line.size();) {
      begin = line.find_first_not_of(" \t\r", at);
      if (begin == std::string_view::npos) break;
      at = std::min(line.size(), line.find_first_of(" \t\r", begin));
      for (std::size_t point = begin; point < at; ++points) next_code_point(line, point);
      ++points, ++words;
      if (words > 1) whole += ' ';
      whole += line.substr(begin, at - begin);
      if (points <= kMost) cut = whole;
    }
    if (words >= kFewest) return points <= kMost + 1 ? whole : cut + "…";
  }
  return {};
}

void Items::where(Index article) {
  const LedgerArticle& a = *ledger_.articles[article];
  json_.field("article", a.id);
  json_.field_or_null("title", a.title);
  json_.field_or_null("url", a.url);
  json_.field_or_null("site", a.site == kNone ? std::string_view() : ledger_.sites[a.site]);
  json_.field_or_null("published", a.published);
}

void Items::span(Index article, std::uint32_t begin, std::uint32_t end) {
  json_.key("begin"), json_.number(begin);
  json_.key("end"), json_.number(end);
  json_.field("words", words_->slice(article, begin, end));
}

void Items::story_number(Index article) {
  json_.key("story");
  ledger_.story_of[article] ? json_.number(ledger_.story_of[article]) : json_.null();
}

void Items::actor_ref(Index actor) {
  if (actor == kNone) return json_.null();
  const LedgerActor& a = ledger_.actors[actor];
  json_.begin_object();
  json_.field("key", a.key());
  json_.field("name", a.name);
  json_.field_or_null("entity", a.entity);
  json_.field_or_null("country", a.country);
  json_.end_object();
}

void Items::place_ref(Index place) {
  if (place == kNone) return json_.null();
  const LedgerPlace& p = ledger_.places[place];
  json_.begin_object();
  json_.field("name", p.name), json_.field("kind", p.kind);
  json_.field_or_null("country", p.country);
  json_.key("latitude"), p.located ? json_.decimal(p.latitude, 4) : json_.null();
  json_.key("longitude"), p.located ? json_.decimal(p.longitude, 4) : json_.null();
  json_.key("geonames"), p.geonames ? json_.number(p.geonames) : json_.null();
  json_.end_object();
}

void Items::side(const Index* begin, const Index* end) {
  json_.begin_array();
  for (const Index* actor = begin; actor != end; ++actor) actor_ref(*actor);
  json_.end_array();
}

void Items::event(Index at) {
  const LedgerEvent& e = ledger_.events[at];
  json_.begin_object();
  where(e.article);
  json_.field("event", "e" + std::to_string(e.number));
  json_.field("type", kEventTypes[e.type]);
  json_.field_or_null("mode", ledger_.codes[e.mode]);
  json_.field("cameo", ledger_.codes[e.cameo]);
  json_.key("goldstein"), json_.decimal(e.goldstein, 1);
  json_.key("quad"), json_.number(e.quad);
  json_.field("status", kStatuses[static_cast<std::size_t>(e.status)]);
  json_.field_or_null("date", ledger_.words[e.date]);
  day("day", e.first);
  json_.key("place"), place_ref(e.place);
  json_.key("source"), side(ledger_.sources_begin(e), ledger_.sources_end(e));
  json_.key("target"), side(ledger_.sources_end(e), ledger_.targets_end(e));
  json_.key("said_by"), actor_ref(e.said_by);
  json_.key("confidence"), json_.decimal(e.confidence, 2);
  json_.key("trigger"), json_.begin_array(), json_.number(e.trigger_begin), json_.number(e.trigger_end), json_.end_array();
  span(e.article, e.begin, e.end);
  story_number(e.article);
  json_.key("sources"), json_.number(ledger_.happenings[e.happening].sources);
  json_.key("reports"), json_.number(ledger_.happenings[e.happening].reports);
  json_.end_object();
}

void Items::evidence(Index event) {
  if (event == kNone) return json_.null();
  const LedgerEvent& e = ledger_.events[event];
  json_.begin_object();
  where(e.article);
  span(e.article, e.begin, e.end);
  json_.end_object();
}

void Items::telling(Index event) {
  const LedgerEvent& e = ledger_.events[event];
  json_.begin_object();
  where(e.article);
  json_.field("event", "e" + std::to_string(e.number));
  span(e.article, e.begin, e.end);
  json_.key("copy"), json_.boolean(ledger_.copy_of[e.article] != e.article);
  json_.end_object();
}

// Independent sources of the quote's story that have these words, or a part of them, from the same speaker.
std::size_t Items::sources_of(const LedgerQuote& q) const {
  std::set<Index> sources = {ledger_.source_of[q.article]};
  const auto story = ledger_.story_at.find(ledger_.story_of[q.article]);
  if (story == ledger_.story_at.end() || q.speaker == kNone) return sources.size();
  for (const Index* article = ledger_.articles_of_story.begin(story->second); article != ledger_.articles_of_story.end(story->second); ++article) {
    for (const Index* at = ledger_.quotes_of_article.begin(*article); at != ledger_.quotes_of_article.end(*article); ++at) {
      const LedgerQuote& other = ledger_.quotes[*at];
      if (other.speaker != q.speaker || sources.contains(ledger_.source_of[*article])) continue;
      if (other.words->find(*q.words) != std::string::npos || q.words->find(*other.words) != std::string::npos) sources.insert(ledger_.source_of[*article]);
    }
  }
  return sources.size();
}

void Items::quote(const LedgerQuote& q) {
  json_.begin_object();
  where(q.article);
  json_.field("quote", "q" + std::to_string(q.number));
  json_.field("kind", kQuoteKinds[q.kind]);
  json_.key("speaker"), actor_ref(q.speaker);
  json_.key("about"), side(ledger_.quote_about.data() + q.about, ledger_.quote_about.data() + q.about + q.abouts);
  span(q.article, q.begin, q.end);
  story_number(q.article);
  json_.key("sources"), json_.number(sources_of(q));
  json_.end_object();
}

void Items::commitment(const LedgerCommitment& c) {
  json_.begin_object();
  where(c.article);
  json_.field("commitment", "c" + std::to_string(c.number));
  json_.key("by"), actor_ref(c.by);
  json_.key("to");
  json_.begin_array();
  if (c.event != kNone) {
    const LedgerEvent& e = ledger_.events[c.event];
    for (const Index* actor = ledger_.sources_end(e); actor != ledger_.targets_end(e); ++actor)
      if (*actor != c.by) actor_ref(*actor);
  }
  json_.end_array();
  span(c.article, c.begin, c.end);
  json_.field_or_null("type", c.event == kNone ? std::string_view() : kEventTypes[ledger_.events[c.event].type]);
  json_.field_or_null("event", c.event_number ? "e" + std::to_string(c.event_number) : std::string());
  day("made", ledger_.articles[c.article]->day);
  json_.field_or_null("due", c.due == kNone ? std::string_view() : ledger_.words[c.due]);
  day("due_day", c.due_last);
  constexpr std::string_view kStates[] = {"open", "kept", "broken"};
  json_.field("state", kStates[static_cast<std::size_t>(c.state)]);
  json_.key("overdue"), json_.boolean(c.overdue);
  json_.key("because"), evidence(c.because);
  story_number(c.article);
  // Without an event of its own a promise rests on its report alone.
  json_.key("sources"), json_.number(c.event == kNone ? std::uint16_t{1} : ledger_.happenings[ledger_.events[c.event].happening].sources);
  json_.end_object();
}

void Items::announcement(const Announcement& plan) {
  const LedgerEvent& e = ledger_.events[plan.event];
  json_.begin_object();
  where(e.article);
  json_.field("event", "e" + std::to_string(e.number));
  json_.field("type", kEventTypes[e.type]);
  day("day", plan.first), day("last_day", plan.last);
  json_.key("source"), side(ledger_.sources_begin(e), ledger_.sources_end(e));
  json_.key("target"), side(ledger_.sources_end(e), ledger_.targets_end(e));
  json_.key("place"), place_ref(e.place);
  span(e.article, e.begin, e.end);
  json_.field("state", kCame[static_cast<std::size_t>(plan.state)]);
  day("announced", plan.announced);
  json_.key("reports"), json_.number(plan.reports);
  json_.key("sources"), json_.number(plan.sources);
  json_.key("because"), evidence(plan.because);
  story_number(e.article);
  json_.end_object();
}

void Items::article_fields(Index at) {
  const LedgerArticle& a = *ledger_.articles[at];
  json_.field("id", a.id);
  json_.field_or_null("title", a.title);
  json_.field_or_null("opening", a.title.empty() && words_ ? words_->opening(at) : std::string());
  json_.field_or_null("url", a.url);
  json_.field_or_null("site", a.site == kNone ? std::string_view() : ledger_.sites[a.site]);
  json_.field_or_null("author", a.author);
  json_.field_or_null("published", a.published);
  json_.field_or_null("language", a.language);
  json_.key("characters"), json_.number(a.characters);
  json_.field("added", a.added);
  story_number(at);
  json_.field_or_null("copy_of", ledger_.copy_of[at] == at ? std::string_view() : ledger_.articles[ledger_.copy_of[at]]->id);
  json_.field_or_null("replaced_by", ledger_.replaced_by[at] == kNone ? std::string_view() : ledger_.articles[ledger_.replaced_by[at]]->id);
  json_.key("events"), json_.number(ledger_.events_of_article.size(at));
  json_.key("quotes"), json_.number(ledger_.quotes_of_article.size(at));
  json_.key("commitments"), json_.number(ledger_.article_commitments[at]);
  json_.key("doubts"), json_.number(a.doubts);
}

void Items::article(Index at) {
  json_.begin_object();
  article_fields(at);
  json_.end_object();
}

void Items::story_fields(const LedgerStory& s) {
  json_.key("story"), json_.number(s.story);
  json_.field_or_null("title", s.title);
  const auto at = ledger_.story_at.find(s.story);
  const bool known = at != ledger_.story_at.end() && ledger_.articles_of_story.size(at->second) > 0;
  json_.field_or_null("opening", s.title.empty() && known && words_ ? words_->opening(*ledger_.articles_of_story.begin(at->second)) : std::string());
  day("first_day", s.first), day("last_day", s.last);
  json_.key("reports"), json_.number(s.reports);
  json_.key("sources"), json_.number(s.sources);
  json_.key("copies"), json_.number(s.copies);
  json_.key("events"), json_.number(s.events);
  json_.key("disagreements"), json_.number(s.disagreements);
}

void Items::story(const LedgerStory& s) {
  json_.begin_object();
  story_fields(s);
  json_.end_object();
}

void Items::actor_fields(Index actor) {
  const LedgerActor& a = ledger_.actors[actor];
  json_.field("key", a.key());
  json_.field("name", a.name);
  json_.field_or_null("entity", a.entity);
  json_.field_or_null("country", a.country);
  json_.field("kind", a.kind);
  json_.key("reports"), json_.number(ledger_.articles_of_actor.size(actor));
  json_.key("mentions"), json_.number(a.mentions);
  json_.key("events"), json_.number(ledger_.events_of_actor.size(actor));
}

void Items::actor_row(Index actor) {
  json_.begin_object();
  actor_fields(actor);
  json_.end_object();
}

}  // namespace vedette
