// Hashed features of a word form (the hashing trick: Weinberger et al. 2009; character n-grams: Bojanowski et al. 2017).
// Only door: features.h. Test: features_test.cpp.
#include "grammar/features.h"

#include <algorithm>

#include "base/digest.h"
#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kEdge = 24;  // code points looked at from either end

std::uint32_t row(std::string_view bytes, std::uint64_t seed, std::uint32_t rows) {
  return static_cast<std::uint32_t>((static_cast<std::uint64_t>(static_cast<std::uint32_t>(hash64(bytes, seed))) * rows) >> 32);
}

// Lower case without accents, digits all alike but for the vector's key, typographic quotation marks as '"'.
void fold_form(std::string_view form, std::string& out) {
  out.clear();
  if (std::ranges::all_of(form, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    for (char c : form) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return;
  }
  out = fold(form);
  if (out == "\u201c" || out == "\u201d" || out == "\u201e" || out == "\u00ab" || out == "\u00bb") out = "\"";
}

char shape_of(char32_t c) {
  if (is_upper(c)) return 'X';
  if (is_letter(c)) return 'x';
  if (is_digit(c)) return 'd';
  return c < 0x80 ? static_cast<char>(c) : '?';
}

// "Al-Zaman" to "Xx-Xxx": runs longer than two are cut to two, the whole to twelve.
std::string_view shape(std::string_view form, std::array<char, 12>& out) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < form.size() && size < out.size();) {
    const char c = shape_of(next_code_point(form, at));
    if (size < 2 || out[size - 1] != c || out[size - 2] != c) out[size++] = c;
  }
  return {out.data(), size};
}

}  // namespace

void features_of(std::string_view form, FormFeatures& features, std::string& scratch) {
  fold_form(form, scratch);
  features.vector_key = hash64(scratch);
  for (char& c : scratch) {
    if (c >= '0' && c <= '9') c = '0';
  }
  features.words = {row(scratch, 1, kWordRows), row(form, 2, kWordRows)};

  // Byte positions of the code points near the start and near the end.
  std::array<std::size_t, kEdge + 1> first{};
  std::array<std::size_t, kEdge + 1> last{};
  std::size_t firsts = 0;
  for (std::size_t at = 0; at < scratch.size() && firsts < kEdge;) {
    next_code_point(scratch, at);
    first[++firsts] = at;
  }
  std::size_t lasts = 0;
  last[0] = scratch.size();
  for (std::size_t at = scratch.size(); at > 0 && lasts < 5;) {
    previous_code_point(scratch, at);
    last[++lasts] = at;
  }

  const std::string_view folded = scratch;
  features.affix_count = 0;
  const auto add_affix = [&](std::string_view bytes, std::uint64_t seed) {
    features.affixes[features.affix_count++] = row(bytes, seed, kAffixRows);
  };
  for (std::size_t n = 1; n <= std::min<std::size_t>(3, firsts); ++n) add_affix(folded.substr(0, first[n]), 10 + n);
  for (std::size_t n = 1; n <= std::min<std::size_t>(5, lasts); ++n) add_affix(folded.substr(last[n]), 20 + n);
  std::array<char, 12> shape_bytes;
  add_affix(shape(form, shape_bytes), 30);

  // N-grams of the first kEdge code points, with the edges of the word marked by their own seeds.
  features.gram_count = 0;
  for (std::size_t begin = 0; begin < firsts && features.gram_count + 2 <= static_cast<int>(kMaxGrams); ++begin) {
    for (std::size_t n = 3; n <= 4 && begin + n <= firsts; ++n) {
      const std::uint64_t seed = 40 + (begin == 0 ? 1 : 0) + (first[begin + n] == folded.size() ? 2 : 0);
      features.grams[features.gram_count++] = row(folded.substr(first[begin], first[begin + n] - first[begin]), seed, kGramRows);
    }
  }
}

}  // namespace vedette
