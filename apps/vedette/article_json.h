#pragma once
#include <string>

#include "vedette/article.h"

namespace vedette {

// An article as a line of JSONL that is read again to the same article; without the line's end.
std::string article_json(const Article& article);

}  // namespace vedette
