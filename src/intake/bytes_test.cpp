#include "intake/bytes.h"

#include <gtest/gtest.h>

#include "intake/folder_for_tests.h"
#include "intake/packed_for_tests.h"

namespace vedette {
namespace {

std::string all_of(Bytes bytes, std::string* trouble = nullptr) {
  bool cut = false;
  std::string all = bytes.rest(1u << 24, cut);
  if (trouble) *trouble = bytes.trouble();
  return all;
}

std::string letters(std::size_t size) {
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out += static_cast<char>('a' + i * 7919 % 26);
  return out;
}

TEST(Bytes, LinesOfAnyLength) {
  const std::string text = "one\n\n" + letters(1'000'000) + "\nlast";
  Bytes bytes = Bytes::of(text, "x");
  std::string line;
  bool cut = false;
  ASSERT_TRUE(bytes.line(line, 100, cut));
  EXPECT_EQ(line, "one");
  ASSERT_TRUE(bytes.line(line, 100, cut));
  EXPECT_EQ(line, "");
  ASSERT_TRUE(bytes.line(line, 100, cut));
  EXPECT_EQ(line.size(), 100u);
  EXPECT_TRUE(cut);
  ASSERT_TRUE(bytes.line(line, 100, cut));
  EXPECT_EQ(line, "last");
  EXPECT_FALSE(bytes.line(line, 100, cut));
}

TEST(Bytes, UnpacksGzipOfSeveralMembersAndZstd) {
  const std::string one = letters(700'000);
  const std::string two = "and more";
  EXPECT_EQ(all_of(Bytes::of(gzip(one) + gzip(two) + gzip(""), "x")), one + two);
  EXPECT_EQ(all_of(Bytes::of(zstd(one) + zstd(two), "x")), one + two);
  EXPECT_EQ(all_of(Bytes::of(one, "x")), one);
}

TEST(Bytes, SaysWhereThePackedDataAreCutOrDamaged) {
  std::string trouble;
  const std::string packed = gzip(letters(100'000));
  all_of(Bytes::of(packed.substr(0, packed.size() / 2), "x"), &trouble);
  EXPECT_EQ(trouble, "the gzip data are cut short");
  all_of(Bytes::of(packed.substr(0, 20) + std::string(200, '\xAB'), "x"), &trouble);
  EXPECT_EQ(trouble, "the gzip data are damaged");
  const std::string other = zstd(letters(100'000));
  all_of(Bytes::of(other.substr(0, other.size() / 2), "x"), &trouble);
  EXPECT_EQ(trouble, "the zstd data are cut short");
}

TEST(Bytes, PacksThatGrowWithoutEndAreReadPieceByPiece) {
  const std::string bomb = gzip(std::string(200u << 20, '\0'));
  Bytes bytes = Bytes::of(bomb, "x");
  bool cut = false;
  EXPECT_EQ(bytes.rest(1000, cut).size(), 1000u);
  EXPECT_TRUE(cut);
}

TEST(Bytes, AFileThatIsNone) {
  const TestFolder folder;
  EXPECT_FALSE(Bytes::open((folder.path() / "none").string()));
  Result<Bytes> itself = Bytes::open(folder.path().string());
  ASSERT_TRUE(itself);
  std::string trouble;
  all_of(*std::move(itself), &trouble);
  EXPECT_EQ(trouble, "Is a directory");
}

}  // namespace
}  // namespace vedette
