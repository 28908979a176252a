#pragma once
// Reported speech without marks: the clause under a reporting word, and what stands beside "according to".

#include <vector>

#include "quotes/scene.h"

namespace vedette {

struct Reported {
  TokenId cue;
  TokenId subject;
  Span span;  // the reported clause
};

// In order of their spans. Each token is looked at a bounded number of times.
std::vector<Reported> find_reported(const Scene& scene);

}  // namespace vedette
