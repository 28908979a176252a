#pragma once
// From scores to structures: one tree over a sentence's words, one well-formed row of name labels.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vedette {

// Scratch that is kept between sentences.
struct TreeScratch {
  std::vector<std::uint8_t> reached;
  std::vector<std::uint32_t> path;
};

// scores: words rows of `stride`; column j the word j as head, column `words` the root. Writes each word's head (`words` for the
// root): the best head of each word, mended where these make no tree with exactly one root. O(words²).
void decode_tree(std::span<const float> scores, std::size_t stride, std::size_t words, TreeScratch& scratch, std::uint32_t* heads);

// scores: words rows of `stride`, `labels` columns; transitions: labels + 1 rows (the last is the start) of `labels`.
// Writes the best path (Viterbi 1967). At most 16 labels.
void decode_labels(const float* scores, std::size_t stride, std::size_t words, const float* transitions, std::size_t labels,
                   std::vector<std::uint8_t>& back, std::uint8_t* path);

}  // namespace vedette
