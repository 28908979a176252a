#include "grammar/sentences.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace vedette {
namespace {

std::string weights() {
  std::ifstream in(VEDETTE_SOURCE "/model/sentences.bin", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// `marked` holds " | " where a sentence should end.
std::string split(std::string_view marked) {
  std::string text(marked);
  for (std::size_t at; (at = text.find(" | ")) != std::string::npos;) text.replace(at, 3, " ");
  std::vector<Word> words;
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, words);
  std::vector<std::size_t> ends;
  const std::string bytes = weights();
  find_sentences(text, words, BoundaryWeights(bytes), ends);
  std::string out;
  std::size_t from = 0;
  for (std::size_t end : ends) {
    if (!out.empty()) out += " | ";
    out += text.substr(words[from].span.begin, words[end - 1].span.end - words[from].span.begin);
    from = end;
  }
  return out;
}

class Sentences : public testing::TestWithParam<const char*> {};

TEST_P(Sentences, EndWhereTheyEnd) { EXPECT_EQ(split(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(InNews, Sentences, testing::Values(
    "The minister met Mr. Brown on Monday. | He left on Tuesday.",
    "Gen. Khalid A. Hassan flew to Washington, D.C. on Sept. 3 with U.S. envoys. | Talks go on.",
    "The rebels withdrew from the U.S. | The army stayed.",
    "\"We will not yield,\" he said. | \"Not now.\" | The crowd cheered.",
    "“We will not yield,” said Mr. Diallo. | “We cannot.” | Police said 12 people died.",
    "\"Why did they come?\" she asked. | Nobody knew.",
    "\"Stop!\" he shouted at the soldiers. | They did not.",
    "The firm, Acme Inc., denied it. | Shares fell 3.5 percent to $10.20 on Friday.",
    "The deal ... was dead, the envoy said. | The ministry declined to comment.",
    "The talks began at 5 p.m. on Monday. | They ended at noon.",
    "Prime Minister J. Doe said: \"No.\" | His aides agreed."));

TEST(SentencesTest, WithoutWeightsABlockIsOneSentence) {
  const std::string text = "One. Two.";
  std::vector<Word> words;
  tokenize(text, {0, 9}, words);
  std::vector<std::size_t> ends;
  find_sentences(text, words, BoundaryWeights("short"), ends);
  EXPECT_EQ(ends, std::vector<std::size_t>{words.size()});
}

}  // namespace
}  // namespace vedette
