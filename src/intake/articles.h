#pragma once
// Articles as they come in: from files, folders, globs and standard input; text, JSONL and what else the bytes say they are.
// One article at a time; a file of any size takes no more memory than its largest article.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "vedette/article.h"

namespace vedette {

class ArticleStream {
 public:
  // `files` are files, folders (searched downwards, in order of their names), globs, and "-" for standard input, which is also
  // meant by an empty list. A name that leads to nothing comes out of next() as an Error, so that the other articles are read.
  // `columns` says which of an article's keys a column of a CSV file holds: {"Leitartikel": "text"}.
  static Result<ArticleStream> open(std::vector<std::string> files, std::map<std::string, std::string> columns = {});
  ArticleStream(ArticleStream&&) noexcept;
  ArticleStream& operator=(ArticleStream&&) noexcept;
  ~ArticleStream();

  // The next article, or what was wrong with it (file, line, column, what was expected); none at the end. Goes on after an Error.
  std::optional<Result<Article>> next();

 private:
  struct State;
  explicit ArticleStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// "NAME=KEY" as it comes from a command line, for `columns`; an Error where the key is none of an article's.
Result<std::map<std::string, std::string>> columns_of(const std::vector<std::string>& given);

// The largest article that is read, in bytes of its text.
constexpr std::size_t kLargestArticle = 32u << 20;

}  // namespace vedette
