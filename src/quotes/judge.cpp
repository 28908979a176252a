// Tells quotes from other words between marks. Door: judge. Test: quotes_test.cpp.

#include "quotes/judge.h"

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kFewWords = 3;       // below this it takes a reporting word
constexpr std::size_t kTitleWords = 12;     // longer names of works are not looked for
constexpr std::size_t kUtteranceWords = 5;  // what nobody is said to have said counts from here on

bool finite(Xpos xpos) { return xpos == Xpos::vbd || xpos == Xpos::vbz || xpos == Xpos::vbp || xpos == Xpos::md; }

}  // namespace

Judgement judge(const Scene& scene, const Stretch& stretch, const Attribution& by) {
  const Grammar& grammar = scene.grammar;
  const auto [begin, end] = grammar.tokens_in(stretch.inside);
  std::size_t words = 0, capitals = 0, content = 0;
  bool verb = false;
  for (TokenId id = begin; id < end; ++id.value) {
    const Token& token = grammar.tokens[id];
    if (token.upos == Upos::punct || token.upos == Upos::sym) continue;
    ++words;
    verb |= finite(token.xpos) || (token.upos == Upos::verb && token.xpos == Xpos::vb);
    const bool light = token.upos == Upos::adp || token.upos == Upos::det || token.upos == Upos::cconj || token.upos == Upos::part || token.upos == Upos::num;
    if (light) continue;
    ++content;
    std::size_t at = token.span.begin;
    capitals += is_upper(next_code_point(grammar.text, at));
  }
  if (words == 0) return {};
  std::size_t first = stretch.inside.begin;
  const bool upper_first = is_upper(next_code_point(grammar.text, first));
  std::size_t last = stretch.inside.end;
  const char32_t final = previous_code_point(grammar.text, last);
  const bool stopped = final == U'.' || final == U'!' || final == U'?' || final == U',' || final == 0x2026;
  Judgement judgement;
  judgement.direct = upper_first && (verb || stopped) && (words >= kFewWords || stopped);

  // Between two words of a name it is a nickname.
  const auto is_name = [&](TokenId id) { return scene.at(id).upos == Upos::propn; };
  if (begin.value >= 2 && end.value + 1 < grammar.tokens.size() && words <= 3 && is_name(TokenId(begin.value - 2)) && is_name(TokenId(end.value + 1)) &&
      scene.at(TokenId(begin.value - 2)).sentence == scene.at(TokenId(end.value + 1)).sentence) {
    return {};
  }
  // The name of a work, a slogan on a hat: all its words that carry meaning are capitals, and nobody is said to say it just here.
  const bool own_cue = by.tie == Tie::cue && by.cue;
  if (content >= 2 && capitals == content && words < kTitleWords && !(own_cue && by.beside)) return {};
  if (stretch.parent != Stretch::kNone) {
    judgement.quote = own_cue;
    return judgement;
  }
  switch (by.tie) {
    case Tie::cue: judgement.quote = true; break;
    case Tie::subject:
    case Tie::carried: judgement.quote = words > kFewWords || (judgement.direct && stopped && words == kFewWords); break;
    case Tie::none: judgement.quote = words >= kUtteranceWords && judgement.direct; break;
  }
  return judgement;
}

}  // namespace vedette
