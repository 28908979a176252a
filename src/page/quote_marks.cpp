// Double quotation marks: which opens, which closes, which lacks its partner. Door: quote_marks in repair.h.
// Test: repair_test.cpp. One walk a line; a quotation that goes on in the next paragraph opens again there.
#include <algorithm>

#include "base/utf8.h"
#include "page/paragraphs.h"
#include "page/repair.h"

namespace vedette {
namespace {

constexpr std::string_view kOpening = "“";
constexpr std::string_view kClosing = "”";

enum class Shape { straight, opening, closing };

struct Mark {
  Span span;
  Shape shape;
  char32_t before;  // the characters at its sides; '\n' at the ends of a line
  char32_t after;
};

bool is_blank(char32_t c) { return c == ' ' || c == '\n' || c == '\t'; }
bool opens_before(char32_t c) {
  return is_blank(c) || c == '(' || c == '[' || c == U'—' || c == U'–' || c == '-' || c == U'‘' || c == '\'' || c == '/' ||
         c == U'“';
}
bool closes_after(char32_t c) {
  return is_blank(c) || (c < 0x80 && !is_letter(c) && !is_digit(c) && c != '(' && c != '[' && c != '$') || c == U'—' ||
         c == U'–' || c == U'’' || c == U'…';
}

std::vector<Mark> marks_of(std::string_view text, std::size_t begin, std::size_t end) {
  std::vector<Mark> marks;
  char32_t before = '\n';
  for (std::size_t at = begin; at < end;) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == '"' || c == U'“' || c == U'”') {
      std::size_t next = at;
      const char32_t after = at < end ? next_code_point(text, next) : U'\n';
      const Shape shape = c == '"' ? Shape::straight : c == U'“' ? Shape::opening : Shape::closing;
      marks.push_back({{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at)}, shape, before, after});
    }
    before = c;
  }
  return marks;
}

// The mark with the word before it and three after it.
Span around(std::string_view text, Span mark) {
  constexpr std::uint32_t kWide = 60;
  std::uint32_t begin = mark.begin;
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  while (begin > 0 && mark.begin - begin < kWide && !is_blank(static_cast<unsigned char>(text[begin - 1]))) --begin;
  std::uint32_t end = mark.end;
  for (int words = 0; words < 3; ++words) {
    while (end < text.size() && text[end] == ' ') ++end;
    while (end < text.size() && end - mark.end < kWide && !is_blank(static_cast<unsigned char>(text[end]))) ++end;
  }
  while (begin < mark.begin && text[begin] == ' ') ++begin;
  while (end > mark.end && text[end - 1] == ' ') --end;
  // A very long word is cut between characters.
  while (begin < mark.begin && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  while (end > mark.end && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return {begin, end};
}

class Walk {
 public:
  Walk(std::string_view text, QuoteMarks& found) : text_(text), found_(found) {}

  void paragraph(Span span) {
    const std::vector<Mark> marks = marks_of(text_, span.begin, span.end);
    const bool goes_on = carried_ && !marks.empty() && opens_before(marks[0].before) && marks[0].shape != Shape::closing &&
                         span.begin == marks[0].span.begin;
    if (carried_ && !goes_on && !(marks.size() % 2 == 1 && closes(marks.back())))
      found_.unbalanced.push_back(around(text_, carried_mark_));
    in_carried_ = carried_ && !goes_on && marks.size() % 2 == 1;
    carried_ = false;
    open_ = nullptr;
    for (std::size_t i = 0; i < marks.size(); ++i) take(marks, i);
    if (open_) {
      carried_ = true;
      carried_mark_ = open_->span;
    }
  }

  void finish() {
    if (carried_) found_.unbalanced.push_back(around(text_, carried_mark_));
    std::sort(found_.unbalanced.begin(), found_.unbalanced.end());
  }

 private:
  static bool closes(const Mark& mark) { return !opens_before(mark.before) || mark.shape == Shape::closing; }

  void edit(RepairKind kind, std::uint32_t begin, std::uint32_t end, std::string_view now) {
    found_.edits.push_back({kind, {begin, end}, std::string(now)});
  }
  void insert_before(const Mark& mark) {
    if (is_letter(mark.before) ||
        (mark.before < 0x80 && std::string_view(".,:;!?").find(static_cast<char>(mark.before)) != std::string_view::npos))
      edit(RepairKind::missing_space, mark.span.begin, mark.span.begin, " ");
  }
  // A closing mark and the word after it; one letter belongs to the mark: "B"s.
  void insert_after(const Mark& mark) {
    if (!is_letter(mark.after)) return;
    std::size_t at = mark.span.end;
    next_code_point(text_, at);
    if (at < text_.size() && is_letter(next_code_point(text_, at)))
      edit(RepairKind::missing_space, mark.span.end, mark.span.end, " ");
  }
  void reshape(const Mark& mark, Shape wanted) {
    if (mark.shape == wanted || wanted == Shape::straight) return;
    edit(RepairKind::quote_mark, mark.span.begin, mark.span.end, wanted == Shape::opening ? kOpening : kClosing);
  }
  void trim_after(const Mark& mark) {
    if (mark.after == ' ') edit(RepairKind::stray_space, mark.span.end, mark.span.end + 1, "");
  }
  // Not between a single and a double mark, which are set apart on purpose: 'Well done,' "
  void trim_before(const Mark& mark) {
    std::size_t at = mark.span.begin - 1;
    if (mark.before != ' ' || at == 0) return;
    const char32_t c = previous_code_point(text_, at);
    if (c != '\'' && c != U'’') edit(RepairKind::stray_space, mark.span.begin - 1, mark.span.begin, "");
  }

  bool letter_follows(const Mark& mark) const {
    std::size_t at = mark.span.end + 1;
    return at < text_.size() && is_letter(next_code_point(text_, at));
  }

  void open(const Mark& mark) { open_ = &mark; }
  void close() { open_ = nullptr; }

  void take(const std::vector<Mark>& marks, std::size_t i) {
    const Mark& mark = marks[i];
    const bool could_open = opens_before(mark.before) && !is_blank(mark.after);
    const bool could_close = !opens_before(mark.before) && closes_after(mark.after);
    const bool more = i + 1 < marks.size();
    if (!open_) {
      if (in_carried_ && i + 1 == marks.size()) return;  // the quotation of the paragraph before ends here
      if (mark.shape == Shape::straight && is_digit(mark.before) && !could_open) return;  // inches
      if (could_open || (mark.shape == Shape::opening && !could_close)) {
        if (mark.shape == Shape::closing) {
          if (!more) return note(mark);
          note(mark);
          reshape(mark, Shape::opening);
        }
        if (!could_open && mark.shape == Shape::opening) mark.after == ' ' ? trim_after(mark) : insert_before(mark);
        return open(mark);
      }
      if (is_blank(mark.before) && mark.after == ' ' && letter_follows(mark) && more &&
          marks[i + 1].shape != Shape::opening) {  // ” to its rightful place”
        note_if(mark, mark.shape != Shape::straight);
        if (mark.shape == Shape::closing) reshape(mark, Shape::opening);
        trim_after(mark);
        return open(mark);
      }
      if (!could_close && more && marks[i + 1].shape != Shape::opening && closes_after(marks[i + 1].after)) {  // said"The …"
        if (mark.shape == Shape::closing) reshape(mark, Shape::opening);
        insert_before(mark);
        return open(mark);
      }
      return note(mark);
    }
    // Another one opens: the one before was not closed.
    if (mark.shape != Shape::closing && could_open && !could_close) {
      note(*open_);
      return open(mark);
    }
    // It closes. A straight mark takes the shape of a curly partner, and the other way round.
    if (mark.shape == Shape::opening || (mark.shape == Shape::straight && open_->shape == Shape::opening)) reshape_close(mark);
    if (is_blank(mark.before) && is_blank(mark.after))
      trim_before(mark);
    else
      pending_insert_ = &mark;
    if (mark.shape == Shape::closing && open_->shape == Shape::straight) mixed_opening(*open_);
    if (pending_insert_) insert_after(*pending_insert_), pending_insert_ = nullptr;
    close();
  }
  void reshape_close(const Mark& mark) { reshape(mark, Shape::closing); }
  void mixed_opening(const Mark& opening) { edit(RepairKind::quote_mark, opening.span.begin, opening.span.end, kOpening); }
  void note(const Mark& mark) { found_.unbalanced.push_back(around(text_, mark.span)); }
  void note_if(const Mark& mark, bool doubtful) {
    if (doubtful) note(mark);
  }

  std::string_view text_;
  QuoteMarks& found_;
  const Mark* open_ = nullptr;
  const Mark* pending_insert_ = nullptr;
  bool carried_ = false;     // the paragraph before ended inside a quotation
  bool in_carried_ = false;  // …which goes on without a mark of its own
  Span carried_mark_;
};

}  // namespace

QuoteMarks quote_marks(std::string_view text) {
  QuoteMarks found;
  Walk walk(text, found);
  for (const Span paragraph : paragraphs_of(text)) walk.paragraph(paragraph);
  walk.finish();
  std::sort(found.edits.begin(), found.edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
  // Two marks may both want the blank between them gone.
  const auto same = [](const Edit& a, const Edit& b) { return a.span == b.span && !a.span.empty(); };
  found.edits.erase(std::unique(found.edits.begin(), found.edits.end(), same), found.edits.end());
  return found;
}

}  // namespace vedette
