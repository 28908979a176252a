#pragma once
#include <string>
#include <string_view>

namespace vedette {

// The language of a text as a BCP 47 code ("en", "zh-Hant"); what was given where the text is too short to tell; "en" where
// neither says anything.
std::string language_of(std::string_view valid_utf8, std::string_view given);

}  // namespace vedette
