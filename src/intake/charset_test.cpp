#include "intake/charset.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Charset, IsFoundOut) {
  using namespace std::string_literals;
  EXPECT_EQ(utf8_of("naïve"), "naïve");
  EXPECT_EQ(utf8_of("na\xEFve", "iso-8859-1"), "naïve");
  EXPECT_EQ(utf8_of("\x93x\x94", "latin1"), "“x”") << "Latin-1 is read as Windows-1252";
  EXPECT_EQ(utf8_of("\xFF\xFEh\0i\0"s), "hi");
  EXPECT_EQ(utf8_of("\xFE\xFF\0h\0i"s), "hi");
  EXPECT_EQ(utf8_of("\xEF\xBB\xBFhi"), "hi");
  EXPECT_EQ(utf8_of("naïve", "iso-8859-1"), "naïve") << "what is valid UTF-8 is UTF-8, whatever it was called";
  EXPECT_EQ(utf8_of("a broken \xFF byte", "utf-8"), "a broken \xFF byte");
  EXPECT_EQ(utf8_of("\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2", "windows-1251"), "Президент");
  const std::string guess = utf8_of(
      "\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xD0\xEE\xF1\xF1\xE8\xE8 \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE "
      "\xEF\xE5\xF0\xE5\xE3\xEE\xE2\xEE\xF0\xFB \xEF\xF0\xEE\xE4\xEE\xEB\xE6\xE0\xF2\xF1\xFF");
  EXPECT_TRUE(guess.starts_with("Президент")) << guess;
  EXPECT_EQ(utf8_of("\xFF", "no-such-charset").empty(), false);
}

TEST(Charset, OfAPage) {
  EXPECT_EQ(charset_in_page("<html><meta charset=\"Shift_JIS\">"), "shift_jis");
  EXPECT_EQ(charset_in_page("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>"), "windows-1251");
  EXPECT_EQ(charset_in_page("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>"), "iso-8859-2");
  EXPECT_EQ(charset_in_page("<html>"), "");
}

}  // namespace
}  // namespace vedette
