#pragma once
// What the rules of this room look at together: the text, who is meant by which word, and which words report speech.

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "actors/actors.h"
#include "grammar/grammar.h"
#include "page/page.h"
#include "quotes/cues.h"
#include "quotes/stretches.h"

namespace vedette {

struct Scene {
  Scene(const Page& page, const Grammar& grammar, const Actors& actors, const Cues& cues, const std::vector<Stretch>& stretches);

  const Page& page;
  const Grammar& grammar;
  const Actors& actors;
  const std::vector<Stretch>& stretches;
  std::vector<CueKind> cue;                  // of each token
  std::vector<CueKind> taken_for_noun;       // of each noun: what it would report, were it a verb ("Jones notes")
  std::vector<std::uint32_t> mention;        // 1 + the innermost mention that covers a token (adjectives left out), 0 for none
  std::vector<std::pair<TokenId, TokenId>> under;  // of each token: its subtree, [first, behind the last)
  std::unordered_map<std::uint32_t, std::uint32_t> unclear;  // where a word begins whose reference is in doubt: its Actors::unclear
  std::vector<std::uint32_t> stretch;        // 1 + the outermost stretch whose inside covers a token, 0 for none

  std::pair<TokenId, TokenId> subtree(TokenId id) const { return under[id.value]; }
  const Token& at(TokenId id) const { return grammar.tokens[id]; }
  bool marked(TokenId id) const { return stretch[id.value] != 0; }
  bool is_verb_cue(TokenId id) const { return cue[id.value] != CueKind::none && cue[id.value] < CueKind::noun; }
  // Whose clause is what was said.
  bool is_speech(TokenId id) const {
    const CueKind kind = cue[id.value];
    return kind == CueKind::said || kind == CueKind::added || kind == CueKind::told || kind == CueKind::asked || kind == CueKind::wrote || kind == CueKind::showed;
  }

 private:
  void span_subtrees();
};

}  // namespace vedette
