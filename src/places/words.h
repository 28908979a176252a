#pragma once
// What words tell of the places beside them (lexicon/places/*.tsv).

#include <cstdint>
#include <string_view>

namespace vedette::where {

// "Nyanza Province", "Lake Erie", "Fort Detrick", "northern Nigeria"; no_place: "March", "French" are towns, but not meant;
// of_place: "the mayor of", "the outskirts of" go before a place.
enum class PlaceNoun : std::uint8_t { none, admin, city, country, water, mountain, site, direction, no_place, of_place };

PlaceNoun place_noun(std::string_view folded);
// Whether the noun makes a place of the name beside it.
constexpr bool is_kind_of_place(PlaceNoun noun) { return noun != PlaceNoun::none && noun < PlaceNoun::direction; }
bool is_body_noun(std::string_view folded);    // "university", "ministry": what has it is a body
bool is_public_noun(std::string_view folded);  // "ministry", "police": a body of the place before it, which the place stands for there;
                                               // in other bodies' names ("Paris University") the place is none
// "in", "near" (strict): what follows is most likely a place; "at", "to" (loose): it may be one.
bool is_place_preposition(std::string_view folded, bool strict);
// Nouns by which a place acts: "the government of Iraq" (office), "Russia's invasion" (deed), "relations with Libya" (dealing).
enum class ActingNoun : std::uint8_t { none, office, deed, dealing };
ActingNoun acting_noun(std::string_view lemma);

// "say", "accuse" (act): their subject acts. "border", "have" (state): it need not. Of others, those with an object.
enum class ActingVerb : std::uint8_t { other, act, state };
ActingVerb acting_verb(std::string_view lemma);

}  // namespace vedette::where
