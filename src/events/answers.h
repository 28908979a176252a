#pragma once
// Whom a refusal, a demand, a reproach or help is meant for where its own words do not say it.

#include "events/reading.h"

namespace vedette::what {

// Gives what is said a target, where it has none: whoever asked for what it refuses or claimed what it denies; to whom or of whom
// it is said in the same breath ("met the envoy and called for a truce"); whose it is that it speaks of ("Iran's demand … Japan
// called the demand unacceptable").
void answer(const Reading& r, std::vector<Candidate>& candidates, std::size_t index);
// Gives help that is given to nobody by name a target: the state that the report speaks of most until there.
void help(const Reading& r, Candidate& candidate);

}  // namespace vedette::what
