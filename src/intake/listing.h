#pragma once
// What a feed, a sitemap or a news sitemap lists: addresses of articles, with the title and the day where it says them.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vedette {

struct Listed {
  std::string url;  // as written; it may be relative
  std::string title, published, site, language;
};

struct AddressList {
  std::vector<Listed> articles;
  std::vector<std::string> sitemaps;  // of an index: the sitemaps that it names
  std::string trouble;                // where the XML is not sound: what is wrong; what stood before is in the lists
};

// RSS, Atom, sitemaps (sitemaps.org 0.9, Google's news extension) and indexes of sitemaps. An Error where it is none of them.
// Entities of a document type are never expanded.
Result<AddressList> listing_of(std::string_view bytes, const std::string& name);

constexpr std::size_t kLargestListing = 32u << 20;  // bytes
constexpr std::size_t kMostListed = 50'000;         // as sitemaps.org has it

}  // namespace vedette
