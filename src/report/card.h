#pragma once
// The card: a reading laid out for a person in a terminal.

#include <string>

#include "report/reading.h"

namespace vedette {

// Who, what happened, what is coming, who said what, what does not fit. `color` adds ANSI colours. At most 100 columns.
std::string write_card(const Reading& reading, const World& world, bool color);

}  // namespace vedette
