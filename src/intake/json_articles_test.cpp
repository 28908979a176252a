#include "intake/json_articles.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

Result<Article> read(std::string_view line) { return JsonArticles().read(line, "news.jsonl:12"); }
std::string complaint(std::string_view line) {
  const Result<Article> article = read(line);
  return article ? "none" : article.error().message;
}

TEST(JsonArticles, EveryKey) {
  const Result<Article> article =
      read(R"({"id": 7, "text": "A \"word\"\n\u201Cmore\u201D", "title": "T", "url": "https://a.example/x", "site": "S",)"
           R"( "published": "2023-06-29", "language": "en", "other": [1, {"text": "no"}]})");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->id, "7");
  EXPECT_EQ(article->text, "A \"word\"\n“more”");
  EXPECT_EQ(article->title, "T");
  EXPECT_EQ(article->url, "https://a.example/x");
  EXPECT_EQ(article->site, "S");
  EXPECT_EQ(article->published, "2023-06-29");
  EXPECT_EQ(article->language, "en");
  EXPECT_EQ(article->where, "news.jsonl:12");
  EXPECT_EQ(read(R"({"text": "x", "title": null, "published": "2023-02-30"})")->published, "2023-02-30") << "kept as given";
}

TEST(JsonArticles, KeepsBytesThatAreNoUtf8) {
  EXPECT_EQ(read("{\"text\": \"caf\xE9 \xE2\x80 ok\"}")->text, "caf\xE9 \xE2\x80 ok");
}

TEST(JsonArticles, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(complaint(R"({"text": "cut in ha)"),
            "news.jsonl:12, column 20: a string is not closed; the line may be cut short; expected one JSON object on the line");
  EXPECT_NE(complaint(R"({"text": "x"} {"text": "y"})").find("column 15"), std::string::npos)
      << complaint(R"({"text": "x"} {"text": "y"})");
  EXPECT_EQ(complaint(R"({"text": 5})"), "news.jsonl:12: \"text\" is a number; expected a string");
  EXPECT_EQ(complaint(R"({"text": "x", "url": ["a"]})"), "news.jsonl:12: \"url\" is an array; expected a string");
  EXPECT_EQ(complaint(R"({"id": "1"})"),
            "news.jsonl:12: there is neither \"text\" nor \"html\"; expected \"text\" or \"html\" with the words of the report");
  EXPECT_EQ(complaint(R"({"text": ""})"),
            "news.jsonl:12: the text is empty; expected \"text\" or \"html\" with the words of the report");
  EXPECT_NE(complaint("[1]").find("found an array"), std::string::npos);
  EXPECT_NE(complaint("nonsense"), "none");
  const std::string deep = std::string(50'000, '[') + std::string(50'000, ']');
  EXPECT_NE(complaint(deep).find("nested too deep"), std::string::npos) << complaint(deep);
}

}  // namespace
}  // namespace vedette
