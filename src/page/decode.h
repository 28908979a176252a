#pragma once
// What went wrong with the bytes: invalid ones, control characters, odd blanks, entities of HTML, mojibake.

#include "page/draft.h"

namespace vedette {

// Leaves the draft as valid UTF-8 whose only control characters are \n and \t and whose only blank is ' '.
void decode(Draft& draft);

// The edits of one round of undoing mojibake: UTF-8 that somebody read as Windows-1252, Latin-1 or Mac Roman.
std::vector<Edit> undo_mojibake(std::string_view text);

}  // namespace vedette
