#pragma once
// Words and sentences of a page, before anyone knows what they are.

#include "grammar/grammar.h"
#include "grammar/sentences.h"

namespace vedette {

// Cuts the blocks that hold prose. A block's end always ends a sentence. Linear.
Grammar segment(const Page& page, const BoundaryWeights& weights);

}  // namespace vedette
