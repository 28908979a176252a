#pragma once
// Doers and victims that no word of the clause names, but another sentence of the report.

#include "events/reading.h"

namespace vedette::what {

// Fills sources and targets of events whose type allows it (types.tsv, `implied`); their evidence stands in the other sentence.
void fill_implied(const Reading& r, std::vector<Candidate>& candidates);

}  // namespace vedette::what
