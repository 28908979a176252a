#pragma once
#include <vector>

#include "doubts/doubts.h"

namespace vedette {

// "12 people were killed" and "14 people were killed" of the same day.
void add_number_conflicts(const DoubtsInput& input, std::vector<Doubt>& doubts);

}  // namespace vedette
