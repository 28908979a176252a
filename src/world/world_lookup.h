#pragma once
// What the world knows of a name, and what was true on a day, as a text for a person.

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "world/world.h"

namespace vedette {

// `name` as a person writes it. Empty where nothing is known.
std::string describe(const World& world, std::string_view name, std::optional<Day> on);

}  // namespace vedette
