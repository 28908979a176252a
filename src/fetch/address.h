#pragma once
// Which addresses of the net may be asked.

#include <string>

struct sockaddr;

namespace vedette {

// Whether an address is one of the public internet: not private, loopback, link-local, multicast, reserved or unspecified, and for
// IPv6 also none of these mapped, embedded or tunnelled (IANA's special-purpose registries, RFC 6890).
bool is_public(const sockaddr* address);

std::string shown(const sockaddr* address);  // "127.0.0.1"

}  // namespace vedette
