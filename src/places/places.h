#pragma once
// Places: where is meant. Toponyms with coordinates, each literal (a place) or associative (it stands for a government, people, origin).

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/span.h"
#include "world/world.h"

namespace vedette {

struct Page;
struct Grammar;

enum class PlaceUse : std::uint8_t { literal, associative };

struct PlaceMention {
  Span span;
  TokenId begin;  // tokens [begin, end)
  TokenId end;
  PlaceUse use = PlaceUse::literal;
};

struct Place {
  std::string name;            // as the gazetteer has it
  PlaceKind kind = PlaceKind::city;
  std::string country;         // alpha-3 or empty
  std::string admin1;
  double latitude = 0;
  double longitude = 0;
  bool located = false;        // the coordinates are known
  bool within = false;         // they are those of the division, region or town that the text puts the place in
  std::uint32_t geonames = 0;  // 0 where there is none
  std::vector<PlaceMention> mentions;
};

struct Places {
  IdVector<PlaceId, Place> places;       // in order of first mention
  std::vector<PlaceId> of_token;         // the place whose mention covers a token; none elsewhere. One entry a token.
};

// Linear time in the text; candidates of a name are capped.
Places find_places(const Page& page, const Grammar& grammar, const World& world);

}  // namespace vedette
