#pragma once
// Who wrote a page: the names in a byline, and the byline in a page.

#include <string>
#include <string_view>

#include "intake/dom.h"

namespace vedette {

// "By Jane Smith, Chief Correspondent | 3 March" to "Jane Smith": without the words around the names (lexicon/intake/byline_words.tsv), a
// date, an address, an office. Empty where it can be no author.
std::string author_names(std::string_view written);

// Whether an author as given is no writer: an account ("admin", "CC7567"), or the site itself.
bool is_weak_author(std::string_view author, std::string_view site);
// "Written by" and the like, as the name of a field.
bool labels_author(std::string_view label);

struct Byline {
  std::string names;    // empty where none was found
  bool marked = false;  // as a byline, not only as something about an author
};
// The byline of the article: what is marked as one, after the heading rather than before it; else a line "By Jane Smith" under the heading.
Byline byline_in(const Dom& dom);

// Whether a word stands in an attribute: "post-author", "Article__author" and "articleAuthor" hold "author", "authority" does not.
bool has_word(std::string_view attribute, std::string_view word);

}  // namespace vedette
