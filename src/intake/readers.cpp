// Readers of plain text and JSONL, and the choice of a reader. Door: readers.h. Test: articles_test.cpp.
#include "intake/readers.h"

#include <fmt/format.h>

#include "intake/articles.h"
#include "intake/json_articles.h"
#include "intake/kind.h"

namespace vedette {
namespace {

Error trouble_in(const Bytes& bytes) { return Error{fmt::format("{}: {}; what came before was read", bytes.name(), bytes.trouble())}; }

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
    if (!bytes_.trouble().empty()) return Error{fmt::format("{}: {}", bytes_.name(), bytes_.trouble())};
    if (cut)
      return Error{fmt::format("{}: a text file is one article, and this one is larger than {} MB; for many articles expected JSONL, one object a line",
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
      if (cut) return Error{fmt::format("{}: the line is longer than {} MB; expected one article a line", where, kLongestLine >> 20)};
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

}  // namespace

Result<std::unique_ptr<ArticleReader>> reader_of(Bytes bytes) {
  constexpr std::size_t kEnough = 8u << 10;
  const std::string name = bytes.name();
  const std::string_view first = bytes.peek(kEnough).substr(0, kEnough);
  switch (kind_of(first, name)) {
    case SourceKind::empty:
      if (!bytes.trouble().empty()) return Error{fmt::format("{}: {}", name, bytes.trouble())};
      return Error{fmt::format("{}: it is empty; expected the text of a report, or JSONL with one article a line", name)};
    case SourceKind::binary:
      return Error{fmt::format("{}: this is no text (a picture, a document of an office program or the like); expected text, JSONL, HTML, a feed or WARC", name)};
    case SourceKind::jsonl: return std::unique_ptr<ArticleReader>(std::make_unique<JsonlReader>(std::move(bytes)));
    default: return std::unique_ptr<ArticleReader>(std::make_unique<TextReader>(std::move(bytes)));
  }
}

}  // namespace vedette
