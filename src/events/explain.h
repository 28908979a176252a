#pragma once
// Explain: why an event is in the report, for a person.

#include <string>

#include "events/events.h"

namespace vedette {

// The sentence with its tree, the frame that fired with its file and line, how each argument became an actor, what gave date,
// place and status, the features of its confidence.
std::string explain_event(const Page& page, const Grammar& grammar, const World& world, const Actors& actors,
                          const Places& places, const Times& times, const Quotes& quotes, const Events& events, EventId event,
                          const Lexicon& lexicon);

}  // namespace vedette
