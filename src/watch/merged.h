#pragma once
// Goes through several sorted lists of numbers as through one.

#include <algorithm>
#include <span>
#include <vector>

#include "watch/ledger.h"

namespace vedette {

// What of the lists lies in [from, to); empty lists are left out.
std::vector<std::span<const Index>> cut(const std::vector<std::span<const Index>>& lists, Index from, Index to);
std::size_t sum_of(const std::vector<std::span<const Index>>& lists);

// Calls `visit` with each number once, upwards or downwards, until it gives false; that is passed on.
template <class Visit>
bool each_merged(const std::vector<std::span<const Index>>& lists, bool downwards, Visit visit) {
  if (lists.size() == 1) {
    const std::span<const Index> list = lists.front();
    for (std::size_t i = 0; i < list.size(); ++i)
      if (!visit(list[downwards ? list.size() - 1 - i : i])) return false;
    return true;
  }
  struct Head {
    Index value;
    const Index* at;
    const Index* end;  // downwards: before the first
  };
  std::vector<Head> heap;
  heap.reserve(lists.size());
  for (const std::span<const Index> list : lists)
    if (!list.empty()) downwards ? heap.push_back({list.back(), list.data() + list.size() - 1, list.data() - 1}) : heap.push_back({list.front(), list.data(), list.data() + list.size()});
  const auto later = [downwards](const Head& a, const Head& b) { return downwards ? a.value < b.value : a.value > b.value; };
  std::make_heap(heap.begin(), heap.end(), later);
  Index last = kNone;
  while (!heap.empty()) {
    Head& top = heap.front();
    if (top.value != last && !visit(last = top.value)) return false;
    top.at += downwards ? -1 : 1;
    if (top.at == top.end) {
      top = heap.back();
      heap.pop_back();
      if (heap.empty()) break;
    } else {
      top.value = *top.at;
    }
    // The new head sinks to its place.
    const Head sinking = heap.front();
    std::size_t hole = 0;
    for (std::size_t child = 1; child < heap.size(); child = 2 * hole + 1) {
      if (child + 1 < heap.size() && later(heap[child], heap[child + 1])) ++child;
      if (!later(sinking, heap[child])) break;
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = sinking;
  }
  return true;
}

}  // namespace vedette
