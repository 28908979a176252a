#pragma once
// Whether a time lies before or after the day of the report, by the tense of what it belongs to.

#include "base/id.h"

namespace vedette {

struct Grammar;

enum class Direction : std::uint8_t { unknown, past, future };

// Looks at the verbs above `token`, at most eight steps up.
Direction direction_of(const Grammar& grammar, TokenId token);

}  // namespace vedette
