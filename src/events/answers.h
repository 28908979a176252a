#pragma once
// Answers: whoever asked, offered or accused before is whom a refusal or a denial is aimed at.

#include "events/reading.h"

namespace vedette::what {

struct Asked {
  std::vector<ActorId> actors;
  std::vector<Span> evidence;
};

// Who asked for what the event refuses, or claimed what it denies; nobody where that is not told.
Asked asked_before(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index);

// Whose it is that the event speaks of without saying so: "Iran's demand … Japan called the demand unacceptable".
Asked owner_before(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index);

// To whom or of whom it is said in the same breath: "met the envoy and called for a truce", "imposed sanctions on France, demanding
// an apology".
Asked beside(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index);

// Whom help goes to that is given to nobody by name: the state that the report speaks of most until there.
Asked recipient(const Reading& r, const Candidate& candidate);

}  // namespace vedette::what
