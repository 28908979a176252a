// Walks, checks and folds UTF-8 with ICU's character data. Door: utf8.h. Test: utf8_test.cpp.
#include "base/utf8.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace vedette {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Letters that carry no combining mark to take off, and typographic signs that are typed in many ways.
std::string_view plain(char32_t c) {
  switch (c) {
    case U'ø': return "o";
    case U'ł': return "l";
    case U'đ': case U'ð': return "d";
    case U'ħ': return "h";
    case U'ı': return "i";
    case U'ß': return "ss";
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'þ': return "th";
    case U'ə': return "a";
    case U'’': case U'‘': case U'ʼ': case U'ʻ': case U'`': case U'´': return "'";
    case U'‐': case U'‑': case U'–': return "-";
    default: return {};
  }
}

}  // namespace

namespace beyond_ascii {

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto start = static_cast<std::int32_t>(at);
  std::int32_t i = start;
  UChar32 c = 0;
  U8_NEXT(bytes, i, static_cast<std::int32_t>(text.size()), c);
  at = c < 0 ? at + 1 : static_cast<std::size_t>(i);
  return c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
}

void append_code_point(std::string& out, char32_t c) {
  char buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(c));
  out.append(buffer, static_cast<std::size_t>(length));
}

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }
char32_t lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }
char32_t upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }

}  // namespace beyond_ascii

char32_t previous_code_point(std::string_view text, std::size_t& at) {
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  std::size_t end = start;
  const char32_t c = next_code_point(text, end);
  if (end != at) start = at - 1;
  at = start;
  return end == start + 1 && static_cast<unsigned char>(text[start]) >= 0x80 ? U'\uFFFD' : c;
}

bool is_valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c < 0) return false;
  }
  return true;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      ++at;
    } else {
      append_code_point(out, lower(next_code_point(text, at)));
    }
  }
  return out;
}

std::string fold(std::string_view text) {
  std::string marked;
  if (is_ascii(text)) {
    marked = lower(text);
    std::replace(marked.begin(), marked.end(), '`', '\'');
  } else {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString given =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    icu::UnicodeString parts = icu::Normalizer2::getNFKDInstance(status)->normalize(given, status);
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      const UChar32 c = parts.char32At(i);
      if (u_charType(c) == U_NON_SPACING_MARK) continue;
      const char32_t low = lower(static_cast<char32_t>(c));
      if (const std::string_view simple = plain(low); !simple.empty()) {
        marked += simple;
      } else if (low == U'\u02BC' || low == U'\u02BB') {
        marked += '\'';
      } else {
        append_code_point(marked, low);
      }
    }
  }
  std::string out;
  out.reserve(marked.size());
  bool blank = false;
  for (std::size_t at = 0; at < marked.size();) {
    const std::size_t start = at;
    if (is_space(next_code_point(marked, at))) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out.append(marked, start, at - start);
  }
  return out;
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  if (is_ascii(text)) {
    size_ = static_cast<std::uint32_t>(text.size());
    return;
  }
  before_.reserve(text.size() / kStride + 2);
  std::size_t next_mark = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    next_code_point(text, end);
    // A mark inside a code point counts that code point as still to come.
    for (; next_mark < end; next_mark += kStride) before_.push_back(size_ + (next_mark > at ? 1 : 0));
    at = end;
    ++size_;
  }
  before_.push_back(size_);
}

std::uint32_t CodePointIndex::at_byte(std::uint32_t byte) const {
  if (before_.empty() || byte >= text_.size()) return before_.empty() ? std::min(byte, size_) : size_;
  const std::uint32_t mark = byte / kStride;
  std::uint32_t count = before_[mark];
  std::size_t at = static_cast<std::size_t>(mark) * kStride;
  while (at < byte && at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
  while (at < byte) {
    next_code_point(text_, at);
    ++count;
  }
  return count;
}

}  // namespace vedette
