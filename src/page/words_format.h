#pragma once
// The file of Words:  "VWORDS1\n"  count u32  trie bytes u32  count x WordRow (by the trie's ids)  marisa trie. Little endian.
// Keys of the trie begin with a letter that says what they are.

#include <cstdint>
#include <cstring>
#include <string>

namespace vedette {

constexpr char kLowerWord = 'w';    // "wsaid"
constexpr char kCapitalWord = 'c';  // "cLithuanian"
constexpr char kPhrase = 'f';       // "fshare this"
constexpr char kWordsMagic[] = "VWORDS1\n";
constexpr std::size_t kWordsHeader = 16;

struct WordRow {
  std::uint8_t rarity = 0;
  std::uint8_t begins_others = 0;
  std::uint8_t ends_others = 0;
  std::uint8_t running = 0;
  std::uint16_t cues = 0;  // a bit for each Cue
};
static_assert(sizeof(WordRow) == 6);

inline std::string write_words_header(std::size_t count, std::size_t trie_bytes) {
  std::string header(kWordsMagic, 8);
  for (const std::size_t number : {count, trie_bytes})
    for (int i = 0; i < 4; ++i) header += static_cast<char>(number >> (8 * i) & 0xFF);
  return header;
}

}  // namespace vedette
