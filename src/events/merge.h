#pragma once
// One event, several mentions: told again in the report, it is one event with all its evidence.

#include "events/reading.h"

namespace vedette::what {

// Marks what is told again as dropped and gives its evidence to the first telling. Candidates are in order of their triggers.
void merge(const Reading& r, std::vector<Candidate>& candidates);

}  // namespace vedette::what
