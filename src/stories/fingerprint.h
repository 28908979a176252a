#pragma once
// What a report is known by: the shingles of its words, for copies; the words and actors that carry it, for the happening it tells of.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "stories/told.h"
#include "stories/words.h"

namespace vedette {

inline constexpr std::size_t kHashes = 64;  // of a MinHash signature (Broder 1997), 16 bits kept of each
inline constexpr std::size_t kBands = 16;   // of four hashes each: two texts with a Jaccard index of .7 share one at .99
using Signature = std::array<std::uint16_t, kHashes>;

// A word in lower case or an entity of the world, hashed; the weight is how often it stands there, names and the head counted more.
struct Term {
  std::uint32_t term;
  float weight;
  auto operator<=>(const Term&) const = default;
};

struct Fingerprint {
  Signature signature{};
  bool has_signature = false;       // false where there is no word to make one from: such a text is no copy of anything
  std::vector<Term> terms;          // sorted by term
  std::optional<Day> published;
};

// `told` is what the record of `text` gives, `words` are its words_of().
Fingerprint fingerprint_of(const Told& told, std::string_view text, const BlockWords& words);

// The share of shingles that two texts have in common, as their signatures tell it.
double resemblance(const Signature& a, const Signature& b);
// The band keys of a signature, each in 47 bits: texts that share one may be copies.
std::array<std::uint64_t, kBands> bands_of(const Signature& signature);

}  // namespace vedette
