// Looks up what the rules of this room need of each token. Door: Scene. Test: quotes_test.cpp.

#include "quotes/scene.h"

#include <algorithm>

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
      under(grammar_.tokens.size()),
      stretch(grammar_.tokens.size(), 0) {
  span_subtrees();
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
  for (std::uint32_t u = 0; u < actors.unclear.size(); ++u) {
    const auto [begin, end] = grammar.tokens_in(actors.unclear[u].span);
    for (TokenId id = begin; id < end; ++id.value) unclear[at(id).span.begin] = u;
  }
  for (std::uint32_t s = 0; s < stretches.size(); ++s) {
    if (stretches[s].parent != Stretch::kNone) continue;
    const auto [begin, end] = grammar.tokens_in(stretches[s].inside);
    for (TokenId id = begin; id < end; ++id.value) stretch[id.value] = s + 1;
  }
}

// All subtrees at once, so that a sentence of any length takes linear time: heads before their words in `order`, then back.
void Scene::span_subtrees() {
  std::vector<TokenId> order;
  order.reserve(grammar.tokens.size());
  for (TokenId id(std::size_t{0}); id.value < grammar.tokens.size(); ++id.value) {
    under[id.value] = {id, TokenId(id.value + 1)};
    if (!grammar.head(id)) order.push_back(id);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (TokenId child : grammar.children(order[i])) order.push_back(child);
  }
  for (std::size_t i = order.size(); i-- > 0;) {
    const TokenId head = grammar.head(order[i]);
    if (!head) continue;
    auto& [first, end] = under[head.value];
    first = std::min(first, under[order[i].value].first);
    end = std::max(end, under[order[i].value].second);
  }
}

}  // namespace vedette
