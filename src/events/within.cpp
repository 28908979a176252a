// Whom a phrase names deeper down. Its only door: named_within(). Test: within_test.cpp.
// Only doers are looked for: to whom something belongs, or where it is, says too little of whom a demand or a reproach is aimed at.

#include "events/within.h"

#include <algorithm>

#include "events/arguments.h"
#include "events/slots.h"

namespace vedette::what {

Within named_within(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& candidate,
                    const std::vector<ActorId>& not_these) {
  constexpr std::size_t kMost = 24;
  std::vector<TokenId> steps;
  const auto add = [&](TokenId token) {
    if (steps.size() < kMost && std::find(steps.begin(), steps.end(), token) == steps.end()) steps.push_back(token);
  };
  for (const SlotName& slot : r.lexicon.frames()[candidate.frame].target) {
    if (slot.slot != Slot::obj && slot.slot != Slot::prep) continue;
    for (const TokenId head : fillers(r, candidate, slot)) add(head);
  }
  for (std::size_t i = 1; i < candidate.matched.size(); ++i) add(candidate.matched[i]);
  std::erase_if(steps, [&](TokenId token) { return token < candidate.trigger; });
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const TokenId child : r.grammar.children(meaning_of(r, steps[i]))) {
      const Relation relation = r.relation(child);
      const bool phrase = relation == Relation::nmod || relation == Relation::obl;
      const TokenId by = phrase ? preposition(r, child) : TokenId();
      if (by && (r.classes(by) & r.bits.agentive)) {
        TokenId evidence = child;
        std::vector<ActorId> actors = actors_of(r, candidates, child, &evidence);
        std::erase_if(actors, [&](ActorId id) { return std::find(not_these.begin(), not_these.end(), id) != not_these.end(); });
        if (!actors.empty()) return {std::move(actors), evidence};
      } else if (phrase || r.token(child).relation == Relation::acl || relation == Relation::conj || relation == Relation::appos) {
        add(child);
      }
    }
  }
  return {};
}

}  // namespace vedette::what
