// Digests that name a text for good (SHA-256) and hashes that spread it (XXH3). Test: digest_test.cpp.
#include "base/digest.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/sha.h>
#include <xxhash.h>

namespace vedette {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace vedette
