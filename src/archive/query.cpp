// Asks the archive. Door: Archive::events, quotes, actors. Test: tests/archive.py.
#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/connection.h"
#include "base/utf8.h"

namespace vedette {
namespace {

// A condition and what is bound to its one parameter.
struct Conditions {
  std::string sql;
  std::vector<std::string> values;
  void add(std::string_view condition, std::string_view value) {
    if (value.empty()) return;
    values.emplace_back(value);
    sql += fmt::format(" AND {}", fmt::format(fmt::runtime(condition), fmt::arg("v", fmt::format("?{}", values.size()))));
  }
  void bind(Statement& statement) const {
    for (std::size_t i = 0; i < values.size(); ++i) statement.bind(static_cast<int>(i) + 1, values[i]);
  }
};

constexpr std::string_view kNames = R"sql((SELECT group_concat(a.name, '; ') FROM event_actor x JOIN actor a USING(article, actor)
 WHERE x.article = e.article AND x.event = e.event AND x.side = '{}'))sql";

constexpr std::string_view kSide = R"sql(EXISTS(SELECT 1 FROM event_actor x JOIN actor a USING(article, actor) WHERE x.article = e.article
 AND x.event = e.event AND x.side = '{0}' AND (a.name = {{v}} COLLATE NOCASE OR a.entity = {{v}} OR a.country = {{v}})))sql";

// [begin, end) in code points of a text.
std::string slice(std::string_view text, std::int64_t begin, std::int64_t end) {
  std::string out;
  std::int64_t number = 0;
  for (std::size_t at = 0; at < text.size() && number < end; ++number) {
    const std::size_t start = at;
    next_code_point(text, at);
    if (number >= begin) out.append(text, start, at - start);
  }
  return out;
}

}  // namespace

Result<std::vector<EventRow>> Archive::events(const EventQuery& query) const {
  Conditions conditions;
  conditions.add("e.day >= {v}", query.from);
  conditions.add("e.day <= {v}", query.to);
  conditions.add("e.type = {v} COLLATE NOCASE", query.type);
  conditions.add("e.status = {v} COLLATE NOCASE", query.status);
  conditions.add(fmt::format(fmt::runtime(kSide), "source"), query.who);
  conditions.add(fmt::format(fmt::runtime(kSide), "target"), query.to_whom);
  conditions.add("p.country = {v} COLLATE NOCASE", query.country);
  conditions.add("e.article IN (SELECT rowid FROM words WHERE words MATCH {v})", query.text);
  const std::string sql = fmt::format(
      "SELECT t.id, t.title, t.published, t.url, e.event, e.type, e.cameo, e.status, e.date, p.name, {}, {}, s.name, e.goldstein, e.confidence, "
      "t.text, e.sentence_begin, e.sentence_end FROM event e JOIN article t ON t.article = e.article AND t.replaced_by IS NULL "
      "LEFT JOIN place p ON p.article = e.article AND p.place = e.place LEFT JOIN actor s ON s.article = e.article AND s.actor = e.said_by "
      "WHERE 1{} ORDER BY e.day DESC, e.article DESC, e.event LIMIT {}",
      fmt::format(fmt::runtime(kNames), "source"), fmt::format(fmt::runtime(kNames), "target"), conditions.sql, query.limit);
  Result<Statement> found = connection_->database.prepare(sql);
  if (!found) return found.error();
  conditions.bind(*found);
  std::vector<EventRow> rows;
  while (true) {
    const Result<bool> row = found->step();
    if (!row) return row.error();
    if (!*row) return rows;
    const auto take = [&](int column) { return std::string(found->text(column)); };
    const Result<std::string> text = decompress(found->text(15));
    if (!text) return text.error();
    rows.push_back({take(0), take(1), take(2), take(3), "e" + std::to_string(found->integer(4)), take(5), take(6), take(7), take(8), take(9), take(10),
                    take(11), take(12), found->real(13), found->real(14), slice(*text, found->integer(16), found->integer(17))});
  }
}

Result<std::vector<QuoteRow>> Archive::quotes(const QuoteQuery& query) const {
  Conditions conditions;
  conditions.add("(s.name = {v} COLLATE NOCASE OR s.entity = {v})", query.speaker);
  conditions.add("t.published >= {v}", query.since);
  conditions.add("t.published < {v} || '~'", query.until);
  conditions.add("q.article IN (SELECT rowid FROM words WHERE words MATCH {v})", query.text);
  Result<Statement> found = connection_->database.prepare(fmt::format(
      "SELECT t.id, t.published, s.name, q.kind, q.words FROM quote q JOIN article t ON t.article = q.article AND t.replaced_by IS NULL "
      "LEFT JOIN actor s ON s.article = q.article AND s.actor = q.speaker WHERE 1{} ORDER BY t.published DESC, q.article DESC, q.quote LIMIT {}",
      conditions.sql, query.limit));
  if (!found) return found.error();
  conditions.bind(*found);
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
  Conditions conditions;
  conditions.add("(name = {v} COLLATE NOCASE OR entity = {v})", name);
  Result<Statement> found = connection_->database.prepare(
      fmt::format("SELECT max(name), entity, max(country), count(DISTINCT article), sum(mentions) FROM actor WHERE 1{} "
                  "GROUP BY coalesce(entity, name) ORDER BY 4 DESC, 1 LIMIT {}", conditions.sql, limit));
  if (!found) return found.error();
  conditions.bind(*found);
  std::vector<ActorRow> rows;
  while (true) {
    const Result<bool> row = found->step();
    if (!row) return row.error();
    if (!*row) return rows;
    rows.push_back({std::string(found->text(0)), std::string(found->text(1)), std::string(found->text(2)), found->integer(3), found->integer(4)});
  }
}

}  // namespace vedette
