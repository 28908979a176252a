#include "intake/kind.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Kind, ByTheBytes) {
  EXPECT_EQ(kind_of("", "a.txt"), SourceKind::empty);
  EXPECT_EQ(kind_of("date 2023-06-29 NATO assured", "a"), SourceKind::text);
  EXPECT_EQ(kind_of("{\"text\": \"x\"}", "a"), SourceKind::jsonl);
  EXPECT_EQ(kind_of("\xEF\xBB\xBF\n {\"text\": \"x\"}", "a.txt"), SourceKind::jsonl);
  EXPECT_EQ(kind_of("{curly} words of a text", "a"), SourceKind::text);
  EXPECT_EQ(kind_of("<!DOCTYPE html><html>", "a"), SourceKind::html);
  EXPECT_EQ(kind_of("<!-- x -->\n<HTML lang=en>", "a"), SourceKind::html);
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?><rss version=\"2.0\">", "a"), SourceKind::feed);
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">", "a"), SourceKind::html);
  EXPECT_EQ(kind_of("<feed xmlns=\"http://www.w3.org/2005/Atom\">", "a"), SourceKind::feed);
  EXPECT_EQ(kind_of("<?xml version=\"1.0\"?><urlset>", "a"), SourceKind::xml);
  EXPECT_EQ(kind_of("WARC/1.0\r\n", "a"), SourceKind::warc);
  EXPECT_EQ(kind_of("%PDF-1.4", "a.txt"), SourceKind::binary);
  EXPECT_EQ(kind_of(std::string_view("\x01\x02\x03\x04\x05\x06\x07\x00\x01\x02", 10), "a.txt"), SourceKind::binary);
  EXPECT_EQ(kind_of(std::string_view("a text with \x00 in it", 18), "a.txt"), SourceKind::text);
}

TEST(Kind, ByTheNameWhereTheBytesDoNotSay) {
  EXPECT_EQ(kind_of("broken line", "a.jsonl"), SourceKind::jsonl);
  EXPECT_EQ(kind_of("id,text", "a.csv"), SourceKind::csv);
  EXPECT_EQ(kind_of("<p>x", "a.html"), SourceKind::html);
}

}  // namespace
}  // namespace vedette
