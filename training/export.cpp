// Writes the network in the form that src/grammar/network.h reads: tables as bytes, dense layers as integers, the ranges of
// activations measured. Only door: export_network in tools.h.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "grammar/network.h"
#include "tools.h"

namespace vedette::training {
namespace {

using torch::Tensor;

constexpr double kMargin = 1.25;  // how much larger than measured an activation may be

struct Writer {
  NetworkWriter out;

  void dense(const Tensor& weights, const Tensor& bias, double range) {
    const std::int64_t inputs = weights.size(0), outputs = weights.size(1);
    const float in_scale = static_cast<float>(kActivationLimit / (kMargin * std::max(range, 1e-3)));
    std::vector<float> scale(outputs), biases(outputs, 0);
    std::vector<std::int16_t> numbers(inputs * outputs);
    const Tensor w = weights.contiguous();
    for (std::int64_t n = 0; n < outputs; ++n) {
      const float top = std::max(1e-6f, w.select(1, n).abs().max().item<float>());
      const float unit = top / kWeightLimit;
      for (std::int64_t k = 0; k < inputs; ++k) {
        numbers[k * outputs + n] = static_cast<std::int16_t>(std::lround(w.data_ptr<float>()[k * outputs + n] / unit));
      }
      scale[n] = unit / in_scale;
      if (bias.defined()) biases[n] = bias[n].item<float>();
    }
    out.floats({in_scale});
    out.floats(scale);
    out.floats(biases);
    out.array(numbers.data(), numbers.size() * 2);
  }

  // Bytes, with the few largest values cut.
  void table(const std::vector<float>& values) {
    std::vector<float> sizes(values.size());
    std::ranges::transform(values, sizes.begin(), [](float v) { return std::abs(v); });
    const auto at = sizes.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(sizes.size()) * 0.9999);
    std::nth_element(sizes.begin(), at, sizes.end());
    const float unit = std::max(1e-6f, *at) / 127;
    std::vector<std::int8_t> bytes(values.size());
    std::ranges::transform(values, bytes.begin(),
                           [&](float v) { return static_cast<std::int8_t>(std::clamp<long>(std::lround(v / unit), -127, 127)); });
    out.floats({unit});
    out.array(bytes.data(), bytes.size());
  }
};

std::vector<float> floats(const Tensor& values) {
  const Tensor flat = values.contiguous();
  return std::vector<float>(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
}

}  // namespace

std::string export_network(const Net& net, Forms& forms, const Corpus& sample) {
  torch::NoGradGuard guard;
  const Parameters& p = net.parameters;
  const Config& config = net.config;

  Ranges ranges;
  for (std::size_t from = 0; from < sample.size(); from += 100) {
    std::vector<const Sentence*> some;
    for (std::size_t i = from; i < std::min(sample.size(), from + 100); ++i) some.push_back(&sample[i]);
    const Batch batch = make_batch(some, forms);
    const Output out = net.forward(p, batch, net.embed(batch, forms), 0, nullptr, &ranges);
    const Tensor root = p.at("root.rel");
    const double pair = (out.relation_dependent.abs().max() + torch::max(out.relation_head.abs().max(), root.abs().max())).item<double>();
    ranges["relation"] = std::max(ranges["relation"], pair * 0.8);
  }

  Writer writer;
  NetworkWriter& out = writer.out;
  out.number(config.width);
  out.number(config.form_hidden);
  out.number(config.arc);
  out.number(config.relation);
  out.number(static_cast<int>(config.layers.size()));
  out.number(static_cast<int>(net.vectors.keys.size()));
  out.number(static_cast<int>(net.vectors.lists.size()));
  writer.table(net.words.values);
  writer.table(net.affixes.values);
  writer.table(net.grams.values);

  // Vectors in the order of their keys.
  std::vector<std::uint32_t> order(net.vectors.keys.size()), keys;
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return net.vectors.keys[a] < net.vectors.keys[b]; });
  std::vector<float> values;
  for (std::uint32_t i : order) {
    keys.push_back(static_cast<std::uint32_t>(net.vectors.keys[i] >> 32));
    values.insert(values.end(), &net.vectors.values[i * kVector], &net.vectors.values[i * kVector] + kVector);
  }
  out.array(keys.data(), keys.size() * 4);
  writer.table(values);
  std::vector<std::uint32_t> list_keys;
  std::vector<std::uint16_t> lists;
  for (const auto& [key, bits] : net.vectors.lists) {
    list_keys.push_back(key);
    lists.push_back(bits);
  }
  out.array(list_keys.data(), list_keys.size() * 4);
  out.array(lists.data(), lists.size() * 2);

  writer.dense(p.at("form1.w"), p.at("form1.b"), ranges["form1"]);
  writer.dense(p.at("form2.w"), p.at("form2.b"), ranges["form2"]);
  for (std::size_t i = 0; i < config.layers.size(); ++i) {
    const std::string name = "layer" + std::to_string(i);
    const bool recurrent = config.layers[i] != 'c';
    out.number(recurrent ? 1 : 0);
    writer.dense(p.at(name + ".w"), p.at(name + ".b"), ranges[name]);
    for (std::int64_t d = 0; recurrent && d < 2; ++d) writer.dense(p.at(name + ".u")[d], Tensor(), 1 / kMargin);  // outputs lie in [-1, 1]
  }

  // The heads side by side, each filled up to a multiple of 16 columns.
  std::vector<Tensor> weights, biases;
  for (const char* name : {"upos", "xpos", "name1", "query1", "key", "reldep", "relhead"}) {
    const Tensor w = p.at(std::string(name) + ".w");
    const std::int64_t fill = (16 - w.size(1) % 16) % 16;
    weights.push_back(torch::cat({w, torch::zeros({w.size(0), fill})}, 1));
    const auto bias = p.find(std::string(name) + ".b");
    biases.push_back(torch::cat({bias == p.end() ? torch::zeros({w.size(1)}) : bias->second, torch::zeros({fill})}));
  }
  writer.dense(torch::cat(weights, 1), torch::cat(biases), ranges["upos"]);
  writer.dense(p.at("name2.w"), p.at("name2.b"), ranges["name2"]);
  writer.dense(p.at("query2.w"), p.at("query2.b"), ranges["query2"]);
  writer.dense(p.at("relation.w"), p.at("relation.b"), ranges["relation"]);
  out.floats(floats(p.at("root.key")));
  out.floats(floats(p.at("root.rel")));
  out.floats(floats(p.at("distance")));

  out.floats(name_transitions());
  return out.take();
}

}  // namespace vedette::training
