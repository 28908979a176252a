#include "quotes/stretches.h"

#include <gtest/gtest.h>

#include "page/page.h"

namespace vedette {
namespace {

// The stretches of a text whose lines are paragraphs: "[inside]", "'" before single ones, "~" behind those without a closing mark,
// ">" before those inside another.
std::string stretches(std::string_view text) {
  Page page;
  page.text = text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    page.blocks.push_back({BlockKind::body, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}});
    at = end + 1;
  }
  std::string out;
  for (const Stretch& s : find_stretches(page)) {
    if (!out.empty()) out += ' ';
    if (s.parent != Stretch::kNone) out += '>';
    if (s.single) out += '\'';
    out += '[';
    out += s.inside.of(text);
    out += ']';
    if (s.unclosed) out += '~';
  }
  return out;
}

struct Case {
  const char* text;
  const char* stretches;
};

class Stretches : public testing::TestWithParam<Case> {};

TEST_P(Stretches, AreFound) { EXPECT_EQ(stretches(GetParam().text), GetParam().stretches); }

INSTANTIATE_TEST_SUITE_P(Styles, Stretches, testing::Values(
    Case{"He said \"go\" and \"stay.\"", "[go] [stay.]"},
    Case{"He said “go” and „stay”.", "[go] [stay]"},
    Case{"He said «go» and ''stay'' and ``wait''.", "[go] [stay] [wait]"},
    Case{"He said 'go away' and ‘stay’.", "'[go away] '[stay]"},
    Case{"Nothing is said.", ""}));

INSTANTIATE_TEST_SUITE_P(Apostrophes, Stretches, testing::Values(
    Case{"It's the allies' plan, don't ask. It's Kenya's.", ""},
    Case{"'We don't know,' she said of the allies' plan.", "'[We don't know,]"},
    Case{"The 'allies' plan' failed.", "'[allies' plan]"},
    Case{"In the '90s the boys' club closed.", ""}));

INSTANTIATE_TEST_SUITE_P(Nested, Stretches, testing::Values(
    Case{"“They told us ‘no’ twice,” he said.", "[They told us ‘no’ twice,] >'[no]"},
    Case{"\"She said, 'Not now,' and left.\"", "[She said, 'Not now,' and left.] >'[Not now,]"}));

INSTANTIATE_TEST_SUITE_P(Unbalanced, Stretches, testing::Values(
    Case{"“We go on.\n“We never stop,” he said.", "[We go on.]~ [We never stop,]"},
    Case{"He said: \"We go on. \"We stop,\" she said.", "[We go on.]~ [We stop,]"},
    Case{"closer ” to its place” in it", "[to its place]"},
    Case{"\" \" and \"\" are empty", ""},
    Case{"He is 6'2\" tall and said \"no\".", "[no]"}));

TEST(StretchesTest, AThousandOpenMarksTakeNoTime) {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "“a ‘b ";
  EXPECT_FALSE(stretches(text).empty());
}

}  // namespace
}  // namespace vedette
