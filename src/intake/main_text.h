#pragma once
#include <string>

#include "intake/dom.h"
#include "intake/page_facts.h"

namespace vedette {

// The article's words out of a page, paragraphs parted by empty lines: the part of the page in which running text outweighs
// links, labels and lists, without what is marked or looks as if it belonged to the page's frame.
std::string main_text(const Dom& dom, const PageFacts& facts);

// All words of a fragment, paragraphs parted by empty lines.
std::string all_text(const Dom& dom);

}  // namespace vedette
