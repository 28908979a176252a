#pragma once
// The network as it is read from the model file: dense layers widened to 16-bit pairs, hashed tables left where they are mapped.
// Arithmetic: activations and weights are fixed-point integers, sums are exact, so that every code path gives the same numbers.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vedette {

inline constexpr int kEmbed = 64;      // columns of the hashed tables
inline constexpr int kVectorSize = 100;
inline constexpr int kLists = 14;      // lists of the world's names that a word can be on
inline constexpr int kFormInputs = 3 * kEmbed + kVectorSize + kLists;
inline constexpr int kDistances = 33;  // head minus dependent, cut at 16 either way
inline constexpr int kNameLabels = 9;  // O, then B and I of person, organisation, location, miscellaneous
inline constexpr int kMostInputs = 448;  // of any dense layer
inline constexpr int kActivationLimit = 4095;
inline constexpr int kWeightLimit = 1023;  // 4095 * 1023 * kMostInputs stays below 2^31

// out = in * weights + bias. Weights lie in blocks of 16 outputs, inputs two by two: [block][input / 2][output][2].
struct Dense {
  int inputs = 0;
  int outputs = 0;
  int padded_inputs = 0;   // even
  int padded_outputs = 0;  // a multiple of 16
  float in_scale = 1;      // activation = round(value * in_scale), cut at kActivationLimit
  std::vector<float> scale;  // per output: value of one unit of the sum
  std::vector<float> bias;
  std::vector<std::int16_t> weights;
};

// A hashed table or the word vectors: signed bytes, mapped.
struct ByteTable {
  int rows = 0;
  int columns = 0;
  float scale = 1;
  const std::int8_t* bytes = nullptr;
  const std::int8_t* row(std::uint32_t i) const { return bytes + static_cast<std::size_t>(i) * static_cast<std::size_t>(columns); }
};

// A convolution over three words, or a long short-term memory both ways (candidate, input, forget, output).
struct Layer {
  bool recurrent = false;
  Dense dense;
  std::array<Dense, 2> memory;  // recurrent: from the output of the word before, and of the word behind
};

struct Network {
  int width = 0;
  int arc = 0;
  int relation = 0;
  ByteTable words, affixes, grams, vectors;
  const std::uint32_t* vector_keys = nullptr;  // upper halves of the keys, in order, one a row of `vectors`
  int listed = 0;
  const std::uint32_t* list_keys = nullptr;    // likewise, of the words that are on a list
  const std::uint16_t* lists = nullptr;        // a bit for each list
  Dense form1, form2;
  std::vector<Layer> layers;
  Dense heads;  // upos, xpos, name hidden, query hidden, key, relation dependent, relation head: one product
  Dense name2, query2, relation_out;
  std::vector<float> root_key, root_relation, distance;
  std::vector<float> name_transitions;  // kNameLabels + 1 rows (from; the last is the start) x kNameLabels

  // Columns of `heads`.
  int upos_at = 0, xpos_at = 0, name_at = 0, query_at = 0, key_at = 0, dependent_at = 0, head_at = 0;
};

// Reads the section; what it maps must outlive the network.
Result<Network> read_network(std::string_view bytes);

// Puts a network into the form that read_network takes. Integers and arrays one behind the other, each 64 bytes apart.
class NetworkWriter {
 public:
  void number(std::int32_t value) { array(&value, sizeof value); }
  void floats(const std::vector<float>& values) { array(values.data(), values.size() * sizeof(float)); }
  void array(const void* data, std::size_t size);
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace vedette
