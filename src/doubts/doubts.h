#pragma once
// Doubts: what does not fit together inside a report.

#include <string>
#include <vector>

#include "base/span.h"

namespace vedette {

struct Page;
struct Grammar;
struct Actors;
struct Places;
struct Times;
struct Quotes;
struct Events;

struct Doubt {
  std::string kind;          // "date-conflict", "number-conflict", "unbalanced-quote", "unclear-speaker", "name-variant", "role-conflict"
  std::vector<Span> spans;
  std::string note;          // a sentence for a person
};

struct Doubts {
  std::vector<Doubt> doubts;
};

Doubts find_doubts(const Page& page, const Grammar& grammar, const Actors& actors, const Places& places, const Times& times,
                   const Quotes& quotes, const Events& events);

}  // namespace vedette
