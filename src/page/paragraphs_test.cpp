#include "page/paragraphs.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

std::vector<std::string> paragraphs(std::string_view text) {
  std::vector<std::string> found;
  for (const Span span : paragraphs_of(text)) found.emplace_back(span.of(text));
  return found;
}

TEST(Paragraphs, ALineEach) {
  EXPECT_EQ(paragraphs("\n one \n\ntwo\nthree\n \n"), (std::vector<std::string>{"one", "two", "three"}));
}

TEST(Paragraphs, LinesThatAWidthBroke) {
  const std::string line = "The army said on Monday that it had taken back the town and the";
  const std::string wrapped =
      line + "\n" + line + "\n" + line + "\nhills around it.\n\n" + line + "\n" + line + "\nhills around it.";
  EXPECT_EQ(paragraphs(wrapped), (std::vector<std::string>{line + "\n" + line + "\n" + line + "\nhills around it.",
                                                           line + "\n" + line + "\nhills around it."}));
}

TEST(RoughSentences, EndAtAMarkThatNoSmallLetterFollows) {
  const std::string text = "The U.S. army left. \"We go.\" Mr. J. Smith said it was 5.5 km. end";
  std::vector<std::string> sentences;
  for (std::uint32_t at = 0; at < text.size();) {
    const std::uint32_t end = rough_sentence_end(text, at, static_cast<std::uint32_t>(text.size()));
    sentences.push_back(text.substr(at, end - at));
    at = end;
    while (at < text.size() && text[at] == ' ') ++at;
  }
  EXPECT_EQ(sentences[0], "The U.S. army left.");
  EXPECT_EQ(sentences[1], "\"We go.\"");
  EXPECT_EQ(text.substr(rough_sentence_begin(text, 0, 28), 8), "\"We go.\"");
}

}  // namespace
}  // namespace vedette
