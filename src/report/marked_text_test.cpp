#include "report/marked_text.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

const std::string kText = "The gunmen ambushed a patrol on Sunday, he said.";

std::string marked(const std::vector<Mark>& marks, TextStyle style = {}, const std::string& text = kText) {
  return write_marked(text, {{{0, static_cast<std::int64_t>(text.size())}, Ink::plain, false}}, marks, true, style);
}

TEST(MarkedText, BracketsNameWhatTheyHold) {
  EXPECT_EQ(marked({{{11, 19}, "trigger", Ink::trigger, false}, {{0, 10}, "source", Ink::source, false}, {{32, 38}, "date", Ink::date, false}}),
            "\n  [source: The gunmen] [trigger: ambushed] a patrol on [date: Sunday], he said.\n");
}

TEST(MarkedText, MarksNestCrossAndShareASpan) {
  EXPECT_EQ(marked({{{0, 38}, "quote", Ink::quote, false}, {{11, 19}, "e1", Ink::trigger, true}}),
            "\n  [quote: The gunmen [e1: ambushed] a patrol on Sunday], he said.\n");
  EXPECT_EQ(marked({{{0, 19}, "a", Ink::source, false}, {{11, 28}, "b", Ink::target, false}}), "\n  [a: The gunmen [b: ambushed]][b:  a patrol] on Sunday, he said.\n");
  EXPECT_EQ(marked({{{4, 10}, "a", Ink::source, false}, {{4, 10}, "b", Ink::target, false}, {{4, 10}, "a", Ink::source, false}}),
            "\n  The [a, b: gunmen] ambushed a patrol on Sunday, he said.\n");
  EXPECT_EQ(marked({{{4, 4}, "a", Ink::source, false}, {{40, 400}, "b", Ink::target, false}}), "\n  The gunmen ambushed a patrol on Sunday, [b: he said.]\n");
}

TEST(MarkedText, ColoursTakeThePlaceOfLabelsButNotOfNames) {
  EXPECT_EQ(marked({{{4, 10}, "source", Ink::source, false}, {{11, 19}, "e1", Ink::trigger, true}}, {100, true}),
            "\n  The \x1b[34mgunmen\x1b[0m \x1b[1;31mambushed\x1b[0m\x1b[2m[e1]\x1b[0m a patrol on Sunday, he said.\n");
}

TEST(MarkedText, WrapsAndAColourEndsWithItsLine) {
  EXPECT_EQ(marked({{{4, 28}, "x", Ink::source, false}}, {20, true}),
            "\n  The \x1b[34mgunmen\x1b[0m\n  \x1b[34mambushed a patrol\x1b[0m\n  on Sunday, he\n  said.\n");
  EXPECT_EQ(marked({}, {12, false}, "unbroken-and-far-too-long"), "\n  unbroken-a\n  nd-far-too\n  -long\n");
  // Wide characters take two columns, marks on a letter none.
  EXPECT_EQ(marked({}, {12, false}, "漢字漢字漢字"), "\n  漢字漢字漢\n  字\n");
  EXPECT_EQ(marked({}, {8, false}, "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 x"), "\n  e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301\n  x\n");
}

TEST(MarkedText, NothingInTheTextSteersTheTerminal) {
  const std::string out = marked({}, {100, true}, "a\x1b[31mb\x07 \u202Ec\u2066 \xff d\x7f");
  EXPECT_EQ(out, "\n  a\uFFFD[31mb\uFFFD \uFFFDc\uFFFD \uFFFD d\uFFFD\n");
}

TEST(MarkedText, ParagraphsFarFromAllMarksAreLeftOut) {
  const std::string text = "T 1 2 3 4 5";
  std::vector<Paragraph> paragraphs = {{{0, 1}, Ink::strong, true}};
  for (std::int64_t at = 2; at < 12; at += 2) paragraphs.push_back({{at, at + 1}, Ink::plain, false});
  const std::vector<Mark> marks = {{{8, 9}, "x", Ink::date, false}};
  EXPECT_EQ(write_marked(text, paragraphs, marks, false, {}), "\n  T\n\n  …\n\n  3\n\n  [x: 4]\n\n  5\n");
  EXPECT_EQ(write_marked(text, paragraphs, marks, true, {}), "\n  T\n\n  1\n\n  2\n\n  3\n\n  [x: 4]\n\n  5\n");
}

TEST(MarkedText, FieldsWrapBesideTheirNames) {
  EXPECT_EQ(write_field("place", "", Ink::place, {}), "");
  EXPECT_EQ(write_field("place", "Kidal\nin the north", Ink::place, {24, false}), "  place        Kidal in\n               the north\n");
}

}  // namespace
}  // namespace vedette
