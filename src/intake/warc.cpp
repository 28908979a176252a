// WARC 1.0 and 1.1: the pages of a crawl (CC-NEWS). Door: readers.h. Test: warc_test.cpp. Fuzzer: source_fuzzer.cpp.
//
//   WARC/1.0  headers  empty line  block of Content-Length bytes  two line ends  WARC/1.0 …
//
// Responses with HTML, resources and plain text (WET) are articles; all else is passed over without being held. Where a length is
// wrong, the next line that begins with "WARC/" is where reading goes on.
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "intake/charset.h"
#include "intake/http_message.h"
#include "intake/readers.h"
#include "intake/web_page.h"

namespace vedette {
namespace {

constexpr std::size_t kLongestHeader = 64u << 10;

struct Record {
  std::string type;
  std::string url;
  std::string content_type;
  std::size_t length = 0;
  bool has_length = false;
};

class WarcReader : public ArticleReader {
 public:
  explicit WarcReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  std::optional<Result<Article>> next() override {
    for (;;) {
      const std::optional<Result<Record>> record = header();
      if (!record) {
        if (bytes_.trouble().empty() || std::exchange(complained_, true)) return std::nullopt;
        return Error{fmt::format("{}: {}; the {} records before were read", bytes_.name(), bytes_.trouble(), number_)};
      }
      if (!*record) return (*record).error();
      if (std::optional<Result<Article>> article = block(**record)) return article;
    }
  }

 private:
  std::string where() const { return fmt::format("{}, record {}", bytes_.name(), number_); }

  // The next record's header; an Error where one was promised and is none.
  std::optional<Result<Record>> header() {
    if (pending_) return *std::exchange(pending_, std::nullopt);
    std::string line;
    bool cut = false;
    bool lost = false;
    for (;;) {
      if (!bytes_.line(line, kLongestHeader, cut)) return std::nullopt;
      if (line.starts_with("WARC/")) break;
      lost |= line.find_first_not_of("\r\n \t") != std::string::npos;
    }
    ++number_;
    Record record;
    for (;;) {
      if (!bytes_.line(line, kLongestHeader, cut)) return Error{fmt::format("{}: the record's header is cut short", where())};
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
      if (line.empty()) break;
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) continue;
      const std::string name = lower(std::string_view(line).substr(0, colon));
      std::string_view value = std::string_view(line).substr(colon + 1);
      while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
      if (name == "warc-type")
        record.type = lower(value);
      else if (name == "warc-target-uri")
        record.url = value.starts_with('<') && value.ends_with('>') ? value.substr(1, value.size() - 2) : value;
      else if (name == "content-type")
        record.content_type = lower(value);
      else if (name == "content-length")
        record.has_length = std::from_chars(value.data(), value.data() + value.size(), record.length).ec == std::errc{};
    }
    if (!record.has_length)
      return Error{fmt::format("{}: the record has no Content-Length; reading goes on at the next one", where())};
    if (!lost) return record;
    pending_ = std::move(record);
    return Error{fmt::format("{}: the length of the record before it was wrong", where())};
  }

  void pass_over(std::size_t length) {
    while (length > 0) {
      const std::size_t held = std::min(length, bytes_.peek(1).size());
      if (held == 0) return;
      bytes_.skip(held);
      length -= held;
    }
  }

  // The article in the record's block; none where it is of a kind that holds none.
  std::optional<Result<Article>> block(const Record& record) {
    const bool http = record.type == "response" && record.content_type.find("msgtype=request") == std::string::npos;
    const bool plain = record.type == "conversion" && record.content_type.starts_with("text/plain");
    const bool page = record.type == "resource" && record.content_type.starts_with("text/html");
    if (!http && !plain && !page) {
      pass_over(record.length);
      return std::nullopt;
    }
    if (record.length > kLargestPage) {
      pass_over(record.length);
      return Error{fmt::format("{}: the record is larger than {} MB ({})", where(), kLargestPage >> 20, record.url)};
    }
    const std::string_view held = bytes_.peek(record.length).substr(0, record.length);
    std::optional<Result<Article>> article;
    if (held.size() < record.length)
      article =
          Error{fmt::format("{}: the record is cut short: {} bytes of {} ({})", where(), held.size(), record.length, record.url)};
    else
      article = http ? response(record, held) : std::optional(plain ? text(record, held) : html(record, held, {}));
    bytes_.skip(held.size());
    return article;
  }

  std::optional<Result<Article>> response(const Record& record, std::string_view message) {
    Result<HttpResponse> response = http_response(message, kLargestPage);
    if (!response) return Error{fmt::format("{}: {} ({})", where(), response.error().message, record.url)};
    if (response->status != 200) return std::nullopt;
    if (response->content_type.find("html") == std::string::npos) return std::nullopt;
    return html(record, response->body, response->charset);
  }

  Article article_of(const Record& record) const {
    Article article;
    article.where = where();
    article.url = record.url;
    article.id = record.url;
    return article;
  }
  Result<Article> html(const Record& record, std::string_view body, std::string_view charset) const {
    return article_of_bytes(body, charset, article_of(record));
  }
  Result<Article> text(const Record& record, std::string_view body) const {
    Article article = article_of(record);
    article.text = utf8_of(body);
    return article;
  }

  Bytes bytes_;
  std::size_t number_ = 0;
  bool complained_ = false;
  std::optional<Record> pending_;  // read, and kept back for a complaint about the one before
};

}  // namespace

std::unique_ptr<ArticleReader> warc_reader(Bytes bytes) { return std::make_unique<WarcReader>(std::move(bytes)); }

}  // namespace vedette
