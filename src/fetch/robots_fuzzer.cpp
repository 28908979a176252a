// Any bytes as robots.txt, and as a path.
#include <cstdint>

#include "fetch/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t half = bytes.find('\0');
  (void)vedette::Robots::of(bytes.substr(0, half), "vedette").allows(half == std::string_view::npos ? "/a" : bytes.substr(half + 1));
  return 0;
}
