// Trees and labels from scores. Only door: decode.h. Test: decode_test.cpp.
#include "grammar/decode.h"

#include <array>
#include <limits>

namespace vedette {
namespace {

enum : std::uint8_t { unseen, on_path, reached };

}  // namespace

void decode_tree(std::span<const float> scores, std::size_t stride, std::size_t words, TreeScratch& scratch, std::uint32_t* heads) {
  if (words == 0) return;
  const std::uint32_t root = static_cast<std::uint32_t>(words);
  const auto at = [&](std::size_t word, std::size_t head) { return scores[word * stride + head]; };

  // Every word's best head among the words; the root goes to the word that gains most by it.
  std::size_t top = 0;
  float gain = -std::numeric_limits<float>::infinity();
  for (std::size_t i = 0; i < words; ++i) {
    std::uint32_t best = root;
    float score = -std::numeric_limits<float>::infinity();
    const float* row = &scores[i * stride];
    for (std::size_t j = 0; j < words; ++j) {
      if (row[j] > score && j != i) {
        score = row[j];
        best = static_cast<std::uint32_t>(j);
      }
    }
    heads[i] = best;
    const float own = at(i, words) - (best == root ? 0 : score);
    if (own > gain) {
      gain = own;
      top = i;
    }
  }
  heads[top] = root;

  // Walk up from every word. A walk that closes a ring is a cycle: its word that loses least by it is hung on a word that already
  // hangs from the root (the contraction of Chu and Liu 1965 and Edmonds 1967, one level deep).
  scratch.reached.assign(words, unseen);
  scratch.reached[top] = reached;
  // The root's own words come first, so that a cycle finds as many heads as there are.
  const auto walk = [&](std::size_t start, bool mend) {
    scratch.path.clear();
    std::uint32_t i = static_cast<std::uint32_t>(start);
    while (scratch.reached[i] == unseen) {
      scratch.reached[i] = on_path;
      scratch.path.push_back(i);
      i = heads[i];
    }
    if (scratch.reached[i] == on_path) {
      if (!mend) {
        for (std::uint32_t word : scratch.path) scratch.reached[word] = unseen;
        return;
      }
      std::uint32_t moved = i, to = static_cast<std::uint32_t>(top);
      float least = std::numeric_limits<float>::infinity();
      std::uint32_t k = i;
      do {
        for (std::uint32_t j = 0; j < words; ++j) {
          if (scratch.reached[j] != reached) continue;
          const float loss = at(k, heads[k]) - at(k, j);
          if (loss < least) {
            least = loss;
            moved = k;
            to = j;
          }
        }
        k = heads[k];
      } while (k != i);
      heads[moved] = to;
    }
    for (std::uint32_t word : scratch.path) scratch.reached[word] = reached;
  };
  for (std::size_t i = 0; i < words; ++i) walk(i, false);
  for (std::size_t i = 0; i < words; ++i) walk(i, true);
}

void decode_labels(const float* scores, std::size_t stride, std::size_t words, const float* transitions, std::size_t labels,
                   std::vector<std::uint8_t>& back, std::uint8_t* path) {
  if (words == 0) return;
  back.resize(words * 16);
  std::array<float, 16> now{}, next{};
  for (std::size_t label = 0; label < labels; ++label) now[label] = scores[label] + transitions[labels * labels + label];
  for (std::size_t i = 1; i < words; ++i) {
    const float* row = scores + i * stride;
    for (std::size_t to = 0; to < labels; ++to) {
      std::size_t best = 0;
      float score = -std::numeric_limits<float>::infinity();
      for (std::size_t from = 0; from < labels; ++from) {
        const float sum = now[from] + transitions[from * labels + to];
        if (sum > score) {
          score = sum;
          best = from;
        }
      }
      back[i * 16 + to] = static_cast<std::uint8_t>(best);
      next[to] = score + row[to];
    }
    now = next;
  }
  std::size_t last = 0;
  for (std::size_t label = 1; label < labels; ++label) {
    if (now[label] > now[last]) last = label;
  }
  for (std::size_t i = words; i-- > 0;) {
    path[i] = static_cast<std::uint8_t>(last);
    if (i > 0) last = back[i * 16 + last];
  }
}

}  // namespace vedette
