#pragma once
// What page knows of a string of letters: is it a word, how common, is it a name of the world or of this article.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.h"

namespace vedette {

class World;
class Words;

// A run of letters (with marks that combine with them).
struct Letters {
  Span span;
  bool first_upper = false;
  bool all_upper = false;
  bool has_upper = false;
};

std::vector<Letters> letters_of(std::string_view text);

class Known {
 public:
  Known(const World& world, const Words& words, std::string_view text);

  const World& world;
  const Words& words;

  const std::vector<Letters>& letters() const { return letters_; }
  int seen(std::string_view word) const;  // how often these letters stand alone in the article

  // SCOWL's level of the word whatever its capitals, 0 if it is unknown.
  int rarity(std::string_view word) const;
  // Known to be a name: to the world (an entity's, a person's, a place's) or to the word list.
  bool is_name(std::string_view word) const;
  // Any of these, or a plural of one.
  bool is_known(std::string_view word) const;

 private:
  std::vector<Letters> letters_;
  std::unordered_map<std::string_view, int> seen_;  // of words with a capital only: names
};

}  // namespace vedette
