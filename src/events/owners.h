#pragma once
// Whom a thing stands for: its owners, whoever it is named against, the state of a place.

#include <span>
#include <vector>

#include "events/reading.h"

namespace vedette::what {

// Those who are not yet among them.
void add(std::vector<ActorId>& into, std::span<const ActorId> more);
// "a police station" belongs to the police that the report speaks of, the last before it or else the first.
ActorId body_by_noun(const Reading& r, TokenId noun);
// "al-Qaida-linked militants" are not al-Qaida's own.
bool only_linked(const Reading& r, TokenId name);
// To whom a thing belongs: its possessor, an adjective of nationality, a compound, "of" somebody; `owner` is the word that tells it.
void add_owners(const Reading& r, TokenId head, std::vector<ActorId>& into, TokenId& owner);
// "an anti-Taliban offensive": the Taliban.
void add_opposed(const Reading& r, TokenId noun, std::vector<ActorId>& into);
// A place that is no actor itself stands for its state: "shelled Kharkiv".
void add_at_place(const Reading& r, TokenId head, std::vector<ActorId>& into);

}  // namespace vedette::what
