#pragma once
// Confidence: how often an event like this one is right.

#include "events/reading.h"

namespace vedette::what {

// A logistic of what is known of the event; the weights stand in lexicon/confidence.tsv and are fitted on judged events
// (training/confidence/fit.py).
double confidence(const Lexicon& lexicon, const ConfidenceFeatures& features);
// What is known of the event; only what is not 0.
ConfidenceFeatures features(const Reading& r, const Candidate& candidate);

}  // namespace vedette::what
