#pragma once
#include <string>
#include <string_view>

namespace vedette {

// Text as UTF-8, from whatever it is in: its mark at the start, valid UTF-8, the charset that was named (by a header or the page
// itself), and only then what the bytes look like.
std::string utf8_of(std::string_view bytes, std::string_view named_charset = {});

// The charset that a page names in its first bytes; empty where it names none.
std::string charset_in_page(std::string_view html);

}  // namespace vedette
