// Reads the compiled word list and answers from it. Door: words.h. Test: words_test.cpp.
#include "page/words.h"

#include <fstream>
#include <sstream>
#include <vector>

#include <fmt/format.h>
#include <marisa.h>

#include "base/digest.h"
#include "page/words_format.h"

namespace vedette {

struct Words::Data {
  std::vector<WordRow> rows;
  marisa::Trie trie;
  std::string digest;

  const WordRow* row(char kind, std::string_view word) const {
    constexpr std::size_t kLongest = 64;
    if (word.size() >= kLongest) return nullptr;
    char key[kLongest + 1];
    key[0] = kind;
    std::memcpy(key + 1, word.data(), word.size());
    marisa::Agent agent;
    agent.set_query(key, word.size() + 1);
    return trie.lookup(agent) ? &rows[agent.key().id()] : nullptr;
  }
};

Words::Words() : data_(std::make_unique<Data>()) {}
Words::Words(Words&&) noexcept = default;
Words& Words::operator=(Words&&) noexcept = default;
Words::~Words() = default;

Result<Words> Words::open(const std::string& path) {
  const auto refuse = [&](std::string_view why) {
    return Error{fmt::format("{}: {}; it is made by the build (words_compile), so build again", path, why)};
  };
  std::ifstream file(path, std::ios::binary);
  if (!file) return refuse("cannot open the word list");
  std::ostringstream copy;
  copy << file.rdbuf();
  const std::string bytes = copy.str();
  if (bytes.size() < kWordsHeader || bytes.compare(0, 8, kWordsMagic) != 0) return refuse("this is no word list of this version");
  const auto number = [&](std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  const std::size_t count = number(8);
  const std::size_t trie_bytes = number(12);
  if (bytes.size() != kWordsHeader + count * sizeof(WordRow) + trie_bytes) return refuse("the word list is cut short or damaged");

  Words words;
  words.data_->rows.resize(count);
  std::memcpy(words.data_->rows.data(), bytes.data() + kWordsHeader, count * sizeof(WordRow));
  try {
    std::istringstream trie(bytes.substr(kWordsHeader + count * sizeof(WordRow)));
    marisa::read(trie, &words.data_->trie);
  } catch (const marisa::Exception&) {
    return refuse("the word list is damaged");
  }
  if (words.data_->trie.num_keys() != count) return refuse("the word list is damaged");
  words.data_->digest = sha256_hex(bytes);
  return words;
}

int Words::rarity(std::string_view lower_word) const {
  const WordRow* row = data_->row(kLowerWord, lower_word);
  return row ? row->rarity : 0;
}

int Words::capital_rarity(std::string_view word) const {
  const WordRow* row = data_->row(kCapitalWord, word);
  return row ? row->rarity : 0;
}

int Words::begins_others(std::string_view lower_word) const {
  const WordRow* row = data_->row(kLowerWord, lower_word);
  return row ? row->begins_others : 0;
}

int Words::ends_others(std::string_view lower_word) const {
  const WordRow* row = data_->row(kLowerWord, lower_word);
  return row ? row->ends_others : 0;
}

bool Words::is_running(std::string_view lower_word) const {
  const WordRow* row = data_->row(kLowerWord, lower_word);
  return row && row->running != 0;
}

bool Words::is_phrase(Cue cue, std::string_view folded) const {
  const WordRow* row = data_->row(kPhrase, folded);
  return row && (row->cues >> static_cast<int>(cue) & 1) != 0;
}

std::size_t Words::phrase_at(Cue cue, std::string_view folded) const {
  constexpr std::size_t kLongestPhrase = 60;
  for (std::size_t end = std::min(folded.size(), kLongestPhrase); end > 0; --end) {
    const bool whole_word = end == folded.size() || folded[end] == ' ' || folded[end] == ':' || folded[end] == ',' ||
                            folded[end] == '.' || folded[end] == ')' || folded[end] == '/';
    if (whole_word && is_phrase(cue, folded.substr(0, end))) return end;
  }
  return 0;
}

std::string_view Words::digest() const { return data_->digest; }

}  // namespace vedette
