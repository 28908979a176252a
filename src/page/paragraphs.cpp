// Paragraphs and rough sentences, before anything else is known of a text. Door: paragraphs.h. Test: paragraphs_test.cpp.
#include "page/paragraphs.h"

#include <algorithm>

namespace vedette {
namespace {

bool blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

std::vector<Span> lines_of(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::size_t first = begin;
    std::size_t last = end;
    while (first < last && blank(text[first])) ++first;
    while (last > first && blank(text[last - 1])) --last;
    if (first < last) lines.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
    begin = end + 1;
  }
  return lines;
}

bool adjacent(std::string_view text, Span line, Span next) {
  return std::count(text.begin() + line.end, text.begin() + next.begin, '\n') == 1;
}

// A line that a width broke: fairly long, and its sentence goes on in the next one.
bool broken(std::string_view text, Span line, Span next) {
  constexpr std::uint32_t kShortest = 45;
  constexpr std::uint32_t kLongest = 110;
  if (line.size() < kShortest || line.size() > kLongest || !adjacent(text, line, next)) return false;
  const char last = text[line.end - 1];
  return last != '.' && last != '!' && last != '?' && last != ':' && last != '"' && last != ')';
}

}  // namespace

std::vector<Span> paragraphs_of(std::string_view text) {
  std::vector<Span> lines = lines_of(text);
  std::size_t broken_lines = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) broken_lines += broken(text, lines[i], lines[i + 1]);
  const bool has_long_line = std::any_of(lines.begin(), lines.end(), [](Span line) { return line.size() > 160; });
  if (has_long_line || broken_lines < 3 || broken_lines * 2 < lines.size()) return lines;

  std::vector<Span> paragraphs;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool goes_on = i > 0 && adjacent(text, lines[i - 1], lines[i]) && lines[i - 1].size() >= 35;
    if (goes_on)
      paragraphs.back().end = lines[i].end;
    else
      paragraphs.push_back(lines[i]);
  }
  return paragraphs;
}

std::uint32_t rough_sentence_end(std::string_view text, std::uint32_t from, std::uint32_t end) {
  for (std::uint32_t at = from; at < end; ++at) {
    if (text[at] != '.' && text[at] != '!' && text[at] != '?') continue;
    std::uint32_t after = at + 1;
    while (after < end && (text[after] == '"' || text[after] == ')')) ++after;
    if (text.substr(after, 3) == "”") after += 3;
    if (after >= end) return end;
    if (!blank(text[after])) continue;
    std::uint32_t next = after;
    while (next < end && blank(text[next])) ++next;
    const bool abbreviation =
        text[at] == '.' && (at < from + 2 || blank(text[at - 2]) || text[at - 2] == '.');  // "J. Smith", "U.S. troops"
    if (next < end && !(text[next] >= 'a' && text[next] <= 'z') && !abbreviation) return after;
  }
  return end;
}

std::uint32_t rough_sentence_begin(std::string_view text, std::uint32_t begin, std::uint32_t at) {
  constexpr std::uint32_t kFar = 500;
  std::uint32_t start = std::max(begin, at > kFar ? at - kFar : 0);
  if (start > begin) start = std::min(at, rough_sentence_end(text, start, at));
  for (;;) {
    std::uint32_t end = rough_sentence_end(text, start, at);
    while (end < at && blank(text[end])) ++end;
    if (end >= at) return start;
    start = end;
  }
}

}  // namespace vedette
