#pragma once
// Logical subjects and objects of verbs, whatever their form.

#include <initializer_list>

#include "events/reading.h"

namespace vedette::what {

bool is_verb(const Reading& r, TokenId id);
// The first child with one of these relations, subtypes apart; none where there is none.
TokenId child_of(const Reading& r, TokenId id, std::initializer_list<Relation> relations);

bool is_passive(const Reading& r, TokenId verb);
// Of a passive it is the agent; none where nobody is named.
TokenId logical_subject(const Reading& r, TokenId verb);
TokenId logical_object(const Reading& r, TokenId verb);
// The subject as it stands: of a passive, whom it is done to.
TokenId surface_subject(const Reading& r, TokenId verb);
// A main verb that the parser took for an attribute of its object: "The army shelled positions".
bool takes_head_as_object(const Reading& r, TokenId verb);

}  // namespace vedette::what
