#include <gtest/gtest.h>

#include "watch/ledger.h"

namespace vedette {
namespace {

TEST(Strings, AreKeptOnceAndFound) {
  Strings strings;
  EXPECT_EQ(strings.find(""), kNone);
  for (int turn = 0; turn < 2; ++turn)
    for (Index i = 0; i < 5'000; ++i) EXPECT_EQ(strings.add("text " + std::to_string(i)), i);
  EXPECT_EQ(strings.size(), 5'000U);
  const Strings copy = strings;
  for (Index i = 0; i < 5'000; ++i) EXPECT_EQ(copy.find(copy[i]), i);
  EXPECT_EQ(copy.find("text"), kNone);
  EXPECT_EQ(strings.add(""), 5'000U);
  EXPECT_EQ(strings.find(""), 5'000U);
}

}  // namespace
}  // namespace vedette
