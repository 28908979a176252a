// Reads robots.txt. Door: Robots. Test: robots_test.cpp. Fuzzer: robots_fuzzer.cpp.
#include "fetch/robots.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kMostRead = 500u << 10;
constexpr std::size_t kMostRules = 10'000;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\xEF\xBB\xBF");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

// Percent-encoding made one: unreserved characters bare, all others as %XX; so that equal paths are equal bytes.
std::string normal(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t at = 0; at < path.size(); ++at) {
    auto byte = static_cast<unsigned char>(path[at]);
    bool encoded = false;
    if (byte == '%' && at + 2 < path.size() && hex(path[at + 1]) >= 0 && hex(path[at + 2]) >= 0) {
      byte = static_cast<unsigned char>(hex(path[at + 1]) * 16 + hex(path[at + 2]));
      encoded = true;
      at += 2;
    }
    const bool unreserved = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '.' ||
                            byte == '_' || byte == '~';
    if (unreserved || (!encoded && byte > 0x20 && byte < 0x7F))
      out += static_cast<char>(byte);
    else
      (out += '%') += kHex[byte >> 4], out += kHex[byte & 15];
  }
  return out;
}

// '*' stands for any run, '$' at the end for the end. Linear in the path for each star (greedy matching with one way back).
bool matches(std::string_view pattern, std::string_view path) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t p = 0;
  std::size_t at = 0;
  std::optional<std::pair<std::size_t, std::size_t>> star;  // where to go on in the pattern, and in the path
  for (;;) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = {++p, at};
      continue;
    }
    if (p == pattern.size() && (!to_end || at == path.size())) return true;
    if (p < pattern.size() && at < path.size() && pattern[p] == path[at]) {
      ++p, ++at;
      continue;
    }
    if (!star || star->second >= path.size()) return false;
    p = star->first;
    at = ++star->second;
  }
}

}  // namespace

Robots Robots::nothing_allowed() {
  Robots robots;
  robots.rules_.push_back({false, "/"});
  return robots;
}

Robots Robots::of(std::string_view file, std::string_view product) {
  file = file.substr(0, kMostRead);
  Robots own, general;
  bool any_own = false;
  bool in_own = false, in_general = false;
  bool names_agents = false;  // the line before named an agent: further names belong to the same group
  while (!file.empty()) {
    const std::size_t end = std::min(file.find_first_of("\n\r"), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    line = trimmed(line.substr(0, line.find('#')));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = lower(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "user-agent") {
      if (!names_agents) in_own = in_general = false;
      names_agents = true;
      const std::string agent = lower(value.substr(0, value.find_first_of("/ ")));
      in_own |= agent == product;
      any_own |= in_own;
      in_general |= agent == "*";
      continue;
    }
    const bool rule = key == "allow" || key == "disallow";
    if (!rule && key != "crawl-delay") continue;
    names_agents = false;
    for (Robots* robots : {in_own ? &own : nullptr, in_general ? &general : nullptr}) {
      if (!robots) continue;
      if (rule && !value.empty() && robots->rules_.size() < kMostRules) robots->rules_.push_back({key == "allow", normal(value)});
      if (!rule) std::from_chars(value.data(), value.data() + value.size(), robots->delay_);
    }
  }
  return any_own ? own : general;
}

bool Robots::allows(std::string_view path) const {
  const std::string wanted = normal(path.empty() ? "/" : path);
  if (wanted == "/robots.txt") return true;
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (best && (rule.pattern.size() < best->pattern.size() || (rule.pattern.size() == best->pattern.size() && !rule.allow))) continue;
    if (matches(rule.pattern, wanted)) best = &rule;
  }
  return !best || best->allow;
}

}  // namespace vedette
