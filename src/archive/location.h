#pragma once
// Where: a name, a state, or a circle, as `--where` takes it.

#include <optional>
#include <string_view>
#include <vector>

#include "archive/database.h"

namespace vedette {

struct Circle {
  double latitude = 0, longitude = 0, kilometres = 0;
};

// "LAT,LON,KM"; none where it is something else.
std::optional<Circle> circle_of(std::string_view text);
double kilometres_between(double latitude, double longitude, double other_latitude, double other_longitude);

// The locations of the archive within the circle, or with this name, its marks and case put aside.
Result<std::vector<std::int64_t>> locations_in(const Database& database, const Circle& circle);
Result<std::vector<std::int64_t>> locations_named(const Database& database, std::string_view name);

}  // namespace vedette
