#pragma once
// What the files share that tell whom a description means (coreference.cpp calls them).

#include <string>
#include <string_view>
#include <vector>

#include "actors/reading.h"

namespace vedette::who {

inline constexpr std::uint32_t kLookBack = 60;  // candidates or persons looked at for one description

inline bool has_sector(const Agent* agent, std::string_view sector) {
  return agent && agent->sectors.find(sector) != std::string_view::npos;
}
// Whether a word before the head is so used: "renegade" of "renegade soldiers".
inline bool says(const Reading& r, const Candidate& c, Use use) {
  for (TokenId t = c.begin; t < c.head; t = TokenId(t.value + 1)) {
    if (is(r.folded(t), use)) return true;
  }
  return false;
}
inline void take(Candidate& c, ActorId actor) { c.actors.assign(1, actor); }

// owners.cpp: resolves the candidates inside a description, and gathers whose it is.
void find_owner(Reading& r, std::uint32_t index);

// invent.cpp: new actors from descriptions, and what is said of actors.
std::string lemma_of(const Reading& r, const Candidate& c);
std::string owner_key(const Candidate& c);
std::string name_of(const Reading& r, const Candidate& c);
std::string capitalised(std::string_view word);
std::vector<std::string> marks_of(const Reading& r, const Candidate& c);
void mark(Reading& r, ActorId actor, const Candidate& c);
ActorId invent(Reading& r, const Candidate& c, ActorKind kind, std::string name, std::string key);

// persons.cpp
void resolve_person(Reading& r, Candidate& c);
ActorId holder(Reading& r, const Candidate& c, EntityId of);  // who held this office on the day; none where that is not known

// groups.cpp
void resolve_group(Reading& r, Candidate& c);
void resolve_count(Reading& r, Candidate& c);

// bodies.cpp
void resolve_service(Reading& r, Candidate& c, const std::string& noun_words, bool loose);
std::string service_of(std::string words);
void resolve_government(Reading& r, Candidate& c);
void resolve_body(Reading& r, Candidate& c);
void resolve_country(Reading& r, Candidate& c);

}  // namespace vedette::who
