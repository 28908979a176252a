#pragma once
// Ranges over a text that is owned elsewhere.
//
//   t h e   H a g u e
//   0 1 2 3 4 5 6 7 8 9      Span{4, 9} is "Hague"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace vedette {

// [begin, end) in bytes. The tag says over which text, so that a raw position is never taken for a repaired one.
template <class Text>
struct BasicSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin >= end; }
  constexpr bool contains(std::uint32_t at) const { return begin <= at && at < end; }
  constexpr bool contains(BasicSpan other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(BasicSpan other) const { return begin < other.end && other.begin < end; }
  constexpr std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
  constexpr auto operator<=>(const BasicSpan&) const = default;
};

template <class Text>
constexpr BasicSpan<Text> join(BasicSpan<Text> a, BasicSpan<Text> b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

using Span = BasicSpan<struct RepairedText>;  // bytes of Page::text
using RawSpan = BasicSpan<struct RawText>;    // bytes of Article::text

}  // namespace vedette
