// Takes the article out of a web page. Door: web_page.h. Test: web_page_test.cpp.
#include "intake/web_page.h"

#include <fmt/format.h>

namespace vedette {

Result<Article> article_of_page(std::string_view, Article known) {
  return Error{fmt::format("{}: \"html\" is not read yet; expected \"text\"", known.where)};
}

}  // namespace vedette
