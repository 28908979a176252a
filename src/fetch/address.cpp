// Tells public addresses from others. Door: is_public. Test: address_test.cpp.
#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace vedette {
namespace {

struct Block4 {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0, std::uint32_t d = 0) { return a << 24 | b << 16 | c << 8 | d; }

constexpr Block4 kNotPublic4[] = {{ip(0, 0), 8},        {ip(10, 0), 8},       {ip(100, 64), 10},      {ip(127, 0), 8},       {ip(169, 254), 16},
                                  {ip(172, 16), 12},    {ip(192, 0), 24},     {ip(192, 0, 2), 24},    {ip(192, 31, 196), 24}, {ip(192, 52, 193), 24},
                                  {ip(192, 88, 99), 24}, {ip(192, 168), 16},  {ip(192, 175, 48), 24}, {ip(198, 18), 15},     {ip(198, 51, 100), 24},
                                  {ip(203, 0, 113), 24}, {ip(224, 0), 4},     {ip(240, 0), 4}};

bool is_public4(std::uint32_t address) {
  for (const Block4& block : kNotPublic4)
    if ((address ^ block.first) >> (32 - block.bits) == 0) return false;
  return true;
}

std::uint32_t four_at(const std::array<std::uint8_t, 16>& bytes, std::size_t at) { return ip(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]); }

bool begins(const std::array<std::uint8_t, 16>& bytes, std::initializer_list<std::uint8_t> prefix) {
  std::size_t at = 0;
  for (const std::uint8_t byte : prefix)
    if (bytes[at++] != byte) return false;
  return true;
}

bool is_public6(const std::array<std::uint8_t, 16>& b) {
  if (begins(b, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return is_public4(four_at(b, 12));           // mapped
  if (begins(b, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return is_public4(four_at(b, 12));        // NAT64
  if (begins(b, {0x20, 0x02})) return is_public4(four_at(b, 2));                                        // 6to4
  if ((b[0] & 0xE0) != 0x20) return false;                                                              // only 2000::/3 is global unicast
  if (begins(b, {0x20, 0x01}) && b[2] < 0x02) return false;                                             // 2001::/23: Teredo, benchmarks, ORCHID…
  if (begins(b, {0x20, 0x01, 0x0D, 0xB8})) return false;                                                // documentation
  return !(begins(b, {0x3F, 0xFF}) && b[2] < 0x10);                                                     // documentation, RFC 9637
}

}  // namespace

bool is_public(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in four;
    std::memcpy(&four, address, sizeof four);
    return is_public4(ntohl(four.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 six;
    std::memcpy(&six, address, sizeof six);
    std::array<std::uint8_t, 16> bytes;
    std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
    return is_public6(bytes);
  }
  return false;
}

std::string shown(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "?";
  if (address->sa_family == AF_INET) inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
  if (address->sa_family == AF_INET6) inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text, sizeof text);
  return text;
}

}  // namespace vedette
