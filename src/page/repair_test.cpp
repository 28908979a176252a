#include "page/repair.h"

#include <gtest/gtest.h>

#include "page/knowledge_for_tests.h"

namespace vedette {
namespace {

template <class Pass>
std::string after(std::string_view text, Pass pass) {
  Draft draft(text);
  draft.apply(pass(draft.text()));
  return draft.text();
}

std::string parted(std::string_view text) {
  return after(text, [](std::string_view t) { return glued_words(t, Known(test_world(), test_words(), t)); });
}
std::string spaced(std::string_view text) {
  return after(text, [](std::string_view t) { return missing_spaces(t, Known(test_world(), test_words(), t)); });
}
std::string tightened(std::string_view text) {
  return after(text, [](std::string_view t) { return stray_spaces(t); });
}
std::string joined(std::string_view text) {
  return after(text, [](std::string_view t) { return hyphenation(t, Known(test_world(), test_words(), t)); });
}
std::string marked(std::string_view text) {
  return after(text, [](std::string_view t) { return quote_marks(t).edits; });
}

TEST(GluedWords, PartsACommonWordFromAName) {
  EXPECT_EQ(parted("between theMexican Army"), "between the Mexican Army");
  EXPECT_EQ(parted("the resort ofAcapulco, mediated byQatar"), "the resort of Acapulco, mediated by Qatar");
  EXPECT_EQ(parted("he would visitLibya on Monday"), "he would visit Libya on Monday");
  EXPECT_EQ(parted("said inNATO talks, according toABC News"), "said in NATO talks, according to ABC News");
  EXPECT_EQ(parted("the province ofQwertistan fell"), "the province of Qwertistan fell")
      << "a name nobody knows, after a common word";
}

TEST(GluedWords, PartsANameFromACommonWord) {
  EXPECT_EQ(parted("the European Unionand aid"), "the European Union and aid");
  EXPECT_EQ(parted("In Lithuaniawarned the minister"), "In Lithuania warned the minister");
  EXPECT_EQ(parted("a summit in Germanyand France"), "a summit in Germany and France");
  EXPECT_EQ(parted("Lithuanian Gitan Nausedaand polish Andrzej Dudain addition to Alexander DeCroo"),
            "Lithuanian Gitan Nauseda and polish Andrzej Duda in addition to Alexander De Croo");
  EXPECT_EQ(parted("Mrs Qwertysdottir came. Qwertysdottirsaid no"), "Mrs Qwertysdottir came. Qwertysdottir said no")
      << "known from the article";
}

TEST(GluedWords, PartsTwoNamesAndThreeWords) {
  EXPECT_EQ(parted("The US State DepartmentsaidJohn Kerry"), "The US State Department said John Kerry");
  EXPECT_EQ(parted("ministers of theUnitedStates"), "ministers of the United States");
  EXPECT_EQ(parted("NATOwarned Moscow; NATO had before"), "NATO warned Moscow; NATO had before");
}

TEST(GluedWords, PartsSmallWordsOnlyWhereNoCompoundIsLikely) {
  EXPECT_EQ(parted("he saidthat the"), "he said that the");
  EXPECT_EQ(parted("a cyberattack on peacekeepers in healthcare"), "a cyberattack on peacekeepers in healthcare");
}

TEST(GluedWords, LeavesNamesAsTheyAreWritten) {
  for (const std::string_view text :
       {"YouTube, McDonald, iPhone, LaToya, DeSantis, AfD, eBay, WhatsApp, LinkedIn, PayPal, macOS, JPMorgan, HuffPost, BuzzFeed",
        "MacArthur, O'Brien, FitzGerald, DiCaprio, LeBron, JavaScript, GitHub, PowerPoint, ExxonMobil, BlackRock, AstraZeneca",
        "Bundestag, Bundeswehr, Knesset, Loya Jirga, Sejm, Majlis, Storting, Dáil, Hezbollah, Abdulrahman, Ferdinand, Goethe",
        "bin Salman, ibn Saud, al-Assad, el-Sisi, van der Bellen, Kim Jong-un, Xi Jinping, Sergey Lavrov, Zelenskyy",
        "the mukhabarat, the shura, a gilets jaunes rally, the Reichsbank, Mansouri, Blakemore, Ibrahimovic, Leonhard, Wikinews, "
        "Playstation",
        "see www.theHague.example or mail toBob@example.org, fileName.txt, #MeToo, @theGuardian"})
    EXPECT_EQ(parted(text), text);
}

TEST(MissingSpaces, AfterPunctuation) {
  EXPECT_EQ(spaced("Mexico's president,Felipe Calderon"), "Mexico's president, Felipe Calderon");
  EXPECT_EQ(spaced("relief effort\".Rathke also"), "relief effort\". Rathke also");
  EXPECT_EQ(spaced("four U.S.Chinook helicopters"), "four U.S. Chinook helicopters");
  EXPECT_EQ(spaced("It ended.The talks go on"), "It ended. The talks go on");
  EXPECT_EQ(spaced("the United Nations (UN)said"), "the United Nations (UN) said");
}

TEST(MissingSpaces, NotInNumbersAddressesAndAbbreviations) {
  for (const std::string_view text :
       {"1,000.50 at 10:30, p.m.", "U.S., e.g. the Ph.D. of J.K. Rowling", "http://a.example/The,Page", "www.bbc.co.uk/News",
        "example.com and Booking.com", "f(x,y)", "person(s)he", "ASP.NET, Node.js", "3:2, 4-1", "a.k.a. Bob"})
    EXPECT_EQ(spaced(text), text);
}

TEST(StraySpaces, InBracketsAndBeforePunctuation) {
  EXPECT_EQ(tightened("the president ( Vladimir) Putin"), "the president (Vladimir) Putin");
  EXPECT_EQ(tightened("Moscow , he said . Then (all ) left ; Russia 's army"), "Moscow, he said. Then (all) left; Russia's army");
  EXPECT_EQ(tightened("waited . . . and the .22 rifle, the .org site"), "waited . . . and the .22 rifle, the .org site");
}

TEST(Hyphenation, JoinsWordsPartedAtALineEnd) {
  EXPECT_EQ(joined("the inter-\nnational talks"), "the international talks");
  EXPECT_EQ(joined("a two-\nhour talk"), "a two-hour talk");
  EXPECT_EQ(joined("Trump-\n\nBiden and pre-\nQwerty"), "Trump-\n\nBiden and pre-\nQwerty");
}

TEST(QuoteMarks, NeedABlankOutside) {
  EXPECT_EQ(marked("“Moscow or Minsk”after Belarus"), "“Moscow or Minsk” after Belarus");
  EXPECT_EQ(marked("\"life-long treatment\"to the children"), "\"life-long treatment\" to the children");
  EXPECT_EQ(marked("almost two hours,\"said an observer. \"We go,\" he said"),
            "almost two hours,\"said an observer. \"We go,\" he said")
      << "nothing opened, so nothing closes";
  EXPECT_EQ(marked("He said:“If Wagner deploys.” And"), "He said: “If Wagner deploys.” And");
  EXPECT_EQ(marked("a 6\" pipe and the \"B\"s"), "a 6\" pipe and the \"B\"s");
}

TEST(QuoteMarks, MixedOnesAreMatched) {
  EXPECT_EQ(marked("“We go,\" he said"), "“We go,” he said");
  EXPECT_EQ(marked("\"We go,” he said"), "“We go,” he said");
  EXPECT_EQ(marked("the \"rust belt“, where"), "the \"rust belt”, where");
  EXPECT_EQ(marked("bringing it closer ” to its rightful place” in NATO"), "bringing it closer “to its rightful place” in NATO");
}

TEST(QuoteMarks, TellsThoseWithoutAPartner) {
  const auto unbalanced = [](std::string_view text) {
    std::vector<std::string> found;
    for (const Span span : quote_marks(text).unbalanced) found.emplace_back(span.of(text));
    return found;
  };
  EXPECT_EQ(unbalanced("“We go,” he said. “All of us.”"), std::vector<std::string>{});
  EXPECT_EQ(unbalanced("“We go,” he said. “All of us."), std::vector<std::string>{"said. “All of us."});
  EXPECT_EQ(unbalanced("bringing it closer ” to its rightful place” in NATO"),
            std::vector<std::string>{"closer ” to its rightful"});
  EXPECT_EQ(unbalanced("“The first paragraph goes on.\n\n“Here it ends,” he said."), std::vector<std::string>{})
      << "a quotation over two paragraphs opens twice and closes once";
}

}  // namespace
}  // namespace vedette
