#pragma once
// The network in training: tables of hashed features and word vectors, a small dense layer per word form, an encoder of
// convolutions and long short-term memory, and heads for tags, names, heads and relations. src/grammar/network.h reads what this
// learns.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <torch/torch.h>

#include "corpus.h"
#include "grammar/features.h"
#include "grammar/network.h"

namespace vedette::training {

inline constexpr int kVector = kVectorSize;
inline constexpr int kForm = kFormInputs;

struct Config {
  int width = 128;
  int form_hidden = 192;
  std::string layers = "cclc";  // c convolution, l long short-term memory
  int arc = 96;
  int relation = 96;
};

// Word vectors by the key of the folded form, most frequent words first.
struct Vectors {
  std::vector<std::uint64_t> keys;
  std::vector<float> values;  // kVector each
  std::unordered_map<std::uint64_t, std::uint32_t> row_of;
  std::map<std::uint32_t, std::uint16_t> lists;  // of a key's upper half: a bit for each list of the world's names that it is on
  void index();
};

Vectors read_vectors(const std::string& path);

// A row of a sparse table with Adam's moments.
struct Table {
  std::uint32_t rows = 0;
  std::vector<float> values, first, second, gradient;
  std::vector<std::uint32_t> touched;
  std::vector<std::uint8_t> is_touched;
};

// Word forms are looked at once.
class Forms {
 public:
  std::uint32_t id(const std::string& form);
  const FormFeatures& features(std::uint32_t id) const { return features_[id]; }

 private:
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::vector<FormFeatures> features_;
  std::string scratch_;
};

// Sentences laid behind each other with an empty row before, between and after.
struct Batch {
  std::vector<const Sentence*> sentences;
  std::vector<std::uint32_t> forms;        // distinct form ids
  std::vector<std::int64_t> row_form;      // per row: index into forms, or forms.size() for an empty row
  std::vector<std::int64_t> begin;         // first row of each sentence
  std::vector<std::uint8_t> drop;          // per form: bit 0 drop the word rows, bit 1 drop the vector
  std::int64_t rows = 0;
  std::int64_t words = 0;
};

Batch make_batch(const std::vector<const Sentence*>& sentences, Forms& forms);

// Random numbers of one replica (xorshift64*), so that what a step does depends on its seed alone.
struct Dice {
  std::uint64_t state = 1;
  std::uint64_t next() {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545F4914F6CDD1DULL;
  }
  double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(share() * static_cast<double>(n)); }
};

struct Output {
  torch::Tensor upos, xpos, name;         // logits per row
  torch::Tensor query, key;               // rows x arc
  torch::Tensor relation_dependent, relation_head;
};

struct Losses {
  torch::Tensor total;
  double arc = 0, relation = 0, upos = 0, xpos = 0, name = 0;
};

// The dense parameters, by name; a replica shares the values and has gradients of its own.
using Parameters = std::map<std::string, torch::Tensor>;
// The largest input of each dense layer.
using Ranges = std::map<std::string, double>;

class Net {
 public:
  Net(const Config& config, const Vectors& vectors, std::uint64_t seed);

  torch::Tensor embed(const Batch& batch, const Forms& forms) const;  // distinct forms x kForm
  void scatter(const Batch& batch, const Forms& forms, const torch::Tensor& gradient);
  Output forward(const Parameters& p, const Batch& batch, const torch::Tensor& embedded, double dropout, Dice* dice, Ranges* ranges = nullptr) const;
  Losses loss(const Parameters& p, const Batch& batch, const Output& out) const;

  Parameters replica() const;
  void step(const std::vector<Parameters>& replicas, double rate);
  void save(const std::string& path) const;
  void load(const std::string& path);

  Config config;
  const Vectors& vectors;
  Parameters parameters;
  Table words, affixes, grams;
  double name_weight = 1;  // of the names in the loss

 private:
  void step_table(Table& table, double rate, double scale);
  std::map<std::string, std::pair<torch::Tensor, torch::Tensor>> moments_;
  std::int64_t steps_ = 0;
};

// For decode_labels: an I only behind a B or an I of its kind.
std::vector<float> name_transitions();
// Arc scores of one sentence (words x words + 1, column 0 the root), from forward's rows.
torch::Tensor arc_scores(const Parameters& p, const Output& out, std::int64_t begin, std::int64_t size);
torch::Tensor relation_logits(const Parameters& p, const torch::Tensor& dependent, const torch::Tensor& head);

}  // namespace vedette::training
