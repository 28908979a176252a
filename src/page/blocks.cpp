// Says of each paragraph what it is and parts those that hold several things. Door: blocks.h. Test: blocks_test.cpp.
#include "page/blocks.h"

#include <algorithm>

#include "base/utf8.h"
#include "page/furniture.h"
#include "page/known.h"
#include "page/paragraphs.h"
#include "page/words.h"
#include "world/world.h"

namespace vedette {
namespace {

constexpr std::uint32_t kLongestTitle = 200;
constexpr std::uint32_t kLongestCaption = 450;
constexpr std::uint32_t kShortCaption = 170;  // where only a credit on the next line speaks for it

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

Span trimmed(std::string_view text, Span span) {
  while (span.begin < span.end && blank(text[span.begin])) ++span.begin;
  while (span.end > span.begin && blank(text[span.end - 1])) --span.end;
  return span;
}

bool ends_sentence(std::string_view text, Span span) {
  if (span.empty()) return false;
  std::uint32_t end = span.end;
  if (span.of(text).ends_with("”"))
    end -= 3;
  else if (text[end - 1] == '"' || text[end - 1] == ')')
    --end;
  return end > span.begin && std::string_view(".!?").find(text[end - 1]) != std::string_view::npos;
}

int sentences_in(std::string_view text, Span span) {
  int count = 0;
  for (std::uint32_t at = span.begin; at < span.end; ++count) {
    at = rough_sentence_end(text, at, span.end);
    while (at < span.end && blank(text[at])) ++at;
  }
  return count;
}

bool has_quote(std::string_view text, Span span) {
  return span.of(text).find('"') != std::string_view::npos || span.of(text).find("“") != std::string_view::npos;
}

bool starts_upper(std::string_view text, std::uint32_t at) {
  std::size_t next = at;
  return at < text.size() && is_upper(next_code_point(text, next));
}

int words_in(std::string_view text, Span span) {
  int count = 0;
  for (std::uint32_t at = span.begin; at < span.end; ++at) count += !blank(text[at]) && (at == span.begin || blank(text[at - 1]));
  return count;
}

class Sorter {
 public:
  Sorter(std::string_view text, std::string_view title, const World& world, const Words& words)
      : text_(text),
        title_(fold(title)),
        world_(world),
        words_(words),
        furniture_(text, world, words),
        paragraphs_(paragraphs_of(text)) {}

  Blocks run() {
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) paragraph(i);
    mend_captions();
    mark_last_agency();
    mark_subheads();
    return std::move(found_);
  }

 private:
  void add(BlockKind kind, Span span) {
    span = trimmed(text_, span);
    if (!span.empty()) found_.blocks.push_back({kind, span});
  }

  bool near_top(std::size_t i) const { return i < 8 && bodies_ < 2; }
  bool near_end(std::size_t i) const { return i + 4 >= paragraphs_.size(); }

  void paragraph(std::size_t i) {
    Span rest = paragraphs_[i];
    if (letters_of(rest.of(text_)).empty() &&
        std::none_of(text_.begin() + rest.begin, text_.begin() + rest.end, [](char c) { return c >= '0' && c <= '9'; }))
      return add(BlockKind::other, rest);  // "___", "* * *"
    if (furniture_.is_share(rest)) return add(BlockKind::share, rest);
    if (near_top(i)) {
      if (const auto line = dateline_at(text_, rest, world_, words_)) {
        add(BlockKind::dateline, line->span);
        if (line->date) found_.dates.push_back(*line->date);
        if (found_.dateline_place.empty()) found_.dateline_place = line->place;
        rest = trimmed(text_, {line->span.end, rest.end});
        if (rest.empty()) return;
      }
    }
    if (bodies_ == 0 && is_title(rest, i)) {
      title_seen_ = true;
      return add(BlockKind::title, rest);
    }
    if (furniture_.is_navigation(rest)) return add(BlockKind::navigation, rest);
    if ((near_top(i) || near_end(i)) && furniture_.is_byline(rest)) return add(BlockKind::byline, rest);
    if (bodies_ == 0 && i > 0 && title_seen_ && furniture_.is_person(rest)) return add(BlockKind::byline, rest);
    if (furniture_.is_credit(rest)) return add(BlockKind::credit, rest);
    if (furniture_.is_agency(rest) || (i > 0 && furniture_.is_agencies_only(rest))) return add(BlockKind::agency, rest);
    body(rest);
    ++bodies_;
  }

  bool is_title(Span line, std::size_t i) const {
    if (!title_.empty() && fold(line.of(text_)) == title_) return true;
    if (title_seen_ && i > 2) return false;
    if (line.size() > kLongestTitle || words_in(text_, line) > 25 || words_in(text_, line) < 2) return false;
    const char last = text_[line.end - 1];
    if (last == '.' || last == '!' || last == ':' || last == ')' || last == '"' || last == ',' || line.of(text_).ends_with("”"))
      return false;
    if (furniture_.is_byline(line) || furniture_.is_navigation(line) || furniture_.is_credit(line) || furniture_.is_agency(line))
      return false;
    if (title_seen_ && furniture_.is_person(line)) return false;
    // A headline has a report below it.
    std::uint32_t below = 0;
    for (std::size_t next = i + 1; next < paragraphs_.size() && next < i + 8; ++next)
      below = std::max(below, paragraphs_[next].size());
    return below >= 80 && below > line.size();
  }

  // The report's words, with what was glued between and behind them.
  void body(Span paragraph) {
    const Span before_share = trimmed(text_, {paragraph.begin, furniture_.share_tail(paragraph)});
    const Span before_links = trimmed(text_, {paragraph.begin, furniture_.navigation_tail(before_share)});
    const Span words = trimmed(text_, {paragraph.begin, furniture_.agency_tail(before_links)});
    pictures(words);
    add(BlockKind::agency, {words.end, before_links.end});
    add(BlockKind::navigation, {before_links.end, before_share.end});
    add(BlockKind::share, {before_share.end, paragraph.end});
  }

  // "The airport of Sofia, where the plane landed. (Wikimedia Commons / file photo) Last week…"
  // "…in the battle. A rifle of that type. Image: Wikimedia Commons. Reinforcements who…"
  void pictures(Span words) {
    std::uint32_t from = words.begin;
    const std::string_view inside = text_.substr(0, words.end);
    for (std::size_t at = inside.find_first_of("(:", from); at != std::string_view::npos;
         at = inside.find_first_of("(:", at + 1)) {
      const auto sign = static_cast<std::uint32_t>(at);
      const Span credit =
          text_[at] == '(' ? bracket_credit(words, from, sign) : furniture_.labelled_credit({from, words.end}, sign);
      if (credit.empty()) continue;
      const Span before = trimmed(text_, {from, credit.begin});
      const bool whole = credit.end == words.end && text_[at] == '(' && sentences_in(text_, before) <= 2;
      const std::uint32_t caption = whole ? before.begin : rough_sentence_begin(text_, before.begin, before.end);
      if (before.empty()) split_caption_above(credit.begin);
      add(BlockKind::body, {before.begin, caption});
      add(BlockKind::caption, {caption, before.end});
      add(BlockKind::credit, credit);
      from = credit.end;
      at = credit.end - 1;
    }
    add(BlockKind::body, {from, words.end});
  }

  // The bracket at `open`, if it credits a picture; else empty.
  Span bracket_credit(Span words, std::uint32_t from, std::uint32_t open) const {
    constexpr std::size_t kLongest = 130;
    const std::size_t close = text_.substr(open, kLongest).find(')');
    if (close == std::string_view::npos || open + close >= words.end) return {};
    const Span bracket{open, open + static_cast<std::uint32_t>(close) + 1};
    const bool last = bracket.end == words.end;
    const Span before = trimmed(text_, {from, bracket.begin});
    const bool after_sentence = before.empty() || ends_sentence(text_, before);
    const bool starts_anew = last || (text_[bracket.end] == ' ' && starts_upper(text_, bracket.end + 1));
    bool sure = false;
    if (!starts_anew || !furniture_.credits_picture({bracket.begin + 1, bracket.end - 1}, sure)) return {};
    return (last ? is_whole_caption(before, sure, after_sentence) : sure && after_sentence) ? bracket : Span{};
  }

  // A credit at the start of a line: the last sentence of the line above is the picture's caption.
  void split_caption_above(std::uint32_t credit) {
    if (found_.blocks.empty()) return;
    Block& above = found_.blocks.back();
    const auto lines = std::count(text_.begin() + above.span.end, text_.begin() + credit, '\n');
    if (above.kind != BlockKind::body || lines != 1) return;
    const std::uint32_t caption = rough_sentence_begin(text_, above.span.begin, above.span.end);
    const Span last{caption, above.span.end};
    if (last.size() > kShortCaption || has_quote(text_, last)) return;
    const Span kept = trimmed(text_, {above.span.begin, caption});
    if (kept.empty()) {
      above.kind = BlockKind::caption;
      return;
    }
    above.span = kept;
    found_.blocks.push_back({BlockKind::caption, last});
  }

  bool is_whole_caption(Span before, bool sure, bool after_sentence) const {
    if (before.size() > kLongestCaption) return false;
    if (sure) return sentences_in(text_, before) <= 3;
    return after_sentence && sentences_in(text_, before) == 1 && before.size() <= kShortCaption && !has_quote(text_, before);
  }

  // The line above a credit is its picture's caption.
  void mend_captions() {
    for (std::size_t i = 1; i < found_.blocks.size(); ++i) {
      if (found_.blocks[i].kind != BlockKind::credit || found_.blocks[i - 1].kind != BlockKind::body) continue;
      Block& above = found_.blocks[i - 1];
      const auto lines = std::count(text_.begin() + above.span.end, text_.begin() + found_.blocks[i].span.begin, '\n');
      const bool short_line =
          above.span.size() <= kShortCaption && sentences_in(text_, above.span) == 1 && !has_quote(text_, above.span);
      if (lines == 1 ? above.span.size() <= kLongestCaption && sentences_in(text_, above.span) <= 2
                     : lines > 1 && short_line && i > 2)
        above.kind = BlockKind::caption;
    }
  }

  // "… resume on Monday. (Reuters)": the last bracket of the report names the agency, it is no picture's.
  void mark_last_agency() {
    auto& blocks = found_.blocks;
    for (std::size_t i = blocks.size(); i-- > 1;) {
      if (blocks[i].kind == BlockKind::share || blocks[i].kind == BlockKind::navigation) continue;
      if (blocks[i].kind != BlockKind::credit || blocks[i - 1].kind != BlockKind::caption ||
          !furniture_.is_agencies_only(blocks[i].span))
        return;
      if (i < 3) return;
      blocks[i].kind = BlockKind::agency;
      blocks[i - 1].kind = BlockKind::body;
      return;
    }
  }

  // "Background" between two paragraphs of the report.
  void mark_subheads() {
    auto& blocks = found_.blocks;
    for (std::size_t i = 1; i + 1 < blocks.size(); ++i) {
      Block& block = blocks[i];
      if (block.kind != BlockKind::body || block.span.size() > 70 || words_in(text_, block.span) > 9) continue;
      const char last = text_[block.span.end - 1];
      const bool open_end = last != '.' && last != '?' && last != '!' && last != ':' && last != ',' && last != '"' &&
                            !block.span.of(text_).ends_with("”") && !block.span.of(text_).ends_with("…");
      const bool alone =
          text_.substr(blocks[i - 1].span.end, block.span.begin - blocks[i - 1].span.end).find('\n') != std::string_view::npos &&
          text_.substr(block.span.end, blocks[i + 1].span.begin - block.span.end).find('\n') != std::string_view::npos;
      if (open_end && alone && starts_upper(text_, block.span.begin) && blocks[i + 1].kind == BlockKind::body &&
          blocks[i + 1].span.size() > 80)
        block.kind = BlockKind::other;
    }
  }

  std::string_view text_;
  std::string title_;
  const World& world_;
  const Words& words_;
  Furniture furniture_;
  std::vector<Span> paragraphs_;
  Blocks found_;
  int bodies_ = 0;
  bool title_seen_ = false;
};

}  // namespace

Blocks blocks_of(std::string_view text, std::string_view title, const World& world, const Words& words) {
  return Sorter(text, title, world, words).run();
}

}  // namespace vedette
