#pragma once
// Page: the article's text split into blocks and repaired, with its map back to the raw text.

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "base/span.h"
#include "vedette/article.h"

namespace vedette {

class World;
class Words;

enum class BlockKind : std::uint8_t { title, dateline, byline, body, caption, credit, agency, share, navigation, other };

// A block is a paragraph or a piece of one. Blocks are in order, do not overlap, and cover every non-blank character.
struct Block {
  BlockKind kind = BlockKind::body;
  Span span;
};

enum class RepairKind : std::uint8_t {
  missing_space,
  stray_space,
  quote_mark,
  mojibake,
  entity,
  hyphenation,
  invalid_byte,
  control
};

// raw.substr(span) reads `now` in the repaired text. An insertion has an empty span or takes in a neighbouring character.
struct Repair {
  RepairKind kind;
  RawSpan span;
  std::string now;
};

// From the repaired text to the raw one. Stretches are in order; inside a stretch that was not repaired positions run alike.
class TextMap {
 public:
  // From `repaired` on, the text is that from `raw` on; `copied` says whether byte for byte (else it is a replacement).
  struct Stretch {
    std::uint32_t repaired;
    std::uint32_t raw;
    bool copied;
  };
  void add(Stretch stretch) { stretches_.push_back(stretch); }
  void finish(std::uint32_t repaired_size, std::uint32_t raw_size);
  // The smallest raw span that gave rise to this one; a span inside a replacement takes in the whole replacement.
  RawSpan raw(Span span) const;
  const std::vector<Stretch>& stretches() const { return stretches_; }

 private:
  std::vector<Stretch> stretches_;
};

enum class PublishedFrom : std::uint8_t { none, given, text };

struct Page {
  std::string text;  // the whole article, repaired, valid UTF-8 without control characters other than \n and \t
  TextMap map;
  std::vector<Block> blocks;
  std::vector<Repair> repairs;
  std::optional<Day> published;
  std::string published_value;  // ISO date or date-time as it goes into the record; empty where there is none
  PublishedFrom published_from = PublishedFrom::none;
  Span dateline_place;                  // "CAIRO" of a dateline; empty where there is none
  std::vector<std::string> agencies;    // news agencies that the report credits, by their usual name, in order of mention
  std::vector<Span> unbalanced_quotes;  // marks (with the words around them) that have no partner
  std::string language;                 // "en", or what it was found to be; only "en" is read further
  std::vector<std::string> notes;       // what was wrong with what was given (a date that is none…), for a person

  std::string_view at(Span span) const { return span.of(text); }
};

// Splits and repairs. World and words (words.h) tell names and words from glued ones, and news agencies from other words.
Page lay_out(const Article& article, const World& world, const Words& words);

}  // namespace vedette
