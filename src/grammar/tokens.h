#pragma once
// Tokens the way the English treebanks of Universal Dependencies cut them (EWT and GUM): clitics are words of a multiword
// token ("do" + "n't"), hyphenated compounds are cut at the hyphen, numbers, dates, addresses and initials stay whole.

#include <string_view>
#include <vector>

#include "base/span.h"

namespace vedette {

struct Word {
  Span span;
  bool joined = false;  // one multiword token with the next word
};

// Appends the words of text[block]. The full stop of an abbreviation stays with it, wherever it stands. Linear in the block.
void tokenize(std::string_view text, Span block, std::vector<Word>& out);

}  // namespace vedette
