#include <algorithm>

#include <gtest/gtest.h>

#include "watch/ledger.h"

namespace vedette {
namespace {

TEST(NameIndex, FindsNamesAndTheBeginningsOfTheirWords) {
  std::vector<LedgerActor> actors = {{"Anna Berg", "", "", "person", "anna berg", 1, false}, {"Berg", "", "SWE", "person", "berg", 1, false}, {"Berg", "", "NOR", "person", "berg", 1, false},
                                     {"Lituania", "state:LTU", "LTU", "state", "lituania", 1, false}, {"Bo", "", "", "person", "bo", 1, false}};
  const NameIndex names(actors, {});
  using List = std::vector<Index>;
  EXPECT_EQ(names.named(actors, "berg"), (List{1, 2}));
  EXPECT_TRUE(names.named(actors, "ber").empty());
  const auto found = [](const NameIndex& in, std::string_view text) { return in.beginning(text).value_or(List{99}); };
  EXPECT_EQ(found(names, "berg"), (List{0, 1, 2}));
  EXPECT_EQ(found(names, "be"), (List{0, 1, 2}));
  EXPECT_EQ(found(names, "bo"), (List{4}));
  EXPECT_EQ(found(names, "state:ltu"), (List{3}));
  EXPECT_TRUE(found(names, "erg").empty());
  EXPECT_FALSE(names.beginning("b"));
  EXPECT_FALSE(names.beginning(""));

  // Who came later is found, too: among few, and among many.
  for (std::size_t later : {1, 5'000}) {
    while (actors.size() < 5 + later) actors.push_back({"X", "", "", "person", "x", 1, false});
    actors.push_back({"Berg", "", "DNK", "person", "berg", 1, false});
    const NameIndex next(actors, names);
    const auto last = static_cast<Index>(actors.size() - 1);
    EXPECT_EQ(next.named(actors, "berg").back(), last);
    const List all = found(next, "berg");
    EXPECT_NE(std::find(all.begin(), all.end(), last), all.end());
    EXPECT_EQ(std::count(all.begin(), all.end(), Index{0}), 1);
  }
}

}  // namespace
}  // namespace vedette
