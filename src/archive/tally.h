#pragma once
// What an archive counts over all its articles: who is reported how often, where things happen, which knowledge made the records, and
// one digest of the whole. A transaction's changes are gathered here and written at its end, so that writers share rows only briefly.

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/database.h"
#include "archive/layout.h"
#include "archive/registry.h"

namespace vedette {

// A digest of a set, whatever the order in which it was filled: the sum of its members' SHA-256, modulo 2^256 (the AdHash of Bellare
// and Micciancio, 1997). What is taken out is subtracted.
class SetDigest {
 public:
  SetDigest() = default;
  static SetDigest of(const std::string& member);
  static Result<SetDigest> from_hex(std::string_view hex);
  SetDigest& operator+=(const SetDigest& other);
  SetDigest& operator-=(const SetDigest& other);
  bool operator==(const SetDigest&) const = default;
  std::string hex() const;

 private:
  std::array<std::uint64_t, 4> words_{};  // the lowest first
};

// The member of the archive's digest that an article is.
std::string member_of(std::string_view id, std::string_view record_digest);

class Tally {
 public:
  // An article that counts (`sign` 1), does no longer (-1), or is an older version of an address (0): that stays in the archive with its
  // parties but does not count.
  void count(const Layout& layout, const RowNumbers& numbers, int sign);
  // An article comes into the archive, or leaves it, or its record does. `member` is its member_of() digest.
  void keep(const SetDigest& member, std::int64_t made_by, int sign);
  void rewritten() { rewritten_ = true; }

  Outcome write(const Database& database, const Registry& registry);  // and forgets
  void forget() { *this = {}; }

 private:
  struct Party {
    std::string name, entity, country;
    std::vector<std::string> folded;   // names that may be new
    std::int64_t reports = 0, mentions = 0;
    std::uint64_t last = 0;            // call of count() that met it
  };
  std::map<std::int64_t, Party> parties_;
  std::uint64_t calls_ = 0;
  Outcome write_parties(const Database& database, const Registry& registry);
  Outcome write_locations(const Database& database, const Registry& registry);

  std::map<std::int64_t, Layout::Place> locations_;
  std::map<std::int64_t, std::int64_t> made_by_;
  SetDigest digest_;
  std::int64_t articles_ = 0;
  bool rewritten_ = false;
};

}  // namespace vedette
