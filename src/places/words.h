#pragma once
// What words tell of the places beside them (lexicon/places/*.tsv).

#include <cstdint>
#include <string_view>

namespace vedette::where {

// "Nyanza Province", "Lake Erie", "Fort Detrick", "northern Nigeria"; no_place: "March", "French" are towns, but not meant.
enum class PlaceNoun : std::uint8_t { none, admin, city, country, water, mountain, site, direction, no_place };

PlaceNoun place_noun(std::string_view folded);
bool is_body_noun(std::string_view folded);    // "university", "ministry": what has it is a body
bool is_public_noun(std::string_view folded);  // "ministry", "police": a body of the place before it, which the place stands for there;
                                               // in other bodies' names ("Paris University") the place is none
bool is_place_preposition(std::string_view folded);  // "in", "near"
bool is_acting_noun(std::string_view folded);  // "government", "troops": whose place is the one that acts
bool is_acting_verb(std::string_view lemma);   // "say", "accuse": its subject acts

}  // namespace vedette::where
