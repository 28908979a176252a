#pragma once
// Whose words stand between quotation marks.

#include <vector>

#include "quotes/scene.h"
#include "quotes/speakers.h"

namespace vedette {

// How a stretch came to its speaker.
enum class Tie : std::uint8_t {
  none,     // nothing in the text gives it to anybody
  cue,      // a reporting word beside or above it
  subject,  // its sentence's own subject, whose deed the words tell
  carried,  // the speaker of what came before
};

struct Attribution {
  Tie tie = Tie::none;
  bool beside = false;  // the cue's clause touches the marks, or a comma or colon between them
  TokenId cue;      // none where it is carried
  TokenId subject;  // the head of the noun phrase that speaks
  Speaker speaker;
};

// One for each stretch, in order. `said` gives, for each sentence, the subject of its last reporting clause outside marks.
std::vector<Attribution> attribute(const Scene& scene, const std::vector<TokenId>& said);

}  // namespace vedette
