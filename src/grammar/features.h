#pragma once
// What the network sees of a word form: rows of its hashed tables. It depends on the form alone, so a form is looked at once.
// Training and reading share this file: a change here needs a new model.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace vedette {

inline constexpr std::uint32_t kWordRows = 32768;   // whole forms: folded, and as written
inline constexpr std::uint32_t kAffixRows = 16384;  // beginnings, ends, shape
inline constexpr std::uint32_t kGramRows = 32768;   // character 3- and 4-grams
inline constexpr std::size_t kMaxAffixes = 9;
inline constexpr std::size_t kMaxGrams = 24;

struct FormFeatures {
  std::uint64_t vector_key = 0;  // hash of the folded form, by which its word vector is found
  std::array<std::uint32_t, 2> words{};
  std::array<std::uint32_t, kMaxAffixes> affixes{};
  std::array<std::uint32_t, kMaxGrams> grams{};
  std::uint8_t affix_count = 0;
  std::uint8_t gram_count = 0;
};

// Linear in the form's length; `scratch` is kept between calls so that nothing is allocated.
void features_of(std::string_view form, FormFeatures& features, std::string& scratch);

}  // namespace vedette
