// Puts questions to the archive together. Doors: Sql, whom. Test: tests/archive.py.
#include "archive/question.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/utf8.h"

namespace vedette {

std::string Sql::value(std::string_view text) {
  values_.emplace_back(text);
  return fmt::format("?{}", values_.size());
}

std::string Sql::any_of(const std::vector<std::int64_t>& list) {
  if (list.size() == 1) return fmt::format("= {}", list.front());
  if (dialect_ == Dialect::sqlite) return fmt::format("IN (SELECT value FROM json_each({}))", value(fmt::format("[{}]", fmt::join(list, ","))));
  return fmt::format("= ANY(CAST({} AS BIGINT[]))", value(fmt::format("{{{}}}", fmt::join(list, ","))));
}

std::string Sql::by(std::string_view index) const { return dialect_ == Dialect::sqlite ? fmt::format(" INDEXED BY {}", index) : std::string(); }

std::string Sql::words_match(std::string_view query) {
  if (dialect_ == Dialect::sqlite) return fmt::format("w.words MATCH {}", value(query));
  // AND, OR, NOT and "phrases" as in the other dialect.
  std::string web;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find(' ', at), query.size());
    const std::string_view word = query.substr(at, end - at);
    if (word == "NOT") web += '-';
    else if (word == "OR") web += "or ";
    else if (word != "AND" && !word.empty()) web += fold(word) + " ";
    at = end + 1;
  }
  return fmt::format("lexemes @@ websearch_to_tsquery('simple', {})", value(web));
}

Result<Statement> Sql::prepare(const Database& database, const std::string& sql) const {
  Result<Statement> statement = database.prepare(sql);
  if (!statement) return statement;
  for (std::size_t i = 0; i < values_.size(); ++i) statement->bind(static_cast<int>(i) + 1, values_[i]);
  return statement;
}

Result<Whom> whom(const Database& database, std::string_view name) {
  Whom found;
  if (name.size() == 3) {
    std::string code;
    for (const char c : name) code += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    Result<Statement> state = database.prepare("SELECT count(*) FROM (SELECT 1 FROM party WHERE country = ? LIMIT 1) x");
    if (!state) return state.error();
    const Result<std::int64_t> known = state->bind(1, code).number();
    if (!known) return known.error();
    if (*known) found.country = code;
    if (*known) return found;
  }
  Result<Statement> parties = database.prepare("SELECT party FROM party WHERE entity = ?1 UNION SELECT party FROM party_name WHERE folded = ?2");
  if (!parties) return parties.error();
  parties->bind(1, name).bind(2, fold(name));
  while (true) {
    const Result<bool> row = parties->step();
    if (!row) return row.error();
    if (!*row) return found;
    found.parties.push_back(parties->integer(0));
  }
}

Result<std::int64_t> count_up_to(const Database& database, const Sql& sql, const std::string& rows, std::int64_t most) {
  Result<Statement> counted = sql.prepare(database, fmt::format("SELECT count(*) FROM ({} LIMIT {}) x", rows, most + 1));
  if (!counted) return counted.error();
  return counted->number();
}

}  // namespace vedette
