// Reads stories, copies and merged events. Door: read_stories. Test: tests/serve.py.
#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "watch/ledger_rows.h"

namespace vedette {
namespace {

// Keys of merged events by (article, number).
using MergedEvents = std::unordered_map<std::uint64_t, std::uint64_t>;
std::uint64_t event_key(Index article, std::uint16_t number) { return (std::uint64_t{article} << 16) | number; }

class Reader {
 public:
  Reader(const Database& archive, Ledger& ledger) : archive_(archive), ledger_(ledger) {}

  Outcome all() {
    ledger_.stories.clear();
    ledger_.story_at.clear();
    if (Outcome done = stories("", 0); !done) return done;
    index();
    for (LedgerEvent& event : ledger_.events) settle(event);
    return Done{};
  }

  // Only what the articles from `first` on, and those whose place they take, have changed.
  Outcome changed(const Ledger& before, Index first) {
    std::set<std::int64_t> touched;
    const std::int64_t after = first == 0 ? 0 : ledger_.rows[first - 1];
    if (Outcome done = each_row("SELECT DISTINCT story FROM story_article WHERE article > ?", after, [&](const Statement& row) { touched.insert(row.integer(0)); }); !done) return done;
    for (Index at = 0; at < first; ++at)
      if (ledger_.replaced_by[at] != before.replaced_by[at] && ledger_.story_of[at]) touched.insert(ledger_.story_of[at]);
    for (const std::int64_t story : touched)
      if (Outcome done = stories(" WHERE story = ?", story); !done) return done;
    index();
    for (std::size_t i = before.events.size(); i < ledger_.events.size(); ++i) settle(ledger_.events[i]);
    for (const std::int64_t story : touched) {
      const auto known = before.story_at.find(story);
      if (known == before.story_at.end()) continue;
      for (const Index* at = before.articles_of_story.begin(known->second); at != before.articles_of_story.end(known->second); ++at)
        for (const Index* event = before.events_of_article.begin(*at); event != before.events_of_article.end(*at); ++event) settle(ledger_.events[*event]);
    }
    return Done{};
  }

 private:
  template <class Each>
  Outcome each_row(const std::string& sql, std::int64_t key, Each each) {
    auto known = asked_.find(sql);
    if (known == asked_.end()) {
      Result<Statement> fresh = archive_.prepare(sql);
      if (!fresh) return fresh.error();
      known = asked_.emplace(sql, *std::move(fresh)).first;
    }
    Statement& asked = known->second;
    if (sql.find('?') != std::string::npos) asked.bind(1, key);
    while (true) {
      const Result<bool> row = asked.step();
      if (!row) return row.error();
      if (!*row) return asked.reset(), Outcome(Done{});
      each(asked);
    }
  }

  Outcome stories(const std::string& where, std::int64_t one) {
    std::unordered_map<std::int64_t, std::uint32_t> copies, events;
    Outcome done = each_row("SELECT article, story, copy_of, source FROM story_article" + where, one, [&](const Statement& row) {
      const Index at = ledger_.article_at(row.integer(0));
      if (at == kNone) return;
      ledger_.story_of[at] = row.integer(1);
      ledger_.source_of[at] = ledger_.words.add(row.text(3));
      if (row.is_null(2)) return;
      if (const Index of = ledger_.article_at(row.integer(2)); of != kNone) ledger_.copy_of[at] = of, ++copies[row.integer(1)];
    });
    if (!done) return done;
    done = each_row("SELECT story, count(*) FROM story_event" + where + " GROUP BY story", one, [&](const Statement& row) { events[row.integer(0)] = static_cast<std::uint32_t>(row.integer(1)); });
    if (!done) return done;
    done = each_row("SELECT story, title, first_day, last_day, reports, sources, disagreements FROM story" + where + " ORDER BY last_day, story", one, [&](const Statement& row) {
      LedgerStory story;
      story.story = row.integer(0);
      story.title = row.text(1), story.folded = fold(row.text(1));
      story.first = day_number(row.text(2)), story.last = day_number(row.text(3));
      story.reports = static_cast<std::uint32_t>(row.integer(4)), story.sources = static_cast<std::uint32_t>(row.integer(5));
      story.disagreements = static_cast<std::uint32_t>(row.integer(6));
      story.copies = copies[story.story], story.events = events[story.story];
      const auto known = ledger_.story_at.find(story.story);
      known == ledger_.story_at.end() ? ledger_.stories.push_back(std::move(story)) : static_cast<void>(ledger_.stories[known->second] = std::move(story));
    });
    if (!done) return done;
    const std::string mentions = where.empty() ? "" : " WHERE article IN (SELECT article FROM story_article" + where + ")";
    return each_row("SELECT article, event, story, story_event FROM story_event_mention" + mentions, one, [&](const Statement& row) {
      if (const Index at = ledger_.article_at(row.integer(0)); at != kNone)
        merged_[event_key(at, static_cast<std::uint16_t>(row.integer(1)))] = (static_cast<std::uint64_t>(row.integer(2)) << 20) | static_cast<std::uint64_t>(row.integer(3));
    });
  }

  // Stories by their last day, and where each is.
  void index() {
    const auto less = [](const LedgerStory& a, const LedgerStory& b) { return std::pair(a.last, a.story) < std::pair(b.last, b.story); };
    if (!std::is_sorted(ledger_.stories.begin(), ledger_.stories.end(), less)) std::sort(ledger_.stories.begin(), ledger_.stories.end(), less);
    for (Index at = 0; at < ledger_.stories.size(); ++at) ledger_.story_at[ledger_.stories[at].story] = at;
  }

  void settle(LedgerEvent& event) const {
    const auto found = merged_.find(event_key(event.article, event.number));
    event.merged = found == merged_.end() ? 0 : found->second;
  }

  const Database& archive_;
  Ledger& ledger_;
  std::unordered_map<std::string, Statement> asked_;
  MergedEvents merged_;
};

}  // namespace

Outcome read_stories(const Database& archive, const Ledger* before, Index first, Ledger& ledger) {
  const std::size_t articles = ledger.articles.size();
  ledger.story_of.resize(articles, 0);
  for (auto at = static_cast<Index>(ledger.copy_of.size()); at < articles; ++at) {
    // Without stories a site is a source, and an article without a site its own.
    const LedgerArticle& article = *ledger.articles[at];
    ledger.copy_of.push_back(at);
    ledger.source_of.push_back(ledger.words.add(article.site == kNone ? article.id : ledger.sites[article.site]));
  }
  Result<Statement> tables = archive.prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('story', 'story_article', 'story_event', 'story_event_mention')");
  if (!tables) return tables.error();
  const Result<std::int64_t> there = tables->number();
  if (!there) return there.error();
  if (*there < 4) return Done{};
  Reader reader(archive, ledger);
  return before ? reader.changed(*before, first) : reader.all();
}

}  // namespace vedette
