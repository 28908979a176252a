// The lexicon in memory: words by number, frames by their trigger. Its only doors: Lexicon::load and the questions of lexicon.h.
// How the files are read stands in lexicon_reader.cpp. Test: lexicon_test.cpp.

#include "events/lexicon.h"

#include "events/lexicon_data.h"

namespace vedette {
namespace {

const std::vector<std::uint32_t> kNoFrames;
const std::vector<std::string_view> kNoContexts;

Effect status_among(std::uint32_t effects) {
  for (int e = static_cast<int>(Effect::happened); e <= static_cast<int>(Effect::hypothetical); ++e) {
    if (effects >> e & 1) return static_cast<Effect>(e);
  }
  return Effect::none;
}

}  // namespace

Lexicon::Lexicon() : data_(std::make_unique<Data>()) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

std::string_view Lexicon::digest() const { return data_->digest; }
const std::vector<Frame>& Lexicon::frames() const { return data_->frames; }

const std::vector<std::uint32_t>& Lexicon::frames_of(WordId word, WordKind kind) const {
  const auto& by_word = data_->frames_by_word[static_cast<std::size_t>(kind)];
  const auto found = word ? by_word.find(word) : by_word.end();
  return found == by_word.end() ? kNoFrames : found->second;
}

const EventType& Lexicon::type(std::uint32_t id) const { return data_->types[id]; }

const EventType* Lexicon::type_named(std::string_view name, std::uint32_t* id) const {
  for (std::uint32_t i = 0; i < data_->types.size(); ++i) {
    if (data_->types[i].name == name) {
      if (id) *id = i;
      return &data_->types[i];
    }
  }
  return nullptr;
}

const Code* Lexicon::code(std::string_view cameo) const {
  const auto found = data_->codes.find(std::string(cameo));
  return found == data_->codes.end() ? nullptr : &found->second;
}

WordId Lexicon::word(std::string_view lemma) const {
  const auto found = data_->words.find(lemma);
  return found == data_->words.end() ? 0 : found->second;
}

Classes Lexicon::classes(WordId word) const { return data_->word_classes[word]; }

Classes Lexicon::class_bit(std::string_view name) const {
  const auto found = data_->class_bits.find(name);
  return found == data_->class_bits.end() ? Classes() : found->second;
}

bool Lexicon::has(WordId word, WordKind kind, Effect effect) const {
  return data_->effects[static_cast<std::size_t>(kind)][word] >> static_cast<int>(effect) & 1;
}

Effect Lexicon::status_effect(WordId word, WordKind kind) const {
  return status_among(data_->effects[static_cast<std::size_t>(kind)][word]);
}

bool Lexicon::adverb_has(WordId word, Effect effect) const { return data_->effects[3][word] >> static_cast<int>(effect) & 1; }
Effect Lexicon::adverb_status(WordId word) const { return status_among(data_->effects[3][word]); }

const std::vector<std::string_view>& Lexicon::contexts(WordId word) const {
  const auto found = word ? data_->contexts.find(word) : data_->contexts.end();
  return found == data_->contexts.end() ? kNoContexts : found->second;
}

const Refinement* Lexicon::refinement(std::string_view outer, std::string_view inner) const {
  const auto found = data_->refinements.find(std::string(outer) + '>' + std::string(inner));
  return found == data_->refinements.end() ? nullptr : &found->second;
}

const std::vector<UsualRole>& Lexicon::usual_roles() const { return data_->usual_roles; }

double Lexicon::weight(std::string_view feature) const {
  const auto found = data_->weights.find(std::string(feature));
  return found == data_->weights.end() ? 0 : found->second;
}

}  // namespace vedette
