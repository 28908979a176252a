// The table of words that report speech. Doors: Cues::load, Cues::parse. Test: cues_test.cpp.

#include "quotes/cues.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

namespace vedette {
namespace {

constexpr auto kKindNames = std::to_array<std::string_view>({"none", "said", "added", "told", "asked", "wrote", "called", "showed", "thought", "noun", "according"});

}  // namespace

CueKind Cues::find(const std::vector<Entry>& entries, std::string_view lemma) {
  const auto at = std::lower_bound(entries.begin(), entries.end(), lemma, [](const Entry& entry, std::string_view key) { return entry.lemma < key; });
  return at != entries.end() && at->lemma == lemma ? at->kind : CueKind::none;
}

Result<Cues> Cues::load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{fmt::format("{}: the table of reporting words cannot be opened. Is the data folder whole?", path)};
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return parse(text, path);
}

Result<Cues> Cues::parse(std::string_view tsv, std::string_view file) {
  Cues cues;
  std::size_t number = 0;
  bool header = false;
  while (!tsv.empty()) {
    std::string_view line = tsv.substr(0, tsv.find('\n'));
    tsv.remove_prefix(std::min(tsv.size(), line.size() + 1));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    if (!header) {
      if (line != "lemma\tkind") return Error{fmt::format("{}:{}: expected the header \"lemma<tab>kind\", found \"{}\"", file, number, line)};
      header = true;
      continue;
    }
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || tab == 0 || line.find('\t', tab + 1) != std::string_view::npos) {
      return Error{fmt::format("{}:{}: expected two columns, lemma and kind, with a tab between; found \"{}\"", file, number, line)};
    }
    const auto kind = std::find(kKindNames.begin() + 1, kKindNames.end(), line.substr(tab + 1));
    if (kind == kKindNames.end()) {
      return Error{fmt::format("{}:{}: no such kind: \"{}\". Kinds are {}", file, number, line.substr(tab + 1),
                               fmt::join(kKindNames.begin() + 1, kKindNames.end(), ", "))};
    }
    const auto value = static_cast<CueKind>(kind - kKindNames.begin());
    const bool as_noun = value == CueKind::noun || value == CueKind::according;
    (as_noun ? cues.nouns_ : cues.verbs_).push_back({std::string(line.substr(0, tab)), value});
  }
  if (!header) return Error{fmt::format("{}: empty: expected the header \"lemma<tab>kind\" and rows", file)};
  for (std::vector<Entry>* entries : {&cues.verbs_, &cues.nouns_}) {
    std::sort(entries->begin(), entries->end(), [](const Entry& a, const Entry& b) { return a.lemma < b.lemma; });
    const auto twice = std::adjacent_find(entries->begin(), entries->end(), [](const Entry& a, const Entry& b) { return a.lemma == b.lemma; });
    if (twice != entries->end()) {
      return Error{fmt::format("{}: \"{}\" has two rows, as {} and as {}: keep one", file, twice->lemma,
                               kKindNames[static_cast<std::size_t>(twice->kind)], kKindNames[static_cast<std::size_t>((twice + 1)->kind)])};
    }
  }
  return cues;
}

}  // namespace vedette
