#pragma once
#include <string_view>

#include "base/result.h"
#include "vedette/article.h"

namespace vedette {

// The article of a web page: its main text, and of its title, address, site, date and language those that `known` leaves empty.
Result<Article> article_of_page(std::string_view utf8_html, Article known);
// The same for bytes in a charset that is named, names itself or is guessed.
Result<Article> article_of_bytes(std::string_view bytes, std::string_view charset, Article known);

constexpr std::size_t kLargestPage = 16u << 20;  // bytes

}  // namespace vedette
