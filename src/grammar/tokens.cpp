// Cuts a block into words. Door: tokenize. Test: tokens_test.cpp.
//
// Each stretch between white space is walked once, from left to right: a letter or digit opens a word, anything else a mark.
// Conventions: universaldependencies.org (English), measured on the training files of EWT and GUM.

#include "grammar/tokens.h"

#include <array>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"
#include "grammar/token_lists.h"

namespace vedette {
namespace {

constexpr std::size_t kLongestAddressLook = 256;  // bytes looked ahead for an address, so that the walk stays linear

enum class Kind : std::uint8_t { letter, digit, apostrophe, mark, space };

Kind kind_of(char32_t c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') return Kind::letter;
    if (c >= '0' && c <= '9') return Kind::digit;
    if (c == '\'' || c == '`') return Kind::apostrophe;
    return c <= ' ' ? Kind::space : Kind::mark;
  }
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x201B || c == 0x2032) return Kind::apostrophe;
  if (is_space(c)) return Kind::space;
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA || c == 0xAD ? Kind::letter : Kind::mark;
  if (c == 0xD7 || c == 0xF7) return Kind::mark;
  if (c >= 0x2000 && c <= 0x2BFF) return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 ? Kind::letter : Kind::mark;
  if ((c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3020)) return Kind::mark;
  if ((c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) || c >= 0x1F000) return Kind::mark;
  return Kind::letter;
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// Lower-cased ASCII copy of a short word on the stack; empty where it is too long or holds other bytes.
class Short {
 public:
  explicit Short(std::string_view word) {
    if (word.size() > buffer_.size()) return;
    for (char c : word) {
      if (static_cast<unsigned char>(c) >= 0x80) {
        size_ = 0;
        return;
      }
      buffer_[size_++] = is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  std::string_view view() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, 12> buffer_;
  std::size_t size_ = 0;
};

class Cutter {
 public:
  Cutter(std::string_view text, Span block, std::vector<Word>& out)
      : text_(text.substr(0, block.end)), at_(block.begin), begin_(block.begin), out_(out) {}

  void run() {
    while (skip_space()) {
      chunk_ = at_;
      chunk_end_ = end_of_chunk();
      while (at_ < chunk_end_) {
        const Kind kind = kind_at(at_);
        if ((kind == Kind::letter || kind == Kind::digit) ? !address() && !word(at_) : !mark()) break;
      }
    }
  }

 private:
  char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  Kind kind_at(std::size_t at) const { return at < text_.size() ? kind_of(next_code_point(text_, at)) : Kind::space; }
  std::size_t after(std::size_t at) const {
    next_code_point(text_, at);
    return at;
  }
  bool wordlike(std::size_t at) const {
    const Kind kind = kind_at(at);
    return kind == Kind::letter || kind == Kind::digit;
  }
  bool letter_at(std::size_t at) const { return kind_at(at) == Kind::letter; }

  bool skip_space() {
    while (at_ < text_.size() && kind_at(at_) == Kind::space) at_ = after(at_);
    return at_ < text_.size();
  }
  std::size_t end_of_chunk() {
    std::size_t end = at_;
    has_at_ = false;
    while (end < text_.size() && kind_at(end) != Kind::space) {
      has_at_ |= text_[end] == '@';
      end = after(end);
    }
    return end;
  }

  void emit(std::size_t begin, std::size_t end, bool joined = false) {
    if (begin < end) out_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, joined});
    at_ = end;
  }

  // The first character behind white space from `at` on; '\0' at the end of the block.
  char next_ink(std::size_t at) const {
    for (int looked = 0; at < text_.size() && looked < 8; ++looked, at = after(at)) {
      if (kind_at(at) != Kind::space) return text_[at];
    }
    return '\0';
  }

  // A web or mail address takes all of the chunk but its closing marks.
  bool address() {
    static constexpr auto kSchemes = std::to_array<std::string_view>({"http://", "https://", "ftp://", "mailto:", "www."});
    const std::string_view rest = text_.substr(at_, chunk_end_ - at_);
    bool found = false;
    const Short start(rest.substr(0, std::min<std::size_t>(rest.size(), 8)));
    for (std::string_view scheme : kSchemes) found |= start.view().starts_with(scheme) && rest.size() > scheme.size();
    if (!found && has_at_) {
      std::size_t i = 0;
      const std::size_t limit = std::min(rest.size(), kLongestAddressLook);
      while (i < limit && (is_ascii_letter(rest[i]) || is_ascii_digit(rest[i]) || std::string_view("._%+-").find(rest[i]) != std::string_view::npos)) ++i;
      found = i > 0 && i + 1 < limit && rest[i] == '@' && is_ascii_letter(rest[i + 1]);
    }
    if (!found) return false;
    std::size_t size = 0;
    bool open = false;
    for (; size < rest.size() && rest[size] != '<' && rest[size] != '>' && rest[size] != '"'; ++size) open |= rest[size] == '(';
    while (size > 1) {
      const char last = rest[size - 1];
      if (std::string_view(".,;:!?']*").find(last) == std::string_view::npos && !(last == ')' && !open)) break;
      --size;
    }
    emit(at_, at_ + size);
    return true;
  }

  // Where the run of letters, digits, dots and hyphens that opens at `at` ends.
  std::size_t dotted_run(std::size_t at) const {
    const std::size_t limit = std::min(text_.size(), at + kLongestAddressLook);
    while (at < limit && (is_ascii_letter(text_[at]) || is_ascii_digit(text_[at]) || text_[at] == '.' || text_[at] == '-')) ++at;
    while (at > 0 && (byte(at - 1) == '.' || byte(at - 1) == '-')) --at;
    return at;
  }

  // Does "name.ending" from `begin` on look like a site or a file? Gives where it ends, else 0.
  std::size_t site(std::size_t dot) const {
    const std::size_t end = dotted_run(dot + 1);
    if (end <= dot + 1) return 0;
    const std::size_t last = text_.rfind('.', end - 1);
    const Short ending(text_.substr(last + 1, end - last - 1));
    if (!in_list(kAddressEndings, ending.view())) return last > dot && is_ascii_lower(byte(dot + 1)) ? end : 0;
    return end;
  }

  // Telephone numbers and dates: groups of digits with hyphens that stay one word.
  std::size_t hyphened_digits(std::size_t begin) const {
    std::array<std::size_t, 5> groups{};
    std::size_t count = 0, at = begin;
    while (count < groups.size()) {
      const std::size_t from = at;
      while (is_ascii_digit(byte(at)) && at - from < 6) ++at;
      if (at == from) return 0;
      groups[count++] = at - from;
      if (byte(at) != '-' || !is_ascii_digit(byte(at + 1))) break;
      ++at;
    }
    if (letter_at(at)) return 0;
    const bool telephone = count == 2 && ((groups[0] == 3 && groups[1] == 4) || (groups[0] == 5 && groups[1] == 4));
    return telephone || count > 2 ? at : 0;
  }

  bool dated(std::size_t begin, std::size_t slash) const {
    std::size_t at = slash + 1;
    while (is_ascii_digit(byte(at)) && at - slash < 6) ++at;
    if (letter_at(at)) return false;
    const std::size_t left = slash - begin, right = at - slash - 1;
    if (left > 5 || right == 0 || right > 4) return false;
    if (byte(at) == '/' && is_ascii_digit(byte(at + 1))) return true;
    for (std::size_t i = begin; i < slash; ++i) {
      if (text_[i] == '/') return true;
      if (!is_ascii_digit(text_[i])) return false;
    }
    int first = 0, second = 0;
    for (std::size_t i = begin; i < slash; ++i) first = first * 10 + (text_[i] - '0');
    for (std::size_t i = slash + 1; i < at; ++i) second = second * 10 + (text_[i] - '0');
    return left <= 2 && right <= 2 && first <= 12 && second <= 31 && (left == 2 || right == 2 || second > 4) && first != second;
  }

  bool thousands(std::size_t at) const {
    return is_ascii_digit(byte(at)) && is_ascii_digit(byte(at + 1)) && is_ascii_digit(byte(at + 2)) && !is_ascii_digit(byte(at + 3));
  }

  // Walks over the word that opens at `from` and emits it with its clitics.
  bool word(std::size_t from) {
    std::size_t end = from, segment = from;  // segment: since the last stop, slash or hyphen inside the word
    bool dots = false, closed = false;       // closed: the last character is the stop of an abbreviation
    const std::size_t digits = is_ascii_digit(byte(from)) ? hyphened_digits(from) : 0;
    if (digits > 0) {
      end = segment = digits;
    }
    while (end < text_.size() && !closed) {
      const char c = text_[end];
      const Kind kind = kind_at(end);
      if (kind == Kind::letter || kind == Kind::digit) {
        end = after(end);
        continue;
      }
      const std::size_t next = after(end);
      if (kind == Kind::apostrophe) {
        if (end == from || !letter_at(next)) break;
        end = next;
        continue;
      }
      if (kind == Kind::space || !wordlike(next) || end == from) break;
      const bool digit_before = is_ascii_digit(text_[end - 1]), digit_after = is_ascii_digit(byte(next));
      if (c == '.') {
        if (digit_before && digit_after) {
          end = next;
          continue;
        }
        const std::size_t size = end - segment;
        std::size_t next_end = next;
        while (next_end < text_.size() && next_end < next + 4 && is_ascii_letter(text_[next_end])) ++next_end;
        if (const std::size_t address_end = site(end); address_end > 0 && size > 0) {
          end = segment = address_end;
          continue;
        }
        if ((size == 1 && is_ascii_letter(text_[segment])) || (size == 2 && next_end - next == 1 && is_ascii_upper(byte(next)))) {
          if (next_end - next > 2 && is_ascii_upper(byte(next)) && is_ascii_lower(byte(next + 1))) {
            end = next;
            closed = true;
            break;
          }
          dots = true;
          end = segment = next;
          continue;
        }
        break;
      }
      if (digit_before && digit_after && (c == ':' || (c == ',' && thousands(next)))) {
        end = next;
        continue;
      }
      if (c == '/') {
        if (digit_before && digit_after && dated(from, end)) {
          end = next;
          continue;
        }
        if (end - from == 1 && is_ascii_letter(text_[from]) && letter_at(next)) {
          end = segment = next;
          continue;
        }
        break;
      }
      if (c == '&') {
        std::size_t right = next;
        while (right < text_.size() && right < next + 5 && is_ascii_letter(text_[right])) ++right;
        const bool small = end - segment == 1 && right - next == 1;
        if ((end - segment <= 3 && right - next <= 3 && is_ascii_upper(text_[end - 1]) && is_ascii_upper(text_[right - 1])) || small) {
          end = segment = next;
          continue;
        }
        break;
      }
      if (c == '-') {
        const Short left(text_.substr(from, end - from));
        if (left.view().empty() || !in_list(kPrefixes, left.view())) break;
        std::size_t right = next;
        while (right < text_.size() && wordlike(right)) right = after(right);
        if (byte(right) == '-' && wordlike(right + 1)) break;
        end = segment = next;
        continue;
      }
      if (c == '*' || c == '@') {
        if (!letter_at(end - 1)) break;
        end = segment = next;
        continue;
      }
      break;
    }
    if (!closed && byte(end) == '.' && (byte(end + 1) != '.' || byte(end + 2) != '.') && stop_belongs(from, end, segment, dots)) {
      ++end;
      closed = true;
    }
    if (byte(end) == '$' && end - from <= 3 && !closed && is_ascii_upper(text_[from]) && is_ascii_upper(text_[end - 1])) ++end;
    pieces(from, end, closed);
    return true;
  }

  // Is the stop at `end` part of the word text_[from, end)?
  bool stop_belongs(std::size_t from, std::size_t end, std::size_t segment, bool dots) const {
    const std::size_t size = end - segment;
    const bool directly = wordlike(end + 1);
    const char next = next_ink(end + 1);
    const bool small_or_digit = is_ascii_digit(next) || is_ascii_lower(next) || next == ',' || next == ';';
    if (dots && size <= 2) return true;
    if (from == begin_ && is_ascii_digit(text_[from]) && !directly) {
      for (std::size_t i = from; i < end; ++i) {
        if (!is_ascii_digit(text_[i]) && text_[i] != '.') return false;
      }
      return next != '\0' && end - from <= 4;
    }
    if (directly && size != 1) return false;
    if (size == 1 && segment == from && is_ascii_letter(text_[from])) {
      if (is_ascii_upper(text_[from])) {
        const bool name_before = !out_.empty() && is_ascii_upper(byte(out_.back().span.begin)) && out_.back().span.end < from;
        if (is_ascii_upper(next)) return text_[from] != 'I' || name_before;
        return next == ',' && name_before;
      }
      return is_ascii_digit(next) || (text_[from] == 'v' && is_ascii_upper(next));
    }
    const Short form(text_.substr(from, end - from));
    if (form.view().empty() || !in_list(kAbbreviations, form.view())) return false;
    if (!in_list(kSometimesAbbreviations, form.view())) return next != '\0' || !is_ascii_lower(text_[from]) || form.view() == "etc";
    const bool number = form.view() == "no" || form.view() == "nos" || form.view() == "fig" || form.view() == "op";
    if (number) return is_ascii_digit(next);
    return small_or_digit && is_ascii_upper(text_[from]);
  }

  // Emits text_[from, end) cut into unit, fused words and clitics.
  void pieces(std::size_t from, std::size_t end, bool closed) {
    const std::string_view form = text_.substr(from, end - from);
    if (closed) return emit(from, end);
    if (is_ascii_digit(form[0])) {
      std::size_t number = 0;
      while (number < form.size() && (is_ascii_digit(form[number]) || form[number] == '.' || form[number] == ',' || form[number] == ':')) ++number;
      const Short unit(form.substr(number));
      if (number < form.size() && in_list(kUnits, unit.view())) {
        emit(from, from + number);
        return emit(from + number, end);
      }
    }
    if (form.size() <= 8 && form.size() > 1) {
      const Short small(form);
      const auto found = std::lower_bound(kFused.begin(), kFused.end(), small.view(), [](const Fused& a, std::string_view b) { return a.form < b; });
      const bool shouted = is_ascii_upper(form[1]);
      if (found != kFused.end() && found->form == small.view() && (!shouted || form.size() > 4)) {
        emit(from, from + found->cut, true);
        return emit(from + found->cut, end);
      }
    }
    if (possessive_mark(from, end)) {
      const std::size_t after_mark = after(end);
      clitics(from, end, true);
      return emit(end, after_mark);
    }
    clitics(from, end, false);
  }

  // "the allies' plan": an apostrophe behind an s that closes no quotation.
  bool possessive_mark(std::size_t from, std::size_t end) {
    if (kind_at(end) != Kind::apostrophe || byte(end) == '`' || end - from < 2 || wordlike(after(end))) return false;
    const char last = text_[end - 1];
    if (last != 's' && last != 'S' && last != 'z' && last != 'x') return false;
    return !single_open_;
  }

  void clitics(std::size_t from, std::size_t end, bool joined) {
    std::array<std::size_t, 4> cuts{};
    std::size_t count = 0, right = end;
    while (count < cuts.size()) {
      std::size_t mark = right;  // the last apostrophe before `right`, at most three bytes of letters away
      std::size_t letters = 0;
      while (mark > from && letters < 3 && is_ascii_letter(text_[mark - 1])) --mark, ++letters;
      if (mark == from || letters == 0) break;
      std::size_t open = mark;
      if (kind_of(previous_code_point(text_, open)) != Kind::apostrophe || open <= from) break;
      const Short tail(text_.substr(mark, right - mark));
      const std::string_view t = tail.view();
      std::size_t cut = 0;
      if (t == "s" || t == "m" || t == "d" || t == "re" || t == "ve" || t == "ll") {
        if (!is_ascii_digit(text_[open - 1]) || open - from > 2) cut = open;
      } else if (t == "t" && open > from + 1 && (text_[open - 1] == 'n' || text_[open - 1] == 'N')) {
        cut = open - 1;
      }
      if (cut == 0) break;
      cuts[count++] = right = cut;
    }
    std::size_t begin = from;
    while (count > 0) {
      const std::size_t cut = cuts[--count];
      emit(begin, cut, true);
      begin = cut;
    }
    emit(begin, end, joined);
  }

  // A mark at at_: a run of one kind is one token, some open a word.
  bool mark() {
    const std::size_t begin = at_;
    const char c = text_[begin];
    std::size_t end = after(begin);
    const bool first = begin == chunk_;
    if (kind_at(begin) == Kind::apostrophe) return apostrophe(begin, end);
    const bool digit_after = is_ascii_digit(byte(end));
    if (c == '.' && digit_after && (first || !wordlike(begin - 1))) return word_from(begin, end);
    if (first && (c == '+' || c == '-') && digit_after) return word_from(begin, end);
    if ((c == '#' || c == '@') && letter_at(end)) return word_from(begin, end);
    if (first && (c == ':' || c == ';' || c == '=' || c == '^') && emoticon(begin)) return true;
    static constexpr std::string_view kRuns = ".-=_*~+#!?<>";
    if (kRuns.find(c) != std::string_view::npos) {
      const bool closing = c == '!' || c == '?' || c == '.';
      while (end < chunk_end_ && (text_[end] == c || (closing && (text_[end] == '!' || text_[end] == '?')))) ++end;
      if ((c == '-' || c == '=') && byte(end) == '>') ++end;
    }
    emit(begin, end);
    return true;
  }

  bool word_from(std::size_t begin, std::size_t word_begin) {
    const std::size_t before = out_.size();
    at_ = word_begin;
    word(word_begin);
    if (out_.size() > before) out_[before].span.begin = static_cast<std::uint32_t>(begin);
    return true;
  }

  bool emoticon(std::size_t begin) {
    std::size_t end = begin + 1;
    if (text_[begin] == '^') {
      while (byte(end) == '_' || byte(end) == '-') ++end;
      if (byte(end) != '^') return false;
      emit(begin, end + 1);
      return true;
    }
    if (byte(end) == '-' || byte(end) == '\'') ++end;
    if (end >= chunk_end_ || std::string_view(")(DPpO|/]").find(text_[end]) == std::string_view::npos) return false;
    while (end < chunk_end_ && (text_[end] == ')' || text_[end] == '(')) ++end;
    if (end == begin + 1 || (end < chunk_end_ && is_ascii_letter(text_[end]))) ++end;
    if (end < chunk_end_ && (wordlike(end) || end > chunk_end_)) return false;
    emit(begin, std::min(end, chunk_end_));
    return true;
  }

  bool apostrophe(std::size_t begin, std::size_t end) {
    const bool closes_only = byte(begin) != '\'' && byte(begin) != '`' && text_.substr(begin, 3) != "‘";
    if (wordlike(end) && (begin == chunk_ || !wordlike(begin - 1))) {
      std::size_t word_end = end;
      while (word_end < text_.size() && word_end < end + 12 && wordlike(word_end)) word_end = after(word_end);
      const Short next(text_.substr(end, word_end - end));
      const std::string_view n = next.view();
      const bool years = n.size() >= 2 && n.size() <= 3 && is_ascii_digit(n[0]) && is_ascii_digit(n[1]) && (n.size() == 2 || n[2] == 's');
      const bool clitic = !single_open_ && begin == chunk_ && !out_.empty() && (n == "s" || n == "re" || n == "ll" || n == "ve" || n == "m" || n == "d");
      if (years || clitic || in_list(kApostropheWords, n)) {
        emit(begin, word_end);
        return true;
      }
    }
    if (byte(end) == byte(begin) && kind_at(end) == Kind::apostrophe) end = after(end);  // '' and ’’
    else if (begin == chunk_ && wordlike(end) && !closes_only) single_open_ = true;
    else single_open_ = false;
    emit(begin, end);
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t begin_;
  std::size_t chunk_ = 0;
  std::size_t chunk_end_ = 0;
  bool has_at_ = false;        // the chunk holds an @
  bool single_open_ = false;   // a single quotation mark is open
  std::vector<Word>& out_;
};

}  // namespace

void tokenize(std::string_view text, Span block, std::vector<Word>& out) { Cutter(text, block, out).run(); }

}  // namespace vedette
