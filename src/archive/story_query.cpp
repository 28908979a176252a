// Lists stories, and gives all that is known of one. Door: vedette/archive_stories.h. Test: tests/stories.py.
#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/database.h"
#include "archive/question.h"
#include "stories/told.h"
#include "vedette/archive.h"
#include "vedette/archive_stories.h"

namespace vedette {
namespace {

constexpr const char* kColumns = "s.story, s.title, s.first_day, s.last_day, s.reports, s.sources, s.disagreements";

StoryRow row_of(const Statement& found) {
  return {found.integer(0), std::string(found.text(1)), std::string(found.text(2)), std::string(found.text(3)), found.integer(4), found.integer(5), found.integer(6)};
}

// Opens what is an archive; the same complaints as for every other question.
Result<Database> opened(const std::string& path) {
  if (const Result<Archive> archive = Archive::open(path, false); !archive) return archive.error();
  return Database::open(path, false, false);
}

// Calls `each` for every row.
template <class Each>
Outcome rows(const Database& database, const std::string& sql, std::int64_t story, Each each) {
  Result<Statement> found = database.prepare(sql);
  if (!found) return found.error();
  found->bind(1, story);
  while (true) {
    const Result<bool> row = found->step();
    if (!row) return row.error();
    if (!*row) return Done{};
    if (Outcome done = each(*found); !done) return done;
  }
}

}  // namespace

Result<std::vector<StoryRow>> stories_of(const std::string& archive, const StoryQuery& query) {
  const Result<Database> database = opened(archive);
  if (!database) return database.error();
  std::string conditions;
  std::vector<std::string> values;
  const auto add = [&](std::string_view condition, const std::string& value) {
    if (value.empty()) return;
    values.push_back(value);
    conditions += fmt::format(" AND {}", fmt::format(fmt::runtime(condition), fmt::arg("v", fmt::format("?{}", values.size()))));
  };
  add("s.last_day >= {v}", query.since);
  add("s.first_day <= {v}", query.until);
  add("EXISTS(SELECT 1 FROM story_article m JOIN actor a ON a.article = m.article WHERE m.story = s.story AND (lower(a.name) = lower({v}) OR a.entity = {v} OR a.country = {v}))", query.who);
  Sql sql(database->dialect());
  if (!query.text.empty()) {
    // The words' own parameter comes after those above.
    for (const std::string& value : values) sql.value(value);
    conditions += fmt::format(" AND s.story IN (SELECT m.story FROM words w JOIN story_article m ON m.article = {} JOIN article a ON a.article = m.article "
                              "WHERE {} AND a.replaced_by IS NULL)",
                              sql.words_article(), sql.words_match(query.text));
    values.push_back(query.text);
  }
  Result<Statement> found = database->prepare(fmt::format("SELECT {} FROM story s WHERE 1 = 1{} ORDER BY s.last_day DESC, s.story DESC LIMIT {}", kColumns, conditions, query.limit));
  if (!found) return found.error();
  for (std::size_t i = 0; i < values.size(); ++i) found->bind(static_cast<int>(i) + 1, values[i]);
  std::vector<StoryRow> list;
  while (true) {
    const Result<bool> row = found->step();
    if (!row) return row.error();
    if (!*row) return list;
    list.push_back(row_of(*found));
  }
}

namespace {

Result<std::optional<StoryAccount>> account_of(const Database& database, std::int64_t story) {
  StoryAccount account;
  const auto text = [](const Statement& row, int column) { return std::string(row.text(column)); };
  Outcome done = rows(database, fmt::format("SELECT {} FROM story s WHERE s.story = ?", kColumns), story, [&](const Statement& row) -> Outcome {
    account.story = row_of(row);
    return Done{};
  });
  if (!done) return done.error();
  if (account.story.story == 0) return std::optional<StoryAccount>();
  done = rows(database,
              "SELECT a.id, a.title, a.published, m.outlet, m.source, c.id, a.replaced_by FROM story_article m JOIN article a ON a.article = m.article "
              "LEFT JOIN article c ON c.article = m.copy_of WHERE m.story = ? ORDER BY m.article",
              story, [&](const Statement& row) -> Outcome {
                account.reports.push_back({text(row, 0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), text(row, 5), !row.is_null(6)});
                return Done{};
              });
  if (done)
    done = rows(database, "SELECT source, reports FROM story_source WHERE story = ? ORDER BY reports DESC, source", story, [&](const Statement& row) -> Outcome {
      account.sources.push_back({text(row, 0), row.integer(1)});
      return Done{};
    });
  if (!done) return done.error();
  done = rows(database,
              "SELECT story_event, type, cameo, status, date, source, target, place, country, words, reports, sources FROM story_event WHERE story = ? "
              "ORDER BY sources DESC, reports DESC, story_event",
              story, [&](const Statement& row) -> Outcome {
                account.events.push_back({row.integer(0), text(row, 1), text(row, 2), text(row, 3), text(row, 4), text(row, 5), text(row, 6), text(row, 7), text(row, 8), text(row, 9), row.integer(10),
                                          row.integer(11)});
                return Done{};
              });
  if (done)
    done = rows(database,
                "SELECT m.story_event, a.id, m.event FROM story_event_mention m JOIN article a ON a.article = m.article JOIN story_article s ON s.article = m.article "
                "WHERE s.story = ? ORDER BY m.story_event, m.article, m.event",
                story, [&](const Statement& row) -> Outcome {
                  account.mentions.push_back({row.integer(0), text(row, 1), row.integer(2)});
                  return Done{};
                });
  if (!done) return done.error();
  done = rows(database,
              "SELECT d.disagreement, d.story_event, d.kind, d.about, d.value, d.source, a.id, d.begin, d.\"end\", d.open, d.newer, a.text FROM disagreement d "
              "JOIN article a ON a.article = d.article WHERE d.story = ? ORDER BY d.disagreement, d.value, d.article",
              story, [&](const Statement& row) -> Outcome {
                const Result<std::string> article = decompress(row.text(11));
                if (!article) return article.error();
                const Range at{static_cast<std::uint32_t>(row.integer(7)), static_cast<std::uint32_t>(row.integer(8))};
                account.values.push_back({row.integer(0), row.integer(1), text(row, 2), text(row, 3), text(row, 4), text(row, 5), text(row, 6),
                                          std::string(RangeIndex(*article).of(at)), row.integer(7), row.integer(8), row.integer(9) != 0, row.integer(10) != 0});
                return Done{};
              });
  if (!done) return done.error();
  return std::optional(std::move(account));
}

}  // namespace

Result<std::optional<StoryAccount>> story_account(const std::string& archive, std::int64_t story) {
  const Result<Database> database = opened(archive);
  if (!database) return database.error();
  return account_of(*database, story);
}

Outcome each_story(const std::string& archive, const std::function<Outcome(const StoryAccount&)>& visit) {
  const Result<Database> database = opened(archive);
  if (!database) return database.error();
  Result<Statement> next = database->prepare("SELECT min(story) FROM story WHERE story > ?");
  if (!next) return next.error();
  for (std::int64_t last = 0;;) {
    const Result<std::int64_t> story = next->bind(1, last).number();
    if (!story) return story.error();
    if (*story == 0) return Done{};
    last = *story;
    const Result<std::optional<StoryAccount>> account = account_of(*database, last);
    if (!account) return account.error();
    if (*account)
      if (Outcome done = visit(**account); !done) return done;
  }
}

}  // namespace vedette
