#pragma once
// Names that follow from others: family names that stand alone, names without initials, other spellings.

#include <string>
#include <vector>

#include "world/tables.h"

namespace vedette {

// Adds what follows from the persons' names and the spelling rules. Called once, when all rows are in.
void finish_names(Tables& tables);

// The other spellings of a folded name, at most `most`, nearest first.
std::vector<std::string> spellings_of(std::string_view folded, const std::vector<SpellingRule>& rules, std::size_t most);

}  // namespace vedette
