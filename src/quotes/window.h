#pragma once
// What the rules of attribution see of one stretch: its words, the words around it, and who and what stands there by order alone.

#include <utility>

#include "quotes/scene.h"

namespace vedette {

class Window {
 public:
  explicit Window(const Scene& scene) : scene_(scene), grammar_(scene.grammar) {}

  // Looks at this stretch from now on.
  void look_at(std::uint32_t index);

 protected:
  // Is the token inside another stretch than this one (or, for an inner stretch, inside it)?
  bool elsewhere(TokenId id) const;
  bool is_mark(TokenId id) const;
  bool is_dash(TokenId id) const;
  SentenceId sentence(TokenId id) const;
  bool is_nominal(TokenId id) const;
  // "said Black, who …": the head of the noun phrase right behind a verb; none where a clause or something else stands there.
  TokenId noun_behind(TokenId verb) const;
  // The head of a name that begins here; none where there is none.
  TokenId name_at(TokenId first) const;
  bool finite_speech(TokenId id) const;
  // Whatever the tree: “…,” campaign spokeswoman Jane Doe, a lawyer, said. The words up to the first comma or the verb hold who
  // speaks; the last of them is the head. Only where the quote does not end in a full stop.
  std::pair<TokenId, TokenId> by_order(TokenId first) const;
  // “Oliver, who had come late, once said”: who stands before a verb, whatever the tree.
  TokenId subject_before(TokenId verb) const;
  // “…,” Oliver barked: behind a quote that ends in a comma, who is named and does something speaks, whatever the verb.
  TokenId after_comma(TokenId first) const;
  // "Simon Rosenberg, a Clinton supporter, told …": the speech verb behind a name and what commas set apart from it.
  TokenId after_name(TokenId first) const;
  // The first actor that is named from `at` on, within `tokens` words and the sentence.
  TokenId nearest(TokenId at, std::uint32_t tokens) const;
  // The head of the name that a line of its own consists of, with a dash before it or a comma behind: "- Jane Doe", "Jane Doe, Lima".
  TokenId signature(SentenceId id) const;

  const Scene& scene_;
  const Grammar& grammar_;
  std::uint32_t index_ = 0;
  TokenId begin_;  // tokens of the stretch
  TokenId end_;
  TokenId low_;    // tokens of what it may be attributed in: its block, or the stretch that holds it
  TokenId high_;
};

}  // namespace vedette
