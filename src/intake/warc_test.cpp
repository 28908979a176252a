#include <gtest/gtest.h>

#include "intake/http_message.h"
#include "intake/packed_for_tests.h"
#include "intake/readers.h"

namespace vedette {
namespace {

const std::string kWords =
    "The prime minister of Norway met the president of France in Oslo on Monday to talk about the war, officials said.";
const std::string kPage = "<html><head><title>Norway and France hold talks in Oslo</title></head><body><article><p>" + kWords +
                          "</p><p>" + kWords + "</p></article></body></html>";

std::string record(std::string_view version, std::string_view type, std::string_view url, std::string_view block,
                   std::string_view content_type) {
  return std::string(version) + "\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Target-URI: " + std::string(url) +
         "\r\nContent-Type: " + std::string(content_type) + "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         std::string(block) + "\r\n\r\n";
}
std::string response(std::string_view body, std::string_view headers = "Content-Type: text/html; charset=utf-8\r\n",
                     std::string_view url = "https://a.example/x") {
  return record("WARC/1.0", "response", url, "HTTP/1.1 200 OK\r\n" + std::string(headers) + "\r\n" + std::string(body),
                "application/http; msgtype=response");
}

std::vector<std::string> read_all(std::string_view warc) {
  Result<std::unique_ptr<ArticleReader>> reader = reader_of(Bytes::of(warc, "c.warc"));
  if (!reader) return {"! " + reader.error().message};
  std::vector<std::string> found;
  while (std::optional<Result<Article>> article = (*reader)->next())
    found.push_back(*article ? (*article)->text : "! " + article->error().message);
  return found;
}

TEST(Warc, PagesOfACrawl) {
  const std::string text = kWords + "\n\n" + kWords;
  const std::string info = record("WARC/1.0", "warcinfo", "", "software: x\r\n", "application/warc-fields");
  const std::string request =
      record("WARC/1.0", "request", "https://a.example/x", "GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request");
  const std::string picture = response("\xFF\xD8\xFF", "Content-Type: image/jpeg\r\n");
  const std::string missing = record("WARC/1.0", "response", "u",
                                     "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + kPage, "application/http");
  const std::string plain = record("WARC/1.1", "conversion", "u", "Plain words.", "text/plain");
  const std::string all = info + request + response(kPage) + picture + missing + plain;
  EXPECT_EQ(read_all(all), (std::vector<std::string>{text, "Plain words."}));
  EXPECT_EQ(read_all(gzip(info) + gzip(response(kPage)) + gzip(plain)), (std::vector<std::string>{text, "Plain words."}))
      << "a member a record";
  EXPECT_EQ(read_all(zstd(all)), (std::vector<std::string>{text, "Plain words."}));
}

TEST(Warc, BodiesInChunksPackedAndInOtherCharsets) {
  const std::string text = kWords + "\n\n" + kWords;
  EXPECT_EQ(read_all(response("10\r\n" + kPage.substr(0, 16) + "\r\n" + "1000\r\n" + kPage.substr(16) + "\r\n0\r\n\r\n",
                              "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"))[0],
            text);
  EXPECT_EQ(read_all(response(gzip(kPage), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"))[0], text);
  std::string latin = kPage;
  latin.replace(latin.find("Norway met"), 6, "Bj\xF8rg\xE5");
  EXPECT_NE(read_all(response(latin, "Content-Type: text/html; charset=iso-8859-1\r\n"))[0].find("Bjørgå"), std::string::npos);
}

TEST(Warc, WhatIsWrongIsNamedAndTheRestRead) {
  const std::string good = response(kPage);
  std::string wrong_length = good;
  const std::size_t at = wrong_length.find("Content-Length: ") + 16;
  wrong_length.replace(at, wrong_length.find('\r', at) - at, "100");
  std::vector<std::string> found = read_all(wrong_length + good);
  ASSERT_GE(found.size(), 2u);
  EXPECT_EQ(found.back(), kWords + "\n\n" + kWords);
  EXPECT_NE(found[found.size() - 2].find("record 2: the length of the record before it was wrong"), std::string::npos)
      << found[found.size() - 2];

  found = read_all(good + good.substr(0, good.size() / 2));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[1].find("record 2: the record is cut short"), std::string::npos) << found[1];

  found = read_all("WARC/1.0\r\nWARC-Type: response\r\n\r\n" + good);
  EXPECT_NE(found[0].find("record 1: the record has no Content-Length"), std::string::npos);
  EXPECT_EQ(found.back(), kWords + "\n\n" + kWords);

  found = read_all(response(gzip(std::string(20u << 20, ' ')), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n") + good);
  EXPECT_NE(found[0].find("larger than 16 MB when unpacked"), std::string::npos);
  EXPECT_EQ(found.back(), kWords + "\n\n" + kWords);

  const std::string packed = gzip(good);
  found = read_all(gzip(good) + packed.substr(0, packed.size() / 2));
  EXPECT_NE(found.back().find("cut short"), std::string::npos);
}

TEST(HttpResponse, LengthsThatMakeNoSense) {
  for (const char* body : {"zz\r\n", "ffffffffffffffff\r\nx", "5", "5\r\nab", "-1\r\n", ""})
    EXPECT_TRUE(http_response(std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") + body, 1000)) << body;
  EXPECT_FALSE(http_response("nothing of the kind", 1000));
}

}  // namespace
}  // namespace vedette
