#include "page/draft.h"

#include <random>

#include <gtest/gtest.h>

#include "page/page_properties.h"

namespace vedette {
namespace {

Edit edit(std::uint32_t begin, std::uint32_t end, std::string now) {
  return {RepairKind::missing_space, {begin, end}, std::move(now)};
}

Page page_of(const Draft& draft) {
  Page page;
  page.text = draft.text();
  page.map = draft.map();
  page.repairs = draft.repairs();
  std::uint32_t begin = 0;
  while (begin < page.text.size()) {  // one block a word
    const std::size_t first = page.text.find_first_not_of(" \n\t", begin);
    if (first == std::string::npos) break;
    const std::size_t end = std::min(page.text.find_first_of(" \n\t", first), page.text.size());
    page.blocks.push_back({BlockKind::body, {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)}});
    begin = static_cast<std::uint32_t>(end);
  }
  return page;
}

TEST(Draft, KnowsWhereEachPartOfTheTextWas) {
  const std::string raw = "( Vladimir) met theMexican";
  Draft draft(raw);
  draft.apply({edit(1, 2, "")});
  draft.apply({edit(18, 18, " ")});
  EXPECT_EQ(draft.text(), "(Vladimir) met the Mexican");
  const TextMap map = draft.map();
  const auto raw_of = [&](std::string_view words) {
    const auto at = static_cast<std::uint32_t>(draft.text().find(words));
    return map.raw({at, at + static_cast<std::uint32_t>(words.size())}).of(raw);
  };
  EXPECT_EQ(raw_of("Vladimir"), "Vladimir");
  EXPECT_EQ(raw_of("(Vladimir)"), "( Vladimir)");
  EXPECT_EQ(raw_of("the"), "the");
  EXPECT_EQ(raw_of("Mexican"), "Mexican");
  EXPECT_EQ(raw_of("the Mexican"), "theMexican");
}

TEST(Draft, TakesInANeighbourWhereNothingWasOrIs) {
  const std::string raw = "( Vladimir) met theMexican";
  Draft draft(raw);
  draft.apply({edit(1, 2, ""), edit(19, 19, " ")});
  const std::vector<Repair> repairs = draft.repairs();
  ASSERT_EQ(repairs.size(), 2u);
  EXPECT_EQ(repairs[0].span.of(raw), " V");
  EXPECT_EQ(repairs[0].now, "V");
  EXPECT_EQ(repairs[1].span.of(raw), "M");
  EXPECT_EQ(repairs[1].now, " M");
}

TEST(Draft, MakesOneChangeOfEditsThatOverlapEarlierOnes) {
  const std::string raw = "a&amp;lt;b";
  Draft draft(raw);
  draft.apply({edit(1, 6, "&")});
  draft.apply({edit(1, 5, "<")});
  EXPECT_EQ(draft.text(), "a<b");
  ASSERT_EQ(draft.repairs().size(), 1u);
  EXPECT_EQ(draft.repairs()[0].span.of(raw), "&amp;lt;");
  EXPECT_EQ(draft.map().raw({1, 2}).of(raw), "&amp;lt;");
}

TEST(Draft, AnEditThatIsTakenBackIsNone) {
  Draft draft("one two");
  draft.apply({edit(3, 4, "")});
  draft.apply({edit(3, 3, " ")});
  EXPECT_EQ(draft.text(), "one two");
  EXPECT_EQ(broken_property("one two", page_of(draft)), "");
}

// Whatever is edited in however many passes: repairs and map lead from the one text to the other.
TEST(Draft, RepairsLeadFromTheRawTextToTheText) {
  std::mt19937 random(7);
  const auto upto = [&](std::size_t most) { return static_cast<std::uint32_t>(random() % (most + 1)); };
  for (int round = 0; round < 20'000; ++round) {
    std::string raw;
    for (std::uint32_t i = upto(24); i > 0; --i) raw += "ab cd\n"[random() % 6];
    Draft draft(raw);
    for (std::uint32_t pass = upto(4); pass > 0; --pass) {
      std::vector<Edit> edits;
      std::uint32_t from = 0;
      while (from <= draft.text().size() && edits.size() < 5) {
        const std::uint32_t begin = from + upto(4);
        const std::uint32_t end = begin + upto(2);
        if (end > draft.text().size()) break;
        edits.push_back(edit(begin, end, std::string(upto(2), "x y"[random() % 3])));
        from = end + (begin == end ? 1 : 0);
      }
      draft.apply(edits);
    }
    ASSERT_EQ(broken_property(raw, page_of(draft)), "") << "raw '" << raw << "' text '" << draft.text() << "'";
  }
}

}  // namespace
}  // namespace vedette
