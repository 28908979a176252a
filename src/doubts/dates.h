#pragma once
#include <vector>

#include "doubts/doubts.h"

namespace vedette {

// The same meeting on two days; a sentence before the arrest. Source of the idea: Allen's intervals over TIMEX3 values.
void add_date_conflicts(const DoubtsInput& input, std::vector<Doubt>& doubts);

}  // namespace vedette
