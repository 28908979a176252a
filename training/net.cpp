// The network in training. Only door: net.h.
#include "net.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "grammar/tags.h"
#include "lstm.h"

namespace vedette::training {

using torch::Tensor;

namespace {

constexpr std::int64_t kUposCount = static_cast<int>(Upos::x) + 1;
constexpr std::int64_t kXposCount = static_cast<int>(Xpos::xx) + 1;
constexpr std::int64_t kRelationCount = static_cast<int>(Relation::xcomp) + 1;

Tensor weight(std::int64_t in, std::int64_t out, double gain = 1) { return torch::randn({in, out}) * (gain * std::sqrt(1.0 / in)); }

Table make_table(std::uint32_t rows) {
  Table table;
  table.rows = rows;
  const std::size_t size = static_cast<std::size_t>(rows) * kEmbed;
  const Tensor start = torch::randn({static_cast<std::int64_t>(size)}) * 0.1;
  table.values.assign(start.data_ptr<float>(), start.data_ptr<float>() + size);
  table.first.assign(size, 0);
  table.second.assign(size, 0);
  table.gradient.assign(size, 0);
  table.is_touched.assign(rows, 0);
  return table;
}

// The loss of the heads (softmax over the other words and the root), with its gradient, sentence by sentence.
struct ArcLoss : torch::autograd::Function<ArcLoss> {
  static Tensor forward(torch::autograd::AutogradContext* ctx, Tensor query, Tensor key, Tensor root, Tensor distance,
                        const Batch* batch, double* tree_words) {
    query = query.contiguous();
    key = key.contiguous();
    Tensor dquery = torch::zeros_like(query), dkey = torch::zeros_like(key);
    Tensor droot = torch::zeros_like(root), ddistance = torch::zeros_like(distance);
    const float* bias = distance.data_ptr<float>();
    float* dbias = ddistance.data_ptr<float>();
    double loss = 0, words = 0;
    std::vector<float> p;
    for (std::size_t s = 0; s < batch->sentences.size(); ++s) {
      const Sentence& sentence = *batch->sentences[s];
      if (!sentence.has_tree()) continue;
      const std::int64_t n = static_cast<std::int64_t>(sentence.size());
      const Tensor q = query.narrow(0, batch->begin[s], n);
      const Tensor k = torch::cat({root.unsqueeze(0), key.narrow(0, batch->begin[s], n)});
      Tensor scores = torch::mm(q, k.t());
      float* a = scores.data_ptr<float>();
      for (std::int64_t i = 0; i < n; ++i) {
        float* row = a + i * (n + 1);
        const int gold = sentence.head[i];
        if (gold < 0) {
          std::fill(row, row + n + 1, 0.0f);
          continue;
        }
        for (std::int64_t j = 1; j <= n; ++j) row[j] += bias[std::clamp<std::int64_t>(j - 1 - i, -16, 16) + 16];
        row[i + 1] = -1e9f;
        const float top = *std::max_element(row, row + n + 1);
        float sum = 0;
        const float gold_score = row[gold] - top;
        for (std::int64_t j = 0; j <= n; ++j) sum += row[j] = std::exp(row[j] - top);
        loss += sentence.weight * (std::log(sum) - gold_score);
        const float scale = sentence.weight / sum;
        for (std::int64_t j = 0; j <= n; ++j) row[j] *= scale;
        row[gold] -= sentence.weight;
        for (std::int64_t j = 1; j <= n; ++j) dbias[std::clamp<std::int64_t>(j - 1 - i, -16, 16) + 16] += row[j];
      }
      words += static_cast<double>(n);
      dquery.narrow(0, batch->begin[s], n).copy_(torch::mm(scores, k));
      const Tensor dk = torch::mm(scores.t(), q);
      droot += dk[0];
      dkey.narrow(0, batch->begin[s], n).copy_(dk.narrow(0, 1, n));
    }
    const double scale = 1.0 / std::max(1.0, words);
    ctx->save_for_backward({dquery * scale, dkey * scale, droot * scale, ddistance * scale});
    *tree_words = words;
    return torch::tensor(static_cast<float>(loss * scale));
  }
  static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* ctx, torch::autograd::tensor_list up) {
    const auto saved = ctx->get_saved_variables();
    return {saved[0] * up[0], saved[1] * up[0], saved[2] * up[0], saved[3] * up[0], Tensor(), Tensor()};
  }
};

Tensor dropped(const Tensor& x, double rate, Dice* dice) {
  if (dice == nullptr || rate <= 0) return x;
  const std::uint64_t limit = static_cast<std::uint64_t>(rate * 256);
  const float keep = 256.0f / static_cast<float>(256 - limit);
  Tensor mask = torch::empty(x.sizes());
  float* m = mask.data_ptr<float>();
  const std::int64_t n = x.numel();
  for (std::int64_t i = 0; i < n; i += 8) {
    std::uint64_t bits = dice->next();
    for (std::int64_t j = i; j < std::min(n, i + 8); ++j, bits >>= 8) m[j] = (bits & 255) < limit ? 0.0f : keep;
  }
  return x * mask;
}

Tensor index(const std::vector<std::int64_t>& values) {
  return torch::from_blob(const_cast<std::int64_t*>(values.data()), {static_cast<std::int64_t>(values.size())}, torch::kLong).clone();
}

}  // namespace

void Vectors::index() {
  row_of.clear();
  for (std::uint32_t i = 0; i < keys.size(); ++i) row_of.emplace(keys[i], i);
}

Vectors read_vectors(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::uint64_t count = 0;
  in.read(reinterpret_cast<char*>(&count), 8);
  Vectors vectors;
  vectors.keys.resize(count);
  vectors.values.resize(count * kVector);
  in.read(reinterpret_cast<char*>(vectors.keys.data()), static_cast<std::streamsize>(count * 8));
  in.read(reinterpret_cast<char*>(vectors.values.data()), static_cast<std::streamsize>(count * kVector * 4));
  std::uint64_t listed = 0;
  in.read(reinterpret_cast<char*>(&listed), 8);
  for (std::uint64_t i = 0; i < listed && in; ++i) {
    std::uint32_t key = 0;
    std::uint16_t bits = 0;
    in.read(reinterpret_cast<char*>(&key), 4);
    in.read(reinterpret_cast<char*>(&bits), 2);
    vectors.lists.emplace(key, bits);
  }
  if (!in) throw std::runtime_error(path + ": not a file of word vectors; make it with `vedette_train vectors`");
  vectors.index();
  return vectors;
}

std::uint32_t Forms::id(const std::string& form) {
  const auto [place, fresh] = ids_.emplace(form, static_cast<std::uint32_t>(features_.size()));
  if (fresh) features_of(form, features_.emplace_back(), scratch_);
  return place->second;
}

Batch make_batch(const std::vector<const Sentence*>& sentences, Forms& forms) {
  Batch batch;
  batch.sentences = sentences;
  std::unordered_map<std::uint32_t, std::int64_t> distinct;
  constexpr std::int64_t kEmpty = -1;
  batch.row_form.push_back(kEmpty);
  for (const Sentence* sentence : sentences) {
    batch.begin.push_back(static_cast<std::int64_t>(batch.row_form.size()));
    for (const std::string& form : sentence->forms) {
      const std::uint32_t id = forms.id(form);
      const auto [place, fresh] = distinct.emplace(id, static_cast<std::int64_t>(batch.forms.size()));
      if (fresh) batch.forms.push_back(id);
      batch.row_form.push_back(place->second);
      ++batch.words;
    }
    batch.row_form.push_back(kEmpty);
  }
  for (std::int64_t& form : batch.row_form) {
    if (form == kEmpty) form = static_cast<std::int64_t>(batch.forms.size());
  }
  batch.rows = static_cast<std::int64_t>(batch.row_form.size());
  return batch;
}

Net::Net(const Config& config, const Vectors& vectors, std::uint64_t seed) : config(config), vectors(vectors) {
  torch::manual_seed(seed);
  words = make_table(kWordRows);
  affixes = make_table(kAffixRows);
  grams = make_table(kGramRows);
  const std::int64_t d = config.width, half = d / 2;
  Parameters& p = parameters;
  p["form1.w"] = weight(kForm, config.form_hidden, 1.4);
  p["form1.b"] = torch::zeros({config.form_hidden});
  p["form2.w"] = weight(config.form_hidden, d);
  p["form2.b"] = torch::zeros({d});
  for (std::size_t i = 0; i < config.layers.size(); ++i) {
    const std::string name = "layer" + std::to_string(i);
    if (config.layers[i] == 'c') {
      p[name + ".w"] = weight(3 * d, d);
      p[name + ".b"] = torch::zeros({d});
    } else {
      p[name + ".w"] = weight(d, 8 * half);
      Tensor bias = torch::zeros({2, 4, half});
      bias.select(1, 2).fill_(1);  // remember until told otherwise
      p[name + ".b"] = bias.reshape({8 * half}).contiguous();
      p[name + ".u"] = torch::stack({weight(half, 4 * half), weight(half, 4 * half)});
    }
  }
  p["upos.w"] = weight(d, kUposCount);
  p["upos.b"] = torch::zeros({kUposCount});
  p["xpos.w"] = weight(d, kXposCount);
  p["xpos.b"] = torch::zeros({kXposCount});
  p["name1.w"] = weight(d, 64, 1.4);
  p["name1.b"] = torch::zeros({64});
  p["name2.w"] = weight(64, kNameLabels);
  p["name2.b"] = torch::zeros({kNameLabels});
  p["query1.w"] = weight(d, config.arc, 1.4);
  p["query1.b"] = torch::zeros({config.arc});
  p["query2.w"] = weight(config.arc, config.arc, 0.5);
  p["query2.b"] = torch::zeros({config.arc});
  p["key.w"] = weight(d, config.arc, 1.4);
  p["key.b"] = torch::zeros({config.arc});
  p["root.key"] = torch::randn({config.arc}) * 0.1;
  p["distance"] = torch::zeros({kDistances});
  p["reldep.w"] = weight(d, config.relation);
  p["reldep.b"] = torch::zeros({config.relation});
  p["relhead.w"] = weight(d, config.relation);
  p["root.rel"] = torch::randn({config.relation}) * 0.1;
  p["relation.w"] = weight(config.relation, kRelationCount, 1.4);
  p["relation.b"] = torch::zeros({kRelationCount});
  for (auto& [name, value] : p) moments_[name] = {torch::zeros_like(value), torch::zeros_like(value)};
}

Parameters Net::replica() const {
  Parameters copy;
  for (const auto& [name, value] : parameters) copy[name] = value.detach().requires_grad_(true);
  return copy;
}

Tensor Net::embed(const Batch& batch, const Forms& forms) const {
  Tensor out = torch::zeros({static_cast<std::int64_t>(batch.forms.size()), kForm});
  float* at = out.data_ptr<float>();
  const auto add = [](float* to, const float* from, int n) {
    for (int i = 0; i < n; ++i) to[i] += from[i];
  };
  for (std::size_t f = 0; f < batch.forms.size(); ++f, at += kForm) {
    const FormFeatures& features = forms.features(batch.forms[f]);
    const std::uint8_t drop = batch.drop.empty() ? 0 : batch.drop[f];
    if (!(drop & 1)) {
      for (std::uint32_t row : features.words) add(at, &words.values[row * kEmbed], kEmbed);
    }
    for (int i = 0; i < features.affix_count; ++i) add(at + kEmbed, &affixes.values[features.affixes[i] * kEmbed], kEmbed);
    for (int i = 0; i < features.gram_count; ++i) add(at + 2 * kEmbed, &grams.values[features.grams[i] * kEmbed], kEmbed);
    if (features.gram_count > 0) {
      for (int i = 0; i < kEmbed; ++i) at[2 * kEmbed + i] /= std::sqrt(static_cast<float>(features.gram_count));
    }
    const auto vector = vectors.row_of.find(features.vector_key);
    if (vector != vectors.row_of.end() && !(drop & 2)) add(at + 3 * kEmbed, &vectors.values[vector->second * kVector], kVector);
    const auto lists = vectors.lists.find(static_cast<std::uint32_t>(features.vector_key >> 32));
    for (int i = 0; lists != vectors.lists.end() && i < kLists; ++i) at[3 * kEmbed + kVector + i] = static_cast<float>(lists->second >> i & 1);
  }
  return out;
}

void Net::scatter(const Batch& batch, const Forms& forms, const Tensor& gradient) {
  const float* at = gradient.data_ptr<float>();
  const auto add = [](Table& table, std::uint32_t row, const float* from, float scale) {
    if (!table.is_touched[row]) {
      table.is_touched[row] = 1;
      table.touched.push_back(row);
    }
    float* to = &table.gradient[row * kEmbed];
    for (int i = 0; i < kEmbed; ++i) to[i] += scale * from[i];
  };
  for (std::size_t f = 0; f < batch.forms.size(); ++f, at += kForm) {
    const FormFeatures& features = forms.features(batch.forms[f]);
    const std::uint8_t drop = batch.drop.empty() ? 0 : batch.drop[f];
    if (!(drop & 1)) {
      for (std::uint32_t row : features.words) add(words, row, at, 1);
    }
    for (int i = 0; i < features.affix_count; ++i) add(affixes, features.affixes[i], at + kEmbed, 1);
    const float scale = features.gram_count > 0 ? 1.0f / std::sqrt(static_cast<float>(features.gram_count)) : 0;
    for (int i = 0; i < features.gram_count; ++i) add(grams, features.grams[i], at + 2 * kEmbed, scale);
  }
}

Output Net::forward(const Parameters& p, const Batch& batch, const Tensor& embedded, double dropout, Dice* dice, Ranges* ranges) const {
  const auto linear = [&](const Tensor& x, const std::string& name) {
    if (ranges != nullptr) (*ranges)[name] = std::max((*ranges)[name], x.abs().max().item<double>());
    return torch::addmm(p.at(name + ".b"), x, p.at(name + ".w"));
  };
  const std::int64_t d = config.width, rows = batch.rows;
  Tensor mask = torch::ones({rows, 1});
  for (std::int64_t r = 0; r < rows; ++r) {
    if (batch.row_form[r] == static_cast<std::int64_t>(batch.forms.size())) mask.data_ptr<float>()[r] = 0;
  }
  const Tensor form = linear(torch::relu(linear(dropped(embedded, dropout * 0.6, dice), "form1")), "form2");
  Tensor x = torch::cat({form, torch::zeros({1, d})}).index_select(0, index(batch.row_form));
  x = dropped(x, dropout, dice);
  const Tensor edge = torch::zeros({1, d});
  for (std::size_t i = 0; i < config.layers.size(); ++i) {
    const std::string name = "layer" + std::to_string(i);
    Tensor y;
    if (config.layers[i] == 'c') {
      const Tensor wide = torch::cat({torch::cat({edge, x.narrow(0, 0, rows - 1)}), x, torch::cat({x.narrow(0, 1, rows - 1), edge})}, 1);
      y = torch::relu(linear(wide, name));
    } else {
      std::vector<std::pair<std::int64_t, std::int64_t>> spans;
      for (std::size_t s = 0; s < batch.sentences.size(); ++s) {
        spans.emplace_back(batch.begin[s], static_cast<std::int64_t>(batch.sentences[s]->size()));
      }
      y = lstm(linear(x, name), p.at(name + ".u"), spans);
    }
    x = x + dropped(y, dropout, dice);
    if (config.layers[i] == 'c') x = x * mask;
  }
  x = dropped(x, dropout, dice);
  Output out;
  out.upos = linear(x, "upos");
  out.xpos = linear(x, "xpos");
  out.name = linear(dropped(torch::relu(linear(x, "name1")), dropout, dice), "name2");
  out.query = linear(dropped(torch::relu(linear(x, "query1")), dropout, dice), "query2");
  out.key = dropped(torch::relu(linear(x, "key")), dropout, dice);
  out.relation_dependent = linear(x, "reldep");
  out.relation_head = torch::mm(x, p.at("relhead.w"));
  return out;
}

std::vector<float> name_transitions() {
  std::vector<float> transitions;
  for (int from = 0; from <= kNameLabels; ++from) {
    for (int to = 0; to < kNameLabels; ++to) {
      const bool inside = to > 0 && to % 2 == 0;
      transitions.push_back(inside && (from == kNameLabels || (from != to && from != to - 1)) ? -1e4f : 0.0f);
    }
  }
  return transitions;
}

Tensor relation_logits(const Parameters& p, const Tensor& dependent, const Tensor& head) {
  return torch::addmm(p.at("relation.b"), torch::relu(dependent + head), p.at("relation.w"));
}

Tensor arc_scores(const Parameters& p, const Output& out, std::int64_t begin, std::int64_t size) {
  const Tensor k = torch::cat({p.at("root.key").unsqueeze(0), out.key.narrow(0, begin, size)});
  Tensor scores = torch::mm(out.query.narrow(0, begin, size), k.t());
  float* a = scores.data_ptr<float>();
  const float* bias = p.at("distance").data_ptr<float>();
  for (std::int64_t i = 0; i < size; ++i) {
    for (std::int64_t j = 1; j <= size; ++j) {
      a[i * (size + 1) + j] += j == i + 1 ? -1e9f : bias[std::clamp<std::int64_t>(j - 1 - i, -16, 16) + 16];
    }
  }
  return scores;
}

Losses Net::loss(const Parameters& p, const Batch& batch, const Output& out) const {
  Losses losses;
  double tree_words = 0;
  const Tensor arc = ArcLoss::apply(out.query, out.key, p.at("root.key"), p.at("distance"), &batch, &tree_words);
  std::vector<std::int64_t> upos(batch.rows, -100), xpos(batch.rows, -100), name(batch.rows, -100);
  std::vector<std::int64_t> dependents, heads, relations;
  for (std::size_t s = 0; s < batch.sentences.size(); ++s) {
    const Sentence& sentence = *batch.sentences[s];
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const std::int64_t row = batch.begin[s] + static_cast<std::int64_t>(i);
      if (!sentence.upos.empty() && sentence.upos[i] >= 0) upos[row] = sentence.upos[i];
      if (!sentence.xpos.empty() && sentence.xpos[i] >= 0) xpos[row] = sentence.xpos[i];
      if (sentence.has_names() && sentence.name[i] >= 0) name[row] = sentence.name[i];
      if (sentence.has_tree() && sentence.relation[i] >= 0 && sentence.head[i] >= 0) {
        dependents.push_back(row);
        heads.push_back(sentence.head[i] == 0 ? batch.rows : batch.begin[s] + sentence.head[i] - 1);
        relations.push_back(sentence.relation[i]);
      }
    }
  }
  const auto entropy = [](const Tensor& logits, const std::vector<std::int64_t>& gold) {
    const std::size_t known = static_cast<std::size_t>(std::ranges::count_if(gold, [](std::int64_t g) { return g >= 0; }));
    if (known == 0) return torch::zeros({});
    return torch::nn::functional::cross_entropy(logits, index(gold), torch::nn::functional::CrossEntropyFuncOptions().ignore_index(-100));
  };
  const Tensor upos_loss = entropy(out.upos, upos), xpos_loss = entropy(out.xpos, xpos), name_loss = entropy(out.name, name);
  Tensor relation_loss = torch::zeros({});
  if (!relations.empty()) {
    const Tensor all_heads = torch::cat({out.relation_head, p.at("root.rel").unsqueeze(0)});
    relation_loss = entropy(relation_logits(p, out.relation_dependent.index_select(0, index(dependents)),
                                            all_heads.index_select(0, index(heads))),
                            relations);
  }
  losses.total = arc + relation_loss + 0.5 * upos_loss + 0.5 * xpos_loss + name_weight * name_loss;
  losses.arc = arc.item<double>();
  losses.relation = relation_loss.item<double>();
  losses.upos = upos_loss.item<double>();
  losses.xpos = xpos_loss.item<double>();
  losses.name = name_loss.item<double>();
  return losses;
}

// Adam (Kingma and Ba 2015), with the gradient's norm cut at 2.
void Net::step(const std::vector<Parameters>& replicas, double rate) {
  torch::NoGradGuard guard;
  ++steps_;
  const double b1 = 0.9, b2 = 0.98;
  std::map<std::string, Tensor> gradients;
  double norm = 0;
  for (const auto& [name, value] : parameters) {
    Tensor gradient;
    for (const Parameters& replica : replicas) {
      const Tensor& own = replica.at(name).grad();
      if (!own.defined()) continue;
      gradient = gradient.defined() ? gradient + own : own;
    }
    if (!gradient.defined()) continue;
    gradient = gradient / static_cast<double>(replicas.size());
    norm += gradient.square().sum().item<double>();
    gradients[name] = gradient;
  }
  const double cut = std::min(1.0, 2.0 / (std::sqrt(norm) + 1e-9));
  const double c1 = 1 - std::pow(b1, steps_), c2 = 1 - std::pow(b2, steps_);
  for (auto& [name, gradient] : gradients) {
    gradient.mul_(cut);
    auto& [first, second] = moments_[name];
    first.mul_(b1).add_(gradient, 1 - b1);
    second.mul_(b2).addcmul_(gradient, gradient, 1 - b2);
    parameters[name].addcdiv_(first, (second / c2).sqrt_().add_(1e-8), -rate / c1);
  }
  for (const Parameters& replica : replicas) {
    for (const auto& [name, value] : replica) {
      if (value.grad().defined()) value.mutable_grad() = Tensor();
    }
  }
  const double scale = cut / static_cast<double>(replicas.size());
  for (Table* table : {&words, &affixes, &grams}) step_table(*table, rate, scale);
}

// Adam on the rows that the batch touched (the moments of the others wait).
void Net::step_table(Table& table, double rate, double scale) {
  const float b1 = 0.9f, b2 = 0.98f;
  const float c1 = 1 - std::pow(b1, static_cast<float>(steps_)), c2 = 1 - std::pow(b2, static_cast<float>(steps_));
  const float step = static_cast<float>(rate) / c1;
  for (std::uint32_t row : table.touched) {
    float* value = &table.values[row * kEmbed];
    float* first = &table.first[row * kEmbed];
    float* second = &table.second[row * kEmbed];
    float* gradient = &table.gradient[row * kEmbed];
    for (int i = 0; i < kEmbed; ++i) {
      const float g = gradient[i] * static_cast<float>(scale);
      first[i] = b1 * first[i] + (1 - b1) * g;
      second[i] = b2 * second[i] + (1 - b2) * g * g;
      value[i] -= step * first[i] / (std::sqrt(second[i] / c2) + 1e-8f);
      gradient[i] = 0;
    }
    table.is_touched[row] = 0;
  }
  table.touched.clear();
}

void Net::save(const std::string& path) const {
  std::ofstream out(path + ".part", std::ios::binary);
  const auto write = [&](const float* from, std::size_t n) { out.write(reinterpret_cast<const char*>(from), static_cast<std::streamsize>(4 * n)); };
  for (const auto& [name, value] : parameters) write(value.data_ptr<float>(), static_cast<std::size_t>(value.numel()));
  for (const Table* table : {&words, &affixes, &grams}) write(table->values.data(), table->values.size());
  out.close();
  if (!out || std::rename((path + ".part").c_str(), path.c_str()) != 0) throw std::runtime_error(path + ": cannot be written");
}

void Net::load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const auto read = [&](float* to, std::size_t n) { in.read(reinterpret_cast<char*>(to), static_cast<std::streamsize>(4 * n)); };
  for (auto& [name, value] : parameters) read(value.data_ptr<float>(), static_cast<std::size_t>(value.numel()));
  for (Table* table : {&words, &affixes, &grams}) read(table->values.data(), table->values.size());
  if (!in || in.peek() != std::ifstream::traits_type::eof()) throw std::runtime_error(path + ": not a checkpoint of this shape");
}

}  // namespace vedette::training
