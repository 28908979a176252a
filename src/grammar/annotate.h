#pragma once
// Tags, trees and names for words and sentences that are already found.

#include "grammar/grammar.h"
#include "grammar/kernels.h"
#include "grammar/model.h"

namespace vedette {

// Sentences longer than this are parsed piece by piece; each later piece hangs by parataxis on the first.
inline constexpr std::size_t kWholeSentence = 256;

// Takes text, tokens (span, joined, sentence) and sentences (begin, end). Fills each token's upos, xpos, relation, head, name and
// name_begins, each sentence's root and `capped`, and `names`. Exactly one root a sentence and no cycle. Linear in time and memory.
void annotate(Grammar& grammar, const Model& model);
void annotate(Grammar& grammar, const Model& model, const Kernels& kernels);

}  // namespace vedette
