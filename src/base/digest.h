#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace vedette {

std::string sha256_hex(std::string_view bytes);
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);  // XXH3: stable across machines and versions

}  // namespace vedette
