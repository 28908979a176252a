#include "stories/memory_index.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace vedette {
namespace {

// A report of the given words, each a term of weight one.
Fingerprint print_of(std::vector<std::uint32_t> words, std::optional<Day> day = std::nullopt, std::uint32_t text = 0) {
  Fingerprint print;
  print.published = day;
  std::sort(words.begin(), words.end());
  for (const std::uint32_t word : words) print.terms.push_back({word, 1.0F});
  for (std::size_t i = 0; i < kHashes; ++i) print.signature[i] = static_cast<std::uint16_t>(text * 1000 + i + words.front() * 7919);
  print.has_signature = true;
  return print;
}

struct Adding {
  MemoryIndex index;
  Number articles = 0;
  Placed add(const Fingerprint& print) { return place(index, ++articles, print); }
};

TEST(Stories, PutReportsOfOneHappeningTogetherAndOthersApart) {
  Adding stories;
  for (std::uint32_t filler = 0; filler < 30; ++filler) stories.add(print_of({1000 + 10 * filler, 1001 + 10 * filler, 1002 + 10 * filler}));
  const Placed first = stories.add(print_of({1, 2, 3, 4, 5, 6}, std::nullopt, 1));
  const Placed second = stories.add(print_of({1, 2, 3, 4, 7, 8}, std::nullopt, 2));
  const Placed other = stories.add(print_of({20, 21, 22, 23, 24, 1}, std::nullopt, 3));
  EXPECT_EQ(first.story, second.story);
  EXPECT_NE(first.story, other.story);
  EXPECT_EQ(second.copy_of, 0);
}

TEST(Stories, CopiesAreNamed) {
  Adding stories;
  stories.add(print_of({1, 2, 3}, std::nullopt, 5));
  const Placed copy = stories.add(print_of({1, 2, 3, 4}, std::nullopt, 5));
  EXPECT_EQ(copy.copy_of, 1);
}

TEST(Stories, ReportsMonthsApartTellOfTwoHappenings) {
  Adding stories;
  const Placed first = stories.add(print_of({1, 2, 3, 4, 5, 6}, day_of("2023-01-05"), 1));
  const Placed second = stories.add(print_of({1, 2, 3, 4, 5, 7}, day_of("2023-06-05"), 2));
  EXPECT_NE(first.story, second.story);
}

TEST(Fingerprint, SignaturesThatAreNearlyAlikeShareABand) {
  Signature a;
  for (std::size_t i = 0; i < kHashes; ++i) a[i] = static_cast<std::uint16_t>(i * 31);
  Signature b = a;
  for (std::size_t i = 0; i < kHashes; i += 6) b[i] ^= 1;
  EXPECT_GT(resemblance(a, b), 0.8);
  const auto one = bands_of(a);
  const auto other = bands_of(b);
  std::size_t shared = 0;
  for (std::size_t i = 0; i < kBands; ++i) shared += one[i] == other[i];
  EXPECT_GT(shared, 0U);
  EXPECT_LT(shared, kBands);
}

}  // namespace
}  // namespace vedette
