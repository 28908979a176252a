#pragma once
// Words: the English words and how common they are, and the phrases of a page's furniture ("Share this", "Related stories").
// Compiled by words_compile from SCOWL's lists and lexicon/page/*.tsv into one file.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vedette {

// What a phrase of the page's furniture tells of the line it stands in (lexicon/page/furniture.tsv says more).
enum class Cue : std::uint8_t {
  none,
  share,         // "share this": the line offers to pass the report on
  share_word,    // "facebook": a line of nothing but such words, too
  share_filler,  // "this", "story": may stand between such words
  navigation,    // "see also": the line leads elsewhere
  credit,        // "image", "photo by": whose picture it is
  agency,        // "with information from": which agencies the report draws on
  agency_after,  // "contributed to this report"
  byline,        // "by", "written by"
  dateline       // "published", "last updated": a date follows
};

class Words {
 public:
  // Reads the compiled file; refuses one that is cut or of another version, and says so.
  static Result<Words> open(const std::string& path);
  Words(Words&&) noexcept;
  Words& operator=(Words&&) noexcept;
  ~Words();

  // How rare a word is, asked for in lower case: SCOWL's level, 10 for the commonest to 95; 0 for one it does not know.
  int rarity(std::string_view lower_word) const;
  // The same for what is written with a capital (names, nationalities, abbreviations), asked for as written.
  int capital_rarity(std::string_view word) const;
  // How readily the word (lower case) begins or ends a longer one: "over-", "-man", "-and". 0 hardly ever, to 9 very often.
  int begins_others(std::string_view lower_word) const;
  int ends_others(std::string_view lower_word) const;
  // Whether a sentence runs on with it after a name: "and", "said" (lexicon/page/running_words.tsv).
  bool is_running(std::string_view lower_word) const;

  // Phrases of the furniture, folded, words parted by single blanks: is it one, and the bytes of the longest one at the start.
  bool is_phrase(Cue cue, std::string_view folded) const;
  std::size_t phrase_at(Cue cue, std::string_view folded) const;

  std::string_view digest() const;  // of the file, hex

 private:
  Words();
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace vedette
