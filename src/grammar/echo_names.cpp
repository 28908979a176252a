// Carries surnames over an article. Door: echo_names. Test: echo_names_test.cpp.
// Source of the idea: Chieu and Ng 2002, "Named entity recognition: a maximum entropy approach using global information".

#include "grammar/echo_names.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kShortestSurname = 3;  // bytes

bool capital(std::string_view word) {
  std::size_t at = 0;
  const bool first = is_upper(next_code_point(word, at));
  return first && at < word.size() && is_lower(next_code_point(word, at));
}

}  // namespace

void echo_names(Grammar& grammar) {
  std::unordered_set<std::string_view> surnames;
  for (const Name& name : grammar.names) {
    const std::string_view last = grammar.form(TokenId(name.end.value - 1));
    if (name.kind == NameKind::person && name.end.value > name.begin.value + 1 && last.size() >= kShortestSurname && capital(last)) surnames.insert(last);
  }
  if (surnames.empty()) return;
  const std::size_t before = grammar.names.size();
  for (const Sentence& sentence : grammar.sentences) {
    for (TokenId id = sentence.begin; id < sentence.end; ++id.value) {
      Token& token = grammar.tokens[id];
      if (token.name != NameKind::none || (token.upos != Upos::noun && token.upos != Upos::propn && token.upos != Upos::adj)) continue;
      if (!surnames.contains(grammar.form(id))) continue;
      bool opens = true;  // only marks stand before it in its sentence, or the mark that opens a quote
      for (TokenId left = id; left > sentence.begin && opens;) {
        --left.value;
        opens = grammar.tokens[left].upos == Upos::punct;
        if (opens && grammar.tokens[left].xpos != Xpos::comma) break;
      }
      if (opens) {
        const TokenId next(id.value + 1);
        const bool acts = next < sentence.end && (grammar.tokens[next].upos == Upos::verb || grammar.tokens[next].upos == Upos::aux || grammar.tokens[next].xpos == Xpos::pos);
        if (!acts) continue;
      }
      token.name = NameKind::person;
      token.name_begins = true;
      token.upos = Upos::propn;
      token.xpos = Xpos::nnp;
      grammar.names.push_back({id, TokenId(id.value + 1), NameKind::person});
    }
  }
  if (grammar.names.size() > before) {
    std::stable_sort(grammar.names.begin(), grammar.names.end(), [](const Name& a, const Name& b) { return a.begin < b.begin; });
  }
}

}  // namespace vedette
