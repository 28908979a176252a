// Looks up what the rules of this room need of each token. Door: Scene. Test: quotes_test.cpp.

#include "quotes/scene.h"

#include "base/utf8.h"

namespace vedette {

Scene::Scene(const Page& page_, const Grammar& grammar_, const Actors& actors_, const Cues& cues, const std::vector<Stretch>& stretches_)
    : page(page_),
      grammar(grammar_),
      actors(actors_),
      stretches(stretches_),
      cue(grammar_.tokens.size(), CueKind::none),
      taken_for_noun(grammar_.tokens.size(), CueKind::none),
      mention(grammar_.tokens.size(), 0),
      stretch(grammar_.tokens.size(), 0) {
  for (TokenId id(std::size_t{0}); id.value < grammar.tokens.size(); ++id.value) {
    const Token& token = grammar.tokens[id];
    const std::string_view lemma = grammar.lemma(id);
    if (token.upos == Upos::verb || token.upos == Upos::aux) cue[id.value] = cues.verb(lemma);
    else if (token.upos == Upos::noun) taken_for_noun[id.value] = cues.verb(lemma);
    if (token.upos == Upos::noun && cues.noun(lemma)) cue[id.value] = CueKind::noun;
    if (cue[id.value] == CueKind::none && (token.upos == Upos::verb || token.upos == Upos::adp) && token.span.size() < 12 && cues.according(lower(grammar.form(id)))) {
      cue[id.value] = CueKind::according;
    }
  }
  for (std::uint32_t m = 0; m < actors.mentions.size(); ++m) {
    const Mention& own = actors.mentions[m];
    if (own.adjective) continue;
    for (TokenId id = own.begin; id < own.end; ++id.value) mention[id.value] = m + 1;
  }
  for (std::uint32_t s = 0; s < stretches.size(); ++s) {
    if (stretches[s].parent != Stretch::kNone) continue;
    const auto [begin, end] = grammar.tokens_in(stretches[s].inside);
    for (TokenId id = begin; id < end; ++id.value) stretch[id.value] = s + 1;
  }
}

}  // namespace vedette
