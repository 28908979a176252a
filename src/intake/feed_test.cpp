#include <gtest/gtest.h>

#include "intake/readers.h"

namespace vedette {
namespace {

std::vector<Result<Article>> read_all(std::string_view feed) {
  Result<std::unique_ptr<ArticleReader>> reader = reader_of(Bytes::of(feed, "f.xml"));
  if (!reader) return {reader.error()};
  std::vector<Result<Article>> found;
  while (std::optional<Result<Article>> article = (*reader)->next()) found.push_back(*std::move(article));
  return found;
}

TEST(Feed, Rss) {
  const auto found = read_all(
      R"(<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>The Site</title><language>en-gb</language>
    <item><title>One &amp; &lt;script&gt;alert(1)&lt;/script&gt;two</title><link>https://a.example/1</link><guid>g1</guid><pubDate>Thu, 29 Jun 2023 10:00:00 GMT</pubDate>
    <dc:creator>Jane Smith</dc:creator><description>short</description><content:encoded><![CDATA[<p>First &amp; <b>bold</b>.</p><p>Second.</p>]]></content:encoded></item>
    <item><title>Empty</title></item></channel></rss>)");
  ASSERT_EQ(found.size(), 2u);
  ASSERT_TRUE(found[0]);
  EXPECT_EQ(found[0]->title, "One & two");
  EXPECT_EQ(found[0]->url, "https://a.example/1");
  EXPECT_EQ(found[0]->id, "g1");
  EXPECT_EQ(found[0]->published, "Thu, 29 Jun 2023 10:00:00 GMT");
  EXPECT_EQ(found[0]->author, "Jane Smith");
  EXPECT_EQ(found[0]->site, "The Site");
  EXPECT_EQ(found[0]->language, "en-gb");
  EXPECT_EQ(found[0]->text, "First & bold.\n\nSecond.");
  ASSERT_FALSE(found[1]);
  EXPECT_EQ(found[1].error().message, "f.xml, item 2: the item has no text ()");
}

TEST(Feed, Atom) {
  const auto found = read_all(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Site</title>
    <entry><id>urn:1</id><title type="html">A &amp;amp; B</title><link rel="self" href="https://x"/><link href="https://a.example/1"/><updated>2023-06-29T10:00:00Z</updated>
    <author><name>Joe</name></author><content type="xhtml"><div><p>One.</p><p>Two.</p></div></content></entry></feed>)");
  ASSERT_EQ(found.size(), 1u);
  ASSERT_TRUE(found[0]);
  EXPECT_EQ(found[0]->title, "A & B");
  EXPECT_EQ(found[0]->url, "https://a.example/1");
  EXPECT_EQ(found[0]->published, "2023-06-29T10:00:00Z");
  EXPECT_EQ(found[0]->author, "Joe");
  EXPECT_EQ(found[0]->text, "One.\n\nTwo.");
}

TEST(Feed, BombsAndBrokenOnes) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'k'; ++c)
    bomb += std::string("<!ENTITY ") + c + " \"" + std::string("&") + static_cast<char>(c - 1) + ";&" + static_cast<char>(c - 1) +
            ";\">";
  bomb += "]><rss><channel><item><title>&k;</title><description>words</description></item></channel></rss>";
  const auto found = read_all(bomb);
  ASSERT_EQ(found.size(), 1u);
  ASSERT_TRUE(found[0]);
  EXPECT_LT(found[0]->title.size(), 10u) << "entities of a DTD are not expanded";

  std::string deep = "<rss><channel><item><description>";
  for (int i = 0; i < 50'000; ++i) deep += "<a>";
  EXPECT_FALSE(read_all(deep).empty());

  const auto cut = read_all("<rss><channel><item><description>one</description></item><item><desc");
  ASSERT_GE(cut.size(), 2u);
  EXPECT_NE(cut[0].error().message.find("f.xml:1: the feed is no sound XML"), std::string::npos);
  EXPECT_EQ(cut[1]->text, "one");
  EXPECT_FALSE(read_all("<rss><channel></channel></rss>")[0]);
}

}  // namespace
}  // namespace vedette
