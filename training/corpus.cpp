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

namespace {

struct Entity {
  std::string type, least;  // the words without which it would not be it: numbers from 1, with commas
  bool linked = false;
  std::size_t begin = 0;
};

// The name inside the entity [begin, end): from the first to the last proper noun among its least words.
void lay_entity(Sentence& sentence, const Entity& entity, std::size_t end) {
  static const std::map<std::string, int> kinds = {{"person", 0}, {"organization", 1}, {"place", 2}};
  const auto kind = kinds.find(entity.type);
  if (kind == kinds.end()) return;
  const auto proper = [&](std::size_t i) { return sentence.upos[i] == static_cast<int>(Upos::propn); };
  std::vector<std::size_t> words;
  for (std::string_view number : split(entity.least, ',')) {
    if (number.empty() || number.find_first_not_of("0123456789") != number.npos) return;
    const std::size_t i = entity.begin + std::stoul(std::string(number)) - 1;
    if (i < end && proper(i)) words.push_back(i);
  }
  if (words.empty()) return;
  std::size_t first = words.front(), last = words.back();
  for (std::size_t i = first; i <= last; ++i) {
    const auto upos = static_cast<Upos>(sentence.upos[i]);
    const bool inner = entity.linked && (upos == Upos::adp || upos == Upos::det || upos == Upos::cconj || upos == Upos::part);
    if (!proper(i) && !inner && sentence.forms[i] != "-" && sentence.forms[i] != "." && upos != Upos::num) return;
  }
  for (std::size_t i = first; i <= last; ++i) sentence.name[i] = 2 * kind->second + (i == first ? 1 : 2);
}

}  // namespace

Corpus read_gum(const std::string& path) {
  const std::string text = content(path);
  Corpus corpus = read_conllu(path);
  for (Sentence& sentence : corpus) {
    for (int upos : sentence.upos) sentence.name.push_back(upos == static_cast<int>(Upos::propn) ? -1 : 0);
  }
  std::size_t number = 0, word = 0;
  std::vector<Entity> open;
  for (std::string_view line : lines_of(text)) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (line.empty() && word > 0) {
      ++number;
      word = 0;
      open.clear();
    }
    if (cells.size() != 10 || cells[0].find_first_of("-.") != cells[0].npos) continue;
    ++word;
    const std::size_t at = cells[9].find("Entity=");
    if (at == cells[9].npos) continue;
    const std::string_view marks = cells[9].substr(at + 7, cells[9].find('|', at) - at - 7);
    for (std::size_t i = 0; i < marks.size();) {
      if (marks[i] == ')') {
        ++i;
        continue;
      }
      const bool opens = marks[i] == '(';
      std::size_t end = marks.find_first_of("()", i + 1);
      if (end == marks.npos) end = marks.size();
      if (opens) {
        const std::vector<std::string_view> fields = split(marks.substr(i + 1, end - i - 1), '-');
        Entity entity;
        entity.type = fields.size() > 1 ? fields[1] : "";
        entity.least = fields.size() > 5 ? fields[5] : "";
        entity.linked = fields.size() > 7;
        entity.begin = word - 1;
        if (end < marks.size() && marks[end] == ')') {
          lay_entity(corpus[number], entity, word);
        } else {
          open.push_back(entity);
        }
      } else if (!open.empty()) {
        // Closed by its number; nested entities close from the inside, so the last one that is open is it.
        lay_entity(corpus[number], open.back(), word);
        open.pop_back();
      }
      i = end;
    }
  }
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
    sentence.name.push_back(name_label(numbered ? cells[2] : cells.back()));
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
