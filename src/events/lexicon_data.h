#pragma once
// What a Lexicon holds; seen by lexicon.cpp and lexicon_reader.cpp alone.

#include <deque>
#include <functional>

#include "events/lexicon.h"

namespace vedette {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
};

struct Lexicon::Data {
  std::string digest;
  std::vector<EventType> types;
  std::vector<Frame> frames;
  std::array<std::unordered_map<WordId, std::vector<std::uint32_t>>, 3> frames_by_word;
  std::unordered_map<std::string, WordId, StringHash, std::equal_to<>> words;
  std::vector<Classes> word_classes = {{}};  // by WordId
  // Bits of Effect by WordId: verbs, nouns, adjectives, adverbs.
  std::array<std::vector<std::uint32_t>, 4> effects = {std::vector<std::uint32_t>(1), std::vector<std::uint32_t>(1),
                                                       std::vector<std::uint32_t>(1), std::vector<std::uint32_t>(1)};
  std::unordered_map<std::string, Classes, StringHash, std::equal_to<>> class_bits;
  std::unordered_map<std::string, Code> codes;
  std::deque<std::string> context_names;  // never moved: views point at them
  std::unordered_map<WordId, std::vector<std::string_view>> contexts;
  std::unordered_map<std::string, Refinement> refinements;
  std::vector<UsualRole> usual_roles;
  std::unordered_map<std::string, double> weights;
};

}  // namespace vedette
