#pragma once
// The grammar of one article as CoNLL-U (universaldependencies.org/format.html).

#include <string>
#include <string_view>

namespace vedette {

struct Grammar;
struct Page;

// `# newdoc id`, then each sentence with `# text`. MISC holds SpaceAfter=No, Span=begin:end in code points of `raw` (the article's
// text as it came in; a multiword token has one, and so has each of its words) and Name=B-PER and the like.
std::string write_conllu(const Page& page, const Grammar& grammar, std::string_view raw, std::string_view id);

}  // namespace vedette
