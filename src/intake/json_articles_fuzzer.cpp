// Any bytes as a line of JSONL.
#include <cstdint>

#include "intake/json_articles.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static vedette::JsonArticles articles;
  (void)articles.read(std::string_view(reinterpret_cast<const char*>(data), size), "line").operator bool();
  return 0;
}
