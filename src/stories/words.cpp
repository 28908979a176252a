// Cuts text into words. Door: words.h. Test: tests/stories.py.
#include "stories/words.h"

#include <unordered_set>

#include "base/utf8.h"
#include "stories/tables.h"
#include "stories/told.h"

namespace vedette {
namespace {

bool is_word_sign(char32_t c) { return is_letter(c) || is_digit(c); }

bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019'; }

}  // namespace

std::vector<PlainWord> words_of(std::string_view text, std::size_t offset) {
  std::vector<PlainWord> words;
  words.reserve(text.size() / 6 + 1);
  bool ended = true;    // a sentence's end mark stands before
  bool mark = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    char32_t c = next_code_point(text, at);
    if (!is_word_sign(c)) {
      if (c == U'.' || c == U'!' || c == U'?') ended = true;
      if (!is_space(c) && !is_apostrophe(c) && c != U'-' && c != U'$' && c != U'\u20AC' && c != U'\u00A3') mark = true;
      continue;
    }
    PlainWord word;
    word.begin = offset + begin;
    word.capital = is_upper(c);
    word.first = ended;
    word.opens_block = words.empty();
    word.mark_before = mark;
    bool digits = is_digit(c);
    append_code_point(word.lower, lower(c));
    while (at < text.size()) {
      std::size_t next = at;
      c = next_code_point(text, next);
      const bool inner = is_apostrophe(c) || (digits && (c == U',' || c == U'.'));
      if (inner) {
        std::size_t after = next;
        if (after >= text.size()) break;
        const char32_t follows = next_code_point(text, after);
        if (is_apostrophe(c) ? !is_letter(follows) : !is_digit(follows)) break;
      } else if (!is_word_sign(c)) {
        break;
      } else if (!is_digit(c)) {
        digits = false;
      }
      append_code_point(word.lower, is_apostrophe(c) ? U'\'' : lower(c));
      at = next;
    }
    word.end = offset + at;
    if (word.lower.ends_with("'s")) word.lower.resize(word.lower.size() - 2);
    words.push_back(std::move(word));
    ended = false, mark = false;
  }
  return words;
}

BlockWords words_of(const Told& told, std::string_view text) {
  BlockWords words;
  words.reserve(told.blocks.size());
  const RangeIndex index(text);
  for (const ToldBlock& block : told.blocks) words.push_back(words_of(index.of(block.range), index.byte(block.range.begin)));
  return words;
}

bool is_running_word(std::string_view lower_word) {
  static const std::unordered_set<std::string_view> words = [] {
    std::unordered_set<std::string_view> made;
    for (const auto& row : running_word_rows()) made.insert(row[0]);
    return made;
  }();
  return words.contains(lower_word);
}

}  // namespace vedette
