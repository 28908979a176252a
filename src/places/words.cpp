// Reads the tables of lexicon/places, which the build lays into the library. Door: the functions of words.h. Test: words_test.cpp.
#include "places/words.h"

#include <array>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

namespace vedette::where {
namespace {

#include "places/place_tables.inc"

constexpr std::array<std::string_view, 10> kKinds = {"none", "admin", "city", "country", "water", "mountain", "site", "direction", "no-place", "of-place"};

// Calls `use` with the two cells (the second may be missing) of every row below the header line.
template <class Use>
void each_row(std::string_view table, Use use) {
  bool header = true;
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    const std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (!header) {
      const std::size_t tab = line.find('\t');
      use(line.substr(0, tab), tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1));
    }
    header = false;
  }
}

struct Words {
  std::unordered_map<std::string_view, PlaceNoun> place_nouns;
  std::unordered_map<std::string_view, ActingNoun> acting_nouns;
  std::unordered_map<std::string_view, ActingVerb> acting_verbs;
  std::unordered_set<std::string_view> body_nouns, public_nouns;
  std::unordered_map<std::string_view, bool> prepositions;  // strict?

  Words() {
    each_row(k_nouns, [&](std::string_view noun, std::string_view kind) {
      for (std::size_t i = 1; i < kKinds.size(); ++i) {
        if (kKinds[i] == kind) place_nouns[noun] = static_cast<PlaceNoun>(i);
      }
      if (!place_nouns.contains(noun)) std::abort();  // the build laid in a kind that is not known: words_test finds it first
    });
    each_row(k_body_nouns, [&](std::string_view noun, std::string_view kind) {
      body_nouns.insert(noun);
      if (kind == "public") public_nouns.insert(noun);
    });
    each_row(k_prepositions, [&](std::string_view word, std::string_view kind) { prepositions[word] = kind == "strict"; });
    each_row(k_acting_nouns, [&](std::string_view noun, std::string_view kind) {
      acting_nouns[noun] = kind == "office" ? ActingNoun::office : kind == "deed" ? ActingNoun::deed : ActingNoun::dealing;
    });
    each_row(k_acting_verbs, [&](std::string_view verb, std::string_view kind) {
      acting_verbs[verb] = kind == "act" ? ActingVerb::act : ActingVerb::state;
    });
  }
};

const Words& words() {
  static const Words read;
  return read;
}

}  // namespace

PlaceNoun place_noun(std::string_view folded) {
  const auto found = words().place_nouns.find(folded);
  return found == words().place_nouns.end() ? PlaceNoun::none : found->second;
}

bool is_body_noun(std::string_view folded) { return words().body_nouns.contains(folded); }
bool is_public_noun(std::string_view folded) { return words().public_nouns.contains(folded); }
bool is_place_preposition(std::string_view folded, bool strict) {
  const auto found = words().prepositions.find(folded);
  return found != words().prepositions.end() && (found->second || !strict);
}

ActingNoun acting_noun(std::string_view lemma) {
  const auto found = words().acting_nouns.find(lemma);
  return found == words().acting_nouns.end() ? ActingNoun::none : found->second;
}

ActingVerb acting_verb(std::string_view lemma) {
  const auto found = words().acting_verbs.find(lemma);
  return found == words().acting_verbs.end() ? ActingVerb::other : found->second;
}

}  // namespace vedette::where
