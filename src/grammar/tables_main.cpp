// Makes the two tables of the grammar that are not part of the network, from CoNLL-U files:
//
//   grammar_tables sentences OUT.bin TRAIN.conllu...     the weights of the sentence ends (sentences.h)
//   grammar_tables lemmas IN.tsv OUT.bin                 packs model/lemmas.tsv (lemmas.h)
//   grammar_tables model MODEL OUT SENTENCES.bin LEMMAS.bin   the model's network with these tables
//
// Deterministic: same files, same bytes.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "grammar/lemmas.h"
#include "grammar/model.h"
#include "grammar/sentences.h"
#include "grammar/tokens.h"

namespace vedette {
namespace {

std::string read_file(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A paragraph of running text with the byte behind the last word of each of its sentences.
struct Paragraph {
  std::string text;
  std::vector<std::size_t> ends;
  std::string gap_after;  // the white space that its last word was followed by, if the next paragraph is joined to it
};

std::string unescape_gap(std::string_view misc) {
  const auto field = [&](std::string_view name) -> std::string_view {
    const std::size_t at = misc.find(name);
    if (at == std::string_view::npos || (at > 0 && misc[at - 1] != '|')) return {};
    const std::string_view rest = misc.substr(at + name.size());
    return rest.substr(0, rest.find('|'));
  };
  if (const std::string_view spaces = field("SpacesAfter="); !spaces.empty()) {
    std::string out;
    for (std::size_t i = 0; i < spaces.size(); ++i) {
      if (spaces[i] != '\\' || i + 1 == spaces.size()) out += spaces[i];
      else if (const char c = spaces[++i]; c == 'n') out += '\n';
      else if (c == 's') out += ' ';
      else if (c == 't') out += '\t';
    }
    return out;
  }
  return field("SpaceAfter=") == "No" ? "" : " ";
}

std::vector<Paragraph> read_paragraphs(const std::string& conllu) {
  std::vector<Paragraph> paragraphs;
  std::istringstream in(conllu);
  std::string line, gap;
  bool fresh = true, in_sentence = false;
  int covered = 0;
  while (std::getline(in, line)) {
    if (line.empty()) {
      if (in_sentence) paragraphs.back().ends.push_back(paragraphs.back().text.size());
      in_sentence = false;
      continue;
    }
    if (line[0] == '#') {
      fresh |= line.starts_with("# newdoc") || line == "# newpar" || line.starts_with("# newpar id");
      continue;
    }
    std::vector<std::string_view> cells;
    std::string_view rest = line;
    while (true) {
      const std::size_t tab = rest.find('\t');
      cells.push_back(rest.substr(0, tab));
      if (tab == std::string_view::npos) break;
      rest.remove_prefix(tab + 1);
    }
    if (cells.size() != 10 || cells[0].find('.') != std::string_view::npos) continue;
    if (!in_sentence) {
      if (fresh || paragraphs.empty()) {
        if (!paragraphs.empty()) paragraphs.back().gap_after = gap.empty() ? " " : gap;
        paragraphs.emplace_back();
      } else {
        paragraphs.back().text += gap;
      }
      fresh = false;
      in_sentence = true;
      covered = 0;
      gap.clear();
    } else if (cells[0].find('-') == std::string_view::npos && std::stoi(std::string(cells[0])) <= covered) {
      continue;  // its multiword token has been written
    } else {
      paragraphs.back().text += gap;
    }
    const std::size_t dash = cells[0].find('-');
    if (dash != std::string_view::npos) covered = std::stoi(std::string(cells[0].substr(dash + 1)));
    paragraphs.back().text += cells[1];
    gap = unescape_gap(cells[9]);
  }
  return paragraphs;
}

struct Example {
  Boundaries::Features features;
  bool end = false;
};

void add_examples(const Paragraph& paragraph, std::vector<Example>& examples) {
  std::vector<Word> words;
  tokenize(paragraph.text, {0, static_cast<std::uint32_t>(paragraph.text.size())}, words);
  const Boundaries boundaries(paragraph.text, words);
  std::size_t first = 0, next = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    while (next < paragraph.ends.size() && paragraph.ends[next] < words[i].span.end) ++next;
    const bool end = next < paragraph.ends.size() && paragraph.ends[next] == words[i].span.end;
    if (boundaries.possible(i)) {
      examples.emplace_back();
      boundaries.features(i, first, examples.back().features);
      examples.back().end = end;
    }
    if (end) first = i + 1;
  }
}

// Logistic regression by AdaGrad over the examples in a fixed shuffle, with a little decay of what is seldom seen.
std::string learn(const std::vector<Example>& examples, int epochs) {
  std::vector<float> weights(BoundaryWeights::kSlots, 0.F), squares(BoundaryWeights::kSlots, 1e-6F);
  std::uint64_t random = 12345;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    double loss = 0;
    for (std::size_t n = 0; n < examples.size(); ++n) {
      random = random * 6364136223846793005ULL + 1442695040888963407ULL;
      const Example& example = examples[(random >> 33) % examples.size()];
      float sum = 0;
      for (std::size_t k = 0; k < example.features.count; ++k) sum += weights[example.features.slots[k]];
      const float error = 1.F / (1.F + std::exp(-sum)) - (example.end ? 1.F : 0.F);
      loss += std::log1p(std::exp(example.end ? -sum : sum));
      for (std::size_t k = 0; k < example.features.count; ++k) {
        const std::uint16_t slot = example.features.slots[k];
        const float gradient = error + 5e-4F * weights[slot];
        squares[slot] += gradient * gradient;
        weights[slot] -= .15F * gradient / std::sqrt(squares[slot]);
      }
    }
    fmt::print(stderr, "epoch {}: loss {:.4f}\n", epoch + 1, loss / static_cast<double>(examples.size()));
  }
  std::string bytes(BoundaryWeights::kSlots, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const float scaled = std::round(weights[i] * BoundaryWeights::kScale);
    bytes[i] = static_cast<char>(static_cast<signed char>(std::fmax(-127.F, std::fmin(127.F, scaled))));
  }
  return bytes;
}

int make_sentences(int count, char** paths, const char* out) {
  std::vector<Example> examples;
  std::uint64_t random = 99;
  for (int i = 0; i < count; ++i) {
    const std::vector<Paragraph> paragraphs = read_paragraphs(read_file(paths[i]));
    for (std::size_t k = 0; k < paragraphs.size(); ++k) {
      add_examples(paragraphs[k], examples);
      random = random * 6364136223846793005ULL + 1442695040888963407ULL;
      if (k + 1 < paragraphs.size() && (random >> 33) % 8 == 0) {  // lost blank lines
        Paragraph joined = paragraphs[k];
        joined.text += (random >> 40) % 2 == 0 ? "\n" : " ";
        for (std::size_t end : paragraphs[k + 1].ends) joined.ends.push_back(end + joined.text.size());
        joined.text += paragraphs[k + 1].text;
        add_examples(joined, examples);
      }
    }
  }
  if (examples.empty()) return fmt::print(stderr, "no sentence was read: give CoNLL-U files\n"), 1;
  const std::string bytes = learn(examples, 6);
  std::ofstream(out, std::ios::binary) << bytes;
  return 0;
}

int pack(const char* from, const char* to) {
  const Result<std::string> packed = pack_lemmas(read_file(from));
  if (!packed) return fmt::print(stderr, "{}: {}\n", from, packed.error().message), 1;
  std::ofstream(to, std::ios::binary) << *packed;
  return 0;
}

int renew(char** paths) {
  const Result<Model> model = Model::open(paths[0]);
  if (!model) return fmt::print(stderr, "{}\n", model.error().message), 1;
  const std::string bytes = pack_model({{"network", std::string(model->section("network"))},
                                        {"sentences", read_file(paths[2])},
                                        {"lemmas", read_file(paths[3])}});
  std::ofstream(paths[1], std::ios::binary) << bytes;
  return 0;
}

}  // namespace
}  // namespace vedette

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  if (what == "sentences" && argc > 3) return vedette::make_sentences(argc - 3, argv + 3, argv[2]);
  if (what == "lemmas" && argc == 4) return vedette::pack(argv[2], argv[3]);
  if (what == "model" && argc == 6) return vedette::renew(argv + 2);
  fmt::print(stderr,
             "usage: grammar_tables sentences OUT.bin TRAIN.conllu...\n"
             "       grammar_tables lemmas IN.tsv OUT.bin\n"
             "       grammar_tables model MODEL OUT SENTENCES.bin LEMMAS.bin\n");
  return 2;
}
