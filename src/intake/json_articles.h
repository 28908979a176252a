#pragma once
// Articles of JSONL: an object a line with "id", "text" or "html", "title", "url", "site", "published" and "language".

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vedette/article.h"

namespace vedette {

class JsonArticles {
 public:
  JsonArticles();
  JsonArticles(JsonArticles&&) noexcept;
  ~JsonArticles();

  // `where` is "file.jsonl:12". Bytes that are not UTF-8 come through in the strings as they are.
  Result<Article> read(std::string_view object, const std::string& where);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vedette
