// Tells the furniture of a page by its phrases (lexicon/page/furniture.tsv). Door: furniture.h. Test: blocks_test.cpp.
#include "page/furniture.h"

#include <algorithm>

#include "base/utf8.h"
#include "page/agencies.h"
#include "page/known.h"
#include "page/words.h"
#include "world/world.h"

namespace vedette {
namespace {

constexpr std::uint32_t kLongestLine = 200;  // bytes: furniture is short

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool wraps(char c) { return blank(c) || std::string_view("()[]|*-/,.;:").find(c) != std::string_view::npos; }

// Without brackets, dashes and stops at its ends.
Span bare(std::string_view text, Span line) {
  while (line.begin < line.end && wraps(text[line.begin])) ++line.begin;
  while (line.end > line.begin && wraps(text[line.end - 1])) --line.end;
  for (const std::string_view dash : {"—", "–", "•"})
    if (line.of(text).starts_with(dash)) return bare(text, {line.begin + 3, line.end});
  return line;
}

bool colon_follows(std::string_view folded, std::size_t at) {
  while (at < folded.size() && folded[at] == ' ') ++at;
  return at < folded.size() && folded[at] == ':';
}

bool is_several_words(std::string_view phrase) { return phrase.find(' ') != std::string_view::npos; }

int count_words(std::string_view folded) { return static_cast<int>(std::count(folded.begin(), folded.end(), ' ')) + 1; }

}  // namespace

bool Furniture::all_share(std::string_view folded) const {
  bool offers = false;
  bool others = false;
  for (std::size_t at = 0; at < folded.size();) {
    if (wraps(folded[at]) || folded[at] == '&' || folded[at] == '+' || (folded[at] >= '0' && folded[at] <= '9')) {
      ++at;
      continue;
    }
    const std::string_view rest = folded.substr(at);
    const std::size_t share = words_.phrase_at(Cue::share, rest);
    const std::size_t word = words_.phrase_at(Cue::share_word, rest);
    const std::size_t filler = words_.phrase_at(Cue::share_filler, rest);
    const std::size_t length = std::max({share, word, filler});
    if (length == 0) return false;
    offers |= share == length || word == length;
    others |= filler == length && share != length && word != length;
    at += length;
  }
  return offers && !(others && count_words(folded) < 2);
}

bool Furniture::is_share(Span line) const {
  if (line.size() > kLongestLine) return false;
  return all_share(fold(line.of(text_)));
}

std::vector<std::uint32_t> Furniture::tails(Span paragraph) const {
  std::vector<std::uint32_t> found;
  const std::uint32_t from = paragraph.size() > kLongestLine ? paragraph.end - kLongestLine : paragraph.begin;
  for (std::uint32_t at = from; at + 1 < paragraph.end; ++at) {
    const char c = text_[at];
    const bool ends = c == '.' || c == '!' || c == '?' || c == '"' || text_.substr(at).starts_with("”");
    if (!ends) continue;
    const std::uint32_t mark_end = at + (c == '\xE2' ? 3 : 1);
    std::uint32_t next = mark_end;
    while (next < paragraph.end && blank(text_[next])) ++next;
    if (next < paragraph.end && next > mark_end) found.push_back(next);
  }
  return found;
}

std::uint32_t Furniture::share_tail(Span paragraph) const {
  for (const std::uint32_t at : tails(paragraph)) {
    const std::string folded = fold(text_.substr(at, paragraph.end - at));
    if (words_.phrase_at(Cue::share, folded) != 0 && is_several_words(folded) && all_share(folded)) return at;
  }
  return paragraph.end;
}

std::uint32_t Furniture::navigation_tail(Span paragraph) const {
  constexpr std::uint32_t kLongest = 150;
  for (const std::uint32_t at : tails(paragraph)) {
    if (paragraph.end - at > kLongest) continue;
    const std::string folded = fold(text_.substr(at, paragraph.end - at));
    const std::size_t length = words_.phrase_at(Cue::navigation, folded);
    if (length != 0 && (colon_follows(folded, length) || length == folded.size()) &&
        is_several_words(std::string_view(folded).substr(0, length)))
      return at;
  }
  return paragraph.end;
}

std::uint32_t Furniture::agency_tail(Span paragraph) const {
  constexpr std::uint32_t kLongest = 80;
  for (const std::uint32_t at : tails(paragraph)) {
    if (paragraph.end - at > kLongest) continue;
    const Span tail{at, paragraph.end};
    const std::string_view words = tail.of(text_);
    const bool set_off = words.starts_with("–") || words.starts_with("—") || words.starts_with('-') || words.starts_with('(') ||
                         words.starts_with('[');
    if (!set_off) continue;
    const std::string inside = fold(bare(text_, tail).of(text_));
    if (is_agencies_only(tail) || words_.is_phrase(Cue::agency, inside) || (words.starts_with('(') && is_agency(tail))) return at;
  }
  return paragraph.end;
}

Span Furniture::labelled_credit(Span paragraph, std::uint32_t colon) const {
  constexpr std::uint32_t kLongestLabel = 30;
  constexpr std::uint32_t kLongestCredit = 100;
  std::uint32_t begin = colon;
  while (begin > paragraph.begin && colon - begin < kLongestLabel &&
         !(blank(text_[begin - 1]) &&
           (begin < paragraph.begin + 2 || std::string_view(".!?\")").find(text_[begin - 2]) != std::string_view::npos)))
    --begin;
  if (begin == colon || !words_.is_phrase(Cue::credit, fold(text_.substr(begin, colon - begin)))) return {};
  std::uint32_t end = colon + 1;
  while (end < paragraph.end && end - begin < kLongestCredit &&
         !(text_[end] == '.' && (end + 1 == paragraph.end || (blank(text_[end + 1]) && text_[end - 1] >= 'a'))))
    ++end;
  if (end - begin >= kLongestCredit) return {};
  const Span credit{begin, std::min(end + 1, paragraph.end)};
  bool sure = false;
  const Span names = bare(text_, {colon + 1, credit.end});
  return all_capital_words(names, 8) || (credits_picture(names, sure) && sure) ? credit : Span{};
}

bool Furniture::is_navigation(Span line) const {
  line = bare(text_, line);
  if (line.size() > kLongestLine || line.empty()) return false;
  const std::string folded = fold(line.of(text_));
  if (words_.is_phrase(Cue::navigation, folded.substr(folded.rfind(' ', folded.rfind(' ', folded.rfind(' ') - 1) - 1) + 1)))
    return true;  // "… All rights reserved."
  const std::size_t length = words_.phrase_at(Cue::navigation, folded);
  if (length == 0) return false;
  if (length == folded.size() || colon_follows(folded, length)) return true;
  if (std::count(folded.begin(), folded.begin() + static_cast<std::ptrdiff_t>(length), ' ') >= 3)
    return true;  // "this story has not been edited …"
  if (!is_several_words(std::string_view(folded).substr(0, length))) return false;
  const char last = text_[std::min<std::size_t>(line.end, text_.size() - 1)];
  return count_words(folded) <= 16 && (last != '.' || count_words(folded) <= 10);
}

bool Furniture::all_capital_words(Span span, int most) const {
  const std::vector<Letters> runs = letters_of(span.of(text_));
  if (runs.empty() || static_cast<int>(runs.size()) > most) return false;
  constexpr std::uint32_t kParticle = 3;
  return runs[0].first_upper && std::all_of(runs.begin(), runs.end(),
                                            [](const Letters& run) { return run.first_upper || run.span.size() <= kParticle; });
}

bool Furniture::is_agencies_only(Span line) const {
  line = bare(text_, line);
  if (line.empty() || line.size() > 80) return false;
  const std::vector<std::string> agencies = agencies_in(text_, line, world_, AgencyKinds::all);
  if (agencies.empty()) return false;
  std::string rest = fold(line.of(text_));
  const std::vector<Letters> runs = letters_of(line.of(text_));
  std::size_t capitals = 0;
  for (const Letters& run : runs) {
    const std::string word = fold(run.span.of(line.of(text_)));
    if (run.first_upper)
      ++capitals;
    else if (!words_.is_phrase(Cue::share_filler, word) && !words_.is_phrase(Cue::agency_after, word))
      return false;
  }
  return capitals <= agencies.size() * 3;
}

bool Furniture::is_agency(Span line) const {
  line = bare(text_, line);
  if (line.empty() || line.size() > 300) return false;
  const std::string folded = fold(line.of(text_));
  const bool named = !agencies_in(text_, line, world_, AgencyKinds::all).empty();
  if (const std::size_t length = words_.phrase_at(Cue::agency, folded)) {
    if (length == folded.size() || (colon_follows(folded, length) && count_words(folded) <= 12)) return true;
    if (named && count_words(folded) <= 14) return true;
    const std::string_view after = std::string_view(folded).substr(std::min(folded.size(), length + 1));
    if (words_.is_phrase(Cue::agency, after) || words_.is_phrase(Cue::agency_after, after)) return true;
    // The phrase may fold to another number of bytes; its words are ASCII.
    if (all_capital_words({line.begin + static_cast<std::uint32_t>(std::min<std::size_t>(length, line.size())), line.end}, 30) &&
        is_several_words(std::string_view(folded).substr(0, length)))
      return true;
    // "Reporting by A; editing by B"
    if (folded.find("; ") != std::string::npos &&
        words_.phrase_at(Cue::agency, std::string_view(folded).substr(folded.find("; ") + 2)) != 0)
      return true;
  }
  if (count_words(folded) > 30) return false;
  for (std::size_t at = folded.find(' '); at != std::string::npos; at = folded.find(' ', at + 1)) {
    const std::string_view ending = std::string_view(folded).substr(at + 1);
    if (is_several_words(ending) && words_.is_phrase(Cue::agency_after, ending)) return true;
  }
  return false;
}

bool Furniture::is_byline(Span line) const {
  line = bare(text_, line);
  if (line.empty() || line.size() > 120) return false;
  const std::string folded = fold(line.of(text_));
  const std::size_t length = words_.phrase_at(Cue::byline, folded);
  if (length == 0) return false;
  if (length == folded.size()) return is_several_words(folded);
  const Span rest{line.begin + static_cast<std::uint32_t>(std::min<std::size_t>(length, line.size())), line.end};
  return all_capital_words(bare(text_, rest), 14);
}

bool Furniture::is_person(Span line) const {
  const std::vector<Letters> runs = letters_of(line.of(text_));
  if (runs.size() < 2 || runs.size() > 4) return false;
  if (!std::all_of(runs.begin(), runs.end(), [](const Letters& run) { return run.first_upper; })) return false;
  return world_.given_name(fold(runs[0].span.of(line.of(text_)))) != 0;
}

bool Furniture::is_credit(Span line) const {
  line = bare(text_, line);
  if (line.empty() || line.size() > 140) return false;
  const std::string folded = fold(line.of(text_));
  const std::size_t length = words_.phrase_at(Cue::credit, folded);
  if (length == 0) return false;
  if (length == folded.size()) return is_several_words(folded) || folded.size() > 4;
  if (colon_follows(folded, length)) return count_words(folded) <= 12;
  const Span rest = bare(text_, {line.begin + static_cast<std::uint32_t>(std::min<std::size_t>(length, line.size())), line.end});
  bool sure = false;
  return all_capital_words(rest, 8) || (rest.size() > 0 && credits_picture(rest, sure) && sure);
}

bool Furniture::credits_picture(Span inside, bool& sure) const {
  sure = false;
  if (inside.empty() || inside.size() > 120) return false;
  const std::string_view words = inside.of(text_);
  const std::vector<Letters> runs = letters_of(words);
  if (runs.empty()) return false;
  const std::string folded = fold(words);
  bool phrase = false;
  for (std::size_t at = 0; at < folded.size();) {
    phrase |= words_.phrase_at(Cue::credit, std::string_view(folded).substr(at)) != 0;
    at = folded.find_first_of(" /:,-", at);
    if (at == std::string::npos) break;
    at = folded.find_first_not_of(" /:,-", at);
  }
  int capitals = 0;
  int small = 0;
  for (const Letters& run : runs) {
    const std::string word = fold(run.span.of(words));
    if (run.first_upper)
      ++capitals;
    else if (run.span.size() > 3 && !words_.is_phrase(Cue::credit, word))
      ++small;
  }
  const bool names = capitals > 0 && small == 0;
  const bool slash = words.find('/') != std::string_view::npos && capitals >= 2;
  const bool agency = !agencies_in(text_, inside, world_, AgencyKinds::all).empty();
  sure = (phrase && small <= 2) || (names && (slash || agency));
  return sure || names;
}

}  // namespace vedette
