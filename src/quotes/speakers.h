#pragma once
// From a word that reports speech to who spoke: its subject, through passives, relatives, conjuncts, participles and nouns.

#include <vector>

#include "quotes/scene.h"

namespace vedette {

// Who a noun phrase means as a speaker.
struct Speaker {
  ActorId actor;                 // none where it means no actor of the report
  std::vector<ActorId> unclear;  // more than one candidate: the reference is in doubt
};

// The head of the noun phrase that speaks by this cue; none where the sentence does not say. Looks at a bounded number of heads.
TokenId subject_of(const Scene& scene, TokenId cue);

Speaker speaker_meant(const Scene& scene, TokenId noun);

// Who hears: "told reporters", "said to the envoy".
std::vector<ActorId> audience_of(const Scene& scene, TokenId cue);

}  // namespace vedette
