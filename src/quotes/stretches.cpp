// Pairs quotation marks block by block. Door: find_stretches. Test: stretches_test.cpp.

#include "quotes/stretches.h"

#include <algorithm>

#include "base/utf8.h"
#include "page/page.h"

namespace vedette {
namespace {

constexpr std::uint32_t kLongestSingle = 1500;  // bytes that a stretch in single marks may hold

enum class Mark : std::uint8_t { none, straight, opens, closes, single_straight, single_opens, single_closes };

Mark mark_of(char32_t c) {
  switch (c) {
    case U'"':
    case 0xFF02: return Mark::straight;
    case 0x201C:
    case 0x201E:
    case 0x00AB: return Mark::opens;
    case 0x201D:
    case 0x00BB: return Mark::closes;
    case U'\'': return Mark::single_straight;
    case 0x2018: return Mark::single_opens;
    case 0x2019: return Mark::single_closes;
    default: return Mark::none;
  }
}

class Pairing {
 public:
  Pairing(const Page& page, std::vector<Stretch>& out) : text_(page.text), page_(page), out_(out) {}

  void run(std::size_t b) {
    const Block& block = page_.blocks[b];
    block_ = BlockId(b);
    begin_ = block.span.begin;
    end_ = block.span.end;
    doubles();
    singles();
  }

 private:
  struct Sign {
    std::uint32_t begin;
    std::uint32_t end;
    Mark mark;
    bool blank_before;  // or the block's start, or an opening bracket or mark
    bool blank_after;
    bool word_before;
    bool word_after;
  };

  Sign sign(std::size_t from, std::size_t to, Mark mark) const {
    Sign s{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), mark, true, true, false, false};
    if (from > begin_) {
      std::size_t at = from;
      const char32_t c = previous_code_point(text_, at);
      s.blank_before = is_space(c) || c == U'(' || c == U'[' || c == 0x2014 || c == 0x2013 || c == U'-' || c == 0x201C || c == U'"' || c == 0x2018;
      s.word_before = is_letter(c) || is_digit(c);
    }
    if (to < end_) {
      std::size_t at = to;
      const char32_t c = next_code_point(text_, at);
      s.blank_after = is_space(c);
      s.word_after = is_letter(c) || is_digit(c);
    }
    return s;
  }

  template <class Take>
  void each_mark(std::uint32_t from, std::uint32_t to, Take&& take) const {
    for (std::size_t at = from; at < to;) {
      const std::size_t here = at;
      char32_t c = next_code_point(text_, at);
      Mark mark = mark_of(c);
      if (mark == Mark::none && c != U'`') continue;
      if ((c == U'\'' || c == U'`') && at < to && text_[at] == text_[here]) {  // '' and ``
        ++at;
        mark = c == U'`' ? Mark::opens : Mark::straight;
      } else if (c == U'`') {
        mark = Mark::single_opens;
      }
      take(sign(here, at, mark));
    }
  }

  void add(std::uint32_t open, std::uint32_t from, std::uint32_t to, std::uint32_t close, bool single, bool unclosed, std::uint32_t parent) {
    Stretch stretch;
    stretch.with_marks = {open, close};
    std::size_t begin = from, end = to;
    while (begin < end) {
      std::size_t next = begin;
      if (!is_space(next_code_point(text_, next))) break;
      begin = next;
    }
    while (end > begin) {
      std::size_t previous = end;
      if (!is_space(previous_code_point(text_, previous))) break;
      end = previous;
    }
    if (begin == end) return;
    stretch.inside = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    stretch.block = block_;
    stretch.single = single;
    stretch.unclosed = unclosed;
    stretch.parent = parent;
    out_.push_back(stretch);
  }

  void doubles() {
    first_ = out_.size();
    bool open = false;
    Sign opened{};
    each_mark(begin_, end_, [&](const Sign& s) {
      if (s.mark != Mark::straight && s.mark != Mark::opens && s.mark != Mark::closes) return;
      const bool measure = s.mark == Mark::straight && !open && s.begin > begin_ && is_digit(static_cast<unsigned char>(text_[s.begin - 1])) && !s.word_after;
      if (measure) return;  // 6'2"
      bool opens = s.mark == Mark::opens || (s.mark == Mark::straight && !open) || (s.mark == Mark::closes && !open && s.blank_before);
      if (open && s.mark == Mark::straight && s.blank_before && s.word_after && s.begin > opened.end + 1) opens = true;  // a closing mark was lost
      if (opens) {
        if (open) add(opened.begin, opened.end, lost_end(opened.end, s.begin), s.begin, false, true, Stretch::kNone);
        opened = s;
        open = true;
      } else if (open) {
        add(opened.begin, opened.end, s.begin, s.end, false, false, Stretch::kNone);
        open = false;
      }
    });
    if (open) add(opened.begin, opened.end, end_, end_, false, true, Stretch::kNone);
  }

  // Where the words of a quote end whose closing mark was lost: with the last sentence that ends before the next mark.
  std::uint32_t lost_end(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t at = to; at > from; --at) {
      const char c = text_[at - 1];
      if (c == '.' || c == '!' || c == '?') return at;
    }
    return to;
  }

  // Single marks: inside the double ones, and between them.
  void singles() {
    const std::size_t doubles_end = out_.size();
    std::uint32_t from = begin_;
    for (std::size_t i = first_; i <= doubles_end; ++i) {
      const std::uint32_t to = i < doubles_end ? out_[i].with_marks.begin : end_;
      if (from < to) singles_in(from, to, Stretch::kNone);
      if (i == doubles_end) break;
      singles_in(out_[i].inside.begin, out_[i].inside.end, static_cast<std::uint32_t>(i));
      from = std::max(from, out_[i].with_marks.end);
    }
  }

  void singles_in(std::uint32_t from, std::uint32_t to, std::uint32_t parent) {
    std::vector<Sign> signs;
    each_mark(from, to, [&](const Sign& s) {
      if (s.mark == Mark::single_straight || s.mark == Mark::single_opens || s.mark == Mark::single_closes) signs.push_back(s);
    });
    for (std::size_t i = 0; i < signs.size(); ++i) {
      const Sign& open = signs[i];
      const bool opens = open.mark == Mark::single_opens || (open.mark == Mark::single_straight && open.blank_before && open.word_after);
      if (!opens || open.blank_after || years(open.end)) continue;
      std::size_t close = 0;
      for (std::size_t k = i + 1; k < signs.size() && signs[k].begin < open.end + kLongestSingle; ++k) {
        const Sign& s = signs[k];
        if (s.mark == Mark::single_opens || s.word_after || s.begin == open.end) continue;
        const bool plural = text_[s.begin - 1] == 's' && s.blank_after;  // "the allies' plan" may close nothing
        if (plural && close == 0) close = k;
        if (!plural) {
          close = k;
          break;
        }
      }
      if (close == 0) continue;
      add(open.begin, open.end, signs[close].begin, signs[close].end, true, false, parent);
      i = close;
    }
  }

  // '90s, ’72
  bool years(std::size_t at) const {
    const auto digit = [&](std::size_t i) { return i < end_ && text_[i] >= '0' && text_[i] <= '9'; };
    return digit(at) && digit(at + 1) && !digit(at + 2);
  }

  std::string_view text_;
  const Page& page_;
  std::vector<Stretch>& out_;
  BlockId block_;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  std::size_t first_ = 0;
};

}  // namespace

std::vector<Stretch> find_stretches(const Page& page) {
  std::vector<Stretch> found;
  Pairing pairing(page, found);
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const BlockKind kind = page.blocks[b].kind;
    if (kind == BlockKind::title || kind == BlockKind::body || kind == BlockKind::caption || kind == BlockKind::dateline) pairing.run(b);
  }
  // In order of beginnings, parents told their new places.
  std::vector<std::uint32_t> order(found.size()), place(found.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return found[a].with_marks.begin < found[b].with_marks.begin; });
  std::vector<Stretch> sorted;
  sorted.reserve(found.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    sorted.push_back(found[order[i]]);
  }
  for (Stretch& stretch : sorted) {
    if (stretch.parent != Stretch::kNone) stretch.parent = place[stretch.parent];
  }
  return sorted;
}

}  // namespace vedette
