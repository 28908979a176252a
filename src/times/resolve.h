#pragma once
// What day, month, year or length an expression means.

#include <vector>

#include "times/expressions.h"
#include "times/times.h"

namespace vedette {

struct Page;
struct Grammar;

Times resolve(const std::vector<TimeExpression>& expressions, const Page& page, const Grammar& grammar);

}  // namespace vedette
