#pragma once
// Characters as HTML and Windows write them.

#include <string>
#include <string_view>

namespace vedette {

// The character that "&name;" or "&#1234;" at `at` means, and the bytes it takes; 0 if there is none.
char32_t entity_at(std::string_view text, std::size_t at, std::size_t& length);
std::string without_entities(std::string_view text);

// What the byte 0x80 to 0x9F of Windows-1252 stands for; 0 where it stands for nothing.
char32_t windows_1252(unsigned char byte);

}  // namespace vedette
