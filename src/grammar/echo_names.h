#pragma once
// A person named in full is named by surname afterwards: the network sees one sentence at a time, this sees the whole article.

#include "grammar/grammar.h"

namespace vedette {

// Marks as persons' names the capital nouns without a name that equal the last word of a person's name of two words or more.
// At a sentence's beginning, where every word is capital, only before a verb or a possessive mark. Linear.
void echo_names(Grammar& grammar);

}  // namespace vedette
