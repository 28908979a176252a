// Undoes mojibake: â€œ was “ until somebody read UTF-8 as Windows-1252. Door: undo_mojibake in decode.h. Test: decode_test.cpp.
// A sequence is undone only where the bytes that its characters stand for are UTF-8 for something that a news text is likely to
// hold; a letter of a foreign script counts only beside another one. The idea is that of ftfy (Speer, 2019).
#include <optional>

#include <unicode/unorm2.h>

#include "base/entities.h"
#include "base/utf8.h"
#include "page/decode.h"

namespace vedette {
namespace {

// The byte that somebody read as this character, or -1.
int byte_of(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  for (int byte = 0x80; byte < 0xA0; ++byte)
    if (windows_1252(static_cast<unsigned char>(byte)) == c) return byte;
  return -1;
}

struct Undone {
  std::size_t length = 0;  // bytes of the text; 0: there is no sequence here
  char32_t value = 0;
  bool lost = false;  // its last byte was lost on the way
};

// Mac Roman's reading of the third byte after E2 80, and what it was.
char32_t mac_punctuation(char32_t c) {
  switch (c) {
    case U'ì':
      return U'–';
    case U'î':
      return U'—';
    case U'ò':
      return U'‘';
    case U'ô':
      return U'’';
    case U'ú':
      return U'“';
    case U'ù':
      return U'”';
    case U'¶':
      return U'…';
    case U'¢':
      return U'•';
    default:
      return 0;
  }
}

// The character at `at`; a letter and the mark that combines with it count as one.
char32_t composed_at(std::string_view text, std::size_t& at) {
  const char32_t c = next_code_point(text, at);
  if (at + 1 >= text.size() || (text[at] != '\xCC' && text[at] != '\xCD')) return c;
  static const UNormalizer2* const normalizer = [] {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFCInstance(&status);
  }();
  std::size_t next = at;
  const UChar32 both = unorm2_composePair(normalizer, static_cast<UChar32>(c), static_cast<UChar32>(next_code_point(text, next)));
  if (both < 0) return c;
  at = next;
  return static_cast<char32_t>(both);
}

Undone sequence_at(std::string_view text, std::size_t start) {
  std::size_t at = start;
  const char32_t first = composed_at(text, at);
  if (first == U'‚' && text.substr(at).starts_with("Ä")) {
    std::size_t end = at + 2;
    if (end >= text.size()) return {};
    const char32_t value = mac_punctuation(next_code_point(text, end));
    return value ? Undone{end - start, value, false} : Undone{};
  }
  const int lead = byte_of(first);
  if (lead < 0xC2 || lead > 0xF4) return {};
  const int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  char32_t value = static_cast<char32_t>(lead & (0x3F >> more));
  for (int i = 0; i < more; ++i) {
    std::size_t end = at;
    const char32_t c = at < text.size() ? next_code_point(text, end) : 0;
    const int byte = c >= 0x80 ? byte_of(c) : -1;
    if (byte < 0x80 || byte > 0xBF) {
      // â€ without its last byte: the one that Windows-1252 has no character for, which is ” (or a dash whose last is now ").
      if (i == 1 && lead == 0xE2 && value == 0x80) {
        if (c == U'"') return {end - start, U'—', true};
        if (c == U'\'') return {end - start, U'’', true};
        return {at - start, U'”', true};
      }
      return {};
    }
    value = value << 6 | static_cast<char32_t>(byte & 0x3F);
    at = end;
  }
  if ((more == 2 && (value < 0x800 || (value >= 0xD800 && value < 0xE000))) ||
      (more == 3 && (value < 0x10000 || value > 0x10FFFF)))
    return {};
  return {at - start, value, false};
}

// How far what came out vouches for itself.
enum class Trust { none, beside_another, beside_letter, alone };

Trust trust(char32_t value) {
  if (value >= 0xA0 && value <= 0xFF) return Trust::alone;
  if ((value >= 0x100 && value <= 0x17F) || (value >= 0x300 && value < 0x370)) return Trust::beside_letter;
  if (value >= 0x2010 && value <= 0x27BF) return Trust::alone;
  if (value == 0xFEFF || value == 0xFFFD || (value >= 0x2000 && value < 0x2010) || (value >= 0x1F300 && value < 0x1FB00))
    return Trust::alone;
  if ((value >= 0x80 && value < 0xA0)) return Trust::alone;  // the second reading of text read wrongly twice
  return Trust::beside_another;
}

bool letter_before(std::string_view text, std::size_t at) { return at > 0 && is_letter(previous_code_point(text, at)); }
bool letter_after(std::string_view text, std::size_t at) { return at < text.size() && is_letter(next_code_point(text, at)); }

}  // namespace

std::vector<Edit> undo_mojibake(std::string_view text) {
  std::vector<Edit> edits;
  std::size_t last_end = std::string_view::npos;  // of the sequence before, undone or not
  std::optional<Edit> waiting;                    // trusted only if another sequence follows at once
  for (std::size_t at = 0; at < text.size();) {
    const bool combines = at + 1 < text.size() && (text[at + 1] == '\xCC' || text[at + 1] == '\xCD');
    if (static_cast<unsigned char>(text[at]) < 0x80 && !combines) {
      ++at;
      continue;
    }
    const Undone undone = sequence_at(text, at);
    if (undone.length == 0) {
      next_code_point(text, at);
      continue;
    }
    const std::size_t end = at + undone.length;
    Edit edit{RepairKind::mojibake, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, {}};
    append_code_point(edit.now, undone.value);
    const bool beside = last_end == at;
    const Trust needed = trust(undone.value);
    if (waiting && beside) edits.push_back(std::move(*waiting));
    waiting.reset();
    if (needed == Trust::alone || beside ||
        (needed == Trust::beside_letter && (letter_before(text, at) || letter_after(text, end))))
      edits.push_back(std::move(edit));
    else
      waiting = std::move(edit);
    last_end = end;
    at = end;
  }
  return edits;
}

}  // namespace vedette
