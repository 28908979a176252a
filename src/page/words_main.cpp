// words_compile: makes the file that Words::open reads from SCOWL's lists and the phrases of a page's furniture.
// usage: words_compile OUT SCOWL_FOLDER FURNITURE.tsv RUNNING_WORDS.tsv
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>
#include <marisa.h>

#include "base/utf8.h"
#include "page/words_format.h"

namespace {

using namespace vedette;

constexpr int kRarestTaken = 80;    // SCOWL's 95 holds nearly every string that was ever a word
constexpr int kRarestOfParts = 55;  // what may count as a part of a compound

int fail(const std::string& message) {
  fmt::print(stderr, "words_compile: {}\n", message);
  return 1;
}

std::string from_latin1(const std::string& line) {
  std::string out;
  for (const char c : line) append_code_point(out, static_cast<unsigned char>(c));
  return out;
}

// Rows by key; what is known of a word from several lists is the commonest.
using Rows = std::map<std::string, WordRow>;

void note_rarity(Rows& rows, const std::string& key, int level) {
  WordRow& row = rows[key];
  if (row.rarity == 0 || level < row.rarity) row.rarity = static_cast<std::uint8_t>(level);
}

int quantised(int count) { return std::min(9, static_cast<int>(std::log2(count + 1))); }

// How many longer words begin with each word and end in it.
void count_parts(Rows& rows) {
  std::unordered_map<std::string, int> begins;
  std::unordered_map<std::string, int> ends;
  const auto is_part = [&](const std::string& part) {
    const auto at = rows.find(kLowerWord + part);
    return at != rows.end() && at->second.rarity <= kRarestOfParts;
  };
  for (const auto& [key, row] : rows) {
    if (key.find('\'') != std::string::npos || key.size() > 30) continue;
    const bool name = key[0] == kCapitalWord;
    const std::string word = lower(std::string_view(key).substr(1));
    for (std::size_t cut = 2; cut + 2 <= word.size(); ++cut) {
      const std::string left = word.substr(0, cut);
      const std::string right = word.substr(cut);
      const bool left_known = is_part(left);
      const bool right_known = is_part(right);
      if (left_known && right_known) ++begins[left];
      if (right_known && (left_known || (name && left.size() >= 3))) ++ends[right];
    }
  }
  for (const auto& [word, count] : begins) rows[kLowerWord + word].begins_others = static_cast<std::uint8_t>(quantised(count));
  for (const auto& [word, count] : ends) rows[kLowerWord + word].ends_others = static_cast<std::uint8_t>(quantised(count));
}

bool read_scowl(const std::string& folder, Rows& rows) {
  std::error_code trouble;
  int lists = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder, trouble)) {
    const std::string name = entry.path().filename().string();
    const int level = entry.path().extension().empty() ? 0 : std::atoi(entry.path().extension().c_str() + 1);
    if (level == 0 || level > kRarestTaken || name.starts_with("special-")) continue;
    const bool lower_case = name.find("-words.") != std::string::npos || name.find("-contractions.") != std::string::npos;
    std::ifstream list(entry.path());
    for (std::string line; std::getline(list, line);) {
      const std::string word = from_latin1(line);
      std::size_t at = 0;
      const bool capital = !word.empty() && is_upper(next_code_point(word, at));
      note_rarity(rows, (lower_case && !capital ? kLowerWord : kCapitalWord) + word, level);
    }
    ++lists;
  }
  return lists > 0;
}

int read_furniture(const std::string& path, Rows& rows) {
  static const std::vector<std::string> kinds = {"none",   "share",  "share_word",   "share_filler", "navigation",
                                                 "credit", "agency", "agency_after", "byline",       "dateline"};
  std::ifstream table(path);
  if (!table) return fail(fmt::format("cannot open {}", path));
  int number = 0;
  for (std::string line; std::getline(table, line);) {
    ++number;
    if (line.starts_with('#') || line == "kind\tphrase") continue;
    const std::size_t tab = line.find('\t');
    const auto kind = std::find(kinds.begin(), kinds.end(), line.substr(0, tab));
    if (tab == std::string::npos || kind == kinds.end())
      return fail(fmt::format("{}:{}: expected a kind ({}), a tab and a phrase", path, number, fmt::join(kinds, ", ")));
    const std::string phrase = line.substr(tab + 1);
    if (phrase.empty() || fold(phrase) != phrase)
      return fail(fmt::format("{}:{}: the phrase is not in folded lower case", path, number));
    rows[kPhrase + phrase].cues |= static_cast<std::uint16_t>(1u << (kind - kinds.begin()));
  }
  return 0;
}

int read_running_words(const std::string& path, Rows& rows) {
  std::ifstream table(path);
  if (!table) return fail(fmt::format("cannot open {}", path));
  int number = 0;
  for (std::string line; std::getline(table, line);) {
    ++number;
    if (line.starts_with('#') || line == "word") continue;
    const auto row = rows.find(kLowerWord + line);
    if (row == rows.end()) return fail(fmt::format("{}:{}: '{}' is no word of the word list", path, number, line));
    row->second.running = 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return fail("usage: words_compile OUT SCOWL_FOLDER FURNITURE.tsv RUNNING_WORDS.tsv");
  Rows rows;
  if (!read_scowl(argv[2], rows)) return fail(fmt::format("no word lists in {}; install the package scowl", argv[2]));
  count_parts(rows);
  if (const int status = read_furniture(argv[3], rows); status != 0) return status;
  if (const int status = read_running_words(argv[4], rows); status != 0) return status;

  marisa::Keyset keys;
  for (const auto& [key, row] : rows) keys.push_back(key.data(), key.size());
  marisa::Trie trie;
  trie.build(keys);
  std::vector<WordRow> by_id(trie.num_keys());
  for (std::size_t i = 0; i < keys.size(); ++i) by_id[keys[i].id()] = rows.at(std::string(keys[i].ptr(), keys[i].length()));

  std::ostringstream body;
  marisa::write(body, trie);
  std::ofstream out(argv[1], std::ios::binary);
  out << write_words_header(by_id.size(), body.str().size());
  out.write(reinterpret_cast<const char*>(by_id.data()), static_cast<std::streamsize>(by_id.size() * sizeof(WordRow)));
  out << body.str();
  return out.flush() ? 0 : fail(fmt::format("cannot write {}", argv[1]));
}
