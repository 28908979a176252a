#include "archive/tally.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(SetDigest, DoesNotDependOnTheOrderAndTakesOutWhatCameIn) {
  SetDigest forwards, backwards;
  for (int i = 0; i < 100; ++i) forwards += SetDigest::of(std::to_string(i));
  for (int i = 99; i >= 0; --i) backwards += SetDigest::of(std::to_string(i));
  EXPECT_EQ(forwards.hex(), backwards.hex());
  for (int i = 0; i < 100; ++i) forwards -= SetDigest::of(std::to_string(i));
  EXPECT_EQ(forwards, SetDigest());
}

TEST(SetDigest, CarriesAndBorrowsAcrossWords) {
  const SetDigest most = *SetDigest::from_hex(std::string(64, 'f'));
  const SetDigest one = *SetDigest::from_hex(std::string(63, '0') + "1");
  SetDigest sum = most;
  sum += one;
  EXPECT_EQ(sum.hex(), std::string(64, '0'));
  sum -= one;
  EXPECT_EQ(sum, most);
  EXPECT_FALSE(SetDigest::from_hex("0123"));
  EXPECT_FALSE(SetDigest::from_hex(std::string(63, '0') + "x"));
}

}  // namespace
}  // namespace vedette
