#pragma once
// Confidence: how often an event like this one is right.

#include "events/reading.h"

namespace vedette::what {

// A logistic of what is known of the event; the weights stand in lexicon/confidence.tsv and are fitted on judged events.
double confidence(const Reading& r, const Candidate& candidate);
// The features, in the order of confidence.tsv, for fitting and for `explain`.
std::vector<std::pair<std::string_view, double>> features(const Reading& r, const Candidate& candidate);

}  // namespace vedette::what
