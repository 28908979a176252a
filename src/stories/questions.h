#pragma once
// What sources claim of one thing, and whether they disagree.

#include <compare>
#include <string>
#include <vector>

#include "stories/stories.h"
#include "stories/told.h"

namespace vedette {

// Event 0 is the story as a whole.
struct QuestionKey {
  std::int64_t event = 0;
  std::string kind, about;             // number, day, place, who, status; "dead"
  auto operator<=>(const QuestionKey&) const = default;
};

// What a source says of an event: its number of dead, its day.
struct Claim {
  QuestionKey key;
  std::string value;                   // "12"
  std::string source;
  Number article = 0;
  Range at;                            // the words, in the article
  std::string told;                    // when the article was published
  bool newer = false;                  // the same source says otherwise in a newer report
  bool kept = false;                   // it is in the rows, but for `changed`
  bool changed = false;
};

inline constexpr std::size_t kValuesOfQuestion = 24;  // that are kept

struct Question {
  std::vector<Claim> claims;
  std::vector<Claim> gone;             // taken out since they were kept
  std::int64_t left_out = 0;           // claims that are not here, for there are enough of their like
  bool open = false;                   // sources disagree
  bool corrected = false;              // a source has corrected itself
  bool changed = false;                // since it was last judged
};

// Takes a claim, once for each value and source. Of a value that many sources give the first few stand for all; of many values those that
// were told last stay.
void take(Question& question, Claim claim);
// The claims of an article in the name of one source are another's: the agency's whose report it turned out to be.
void rename_source(Question& question, Number article, const std::string& source);
// Marks the claims that their own source has since corrected, and says whether sources disagree.
void judge(Question& question);

}  // namespace vedette
