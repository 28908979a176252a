#include "base/digest.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Digest, IsSha256) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, HashTellsTextsAndSeedsApart) {
  EXPECT_NE(hash64("Moscow"), hash64("Minsk"));
  EXPECT_NE(hash64("Moscow", 1), hash64("Moscow", 2));
}

}  // namespace
}  // namespace vedette
