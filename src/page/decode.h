#pragma once
// What went wrong with the bytes: invalid ones, control characters, odd blanks, entities of HTML, mojibake.

#include "page/draft.h"

namespace vedette {

// Leaves the draft as valid UTF-8 whose only control characters are \n and \t and whose only blank is ' '.
void decode(Draft& draft);

// The edits of one round of undoing mojibake: UTF-8 that somebody read as Windows-1252, Latin-1 or Mac Roman.
std::vector<Edit> undo_mojibake(std::string_view text);

// What the byte 0x80 to 0x9F of Windows-1252 stands for; 0 where it stands for nothing.
char32_t windows_1252(unsigned char byte);

// The character that "&name;" or "&#1234;" at `at` means, and the bytes it takes; 0 if there is none.
char32_t entity_at(std::string_view text, std::size_t at, std::size_t& length);

}  // namespace vedette
