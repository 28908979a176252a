#include "intake/listing.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Listing, NewsSitemap) {
  const Result<AddressList> found = listing_of(R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url><loc> https://a.example/1?x=1&amp;y=2 </loc><lastmod>2023-07-01</lastmod><news:news><news:publication><news:name>The Wire</news:name>
    <news:language>en</news:language></news:publication><news:publication_date>2023-06-29T10:00:00Z</news:publication_date>
    <news:title>Talks &amp; &lt;script&gt;alert(1)&lt;/script&gt;tanks</news:title></news:news></url>
  <url><loc>https://a.example/2</loc><lastmod>2023-07-01</lastmod></url>
  <url></url>
</urlset>)", "s.xml");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->articles.size(), 2u);
  EXPECT_EQ(found->articles[0].url, "https://a.example/1?x=1&y=2");
  EXPECT_EQ(found->articles[0].title, "Talks & tanks");
  EXPECT_EQ(found->articles[0].published, "2023-06-29T10:00:00Z");
  EXPECT_EQ(found->articles[0].site, "The Wire");
  EXPECT_EQ(found->articles[0].language, "en");
  EXPECT_EQ(found->articles[1].published, "2023-07-01");
}

TEST(Listing, IndexOfSitemaps) {
  const Result<AddressList> found = listing_of("<sitemapindex><sitemap><loc>https://a.example/news.xml.gz</loc></sitemap></sitemapindex>", "i.xml");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->sitemaps, std::vector<std::string>{"https://a.example/news.xml.gz"});
}

TEST(Listing, FeedsOfTitlesAndLinksOnly) {
  const Result<AddressList> rss = listing_of("<rss><channel><title>S</title><item><title>One</title><link>/1</link><pubDate>Thu, 29 Jun 2023 10:00:00 GMT</pubDate></item>"
                                         "<item><guid>https://a.example/2</guid></item><item><guid isPermaLink='false'>x</guid></item></channel></rss>", "f");
  ASSERT_TRUE(rss);
  ASSERT_EQ(rss->articles.size(), 2u);
  EXPECT_EQ(rss->articles[0].url, "/1");
  EXPECT_EQ(rss->articles[0].site, "S");
  EXPECT_EQ(rss->articles[1].url, "https://a.example/2");
  const Result<AddressList> atom = listing_of("<feed xml:lang='en'><entry><link rel='self' href='/self'/><link href='/1'/><updated>2023-06-29</updated></entry></feed>", "f");
  ASSERT_TRUE(atom);
  ASSERT_EQ(atom->articles.size(), 1u);
  EXPECT_EQ(atom->articles[0].url, "/1");
  EXPECT_EQ(atom->articles[0].language, "en");
}

TEST(Listing, WhatIsBrokenGivesWhatStoodBefore) {
  const Result<AddressList> found = listing_of("<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.exa", "s.xml");
  ASSERT_TRUE(found);
  EXPECT_GE(found->articles.size(), 1u);
  EXPECT_NE(found->trouble.find("s.xml:1:"), std::string::npos);
  EXPECT_FALSE(listing_of("<html></html>", "p"));
  EXPECT_FALSE(listing_of("", "p"));
}

TEST(Listing, EntitiesAreNeverExpanded) {
  std::string bomb = "<!DOCTYPE urlset [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c <= 'k'; ++c) bomb += std::string("<!ENTITY ") + c + " \"" + std::string(10, '&') + static_cast<char>(c - 1) + ";\">";
  const Result<AddressList> found = listing_of(bomb + "]><urlset><url><loc>https://a.example/&k;</loc></url></urlset>", "s.xml");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->articles.size(), 1u);
  EXPECT_EQ(found->articles[0].url, "https://a.example/&k;");
}

}  // namespace
}  // namespace vedette
