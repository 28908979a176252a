// Reads the tables of lexicon/actors, which the build lays into the library. Door: the functions of lexicon.h. Test: lexicon_test.cpp.

#include "actors/lexicon.h"

#include <array>
#include <charconv>
#include <cstdlib>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vedette::who {
namespace {

#include "lexicon_tables.inc"

// Rows without remarks and without the header line; missing cells are empty.
std::vector<std::array<std::string_view, 4>> rows_of(std::string_view table) {
  std::vector<std::array<std::string_view, 4>> rows;
  bool header = true;
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (std::exchange(header, false)) continue;
    std::array<std::string_view, 4> cells;
    for (std::string_view& cell : cells) {
      const std::size_t tab = line.find('\t');
      cell = line.substr(0, tab);
      line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    rows.push_back(cells);
  }
  return rows;
}

constexpr std::array<std::string_view, 9> kClasses = {"none",    "person",  "anyone",     "kin", "leader",
                                                      "people", "country", "government", "body"};
constexpr std::array<std::string_view, 45> kUses = {
    "acting-verb", "target-verb", "acting-noun", "place-noun", "place-preposition", "going-verb", "place-verb",
    "party-preposition", "article", "name-particle", "not-now", "quantity", "belongs", "credit", "company-word",
    "party-word", "armed-word", "body-word", "forces", "service", "doubtful",
    "time-word", "count-noun", "local", "negative", "commander", "person-verb", "place-subject", "office-word", "police-word", "counterpart",
    "shared-name", "addressing", "apart", "joint", "linked", "against", "adjoining", "name-suffix", "storm", "violent-noun", "weekday", "quality",
    "including", "firm-noun"};
constexpr std::array<std::string_view, 5> kCases = {"subject", "object", "possessive", "reflexive", "relative"};

template <std::size_t N>
std::size_t index_of(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return i;
  }
  std::abort();  // a table that the build laid in names what is not known: lexicon_test finds it first
}

struct Tables {
  std::unordered_map<std::string_view, Noun> nouns;
  std::unordered_map<std::string_view, std::uint64_t> uses;
  std::unordered_map<std::string_view, Pronoun> pronouns;
  std::unordered_map<std::string_view, char> honorifics;
  std::unordered_map<std::string_view, double> weights;

  Tables() {
    for (const auto& [word, what, kinds, sex] : rows_of(k_nouns)) {
      nouns.emplace(word, Noun{NounClass(index_of(kClasses, what)), kinds, sex.empty() ? '\0' : sex[0]});
    }
    for (const auto& [word, use, none, nothing] : rows_of(k_words)) uses[word] |= 1ull << index_of(kUses, use);
    for (const auto& [form, use, number, sex] : rows_of(k_pronouns)) {
      pronouns.emplace(form, Pronoun{Case(index_of(kCases, use)), number.empty() ? '\0' : number[0], sex.empty() ? '\0' : sex[0]});
    }
    for (const auto& [word, sex, none, nothing] : rows_of(k_honorifics)) honorifics.emplace(word, sex.empty() ? 'u' : sex[0]);
    for (const auto& [feature, value, none, nothing] : rows_of(k_weights)) {
      double number = 0;
      std::from_chars(value.data(), value.data() + value.size(), number);
      weights.emplace(feature, number);
    }
  }
};

const Tables& tables() {
  static const Tables kTables;
  return kTables;
}

}  // namespace

const Noun* noun(std::string_view word) {
  const auto found = tables().nouns.find(word);
  return found == tables().nouns.end() ? nullptr : &found->second;
}

bool is(std::string_view word, Use use) {
  const auto found = tables().uses.find(word);
  return found != tables().uses.end() && (found->second & static_cast<std::uint64_t>(use));
}

const Pronoun* pronoun(std::string_view word) {
  const auto found = tables().pronouns.find(word);
  return found == tables().pronouns.end() ? nullptr : &found->second;
}

char honorific(std::string_view word) {
  const auto found = tables().honorifics.find(word);
  return found == tables().honorifics.end() ? '\0' : found->second;
}

double weight(std::string_view feature) {
  const auto found = tables().weights.find(feature);
  return found == tables().weights.end() ? 0 : found->second;
}

}  // namespace vedette::who
