#pragma once
// What an archive counts over all its articles: who is reported how often, where things happen, which knowledge made the records, and
// one digest of the whole. A transaction's changes are gathered here and written at its end, so that writers share rows only briefly.

#include <array>
#include <map>
#include <set>
#include <string>

#include "archive/database.h"
#include "archive/layout.h"

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
  // An article that counts (`sign` 1) or does no longer (-1). Older versions of an address stay in the archive but count no more.
  void count(const Layout& layout, int sign);
  // An article comes into the archive, or leaves it, or its record does.
  void keep(std::string_view id, std::string_view record_digest, std::int64_t made_by, int sign);
  void rewritten() { rewritten_ = true; }

  Outcome write(const Database& database);  // and forgets
  void forget() { *this = {}; }

 private:
  struct Party {
    std::string name, entity, country;
    std::set<std::string> folded;
    std::int64_t reports = 0, mentions = 0;
  };
  std::map<std::int64_t, Party> parties_;
  std::map<std::int64_t, Layout::Place> locations_;
  std::map<std::int64_t, std::int64_t> made_by_;
  SetDigest digest_;
  std::int64_t articles_ = 0;
  bool rewritten_ = false;
};

}  // namespace vedette
