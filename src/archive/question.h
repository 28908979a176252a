#pragma once
// The parts that a question to the archive is put together from: whose, where, with which words. Each part can drive the query, where
// it holds few rows, or check what another part gives.

#include <string>
#include <variant>
#include <vector>

#include "archive/database.h"

namespace vedette {

// SQL that grows, with what is bound to its parameters.
class Sql {
 public:
  explicit Sql(Dialect dialect) : dialect_(dialect) {}
  std::string value(std::string_view text);                  // the parameter that stands for it
  std::string any_of(const std::vector<std::int64_t>& list);  // "IN (…)" or "= ANY(…)"
  std::string by(std::string_view index) const;              // holds SQLite to an index
  std::string words_article() const { return dialect_ == Dialect::sqlite ? "w.rowid" : "w.article"; }
  std::string words_match(std::string_view query);           // a condition on `words w`
  Dialect dialect() const { return dialect_; }
  Result<Statement> prepare(const Database& database, const std::string& sql) const;

 private:
  Dialect dialect_;
  std::vector<std::string> values_;
};

// Who is meant by a name, a key of the world or a state's three letters; `country` is set where it is a state.
struct Whom {
  std::string country;
  std::vector<std::int64_t> parties;
  bool nobody() const { return country.empty() && parties.empty(); }
};

Result<Whom> whom(const Database& database, std::string_view name);

// Up to `most` + 1 rows of "SELECT 1 FROM …".
Result<std::int64_t> count_up_to(const Database& database, const Sql& sql, const std::string& rows, std::int64_t most);

}  // namespace vedette
