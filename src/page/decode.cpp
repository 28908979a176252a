// Mends what went wrong with the bytes of a text, pass by pass. Door: decode.h. Test: decode_test.cpp.
#include "page/decode.h"

#include <algorithm>

#include "base/entities.h"
#include "base/utf8.h"

namespace vedette {
namespace {

Span span_of(std::size_t begin, std::size_t end) { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }

std::string as_text(char32_t c) {
  std::string out;
  append_code_point(out, c);
  return out;
}

// Nothing to do for most texts, and quickly seen.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= ' ' && c <= '~' && c != '&') || c == '\n' || c == '\t'; });
}

// A stray byte of Windows-1252 in UTF-8 becomes its character; a sequence that was cut becomes U+FFFD.
char32_t meant_by(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const auto follows = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  const bool continues = (follows(at + 1) & 0xC0) == 0x80;
  if (byte < 0xA0) {
    const bool after_lead = at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0x80;
    const char32_t c = windows_1252(byte);
    return after_lead || continues || c == 0 ? U'\uFFFD' : c;
  }
  return continues || (at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0xC0) ? U'\uFFFD' : byte;
}

std::vector<Edit> bytes_and_entities(std::string_view text) {
  std::vector<Edit> edits;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (text[at] == '&') {
      std::size_t length = 0;
      char32_t c = entity_at(text, at, length);
      // "&amp;quot;" was escaped twice.
      if (c == U'&') {
        std::string once = "&" + std::string(text.substr(at + length, 12));
        std::size_t inner = 0;
        if (const char32_t twice = entity_at(once, 0, inner); twice != 0) c = twice, length += inner - 1;
      }
      at += c ? length : 1;
      if (c) edits.push_back({RepairKind::entity, span_of(start, at), as_text(c)});
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (c == U'\uFFFD' && at == start + 1)
      edits.push_back({RepairKind::invalid_byte, span_of(start, at), as_text(meant_by(text, start))});
  }
  return edits;
}

// Zero-width and direction marks, which stand for nothing that is read; joiners stay, some scripts need them.
bool is_invisible(char32_t c) {
  return c == U'\u200B' || c == U'\u200E' || c == U'\u200F' || c == U'\uFEFF' || c == U'\u2060' ||
         (c >= U'\u202A' && c <= U'\u202E') || (c >= U'\u2066' && c <= U'\u2069');
}

std::vector<Edit> controls(std::string_view text) {
  std::vector<Edit> edits;
  const auto edit = [&](RepairKind kind, std::size_t begin, std::size_t end, std::string now) {
    edits.push_back({kind, span_of(begin, end), std::move(now)});
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == '\n' || c == '\t' || (c >= ' ' && c <= '~')) continue;
    if (c == '\r') {
      edit(RepairKind::control, start, at, at < text.size() && text[at] == '\n' ? "" : "\n");
    } else if (c == U'\u0085' || c == U'\u2028' || c == U'\u2029' || c == '\f' || c == '\v') {
      edit(RepairKind::control, start, at, "\n");
    } else if (c < ' ' || c == 0x7F || is_invisible(c)) {
      edit(RepairKind::control, start, at, "");
    } else if (c < 0xA0) {
      const char32_t meant = windows_1252(static_cast<unsigned char>(c));
      edit(meant ? RepairKind::mojibake : RepairKind::control, start, at, meant ? as_text(meant) : "");
    } else if (c == U'\u00AD') {
      edit(RepairKind::hyphenation, start, at, "");
    } else if (is_space(c)) {
      edit(RepairKind::control, start, at, " ");
    }
  }
  return edits;
}

// Both bytes after â lost: "donât". Only where an English ending follows.
std::vector<Edit> lost_apostrophes(std::string_view text) {
  constexpr std::string_view kCircumflex = "â";
  std::vector<Edit> edits;
  for (std::size_t at = text.find(kCircumflex); at != std::string_view::npos; at = text.find(kCircumflex, at + 2)) {
    if (at == 0) continue;
    const std::size_t after = at + kCircumflex.size();
    const char before = text[at - 1];
    const auto ends_with = [&](std::string_view ending) {
      std::size_t end = after + ending.size();
      return text.substr(after).starts_with(ending) && (end >= text.size() || !is_letter(next_code_point(text, end)));
    };
    const bool word_before = before >= 'a' && before <= 'z';
    if ((before == 'n' && ends_with("t")) ||
        (word_before && (ends_with("s") || ends_with("re") || ends_with("ll") || ends_with("ve"))))
      edits.push_back({RepairKind::mojibake, span_of(at, after), "’"});
  }
  return edits;
}

}  // namespace

void decode(Draft& draft) {
  if (is_plain(draft.text())) return;
  draft.apply(bytes_and_entities(draft.text()));
  constexpr int kRounds = 3;  // text has been read wrongly twice, hardly ever more often
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<Edit> edits = undo_mojibake(draft.text());
    if (edits.empty()) break;
    draft.apply(edits);
  }
  draft.apply(controls(draft.text()));
  draft.apply(lost_apostrophes(draft.text()));
}

}  // namespace vedette
