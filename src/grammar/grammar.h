#pragma once
// Grammar: sentences, words, tags, lemmas, dependency trees (UD v2) and names over the page's text.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/span.h"
#include "grammar/tags.h"

namespace vedette {

struct Page;
class Model;
class World;

enum class NameKind : std::uint8_t { none, person, organisation, location, miscellaneous };

// A syntactic word. In "don't" the words "do" and "n't" make one multiword token: every word but its last has `joined` set.
struct Token {
  Span span;
  Upos upos = Upos::x;
  Xpos xpos = Xpos::other;
  Relation relation = Relation::root;
  NameKind name = NameKind::none;
  bool name_begins = false;    // the first word of a name
  bool joined = false;         // one multiword token with the next word
  TokenId head;                // none for a root
  SentenceId sentence;
  std::uint32_t lemma_begin = 0;  // into Grammar::lemmas
  std::uint32_t lemma_end = 0;
};

struct Sentence {
  TokenId begin;  // tokens [begin, end)
  TokenId end;
  TokenId root;
  Span span;
  BlockId block;
  bool capped = false;  // longer than is parsed whole: the tree is made piece by piece
};

struct Name {
  TokenId begin;  // tokens [begin, end)
  TokenId end;
  NameKind kind;
};

struct Grammar {
  std::string_view text;  // Page::text, which must live as long
  IdVector<TokenId, Token> tokens;
  IdVector<SentenceId, Sentence> sentences;
  std::vector<Name> names;
  std::string lemmas;                          // all lemmas, one behind the other
  std::vector<std::uint32_t> children_begin;   // of token i: children[children_begin[i] .. children_begin[i + 1]), in order
  std::vector<TokenId> children_flat;

  std::string_view form(TokenId id) const { return tokens[id].span.of(text); }
  std::string_view lemma(TokenId id) const {
    const Token& token = tokens[id];
    return std::string_view(lemmas).substr(token.lemma_begin, token.lemma_end - token.lemma_begin);
  }
  std::span<const TokenId> children(TokenId id) const {
    return std::span(children_flat).subspan(children_begin[id.value], children_begin[id.value + 1] - children_begin[id.value]);
  }
  TokenId head(TokenId id) const { return tokens[id].head; }
  // The first child with this relation (its subtypes count: nsubj takes nsubj:pass too); none where there is none.
  TokenId child(TokenId id, Relation relation) const;
  // The words under `id`, itself among them, from the first to the last: [begin, end).
  std::pair<TokenId, TokenId> subtree(TokenId id) const;
  // The tokens that overlap `span`: [begin, end).
  std::pair<TokenId, TokenId> tokens_in(Span span) const;
  Span span(TokenId begin, TokenId end) const { return {tokens[begin].span.begin, tokens[TokenId(end.value - 1)].span.end}; }
};

// Fills children_begin and children_flat from the heads.
void link_children(Grammar& grammar);

// Parses the blocks that hold prose (title, dateline, byline, body, caption, other). The world settles the kinds of names. Linear in time
// and memory.
Grammar parse(const Page& page, const Model& model, const World& world);

}  // namespace vedette
