// Makes fingerprints. Door: fingerprint_of. Test: stories_test.cpp.
#include "stories/fingerprint.h"

#include <algorithm>
#include <limits>
#include <string>

#include "base/digest.h"
#include "base/utf8.h"
#include "report/reading.h"

namespace vedette {
namespace {

constexpr int kShingle = 5;           // words
constexpr float kNameWeight = 2.0F;
constexpr float kHeadWeight = 2.0F;   // title and first sentences say what the report is of
constexpr std::size_t kHeadSentences = 2;

std::uint64_t mix(std::uint64_t x) {  // the finalizer of SplitMix64 (Steele et al. 2014)
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

bool is_word(const Token& token) { return token.upos != Upos::punct && token.upos != Upos::sym; }

Signature signature_of(const Grammar& grammar) {
  Signature signature;
  signature.fill(std::numeric_limits<std::uint32_t>::max());
  std::array<std::uint64_t, kShingle> window{};
  int filled = 0;
  const auto take = [&](std::uint64_t shingle) {
    for (std::size_t i = 0; i < kHashes; ++i) {
      const auto hash = static_cast<std::uint32_t>(mix(shingle + i * 0x9E3779B97F4A7C15ULL) >> 32);
      signature[i] = std::min(signature[i], hash);
    }
  };
  for (std::size_t i = 0; i < grammar.tokens.size(); ++i) {
    const TokenId token(i);
    if (!is_word(grammar.tokens[token])) continue;
    std::rotate(window.begin(), window.begin() + 1, window.end());
    window.back() = hash64(lower(grammar.form(token)));
    if (++filled < kShingle) continue;
    std::uint64_t shingle = 0;
    for (const std::uint64_t word : window) shingle = mix(shingle ^ word) + 1;
    take(shingle);
  }
  if (filled > 0 && filled < kShingle) take(hash64(grammar.text));
  return signature;
}

}  // namespace

Fingerprint fingerprint_of(const Reading& reading) {
  const Grammar& grammar = reading.grammar;
  Fingerprint print;
  print.published = reading.page->published;
  print.signature = signature_of(grammar);
  for (std::size_t i = 0; i < grammar.tokens.size(); ++i) {
    const TokenId id(i);
    const Token& token = grammar.tokens[id];
    const bool content = token.upos == Upos::noun || token.upos == Upos::propn || token.upos == Upos::verb || token.upos == Upos::adj || token.upos == Upos::num;
    if (!content) continue;
    float weight = token.upos == Upos::propn ? kNameWeight : 1.0F;
    if (token.sentence.value < kHeadSentences) weight *= kHeadWeight;
    print.terms.push_back({hash64(lower(grammar.lemma(id))), weight});
  }
  for (const Actor& actor : reading.actors.actors) {
    if (!actor.entity) continue;
    print.terms.push_back({hash64(std::to_string(actor.entity.value), 1), static_cast<float>(std::min<std::size_t>(actor.mentions.size(), 4))});
  }
  std::sort(print.terms.begin(), print.terms.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < print.terms.size(); ++i) {
    if (kept > 0 && print.terms[kept - 1].term == print.terms[i].term) {
      print.terms[kept - 1].weight += print.terms[i].weight;
    } else {
      print.terms[kept++] = print.terms[i];
    }
  }
  print.terms.resize(kept);
  return print;
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
    keys[band] = key;
  }
  return keys;
}

}  // namespace vedette
