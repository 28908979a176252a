// Any bytes as an article. The folder of the compiled knowledge comes in VEDETTE_FUZZ_DATA.
#include <cstdio>
#include <cstdlib>

#include "page/page_properties.h"
#include "page/words.h"
#include "world/world.h"

namespace {

std::string folder() {
  const char* given = std::getenv("VEDETTE_FUZZ_DATA");
  return given ? given : "share/vedette";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vedette;
  static const Result<World> world = World::open(folder() + "/world.bin");
  static const Result<Words> words = Words::open(folder() + "/words.marisa");
  if (!world || !words) {
    std::fprintf(stderr, "%s\n", (world ? words.error() : world.error()).message.c_str());
    std::abort();
  }
  Article article;
  article.text.assign(reinterpret_cast<const char*>(data), size);
  article.language = size % 2 ? "en" : "";
  const std::string broken = broken_property(article.text, lay_out(article, *world, *words));
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
