// Gives articles, parties and locations their numbers. Door: Registry. Test: tests/archive.py.
#include "archive/registry.h"

#include <utility>

namespace vedette {
namespace {

constexpr std::size_t kMostKept = 250'000;

std::optional<double> real_or_none(const Statement& row, int column) { return row.is_null(column) ? std::nullopt : std::optional(row.real(column)); }

}  // namespace

void Registry::forget() {
  parties_.clear(), locations_.clear();
  rewritten_ = -1;
}

Outcome Registry::begin() {
  Result<Statement> now = database_.prepare(
      "SELECT (SELECT max(party) FROM party), (SELECT max(location) FROM location), (SELECT CAST(value AS BIGINT) FROM manifest WHERE key = 'rewritten'), "
      "(SELECT max(article) FROM article)");
  if (!now) return now.error();
  const Result<bool> row = now->step();
  if (!row) return row.error();
  if (std::exchange(open_, true) || rewritten_ != now->integer(2) || parties_.size() + locations_.size() > kMostKept) forget();
  rewritten_ = now->integer(2);
  last_article_ = now->integer(3);
  stored_parties_ = last_party_ = now->integer(0);
  stored_locations_ = last_location_ = now->integer(1);
  const std::pair<Statement*, const char*> wanted[] = {
      {&by_entity_, "SELECT party FROM party WHERE entity = ?"},
      {&by_name_, "SELECT p.party, p.country FROM party_name n JOIN party p ON p.party = n.party WHERE n.folded = ? AND p.entity IS NULL"},
      {&by_place_, "SELECT location, country, latitude, longitude, geonames FROM location WHERE folded = ?"}};
  for (const auto& [statement, sql] : wanted) {
    if (*statement) continue;
    Result<Statement> prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    *statement = *std::move(prepared);
  }
  return Done{};
}

Result<std::int64_t> Registry::party(const Layout::Actor& actor) {
  if (const auto known = parties_.find(actor.party); known != parties_.end()) return known->second;
  std::int64_t number = 0;
  if (!actor.entity.empty()) {
    const Result<std::int64_t> found = by_entity_.bind(1, actor.entity).number();
    if (!found) return found;
    number = *found;
  } else {
    by_name_.bind(1, actor.folded);
    while (number == 0) {
      const Result<bool> row = by_name_.step();
      if (!row) return row.error();
      if (!*row) break;
      if (by_name_.text(1) == actor.country) number = by_name_.integer(0);
    }
    by_name_.reset();
  }
  if (number == 0) number = ++last_party_;
  parties_.emplace(actor.party, number);
  return number;
}

Result<std::int64_t> Registry::location(const Layout::Place& place) {
  if (const auto known = locations_.find(place.location); known != locations_.end()) return known->second;
  std::int64_t number = 0;
  by_place_.bind(1, place.folded);
  while (number == 0) {
    const Result<bool> row = by_place_.step();
    if (!row) return row.error();
    if (!*row) break;
    if (location_key(place.folded, by_place_.text(1), real_or_none(by_place_, 2), real_or_none(by_place_, 3), by_place_.integer(4)) == place.location)
      number = by_place_.integer(0);
  }
  by_place_.reset();
  if (number == 0) number = ++last_location_;
  locations_.emplace(place.location, number);
  return number;
}

Result<RowNumbers> Registry::numbers(const Layout& layout) {
  RowNumbers numbers;
  numbers.parties.reserve(layout.actors.size());
  numbers.locations.reserve(layout.places.size());
  for (const Layout::Actor& actor : layout.actors) {
    const Result<std::int64_t> number = party(actor);
    if (!number) return number.error();
    numbers.parties.push_back(*number);
  }
  for (const Layout::Place& place : layout.places) {
    const Result<std::int64_t> number = location(place);
    if (!number) return number.error();
    numbers.locations.push_back(*number);
  }
  return numbers;
}

}  // namespace vedette
