#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "page/knowledge_for_tests.h"
#include "page/page.h"
#include "page/page_properties.h"

namespace vedette {
namespace {

Page page_of(std::string text, std::string published = {}, std::string url = {}) {
  Article article;
  article.text = std::move(text);
  article.published = std::move(published);
  article.url = std::move(url);
  return lay_out(article, test_world(), test_words());
}

TEST(LayOut, RepairsAndKeepsTheWayBack) {
  const std::string raw =
      "date 2023-06-29 The president ( Vladimir) said: â€œWe will defendMexico.â€\u009Dand left theMexican capital, he "
      "&quot;said&quot;.";
  const Page page = page_of(raw);
  EXPECT_EQ(page.text,
            "date 2023-06-29 The president (Vladimir) said: “We will defend Mexico.” and left the Mexican capital, he \"said\".");
  EXPECT_EQ(broken_property(raw, page), "");
  const auto raw_of = [&](std::string_view words) {
    const auto at = static_cast<std::uint32_t>(page.text.find(words));
    return page.map.raw({at, at + static_cast<std::uint32_t>(words.size())}).of(raw);
  };
  EXPECT_EQ(raw_of("Mexican"), "Mexican");
  EXPECT_EQ(raw_of("“We will"), "â€œWe will");
  EXPECT_EQ(raw_of("\"said\""), "&quot;said&quot;");
}

TEST(LayOut, DatesOfAReport) {
  EXPECT_EQ(page_of("text", "2023-06-29T10:00:00Z").published_value, "2023-06-29T10:00:00Z");
  EXPECT_EQ(page_of("date 2023-06-29\nThe army left the town.").published_from, PublishedFrom::text);
  EXPECT_EQ(page_of("text", "Thu, 29 Jun 2023 10:00:00 GMT").published_value, "2023-06-29T10:00Z") << "as feeds have it";
  const Page wrong = page_of("The army left the town.", "2023-02-30");
  EXPECT_FALSE(wrong.published);
  ASSERT_EQ(wrong.notes.size(), 1u);
  EXPECT_NE(wrong.notes[0].find("2023-02-30"), std::string::npos);
  const Page no_year = page_of("CAIRO, November 19. /TASS/ The army left the town.");
  EXPECT_FALSE(no_year.published);
  EXPECT_EQ(no_year.at(no_year.dateline_place), "CAIRO");
  EXPECT_EQ(
      page_of("CAIRO, November 19. /TASS/ The army left the town.", "", "https://news.example/2021/11/20/egypt").published_value,
      "2021-11-19");
  EXPECT_EQ(page_of("The army left the town.", "", "https://news.example/2021/11/20/egypt").published_value, "2021-11-20");
}

TEST(LayOut, OtherLanguagesAreKeptAndMarked) {
  const std::string arabic = "قال الرئيس إن بلاده مستعدة للدفاع عن نفسها ضد أي تهديد خارجي، وأضاف أن المحادثات مستمرة.";
  const Page page = page_of(arabic);
  EXPECT_EQ(page.language, "ar");
  EXPECT_EQ(page.text, arabic);
  EXPECT_TRUE(page.repairs.empty());
  EXPECT_FALSE(page.notes.empty());
  EXPECT_EQ(broken_property(arabic, page), "");
  EXPECT_EQ(
      page_of("Der Präsident sagte am Montag, dass die Regierung bereit sei, mit der Opposition über den Haushalt zu verhandeln.")
          .language,
      "de");
  EXPECT_EQ(page_of("The president said on Monday that the government was ready to talk with the opposition about the budget.")
                .language,
            "en");
}

TEST(LayOut, TextsThatAreHardlyAny) {
  using namespace std::string_literals;
  for (const std::string& text :
       {""s, " "s, "\n\n"s, "\0\0\0"s, "\xFF\xFE"s, "\""s, "(("s, "“"s, "-"s, "&"s, "\xE2\x80"s, "date "s, "date 2023-06-29"s})
    EXPECT_EQ(broken_property(text, page_of(text)), "") << text;
}

TEST(LayOut, TakesTimeInProportionToTheText) {
  const auto seconds = [](std::size_t copies) {
    std::string text;
    for (std::size_t i = 0; i < copies; ++i)
      text += "The president ( Vladimir) said \"we go,\"and left theMexican town. (Reuters / photo) â€œYes.â€ ";
    const auto begin = std::chrono::steady_clock::now();
    const Page page = page_of(std::move(text));
    EXPECT_FALSE(page.repairs.empty());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  seconds(100);
  const double small = seconds(1'000);
  const double large = seconds(10'000);
  EXPECT_LT(large, 40 * small + 0.2) << "one line of ten times the length";
  std::string word(2'000'000, 'a');
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(page_of(word).text, word);
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), 5);
}

// GUM's clean texts, rebuilt from the corpus where it lies beside the project: a repairer must leave good texts alone.
TEST(GoodText, StaysAsItIs) {
  std::size_t words = 0;
  std::size_t repairs = 0;
  std::string touched;
  for (const char* name : {"gum-dev.conllu", "gum-train.conllu"}) {
    std::ifstream corpus(std::filesystem::path(VEDETTE_SOURCE) / "../shared/data/ud" / name);
    if (!corpus) GTEST_SKIP() << "the corpus is not here: ../shared/data/ud/" << name;
    std::string text;
    const auto measure = [&] {
      const Page page = page_of(text);
      EXPECT_EQ(broken_property(text, page), "");
      for (std::size_t i = 0; i < text.size(); ++i) words += text[i] == ' ' || text[i] == '\n';
      repairs += page.repairs.size();
      for (const Repair& repair : page.repairs)
        touched += text.substr(repair.span.begin < 20 ? 0 : repair.span.begin - 20, 50) + '\n';
      text.clear();
    };
    for (std::string line; std::getline(corpus, line);) {
      if (line.starts_with("# newdoc") && !text.empty()) measure();
      if (line.starts_with("# newpar")) text += "\n\n";
      if (line.starts_with("# text = ")) text += (text.empty() || text.back() == '\n' ? "" : " ") + line.substr(9);
    }
    if (!text.empty()) measure();
  }
  RecordProperty("words", std::to_string(words));
  RecordProperty("repairs", std::to_string(repairs));
  EXPECT_LT(static_cast<double>(repairs) / static_cast<double>(words), 1e-4) << repairs << " repairs in " << words << " words:\n"
                                                                             << touched;
}

}  // namespace
}  // namespace vedette
