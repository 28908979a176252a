#pragma once
// One reader for each kind of source.

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

// The reader for what the bytes are; an Error where they are nothing that is read.
Result<std::unique_ptr<ArticleReader>> reader_of(Bytes bytes);

}  // namespace vedette
