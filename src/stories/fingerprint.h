#pragma once
// What a report is known by: the shingles of its words, for copies; the words and actors that carry it, for the happening it tells of.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/day.h"

namespace vedette {

struct Reading;

inline constexpr std::size_t kHashes = 64;  // of a MinHash signature (Broder 1997)
inline constexpr std::size_t kBands = 16;   // of four hashes each: two texts with a Jaccard index of .7 share one at .99
using Signature = std::array<std::uint32_t, kHashes>;

// A term is a lemma, a name or an entity of the world, hashed; the weight is how often it stands there, names and the head counted more.
struct Term {
  std::uint64_t term;
  float weight;
  auto operator<=>(const Term&) const = default;
};

struct Fingerprint {
  Signature signature{};
  std::vector<Term> terms;          // sorted by term
  std::optional<Day> published;
};

Fingerprint fingerprint_of(const Reading& reading);

// The share of shingles that two texts have in common, as their signatures tell it.
double resemblance(const Signature& a, const Signature& b);
// The band keys of a signature: texts that share one may be copies.
std::array<std::uint64_t, kBands> bands_of(const Signature& signature);

}  // namespace vedette
