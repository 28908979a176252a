#pragma once
// What the rules find in an archive: alerts, once an event and story.

#include "watch/rules.h"
#include "watch/select.h"

namespace vedette {

struct Alert {
  std::int64_t number = 0;        // given when it is kept
  std::string key, rule, kind, raised, day, text, article, title, words;
  std::uint32_t begin = 0, end = 0;
  int event = 0;                  // 0: none
  std::int64_t story = 0;
  // Whoever has one of these for the rule already has heard of it: other tellings of the event, the same event of the story.
  std::vector<std::string> covers;
};

// All that the rules find in the last days of the archive; what was found before is among it.
Result<std::vector<Alert>> find_alerts(const Rules& rules, const Ledger& ledger, const Database& archive, const World* world);
// Reads the words that each alert rests on.
Outcome quote_words(std::vector<Alert>& alerts, const Database& archive);

}  // namespace vedette
