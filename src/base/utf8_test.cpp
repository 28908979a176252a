#include "base/utf8.h"

#include <gtest/gtest.h>

#include <cctype>

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

TEST(Utf8, TellsLettersApart) {
  for (char32_t c = 0; c < 0x80; ++c) {
    const int code = static_cast<int>(c);
    EXPECT_EQ(is_letter(c), std::isalpha(code) != 0) << code;
    EXPECT_EQ(is_upper(c), std::isupper(code) != 0) << code;
    EXPECT_EQ(is_lower(c), std::islower(code) != 0) << code;
    EXPECT_EQ(is_space(c), std::isspace(code) != 0) << code;
    EXPECT_EQ(lower(c), static_cast<char32_t>(std::tolower(code))) << code;
    EXPECT_EQ(upper(c), static_cast<char32_t>(std::toupper(code))) << code;
  }
  EXPECT_TRUE(is_letter(U'é') && is_lower(U'é') && is_upper(U'É') && is_letter(U'ж') && !is_letter(U'€'));
  EXPECT_TRUE(is_space(U'\u00A0') && is_space(U'\u2009') && !is_space(U'\u200B'));
  EXPECT_EQ(lower(U'É'), U'é');
  EXPECT_EQ(upper(U'ж'), U'Ж');
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
