// The names of the tag sets, in the order of their enums. Only door: tags.h. Test: tags_test.cpp.
#include "grammar/tags.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vedette {
namespace {

constexpr std::array<std::string_view, 17> kUpos = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB",
    "X"};

constexpr std::array<std::string_view, 52> kXpos = {
    "_", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS", "PRP",
    "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB",
    "-LRB-", "-RRB-", ",", ":", ".", "``", "''", "$", "#", "AFX", "ADD", "NFP", "GW", "HYPH", "XX"};

constexpr std::array<std::string_view, 52> kRelation = {
    "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "clf", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det",
    "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc",
    "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked",
    "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"};

static_assert(kUpos.size() == static_cast<std::size_t>(Upos::x) + 1);
static_assert(kXpos.size() == static_cast<std::size_t>(Xpos::xx) + 1);
static_assert(kRelation.size() == static_cast<std::size_t>(Relation::xcomp) + 1);

// Rooms ask for the base of a relation at every word: it is looked up, not spelled out.
constexpr auto kBase = [] {
  std::array<Relation, kRelation.size()> bases{};
  for (std::size_t i = 0; i < kRelation.size(); ++i) {
    const std::string_view stem = kRelation[i].substr(0, kRelation[i].find(':'));
    for (std::size_t k = 0; k < kRelation.size(); ++k) {
      if (kRelation[k] == stem) bases[i] = static_cast<Relation>(k);
    }
  }
  return bases;
}();

template <class Tag, std::size_t Size>
std::optional<Tag> tag_of(const std::array<std::string_view, Size>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Tag>(found - names.begin());
}

}  // namespace

std::string_view name_of(Upos upos) { return kUpos[static_cast<std::size_t>(upos)]; }
std::string_view name_of(Xpos xpos) { return kXpos[static_cast<std::size_t>(xpos)]; }
std::string_view name_of(Relation relation) { return kRelation[static_cast<std::size_t>(relation)]; }

std::optional<Upos> upos_of(std::string_view name) { return tag_of<Upos>(kUpos, name); }
std::optional<Xpos> xpos_of(std::string_view name) { return tag_of<Xpos>(kXpos, name); }

std::optional<Relation> relation_of(std::string_view name) {
  const std::optional<Relation> whole = tag_of<Relation>(kRelation, name);
  return whole ? whole : tag_of<Relation>(kRelation, name.substr(0, name.find(':')));
}

Relation base(Relation relation) { return kBase[static_cast<std::size_t>(relation)]; }

}  // namespace vedette
