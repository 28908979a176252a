#include "intake/byline.h"

#include <fstream>

#include <gtest/gtest.h>

#include "intake/page_facts.h"

namespace vedette {
namespace {

std::string author_of(const std::string& head, const std::string& body) {
  return page_facts(dom_of("<html><head>" + head + "</head><body>" + body + "</body></html>")).author;
}
std::string linked(const std::string& json) { return "<script type=\"application/ld+json\">" + json + "</script>"; }

TEST(AuthorNames, WithoutWhatStandsAroundThem) {
  const std::pair<const char*, const char*> written[] = {
      {"By Jane Smith", "Jane Smith"},
      {"BY JANE SMITH", "JANE SMITH"},
      {"by: Jane Smith", "Jane Smith"},
      {"Written by Jane Smith", "Jane Smith"},
      {"Von Anna Müller", "Anna Müller"},
      {"Von der Leyen", "Von der Leyen"},
      {"Di Stefano", "Di Stefano"},
      {"By Reuters", "Reuters"},
      {"Jane Smith and John Doe", "Jane Smith and John Doe"},
      {"Jane Smith, John Doe and Ann Lee", "Jane Smith, John Doe and Ann Lee"},
      {"Jane Smith, Chief Correspondent", "Jane Smith"},
      {"Jane Smith, John Doe, Moscow bureau chief", "Jane Smith, John Doe"},
      {"Jane Smith, who has written about the sea for many years", "Jane Smith"},
      {"Jane Smith, MD", "Jane Smith, MD"},
      {"Jane Smith in Kyiv", "Jane Smith"},
      {"By Jane Smith for The Example", "Jane Smith"},
      {"Jane Smith and agencies", "Jane Smith"},
      {"Posted by Jane Smith on March 3, 2023", "Jane Smith"},
      {"Jane Smith March 3, 2023", "Jane Smith"},
      {"Jane March", "Jane March"},
      {"Jane Smith Updated 10:15 GMT", "Jane Smith"},
      {"Jane Smith | 3 March", "Jane Smith"},
      {"Jane Smith · 5 min read", "Jane Smith"},
      {"Jane Smith @jane", "Jane Smith"},
      {"Sammy Davis Jr.", "Sammy Davis Jr"},
      {"Jean-Luc D'Arcy", "Jean-Luc D'Arcy"},
      {"By", ""},
      {"X", ""},
      {"", ""}};
  for (const auto& [text, names] : written) EXPECT_EQ(author_names(text), names) << text;
}

TEST(Byline, WordsOfAttributes) {
  for (const char* name : {"author", "post-author", "Article__author", "articleAuthor", "AuthorBox", "x author y", "author_2"}) EXPECT_TRUE(has_word(name, "author")) << name;
  for (const char* name : {"authority", "coauthor", "authored", ""}) EXPECT_FALSE(has_word(name, "author")) << name;
}

TEST(Byline, SeveralAuthorsAreAllNamed) {
  EXPECT_EQ(author_of("", "<h1>Title</h1><p class=byline>By <a href=/author/1>Jane Smith</a> and <a href=/author/2>John Doe</a></p>"), "Jane Smith, John Doe");
  EXPECT_EQ(author_of("", "<h1>Title</h1><div>By <a rel=author href=/1>Jane Smith</a>, <a rel=author href=/2>John Doe</a></div>"), "Jane Smith, John Doe");
  EXPECT_EQ(author_of("", "<h1>Title</h1><ul><li><a rel=author href=/1>Jane Smith</a></li><li><a rel=author href=/2>John Doe</a></li></ul>"), "Jane Smith, John Doe");
  EXPECT_EQ(author_of("<meta name=author content='Jane Smith'><meta name=author content='John Doe'>", ""), "Jane Smith, John Doe");
  // A portrait and a link to more are the same person.
  EXPECT_EQ(author_of("", "<h1>T</h1><div class=byline><a rel=author href=/1>Jane Smith</a> <a rel=author href=/1>More by Jane Smith</a></div>"), "Jane Smith");
}

TEST(Byline, StructuredDataThatPointsElsewhere) {
  EXPECT_EQ(author_of(linked(R"({"@graph":[{"@type":"NewsArticle","headline":"T","author":{"@id":"#j"},"publisher":{"@id":"#s"}},
                                {"@type":"Organization","@id":"#s","name":"The Site"},{"@type":"Person","@id":"#j","name":"Jane Smith"}]})"),
                      ""),
            "Jane Smith");
  EXPECT_EQ(author_of(linked(R"({"@graph":[{"@type":"NewsArticle","author":[{"@id":"#j"},{"@type":"Person","name":"John Doe"}]},
                                {"@id":"#j","name":"Jane Smith"}]})"),
                      ""),
            "Jane Smith, John Doe");
  EXPECT_EQ(author_of(linked(R"({"@type":"NewsArticle","author":{"@id":"#nobody"}})"), "<h1>T</h1><p class=byline>By Jane Smith</p>"), "Jane Smith");
}

TEST(Byline, AnAccountOrTheSiteIsNoWriterWhereABylineNamesOne) {
  const std::string byline = "<h1>T</h1><p class=byline>By Jane Smith</p>";
  EXPECT_EQ(author_of("<meta name=author content=admin>", byline), "Jane Smith");
  EXPECT_EQ(author_of("<meta name=author content='The Site'><meta property=og:site_name content='The Site'>", byline), "Jane Smith");
  EXPECT_EQ(author_of(linked(R"({"@type":"NewsArticle","author":"The Site","publisher":"The Site"})"), byline), "Jane Smith");
  EXPECT_EQ(author_of("<meta name=author content='The Site'><meta property=og:site_name content='The Site'>", "<h1>T</h1>"), "The Site");
}

TEST(Byline, NamesOfMarksInManyStyles) {
  EXPECT_EQ(author_of("", "<h1>T</h1><div data-testid=byline>By Jane Smith</div>"), "Jane Smith");
  EXPECT_EQ(author_of("", "<h1>T</h1><span class=ArticleByline>By Jane Smith</span>"), "Jane Smith");
  EXPECT_EQ(author_of("", "<h1>T</h1><span class=entry-authors>Jane Smith</span>"), "Jane Smith");
  EXPECT_EQ(author_of("", "<h1>T</h1><span itemprop=author itemscope><meta itemprop=name content='Jane Smith'></span>"), "Jane Smith");
  EXPECT_EQ(author_of("<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Jane Smith'>", ""), "Jane Smith");
  EXPECT_EQ(author_of("<meta name=twitter:label1 content='Reading time'><meta name=twitter:data1 content='5 minutes'>", ""), "");
}

TEST(Byline, ALineUnderTheHeadingThatNobodyMarked) {
  EXPECT_EQ(author_of("", "<h1>Talks in Oslo</h1><p>By Jane Smith</p><p>Norway said on Thursday that talks would go on.</p>"), "Jane Smith");
  EXPECT_EQ(author_of("", "<h1>Talks in Oslo</h1><p>By Thursday the talks had ended.</p>"), "");
  EXPECT_EQ(author_of("", "<p>By Jane Smith</p><p>No heading at all.</p>"), "");
}

TEST(Byline, TheArticlesOwnRatherThanATeasers) {
  EXPECT_EQ(author_of("", "<ul><li>Other story <span class=byline>Ann Other</span></li></ul><h1>T</h1><p class=byline>By Jane Smith</p>"
                          "<ul><li>More <span class=byline>Bob Else</span></li></ul>"),
            "Jane Smith");
}

TEST(Byline, EveryRowOfTheTableIsOfAKnownKind) {
  std::ifstream file(VEDETTE_SOURCE "/lexicon/intake/byline_words.tsv");
  std::string line;
  std::string last;
  std::size_t rows = 0;
  while (std::getline(file, line)) {
    if (line.starts_with('#') || line == "words\tkind") continue;
    ++rows;
    const std::size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    const std::string kind = line.substr(tab + 1);
    EXPECT_TRUE(kind == "before" || kind == "after" || kind == "office" || kind == "month" || kind == "account" || kind == "label") << line;
    const std::string order = kind + '\t' + line.substr(0, tab);
    EXPECT_LT(last, order) << "rows are sorted by kind and words";
    last = order;
  }
  EXPECT_GT(rows, 50u);
}

}  // namespace
}  // namespace vedette
