#pragma once
// UTF-8: walking, checking, folding. Nothing here depends on the locale.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vedette {

// The code point at `at`, which moves past it. An invalid byte gives U+FFFD and moves one on.
char32_t next_code_point(std::string_view text, std::size_t& at);
// The code point that ends just before `at`, which moves to its start.
char32_t previous_code_point(std::string_view text, std::size_t& at);
void append_code_point(std::string& out, char32_t c);
bool is_valid_utf8(std::string_view text);

bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_digit(char32_t c);  // 0 to 9 only
bool is_space(char32_t c);  // Unicode White_Space

// Lower case, letter by letter (simple mapping): the number of code points stays.
char32_t lower(char32_t c);
char32_t upper(char32_t c);
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
