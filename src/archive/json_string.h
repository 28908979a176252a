#pragma once
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace vedette {

// A JSON string with its quotes. The text is valid UTF-8.
inline std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\', out += c;
    else if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else out += c;
  }
  return out + '"';
}

}  // namespace vedette
