// Asks the world, the word list and the article itself whether letters are a word. Door: known.h. Test: repair_test.cpp.
#include "page/known.h"

#include "base/utf8.h"
#include "page/words.h"
#include "world/world.h"

namespace vedette {

std::vector<Letters> letters_of(std::string_view text) {
  std::vector<Letters> runs;
  runs.reserve(text.size() / 6);
  const auto combines = [](char32_t c) { return c >= 0x300 && c < 0x370; };
  // ASCII, which is nearly all, does without the tables.
  const auto letter = [](char32_t c) { return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : is_letter(c); };
  const auto capital = [](char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : is_upper(c); };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    char32_t c = next_code_point(text, at);
    if (!letter(c)) continue;
    Letters run;
    run.first_upper = run.all_upper = run.has_upper = capital(c);
    std::size_t end = at;
    while (end < text.size()) {
      at = end;
      c = next_code_point(text, end);
      if (!letter(c) && !combines(c)) break;
      at = end;
      const bool upper = capital(c);
      run.has_upper |= upper;
      run.all_upper &= upper;
    }
    run.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at)};
    runs.push_back(run);
  }
  return runs;
}

Known::Known(const World& the_world, const Words& the_words, std::string_view text)
    : world(the_world), words(the_words), letters_(letters_of(text)) {
  for (const Letters& run : letters_)
    if (run.has_upper) ++seen_[run.span.of(text)];
}

int Known::seen(std::string_view word) const {
  const auto at = seen_.find(word);
  return at == seen_.end() ? 0 : at->second;
}

int Known::rarity(std::string_view word) const { return words.rarity(lower(word)); }

bool Known::is_name(std::string_view word) const {
  if (words.capital_rarity(word) != 0) return true;
  const std::string folded = fold(word);
  return !world.named(folded).empty() || world.given_name(folded) != 0 || world.is_family_name(folded) || world.is_place(folded);
}

bool Known::is_known(std::string_view word) const {
  if (rarity(word) != 0 || is_name(word)) return true;
  return word.size() > 3 && word.back() == 's' && is_known(word.substr(0, word.size() - 1));
}

}  // namespace vedette
