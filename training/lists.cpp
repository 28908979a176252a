// Which lists of the world's names a word is on: given and family names, towns, regions, peoples, words of organisations. The network
// takes them as inputs (gazetteers as features: Ratinov and Roth 2009). Only door: read_lists in tools.h.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>

#include "grammar/features.h"
#include "tools.h"

namespace vedette::training {
namespace {

// The order is that of the network's inputs.
enum List { given, family, town, city, town_first, town_last, region, region_word, people, organisation, organisation_word, organisation_any,
            organisation_last, person_last, list_count };
static_assert(list_count == kLists);

constexpr long kTown = 15'000, kCity = 100'000, kNamedTown = 5'000;  // people
constexpr int kOften = 5, kOftenLast = 4;                            // organisations that share a word

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> cells(1);
  for (char c : line) c == by ? (void)cells.emplace_back() : (void)(cells.back() += c);
  return cells;
}

std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words = split(name, ' ');
  std::erase(words, "");
  return words;
}

class Collector {
 public:
  // Every name in the columns of a table, other names parted by '|'.
  template <typename Use>
  void table(const std::string& path, const std::vector<std::string>& columns, Use use) const {
    std::ifstream in(path);
    std::string line;
    if (!std::getline(in, line)) throw std::runtime_error(path + ": cannot be read");
    const std::vector<std::string> head = split(line, '\t');
    while (std::getline(in, line)) {
      if (line.empty() || line[0] == '#') continue;
      const std::vector<std::string> cells = split(line, '\t');
      for (const std::string& column : columns) {
        const std::size_t at = static_cast<std::size_t>(std::find(head.begin(), head.end(), column) - head.begin());
        if (at >= cells.size()) continue;
        for (const std::string& name : split(cells[at], '|')) {
          if (!name.empty()) use(name);
        }
      }
    }
  }

  void add(const std::string& word, List list) {
    features_of(word, features_, scratch_);
    found_[static_cast<std::uint32_t>(features_.vector_key >> 32)] |= static_cast<std::uint16_t>(1 << list);
  }
  void add_region(const std::string& name) {
    const std::vector<std::string> words = words_of(name);
    for (const std::string& word : words) add(word, words.size() == 1 ? region : region_word);
  }
  void add_organisation(const std::string& name) {
    const std::vector<std::string> words = words_of(name);
    if (words.size() == 1) return add(name, organisation);
    std::map<std::string, int> own;
    for (const std::string& word : words) own[folded(word)] = 1;
    for (const auto& [word, one] : own) words_[word] += one;
    ++last_words_[folded(words.back())];
  }
  void add_towns(const std::string& path) {
    std::ifstream in(path);
    std::string line;
    if (!in) throw std::runtime_error(path + ": cannot be read; the build fetches it for the target world_data");
    while (std::getline(in, line)) {
      const std::vector<std::string> cells = split(line, '\t');
      if (cells.size() < 15) continue;
      const long people_there = std::atol(cells[14].c_str());
      const std::vector<std::string> words = words_of(cells[1]);
      if (words.size() == 1) {
        if (people_there >= kTown) add(words[0], town);
        if (people_there >= kCity) add(words[0], city);
      } else if (words.size() > 1 && people_there >= kNamedTown) {
        add(words.front(), town_first);
        add(words.back(), town_last);
      }
    }
  }
  // The common English names in the list of countries: the "common" that follows "name": {.
  void add_countries(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error(path + ": cannot be read; the build fetches it for the target world_data");
    std::string line;
    bool next = false;
    while (std::getline(in, line)) {
      const std::size_t at = line.find("\"common\": \"");
      if (next && at != line.npos) add_region(line.substr(at + 11, line.rfind('"') - at - 11));
      next = line.find("\"name\": {") != line.npos;
    }
  }
  std::map<std::uint32_t, std::uint16_t> take() {
    for (const auto& [word, count] : words_) {
      add(word, organisation_any);
      if (count >= kOften) add(word, organisation_word);
    }
    for (const auto& [word, count] : last_words_) {
      if (count >= kOftenLast) add(word, organisation_last);
    }
    return std::move(found_);
  }

 private:
  // Alike as the network's features are: the key of the folded form would do, but a word is added by its letters.
  static std::string folded(std::string word) {
    for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return word;
  }

  std::map<std::uint32_t, std::uint16_t> found_;
  std::map<std::string, int> words_, last_words_;
  FormFeatures features_;
  std::string scratch_;
};

}  // namespace

std::map<std::uint32_t, std::uint16_t> read_lists(const std::string& world, const std::string& packages) {
  Collector all;
  all.table(world + "/given_names.tsv", {"name"}, [&](const std::string& name) { all.add(name, given); });
  all.table(world + "/family_names.tsv", {"name"}, [&](const std::string& name) { all.add(name, family); });
  all.add_towns(packages + "/cities500.txt");
  all.add_countries(packages + "/countries.json");
  for (const char* table : {"divisions", "regions", "sites", "towns", "states"}) {
    const std::string path = world + "/" + table + ".tsv";
    all.table(path, {"name", "other_names"}, [&](const std::string& name) { all.add_region(name); });
    all.table(path, {"adjectives", "people"}, [&](const std::string& name) { all.add(name, people); });
  }
  all.table(world + "/peoples.tsv", {"name", "other_names", "adjectives"}, [&](const std::string& name) { all.add(name, people); });
  for (const char* table : {"bodies", "companies", "agencies", "parties", "groups"}) {
    all.table(world + "/" + table + ".tsv", {"name", "other_names"}, [&](const std::string& name) { all.add_organisation(name); });
  }
  all.table(world + "/persons.tsv", {"person", "other_names"}, [&](const std::string& name) {
    const std::vector<std::string> words = words_of(name);
    if (!words.empty()) all.add(words.back(), person_last);
  });
  return all.take();
}

}  // namespace vedette::training
