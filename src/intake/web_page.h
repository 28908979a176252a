#pragma once
#include <string_view>

#include "base/result.h"
#include "vedette/article.h"

namespace vedette {

// The article of a web page: its main text, and of its title, address, site, date and language those that `known` leaves empty.
Result<Article> article_of_page(std::string_view html, Article known);

}  // namespace vedette
