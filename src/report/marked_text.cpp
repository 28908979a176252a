// Lays marked text out for a terminal. Door: write_marked. Test: marked_text_test.cpp.
#include "report/marked_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kNameWidth = 13;

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain: return {};
    case Ink::strong: return "\x1b[1m";
    case Ink::faint: return "\x1b[2m";
    case Ink::trigger: return "\x1b[1;31m";
    case Ink::source: return "\x1b[34m";
    case Ink::target: return "\x1b[33m";
    case Ink::date: return "\x1b[32m";
    case Ink::place: return "\x1b[35m";
    case Ink::quote: return "\x1b[36m";
  }
  return {};
}

std::u32string code_points_of(std::string_view text) {
  std::u32string all;
  all.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) all += next_code_point(text, at);
  return all;
}

bool steers(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

// Columns that a character takes.
std::size_t width_of(char32_t c) {
  if (c < 0x300) return 1;
  const auto point = static_cast<UChar32>(c);
  if (const auto type = u_charType(point); type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int east = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return east == U_EA_FULLWIDTH || east == U_EA_WIDE ? 2 : 1;
}

// Fills lines with words. A colour ends with its line and begins again on the next.
class Lines {
 public:
  // What comes first stands in the line already, up to `column`; further lines begin at `indent`.
  Lines(std::string& out, const TextStyle& style, std::size_t column, std::size_t indent)
      : out_(out), style_(style), indent_(indent), column_(column), begin_(column) {}

  void put(char32_t c, Ink ink) {
    if (is_space(c)) return end_word();
    if (steers(c)) c = 0xFFFD;
    word_.push_back({c, style_.color ? ink : Ink::plain});
    word_width_ += width_of(c);
  }
  void put(std::string_view text, Ink ink) {
    for (std::size_t at = 0; at < text.size();) put(next_code_point(text, at), ink);
  }
  // "[label: ", which stays beside the word after it.
  void open_bracket(const std::string& label) {
    put("[" + label + ":", Ink::plain);
    word_.push_back({U' ', Ink::plain});
    ++word_width_;
  }
  void finish() {
    end_word();
    change(Ink::plain);
    out_ += '\n';
  }

 private:
  struct Glyph {
    char32_t c;
    Ink ink;
  };

  void end_word() {
    if (word_.empty()) return;
    if (column_ > begin_) {
      if (column_ + 1 + word_width_ > style_.width) {
        new_line();
      } else {
        if (word_.front().ink != on_) change(Ink::plain);
        out_ += ' ', ++column_;
      }
    }
    for (const Glyph& glyph : word_) {
      const std::size_t width = width_of(glyph.c);
      if (column_ + width > style_.width && column_ > begin_) new_line();
      change(glyph.ink);
      append_code_point(out_, glyph.c);
      column_ += width;
    }
    word_.clear();
    word_width_ = 0;
  }
  void new_line() {
    change(Ink::plain);
    out_ += '\n' + std::string(indent_, ' ');
    column_ = begin_ = indent_;
  }
  void change(Ink ink) {
    if (ink == on_) return;
    if (on_ != Ink::plain) out_ += "\x1b[0m";
    out_ += code_of(ink);
    on_ = ink;
  }

  std::string& out_;
  const TextStyle& style_;
  std::size_t indent_, column_, begin_;
  std::vector<Glyph> word_;
  std::size_t word_width_ = 0;
  Ink on_ = Ink::plain;
};

// The marks of a paragraph, so that each lies wholly within or wholly beside every other: the outer before the inner.
std::vector<Mark> nested(SpanView paragraph, const std::vector<Mark>& marks) {
  std::map<std::pair<std::int64_t, std::int64_t>, Mark> pieces;  // by begin, and the longer first
  const auto add = [&](SpanView span, const Mark& mark) {
    const auto [there, fresh] = pieces.try_emplace({span.begin, -span.end}, Mark{span, mark.label, mark.ink, mark.is_name});
    if (fresh || (", " + there->second.label + ",").find(", " + mark.label + ",") != std::string::npos) return;
    there->second.label += ", " + mark.label;
    there->second.is_name |= mark.is_name;
  };
  for (const Mark& mark : marks) {
    const SpanView span{std::max(mark.span.begin, paragraph.begin), std::min(mark.span.end, paragraph.end)};
    if (span.begin < span.end) add(span, mark);
  }
  std::vector<Mark> all;
  std::vector<std::int64_t> open;  // ends of the marks around
  while (!pieces.empty()) {
    const Mark mark = pieces.begin()->second;
    pieces.erase(pieces.begin());
    while (!open.empty() && open.back() <= mark.span.begin) open.pop_back();
    if (!open.empty() && mark.span.end > open.back()) {
      // What reaches out of the mark around it is cut in two there.
      add({mark.span.begin, open.back()}, mark);
      add({open.back(), mark.span.end}, mark);
      continue;
    }
    all.push_back(mark);
    open.push_back(mark.span.end);
  }
  return all;
}

void write_paragraph(const std::u32string& text, const Paragraph& paragraph, const std::vector<Mark>& marks, const TextStyle& style, std::string& out) {
  out += std::string(kIndent, ' ');
  Lines lines(out, style, kIndent, kIndent);
  std::vector<const Mark*> open;
  const auto close_up_to = [&](std::int64_t at) {
    for (; !open.empty() && open.back()->span.end <= at; open.pop_back()) {
      if (!style.color) lines.put("]", Ink::plain);
      else if (open.back()->is_name) lines.put("[" + open.back()->label + "]", Ink::faint);
    }
  };
  auto next = marks.begin();
  for (std::int64_t at = paragraph.span.begin; at < paragraph.span.end; ++at) {
    close_up_to(at);
    for (; next != marks.end() && next->span.begin == at; ++next) {
      open.push_back(&*next);
      if (!style.color) lines.open_bracket(next->label);
    }
    lines.put(text[static_cast<std::size_t>(at)], open.empty() ? paragraph.ink : open.back()->ink);
  }
  close_up_to(paragraph.span.end);
  lines.finish();
}

}  // namespace

std::string write_marked(std::string_view text, const std::vector<Paragraph>& paragraphs, const std::vector<Mark>& marks, bool whole, const TextStyle& style) {
  const std::u32string points = code_points_of(text);
  const auto size = static_cast<std::int64_t>(points.size());
  std::vector<Paragraph> all = paragraphs;
  std::vector<std::vector<Mark>> theirs;
  for (Paragraph& paragraph : all) {
    paragraph.span = {std::min(paragraph.span.begin, size), std::min(paragraph.span.end, size)};
    theirs.push_back(nested(paragraph.span, marks));
  }
  const auto is_marked = [&](std::size_t i) { return i < all.size() && !theirs[i].empty(); };
  std::string out;
  bool left_out = false;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!whole && !all[i].always && !is_marked(i) && !is_marked(i + 1) && (i == 0 || !is_marked(i - 1))) {
      left_out = true;
      continue;
    }
    if (left_out) out += "\n  …\n";
    left_out = false;
    out += '\n';
    write_paragraph(points, all[i], theirs[i], style, out);
  }
  return left_out ? out + "\n  …\n" : out;
}

std::string write_field(std::string_view name, std::string_view value, Ink ink, const TextStyle& style) {
  if (value.empty()) return {};
  std::string out(kIndent, ' ');
  if (style.color) out += code_of(ink);
  out += name;
  if (style.color && ink != Ink::plain) out += "\x1b[0m";
  out += std::string(name.size() < kNameWidth ? kNameWidth - name.size() : 1, ' ');
  Lines lines(out, style, kIndent + std::max(kNameWidth, name.size() + 1), kIndent + kNameWidth);
  lines.put(value, Ink::plain);
  lines.finish();
  return out;
}

std::string write_line(std::string_view text, Ink ink, const TextStyle& style) {
  std::string out;
  Lines lines(out, style, 0, kIndent);
  lines.put(text, ink);
  lines.finish();
  return out;
}

}  // namespace vedette
