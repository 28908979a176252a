// Gathers what a transaction changes in the archive's counts. Doors: Tally, SetDigest. Test: tally_test.cpp.
#include "archive/tally.h"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/digest.h"

namespace vedette {

SetDigest SetDigest::of(const std::string& member) { return *from_hex(sha256_hex(member)); }

Result<SetDigest> SetDigest::from_hex(std::string_view hex) {
  SetDigest digest;
  if (hex.size() != 64) return Error{"a digest has 64 hexadecimal digits"};
  for (std::size_t i = 0; i < 4; ++i) {
    const char* begin = hex.data() + 16 * (3 - i);
    if (std::from_chars(begin, begin + 16, digest.words_[i], 16).ptr != begin + 16) return Error{"a digest has 64 hexadecimal digits"};
  }
  return digest;
}

SetDigest& SetDigest::operator+=(const SetDigest& other) {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint64_t sum = words_[i] + other.words_[i];
    const std::uint64_t whole = sum + carry;
    carry = static_cast<std::uint64_t>(sum < words_[i]) | static_cast<std::uint64_t>(whole < sum);
    words_[i] = whole;
  }
  return *this;
}

SetDigest& SetDigest::operator-=(const SetDigest& other) {
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint64_t rest = words_[i] - other.words_[i];
    const std::uint64_t whole = rest - borrow;
    borrow = static_cast<std::uint64_t>(rest > words_[i]) | static_cast<std::uint64_t>(whole > rest);
    words_[i] = whole;
  }
  return *this;
}

std::string SetDigest::hex() const { return fmt::format("{:016x}{:016x}{:016x}{:016x}", words_[3], words_[2], words_[1], words_[0]); }

std::string member_of(std::string_view id, std::string_view record_digest) { return fmt::format("{}:{}", id, record_digest); }

void Tally::count(const Layout& layout, const RowNumbers& numbers, int sign) {
  ++calls_;
  for (std::size_t i = 0; i < layout.actors.size(); ++i) {
    const Layout::Actor& actor = layout.actors[i];
    Party& party = parties_[numbers.parties[i]];
    if (party.name.empty()) party.name = actor.name, party.entity = actor.entity, party.country = actor.country;
    if (sign >= 0 && std::find(party.folded.begin(), party.folded.end(), actor.folded) == party.folded.end()) party.folded.push_back(actor.folded);
    if (std::exchange(party.last, calls_) != calls_) party.reports += sign;
    party.mentions += sign * actor.mentions;
  }
  if (sign >= 0)
    for (std::size_t i = 0; i < layout.places.size(); ++i) locations_.try_emplace(numbers.locations[i], layout.places[i]);
}

void Tally::keep(const SetDigest& member, std::int64_t made_by, int sign) {
  sign > 0 ? digest_ += member : digest_ -= member;
  articles_ += sign;
  made_by_[made_by] += sign;
}

Outcome Tally::write_parties(const Database& database, const Registry& registry) {
  Result<Statement> update = database.prepare("UPDATE party SET reports = reports + ?2, mentions = mentions + ?3 WHERE party = ?1");
  Result<Statement> name = database.prepare("INSERT INTO party_alias_new SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM party_alias WHERE folded = ?1 AND party = ?2) ON CONFLICT DO NOTHING");
  if (!update) return update.error();
  if (!name) return name.error();
  std::vector<std::tuple<std::string_view, std::int64_t, bool>> names;
  for (const auto& [number, p] : parties_) {
    const bool fresh = registry.is_new_party(number);
    // A party that the world does not know has one name, by which it was found.
    if (fresh || !p.entity.empty())
      for (const std::string& folded : p.folded) names.emplace_back(folded, number, fresh);
    if (fresh) {
      if (Outcome done = database.put("party", {number, p.name, or_null(p.entity), or_null(p.country), p.reports, p.mentions}); !done) return done;
    } else if (p.reports != 0 || p.mentions != 0) {
      if (Outcome done = update->bind(1, number).bind(2, p.reports).bind(3, p.mentions).run(); !done) return done;
    }
  }
  std::sort(names.begin(), names.end());  // in the order of their table
  for (const auto& [folded, number, fresh] : names) {
    Outcome done = fresh ? database.put("party_alias_new", {folded, number}) : name->bind(1, folded).bind(2, number).run();
    if (!done) return done;
  }
  // The versions before the newest keep their parties.
  if (rewritten_)
    return database.run("DELETE FROM party WHERE reports = 0 AND party NOT IN "
                        "(SELECT a.party FROM article t JOIN actor a ON a.article = t.article WHERE t.replaced_by IS NOT NULL)");
  return Done{};
}

Outcome Tally::write_locations(const Database& database, const Registry& registry) {
  const bool sqlite = database.dialect() == Dialect::sqlite;
  for (const auto& [number, p] : locations_) {
    if (!registry.is_new_location(number)) continue;
    const auto real = [](const std::optional<double>& value) { return value ? Cell(*value) : Cell(); };
    if (Outcome done = database.put("location", {number, p.name, p.folded, or_null(p.country), real(p.latitude), real(p.longitude), or_null(p.geonames)}); !done)
      return done;
    if (!p.latitude || !p.longitude || !sqlite) continue;
    if (Outcome done = database.put("location_where", {number, *p.latitude, *p.latitude, *p.longitude, *p.longitude}); !done) return done;
  }
  return Done{};
}

Outcome Tally::write(const Database& database, const Registry& registry) {
  if (Outcome done = write_parties(database, registry); !done) return done;
  if (Outcome done = write_locations(database, registry); !done) return done;
  Result<Statement> made = database.prepare("UPDATE made_by SET articles = articles + ?1 WHERE made_by = ?2");
  if (!made) return made.error();
  for (const auto& [number, articles] : made_by_)
    if (Outcome done = made->bind(1, articles).bind(2, number).run(); !done) return done;
  Result<Statement> old = database.prepare("SELECT key, value FROM manifest WHERE key IN ('articles', 'digest', 'rewritten')");
  Result<Statement> fact = database.prepare("INSERT INTO manifest VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  if (!old) return old.error();
  if (!fact) return fact.error();
  std::int64_t rewritten = rewritten_ ? 1 : 0;
  while (true) {
    const Result<bool> row = old->step();
    if (!row) return row.error();
    if (!*row) break;
    const std::string_view key = old->text(0);
    const std::string value(old->text(1));
    if (key == "digest") {
      const Result<SetDigest> before = SetDigest::from_hex(value);
      if (!before) return Error{database.path() + ": the archive's digest is damaged; `vedette verify` says what is well"};
      digest_ += *before;
    } else {
      (key == "articles" ? articles_ : rewritten) += std::strtoll(value.c_str(), nullptr, 10);
    }
  }
  old->reset();
  for (const auto& [key, value] : {std::pair("articles", std::to_string(articles_)), std::pair("digest", digest_.hex()), std::pair("rewritten", std::to_string(rewritten))})
    if (Outcome done = fact->bind(1, std::string_view(key)).bind(2, value).run(); !done) return done;
  forget();
  return Done{};
}

}  // namespace vedette
