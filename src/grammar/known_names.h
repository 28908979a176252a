#pragma once

namespace vedette {

struct Grammar;
class World;

// Settles the kinds of names by what the world knows: what is only ever a body is no place. Names that the model missed and the
// world has are added. Linear; a look-up for each run of capitalised words.
void settle_names(Grammar& grammar, const World& world);

}  // namespace vedette
