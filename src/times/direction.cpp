// Reads the tense of the verb that a time belongs to. Door: direction_of. Test: times_test.cpp.
#include "times/direction.h"

#include <algorithm>
#include <string_view>

#include "grammar/grammar.h"

namespace vedette {
namespace {

constexpr int kSteps = 8;

// Participles and adjectives that look ahead: "due on Tuesday", "the meeting scheduled for 3 May".
bool looks_ahead(std::string_view lemma) {
  constexpr std::string_view words[] = {"due", "expect", "plan", "schedule", "set", "slate"};
  return std::find(std::begin(words), std::end(words), lemma) != std::end(words);
}

Direction of_verb(const Grammar& grammar, TokenId verb) {
  const Token& token = grammar.tokens[verb];
  const std::string_view lemma = grammar.lemma(verb);
  Direction found = Direction::unknown;
  if (token.xpos == Xpos::vbd) found = Direction::past;
  if (looks_ahead(lemma) && (token.xpos == Xpos::vbn || token.upos == Upos::adj)) return Direction::future;
  for (const TokenId child : grammar.children(verb)) {
    const Token& part = grammar.tokens[child];
    const Relation relation = base(part.relation);
    if (relation == Relation::mark && part.xpos == Xpos::to && token.xpos == Xpos::vb) return Direction::future;
    if (relation != Relation::aux && relation != Relation::cop) continue;
    const std::string_view word = grammar.lemma(child);
    // "He said he would visit on Wednesday" looks ahead from the saying.
    if (word == "will" || word == "would" || word == "shall" || word == "wo" || word == "'ll") return Direction::future;
    if (part.xpos == Xpos::vbd) found = Direction::past;
    if (word == "have") found = Direction::past;
  }
  return found;
}

}  // namespace

Direction direction_of(const Grammar& grammar, TokenId token) {
  TokenId at = token;
  for (int step = 0; step < kSteps && at; ++step, at = grammar.tokens[at].head) {
    const Token& word = grammar.tokens[at];
    if (word.upos != Upos::verb && word.upos != Upos::aux && word.upos != Upos::adj &&
        !(word.upos == Upos::noun && grammar.child(at, Relation::cop)))
      continue;
    if (const Direction found = of_verb(grammar, at); found != Direction::unknown) return found;
  }
  return Direction::unknown;
}

}  // namespace vedette
