// Blanks too many and too few around punctuation, and words parted at line ends. Door: repair.h. Test: repair_test.cpp.
#include <algorithm>

#include "base/utf8.h"
#include "page/repair.h"
#include "page/words.h"

namespace vedette {
namespace {

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

Span span_of(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

bool ends_word(std::string_view text, std::size_t at) {
  return at >= text.size() || blank(text[at]) || text[at] == '"' || text[at] == ')' || text.substr(at).starts_with("”");
}

// An opening bracket before `at` in its line, not too far off.
bool bracket_is_open(std::string_view text, std::size_t at) {
  constexpr std::size_t kFar = 300;
  const std::size_t from = at > kFar ? at - kFar : 0;
  const std::size_t found = text.substr(from, at - from).find_last_of("()\n");
  return found != std::string_view::npos && text[from + found] == '(';
}

}  // namespace

bool is_address(std::string_view chunk) {
  return chunk.find("://") != std::string_view::npos || chunk.find_first_of("@/\\_#=<>[]{}|~^") != std::string_view::npos ||
         chunk.find("www.") != std::string_view::npos;
}

Span chunk_around(std::string_view text, std::uint32_t at) {
  constexpr std::uint32_t kLongest = 200;
  std::uint32_t begin = at;
  std::uint32_t end = at;
  while (begin > 0 && at - begin < kLongest && !blank(text[begin - 1])) --begin;
  while (end < text.size() && end - at < kLongest && !blank(text[end])) ++end;
  return {begin, end};
}

std::vector<Edit> hyphenation(std::string_view text, const Known& known) {
  std::vector<Edit> edits;
  const auto& runs = known.letters();
  for (std::size_t i = 0; i + 1 < runs.size(); ++i) {
    const Span left = runs[i].span;
    const Span right = runs[i + 1].span;
    if (text[left.end] != '-' || right.begin - left.end < 2 || right.begin - left.end > 6 || runs[i + 1].first_upper) continue;
    const std::string_view between = text.substr(left.end + 1, right.begin - left.end - 1);
    if (between.find('\n') != between.rfind('\n') || between.find_first_not_of(" \n") != std::string_view::npos ||
        between.find('\n') == std::string_view::npos)
      continue;
    const std::string joined = std::string(left.of(text)) + std::string(right.of(text));
    if (known.is_known(joined))
      edits.push_back({RepairKind::hyphenation, span_of(left.end, right.begin), ""});
    else if (known.is_known(left.of(text)) && known.is_known(right.of(text)))
      edits.push_back({RepairKind::hyphenation, span_of(left.end + 1, right.begin), ""});
  }
  return edits;
}

std::vector<Edit> stray_spaces(std::string_view text) {
  std::vector<Edit> edits;
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    if (at == 0 || at + 1 >= text.size()) continue;
    const char before = text[at - 1];
    const char after = text[at + 1];
    const bool word_before = ascii_letter(before) || static_cast<unsigned char>(before) >= 0x80 || ascii_digit(before);
    bool stray = false;
    if (before == '(') {
      stray = ascii_letter(after) || static_cast<unsigned char>(after) >= 0xC3;
    } else if (after == ')') {
      stray = word_before && bracket_is_open(text, at);
    } else if (after == ',' || after == '.' || after == ';' || after == ':' || after == '!' || after == '?') {
      const bool spaced_dots = after == '.' && text.substr(at + 2).starts_with(" .");
      stray = ascii_letter(before) && ends_word(text, at + 2) && !spaced_dots;
    } else if (after == '\'' || text.substr(at + 1).starts_with("’")) {
      const std::size_t s = at + (after == '\'' ? 2 : 4);
      stray = ascii_letter(before) && s < text.size() && text[s] == 's' && s + 1 < text.size() && blank(text[s + 1]);
    }
    if (stray) edits.push_back({RepairKind::stray_space, span_of(at, at + 1), ""});
  }
  return edits;
}

std::vector<Edit> missing_spaces(std::string_view text, const Known& known) {
  std::vector<Edit> edits;
  const auto& runs = known.letters();
  const auto insert = [&](std::uint32_t at) {
    if (!is_address(chunk_around(text, at).of(text))) edits.push_back({RepairKind::missing_space, {at, at}, " "});
  };
  const auto is_mark = [&](std::uint32_t at) {  // a closing quotation mark that ends just before `at`
    return at > 0 && (text[at - 1] == '"' || (at > 2 && text.substr(at - 3, 3) == "”"));
  };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Letters& right = runs[i];
    const std::uint32_t at = right.span.begin;
    if (at < 2 || right.span.size() < 2) continue;
    const char mark = text[at - 1];
    if (std::string_view(",.;:!?)").find(mark) == std::string_view::npos) continue;
    const bool after_quote = is_mark(at - 1);
    const bool touches = i > 0 && runs[i - 1].span.end == at - 1;
    const std::string_view left = touches ? runs[i - 1].span.of(text) : std::string_view{};
    const std::string_view word = right.span.of(text);
    const bool capital = right.first_upper && !right.all_upper;
    if (mark == ')') {
      const std::size_t from = at > 60 ? at - 60 : 0;
      const std::size_t open = text.substr(from, at - 1 - from).rfind('(');
      const std::size_t inside = open == std::string_view::npos ? 0 : at - 2 - (from + open);
      const bool set_off = open != std::string_view::npos && from + open > 0 && blank(text[from + open - 1]);
      if (set_off && inside >= 2 && !right.has_upper && known.rarity(word) != 0 && known.rarity(word) <= 50) insert(at);
    } else if (mark == ',') {
      if ((left.size() >= 2 || after_quote || text[at - 2] == ')' || ascii_digit(text[at - 2])) && known.is_known(word))
        insert(at);
    } else if (mark == '.') {
      if (!capital || (right.span.end < text.size() && text[right.span.end] == '.')) continue;
      const bool initials = left.size() == 1 && is_upper(static_cast<unsigned char>(left[0])) && at >= 4 && text[at - 3] == '.' &&
                            ascii_letter(text[at - 4]);
      // "Mr.Cruz", "St.Petersburg": short words that shorten others.
      const bool shortened =
          left.size() >= 2 && left.size() <= 4 && runs[i - 1].first_upper && !runs[i - 1].all_upper && known.is_name(word);
      if (after_quote || text[at - 2] == ')' || (initials && word.size() >= 3 && known.is_known(word)))
        insert(at);
      else if (left.size() >= 2 && !runs[i - 1].all_upper && (shortened || known.is_known(left)) && known.is_known(word))
        insert(at);
    } else if (mark == ':') {
      if (left.size() >= 3 && !runs[i - 1].all_upper && capital && known.rarity(left) != 0 && known.is_known(word)) insert(at);
    } else if (left.size() >= 2 || after_quote) {
      if (known.is_known(word) && (mark == ';' || right.first_upper)) insert(at);
    }
  }
  return edits;
}

}  // namespace vedette
