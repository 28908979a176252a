#pragma once
// What the files share that find names (names.cpp calls them).

#include <span>
#include <string_view>
#include <unordered_set>

#include "actors/reading.h"

namespace vedette::who {

struct Match {
  TokenId end;
  std::span<const Named> options;
};

// names.cpp
// The longest name of the world that begins at `begin` and ends in this sentence.
Match longest(const Reading& r, TokenId begin, TokenId limit);
bool has(std::span<const Named> options, NameUse use);
// Whether a name of the world that is no person's begins here.
bool names_other(const Reading& r, TokenId at, TokenId limit);

// person_names.cpp
// The part of a grammar name that is a person's own: without titles before it.
TokenId after_titles(const Reading& r, TokenId begin, TokenId end);
// "Prime", "Secretary General": titles that the grammar took for a name.
bool all_titles(const Reading& r, TokenId begin, TokenId end);
TokenId before_nationality(const Reading& r, TokenId begin, TokenId end);
bool is_day_behind(const Reading& r, TokenId begin, TokenId t);
TokenId extended(const Reading& r, TokenId begin, TokenId end, TokenId limit, const Name* next);
// Where a name with a nickname between marks ends; `person`: the grammar saw a person's name begin here. None where there is no such name.
TokenId nicknamed(const Reading& r, TokenId begin, TokenId limit, bool person);
// The words of the persons' full names that the grammar saw.
using Words = std::unordered_set<std::string_view>;
Words words_of_persons(const Reading& r);
bool called_person(const Reading& r, const Name& name, const Words& known);
TokenId unseen_person(const Reading& r, TokenId begin, TokenId limit, const Words& known);

}  // namespace vedette::who
