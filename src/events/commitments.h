#pragma once
// Commitments: who promised what to whom, due when.

#include "events/reading.h"

namespace vedette::what {

// `candidates` stand in the same order as the events made of them.
std::vector<Commitment> find_commitments(const Reading& r, const std::vector<Candidate>& candidates);

}  // namespace vedette::what
