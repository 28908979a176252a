#pragma once
// Senses: which of the places of its name a toponym means, told from the other places of the report.

#include <optional>
#include <vector>

#include "grammar/grammar.h"
#include "page/page.h"
#include "places/toponyms.h"
#include "world/world.h"

namespace vedette::where {

// One record for each toponym; none where the gazetteer has no place for it.
//
// Candidates are ranked by how well known they are, then once more by the votes that all toponyms of the report cast for their
// countries and divisions, and by containment ("Paris, Texas"). One name has one sense in a report, unless containment parts them.
// After Leidner, "Toponym Resolution in Text" (2007), and Buscaldi, "Approaches to disambiguating toponyms" (2011).
std::vector<std::optional<PlaceRecord>> choose_senses(const Page& page, const Grammar& grammar, const World& world,
                                                      const std::vector<Toponym>& toponyms);

}  // namespace vedette::where
