#pragma once
// One reader for each kind of source.

#include <map>
#include <memory>
#include <optional>

#include "base/result.h"
#include "intake/bytes.h"
#include "vedette/article.h"

namespace vedette {

class ArticleReader {
 public:
  virtual ~ArticleReader() = default;
  virtual std::optional<Result<Article>> next() = 0;  // goes on after an Error
};

// The reader for what the bytes are; an Error where they are nothing that is read. `columns` says for CSV which of the articles'
// keys a column of another name holds.
Result<std::unique_ptr<ArticleReader>> reader_of(Bytes bytes, const std::map<std::string, std::string>& columns = {});

std::unique_ptr<ArticleReader> feed_reader(Bytes bytes);
std::unique_ptr<ArticleReader> warc_reader(Bytes bytes);
std::unique_ptr<ArticleReader> csv_reader(Bytes bytes, std::map<std::string, std::string> columns);

}  // namespace vedette
