#pragma once
// UTF-8: walking, checking, folding. Nothing here depends on the locale.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vedette {

// Most letters are of ASCII, and need no table: what follows answers for them in place, and leaves others to these.
namespace beyond_ascii {
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_code_point(std::string& out, char32_t c);
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_space(char32_t c);
char32_t lower(char32_t c);
char32_t upper(char32_t c);
}  // namespace beyond_ascii

// The code point at `at`, which moves past it. An invalid byte gives U+FFFD and moves one on.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? static_cast<char32_t>(text[at++]) : beyond_ascii::next_code_point(text, at);
}
// The code point that ends just before `at`, which moves to its start.
char32_t previous_code_point(std::string_view text, std::size_t& at);
inline void append_code_point(std::string& out, char32_t c) { c < 0x80 ? out.push_back(static_cast<char>(c)) : beyond_ascii::append_code_point(out, c); }
bool is_valid_utf8(std::string_view text);

inline bool is_upper(char32_t c) { return c < 0x80 ? c >= U'A' && c <= U'Z' : beyond_ascii::is_upper(c); }
inline bool is_lower(char32_t c) { return c < 0x80 ? c >= U'a' && c <= U'z' : beyond_ascii::is_lower(c); }
inline bool is_letter(char32_t c) { return c < 0x80 ? is_upper(c) || is_lower(c) : beyond_ascii::is_letter(c); }
inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }  // 0 to 9 only
inline bool is_space(char32_t c) { return c < 0x80 ? c == U' ' || (c >= U'\t' && c <= U'\r') : beyond_ascii::is_space(c); }  // Unicode White_Space

// Lower case, letter by letter (simple mapping): the number of code points stays.
inline char32_t lower(char32_t c) { return c < 0x80 ? (is_upper(c) ? c + 32 : c) : beyond_ascii::lower(c); }
inline char32_t upper(char32_t c) { return c < 0x80 ? (is_lower(c) ? c - 32 : c) : beyond_ascii::upper(c); }
std::string lower(std::string_view text);

// For comparing names: lower case, accents and other marks put aside (ø to o, ł to l, ß to ss, é to e), typographic
// apostrophes and hyphens to ' and -, runs of white space to one blank, none at the edges.
std::string fold(std::string_view text);

// From byte positions to code point positions and back, in text that may be invalid (an invalid byte counts as one).
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  std::uint32_t at_byte(std::uint32_t byte) const;  // code points before `byte`
  std::uint32_t size() const { return size_; }

 private:
  static constexpr std::uint32_t kStride = 64;
  std::string_view text_;
  std::vector<std::uint32_t> before_;  // code points before every kStride-th byte; empty where all is ASCII
  std::uint32_t size_ = 0;
};

}  // namespace vedette
