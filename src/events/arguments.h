#pragma once
// Arguments: from the words in a frame's slots to actors, with the evidence.

#include "events/reading.h"

namespace vedette::what {

// Whether the phrase with this head is somebody: an actor, or a personal pronoun whoever it means.
bool is_actor(const Reading& r, TokenId head);
// Who is meant by the phrase: the actor, or whom "we" stands for inside a quote, or the event's own source ("condemned the
// attack": who attacked), or to whom it belongs ("Kurdish positions"). Empty where it is nobody. `evidence` gets the word that
// names them.
std::vector<ActorId> actors_of(const Reading& r, const std::vector<Candidate>& candidates, TokenId head,
                               TokenId* evidence = nullptr);
// The state in which the place lies that the word names, where the report speaks of it.
std::vector<ActorId> state_at(const Reading& r, TokenId token);
// Fills source and target of one candidate. Those in its slots must be filled before it.
void find_arguments(const Reading& r, std::vector<Candidate>& candidates, std::size_t index);
// The candidate inside the complement or object of this one; none where there is none.
const Candidate* inner_candidate(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& outer);

}  // namespace vedette::what
