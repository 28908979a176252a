// Ways to look at a parsed text. Doors: the methods of Grammar, link_children. Test: grammar_test.cpp.

#include "grammar/grammar.h"

#include <algorithm>

namespace vedette {

TokenId Grammar::child(TokenId id, Relation relation) const {
  for (TokenId child : children(id)) {
    const Relation own = tokens[child].relation;
    if (own == relation || base(own) == relation) return child;
  }
  return {};
}

std::pair<TokenId, TokenId> Grammar::subtree(TokenId id) const {
  // Walks down by hand: a chain of a thousand heads must not need a thousand calls.
  TokenId first = id, last = id;
  std::vector<TokenId> open{id};
  while (!open.empty()) {
    const TokenId at = open.back();
    open.pop_back();
    first = std::min(first, at);
    last = std::max(last, at);
    for (TokenId child : children(at)) open.push_back(child);
  }
  return {first, TokenId(last.value + 1)};
}

std::pair<TokenId, TokenId> Grammar::tokens_in(Span span) const {
  const auto first = std::lower_bound(tokens.begin(), tokens.end(), span.begin, [](const Token& token, std::uint32_t at) { return token.span.end <= at; });
  const auto last = std::lower_bound(first, tokens.end(), span.end, [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  return {TokenId(static_cast<std::size_t>(first - tokens.begin())), TokenId(static_cast<std::size_t>(last - tokens.begin()))};
}

void link_children(Grammar& grammar) {
  const std::size_t count = grammar.tokens.size();
  grammar.children_begin.assign(count + 1, 0);
  for (const Token& token : grammar.tokens) {
    if (token.head) ++grammar.children_begin[token.head.value + 1];
  }
  for (std::size_t i = 0; i < count; ++i) grammar.children_begin[i + 1] += grammar.children_begin[i];
  grammar.children_flat.resize(grammar.children_begin[count]);
  std::vector<std::uint32_t> next(grammar.children_begin.begin(), grammar.children_begin.end() - 1);
  for (std::size_t i = 0; i < count; ++i) {
    const TokenId head = grammar.tokens[TokenId(i)].head;
    if (head) grammar.children_flat[next[head.value]++] = TokenId(i);
  }
}

}  // namespace vedette
