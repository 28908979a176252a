// Readers of plain text and JSONL, and the choice of a reader. Door: readers.h. Test: articles_test.cpp.
#include "intake/readers.h"

#include <algorithm>

#include <fmt/format.h>

#include "intake/articles.h"
#include "intake/charset.h"
#include "intake/json_articles.h"
#include "intake/kind.h"
#include "intake/web_page.h"

namespace vedette {
namespace {

Error trouble_in(const Bytes& bytes) {
  return Error{fmt::format("{}: {}; what came before was read", bytes.name(), bytes.trouble())};
}

// The whole source is one article.
class TextReader : public ArticleReader {
 public:
  explicit TextReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  std::optional<Result<Article>> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    bool cut = false;
    Article article;
    article.text = bytes_.rest(kLargestArticle, cut);
    article.where = bytes_.name();
    if (article.text.starts_with("\xFF\xFE") || article.text.starts_with("\xFE\xFF")) article.text = utf8_of(article.text);
    if (!bytes_.trouble().empty()) return Error{fmt::format("{}: {}", bytes_.name(), bytes_.trouble())};
    if (cut)
      return Error{
          fmt::format("{}: a text file is one article, and this one is larger than {} MB; for many articles expected JSONL, one "
                      "object a line",
                      bytes_.name(), kLargestArticle >> 20)};
    if (article.text.find_first_not_of(" \t\r\n\0\xEF\xBB\xBF", 0, 8) == std::string::npos)
      return Error{fmt::format("{}: there is nothing but blanks in it; expected the text of a report", bytes_.name())};
    article.id = bytes_.name();
    return article;
  }

 private:
  Bytes bytes_;
  bool done_ = false;
};

class JsonlReader : public ArticleReader {
 public:
  explicit JsonlReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  std::optional<Result<Article>> next() override {
    bool cut = false;
    while (bytes_.line(line_, kLongestLine, cut)) {
      ++number_;
      std::string_view line = line_;
      if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.find_first_not_of(" \t") == std::string_view::npos) continue;
      const std::string where = fmt::format("{}:{}", bytes_.name(), number_);
      if (cut)
        return Error{fmt::format("{}: the line is longer than {} MB; expected one article a line", where, kLongestLine >> 20)};
      return articles_.read(line, where);
    }
    if (!bytes_.trouble().empty() && !std::exchange(complained_, true)) return trouble_in(bytes_);
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kLongestLine = 2 * kLargestArticle;  // escapes take room
  Bytes bytes_;
  JsonArticles articles_;
  std::string line_;
  std::size_t number_ = 0;
  bool complained_ = false;
};

// The whole source is one web page.
class PageReader : public ArticleReader {
 public:
  explicit PageReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  std::optional<Result<Article>> next() override {
    if (std::exchange(done_, true)) return std::nullopt;
    bool cut = false;
    const std::string page = bytes_.rest(kLargestPage, cut);
    if (!bytes_.trouble().empty()) return Error{fmt::format("{}: {}", bytes_.name(), bytes_.trouble())};
    if (cut) return Error{fmt::format("{}: the page is larger than {} MB", bytes_.name(), kLargestPage >> 20)};
    Article article;
    article.where = article.id = bytes_.name();
    return article_of_bytes(page, {}, std::move(article));
  }

 private:
  Bytes bytes_;
  bool done_ = false;
};

// A source that is one JSON document over several lines: an object, or an array of them.
class JsonDocumentReader : public ArticleReader {
 public:
  explicit JsonDocumentReader(Bytes bytes) : bytes_(std::move(bytes)) {}

  std::optional<Result<Article>> next() override {
    if (!std::exchange(opened_, true)) {
      bool cut = false;
      text_ = bytes_.rest(kLargestDocument, cut);
      if (!bytes_.trouble().empty()) return Error{fmt::format("{}: {}", bytes_.name(), bytes_.trouble())};
      if (cut)
        return Error{fmt::format("{}: the document is larger than {} MB; expected JSONL, one object a line", bytes_.name(),
                                 kLargestDocument >> 20)};
    }
    const std::size_t begin = text_.find('{', at_);
    if (begin == std::string::npos) return std::nullopt;
    line_ += static_cast<std::size_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    const std::string where = fmt::format("{}:{}", bytes_.name(), line_);
    const std::size_t end = object_end(begin);
    line_ += static_cast<std::size_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    at_ = end;
    return articles_.read(std::string_view(text_).substr(begin, end - begin), where);
  }

 private:
  static constexpr std::size_t kLargestDocument = kLargestArticle;

  std::size_t object_end(std::size_t at) const {
    int depth = 0;
    bool in_string = false;
    for (; at < text_.size(); ++at) {
      const char c = text_[at];
      if (in_string) {
        if (c == '\\')
          ++at;
        else
          in_string = c != '"';
      } else if (c == '"') {
        in_string = true;
      } else if (c == '{') {
        ++depth;
      } else if (c == '}' && --depth == 0) {
        return at + 1;
      }
    }
    return text_.size();
  }

  Bytes bytes_;
  JsonArticles articles_;
  std::string text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool opened_ = false;
};

}  // namespace

Result<std::unique_ptr<ArticleReader>> reader_of(Bytes bytes, const std::map<std::string, std::string>& columns) {
  constexpr std::size_t kEnough = 8u << 10;
  const std::string name = bytes.name();
  const std::string_view first = bytes.peek(kEnough).substr(0, kEnough);
  switch (kind_of(first, name)) {
    case SourceKind::empty:
      if (!bytes.trouble().empty()) return Error{fmt::format("{}: {}", name, bytes.trouble())};
      return Error{fmt::format("{}: it is empty; expected the text of a report, or JSONL with one article a line", name)};
    case SourceKind::binary:
      return Error{
          fmt::format("{}: this is no text (a picture, a document of an office program or the like); expected text, JSONL, HTML, "
                      "a feed or WARC",
                      name)};
    case SourceKind::xml:
      return Error{fmt::format(
          "{}: this is XML, but no feed and no page (a sitemap lists addresses, no articles: `vedette fetch` takes it); expected RSS, "
          "Atom or HTML",
          name)};
    case SourceKind::jsonl:
      return std::unique_ptr<ArticleReader>(std::make_unique<JsonlReader>(std::move(bytes)));
    case SourceKind::json:
      return std::unique_ptr<ArticleReader>(std::make_unique<JsonDocumentReader>(std::move(bytes)));
    case SourceKind::html:
      return std::unique_ptr<ArticleReader>(std::make_unique<PageReader>(std::move(bytes)));
    case SourceKind::feed:
      return feed_reader(std::move(bytes));
    case SourceKind::warc:
      return warc_reader(std::move(bytes));
    case SourceKind::csv:
      return csv_reader(std::move(bytes), columns);
    case SourceKind::text:
      break;
  }
  return std::unique_ptr<ArticleReader>(std::make_unique<TextReader>(std::move(bytes)));
}

}  // namespace vedette
