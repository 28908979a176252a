// Sentence ends. Door: find_sentences. Test: sentences_test.cpp. The weights are made by training/tables.cpp.

#include "grammar/sentences.h"

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = (a ^ (b * kMix)) * 0xBF58476D1CE4E5B9ULL;
  return x ^ (x >> 29);
}

std::uint64_t hash_lower(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (char c : word) {
    const auto byte = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    hash = (hash ^ byte) * 0x100000001B3ULL;
  }
  return hash;
}

// 1 small, 2 Capital, 3 CAPITALS, 4 a single capital, 5 digits, 6 mixed with digits, 7 small with stops inside, 8 capitals with
// stops, 9 and 10 quotation marks; another mark is its code point behind 16.
std::uint32_t shape_of(std::string_view word) {
  std::size_t at = 0;
  const char32_t first = next_code_point(word, at);
  if (!is_letter(first) && !is_digit(first) && (at == word.size() || word[0] != '.')) return 16 + static_cast<std::uint32_t>(first);
  bool upper_first = is_upper(first), lower = is_lower(first), more_upper = false, digit = is_digit(first), letter = is_letter(first);
  bool stop = first == U'.';
  std::size_t looked = 0;
  while (at < word.size() && looked++ < 32) {
    const char32_t c = next_code_point(word, at);
    if (is_digit(c)) digit = true;
    else if (c == U'.') stop = true;
    else if (is_upper(c)) more_upper = letter = true;
    else if (is_letter(c)) lower = letter = true;
  }
  if (digit) return letter ? 6 : 5;
  if (stop) return upper_first ? 8 : 7;
  if (upper_first) return more_upper && !lower ? 3 : (lower ? 2 : 4);
  return 1;
}

std::uint32_t bucket(std::size_t n) { return n <= 4 ? static_cast<std::uint32_t>(n) : n <= 8 ? 5 : n <= 16 ? 6 : n <= 32 ? 7 : 8; }

}  // namespace

Boundaries::Boundaries(std::string_view text, std::span<const Word> words) : seen_(words.size()) {
  bool quote = false;
  int brackets = 0;
  const auto quotation = [](std::string_view form, bool open) {  // 1 opens, 2 closes, 0 is something else
    if (form == "\"") return open ? 2 : 1;
    if (form == "“" || form == "``" || form == "«" || form == "„") return 1;
    return form == "”" || form == "''" || form == "»" ? 2 : 0;
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    Seen& seen = seen_[i];
    const std::string_view form = words[i].span.of(text);
    const int mark = quotation(form, quote);  // whatever its style, a mark that opens is one thing, a mark that closes another
    seen.form = mark == 0 ? hash_lower(form) : static_cast<std::uint64_t>(mark);
    seen.shape = mark == 0 ? shape_of(form) : 8 + static_cast<std::uint32_t>(mark);
    seen.joined = words[i].joined;
    if (mark != 0) quote = mark == 1;
    else if (form == "(" || form == "[") brackets = 1;
    else if (form == ")" || form == "]") brackets = 0;
    seen.inside = static_cast<std::uint8_t>((quote ? 1 : 0) + 2 * brackets);
    seen.final = mark == 2 || form[0] == '.' || form[0] == '!' || form[0] == '?' || form == "…" || form == ";" || form == ":" || form == ")" ||
                 form == "'" || form == "’" || form == "]";
    const std::size_t next = i + 1 < words.size() ? words[i + 1].span.begin : words[i].span.end;
    std::size_t lines = 0, blanks = 0;
    for (std::size_t at = words[i].span.end; at < next; ++at) (text[at] == '\n' ? lines : blanks) += 1;
    seen.gap = lines > 1 ? 3 : lines == 1 ? 2 : blanks > 0 ? 1 : 0;
  }
}

bool Boundaries::possible(std::size_t i) const { return !seen_[i].joined && (seen_[i].gap > 0 || seen_[i].final); }

void Boundaries::features(std::size_t i, std::size_t first, Features& out) const {
  static const Seen kNothing;
  const Seen& before = i > first ? seen_[i - 1] : kNothing;
  const Seen& here = seen_[i];
  const Seen& next = i + 1 < seen_.size() ? seen_[i + 1] : kNothing;
  const Seen& second = i + 2 < seen_.size() ? seen_[i + 2] : kNothing;
  const Seen& opening = seen_[first];
  const std::uint32_t length = bucket(i + 1 - first), left = bucket(seen_.size() - i - 1);
  const std::uint64_t gap = here.gap, marks = here.shape >= 9 ? here.shape : here.shape >= 7 ? 8U : 1U;
  out.count = 0;
  std::uint64_t number = 0;
  const auto add = [&](std::uint64_t a, std::uint64_t b = 0) {
    out.slots[out.count++] = static_cast<std::uint16_t>(mix(mix(a, ++number), b) >> 48);
  };
  add(1);
  add(here.form);
  add(next.form);
  add(here.form, next.shape);
  add(here.shape, next.form);
  add(here.form, next.form);
  add(gap * 1024 + here.shape, next.shape);
  add(gap, here.form);
  add(before.form, here.form);
  add(mix(before.shape, next.shape), here.form);
  add(next.form, second.form);
  add(mix(next.shape, second.shape), marks);
  add(mix(here.inside, next.shape), here.form);
  add(mix(length, next.shape), marks);
  add(mix(left, length), marks);
  add(mix(gap, length), next.shape);
  add(mix(opening.shape, length), mix(marks, next.shape));
  add(opening.form, marks);
  add(mix(before.shape, here.shape), mix(next.shape, second.shape));
  add(mix(gap, here.shape), next.form);
}

void find_sentences(std::string_view text, std::span<const Word> words, const BoundaryWeights& weights, std::vector<std::size_t>& ends) {
  if (words.empty()) return;
  if (!weights.empty()) {
    const Boundaries boundaries(text, words);
    Boundaries::Features features;
    std::size_t first = 0;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (!boundaries.possible(i)) continue;
      boundaries.features(i, first, features);
      int sum = 0;
      for (std::size_t k = 0; k < features.count; ++k) sum += weights.at(features.slots[k]);
      if (sum > 0) ends.push_back(first = i + 1);
    }
  }
  ends.push_back(words.size());
}

}  // namespace vedette
