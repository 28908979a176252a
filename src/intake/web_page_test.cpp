#include "intake/web_page.h"

#include <chrono>

#include <gtest/gtest.h>

namespace vedette {
namespace {

const std::string kFirst =
    "The prime minister of Norway met the president of France in Oslo on Monday to talk about the war, officials said.";
const std::string kSecond =
    "They agreed to meet again in the spring, and to send more aid to the refugees who live in camps along the border.";

std::string page(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html lang=\"en-GB\"><head>" + head + "</head><body>" + body + "</body></html>";
}

Article article_of(const std::string& html) {
  Result<Article> article = article_of_page(html, {});
  EXPECT_TRUE(article) << (article ? "" : article.error().message);
  return article ? *article : Article{};
}

TEST(WebPage, TheArticleWithoutThePagesFrame) {
  const std::string body =
      "<nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav><div class=\"story-body\"><h1>Norway and "
      "France</h1><p class=byline>By Jane Smith</p><p>" +
      kFirst +
      "</p><div class=\"related-stories\"><h3>Related</h3><p>Another report that has nothing to do with this one, and is long "
      "enough to look like it.</p></div><p>" +
      kSecond +
      "</p><p><a href=x>Read more here</a></p></div><section id=comments><p>I think that this is a very long comment, and it "
      "goes on and on and on.</p></section><footer><p>All rights reserved, as they always are in the footers of "
      "pages.</p></footer>";
  EXPECT_EQ(article_of(page("", body)).text, kFirst + "\n\n" + kSecond);
}

TEST(WebPage, ParagraphsByLineBreaks) {
  EXPECT_EQ(article_of(page("", "<div>" + kFirst + "<br><br>" + kSecond + "<br>One &amp; <b>two</b>&nbsp;three.</div>")).text,
            kFirst + "\n\n" + kSecond + "\nOne & two three.");
}

TEST(WebPage, WhatThePageSaysOfItself) {
  const std::string body = "<article><p>" + kFirst + "</p><p>" + kSecond + "</p></article>";
  const Article open_graph =
      article_of(page("<title>Talks in Oslo | The Site</title><meta property=\"og:title\" content=\"Talks in Oslo\"><meta "
                      "property=og:site_name content=\"The Site\"><meta name=author content=\"Jane Smith\">"
                      "<meta property=\"article:published_time\" content=\"2023-06-29T10:00:00Z\"><link rel=canonical "
                      "href=\"https://a.example/x\">",
                      body));
  EXPECT_EQ(open_graph.title, "Talks in Oslo");
  EXPECT_EQ(open_graph.author, "Jane Smith");
  EXPECT_EQ(open_graph.site, "The Site");
  EXPECT_EQ(open_graph.published, "2023-06-29T10:00:00Z");
  EXPECT_EQ(open_graph.language, "en-GB");
  EXPECT_EQ(open_graph.url, "https://a.example/x");
  EXPECT_EQ(open_graph.page_digest.size(), 64u);
  const Article linked = article_of(
      page("<script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"WebSite\", \"name\": \"no\"}, {\"@type\": "
           "[\"NewsArticle\"], \"headline\": \"Talks &amp; more\", \"author\": [{\"name\": \"A B\"}, {\"name\": \"C D\"}],"
           " \"publisher\": {\"name\": \"S\"}, \"datePublished\": \"2023-06-29\"}]}</script>",
           body));
  EXPECT_EQ(linked.title, "Talks & more");
  EXPECT_EQ(linked.author, "A B, C D");
  EXPECT_EQ(linked.site, "S");
  EXPECT_EQ(linked.published, "2023-06-29");
  const Article marked =
      article_of(page("<title>Norway and France hold talks in Oslo - Site</title>",
                      "<h1>Norway and France hold talks in Oslo</h1><span class=byline>By <a href=/author/jane>Jane Smith</a>, "
                      "Oslo</span><time datetime=2023-06-29T10:00>29 June</time>" +
                          body));
  EXPECT_EQ(marked.title, "Norway and France hold talks in Oslo");
  EXPECT_EQ(marked.author, "Jane Smith");
  EXPECT_EQ(marked.published, "2023-06-29T10:00");
}

TEST(WebPage, KeepsWhatIsKnown) {
  Article known;
  known.title = "Known";
  known.published = "2020-01-01";
  const Result<Article> article =
      article_of_page(page("<title>Other words of a title here</title>", "<p>" + kFirst + "</p>"), known);
  ASSERT_TRUE(article);
  EXPECT_EQ(article->title, "Known");
  EXPECT_EQ(article->published, "2020-01-01");
}

TEST(WebPage, APageWithoutRunningText) {
  const Result<Article> article = article_of_page(page("", "<a href=x>one</a>"), {});
  ASSERT_FALSE(article);
  EXPECT_NE(article.error().message.find("no running text"), std::string::npos);
}

// Pages that were made to cost: none takes more than a moment.
TEST(WebPage, Bombs) {
  const auto times = [](const std::string& what, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += what;
    return out;
  };
  std::string formats;
  for (int i = 0; i < 3'000; ++i) formats += "<b id=x" + std::to_string(i) + " class=byline>";
  const std::string pages[] = {times("<div>", 50'000) + kFirst,
                               times("<div class=x>", 50'000) + kFirst + times("</div>", 50'000),
                               times("<b>", 50'000) + kFirst,
                               "<p>" + formats + "</p>" + times("<p>x", 50'000),
                               times("<table><tr><td>", 20'000) + kFirst,
                               times("<a href=x>", 50'000) + kFirst,
                               times("</div>", 200'000),
                               times("<script>", 50'000),
                               times("<!--", 50'000),
                               times("<title>", 50'000),
                               times("<svg>", 50'000),
                               times("<p x=\"", 50'000),
                               times("<", 500'000),
                               times("&lt", 200'000),
                               times("<span class=a>x", 100'000),
                               times("<ul><li>", 50'000),
                               times("<h1>x</h1>", 50'000),
                               "<p " + times("a=b ", 200'000) + ">" + kFirst,
                               std::string(100'000, '\0')};
  for (const std::string& bomb : pages) {
    const auto begin = std::chrono::steady_clock::now();
    (void)article_of_page(bomb, {}).operator bool();
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), 3) << bomb.substr(0, 40);
  }
}

}  // namespace
}  // namespace vedette
