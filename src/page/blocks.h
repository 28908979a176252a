#pragma once
// What each paragraph of a page is: the report's words, or what stands around them.

#include <optional>
#include <vector>

#include "page/dateline.h"
#include "page/page.h"

namespace vedette {

class Words;
class World;

struct Blocks {
  std::vector<Block> blocks;
  Span dateline_place;
  std::vector<WrittenDate> dates;  // of the datelines, in order
};

// `title` is what the source gave; a paragraph that repeats it is the title.
Blocks blocks_of(std::string_view text, std::string_view title, const World& world, const Words& words);

}  // namespace vedette
