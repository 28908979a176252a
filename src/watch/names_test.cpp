#include <gtest/gtest.h>

#include "watch/ledger.h"

namespace vedette {
namespace {

TEST(NameIndex, FindsNamesAndTheBeginningsOfTheirWords) {
  const std::vector<LedgerActor> actors = {{"Anna Berg", "", "", "person", "anna berg", 1}, {"Berg", "", "SWE", "person", "berg", 1}, {"Berg", "", "NOR", "person", "berg", 1},
                                           {"Lituania", "state:LTU", "LTU", "state", "lituania", 1}, {"Bo", "", "", "person", "bo", 1}};
  const NameIndex names(actors, {4, 0, 3, 1});  // the other Berg is not to be found by a beginning
  EXPECT_EQ(names.named(actors, "berg"), (std::vector<Index>{1, 2}));
  EXPECT_TRUE(names.named(actors, "ber").empty());
  const auto found = [&](std::string_view text) {
    const auto places = names.beginning(text).value_or(std::span<const Index>());
    return std::vector<Index>(places.begin(), places.end());
  };
  EXPECT_EQ(found("berg"), (std::vector<Index>{1, 3}));
  EXPECT_EQ(found("be"), (std::vector<Index>{1, 3}));
  EXPECT_EQ(found("bo"), (std::vector<Index>{0}));
  EXPECT_EQ(found("state:ltu"), (std::vector<Index>{2}));
  EXPECT_TRUE(found("erg").empty());
  EXPECT_FALSE(names.beginning("b"));
  EXPECT_FALSE(names.beginning(""));
}

}  // namespace
}  // namespace vedette
