#pragma once
// When and where an event was: its own clause first, then its sentence, then the story so far; else nothing.

#include "events/reading.h"

namespace vedette::what {

struct StorySoFar {
  BlockId block;
  TimeId time;  // the last day that an event of the reporter's was put on
  PlaceId place;
  std::string_view type;  // of that event
};

void find_when_where(const Reading& r, Candidate& candidate, const StorySoFar& story);

}  // namespace vedette::what
