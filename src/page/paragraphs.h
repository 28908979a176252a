#pragma once
// Where the paragraphs of a text are: lines, or, where lines are broken at a width, what stands between blank lines.

#include <string_view>
#include <vector>

#include "base/span.h"

namespace vedette {

// In order, without the blanks at their ends, none empty; all that is not blank is in one.
std::vector<Span> paragraphs_of(std::string_view text);

// The end of the first sentence at or after `from`, roughly: after the mark (and closing quote) that a blank and no small letter
// follow.
std::uint32_t rough_sentence_end(std::string_view text, std::uint32_t from, std::uint32_t end);
// Its beginning: after the rough end of the one before it that ends at or before `at`; no further back than `begin`.
std::uint32_t rough_sentence_begin(std::string_view text, std::uint32_t begin, std::uint32_t at);

}  // namespace vedette
