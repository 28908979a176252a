#pragma once
// Whom a phrase names deeper down: "demanded the release of the sailors held by Libya".

#include "events/reading.h"

namespace vedette::what {

struct Within {
  std::vector<ActorId> actors;
  TokenId evidence;
};

// Who does or did what the phrases around the event's words speak of; nobody where that is not told, or only of `not_these`.
Within named_within(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& candidate,
                    const std::vector<ActorId>& not_these);

}  // namespace vedette::what
