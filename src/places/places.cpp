// Finds and locates places: toponyms, their senses, their use. Door: find_places. Test: places_test.cpp.
#include "places/places.h"

#include <cmath>
#include <map>
#include <tuple>

#include "base/utf8.h"
#include "grammar/grammar.h"
#include "page/page.h"
#include "places/senses.h"
#include "places/toponyms.h"
#include "places/use.h"

namespace vedette {
namespace {

using where::PlaceNoun;
using where::Toponym;

// "Nyanza Province" is a division even where the gazetteer only knows the town of that name.
PlaceKind kind_of(const PlaceRecord& record, PlaceNoun noun) {
  if (record.kind != PlaceKind::city) return record.kind;
  switch (noun) {
    case PlaceNoun::admin: return PlaceKind::admin;
    case PlaceNoun::water: return PlaceKind::water;
    case PlaceNoun::mountain: return PlaceKind::mountain;
    case PlaceNoun::site: return PlaceKind::site;
    default: return record.kind;
  }
}

Place place_of(const PlaceRecord& record, PlaceNoun noun) {
  Place place;
  place.name = record.name;
  place.kind = kind_of(record, noun);
  place.country = record.country;
  place.admin1 = record.admin1;
  place.latitude = record.latitude;
  place.longitude = record.longitude;
  place.located = true;
  place.geonames = record.geonames;
  return place;
}

Place place_of(const Toponym& toponym, const Grammar& grammar) {
  Place place;
  place.name = std::string(grammar.span(toponym.begin, toponym.end).of(grammar.text));
  place.kind = where::PlaceNoun::none == toponym.noun ? PlaceKind::city : kind_of(PlaceRecord{PlaceKind::city, {}, {}, {}, 0, 0, 0, 0, {}, false, false, 0}, toponym.noun);
  return place;
}

// The place that an adjective belongs to: the state itself, or a region.
std::optional<PlaceRecord> record_of(const World& world, EntityId id) {
  const Entity entity = world.entity(id);
  for (const PlaceRecord& record : world.places(fold(entity.name))) {
    if (record.entity == id) return record;
  }
  return std::nullopt;
}

// "Kalam in the Swat Valley": where the gazetteer lacks a place, it lies near what the text puts it in, unless that is a whole state.
void place_within(Place& place, const Grammar& grammar, const Toponym& toponym, const Toponym* next, const std::optional<PlaceRecord>& outer) {
  if (!next || !outer || outer->kind == PlaceKind::country || next->of || next->begin < toponym.end) return;
  if (grammar.tokens[toponym.begin].sentence != grammar.tokens[next->begin].sentence || next->begin.value - toponym.end.value > 2) return;
  if (next->begin == toponym.end) return;
  const std::string_view between = grammar.form(toponym.end);
  if (between != "," && between != "in" && between != "of" && between != "(") return;
  place.country = outer->country;
  place.admin1 = outer->kind == PlaceKind::admin ? outer->name : outer->admin1;
  place.latitude = outer->latitude;
  place.longitude = outer->longitude;
  place.located = place.within = true;
}

}  // namespace

Places find_places(const Page& page, const Grammar& grammar, const World& world) {
  Places out;
  out.of_token.assign(grammar.tokens.size(), PlaceId());
  const std::vector<Toponym> toponyms = where::find_toponyms(grammar, world);
  const auto senses = where::choose_senses(page, grammar, world, toponyms);
  std::map<std::tuple<std::uint32_t, EntityId, std::string, std::string>, PlaceId> known;
  for (std::size_t t = 0; t < toponyms.size(); ++t) {
    const Toponym& toponym = toponyms[t];
    const bool adjective = static_cast<bool>(toponym.of);
    const std::optional<PlaceRecord> record = adjective ? record_of(world, toponym.of) : senses[t];
    if (adjective && !record) continue;
    const auto key = record ? std::tuple(record->geonames, record->entity, std::string(record->name), std::string(record->country))
                            : std::tuple(std::uint32_t{0}, EntityId(), toponym.name, std::string());
    const auto [found, fresh] = known.try_emplace(key, PlaceId(out.places.size()));
    if (fresh) {
      out.places.add(record ? place_of(*record, toponym.noun) : place_of(toponym, grammar));
      const bool last = t + 1 == toponyms.size();
      if (!record) place_within(out.places.back(), grammar, toponym, last ? nullptr : &toponyms[t + 1], last ? std::nullopt : senses[t + 1]);
    }
    PlaceMention mention{grammar.span(toponym.begin, toponym.end), toponym.begin, toponym.end, PlaceUse::associative};
    if (!adjective && !toponym.of_body) {
      const bool may_act = record && (record->entity || world.capital_of(toponym.name));
      mention.use = where::use_of(grammar, toponym.begin, toponym.end, may_act);
    }
    out.places[found->second].mentions.push_back(mention);
    for (std::uint32_t i = toponym.begin.value; i < toponym.end.value; ++i) out.of_token[i] = found->second;
  }
  return out;
}

}  // namespace vedette
