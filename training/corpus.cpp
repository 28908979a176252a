// Reads the training corpora. Only door: corpus.h.
#include "corpus.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include "base/utf8.h"
#include "grammar/tags.h"

namespace vedette::training {
namespace {

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

std::vector<std::string_view> split(std::string_view line, char by) {
  std::vector<std::string_view> cells;
  for (std::size_t at = 0;;) {
    const std::size_t end = line.find(by, at);
    cells.push_back(line.substr(at, end == line.npos ? end : end - at));
    if (end == line.npos) return cells;
    at = end + 1;
  }
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines = split(text, '\n');
  for (std::string_view& line : lines) {
    if (line.ends_with('\r')) line.remove_suffix(1);
  }
  return lines;
}

// "B-PER" to 1; 0 for what is no name.
int name_label(std::string_view tag) {
  if (tag.size() < 3 || tag[1] != '-') return 0;
  static const std::map<std::string_view, int> kinds = {{"PER", 0}, {"per", 0}, {"ORG", 1}, {"org", 1},  {"LOC", 2},
                                                        {"geo", 2}, {"gpe", 2}, {"MISC", 3}, {"OTH", 3}, {"eve", 3}, {"art", 3}};
  const auto kind = kinds.find(tag.substr(2));
  return kind == kinds.end() ? 0 : 1 + 2 * kind->second + (tag[0] == 'I' ? 1 : 0);
}

// An I without a name of its kind before it begins one.
void mend(std::vector<int>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const int label = names[i];
    if (label > 0 && label % 2 == 0 && (i == 0 || (names[i - 1] != label && names[i - 1] != label - 1))) names[i] = label - 1;
  }
}

void add(Corpus& corpus, Sentence& sentence) {
  if (!sentence.forms.empty()) {
    mend(sentence.name);
    corpus.push_back(std::move(sentence));
  }
  sentence = {};
}

char32_t first_of(std::string_view form) {
  std::size_t at = 0;
  return next_code_point(form, at);
}

std::string utf8_of_latin1(std::string_view text) {
  std::string out;
  for (unsigned char c : text) append_code_point(out, c);
  return out;
}

}  // namespace

Corpus read_conllu(const std::string& path) {
  const std::string text = content(path);
  Corpus corpus;
  Sentence sentence;
  for (std::string_view line : lines_of(text)) {
    if (line.empty()) add(corpus, sentence);
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != 10 || cells[0].find_first_of("-.") != cells[0].npos) continue;
    sentence.forms.emplace_back(cells[1]);
    const auto upos = upos_of(cells[3]);
    const auto xpos = xpos_of(cells[4]);
    const auto relation = relation_of(cells[7]);
    sentence.upos.push_back(upos ? static_cast<int>(*upos) : -1);
    sentence.xpos.push_back(xpos ? static_cast<int>(*xpos) : 0);
    sentence.relation.push_back(relation ? static_cast<int>(*relation) : -1);
    sentence.head.push_back(std::stoi(std::string(cells[6])));
  }
  add(corpus, sentence);
  return corpus;
}

Corpus read_silver(const std::string& path) {
  const std::string text = content(path);
  Corpus corpus = read_conllu(path);
  std::size_t sentence = 0;
  for (std::string_view line : lines_of(text)) {
    const std::size_t at = line.rfind("\tName=");
    if (at == line.npos) continue;
    while (corpus[sentence].size() == corpus[sentence].name.size()) ++sentence;
    corpus[sentence].name.push_back(name_label(line.substr(at + 6)));
  }
  return corpus;
}

void write_silver(const std::string& path, const Corpus& corpus) {
  static const char* const kNames[] = {"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"};
  std::ofstream out(path + ".part", std::ios::binary);
  for (const Sentence& sentence : corpus) {
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      out << i + 1 << '\t' << sentence.forms[i] << "\t_\t" << name_of(static_cast<Upos>(sentence.upos[i])) << '\t'
          << name_of(static_cast<Xpos>(sentence.xpos[i])) << "\t_\t" << sentence.head[i] << '\t'
          << name_of(static_cast<Relation>(sentence.relation[i])) << "\t_\tName=" << kNames[sentence.name[i]] << '\n';
    }
    out << '\n';
  }
  out.close();
  if (!out || std::rename((path + ".part").c_str(), path.c_str()) != 0) throw std::runtime_error(path + ": cannot be written");
}

Corpus read_iob(const std::string& path) {
  const std::string text = content(path);
  Corpus corpus;
  Sentence sentence;
  for (std::string_view line : lines_of(text)) {
    if (line.starts_with("# ")) continue;
    if (line.empty() || line.starts_with("-DOCSTART-")) {
      add(corpus, sentence);
      continue;
    }
    const std::vector<std::string_view> cells = split(line, line.find('\t') == line.npos ? ' ' : '\t');
    const bool numbered = line.find('\t') != line.npos;
    sentence.forms.emplace_back(cells[numbered ? 1 : 0]);
    const std::string_view tag = numbered ? cells[2] : cells.back();
    // UNER's "B-O" is a slip at a sentence's end: behind a name nobody knows whether the word belongs to it.
    const bool slip = tag == "B-O" && !sentence.name.empty() && sentence.name.back() > 0 && is_letter(first_of(sentence.forms.back()));
    sentence.name.push_back(slip ? -1 : name_label(tag));
  }
  add(corpus, sentence);
  return corpus;
}

Corpus read_gmb(const std::string& path) {
  const std::string text = utf8_of_latin1(content(path));
  Corpus corpus;
  Sentence sentence;
  for (std::string_view line : lines_of(text)) {
    // A word may be quoted and hold commas; tags never do.
    const std::size_t tag_at = line.rfind(',');
    const std::size_t pos_at = tag_at == line.npos ? line.npos : line.rfind(',', tag_at - 1);
    const std::size_t word_at = line.find(',');
    if (pos_at == line.npos || word_at >= pos_at || line.starts_with("Sentence #")) continue;
    if (word_at > 0) add(corpus, sentence);
    std::string word(line.substr(word_at + 1, pos_at - word_at - 1));
    std::string_view pos = line.substr(pos_at + 1, tag_at - pos_at - 1);
    std::string_view tag = line.substr(tag_at + 1);
    if (word.size() >= 2 && word.front() == '"') {
      std::string plain;
      for (std::size_t i = 1; i + 1 < word.size(); ++i) {
        plain += word[i];
        if (word[i] == '"' && word[i + 1] == '"') ++i;
      }
      word = plain;
    }
    if (line.find(",\",\",\",\",") != line.npos) {
      word = ",";
      pos = ",";
      tag = "O";
    }
    if (word.empty()) continue;
    int label = name_label(tag);
    // Nationalities are names of no place: "Iraqi", "Iraqis".
    if (tag.ends_with("gpe") && (pos == "JJ" || pos == "NNS" || pos == "NNPS")) label = tag[0] == 'B' ? 7 : 8;
    sentence.forms.push_back(word);
    sentence.name.push_back(label);
    const auto xpos = xpos_of(pos);
    sentence.xpos.push_back(xpos ? static_cast<int>(*xpos) : -1);
  }
  add(corpus, sentence);
  return corpus;
}

Corpus read_masc(const std::string& path) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.path().extension() == ".txt" && entry.path().filename() != "categories.txt") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  Corpus corpus;
  for (const std::string& file : files) {
    const std::string text = content(file);
    Sentence sentence;
    for (std::string_view line : lines_of(text)) {
      for (std::string_view item : split(line, ' ')) {
        const std::size_t at = item.rfind('_');
        if (at == item.npos || at == 0) continue;
        const auto xpos = xpos_of(item.substr(at + 1));
        std::string form(item.substr(0, at));
        if (!is_valid_utf8(form)) form = utf8_of_latin1(form);
        sentence.forms.push_back(form);
        sentence.xpos.push_back(xpos ? static_cast<int>(*xpos) : -1);
      }
      add(corpus, sentence);
    }
  }
  return corpus;
}

void lay_names(Corpus& trees, const Corpus& names) {
  std::unordered_map<std::string, std::vector<std::size_t>> places;
  const auto key = [](const Sentence& sentence) {
    std::string all;
    for (const std::string& form : sentence.forms) all += form + '\n';
    return all;
  };
  for (std::size_t i = 0; i < trees.size(); ++i) places[key(trees[i])].push_back(i);
  std::size_t laid = 0;
  Corpus left;
  for (const Sentence& sentence : names) {
    const auto place = places.find(key(sentence));
    if (place == places.end()) {
      left.push_back(sentence);
      continue;
    }
    for (std::size_t i : place->second) trees[i].name = sentence.name;
    ++laid;
  }
  std::fprintf(stderr, "names laid on %zu sentences, %zu of their own\n", laid, left.size());
  trees.insert(trees.end(), left.begin(), left.end());
}

}  // namespace vedette::training
