#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace vedette {

std::string compress(std::string_view text);            // zstd, level 3, with a checksum
Result<std::string> decompress(std::string_view bytes); // refuses what is damaged or claims to be over 256 MB

}  // namespace vedette
