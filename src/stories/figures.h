#pragma once
// How many, as a report says it: "at least 12 people were killed" is the figure "at least 12" about "dead".

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "stories/told.h"
#include "stories/words.h"

namespace vedette {

struct Figure {
  std::string about;      // "dead", "dead soldiers", "money"
  std::string value;      // "12", "at least 12", "up to 12", "about 12", "dozens"
  Range at;               // the number with what limits it
  bool lead = false;      // stands in the title or the first sentences
};

// The figures of titles and texts, in order. `words` are words_of() them.
std::vector<Figure> figures_in(const Told& told, std::string_view text, const BlockWords& words);

// Which events a figure belongs to rather than to others of its sentence: a PLOVER type, or empty.
std::string_view event_of_figure(std::string_view about);

struct Amount {
  double least = 0, most = std::numeric_limits<double>::infinity();
  char bound = '=';       // '=', '>' at least, '<' up to, '~' about or a vague word
};
Amount amount_of(std::string_view value);
// Whether both values may be true. Two bounds of one kind with different numbers are not taken for the same.
bool amounts_agree(std::string_view a, std::string_view b);

}  // namespace vedette
