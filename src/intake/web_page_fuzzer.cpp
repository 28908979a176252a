// Any bytes as a web page.
#include <cstdint>

#include "intake/web_page.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)vedette::article_of_bytes(std::string_view(reinterpret_cast<const char*>(data), size), {}, {}).operator bool();
  return 0;
}
