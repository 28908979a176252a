#pragma once
// What the files share that settle which entity a name is (settle.cpp calls them).

#include <string>
#include <utility>
#include <vector>

#include "actors/reading.h"

namespace vedette::who {

// The states of the report, with how often each is named.
using States = std::vector<std::pair<EntityId, int>>;

int count_of(const States& states, EntityId state);
std::vector<std::string> words_of(const Reading& r, const Candidate& c);            // folded, hyphenated words whole
std::string text_of(const Reading& r, TokenId begin, TokenId end);                  // on one line

// settle_persons.cpp. `seen`: 1 + where each actor was last named, 0 for not yet.
void settle_person(Reading& r, Candidate& c, const States& states, std::vector<std::uint32_t>& seen);
// settle_bodies.cpp
void settle_body(Reading& r, Candidate& c, ActorId before_bracket);

}  // namespace vedette::who
