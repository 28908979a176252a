// Finds the dateline that opens a paragraph. Door: dateline_at in dateline.h. Test: dateline_test.cpp.
#include "page/dateline.h"

#include <algorithm>

#include "base/utf8.h"
#include "page/agencies.h"
#include "page/words.h"
#include "world/world.h"

namespace vedette {
namespace {

constexpr std::uint32_t kLongestLine = 160;  // bytes of a line of nothing but place, date and time
constexpr std::uint32_t kShortestCity = 4;   // bytes, before a colon: "US: Troops to leave" is a headline
constexpr std::uint32_t kLongestLead = 90;   // bytes of "KYIV, Ukraine, Nov. 19 (Reuters) -"

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (at < end && blank(text[at])) ++at;
  return at;
}

// Dashes and colons that part a dateline from what follows; 0 where there is none.
std::uint32_t dash_at(std::string_view text, std::uint32_t at) {
  for (const std::string_view dash : {"—", "–", "―", "--", "-"})
    if (text.substr(at).starts_with(dash)) return static_cast<std::uint32_t>(dash.size());
  return 0;
}

// A word of a place's name: "SÃO", "ABU", "N'DJAMENA", "St.".
std::uint32_t word_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (at < end) {
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    const bool inside =
        is_letter(c) || c == '\'' || c == U'’' || (c == '-' && next < end && is_letter(static_cast<unsigned char>(text[next])));
    if (!inside) break;
    at = static_cast<std::uint32_t>(next);
  }
  return at;
}

bool is_capitals(std::string_view word) {
  int letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (is_lower(c)) return false;
    letters += is_letter(c);
  }
  return letters >= 2;
}

bool starts_upper(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_upper(next_code_point(word, at));
}

class Reader {
 public:
  Reader(std::string_view text, Span paragraph, const World& world, const Words& words)
      : text_(text), paragraph_(paragraph), world_(world), words_(words) {}

  std::optional<Dateline> read() const {
    if (auto found = lead()) return found;
    return marked();
  }

 private:
  // "Updated: 29-03-2022 18:49 IST | Geneva", "date 2007-07-24 Libya has freed…", "Friday, August 21, 2015".
  std::optional<Dateline> marked() const {
    Dateline line{{paragraph_.begin, paragraph_.begin}, {}, {}};
    const std::uint32_t end = std::min(paragraph_.end, paragraph_.begin + kLongestLine);
    std::uint32_t at = paragraph_.begin;
    bool cue = false;
    bool whole = false;
    while (true) {
      while (at < end &&
             (blank(text_[at]) || std::string_view(":|,;.()/*").find(text_[at]) != std::string_view::npos || dash_at(text_, at)))
        at += std::max<std::uint32_t>(1, dash_at(text_, at));
      if (at >= end) {
        whole = end == paragraph_.end;
        break;
      }
      if (const auto date = written_date(text_, at)) {
        if (!line.date || (line.date->year == 0 && date->year != 0)) line.date = date;
        at = date->end;
        line.span.end = at;
        continue;
      }
      const std::string folded = fold(text_.substr(at, std::min<std::size_t>(40, end - at)));
      if (const std::size_t length = words_.phrase_at(Cue::dateline, folded)) {
        cue = true;
        at += static_cast<std::uint32_t>(length);
        continue;
      }
      if (const std::uint32_t label = label_end(at, end, line)) {
        at = label;
        continue;
      }
      break;
    }
    if (!line.date) return std::nullopt;
    if (!whole) line.place = {};
    if (whole) {
      line.span.end = paragraph_.end;
      return line;
    }
    // More follows. It is the report's where a word said that the date is the page's; or a zone or a place ends the line.
    const std::string_view rest = text_.substr(at, paragraph_.end - at);
    const bool short_rest = paragraph_.end == std::min(paragraph_.end, end) && rest.size() <= 30 &&
                            rest.find_first_of(".?!\"") == std::string_view::npos;
    if (short_rest && (is_capitals(rest) || world_.is_place(fold(rest)))) {
      line.span.end = paragraph_.end;
      return line;
    }
    if (cue && line.date->year != 0) return line;
    return std::nullopt;
  }

  // What else may stand in such a line: a time before the date, an agency, a place, and between bars any capital words.
  // Its end, or 0.
  std::uint32_t label_end(std::uint32_t at, std::uint32_t end, Dateline& line) const {
    constexpr std::string_view kDigits = "0123456789";
    const std::size_t digits = text_.substr(at, 6).find_first_not_of(kDigits);
    if (digits == 1 || digits == 2) {
      const std::string_view rest = text_.substr(at + digits, 3);
      if (rest.size() == 3 && (rest[0] == ':' || rest[0] == '.') && rest.find_first_not_of(kDigits, 1) == std::string_view::npos)
        return at + static_cast<std::uint32_t>(digits) + 3;
    }
    std::uint32_t stop = at;
    int words = 0;
    while (stop < end) {
      const std::uint32_t last = word_end(text_, stop, end);
      if (last == stop || !starts_upper(text_.substr(stop, last - stop))) break;
      stop = last;
      ++words;
      if (stop >= end || text_[stop] != ' ') break;
      ++stop;
    }
    while (stop > at && blank(text_[stop - 1])) --stop;
    const bool ends = stop >= end || std::string_view("|,;:()/.").find(text_[stop]) != std::string_view::npos ||
                      text_.substr(stop).starts_with(" |") || text_.substr(stop).starts_with(" (");
    if (words == 0 || words > 4 || !ends) return 0;
    const std::string name = fold(text_.substr(at, stop - at));
    if (world_.is_place(name)) {
      if (line.place.empty()) line.place = {at, stop};
      return stop;
    }
    const bool bars = paragraph_.of(text_).find(" | ") != std::string_view::npos;
    return bars || !agencies_in(text_, {at, stop}, world_, AgencyKinds::all).empty() ? stop : 0;
  }

  // "CAIRO, November 19. /TASS/ ", "WASHINGTON (AP) — ", "Kyiv, Ukraine, Nov 19 (Reuters) - ", "(AFP) - ".
  std::optional<Dateline> lead() const {
    const std::uint32_t end = std::min(paragraph_.end, paragraph_.begin + kLongestLead);
    Dateline line{{paragraph_.begin, paragraph_.begin}, {}, {}};
    std::uint32_t at = paragraph_.begin;
    const bool place = take_place(at, end, line) && !is_label(fold(line.place.of(text_)));
    const bool capitals = place && is_capitals(line.place.of(text_));
    const bool known = place && world_.is_place(fold(line.place.of(text_)));
    if (place) take_rest_of_place(at, end, line);
    const bool has_more = at > line.place.end;  // ", Ukraine", ", Nov. 19"
    std::uint32_t ahead = skip_blanks(text_, at, end);
    if (ahead < end && text_[ahead] == '.' && place) ahead = skip_blanks(text_, ahead + 1, end);
    const bool agency = take_agency(ahead, end);
    if (!place && !agency) return std::nullopt;
    if (!line.date && agency) {  // "(Reuters) Nov 19 -"
      const std::uint32_t after = skip_blanks(text_, ahead, end);
      if (const auto date = after < end ? written_date(text_, after) : std::nullopt) line.date = date, ahead = date->end;
    }
    ahead = skip_blanks(text_, ahead, end);
    std::uint32_t dash = ahead < end ? dash_at(text_, ahead) : 0;
    if (dash == 1 && !blank(ahead + 1 < text_.size() ? text_[ahead + 1] : 'x')) dash = 0;
    bool parted = dash != 0;
    if (!parted && ahead < end && text_[ahead] == ':' &&
        ((capitals && (is_large(line.place) || has_more)) || agency || line.date))
      parted = true, dash = 1;
    if (!parted && ahead < end && (text_[ahead] == '.' || text_[ahead] == ',') && agency) parted = true, dash = 1;
    const bool slashes = agency && ahead > paragraph_.begin && previous_sign(ahead) == '/';
    const bool sure = (capitals && (parted || slashes) && (known || has_more || agency || line.date)) ||
                      (agency && (parted || slashes || (place && known))) || (known && parted && (line.date || dash > 1));
    if (!sure || (!parted && !slashes && !agency)) return std::nullopt;
    line.span.end = ahead + (parted ? dash : 0);
    while (line.span.end > line.span.begin && blank(text_[line.span.end - 1])) --line.span.end;
    return line;
  }

  // A city or body that a colon alone may follow: "NEW DELHI:", and not the speaker of a transcript.
  bool is_large(Span place) const {
    constexpr std::uint32_t kLarge = 100'000;  // inhabitants
    if (place.size() < kShortestCity) return false;
    const std::string folded = fold(place.of(text_));
    for (const PlaceRecord& record : world_.places(folded))
      if (record.population >= kLarge) return true;
    for (const Named& named : world_.named(folded))
      if (world_.entity(named.entity).kind == EntityKind::body) return true;
    return false;
  }

  // "FILE", "UPDATED": capitals that say what a line is.
  bool is_label(const std::string& folded) const {
    for (const Cue cue : {Cue::credit, Cue::dateline, Cue::navigation, Cue::byline, Cue::share, Cue::agency})
      if (words_.is_phrase(cue, folded)) return true;
    return false;
  }

  char previous_sign(std::uint32_t at) const {
    while (at > paragraph_.begin && blank(text_[at - 1])) --at;
    return at > paragraph_.begin ? text_[at - 1] : '\0';
  }

  // Capital words, at most four; where they are not in capitals, the longest that is a place.
  bool take_place(std::uint32_t& at, std::uint32_t end, Dateline& line) const {
    constexpr int kMostWords = 4;
    std::uint32_t best = 0;
    bool capitals_only = true;
    std::uint32_t cursor = at;
    for (int word = 0; word < kMostWords; ++word) {
      const std::uint32_t stop = word_end(text_, cursor, end);
      const std::string_view piece = text_.substr(cursor, stop - cursor);
      if (piece.empty() || !starts_upper(piece)) break;
      capitals_only &= is_capitals(piece);
      if (capitals_only || world_.is_place(fold(text_.substr(at, stop - at)))) best = stop;
      cursor = stop;
      if (cursor < end && text_[cursor] == '.' && cursor + 1 < end && text_[cursor + 1] == ' ' && piece.size() <= 3)
        ++cursor;  // "St."
      if (cursor >= end || text_[cursor] != ' ') break;
      ++cursor;
    }
    if (best == 0) return false;
    line.place = {at, best};
    at = best;
    return true;
  }

  // ", Ukraine", ", D.C.", ", Nov. 19, 2015", "/GENEVA": any of these, again and again.
  void take_rest_of_place(std::uint32_t& at, std::uint32_t end, Dateline& line) const {
    constexpr int kMostParts = 3;
    for (int part = 0; part < kMostParts; ++part) {
      std::uint32_t ahead = at;
      const bool comma = ahead < end && (text_[ahead] == ',' || text_[ahead] == '/');
      if (comma) ++ahead;
      ahead = skip_blanks(text_, ahead, end);
      if (ahead >= end) return;
      if (const auto date = written_date(text_, ahead); date && date->end <= end + 20) {
        line.date = date;
        at = date->end;
        continue;
      }
      if (text_[ahead] == '(') {  // "GENEVA (4 May 2020) –"
        const auto date = written_date(text_, ahead + 1);
        if (!date || date->end >= text_.size() || text_[date->end] != ')') return;
        line.date = date;
        at = date->end + 1;
        continue;
      }
      if (!comma) return;
      std::uint32_t stop = ahead;
      for (int word = 0; word < 3; ++word) {
        std::uint32_t last = word_end(text_, stop, end);
        if (last == stop || !upper(text_[stop])) break;
        while (last + 1 < end && text_[last] == '.' && upper(text_[last + 1])) last = word_end(text_, last + 1, end);
        if (last < end && text_[last] == '.' && last - stop <= 4) ++last;
        stop = last;
        if (stop >= end || text_[stop] != ' ' || !upper(stop + 1 < end ? text_[stop + 1] : ' ')) break;
        ++stop;
      }
      if (stop == ahead) return;
      at = stop;
    }
  }

  // "(AP)", "/TASS/", "[ANI]", "(Reuters/AFP)": in brackets or slashes, a news agency of the world.
  bool take_agency(std::uint32_t& at, std::uint32_t end) const {
    if (at >= end) return false;
    const char open = text_[at];
    const char close = open == '(' ? ')' : open == '[' ? ']' : open == '/' ? '/' : '\0';
    if (close == '\0') return false;
    const std::size_t stop = text_.substr(at + 1, 60).find(close);
    if (stop == std::string_view::npos) return false;
    const Span inside{at + 1, at + 1 + static_cast<std::uint32_t>(stop)};
    const bool known = !agencies_in(text_, inside, world_, AgencyKinds::all).empty();
    // What the world does not know is an agency where it looks like one: /KCNA/, (WAM).
    const bool looks_like = is_capitals(inside.of(text_)) && inside.size() <= 12;
    if (!known && !looks_like && !(open == '/' && starts_upper(inside.of(text_)) && inside.size() <= 30)) return false;
    at = inside.end + 1;
    return true;
  }

  std::string_view text_;
  Span paragraph_;
  const World& world_;
  const Words& words_;
};

}  // namespace

std::optional<Dateline> dateline_at(std::string_view text, Span paragraph, const World& world, const Words& words) {
  return Reader(text, paragraph, world, words).read();
}

}  // namespace vedette
