#pragma once
// Triggers: every word that sets off a frame, with the frame and the words that fill its conditions.

#include <optional>

#include "events/reading.h"

namespace vedette::what {

std::optional<Candidate> match(const Reading& r, TokenId token);

}  // namespace vedette::what
