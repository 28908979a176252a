#pragma once
// Toponyms: the places that are named, before it is decided which places they are.

#include <string>
#include <vector>

#include "grammar/grammar.h"
#include "places/words.h"
#include "world/world.h"

namespace vedette::where {

struct Toponym {
  TokenId begin;  // tokens [begin, end) of the mention
  TokenId end;
  std::string name;                     // folded, as the gazetteer is asked for it; where it has none, the mention itself
  PlaceNoun noun = PlaceNoun::none;     // the noun that stands with the name: "Province"
  bool known = false;                   // the gazetteer has the name
  bool of_body = false;                 // begins the name of a public body: "Queensland Police"
  EntityId of;                          // adjectives: the state, people or region that they belong to; none for names
};

// In the order of the text, without overlaps.
std::vector<Toponym> find_toponyms(const Grammar& grammar, const World& world);

}  // namespace vedette::where
