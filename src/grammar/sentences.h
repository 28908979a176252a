#pragma once
// Where sentences end inside a block: a learned yes or no behind every word, from the words around it.
//
// Method: logistic regression over hashed features of the boundary (after Gillick 2009, "Sentence boundary detection and the
// problem with the U.S."), trained on running text with its case and spacing as they stand; weights in one byte each.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "grammar/tokens.h"

namespace vedette {

// The weights as they lie in the model file: kSlots signed bytes.
class BoundaryWeights {
 public:
  static constexpr std::size_t kSlots = 1 << 16;
  static constexpr float kScale = 24.F;  // a stored 24 weighs 1.0

  BoundaryWeights() = default;  // knows nothing: finds no boundary inside a block
  explicit BoundaryWeights(std::string_view bytes) : bytes_(bytes.size() == kSlots ? bytes : std::string_view()) {}
  bool empty() const { return bytes_.empty(); }
  int at(std::uint16_t slot) const { return static_cast<signed char>(bytes_[slot]); }

 private:
  std::string_view bytes_;
};

// The words of one block, seen from their boundaries.
class Boundaries {
 public:
  static constexpr std::size_t kMost = 24;
  struct Features {
    std::array<std::uint16_t, kMost> slots;
    std::size_t count = 0;
  };

  Boundaries(std::string_view text, std::span<const Word> words);
  // Could a sentence end behind word i at all? Not inside a multiword token, nor where neither a gap nor a full stop stands.
  bool possible(std::size_t i) const;
  // What stands around the boundary behind word i, where the sentence began at word `first`.
  void features(std::size_t i, std::size_t first, Features& out) const;

 private:
  struct Seen {
    std::uint64_t form = 0;     // of the lower-cased word
    std::uint32_t shape = 0;
    std::uint8_t gap = 0;       // behind the word: 0 none, 1 space, 2 line end, 3 more than one
    std::uint8_t inside = 0;    // quotation and brackets open behind the word
    bool final = false;         // closes a sentence as a rule
    bool joined = false;
  };
  std::vector<Seen> seen_;
};

// Appends the index behind the last word of each sentence (counted in `words`); the last is words.size().
void find_sentences(std::string_view text, std::span<const Word> words, const BoundaryWeights& weights, std::vector<std::size_t>& ends);

}  // namespace vedette
