#include "archive/story_keys.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

using Found = std::vector<std::pair<int, Number>>;

// Asks until the term is worth reading, and gives how many keys that takes.
std::size_t ask(TermLists& lists, std::uint32_t term) {
  for (int times = 0; times < 100; ++times)
    if (const std::size_t most = lists.asked(term)) return most;
  return 0;
}

TEST(TermLists, RemembersWhatIsAskedOften) {
  TermLists lists;
  Found found;
  EXPECT_EQ(lists.asked(7), 0U) << "at first it is not worth it";
  const std::size_t first = ask(lists, 7);
  EXPECT_GT(first, 0U);
  EXPECT_FALSE(lists.find(7, 0, 100, 10, found));
  EXPECT_GT(ask(lists, 7), first) << "where there were too many keys, it is tried again later with more";
  lists.remember(7, {{10, 1}, {10, 2}, {12, 3}, {20, 4}});
  EXPECT_TRUE(lists.find(7, 10, 12, 10, found));
  EXPECT_EQ(found, (Found{{12, 3}, {10, 2}, {10, 1}})) << "the latest first";
  found.clear();
  EXPECT_TRUE(lists.find(7, 0, 100, 2, found));
  EXPECT_EQ(found, (Found{{20, 4}, {12, 3}}));
  found.clear();
  EXPECT_TRUE(lists.find(7, 13, 19, 2, found));
  EXPECT_TRUE(found.empty());
}

TEST(TermLists, TakesWhatIsWritten) {
  TermLists lists;
  Found found;
  const std::vector<TermLists::Key> fresh{{11, 9}, {12, 3}, {30, 5}};
  lists.written(7, fresh);
  EXPECT_FALSE(lists.find(7, 0, 100, 10, found)) << "what was not read whole is not remembered";
  lists.remember(7, {{10, 1}, {12, 3}});
  lists.written(7, fresh);
  EXPECT_TRUE(lists.find(7, 0, 100, 10, found));
  EXPECT_EQ(found, (Found{{30, 5}, {12, 3}, {11, 9}, {10, 1}}));
}

TEST(TermLists, TellsWhenItIsFull) {
  TermLists lists;
  for (std::uint32_t term = 0; !lists.is_full(); ++term) {
    ASSERT_LT(term, 100U);
    std::vector<TermLists::Key> keys;
    for (std::uint32_t i = 0; i < 100'000; ++i) keys.push_back({static_cast<std::int32_t>(i), term});
    lists.remember(term, std::move(keys));
  }
  EXPECT_EQ(ask(lists, 200), 0U);
  lists.clear();
  EXPECT_GT(ask(lists, 200), 0U);
}

TEST(BandFilter, KnowsAllThatItHasAndHardlyMore) {
  BandFilter filter;
  const auto band = [](std::uint64_t number) { return number * 0x9E3779B97F4A7C15 >> 17; };
  EXPECT_FALSE(filter.asked(128));
  EXPECT_FALSE(filter.asked(128));
  EXPECT_TRUE(filter.asked(128)) << "enough were asked";
  filter.make(10'000);
  for (std::uint64_t i = 0; i < 20'000; ++i) filter.add(band(i));
  int wrong = 0;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    ASSERT_TRUE(filter.may_have(band(i)));
    wrong += filter.may_have(band(100'000 + i));
  }
  EXPECT_LT(wrong, 600);
  for (std::uint64_t i = 0; i < 100 && filter.is_made(); ++i) filter.add(band(i));
  EXPECT_FALSE(filter.is_made()) << "with more than it has room for it is made anew when it is worth it";
}

}  // namespace
}  // namespace vedette
