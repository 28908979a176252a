#pragma once
// What words tell of the places beside them (lexicon/places/*.tsv).

#include <cstdint>
#include <string_view>

namespace vedette::where {

// "Nyanza Province", "Lake Erie", "Fort Detrick", "northern Nigeria".
enum class PlaceNoun : std::uint8_t { none, admin, city, country, water, mountain, site, direction };

PlaceNoun place_noun(std::string_view folded);
bool is_body_noun(std::string_view folded);    // "university", "post": what has it is a body, and the place in its name is none
bool is_acting_noun(std::string_view folded);  // "government", "troops": whose place is the one that acts
bool is_acting_verb(std::string_view lemma);   // "say", "accuse": its subject acts

}  // namespace vedette::where
