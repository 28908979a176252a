// Makes the names that follow from others. Door: finish_names. Test: names_test.cpp.
#include "world/names.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "world/tsv.h"

namespace vedette {
namespace {

constexpr std::size_t kMostSpellings = 24;      // of a family name
constexpr std::size_t kMostFullSpellings = 16; // of a full name

// Words that belong to the family name behind them, and words behind a name that are none of it.
constexpr std::array<std::string_view, 26> kParticles = {"van", "von", "de",  "der", "den", "la",  "le",  "du", "da",  "dos", "das", "di", "del",
                                                         "al",  "el",  "bin", "ibn", "ben", "abu", "ter", "zu", "ould", "mac", "san", "st.", "af"};
constexpr std::array<std::string_view, 12> kSuffixes = {"jr", "jr.", "sr", "sr.", "i", "ii", "iii", "iv", "v", "vi", "xiv", "xvi"};

template <class List>
bool among(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_initial(std::string_view word) { return word.size() == 2 && word[1] == '.'; }

std::string joined(const std::vector<std::string_view>& words, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < words.size(); ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

// The forms of a person's full name: without initials, and the family name.
struct PersonNames {
  std::vector<std::string> full;
  std::vector<std::string> family;
};

PersonNames names_of_person(const std::string& folded, bool family_first, const Tables& tables) {
  PersonNames out;
  out.full.push_back(folded);
  std::vector<std::string_view> words = split(folded, ' ');
  std::erase_if(words, [](std::string_view word) { return is_initial(word); });
  if (const auto of = std::find(words.begin(), words.end(), "of"); of - words.begin() > 0) words.erase(of, words.end());  // "Albert II of Monaco"
  while (words.size() > 1 && among(kSuffixes, words.back())) words.pop_back();
  if (words.size() > 1 && joined(words, 0) != folded) out.full.push_back(joined(words, 0));
  if (words.size() < 2) {
    if (words.size() == 1 && words[0] != folded) out.family.emplace_back(words[0]);
    return out;
  }
  if (family_first) {
    out.family.emplace_back(words.front());
    return out;
  }
  std::size_t first = words.size() - 1;
  out.family.emplace_back(words[first]);
  while (first > 1 && among(kParticles, words[first - 1])) --first;
  if (first + 1 < words.size()) out.family.push_back(joined(words, first));
  // "al-Assad" is also "Assad".
  const std::string_view last = words.back();
  const std::size_t dash = last.find('-');
  if (dash != std::string_view::npos && among(kParticles, last.substr(0, dash))) out.family.emplace_back(last.substr(dash + 1));
  // Two family names: "Lopez Obrador".
  if (words.size() > 2 && first == words.size() - 1 && !tables.given_names.contains(std::string(words[first - 1]))) {
    out.family.push_back(joined(words, first - 1));
  }
  return out;
}

bool matches(const std::string& name, std::size_t at, const SpellingRule& rule) {
  std::string_view from = rule.from;
  const bool start = from.starts_with('^');
  const bool end = from.ends_with('$');
  if (start) from.remove_prefix(1);
  if (end) from.remove_suffix(1);
  if (from.empty() || name.compare(at, from.size(), from) != 0) return false;
  const auto edge = [&](std::size_t i) { return i >= name.size() || name[i] == ' ' || name[i] == '-'; };
  return (!start || at == 0 || edge(at - 1)) && (!end || edge(at + from.size()));
}

std::size_t length_of(const SpellingRule& rule) {
  return rule.from.size() - (rule.from.starts_with('^') ? 1 : 0) - (rule.from.ends_with('$') ? 1 : 0);
}

}  // namespace

std::vector<std::string> spellings_of(std::string_view folded, const std::vector<SpellingRule>& rules, std::size_t most) {
  std::vector<std::string> found{std::string(folded)};
  // Breadth first: names with one letter group changed stand before those with two.
  std::size_t round_begin = 0;
  for (int changes = 0; changes < 2; ++changes) {
    const std::size_t round_end = found.size();
    for (std::size_t i = round_begin; i < round_end; ++i) {
      for (const SpellingRule& rule : rules) {
        for (std::size_t at = 0; at < found[i].size(); ++at) {
          if (found.size() > most) break;
          if (!matches(found[i], at, rule)) continue;
          std::string next = found[i];
          next.replace(at, length_of(rule), rule.to);
          if (next.size() > 3 && !among(found, next)) found.push_back(std::move(next));
        }
      }
    }
    round_begin = round_end;
  }
  found.erase(found.begin());
  return found;
}

void finish_names(Tables& tables) {
  struct Wanted {
    EntityId entity;
    std::string name;
    NameUse use;
  };
  std::vector<Wanted> spelled;
  for (std::size_t i = 0; i < tables.entities.size(); ++i) {
    const EntityDraft& draft = tables.entities[i];
    if (draft.kind != EntityKind::person) continue;
    const EntityId id(tables.first_id + i);
    const bool family_first = tables.family_first.contains(draft.country) || (tables.below && tables.below->family_name_first(draft.country));
    std::vector<std::string> written{draft.name};
    for (const std::string& other : draft.other_names) {
      if (other.find(' ') != std::string::npos) written.push_back(other);
    }
    std::set<std::pair<std::string, NameUse>> own;
    for (const std::string& name : written) {
      const PersonNames names = names_of_person(fold(name), family_first, tables);
      for (const std::string& full : names.full) own.emplace(full, NameUse::name);
      for (const std::string& family : names.family) own.emplace(family, NameUse::short_name);
    }
    for (const auto& [name, use] : own) {
      tables.add_folded(id, name, use);
      spelled.push_back({id, name, use});
    }
  }
  // A spelling that is somebody's or something's own name is left to them.
  std::vector<Wanted> guessed;
  for (const Wanted& name : spelled) {
    for (std::string& other : spellings_of(name.name, tables.spellings, name.use == NameUse::name ? kMostFullSpellings : kMostSpellings)) {
      if (!tables.names.contains(other)) guessed.push_back({name.entity, std::move(other), name.use});
    }
  }
  for (const Wanted& name : guessed) tables.add_folded(name.entity, name.name, name.use, false, true);
}

}  // namespace vedette
