// The training program: `vedette_train STEP --option value ...`, one step of make_model.sh at a time.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <memory>
#include <numbers>
#include <stdexcept>
#include <thread>

#include "tools.h"

using namespace vedette::training;

namespace {

using Options = std::map<std::string, std::vector<std::string>>;

struct Arguments {
  Options options;
  std::string text(const std::string& name, const std::string& standard = "") const {
    const auto found = options.find(name);
    return found == options.end() ? standard : found->second.back();
  }
  double number(const std::string& name, double standard) const { return options.contains(name) ? std::stod(text(name)) : standard; }
  std::vector<std::string> all(const std::string& name) const {
    const auto found = options.find(name);
    return found == options.end() ? std::vector<std::string>{} : found->second;
  }
};

Config config_of(const Arguments& arguments, const std::string& prefix = "") {
  Config config;
  config.width = static_cast<int>(arguments.number(prefix + "width", config.width));
  config.form_hidden = static_cast<int>(arguments.number(prefix + "form", config.form_hidden));
  config.layers = arguments.text(prefix + "layers", config.layers);
  config.arc = static_cast<int>(arguments.number(prefix + "arc", config.arc));
  config.relation = static_cast<int>(arguments.number(prefix + "relation", config.relation));
  return config;
}

std::string upper_ascii(std::string form) {
  for (char& c : form) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return form;
}

std::string lower_ascii(std::string form) {
  for (char& c : form) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return form;
}

// What damaged text does: headlines in capitals, lost case, two sentences run into one, one cut in two.
Sentence damaged(const Sentence& sentence, const Corpus& pool, Dice& dice) {
  Sentence out = sentence;
  const double draw = dice.share();
  if (draw < 0.02) {
    for (std::string& form : out.forms) form = upper_ascii(form);
  } else if (draw < 0.05) {
    for (std::string& form : out.forms) {
      if (form.size() > 3) form = upper_ascii(form.substr(0, 1)) + form.substr(1);
    }
  } else if (draw < 0.06) {
    for (std::string& form : out.forms) form = lower_ascii(form);
  } else if (draw < 0.10) {
    const Sentence& next = pool[dice.below(pool.size())];
    if (next.has_tree() == out.has_tree() && next.has_names() == out.has_names() && next.upos.empty() == out.upos.empty() &&
        next.xpos.empty() == out.xpos.empty() && next.size() + out.size() < 120) {
      const int shift = static_cast<int>(out.size());
      out.forms.insert(out.forms.end(), next.forms.begin(), next.forms.end());
      out.upos.insert(out.upos.end(), next.upos.begin(), next.upos.end());
      out.xpos.insert(out.xpos.end(), next.xpos.begin(), next.xpos.end());
      out.relation.insert(out.relation.end(), next.relation.begin(), next.relation.end());
      out.name.insert(out.name.end(), next.name.begin(), next.name.end());
      for (int head : next.head) out.head.push_back(head <= 0 ? -1 : head + shift);
    }
  } else if (draw < 0.12 && out.size() > 12) {
    const std::size_t cut = 4 + dice.below(out.size() - 8);
    const bool first = dice.share() < 0.5;
    const std::size_t begin = first ? 0 : cut, end = first ? cut : out.size();
    const auto keep = [&](auto& values) {
      if (values.empty()) return;
      values.erase(values.begin() + static_cast<std::ptrdiff_t>(end), values.end());
      values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(begin));
    };
    keep(out.forms);
    keep(out.upos);
    keep(out.xpos);
    keep(out.relation);
    keep(out.name);
    keep(out.head);
    for (int& head : out.head) {
      const int from = static_cast<int>(begin), to = static_cast<int>(end);
      head = head > from && head <= to ? head - from : (head == 0 ? 0 : -1);
    }
    if (!out.name.empty() && out.name[0] > 0 && out.name[0] % 2 == 0) --out.name[0];
  }
  return out;
}

Corpus gold_trees(const std::string& data, const std::string& part) {
  Corpus ewt = read_conllu(data + "/ud/ewt-" + part + ".conllu");
  lay_names(ewt, read_iob(data + "/ner/uner-ewt-" + part + ".iob2"));
  return ewt;
}

std::string score(const Net& net, Forms& forms, const Corpus& gold) {
  Corpus read = gold;
  label({&net}, forms, read, 0);
  return show(compare(read, gold));
}

void train(const Arguments& arguments) {
  const std::string data = arguments.text("data"), out = arguments.text("out");
  const Vectors vectors = read_vectors(arguments.text("vectors"));
  const std::uint64_t seed = static_cast<std::uint64_t>(arguments.number("seed", 1));
  Net net(config_of(arguments), vectors, seed);
  if (arguments.options.contains("from")) net.load(arguments.text("from"));
  Forms forms;

  Corpus gold = gold_trees(data, "train");
  const Corpus gum = read_conllu(data + "/ud/gum-train.conllu");
  gold.insert(gold.end(), gum.begin(), gum.end());
  Corpus ewt_dev = gold_trees(data, "dev"), gum_dev = read_conllu(data + "/ud/gum-dev.conllu");
  Corpus names = read_iob(data + "/ner/wikigold.conll.txt");
  Corpus silver;
  for (const std::string& path : arguments.all("silver")) {
    const Corpus more = read_silver(path);
    silver.insert(silver.end(), more.begin(), more.end());
  }
  Corpus gmb;
  if (arguments.options.contains("gmb")) {
    gmb = read_gmb(arguments.text("gmb"));
    for (Sentence& sentence : gmb) {
      sentence.xpos.clear();
      sentence.weight = 1;
    }
  }
  std::fprintf(stderr, "gold %zu, names %zu, silver %zu, gmb %zu sentences\n", gold.size(), names.size(), silver.size(), gmb.size());

  const double epochs = arguments.number("epochs", 15), gold_epochs = arguments.number("gold-epochs", 0);
  const double rate = arguments.number("rate", 3e-3), dropout = arguments.number("dropout", 0.25);
  const double silver_share = arguments.number("silver-share", 0), gmb_share = arguments.number("gmb-share", 0);
  const double again = arguments.number("names-again", 0);
  net.name_weight = arguments.number("name-weight", 1);
  const std::size_t threads = static_cast<std::size_t>(arguments.number("threads", 1));
  const std::int64_t batch_words = static_cast<std::int64_t>(arguments.number("words", 1000) / static_cast<double>(threads));
  Dice dice{seed * 7919 + 17};
  std::vector<Dice> replica_dice;
  std::vector<Parameters> replicas;
  for (std::size_t i = 0; i < threads; ++i) {
    replica_dice.push_back({seed * 104729 + i * 31 + 5});
    replicas.push_back(net.replica());
  }

  const auto started = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count(); };
  const int total = static_cast<int>(epochs + gold_epochs);
  for (int epoch = 0; epoch < total; ++epoch) {
    const bool gold_only = epoch >= static_cast<int>(epochs);
    // What this epoch sees: all gold, and shares of the rest.
    std::vector<std::pair<const Sentence*, const Corpus*>> order;
    for (const Sentence& sentence : gold) order.emplace_back(&sentence, &gold);
    const auto sample = [&](const Corpus& from, double share) {
      const std::size_t count = static_cast<std::size_t>(share * static_cast<double>(from.size()));
      for (std::size_t i = 0; i < count; ++i) order.emplace_back(&from[dice.below(from.size())], &from);
    };
    // Names are rare: sentences that hold one are seen again, and as many of the treebank without names, for the balance of the two.
    for (const Sentence& sentence : gold) {
      const bool named = std::ranges::any_of(sentence.name, [](int name) { return name > 0; });
      if ((named || !sentence.has_names()) && dice.share() < again) order.emplace_back(&sentence, &gold);
    }
    sample(names, gold_only ? 0.5 : 1);
    if (!gold_only) {
      sample(silver, silver_share);
      sample(gmb, gmb_share);
    }
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[dice.below(i)]);

    double arc = 0, relation = 0, upos = 0, name = 0;
    std::int64_t steps = 0;
    for (std::size_t at = 0; at < order.size();) {
      const double done = (epoch + static_cast<double>(at) / static_cast<double>(order.size())) / total;
      const double warm = std::min(1.0, (epoch + static_cast<double>(at) / static_cast<double>(order.size())) / 0.3);
      const double now = rate * warm * (0.02 + 0.98 * 0.5 * (1 + std::cos(std::numbers::pi * done)));
      std::vector<std::vector<Sentence>> texts(threads);
      std::vector<Batch> batches(threads);
      for (std::size_t i = 0; i < threads; ++i) {
        std::int64_t n = 0;
        for (; at < order.size() && n < batch_words; ++at) {
          texts[i].push_back(damaged(*order[at].first, *order[at].second, dice));
          n += static_cast<std::int64_t>(texts[i].back().size());
        }
        std::vector<const Sentence*> some;
        for (const Sentence& sentence : texts[i]) some.push_back(&sentence);
        batches[i] = make_batch(some, forms);
        for (std::size_t f = 0; f < batches[i].forms.size(); ++f) {
          const double draw = dice.share();
          batches[i].drop.push_back(draw < 0.10 ? 1 : draw < 0.18 ? 2 : draw < 0.20 ? 3 : 0);
        }
      }
      std::vector<torch::Tensor> gradients(threads);
      std::vector<Losses> losses(threads);
      const auto work = [&](std::size_t i) {
        if (batches[i].words == 0) return;
        torch::Tensor embedded = net.embed(batches[i], forms).requires_grad_(true);
        const Output output = net.forward(replicas[i], batches[i], embedded, dropout, &replica_dice[i]);
        losses[i] = net.loss(replicas[i], batches[i], output);
        losses[i].total.backward();
        gradients[i] = embedded.grad();
      };
      std::vector<std::thread> others;
      for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work, i);
      work(0);
      for (std::thread& other : others) other.join();
      for (std::size_t i = 0; i < threads; ++i) {
        if (gradients[i].defined()) net.scatter(batches[i], forms, gradients[i]);
      }
      net.step(replicas, now);
      arc += losses[0].arc;
      relation += losses[0].relation;
      upos += losses[0].upos;
      name += losses[0].name;
      ++steps;
    }
    const double n = static_cast<double>(steps);
    std::fprintf(stderr, "epoch %d  %.0f s  loss: heads %.3f relations %.3f upos %.3f names %.3f", epoch + 1, seconds(), arc / n,
                 relation / n, upos / n, name / n);
    if (epoch + 1 == total || epoch % 3 == 2 || arguments.options.contains("watch")) {
      std::fprintf(stderr, "\n  EWT dev %s\n  GUM dev %s", score(net, forms, ewt_dev).c_str(), score(net, forms, gum_dev).c_str());
    }
    std::fprintf(stderr, "\n");
    net.save(out);
  }
}

// Checkpoints of one network at the ends of its runs, made one by their mean (Izmailov et al. 2018).
void average(const Arguments& arguments) {
  const Vectors vectors = read_vectors(arguments.text("vectors"));
  const std::vector<std::string> paths = arguments.all("net");
  if (paths.empty()) throw std::runtime_error("average wants --net CHECKPOINT, once for each");
  Net sum(config_of(arguments), vectors, 1);
  sum.load(paths[0]);
  for (std::size_t i = 1; i < paths.size(); ++i) {
    Net other(config_of(arguments), vectors, 1);
    other.load(paths[i]);
    const double part = 1.0 / static_cast<double>(i + 1);
    for (auto& [name, value] : sum.parameters) value.lerp_(other.parameters.at(name), part);
    for (Table Net::*table : {&Net::words, &Net::affixes, &Net::grams}) {
      std::vector<float>& to = (sum.*table).values;
      for (std::size_t k = 0; k < to.size(); ++k) to[k] += static_cast<float>(part) * ((other.*table).values[k] - to[k]);
    }
  }
  sum.save(arguments.text("out"));
}

void write_model(const Arguments& arguments) {
  const Vectors vectors = read_vectors(arguments.text("vectors"));
  Net net(config_of(arguments), vectors, 1);
  net.load(arguments.text("net"));
  Forms forms;
  Corpus sample = read_conllu(arguments.text("data") + "/ud/gum-train.conllu");
  sample.resize(std::min<std::size_t>(sample.size(), 2000));
  const std::string network = export_network(net, forms, sample);
  std::vector<std::pair<std::string, std::string>> sections = {{"network", network}};
  for (const std::string& section : arguments.all("section")) {
    const std::size_t at = section.find('=');
    if (at == section.npos) throw std::runtime_error("--section wants NAME=FILE, not " + section);
    std::ifstream in(section.substr(at + 1), std::ios::binary);
    if (!in) throw std::runtime_error(section.substr(at + 1) + ": cannot be read");
    sections.emplace_back(section.substr(0, at), std::string((std::istreambuf_iterator<char>(in)), {}));
  }
  const std::string out = arguments.text("out");
  std::ofstream file(out + ".part", std::ios::binary);
  const std::string bytes = vedette::pack_model(sections);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file || std::rename((out + ".part").c_str(), out.c_str()) != 0) throw std::runtime_error(out + ": cannot be written");
  std::fprintf(stderr, "%s: %zu bytes\n", out.c_str(), bytes.size());
}

// Every network is named as CHECKPOINT:WIDTH:LAYERS:FORM:ARC:RELATION.
void write_labels(const Arguments& arguments) {
  const Vectors vectors = read_vectors(arguments.text("vectors"));
  std::vector<std::unique_ptr<Net>> nets;
  std::vector<const Net*> teachers;
  for (const std::string& described : arguments.all("net")) {
    std::vector<std::string> cells(1);
    for (char c : described) c == ':' ? (void)cells.emplace_back() : (void)(cells.back() += c);
    if (cells.size() != 6) throw std::runtime_error("--net wants CHECKPOINT:WIDTH:LAYERS:FORM:ARC:RELATION, not " + described);
    Config config{std::stoi(cells[1]), std::stoi(cells[3]), cells[2], std::stoi(cells[4]), std::stoi(cells[5])};
    nets.push_back(std::make_unique<Net>(config, vectors, 1));
    nets.back()->load(cells[0]);
    teachers.push_back(nets.back().get());
  }
  Forms forms;
  const std::string data = arguments.text("data");
  for (const std::string part : {"ewt-dev", "gum-dev"}) {
    const Corpus gold = part == "ewt-dev" ? gold_trees(data, "dev") : read_conllu(data + "/ud/gum-dev.conllu");
    Corpus read = gold;
    label(teachers, forms, read, 0);
    std::fprintf(stderr, "%s by the teachers: %s\n", part.c_str(), show(compare(read, gold)).c_str());
  }
  if (!arguments.options.contains("out")) return;
  Corpus text = read_gmb(arguments.text("gmb"));
  const Corpus masc = read_masc(arguments.text("masc")), wiki = read_iob(data + "/ner/wikigold.conll.txt");
  text.insert(text.end(), masc.begin(), masc.end());
  text.insert(text.end(), wiki.begin(), wiki.end());
  std::erase_if(text, [](const Sentence& sentence) { return sentence.size() > 150; });
  const std::size_t part = static_cast<std::size_t>(arguments.number("part", 0)), parts = static_cast<std::size_t>(arguments.number("parts", 1));
  Corpus own(text.begin() + static_cast<std::ptrdiff_t>(text.size() * part / parts),
             text.begin() + static_cast<std::ptrdiff_t>(text.size() * (part + 1) / parts));
  label(teachers, forms, own, static_cast<float>(arguments.number("hint", 1.5)));
  write_silver(arguments.text("out"), own);
  std::fprintf(stderr, "%zu sentences labelled\n", own.size());
}

void measure_model(const Arguments& arguments) {
  const auto started = std::chrono::steady_clock::now();
  const vedette::Result<vedette::Model> model = vedette::Model::open(arguments.text("model"));
  if (!model) throw std::runtime_error(model.error().message);
  std::printf("loaded in %.1f ms\n", 1e3 * std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
  const std::string data = arguments.text("data");
  const int repeat = static_cast<int>(arguments.number("repeat", 3));
  std::printf("EWT dev %s\n", measure(*model, gold_trees(data, "dev"), repeat).c_str());
  std::printf("GUM dev %s\n", measure(*model, read_conllu(data + "/ud/gum-dev.conllu"), repeat).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  at::set_num_threads(1);
  const std::string step = argc > 1 ? argv[1] : "";
  Arguments arguments;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (!word.starts_with("--")) {
      std::fprintf(stderr, "vedette_train: expected an option, not %s\n", word.c_str());
      return 2;
    }
    std::vector<std::string>& values = arguments.options[word.substr(2)];
    if (i + 1 < argc && !std::string(argv[i + 1]).starts_with("--")) values.push_back(argv[++i]);
    if (values.empty()) values.push_back("1");
  }
  try {
    if (step == "vectors") {
      write_vectors(arguments.text("json"), arguments.text("out"), static_cast<std::size_t>(arguments.number("keep", 70000)),
                    arguments.text("world", "world"), arguments.text("packages"));
    } else if (step == "train") {
      train(arguments);
    } else if (step == "average") {
      average(arguments);
    } else if (step == "model") {
      write_model(arguments);
    } else if (step == "label") {
      write_labels(arguments);
    } else if (step == "measure") {
      measure_model(arguments);
    } else {
      std::fprintf(stderr, "usage: vedette_train vectors|train|label|average|model|measure --option value ...\n");
      return 2;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "vedette_train: %s\n", error.what());
    return 1;
  }
  return 0;
}
