#pragma once
// The words of a text as stories compare them: no grammar, so that any text an archive holds can be compared, read or not.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vedette {

struct PlainWord {
  std::string lower;
  std::size_t begin = 0, end = 0;  // bytes
  bool capital = false;            // begins with a capital letter
  bool first = false;              // of a sentence
  bool opens_block = false;
  bool mark_before = false;        // a mark other than an apostrophe, a hyphen or a currency stands between it and the word before
};

// Letters and digits that stand together, with apostrophes and figures' commas and points inside ("don't", "1,200", "2.5").
// Positions are counted from `offset`.
std::vector<PlainWord> words_of(std::string_view text, std::size_t offset);

// The words of each block of a report, in the order of its blocks.
using BlockWords = std::vector<std::vector<PlainWord>>;
struct Told;
BlockWords words_of(const Told& told, std::string_view text);

// Function words and the verbs of reports, which say nothing of a happening (lexicon/page/running_words.tsv).
bool is_running_word(std::string_view lower_word);

}  // namespace vedette
