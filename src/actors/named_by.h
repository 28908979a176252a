#pragma once
// The name that a description stands beside.

#include "actors/reading.h"

namespace vedette::who {

// The name that this description is a title or an apposition of: "President Vladimir Putin", "Rodrigo Londoño, the commander of ...";
// 1 + its index among the candidates, 0 for none.
std::uint32_t named_by(const Reading& r, const Candidate& c);

}  // namespace vedette::who
