#pragma once
// Text with passages marked in it, wrapped for a terminal: in colours, or in brackets with a label.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/record_view.h"

namespace vedette {

enum class Ink : std::uint8_t { plain, strong, faint, trigger, source, target, date, place, quote };

struct TextStyle {
  std::size_t width = 100;  // columns
  bool color = false;       // ANSI
};

// Words of the text, in code points. Without colour they stand as "[source: the gunmen]"; in colour the label is left out unless it is
// a name ("e3"), which no colour tells.
struct Mark {
  SpanView span;
  std::string label;
  Ink ink = Ink::plain;
  bool is_name = false;
};

struct Paragraph {
  SpanView span;
  Ink ink = Ink::plain;  // where no mark is
  bool always = false;   // shown also where it is far from every mark
};

// Paragraphs with their marks, each begun on a new line after an empty one. Marks may nest, cross and end in another paragraph; marks of
// one span stand in one bracket. Unless `whole`, paragraphs that have no mark and stand beside none that has are left out, and "…" says
// so. White space is one blank. Characters that would steer a terminal (escapes, other directions of writing) come as U+FFFD.
std::string write_marked(std::string_view text, const std::vector<Paragraph>& paragraphs, const std::vector<Mark>& marks, bool whole, const TextStyle& style);

// One field of a thing: its name in `ink`, then `value`, wrapped beside it; nothing for an empty value.
std::string write_field(std::string_view name, std::string_view value, Ink ink, const TextStyle& style);
std::string write_line(std::string_view text, Ink ink, const TextStyle& style);  // wrapped

}  // namespace vedette
