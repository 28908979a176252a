#include "grammar/tokens.h"

#include <gtest/gtest.h>

#include <string>

#include "grammar/token_lists.h"

namespace vedette {
namespace {

// The words with a blank between them; "_" joins the words of a multiword token.
std::string cut(std::string_view text) {
  std::vector<Word> words;
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, words);
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += words[i - 1].joined ? '_' : ' ';
    out += words[i].span.of(text);
  }
  return out;
}

struct Case {
  const char* text;
  const char* words;
};

class Tokens : public testing::TestWithParam<Case> {};

TEST_P(Tokens, AreCutAsTheTreebanksDo) { EXPECT_EQ(cut(GetParam().text), GetParam().words); }

INSTANTIATE_TEST_SUITE_P(Clitics, Tokens, testing::Values(
    Case{"They don't, can't and won't.", "They do_n't , ca_n't and wo_n't ."},
    Case{"It’s Kenya’s plan; we’ll see.", "It_’s Kenya_’s plan ; we_’ll see ."},
    Case{"the allies' plan", "the allies_' plan"},
    Case{"'the allies' agreed", "' the allies ' agreed"},
    Case{"I cannot say; gonna wait, dont ask.", "I can_not say ; gon_na wait , do_nt ask ."},
    Case{"who wouldn't've", "who would_n't_'ve"},
    Case{"five o'clock, O'Connor, Shi'ite, D'Souza", "five o'clock , O'Connor , Shi'ite , D'Souza"},
    Case{"WE DON'T KNOW", "WE DO_N'T KNOW"}));

INSTANTIATE_TEST_SUITE_P(Hyphens, Tokens, testing::Values(
    Case{"a well-known, US-led, three-day visit", "a well - known , US - led , three - day visit"},
    Case{"the anti-war and pro-Russian mid-July e-mail", "the anti-war and pro-Russian mid-July e-mail"},
    Case{"a non-state-run bank", "a non - state - run bank"},
    Case{"call 555-0182 or 202-555-0182", "call 555-0182 or 202-555-0182"},
    Case{"5-10 men--perhaps more—came – 1990–1995", "5 - 10 men -- perhaps more — came – 1990 – 1995"}));

INSTANTIATE_TEST_SUITE_P(Stops, Tokens, testing::Values(
    Case{"Mr. Smith and Gen. A. B. Jones met U.S. envoys.", "Mr. Smith and Gen. A. B. Jones met U.S. envoys ."},
    Case{"It ended at 5 p.m. on Sept. 3.", "It ended at 5 p.m. on Sept. 3 ."},
    Case{"He said no. No. 5 was Plan B.", "He said no . No. 5 was Plan B ."},
    Case{"So... wait!? Yes!!", "So ... wait !? Yes !!"},
    Case{"He sat. She had a Ph.D. in law.", "He sat . She had a Ph.D. in law ."},
    Case{"He left.She stayed.", "He left . She stayed ."},
    Case{"It and I. Then J.K. Rowling", "It and I . Then J.K. Rowling"}));

INSTANTIATE_TEST_SUITE_P(Numbers, Tokens, testing::Values(
    Case{"$1,200.50, 35%, £5bn, US$4.5m", "$ 1,200.50 , 35 % , £ 5 bn , US$ 4.5 m"},
    Case{"at 10:30am on 11/28/2000 and 9/11", "at 10:30 am on 11/28/2000 and 9/11"},
    Case{"3/4 of and/or 24/7", "3 / 4 of and / or 24 / 7"},
    Case{"the 1990s, the '90s, 20th", "the 1990s , the '90s , 20th"},
    Case{"notes 13,14 and .25", "notes 13 , 14 and .25"}));

INSTANTIATE_TEST_SUITE_P(Marks, Tokens, testing::Values(
    Case{"\"Go,\" he said (twice).", "\" Go , \" he said ( twice ) ."},
    Case{"“Go,” he said: «no».", "“ Go , ” he said : « no » ."},
    Case{"``So'' he 'said'", "`` So '' he ' said '"},
    Case{"see http://example.org/a-b?c=d, or (www.example.org).", "see http://example.org/a-b?c=d , or ( www.example.org ) ."},
    Case{"write to a.b@example.org.", "write to a.b@example.org ."},
    Case{"AT&T, R&D, #peace, @envoy, example.com", "AT&T , R&D , #peace , @envoy , example.com"}));

TEST(TokensTest, KeepEveryByteThatIsNotBlank) {
  const std::string text = "\xEF\xBF\xBD a\xCC\x81 .. ''' -- (x))“” .5. ' 's_ 中文。";
  std::vector<Word> words;
  tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, words);
  std::string seen, ink;
  for (const Word& word : words) seen += word.span.of(text);
  for (char c : text) {
    if (c != ' ') ink += c;
  }
  EXPECT_EQ(seen, ink);
}

TEST(TokensTest, StayInsideTheBlock) {
  const std::string text = "The U.S. a.b@example.org. Next";
  for (std::uint32_t end = 0; end <= text.size(); ++end) {
    std::vector<Word> words;
    tokenize(text, {4, std::max(4U, end)}, words);
    for (const Word& word : words) {
      EXPECT_GE(word.span.begin, 4U);
      EXPECT_LE(word.span.end, std::max(4U, end));
    }
  }
}

TEST(TokensTest, ListsAreSorted) {
  const auto sorted = [](const auto& list) { return std::is_sorted(list.begin(), list.end()); };
  EXPECT_TRUE(sorted(kAbbreviations));
  EXPECT_TRUE(sorted(kSometimesAbbreviations));
  EXPECT_TRUE(sorted(kPrefixes));
  EXPECT_TRUE(sorted(kUnits));
  EXPECT_TRUE(sorted(kAddressEndings));
  EXPECT_TRUE(sorted(kApostropheWords));
  EXPECT_TRUE(std::is_sorted(kFused.begin(), kFused.end(), [](const Fused& a, const Fused& b) { return a.form < b.form; }));
}

}  // namespace
}  // namespace vedette
