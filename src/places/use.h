#pragma once
// Use: whether a place's name means the place, or stands for its government or people ("Moscow said").

#include "grammar/grammar.h"
#include "places/places.h"

namespace vedette::where {

// By grammar: what acts, or has what only an actor has, is no place. `may_act` says whether the place is one that can stand for
// somebody at all: a state, a capital, a seat of power, a region.
PlaceUse use_of(const Grammar& grammar, TokenId begin, TokenId end, bool may_act);

}  // namespace vedette::where
