#include "grammar/echo_names.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace vedette {
namespace {

// One sentence of these words, of which [name_begin, name_end) is a person's name.
Grammar grammar_of(std::string& text, const std::vector<std::pair<std::string, Upos>>& words, TokenId name_begin, TokenId name_end) {
  Grammar grammar;
  for (const auto& [word, upos] : words) text += (text.empty() ? "" : " ") + word;
  grammar.text = text;
  std::uint32_t at = 0;
  for (const auto& [word, upos] : words) {
    Token token;
    token.span = {at, at + static_cast<std::uint32_t>(word.size())};
    token.upos = upos;
    token.sentence = SentenceId(0U);
    grammar.tokens.add(token);
    at = token.span.end + 1;
  }
  Sentence sentence;
  sentence.begin = TokenId(0U);
  sentence.end = TokenId(words.size());
  grammar.sentences.add(sentence);
  grammar.names.push_back({name_begin, name_end, NameKind::person});
  for (TokenId id = name_begin; id < name_end; ++id.value) grammar.tokens[id].name = NameKind::person;
  return grammar;
}

TEST(EchoNamesTest, ASurnameIsAName) {
  std::string text;
  Grammar grammar = grammar_of(text, {{"Ann", Upos::propn}, {"Pence", Upos::propn}, {"left", Upos::verb}, {"as", Upos::adp}, {"Pence", Upos::noun}, {"said", Upos::verb}}, TokenId(0U), TokenId(2U));
  echo_names(grammar);
  ASSERT_EQ(grammar.names.size(), 2U);
  EXPECT_EQ(grammar.names[1].begin, TokenId(4U));
  EXPECT_EQ(grammar.tokens[TokenId(4U)].name, NameKind::person);
  EXPECT_TRUE(grammar.tokens[TokenId(4U)].name_begins);
  EXPECT_EQ(grammar.tokens[TokenId(4U)].upos, Upos::propn);
}

TEST(EchoNamesTest, SmallLettersVerbsAndFirstNamesStay) {
  std::string text;
  Grammar grammar = grammar_of(text, {{"Rose", Upos::propn}, {"Cross", Upos::propn}, {"said", Upos::verb}, {"cross", Upos::noun}, {"Cross", Upos::verb}, {"Rose", Upos::noun}}, TokenId(0U), TokenId(2U));
  echo_names(grammar);
  EXPECT_EQ(grammar.names.size(), 1U);
}

TEST(EchoNamesTest, ASentencesFirstWordIsANameOnlyWhereItActs) {
  std::string text;
  Grammar grammar = grammar_of(text, {{"Quick", Upos::adj}, {"steps", Upos::noun}, {"pleased", Upos::verb}, {"Ann", Upos::propn}, {"Quick", Upos::propn}}, TokenId(3U), TokenId(5U));
  echo_names(grammar);
  EXPECT_EQ(grammar.names.size(), 1U);
  std::string other;
  Grammar acts = grammar_of(other, {{"Quick", Upos::noun}, {"thanked", Upos::verb}, {"Ann", Upos::propn}, {"Quick", Upos::propn}}, TokenId(2U), TokenId(4U));
  echo_names(acts);
  ASSERT_EQ(acts.names.size(), 2U);
  EXPECT_EQ(acts.names[0].begin, TokenId(0U));
}

}  // namespace
}  // namespace vedette
