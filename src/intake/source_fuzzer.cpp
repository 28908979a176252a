// Any bytes as a source of any kind: WARC, feeds, CSV, JSON, packed or not. The first byte chooses the name.
#include <cstdint>

#include "intake/readers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vedette;
  if (size == 0) return 0;
  constexpr const char* kNames[] = {"a", "a.jsonl", "a.csv", "a.html", "a.json", "a.tsv"};
  const char* name = kNames[data[0] % 6];
  Result<std::unique_ptr<ArticleReader>> reader =
      reader_of(Bytes::of(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1), name));
  if (!reader) return 0;
  while (std::optional<Result<Article>> article = (*reader)->next()) (void)article->operator bool();
  return 0;
}
