// Finds times and says when they are. Door: find_times. Test: times_test.cpp.
#include "times/times.h"

#include "times/expressions.h"
#include "times/resolve.h"

namespace vedette {

Times find_times(const Page& page, const Grammar& grammar) { return resolve(find_expressions(grammar), page, grammar); }

}  // namespace vedette
