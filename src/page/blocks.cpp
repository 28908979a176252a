// Says of each paragraph what it is and parts those that hold several things. Door: blocks.h. Test: blocks_test.cpp.
#include "page/blocks.h"

#include <algorithm>

#include "base/utf8.h"
#include "page/furniture.h"
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
  if (span.of(text).ends_with("”")) end -= 3;
  else if (text[end - 1] == '"' || text[end - 1] == ')') --end;
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
      : text_(text), title_(fold(title)), world_(world), words_(words), furniture_(text, world, words), paragraphs_(paragraphs_of(text)) {}

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
    if (last == '.' || last == '!' || last == ':' || last == ')' || last == '"' || last == ',' || line.of(text_).ends_with("”")) return false;
    if (furniture_.is_byline(line) || furniture_.is_navigation(line) || furniture_.is_credit(line) || furniture_.is_agency(line)) return false;
    if (title_seen_ && furniture_.is_person(line)) return false;
    // A headline has a report below it.
    std::uint32_t below = 0;
    for (std::size_t next = i + 1; next < paragraphs_.size() && next < i + 8; ++next) below = std::max(below, paragraphs_[next].size());
    return below >= 80 && below > line.size();
  }

  // The report's words, with what was glued between and behind them.
  void body(Span paragraph) {
    const std::uint32_t share = furniture_.share_tail(paragraph);
    const Span words = trimmed(text_, {paragraph.begin, share});
    pictures(words);
    if (share < paragraph.end) add(BlockKind::share, {share, paragraph.end});
  }

  // "The airport of Sofia, where the plane landed. (Wikimedia Commons / file photo) Last week…"
  void pictures(Span words) {
    std::uint32_t from = words.begin;
    for (std::size_t open = text_.find('(', from); open < words.end; open = text_.find('(', open + 1)) {
      const std::size_t close = text_.substr(open, 130).find(')');
      if (close == std::string_view::npos || open + close >= words.end) continue;
      const Span bracket{static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(open + close + 1)};
      const bool last = bracket.end == words.end;
      const Span before = trimmed(text_, {from, bracket.begin});
      const bool after_sentence = before.empty() || ends_sentence(text_, before);
      const bool starts_anew = last || (text_[bracket.end] == ' ' && starts_upper(text_, bracket.end + 1));
      bool sure = false;
      if (!starts_anew || !furniture_.credits_picture({bracket.begin + 1, bracket.end - 1}, sure)) continue;
      if (last && from == words.begin && furniture_.is_agencies_only(bracket) && sentences_in(text_, before) > 2) {
        add(BlockKind::body, before);
        add(BlockKind::agency, bracket);
        return;
      }
      if (last ? !is_whole_caption(before, sure, after_sentence) : !(sure && after_sentence)) continue;
      const std::uint32_t caption = last && sure && sentences_in(text_, before) <= 2 ? before.begin : rough_sentence_begin(text_, before.begin, before.end);
      add(BlockKind::body, {before.begin, caption});
      add(BlockKind::caption, {caption, before.end});
      add(BlockKind::credit, bracket);
      from = bracket.end;
    }
    add(BlockKind::body, {from, words.end});
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
      const bool short_line = above.span.size() <= kShortCaption && sentences_in(text_, above.span) == 1 && !has_quote(text_, above.span);
      if (lines == 1 ? above.span.size() <= kLongestCaption && sentences_in(text_, above.span) <= 2 : lines > 1 && short_line && i > 2) above.kind = BlockKind::caption;
    }
  }

  // "… resume on Monday. (Reuters)": the last bracket of the report names the agency, it is no picture's.
  void mark_last_agency() {
    auto& blocks = found_.blocks;
    for (std::size_t i = blocks.size(); i-- > 1;) {
      if (blocks[i].kind == BlockKind::share || blocks[i].kind == BlockKind::navigation) continue;
      if (blocks[i].kind != BlockKind::credit || blocks[i - 1].kind != BlockKind::caption || !furniture_.is_agencies_only(blocks[i].span)) return;
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
      const bool open_end = last != '.' && last != '?' && last != '!' && last != ':' && last != ',' && last != '"' && !block.span.of(text_).ends_with("”") && !block.span.of(text_).ends_with("…");
      const bool alone = text_.substr(blocks[i - 1].span.end, block.span.begin - blocks[i - 1].span.end).find('\n') != std::string_view::npos &&
                         text_.substr(block.span.end, blocks[i + 1].span.begin - block.span.end).find('\n') != std::string_view::npos;
      if (open_end && alone && starts_upper(text_, block.span.begin) && blocks[i + 1].kind == BlockKind::body && blocks[i + 1].span.size() > 80) block.kind = BlockKind::other;
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
