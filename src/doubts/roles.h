#pragma once
#include <vector>

#include "doubts/doubts.h"

namespace vedette {

// The text gives a person an office that the world knows somebody else to have held on the day of the report.
void add_role_conflicts(const DoubtsInput& input, std::vector<Doubt>& doubts);

}  // namespace vedette
