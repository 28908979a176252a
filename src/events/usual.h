#pragma once
// Usual roles: who does what nobody is said to do, where the report speaks of somebody whose trade it is.

#include "events/reading.h"

namespace vedette::what {

// "Police stormed the house. Two men were arrested.": by the police. Fills a source or target that stands open, by
// lexicon/usual_roles.tsv, with whom the same sentence, the one before or the one after speaks of, in this order.
void fill_usual(const Reading& r, std::vector<Candidate>& candidates);

}  // namespace vedette::what
