// From positions of the repaired text to those of the raw one. Door: TextMap in page.h. Test: draft_test.cpp.
#include <algorithm>

#include "page/page.h"

namespace vedette {

void TextMap::finish(std::uint32_t repaired_size, std::uint32_t raw_size) {
  stretches_.push_back({repaired_size, raw_size, true});
}

RawSpan TextMap::raw(Span span) const {
  if (stretches_.empty()) return {span.begin, span.end};
  const auto holding = [&](std::uint32_t at) {
    const auto after = std::upper_bound(stretches_.begin(), stretches_.end(), at,
                                        [](std::uint32_t value, const Stretch& stretch) { return value < stretch.repaired; });
    return after == stretches_.begin() ? after : after - 1;
  };
  const auto first = holding(span.begin);
  const std::uint32_t begin = first->copied ? first->raw + (span.begin - first->repaired) : first->raw;
  if (span.empty()) return {begin, begin};
  const auto last = holding(span.end - 1);
  if (last->copied) return {begin, last->raw + (span.end - last->repaired)};
  // A replacement ends where what follows it begins.
  return {begin, (last + 1)->raw};
}

}  // namespace vedette
