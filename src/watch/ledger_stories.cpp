// Reads stories, copies and merged events. Door: read_stories. Test: tests/serve.py.
#include <algorithm>

#include "base/utf8.h"
#include "watch/ledger_rows.h"

namespace vedette {
namespace {

template <class Each>
Outcome for_each_row(const Database& archive, const char* sql, Each each) {
  Result<Statement> asked = archive.prepare(sql);
  if (!asked) return asked.error();
  while (true) {
    const Result<bool> row = asked->step();
    if (!row) return row.error();
    if (!*row) return Done{};
    each(*asked);
  }
}

}  // namespace

Outcome read_stories(const Database& archive, Ledger& ledger, MergedEvents& merged) {
  const std::size_t articles = ledger.articles.size();
  ledger.stories.clear();
  ledger.story_at.clear();
  ledger.story_of.assign(articles, 0);
  ledger.copy_of.resize(articles);
  ledger.source_of.resize(articles);
  for (std::size_t at = 0; at < articles; ++at) {
    // Without stories a site is a source, and an article without a site its own.
    const LedgerArticle& article = *ledger.articles[at];
    ledger.copy_of[at] = static_cast<Index>(at);
    ledger.source_of[at] = ledger.words.add(article.site == kNone ? article.id : ledger.sites[article.site]);
  }
  bool there = false;
  if (Outcome done = for_each_row(archive, "SELECT count(*) FROM sqlite_master WHERE name IN ('story', 'story_article', 'story_event', 'story_event_mention')",
                                  [&](const Statement& row) { there = row.integer(0) == 4; });
      !done || !there)
    return done;

  std::unordered_map<std::int64_t, Index> by_row;
  by_row.reserve(articles);
  for (std::size_t at = 0; at < articles; ++at) by_row.emplace(ledger.articles[at]->row, static_cast<Index>(at));
  const auto article_at = [&](std::int64_t row) {
    const auto found = by_row.find(row);
    return found == by_row.end() ? kNone : found->second;
  };
  std::unordered_map<std::int64_t, std::uint32_t> copies;
  Outcome done = for_each_row(archive, "SELECT article, story, copy_of, source FROM story_article", [&](const Statement& row) {
    const Index at = article_at(row.integer(0));
    if (at == kNone) return;
    ledger.story_of[at] = row.integer(1);
    ledger.source_of[at] = ledger.words.add(row.text(3));
    if (row.is_null(2)) return;
    if (const Index of = article_at(row.integer(2)); of != kNone) ledger.copy_of[at] = of, ++copies[row.integer(1)];
  });
  if (!done) return done;
  std::unordered_map<std::int64_t, std::uint32_t> events;
  done = for_each_row(archive, "SELECT story, count(*) FROM story_event GROUP BY story",
                      [&](const Statement& row) { events[row.integer(0)] = static_cast<std::uint32_t>(row.integer(1)); });
  if (!done) return done;
  done = for_each_row(archive, "SELECT story, title, first_day, last_day, reports, sources, disagreements FROM story ORDER BY last_day, story", [&](const Statement& row) {
    LedgerStory story;
    story.story = row.integer(0);
    story.title = row.text(1), story.folded = fold(row.text(1));
    story.first = day_number(row.text(2)), story.last = day_number(row.text(3));
    story.reports = static_cast<std::uint32_t>(row.integer(4)), story.sources = static_cast<std::uint32_t>(row.integer(5));
    story.disagreements = static_cast<std::uint32_t>(row.integer(6));
    story.copies = copies[story.story], story.events = events[story.story];
    ledger.story_at.emplace(story.story, static_cast<Index>(ledger.stories.size()));
    ledger.stories.push_back(std::move(story));
  });
  if (!done) return done;
  return for_each_row(archive, "SELECT article, event, story, story_event FROM story_event_mention", [&](const Statement& row) {
    if (const Index at = article_at(row.integer(0)); at != kNone)
      merged[event_key(at, static_cast<std::uint16_t>(row.integer(1)))] = (static_cast<std::uint64_t>(row.integer(2)) << 20) | static_cast<std::uint64_t>(row.integer(3));
  });
}

}  // namespace vedette
