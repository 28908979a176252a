#include "world/image.h"

#include <gtest/gtest.h>

#include "world/world_fixture.h"

namespace vedette {
namespace {

std::string image_of_states() {
  Tables tables;
  fill(tables, {});
  finish_names(tables);
  return *make_image(tables);
}

std::string refusal(std::string bytes) {
  const Result<World> world = World::open(scratch_file("damaged.bin", bytes));
  return world ? "opened" : world.error().message;
}

TEST(ImageTest, TheSameTablesGiveTheSameBytes) { EXPECT_EQ(image_of_states(), image_of_states()); }

TEST(ImageTest, RefusesWhatIsCutDamagedOrOfAnotherVersion) {
  const std::string good = image_of_states();
  EXPECT_EQ(refusal(good), "opened");
  EXPECT_NE(refusal("").find("is cut"), std::string::npos);
  for (const std::size_t size : {std::size_t{1}, sizeof(ImageHeader) - 1, sizeof(ImageHeader), good.size() / 2, good.size() - 1}) {
    EXPECT_NE(refusal(good.substr(0, size)).find("is cut"), std::string::npos) << size;
  }
  EXPECT_NE(refusal(good + "x").find("is cut or padded"), std::string::npos);
  std::string other = good;
  other[8] = static_cast<char>(kWorldVersion + 1);
  EXPECT_NE(refusal(other).find("is of version"), std::string::npos);
  EXPECT_NE(refusal(std::string(good.size(), 'x')).find("no compiled world"), std::string::npos);
  EXPECT_NE(World::open("/nowhere/world.bin").error().message.find("cannot be opened"), std::string::npos);
}

TEST(ImageTest, RefusesEveryFlippedBit) {
  const std::string good = image_of_states();
  for (std::size_t at = 0; at < good.size(); at += 7) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
    EXPECT_FALSE(Image::over(bytes, "flipped")) << at;
  }
}

TEST(ImageTest, TheDigestGoesByPieces) {
  std::string bytes(PieceDigest::kPiece * 2 + 5, 'a');
  const std::uint64_t before = digest_of(bytes);
  bytes.back() = 'b';
  EXPECT_NE(digest_of(bytes), before);
  PieceDigest digest;
  digest.add(std::string_view(bytes).substr(0, PieceDigest::kPiece));
  digest.add(std::string_view(bytes).substr(PieceDigest::kPiece, PieceDigest::kPiece));
  digest.add(std::string_view(bytes).substr(PieceDigest::kPiece * 2));
  EXPECT_EQ(digest.value(), digest_of(bytes));
}

// A header that fits its bytes, but a section that does not lie in them.
TEST(ImageTest, RefusesSectionsThatLieOutside) {
  std::string bytes = image_of_states();
  const std::uint64_t far = bytes.size() + 8;
  bytes.replace(sizeof(ImageHeader) + sizeof(SectionPlace), sizeof(far), reinterpret_cast<const char*>(&far), sizeof(far));
  const std::uint64_t digest = digest_of(std::string_view(bytes).substr(sizeof(ImageHeader)));
  bytes.replace(offsetof(ImageHeader, digest), sizeof(digest), reinterpret_cast<const char*>(&digest), sizeof(digest));
  EXPECT_NE(refusal(bytes).find("lies outside"), std::string::npos);
}

}  // namespace
}  // namespace vedette
