// Reads the network from its section of the model file. Only door: network.h. Test: model_test.cpp.
#include "grammar/network.h"

#include <cstring>

#include <fmt/format.h>

#include "grammar/features.h"
#include "grammar/tags.h"

namespace vedette {
namespace {

constexpr std::size_t kAlign = 64;

// Takes arrays one after the other; after the first that does not fit, all are empty and `failed` says which.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::string_view array(std::size_t want) {
    std::uint64_t size = 0;
    if (!failed_ && at_ + kAlign <= bytes_.size()) {
      std::memcpy(&size, bytes_.data() + at_, sizeof size);
      if (size == want && size <= bytes_.size() - at_ - kAlign) {
        const std::string_view found = bytes_.substr(at_ + kAlign, size);
        at_ += kAlign + (size + kAlign - 1) / kAlign * kAlign;
        ++read_;
        return found;
      }
    }
    failed_ = true;
    return {};
  }
  int number(int low, int high) {
    std::int32_t value = 0;
    const std::string_view found = array(sizeof value);
    if (!failed_) std::memcpy(&value, found.data(), sizeof value);
    if (value < low || value > high) failed_ = true;
    return failed_ ? low : value;
  }
  std::vector<float> floats(int count) {
    const std::string_view found = array(static_cast<std::size_t>(count) * sizeof(float));
    std::vector<float> values(static_cast<std::size_t>(count));
    if (!failed_) std::memcpy(values.data(), found.data(), found.size());
    return values;
  }
  bool failed() const { return failed_; }
  int read() const { return read_; }
  bool at_end() const { return at_ >= bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  int read_ = 0;
  bool failed_ = false;
};

Dense read_dense(Reader& reader, int inputs, int outputs) {
  Dense dense;
  dense.inputs = inputs;
  dense.outputs = outputs;
  dense.padded_inputs = (inputs + 1) / 2 * 2;
  dense.padded_outputs = (outputs + 15) / 16 * 16;
  dense.in_scale = reader.floats(1)[0];
  dense.scale = reader.floats(outputs);
  dense.bias = reader.floats(outputs);
  dense.scale.resize(static_cast<std::size_t>(dense.padded_outputs));
  dense.bias.resize(static_cast<std::size_t>(dense.padded_outputs));
  const std::string_view bytes = reader.array(static_cast<std::size_t>(inputs) * static_cast<std::size_t>(outputs) * 2);
  dense.weights.assign(static_cast<std::size_t>(dense.padded_inputs) * static_cast<std::size_t>(dense.padded_outputs), 0);
  if (bytes.empty()) return dense;
  const std::int16_t* from = reinterpret_cast<const std::int16_t*>(bytes.data());  // inputs x outputs
  for (int k = 0; k < inputs; ++k) {
    for (int n = 0; n < outputs; ++n) {
      const int at = (((n / 16) * (dense.padded_inputs / 2) + k / 2) * 16 + n % 16) * 2 + k % 2;
      dense.weights[static_cast<std::size_t>(at)] = from[k * outputs + n];
    }
  }
  return dense;
}

ByteTable read_table(Reader& reader, int rows, int columns) {
  ByteTable table;
  table.rows = rows;
  table.columns = columns;
  table.scale = reader.floats(1)[0];
  table.bytes =
      reinterpret_cast<const std::int8_t*>(reader.array(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns)).data());
  return table;
}

}  // namespace

void NetworkWriter::array(const void* data, std::size_t size) {
  const std::uint64_t written = size;
  out_.resize(out_.size() + kAlign, '\0');
  std::memcpy(out_.data() + out_.size() - kAlign, &written, sizeof written);
  out_.append(static_cast<const char*>(data), size);
  out_.resize((out_.size() + kAlign - 1) / kAlign * kAlign, '\0');
}

Result<Network> read_network(std::string_view bytes) {
  if (bytes.empty()) return Error{"The model has no section \"network\"."};
  Reader reader(bytes);
  Network network;
  network.width = reader.number(16, 144);
  const int form_hidden = reader.number(16, kMostInputs);
  network.arc = reader.number(16, 256);
  network.relation = reader.number(16, 256);
  const int layers = reader.number(1, 12);
  const int vectors = reader.number(0, 1 << 20);
  network.listed = reader.number(0, 1 << 20);
  const int width = network.width, half = width / 2;
  if (width % 16 != 0 || network.arc % 16 != 0 || network.relation % 16 != 0) return Error{"The network's widths are not multiples of 16."};

  network.words = read_table(reader, static_cast<int>(kWordRows), kEmbed);
  network.affixes = read_table(reader, static_cast<int>(kAffixRows), kEmbed);
  network.grams = read_table(reader, static_cast<int>(kGramRows), kEmbed);
  network.vector_keys = reinterpret_cast<const std::uint32_t*>(reader.array(static_cast<std::size_t>(vectors) * 4).data());
  network.vectors = read_table(reader, vectors, kVectorSize);
  const std::size_t listed = static_cast<std::size_t>(network.listed);
  network.list_keys = reinterpret_cast<const std::uint32_t*>(reader.array(listed * 4).data());
  network.lists = reinterpret_cast<const std::uint16_t*>(reader.array(listed * 2).data());
  network.form1 = read_dense(reader, kFormInputs, form_hidden);
  network.form2 = read_dense(reader, form_hidden, width);
  for (int i = 0; i < layers; ++i) {
    Layer layer;
    layer.recurrent = reader.number(0, 1) == 1;
    layer.dense = layer.recurrent ? read_dense(reader, width, 8 * half) : read_dense(reader, 3 * width, width);
    if (layer.recurrent) {
      for (Dense& memory : layer.memory) memory = read_dense(reader, half, 4 * half);
    }
    network.layers.push_back(std::move(layer));
  }

  constexpr int kUposCount = static_cast<int>(Upos::x) + 1;
  constexpr int kXposCount = static_cast<int>(Xpos::xx) + 1;
  constexpr int kRelationCount = static_cast<int>(Relation::xcomp) + 1;
  constexpr int kNameHidden = 64;
  int at = 0;
  const auto columns = [&at](int count) {
    const int begin = at;
    at += (count + 15) / 16 * 16;
    return begin;
  };
  network.upos_at = columns(kUposCount);
  network.xpos_at = columns(kXposCount);
  network.name_at = columns(kNameHidden);
  network.query_at = columns(network.arc);
  network.key_at = columns(network.arc);
  network.dependent_at = columns(network.relation);
  network.head_at = columns(network.relation);
  network.heads = read_dense(reader, width, at);
  network.name2 = read_dense(reader, kNameHidden, kNameLabels);
  network.query2 = read_dense(reader, network.arc, network.arc);
  network.relation_out = read_dense(reader, network.relation, kRelationCount);
  network.root_key = reader.floats(network.arc);
  network.root_relation = reader.floats(network.relation);
  network.distance = reader.floats(kDistances);
  network.name_transitions = reader.floats((kNameLabels + 1) * kNameLabels);
  if (reader.failed()) return Error{fmt::format("The network breaks off or has another shape at its array {}.", reader.read() + 1)};
  if (!reader.at_end()) return Error{"The network has more in it than this program reads."};
  return network;
}

}  // namespace vedette
