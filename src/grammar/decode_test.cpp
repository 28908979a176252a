#include "grammar/decode.h"

#include <functional>
#include <random>

#include <gtest/gtest.h>

namespace vedette {
namespace {

std::vector<std::uint32_t> tree(const std::vector<float>& scores, std::size_t words) {
  TreeScratch scratch;
  std::vector<std::uint32_t> heads(words);
  decode_tree(scores, words + 1, words, scratch, heads.data());
  return heads;
}

bool is_tree(const std::vector<std::uint32_t>& heads) {
  const std::size_t words = heads.size();
  if (std::count(heads.begin(), heads.end(), words) != 1) return false;
  for (std::size_t i = 0; i < words; ++i) {
    std::size_t at = i, steps = 0;
    while (at != words && steps++ <= words) at = heads[at];
    if (at != words) return false;
  }
  return true;
}

TEST(DecodeTree, TakesTheBestHeadsWhereTheyMakeATree) {
  // word 1 is the root, 0 and 2 hang on it
  const std::vector<float> scores = {0, 5, 1, 2, /**/ 1, 0, 1, 6, /**/ 1, 4, 0, 1};
  EXPECT_EQ(tree(scores, 3), (std::vector<std::uint32_t>{1, 3, 1}));
}

TEST(DecodeTree, BreaksARingWhereItCostsLeast) {
  // 1 and 2 want each other; 2 loses less by hanging on 0
  const std::vector<float> scores = {0, 0, 0, 9, /**/ 1, 0, 8, 0, /**/ 6, 8, 0, 0};
  EXPECT_EQ(tree(scores, 3), (std::vector<std::uint32_t>{3, 2, 0}));
}

TEST(DecodeTree, GivesOneRootThoughManyWantIt) {
  const std::vector<float> scores = {0, 1, 1, 9, /**/ 2, 0, 1, 8, /**/ 1, 2, 0, 8.5f};
  const std::vector<std::uint32_t> heads = tree(scores, 3);
  EXPECT_TRUE(is_tree(heads));
  EXPECT_EQ(heads[0], 3u);
}

TEST(DecodeTree, RandomScoresGiveTrees) {
  std::mt19937 random(11);
  std::normal_distribution<float> draw;
  for (int round = 0; round < 3000; ++round) {
    const std::size_t words = 1 + random() % 40;
    std::vector<float> scores(words * (words + 1));
    for (float& score : scores) score = draw(random);
    ASSERT_TRUE(is_tree(tree(scores, words))) << "round " << round;
  }
  EXPECT_TRUE(is_tree(tree(std::vector<float>(200 * 201, 1.0f), 200)));
}

TEST(DecodeTree, IsNearTheBestTreeOfAll) {
  // Against every tree of up to five words.
  std::mt19937 random(12);
  std::normal_distribution<float> draw;
  double ours = 0, best_of_all = 0;
  for (int round = 0; round < 200; ++round) {
    const std::size_t words = 2 + random() % 4;
    std::vector<float> scores(words * (words + 1));
    for (float& score : scores) score = draw(random);
    const auto total = [&](const std::vector<std::uint32_t>& heads) {
      double sum = 0;
      for (std::size_t i = 0; i < words; ++i) sum += scores[i * (words + 1) + heads[i]];
      return sum;
    };
    double best = -1e9;
    std::vector<std::uint32_t> heads(words);
    const std::function<void(std::size_t)> try_all = [&](std::size_t i) {
      if (i == words) {
        if (is_tree(heads)) best = std::max(best, total(heads));
        return;
      }
      for (std::uint32_t head = 0; head <= words; ++head) {
        if (head == i) continue;
        heads[i] = head;
        try_all(i + 1);
      }
    };
    try_all(0);
    const double own = total(tree(scores, words));
    ASSERT_LE(own, best + 1e-4);
    ours += own;
    best_of_all += best;
  }
  EXPECT_GT(ours, 0.9 * best_of_all);
}

TEST(DecodeLabels, FollowsTheTransitions) {
  // Labels O, B, I; an I needs a B or an I before it.
  const float never = -1e4f;
  const std::vector<float> transitions = {0, 0, never, 0, 0, 0, 0, 0, 0, 0, 0, never};
  const std::vector<float> scores = {1, 0.5f, 3, /**/ 0, 0, 2, /**/ 5, 0, 1};
  std::vector<std::uint8_t> back, path(3);
  decode_labels(scores.data(), 3, 3, transitions.data(), 3, back, path.data());
  EXPECT_EQ(path, (std::vector<std::uint8_t>{1, 2, 0}));
}

}  // namespace
}  // namespace vedette
