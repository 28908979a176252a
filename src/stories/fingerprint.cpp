// Makes fingerprints. Door: fingerprint_of. Test: stories_test.cpp.
#include "stories/fingerprint.h"

#include <algorithm>
#include <limits>
#include <string>

#include "base/digest.h"
#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::size_t kShingle = 5;   // words
constexpr float kNameWeight = 2.0F;
constexpr float kHeadWeight = 2.0F;   // title and first sentences say what the report is of
constexpr int kHeadSentences = 2;
constexpr std::size_t kMentions = 4;  // of an entity that count

std::uint64_t mix(std::uint64_t x) {  // the finalizer of SplitMix64 (Steele et al. 2014)
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

std::uint32_t term_of(std::string_view word, std::uint64_t seed) { return static_cast<std::uint32_t>(hash64(word, seed)); }

struct Reader {
  Fingerprint print;
  std::array<std::uint32_t, kHashes> least;
  std::array<std::uint64_t, kShingle> window{};
  std::size_t words = 0;
  int sentence = 0;

  Reader() { least.fill(std::numeric_limits<std::uint32_t>::max()); }

  // Each of the hashes is a multiply and an add of the shingle's (Carter & Wegman 1979), which compilers turn into vector code.
  void take_shingle(std::uint64_t shingle) {
    const auto low = static_cast<std::uint32_t>(shingle);
    const auto high = static_cast<std::uint32_t>(shingle >> 32);
    for (std::uint32_t i = 0; i < kHashes; ++i) {
      std::uint32_t hash = (low ^ (i * 0x9E3779B9U)) * (high | 1U);
      hash ^= hash >> 15;
      hash *= 0x2C1B3C6DU;
      hash ^= hash >> 13;
      least[i] = std::min(least[i], hash);
    }
  }

  void take_word(const PlainWord& word, bool named) {
    std::rotate(window.begin(), window.begin() + 1, window.end());
    window.back() = hash64(word.lower);
    if (++words >= kShingle) {
      std::uint64_t shingle = 0;
      for (const std::uint64_t one : window) shingle = mix(shingle ^ one) + 1;
      take_shingle(shingle);
    }
    if (word.lower.size() < 2 || is_running_word(word.lower)) return;
    float weight = named || (word.capital && !word.first) ? kNameWeight : 1.0F;
    if (sentence < kHeadSentences) weight *= kHeadWeight;
    print.terms.push_back({term_of(word.lower, 0), weight});
  }
};

}  // namespace

Fingerprint fingerprint_of(const Told& told, std::string_view text, const BlockWords& words) {
  Reader reader;
  reader.print.published = told.published;
  std::vector<Range> names;
  for (const ToldActor& actor : told.actors) names.insert(names.end(), actor.names.begin(), actor.names.end());
  std::sort(names.begin(), names.end());
  const RangeIndex index(text);
  std::size_t name = 0;
  for (const std::vector<PlainWord>& block : words) {
    for (const PlainWord& word : block) {
      if (word.first && !word.opens_block) ++reader.sentence;
      while (name < names.size() && index.byte(names[name].end) <= word.begin) ++name;
      reader.take_word(word, name < names.size() && index.byte(names[name].begin) <= word.begin);
    }
    ++reader.sentence;
  }
  if (reader.words > 0 && reader.words < kShingle) {
    std::uint64_t shingle = 0;
    for (const std::uint64_t one : reader.window) shingle = mix(shingle ^ one) + 1;
    reader.take_shingle(shingle);
  }
  Fingerprint& print = reader.print;
  print.has_signature = reader.words > 0;
  for (std::size_t i = 0; i < kHashes; ++i) print.signature[i] = static_cast<std::uint16_t>(reader.least[i]);
  for (const ToldActor& actor : told.actors)
    if (!actor.entity.empty() && actor.mentions > 0) print.terms.push_back({term_of(actor.entity, 1), static_cast<float>(std::min(actor.mentions, kMentions))});
  std::sort(print.terms.begin(), print.terms.end());
  std::size_t kept = 0;
  for (const Term term : print.terms) {
    if (kept > 0 && print.terms[kept - 1].term == term.term) {
      print.terms[kept - 1].weight += term.weight;
    } else {
      print.terms[kept++] = term;
    }
  }
  print.terms.resize(kept);
  return std::move(reader.print);
}

double resemblance(const Signature& a, const Signature& b) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < kHashes; ++i) same += a[i] == b[i];
  return static_cast<double>(same) / kHashes;
}

std::array<std::uint64_t, kBands> bands_of(const Signature& signature) {
  constexpr std::size_t kRows = kHashes / kBands;
  std::array<std::uint64_t, kBands> keys;
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t key = band;
    for (std::size_t row = 0; row < kRows; ++row) key = mix(key ^ signature[band * kRows + row]) + row;
    keys[band] = key >> 17;
  }
  return keys;
}

}  // namespace vedette
