#pragma once
// The tables of lexicon/stories, which the build lays into the library: rows of cells, below the header line.

#include <string_view>
#include <vector>

namespace vedette {

using TableRows = std::vector<std::vector<std::string_view>>;

const TableRows& running_word_rows();  // word
const TableRows& figure_rows();        // about, where, phrase
const TableRows& number_word_rows();   // word, from, to
const TableRows& hedge_rows();         // words, kind
const TableRows& side_rows();          // type, tolerance, contested

}  // namespace vedette
