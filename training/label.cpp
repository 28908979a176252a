// Lets networks in training label text: the average of their probabilities decides (an ensemble teaches one small network: Hinton et
// al. 2015; Buciluǎ et al. 2006). Only door: label in tools.h.
#include "grammar/decode.h"
#include "tools.h"

namespace vedette::training {
namespace {

using torch::Tensor;

Tensor mean(const std::vector<Tensor>& all) {
  Tensor sum = all[0].clone();
  for (std::size_t i = 1; i < all.size(); ++i) sum += all[i];
  return sum / static_cast<double>(all.size());
}

std::vector<int> best(const Tensor& scores) {
  const Tensor found = scores.argmax(1);
  const std::int64_t* at = found.data_ptr<std::int64_t>();
  return std::vector<int>(at, at + found.numel());
}

// Names that the text came with are marked by another scheme (titles may be in them): they count as a hint of kind, not of extent.
void lean(const Sentence& sentence, float* names, float hint) {
  for (std::size_t i = 0; i < sentence.name.size(); ++i, names += kNameLabels) {
    const int own = sentence.name[i];
    if (own == 0) names[0] += hint / 2;
    if (own > 0) {
      names[(own + 1) / 2 * 2 - 1] += hint;
      names[(own + 1) / 2 * 2] += hint;
    }
  }
}

void label(const std::vector<const Net*>& nets, Forms& forms, const std::vector<Sentence*>& sentences, float hint) {
  const Batch batch = make_batch({sentences.begin(), sentences.end()}, forms);
  std::vector<Output> outputs;
  std::vector<Tensor> upos, xpos, name;
  for (const Net* net : nets) {
    outputs.push_back(net->forward(net->parameters, batch, net->embed(batch, forms), 0, nullptr));
    upos.push_back(torch::softmax(outputs.back().upos, 1));
    xpos.push_back(torch::softmax(outputs.back().xpos, 1));
    name.push_back(torch::log_softmax(outputs.back().name, 1));
  }
  const std::vector<int> all_upos = best(mean(upos)), all_xpos = best(mean(xpos));
  Tensor names = mean(name).contiguous();
  for (std::size_t s = 0; s < sentences.size(); ++s) lean(*sentences[s], names.data_ptr<float>() + batch.begin[s] * kNameLabels, hint);
  const std::vector<float> transitions = name_transitions();
  TreeScratch scratch;
  std::vector<std::uint8_t> back, path;
  for (std::size_t s = 0; s < sentences.size(); ++s) {
    Sentence& sentence = *sentences[s];
    const std::int64_t begin = batch.begin[s], n = static_cast<std::int64_t>(sentence.size());
    sentence.upos.assign(all_upos.begin() + begin, all_upos.begin() + begin + n);
    sentence.xpos.assign(all_xpos.begin() + begin, all_xpos.begin() + begin + n);
    path.resize(n);
    decode_labels(names.data_ptr<float>() + begin * kNameLabels, kNameLabels, n, transitions.data(), kNameLabels, back, path.data());
    sentence.name.assign(path.begin(), path.end());

    std::vector<Tensor> arcs;
    for (std::size_t k = 0; k < nets.size(); ++k) arcs.push_back(torch::softmax(arc_scores(nets[k]->parameters, outputs[k], begin, n), 1));
    const Tensor scores = torch::log(mean(arcs) + 1e-9).roll(-1, 1).contiguous();  // the root goes last
    std::vector<std::uint32_t> tree(n);
    decode_tree({scores.data_ptr<float>(), static_cast<std::size_t>(scores.numel())}, n + 1, n, scratch, tree.data());
    std::vector<std::int64_t> rows(n);
    for (std::int64_t i = 0; i < n; ++i) rows[i] = tree[i] == n ? 0 : tree[i] + 1;
    const Tensor index = torch::from_blob(rows.data(), {n}, torch::kLong);
    std::vector<Tensor> relations;
    for (std::size_t k = 0; k < nets.size(); ++k) {
      const Parameters& p = nets[k]->parameters;
      const Tensor heads = torch::cat({p.at("root.rel").unsqueeze(0), outputs[k].relation_head.narrow(0, begin, n)}).index_select(0, index);
      relations.push_back(torch::softmax(relation_logits(p, outputs[k].relation_dependent.narrow(0, begin, n), heads), 1));
    }
    sentence.relation = best(mean(relations));
    sentence.head.resize(n);
    for (std::int64_t i = 0; i < n; ++i) {
      sentence.head[i] = static_cast<int>(rows[i]);
      if (rows[i] == 0) sentence.relation[i] = 0;
    }
  }
}

}  // namespace

void label(const std::vector<const Net*>& nets, Forms& forms, Corpus& corpus, float hint) {
  torch::NoGradGuard guard;
  for (std::size_t from = 0; from < corpus.size();) {
    std::vector<Sentence*> some;
    for (std::size_t words = 0; from < corpus.size() && words < 2000; ++from) {
      some.push_back(&corpus[from]);
      words += corpus[from].size();
    }
    label(nets, forms, some, hint);
  }
}

}  // namespace vedette::training
