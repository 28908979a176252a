#pragma once
// Words that report speech, from lexicon/cues.tsv: a table that a person keeps.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vedette {

enum class CueKind : std::uint8_t { none, said, added, told, asked, wrote, called, showed, thought, noun, according };

class Cues {
 public:
  // Errors name the file, the line and what was expected.
  static Result<Cues> load(const std::string& path);
  static Result<Cues> parse(std::string_view tsv, std::string_view file);

  CueKind verb(std::string_view lemma) const { return find(verbs_, lemma); }
  bool noun(std::string_view lemma) const { return find(nouns_, lemma) == CueKind::noun; }
  bool according(std::string_view lemma) const { return find(nouns_, lemma) == CueKind::according; }
  std::size_t size() const { return verbs_.size() + nouns_.size(); }

 private:
  struct Entry {
    std::string lemma;
    CueKind kind;
  };
  static CueKind find(const std::vector<Entry>& entries, std::string_view lemma);

  std::vector<Entry> verbs_;  // sorted by lemma
  std::vector<Entry> nouns_;  // nouns and prepositions, sorted by lemma
};

}  // namespace vedette
