// Runs the network over an article. Only door: annotate.h. Test: annotate_test.cpp.
//
//   forms -> hashed rows and vector -> two dense layers (once a form) -> rows of words, an empty row between sentences
//         -> convolutions and long short-term memory (Hochreiter and Schmidhuber 1997), each added to what it came from
//         -> tags, names (Viterbi), heads (biaffine: Dozat and Manning 2017), relations
#include "grammar/annotate.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/digest.h"
#include "grammar/decode.h"
#include "grammar/features.h"
#include "grammar/network.h"

namespace vedette {
namespace {

constexpr std::size_t kChunk = 2048;       // rows that go through the network together
constexpr std::size_t kFormsKept = 16384;  // forms remembered; then the memory starts anew

constexpr float kAgreement = 0.3f;        // how far a repeated word's places are drawn together (measured on UNER-EWT dev)

// A stretch of a sentence that gets a tree of its own.
struct Piece {
  std::size_t row;
  TokenId begin;
  std::size_t size;
  SentenceId sentence;
};

class Reader {
 public:
  Reader(Grammar& grammar, const Network& network, const Kernels& kernels)
      : grammar_(grammar), network_(network), kernels_(kernels), width_(static_cast<std::size_t>(network.width)) {}

  void read() {
    for (std::size_t s = 0; s < grammar_.sentences.size(); ++s) {
      const SentenceId id(s);
      const Sentence& sentence = grammar_.sentences[id];
      const std::size_t size = sentence.end.value - sentence.begin.value;
      if (size == 0) continue;
      if (rows_ + std::min(size, kWholeSentence) + 2 > kChunk) flush();
      add(id, sentence);
    }
    flush();
  }

 private:
  void add(SentenceId id, const Sentence& sentence) {
    std::size_t begin = sentence.begin.value;
    const std::size_t end = sentence.end.value;
    grammar_.sentences[id].capped = end - begin > kWholeSentence;
    while (begin < end) {
      const std::size_t size = piece_size(begin, end);
      if (rows_ + size + 2 > kChunk) flush();
      if (rows_ == 0) ++rows_;
      pieces_.push_back({rows_, TokenId(begin), size, id});
      rows_ += size + 1;
      begin += size;
    }
  }

  // Cut behind a comma or the like where one is near.
  std::size_t piece_size(std::size_t begin, std::size_t end) const {
    if (end - begin <= kWholeSentence) return end - begin;
    for (std::size_t size = kWholeSentence; size > kWholeSentence / 2; --size) {
      const std::string_view form = grammar_.form(TokenId(begin + size - 1));
      if (form == "," || form == ";" || form == ":" || form == "." || form == "|" || form == "\u2022") return size;
    }
    return kWholeSentence;
  }

  void dense(const Dense& layer, const float* in, std::size_t rows, bool rectify, float* out, std::size_t out_stride) {
    const std::size_t inputs = static_cast<std::size_t>(layer.inputs);
    numbers_.resize(std::max(numbers_.size(), rows * inputs + 2));
    kernels_.quantise(in, rows * inputs, layer.in_scale, numbers_.data());
    multiply(layer, numbers_.data(), inputs, rows, rectify, out, out_stride);
  }
  void multiply(const Dense& layer, const std::int16_t* in, std::size_t in_stride, std::size_t rows, bool rectify, float* out,
                std::size_t out_stride) {
    kernels_.multiply(in, in_stride, rows, static_cast<std::size_t>(layer.padded_inputs), layer.weights.data(),
                      static_cast<std::size_t>(layer.padded_outputs), layer.scale.data(), layer.bias.data(), rectify, out, out_stride);
  }

  // The row of `form_rows_` for each word of the chunk; forms not seen yet go through the dense layers together.
  void look_up_forms() {
    if (form_count_ > kFormsKept) {
      known_.clear();
      form_count_ = 0;
    }
    row_form_.assign(rows_, 0);
    fresh_.clear();
    for (const Piece& piece : pieces_) {
      for (std::size_t i = 0; i < piece.size; ++i) {
        const std::string_view form = grammar_.form(TokenId(piece.begin.value + i));
        const auto [place, fresh] = known_.try_emplace(hash64(form, 7), static_cast<std::uint32_t>(form_count_));
        if (fresh) {
          ++form_count_;
          inputs_.resize(std::max(inputs_.size(), (fresh_.size() + 1) * static_cast<std::size_t>(kFormInputs)));
          form_inputs(form, inputs_.data() + fresh_.size() * static_cast<std::size_t>(kFormInputs));
          fresh_.push_back(place->second);
        }
        row_form_[piece.row + i] = place->second + 1;
      }
    }
    if (fresh_.empty()) return;
    const std::size_t hidden = static_cast<std::size_t>(network_.form1.padded_outputs);
    hidden_.resize(std::max(hidden_.size(), fresh_.size() * hidden));
    dense(network_.form1, inputs_.data(), fresh_.size(), true, hidden_.data(), hidden);
    form_rows_.resize(std::max(form_rows_.size(), form_count_ * width_));
    dense(network_.form2, hidden_.data(), fresh_.size(), false, form_rows_.data() + fresh_.front() * width_, width_);
  }

  void form_inputs(std::string_view form, float* out) {
    features_of(form, features_, scratch_);
    constexpr std::size_t kColumns = static_cast<std::size_t>(kEmbed);
    std::int32_t sums[3 * kEmbed] = {};
    for (std::uint32_t row : features_.words) kernels_.add_bytes(network_.words.row(row), kColumns, sums);
    for (std::size_t i = 0; i < features_.affix_count; ++i) {
      kernels_.add_bytes(network_.affixes.row(features_.affixes[i]), kColumns, sums + kEmbed);
    }
    for (std::size_t i = 0; i < features_.gram_count; ++i) {
      kernels_.add_bytes(network_.grams.row(features_.grams[i]), kColumns, sums + 2 * kEmbed);
    }
    const float gram_scale =
        features_.gram_count > 0 ? network_.grams.scale / std::sqrt(static_cast<float>(features_.gram_count)) : 0;
    const float scales[3] = {network_.words.scale, network_.affixes.scale, gram_scale};
    for (std::size_t group = 0; group < 3; ++group) {
      for (std::size_t i = 0; i < kColumns; ++i) {
        out[group * kColumns + i] = static_cast<float>(sums[group * kColumns + i]) * scales[group];
      }
    }
    float* vector = out + 3 * kEmbed;
    const std::uint32_t key = static_cast<std::uint32_t>(features_.vector_key >> 32);
    const std::uint32_t* keys = network_.vector_keys;
    const std::uint32_t* end = keys + network_.vectors.rows;
    const std::uint32_t* found = std::lower_bound(keys, end, key);
    if (found == end || *found != key) {
      std::fill(vector, vector + kVectorSize, 0.0f);
    } else {
      const std::int8_t* row = network_.vectors.row(static_cast<std::uint32_t>(found - keys));
      for (int i = 0; i < kVectorSize; ++i) vector[i] = static_cast<float>(row[i]) * network_.vectors.scale;
    }
    const std::uint32_t* list_end = network_.list_keys + network_.listed;
    const std::uint32_t* listed = std::lower_bound(network_.list_keys, list_end, key);
    const unsigned lists = listed == list_end || *listed != key ? 0u : network_.lists[listed - network_.list_keys];
    for (int i = 0; i < kLists; ++i) vector[kVectorSize + i] = static_cast<float>(lists >> i & 1u);
  }

  void encode() {
    state_.assign(rows_ * width_, 0);
    open_.assign(rows_, 0);
    for (std::size_t r = 0; r < rows_; ++r) {
      if (row_form_[r] == 0) continue;
      open_[r] = 1;
      const float* from = form_rows_.data() + (row_form_[r] - 1) * width_;
      std::copy(from, from + width_, state_.data() + r * width_);
    }
    for (const Layer& layer : network_.layers) {
      const std::size_t outputs = static_cast<std::size_t>(layer.dense.padded_outputs);
      layer_out_.resize(std::max(layer_out_.size(), rows_ * outputs));
      if (layer.recurrent) {
        dense(layer.dense, state_.data(), rows_, false, layer_out_.data(), outputs);
        for (std::size_t direction = 0; direction < 2; ++direction) remember(layer, direction, outputs);
      } else {
        // Rows lie behind each other, so a row with its neighbours is one longer row.
        numbers_.resize(std::max(numbers_.size(), (rows_ + 2) * width_));
        std::fill(numbers_.begin(), numbers_.begin() + static_cast<std::ptrdiff_t>(width_), std::int16_t{0});
        kernels_.quantise(state_.data(), rows_ * width_, layer.dense.in_scale, numbers_.data() + width_);
        std::fill(numbers_.begin() + static_cast<std::ptrdiff_t>((rows_ + 1) * width_),
                  numbers_.begin() + static_cast<std::ptrdiff_t>((rows_ + 2) * width_), std::int16_t{0});
        multiply(layer.dense, numbers_.data(), width_, rows_, true, layer_out_.data(), outputs);
        for (std::size_t r = 0; r < rows_; ++r) {
          if (open_[r] != 0) kernels_.add(layer_out_.data() + r * outputs, width_, state_.data() + r * width_);
        }
      }
    }
    head_stride_ = static_cast<std::size_t>(network_.heads.padded_outputs);
    heads_.resize(std::max(heads_.size(), rows_ * head_stride_));
    dense(network_.heads, state_.data(), rows_, false, heads_.data(), head_stride_);
  }

  // All sentences of the chunk in step, the longest first, so that their products are one.
  void remember(const Layer& layer, std::size_t direction, std::size_t outputs) {
    const std::size_t half = width_ / 2, four = 4 * half;
    order_.resize(pieces_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = static_cast<std::uint32_t>(i);
    std::stable_sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return pieces_[a].size > pieces_[b].size; });
    memory_.assign(pieces_.size() * half, 0);
    numbers_.assign(std::max(numbers_.size(), pieces_.size() * half), 0);
    recurrent_.resize(std::max(recurrent_.size(), pieces_.size() * four));
    std::size_t active = order_.size();
    for (std::size_t step = 0; step < pieces_[order_[0]].size; ++step) {
      while (pieces_[order_[active - 1]].size <= step) --active;
      multiply(layer.memory[direction], numbers_.data(), half, active, false, recurrent_.data(), four);
      for (std::size_t i = 0; i < active; ++i) {
        const Piece& piece = pieces_[order_[i]];
        const std::size_t row = piece.row + (direction == 0 ? step : piece.size - 1 - step);
        kernels_.remember(layer_out_.data() + row * outputs + direction * four, recurrent_.data() + i * four, half,
                          memory_.data() + i * half, state_.data() + row * width_ + direction * half, numbers_.data() + i * half);
      }
    }
  }

  static void rectify(const float* in, std::size_t rows, std::size_t stride, std::size_t columns, std::vector<float>& out) {
    out.resize(std::max(out.size(), rows * columns));
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t i = 0; i < columns; ++i) out[r * columns + i] = std::max(0.0f, in[r * stride + i]);
    }
  }

  const float* column(int begin) const { return heads_.data() + begin; }

  static std::size_t best(const float* scores, std::size_t count) {
    return static_cast<std::size_t>(std::max_element(scores, scores + count) - scores);
  }

  // A capitalised word that comes more than once in an article mostly names one thing (Gale, Church and Yarowsky 1992): how much
  // each of its places speaks for each kind of name is drawn towards what they say on average.
  void agree(std::size_t labels) {
    constexpr std::size_t kKinds = (kNameLabels - 1) / 2;
    form_kinds_.assign(form_count_ * (kKinds + 1), 0);
    const auto margin = [](const float* row, std::size_t kind) { return std::max(row[2 * kind + 1], row[2 * kind + 2]) - row[0]; };
    for (int pass = 0; pass < 2; ++pass) {
      for (const Piece& piece : pieces_) {
        for (std::size_t i = 0; i < piece.size; ++i) {
          const char first = grammar_.form(TokenId(piece.begin.value + i)).front();
          if (first >= 0 && (first < 'A' || first > 'Z')) continue;
          float* row = name_scores_.data() + (piece.row + i) * labels;
          float* sums = form_kinds_.data() + (row_form_[piece.row + i] - 1) * (kKinds + 1);
          if (pass == 0) sums[kKinds] += 1;
          for (std::size_t kind = 0; kind < kKinds; ++kind) {
            if (pass == 0) {
              sums[kind] += margin(row, kind);
            } else if (sums[kKinds] > 1) {
              const float drawn = kAgreement * (sums[kind] / sums[kKinds] - margin(row, kind));
              row[2 * kind + 1] += drawn;
              row[2 * kind + 2] += drawn;
            }
          }
        }
      }
    }
  }

  void tag() {
    const std::size_t hidden = static_cast<std::size_t>(network_.name2.inputs);
    const std::size_t labels = static_cast<std::size_t>(network_.name2.padded_outputs);
    rectify(column(network_.name_at), rows_, head_stride_, hidden, rectified_);
    name_scores_.resize(std::max(name_scores_.size(), rows_ * labels));
    dense(network_.name2, rectified_.data(), rows_, false, name_scores_.data(), labels);
    agree(labels);
    for (const Piece& piece : pieces_) {
      path_.resize(std::max(path_.size(), piece.size));
      decode_labels(name_scores_.data() + piece.row * labels, labels, piece.size, network_.name_transitions.data(),
                    static_cast<std::size_t>(kNameLabels), back_, path_.data());
      for (std::size_t i = 0; i < piece.size; ++i) {
        Token& token = grammar_.tokens[TokenId(piece.begin.value + i)];
        const float* row = heads_.data() + (piece.row + i) * head_stride_;
        token.upos = static_cast<Upos>(best(row + network_.upos_at, static_cast<std::size_t>(Upos::x) + 1));
        token.xpos = static_cast<Xpos>(best(row + network_.xpos_at, static_cast<std::size_t>(Xpos::xx) + 1));
        token.name = path_[i] == 0 ? NameKind::none : static_cast<NameKind>((path_[i] + 1) / 2);
        const bool goes_on = i > 0 && token.name != NameKind::none && (path_[i - 1] + 1) / 2 == (path_[i] + 1) / 2;
        token.name_begins = path_[i] % 2 == 1 || (path_[i] != 0 && !goes_on);
        if (token.name_begins) grammar_.names.push_back({TokenId(piece.begin.value + i), TokenId(piece.begin.value + i + 1), token.name});
        if (token.name != NameKind::none && !token.name_begins) grammar_.names.back().end = TokenId(piece.begin.value + i + 1);
      }
    }
  }

  void attach() {
    const std::size_t arc = static_cast<std::size_t>(network_.arc);
    rectify(column(network_.query_at), rows_, head_stride_, arc, rectified_);
    queries_.resize(std::max(queries_.size(), rows_ * arc));
    dense(network_.query2, rectified_.data(), rows_, false, queries_.data(), arc);
    // Queries and keys as integers: scaled to their largest in this article's chunk would make a word's head hang on its
    // neighbours, so each sentence is scaled to its own.
    rectify(column(network_.key_at), rows_, head_stride_, arc, keys_);
    for (const Piece& piece : pieces_) attach(piece, arc);
  }

  static float largest(const float* values, std::size_t count) {
    float top = 1e-6f;
    for (std::size_t i = 0; i < count; ++i) top = std::max(top, std::abs(values[i]));
    return top;
  }

  void attach(const Piece& piece, std::size_t arc) {
    const std::size_t n = piece.size, columns = (n + 1 + 15) / 16 * 16;
    const float* query = queries_.data() + piece.row * arc;
    const float* key = keys_.data() + piece.row * arc;
    const float limit = static_cast<float>(kActivationLimit);
    const float query_scale = limit / largest(query, n * arc);
    const float key_scale = limit / std::max(largest(key, n * arc), largest(network_.root_key.data(), arc));
    numbers_.resize(std::max(numbers_.size(), (n + 1) * arc));
    kernels_.quantise(key, n * arc, key_scale, numbers_.data());
    kernels_.quantise(network_.root_key.data(), arc, key_scale, numbers_.data() + n * arc);
    packed_.assign(columns * arc, 0);
    for (std::size_t j = 0; j <= n; ++j) {
      std::int16_t* to = packed_.data() + (j / 16) * arc * 16 + (j % 16) * 2;
      for (std::size_t k = 0; k < arc; k += 2) {
        to[k * 16] = numbers_[j * arc + k];
        to[k * 16 + 1] = numbers_[j * arc + k + 1];
      }
    }
    kernels_.quantise(query, n * arc, query_scale, numbers_.data());
    unit_.assign(columns, 1.0f / query_scale / key_scale);
    none_.assign(columns, 0);
    scores_.resize(std::max(scores_.size(), n * columns));
    kernels_.multiply(numbers_.data(), arc, n, arc, packed_.data(), columns, unit_.data(), none_.data(), false, scores_.data(), columns);
    constexpr std::ptrdiff_t kReach = kDistances / 2;
    for (std::size_t i = 0; i < n; ++i) {
      float* row = scores_.data() + i * columns;
      for (std::size_t j = 0; j < n; ++j) {
        const std::ptrdiff_t apart = static_cast<std::ptrdiff_t>(j) - static_cast<std::ptrdiff_t>(i);
        row[j] += network_.distance[static_cast<std::size_t>(std::clamp(apart, -kReach, kReach) + kReach)];
      }
    }
    tree_.resize(std::max(tree_.size(), n));
    decode_tree({scores_.data(), n * columns}, columns, n, scratch_tree_, tree_.data());
    name_relations(piece);
  }

  void name_relations(const Piece& piece) {
    const std::size_t n = piece.size, width = static_cast<std::size_t>(network_.relation);
    const std::size_t labels = static_cast<std::size_t>(network_.relation_out.padded_outputs);
    rectified_.resize(std::max(rectified_.size(), n * width));
    for (std::size_t i = 0; i < n; ++i) {
      const float* dependent = heads_.data() + (piece.row + i) * head_stride_ + network_.dependent_at;
      const float* head = tree_[i] == n ? network_.root_relation.data()
                                        : heads_.data() + (piece.row + tree_[i]) * head_stride_ + network_.head_at;
      kernels_.add_rectified(dependent, head, width, rectified_.data() + i * width);
    }
    relation_scores_.resize(std::max(relation_scores_.size(), n * labels));
    dense(network_.relation_out, rectified_.data(), n, false, relation_scores_.data(), labels);
    Sentence& sentence = grammar_.sentences[piece.sentence];
    for (std::size_t i = 0; i < n; ++i) {
      const TokenId id(piece.begin.value + i);
      Token& token = grammar_.tokens[id];
      if (tree_[i] != n) {
        token.head = TokenId(piece.begin.value + tree_[i]);
        token.relation = static_cast<Relation>(1 + best(relation_scores_.data() + i * labels + 1, static_cast<std::size_t>(Relation::xcomp)));
      } else if (piece.begin == sentence.begin) {
        token.head = TokenId();
        token.relation = Relation::root;
        sentence.root = id;
      } else {
        token.head = sentence.root;
        token.relation = Relation::parataxis;
      }
    }
  }

  void flush() {
    if (!pieces_.empty()) {
      look_up_forms();
      encode();
      tag();
      attach();
    }
    pieces_.clear();
    rows_ = 0;
  }

  Grammar& grammar_;
  const Network& network_;
  const Kernels& kernels_;
  const std::size_t width_;

  std::vector<Piece> pieces_;
  std::size_t rows_ = 0;  // row 0 and the row behind each piece are empty
  std::size_t head_stride_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;
  std::size_t form_count_ = 0;
  std::vector<float> form_rows_, inputs_, hidden_, state_, layer_out_, memory_, heads_, rectified_, name_scores_, queries_, keys_, scores_;
  std::vector<float> relation_scores_, unit_, none_;
  std::vector<float> recurrent_, form_kinds_;
  std::vector<std::uint32_t> order_, row_form_, fresh_, tree_;
  std::vector<std::uint8_t> open_, back_, path_;
  std::vector<std::int16_t> numbers_, packed_;
  FormFeatures features_;
  std::string scratch_;
  TreeScratch scratch_tree_;
};

}  // namespace

void annotate(Grammar& grammar, const Model& model) { annotate(grammar, model, best_kernels()); }

void annotate(Grammar& grammar, const Model& model, const Kernels& kernels) {
  grammar.names.clear();
  Reader(grammar, model.network(), kernels).read();
}

}  // namespace vedette
