#include "watch/merged.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace vedette {
namespace {

std::vector<std::span<const Index>> spans(const std::vector<std::vector<Index>>& lists) { return {lists.begin(), lists.end()}; }

std::vector<Index> all(const std::vector<std::vector<Index>>& lists, bool downwards) {
  std::vector<Index> seen;
  EXPECT_TRUE(each_merged(spans(lists), downwards, [&](Index at) { return seen.push_back(at), true; }));
  return seen;
}

TEST(Merged, GivesEachNumberOnceInOrder) {
  EXPECT_EQ(all({}, false), std::vector<Index>());
  EXPECT_EQ(all({{1, 5}}, true), (std::vector<Index>{5, 1}));
  EXPECT_EQ(all({{0, 3, 9}, {}, {3, 4}, {9}}, false), (std::vector<Index>{0, 3, 4, 9}));
  EXPECT_EQ(all({{0, 3, 9}, {}, {3, 4}, {9}}, true), (std::vector<Index>{9, 4, 3, 0}));
}

TEST(Merged, AgreesWithASet) {
  std::mt19937 chance(7);
  for (int turn = 0; turn < 200; ++turn) {
    std::vector<std::vector<Index>> lists(chance() % 12);
    std::set<Index> expected;
    for (std::vector<Index>& list : lists) {
      std::set<Index> some;
      for (auto i = chance() % 20; i > 0; --i) some.insert(static_cast<Index>(chance() % 50));
      list.assign(some.begin(), some.end());
      expected.insert(some.begin(), some.end());
    }
    const std::vector<Index> up(expected.begin(), expected.end()), down(expected.rbegin(), expected.rend());
    EXPECT_EQ(all(lists, false), up);
    EXPECT_EQ(all(lists, true), down);
    const Index from = static_cast<Index>(chance() % 50), to = from + static_cast<Index>(chance() % 30);
    std::vector<Index> between;
    each_merged(cut(spans(lists), from, to), false, [&](Index at) { return between.push_back(at), true; });
    EXPECT_EQ(between, std::vector<Index>(expected.lower_bound(from), expected.lower_bound(to)));
  }
}

TEST(Merged, EndsWhereItIsTold) {
  const std::vector<std::vector<Index>> lists = {{1, 4}, {2, 3}};
  std::vector<Index> seen;
  EXPECT_FALSE(each_merged(spans(lists), false, [&](Index at) { return seen.push_back(at), at < 3; }));
  EXPECT_EQ(seen, (std::vector<Index>{1, 2, 3}));
}

}  // namespace
}  // namespace vedette
