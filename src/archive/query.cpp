// Asks the archive for quotes and actors. Doors: Archive::quotes, Archive::actors. Test: tests/archive.py.
#include <fmt/format.h>

#include "archive/connection.h"
#include "archive/question.h"

namespace vedette {
namespace {

constexpr std::int64_t kFewQuotes = 20'000;
constexpr std::int64_t kFewArticles = 3'000;

}  // namespace

Result<std::vector<QuoteRow>> Archive::quotes(const QuoteQuery& query) const {
  const Database& database = connection_->database;
  Sql sql(database.dialect());
  // Through the articles from the newest on, unless the speaker or the words leave few to look at.
  std::string from = "article t" + sql.by("article_published") + " CROSS JOIN quote q";
  std::string conditions = "q.article = t.article AND t.replaced_by IS NULL";
  if (!query.speaker.empty()) {
    Result<Whom> who = whom(database, query.speaker);
    if (!who) return who.error();
    if (who->nobody()) return std::vector<QuoteRow>();
    const std::string is = who->country.empty() ? sql.any_of(who->parties) : fmt::format("IN (SELECT party FROM party WHERE country = {})", sql.value(who->country));
    const Result<std::int64_t> count = count_up_to(database, sql, fmt::format("SELECT 1 FROM quote q{} WHERE q.party {}", sql.by("quote_party"), is), kFewQuotes);
    if (!count) return count.error();
    if (*count <= kFewQuotes) from = "quote q" + sql.by("quote_party") + " CROSS JOIN article t";
    conditions += " AND q.party " + is;
  }
  if (!query.text.empty()) {
    const std::string match = sql.words_match(query.text);
    const Result<std::int64_t> count = count_up_to(database, sql, "SELECT 1 FROM words w WHERE " + match, kFewArticles);
    if (!count) return count.error();
    if (*count <= kFewArticles && from.starts_with("article")) {
      from = "words w CROSS JOIN article t CROSS JOIN quote q";
      conditions += fmt::format(" AND {} AND t.article = {}", match, sql.words_article());
    } else {
      conditions += fmt::format(" AND EXISTS(SELECT 1 FROM words w WHERE {} AND {} = q.article)", match, sql.words_article());
    }
  }
  if (!query.since.empty()) conditions += " AND t.published >= " + sql.value(query.since);
  if (!query.until.empty()) conditions += fmt::format(" AND t.published < {} || '~'", sql.value(query.until));
  Result<Statement> found = sql.prepare(
      database, fmt::format("SELECT t.id, t.published, s.name, q.kind, q.words FROM {} LEFT JOIN actor s ON s.article = q.article AND s.actor = q.speaker "
                            "WHERE {} ORDER BY t.published DESC NULLS LAST, t.article DESC, q.quote LIMIT {}",
                            from, conditions, query.limit));
  if (!found) return found.error();
  std::vector<QuoteRow> rows;
  while (true) {
    const Result<bool> row = found->step();
    if (!row) return row.error();
    if (!*row) return rows;
    const auto take = [&](int column) { return std::string(found->text(column)); };
    rows.push_back({take(0), take(1), take(2), take(3), take(4)});
  }
}

Result<std::vector<ActorRow>> Archive::actors(const std::string& name, std::int64_t limit) const {
  const Database& database = connection_->database;
  Sql sql(database.dialect());
  std::string condition = "reports > 0";
  if (!name.empty()) {
    const Result<Whom> who = whom(database, name);
    if (!who) return who.error();
    if (who->nobody()) return std::vector<ActorRow>();
    condition += who->country.empty() ? " AND party " + sql.any_of(who->parties) : " AND country = " + sql.value(who->country);
  }
  Result<Statement> found = sql.prepare(
      database, fmt::format("SELECT name, entity, country, reports, mentions FROM party WHERE {} ORDER BY reports DESC, name, party LIMIT {}", condition, limit));
  if (!found) return found.error();
  std::vector<ActorRow> rows;
  while (true) {
    const Result<bool> row = found->step();
    if (!row) return row.error();
    if (!*row) return rows;
    rows.push_back({std::string(found->text(0)), std::string(found->text(1)), std::string(found->text(2)), found->integer(3), found->integer(4)});
  }
}

}  // namespace vedette
