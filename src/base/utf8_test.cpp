#include "base/utf8.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Utf8, FoldsNames) {
  EXPECT_EQ(fold("Gitanas Nausėda"), "gitanas nauseda");
  EXPECT_EQ(fold("Jonas  Gahr\tStøre "), "jonas gahr store");
  EXPECT_EQ(fold("Łódź"), "lodz");
  EXPECT_EQ(fold("Côte d’Ivoire"), "cote d'ivoire");
  EXPECT_EQ(fold("İzmir"), "izmir");
}

TEST(Utf8, WalksBothWaysThroughInvalidBytes) {
  const std::string text = "a\xC3\xA9\xFF\xE2\x82z";
  std::size_t at = 0;
  std::u32string forward;
  while (at < text.size()) forward += next_code_point(text, at);
  std::u32string backward;
  while (at > 0) backward.insert(backward.begin(), previous_code_point(text, at));
  EXPECT_EQ(forward, U"aé\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(backward, forward);
  EXPECT_FALSE(is_valid_utf8(text));
}

TEST(Utf8, CountsCodePointsAtEveryByte) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += i % 3 ? "é" : i % 7 ? "x" : "\xFF";
  const CodePointIndex index(text);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    EXPECT_EQ(index.at_byte(static_cast<std::uint32_t>(at)), count);
    next_code_point(text, at);
  }
  EXPECT_EQ(index.at_byte(static_cast<std::uint32_t>(text.size())), count);
  EXPECT_EQ(index.size(), count);
}

}  // namespace
}  // namespace vedette
