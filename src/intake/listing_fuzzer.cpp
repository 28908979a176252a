// Any bytes as a feed or sitemap.
#include <cstdint>

#include "intake/listing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)vedette::listing_of(std::string_view(reinterpret_cast<const char*>(data), size), "f").operator bool();
  return 0;
}
