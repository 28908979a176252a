// Names that transliteration or damage spells otherwise. Doors: is_spelling_of, mended. Test: spelling_test.cpp.
// Distance: Damerau (1964) with single transpositions.

#include <algorithm>
#include <array>
#include <vector>

#include "actors/reading.h"

namespace vedette::who {
namespace {

constexpr std::size_t kLongest = 24;  // letters of a word that are compared

// Letters that transliterations write in several ways come out alike: y, j and i; kh and h; w and v; doubled letters.
std::string sound(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size() && out.size() < kLongest; ++i) {
    char c = word[i];
    if (c == 'y' || c == 'j') c = 'i';
    if (c == 'w') c = 'v';
    if (c == 'q') c = 'k';
    if (c == 'o' && i + 1 < word.size() && word[i + 1] == 'u') continue;
    if (c == 'k' && i + 1 < word.size() && word[i + 1] == 'h') continue;
    if (c == 'p' && i + 1 < word.size() && word[i + 1] == 'h') c = 'f', ++i;
    if (c == 'c' && i + 1 < word.size() && word[i + 1] == 'k') continue;
    if (c == 'x') {
      out += "ks";
      continue;
    }
    if (c == '\'' || c == '-') continue;
    if (out.empty() || out.back() != c) out += c;
  }
  return out;
}

std::size_t distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  std::array<std::array<std::uint8_t, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& second = rows[(i + 1) % 3];
    row[0] = static_cast<std::uint8_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      int best = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, second[j - 2] + 1);
      row[j] = static_cast<std::uint8_t>(best);
    }
  }
  return rows[a.size() % 3][b.size()];
}

bool near(std::string_view written, std::string_view usual) {
  if (written == usual) return true;
  if (std::max(written.size(), usual.size()) > std::min(written.size(), usual.size()) + 3) return false;
  const std::string a = sound(written), b = sound(usual);
  if (a == b) return true;
  const std::size_t shorter = std::min(a.size(), b.size());
  if (shorter < 4 || std::max(a.size(), b.size()) - shorter > 2) return false;
  return distance(a, b) <= (shorter >= 8 ? 2u : 1u);
}

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    if (end) words.push_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return words;
}

}  // namespace

bool is_spelling_of(std::string_view written, std::string_view usual) {
  const std::vector<std::string_view> a = words_of(written), b = words_of(usual);
  if (a.empty() || b.empty()) return false;
  if (a.size() == b.size()) {
    if (a.back() != b.back() && a.front() != b.front() && a.size() < 3) return false;  // a word at least is as usual
    std::size_t equal = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const bool given = i + 1 < a.size();
      // A given name may be short of its end: "Gitan" for "Gitanas".
      const bool clipped = given && a[i].size() >= 4 && (b[i].starts_with(a[i]) || a[i].starts_with(b[i]));
      if (!clipped && !near(a[i], b[i])) return false;
      equal += a[i] == b[i];
    }
    return equal > 0 || a.size() > 2;
  }
  // A blank lost or put in, or a middle name left out.
  std::string joined_a, joined_b;
  for (const auto word : a) joined_a += word;
  for (const auto word : b) joined_b += word;
  if (joined_a == joined_b) return true;
  return a.size() >= 2 && b.size() >= 2 && near(a.back(), b.back()) && near(a.front(), b.front()) &&
         (a.back() == b.back() || a.front() == b.front());
}

std::string mended(const World& world, const std::string& folded) {
  const auto known = [&](const std::string& name) {
    for (const Named& n : world.named(name)) {
      const EntityKind kind = world.entity(n.entity).kind;
      if (n.use == NameUse::name && kind != EntityKind::person && kind != EntityKind::region) return true;
    }
    return false;
  };
  if (folded.size() > 48 || folded.find(' ') == std::string::npos) return {};
  std::string tried = folded;
  for (std::size_t i = 0; i + 1 < folded.size(); ++i) {  // two letters changed places
    if (folded[i] == ' ' || folded[i + 1] == ' ' || folded[i] == folded[i + 1]) continue;
    std::swap(tried[i], tried[i + 1]);
    if (known(tried)) return tried;
    std::swap(tried[i], tried[i + 1]);
  }
  for (std::size_t i = 0; i < folded.size(); ++i) {  // a letter too many
    tried = folded;
    tried.erase(i, 1);
    if (folded[i] != ' ' && known(tried)) return tried;
  }
  return {};
}

}  // namespace vedette::who
