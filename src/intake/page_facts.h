#pragma once
// What a web page says of itself: in its head, in structured data and in the marks of its elements.

#include <string>
#include <string_view>

#include "intake/dom.h"

namespace vedette {

struct PageFacts {
  std::string title;
  std::string author;
  std::string site;
  std::string published;  // as written
  std::string language;   // BCP 47
  std::string url;        // canonical address
  std::string body;       // the article's words where the structured data hold them
};

PageFacts page_facts(const Dom& dom);

// The address trimmed; nothing where it is of another scheme than http and https (javascript:, data:).
std::string web_address(std::string_view written);

}  // namespace vedette
