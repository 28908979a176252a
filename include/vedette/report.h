#pragma once
// What a reading is given out as.

#include <string>

namespace vedette {

// The rooms after which a reading may stop: `vedette read --until STEP`.
enum class Step : unsigned char { page, grammar, actors, places, times, quotes, events, doubts, report };

enum class Format : unsigned char {
  jsonl,       // the record: one JSON object, a line; after grammar CoNLL-U
  card,        // laid out for a person
  color_card   // the same with ANSI colours
};

}  // namespace vedette
