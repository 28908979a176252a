// Several sorted lists as one. Doors: each_merged, cut. Test: merged_test.cpp.
#include "watch/merged.h"

namespace vedette {

std::vector<std::span<const Index>> cut(const std::vector<std::span<const Index>>& lists, Index from, Index to) {
  std::vector<std::span<const Index>> parts;
  for (const std::span<const Index> list : lists) {
    const auto begin = std::lower_bound(list.begin(), list.end(), from);
    const auto end = std::lower_bound(begin, list.end(), to);
    if (begin != end) parts.emplace_back(begin, end);
  }
  return parts;
}

std::size_t sum_of(const std::vector<std::span<const Index>>& lists) {
  std::size_t sum = 0;
  for (const std::span<const Index> list : lists) sum += list.size();
  return sum;
}

}  // namespace vedette
