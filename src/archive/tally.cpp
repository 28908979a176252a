// Gathers what a transaction changes in the archive's counts. Doors: Tally, SetDigest. Test: tally_test.cpp.
#include "archive/tally.h"

#include <charconv>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/utf8.h"

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

void Tally::count(const Layout& layout, int sign) {
  std::set<std::int64_t> met;
  for (const Layout::Actor& actor : layout.actors) {
    Party& party = parties_[actor.party];
    if (party.name.empty()) party.name = actor.name, party.entity = actor.entity, party.country = actor.country;
    if (sign > 0) party.folded.insert(fold(actor.name));
    party.reports += met.insert(actor.party).second ? sign : 0;
    party.mentions += sign * actor.mentions;
  }
  if (sign > 0)
    for (const Layout::Place& place : layout.places) locations_.try_emplace(place.location, place);
}

void Tally::keep(std::string_view id, std::string_view record_digest, std::int64_t made_by, int sign) {
  const SetDigest member = SetDigest::of(member_of(id, record_digest));
  sign > 0 ? digest_ += member : digest_ -= member;
  articles_ += sign;
  made_by_[made_by] += sign;
}

Outcome Tally::write(const Database& database) {
  Result<Statement> party = database.prepare(
      "INSERT INTO party VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(party) DO UPDATE SET reports = party.reports + excluded.reports, "
      "mentions = party.mentions + excluded.mentions");
  Result<Statement> name = database.prepare("INSERT INTO party_name VALUES(?1, ?2) ON CONFLICT DO NOTHING");
  if (!party) return party.error();
  if (!name) return name.error();
  bool fewer = false;
  for (const auto& [number, p] : parties_) {
    fewer |= p.reports < 0;
    if (p.reports == 0 && p.mentions == 0 && p.folded.empty()) continue;
    Statement& s = party->bind(1, number).bind(2, p.name).bind_or_null(3, p.entity).bind_or_null(4, p.country).bind(5, p.reports).bind(6, p.mentions);
    if (Outcome done = s.run(); !done) return done;
    for (const std::string& folded : p.folded)
      if (Outcome done = name->bind(1, folded).bind(2, number).run(); !done) return done;
  }
  if (fewer)
    if (Outcome done = database.run("DELETE FROM party WHERE reports = 0"); !done) return done;
  const bool sqlite = database.dialect() == Dialect::sqlite;
  Result<Statement> location = database.prepare("INSERT INTO location VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING RETURNING 1");
  Result<Statement> where = database.prepare(sqlite ? "INSERT INTO location_where VALUES(?1, ?2, ?2, ?3, ?3)" : "SELECT 1");
  if (!location) return location.error();
  if (!where) return where.error();
  for (const auto& [number, p] : locations_) {
    location->bind(1, number).bind(2, p.name).bind(3, fold(p.name)).bind_or_null(4, p.country);
    p.latitude ? location->bind(5, *p.latitude) : location->bind_null(5);
    p.longitude ? location->bind(6, *p.longitude) : location->bind_null(6);
    p.geonames ? location->bind(7, p.geonames) : location->bind_null(7);
    const Result<std::int64_t> fresh = location->number();
    if (!fresh) return fresh.error();
    if (*fresh == 0 || !p.latitude || !p.longitude || !sqlite) continue;
    if (Outcome done = where->bind(1, number).bind(2, *p.latitude).bind(3, *p.longitude).run(); !done) return done;
  }
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
