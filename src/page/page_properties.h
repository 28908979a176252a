#pragma once
// What must hold of every page, whatever the text; for tests and fuzzers. Gives what does not hold, or nothing.

#include <string>

#include "base/utf8.h"
#include "page/page.h"

namespace vedette {

inline std::string broken_property(std::string_view raw, const Page& page) {
  if (!is_valid_utf8(page.text)) return "the text is not valid UTF-8";
  for (const char c : page.text)
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return "a control character is left";

  // The repairs turn the raw text into the text.
  std::string repaired;
  std::uint32_t at = 0;
  for (const Repair& repair : page.repairs) {
    if (repair.span.begin < at || repair.span.end > raw.size() || repair.span.begin > repair.span.end)
      return "repairs overlap or are out of order";
    repaired.append(raw, at, repair.span.begin - at);
    repaired += repair.now;
    at = repair.span.end;
  }
  repaired.append(raw, at);
  if (repaired != page.text) return "the repairs do not turn the raw text into the text";

  // What was copied is found where the map says; spans do not run backwards.
  const auto& stretches = page.map.stretches();
  for (std::size_t i = 0; i + 1 < stretches.size(); ++i) {
    const auto& stretch = stretches[i];
    if (stretch.repaired >= stretches[i + 1].repaired && i + 2 < stretches.size()) return "stretches are out of order";
    if (stretch.raw > stretches[i + 1].raw) return "raw positions run backwards";
    const std::uint32_t size = stretches[i + 1].repaired - stretch.repaired;
    if (stretch.copied && raw.substr(stretch.raw, size) != std::string_view(page.text).substr(stretch.repaired, size))
      return "a copied stretch differs from the raw text";
  }
  if (page.map.raw({0, static_cast<std::uint32_t>(page.text.size())}).end > raw.size())
    return "the map leads out of the raw text";
  for (std::uint32_t begin = 0; begin < page.text.size(); begin += 7) {
    const RawSpan span = page.map.raw({begin, begin + 1});
    if (span.begin > span.end || span.end > raw.size()) return "a span maps to none";
  }

  // Blocks cover all that is not blank, once and in order.
  std::uint32_t covered = 0;
  const auto blank = [&](std::uint32_t begin, std::uint32_t end) {
    return page.text.find_first_not_of(" \n\t", begin) >= end || begin >= end;
  };
  for (const Block& block : page.blocks) {
    if (block.span.empty() || block.span.begin < covered || block.span.end > page.text.size())
      return "blocks overlap or are empty";
    if (!blank(covered, block.span.begin)) return "a block is missing";
    covered = block.span.end;
  }
  if (!blank(covered, static_cast<std::uint32_t>(page.text.size()))) return "the last block is missing";
  for (const Span span : page.unbalanced_quotes)
    if (span.begin > span.end || span.end > page.text.size() || !is_valid_utf8(page.at(span)))
      return "an unbalanced mark is out of the text";
  return {};
}

}  // namespace vedette
