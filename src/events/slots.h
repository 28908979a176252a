#pragma once
// Slots: from a word of the tree to the words that fill its places: subject and object, prepositions, possessors, modifiers,
// particles, complements.

#include "events/reading.h"
#include "events/subjects.h"

namespace vedette::what {

// Heads of the phrases that fill the slot, conjuncts among them, best first; empty where it is not filled. `matched` are the
// words of the frame (its trigger first): prepositions and modifiers may hang from any of them.
std::vector<TokenId> fillers(const Reading& r, const Candidate& candidate, SlotName slot);

// The verb of which the noun is the object or subject, passive or not, where that is a light verb or one of happening.
TokenId light_verb(const Reading& r, TokenId noun);
// The head of the verb's (or noun's) complement clause.
TokenId complement(const Reading& r, TokenId word);
TokenId complement(const Reading& r, const Candidate& candidate);  // of any of its words
// Whether the clause speaks of what lies ahead: "will", "would", "plans to".
bool lies_ahead(const Reading& r, TokenId verb);
// The word that `head` stands for: "attacks" of "a series of attacks", "betrayal" of "what he called a betrayal".
TokenId meaning_of(const Reading& r, TokenId head);
// The preposition that introduces the phrase; none where there is none.
TokenId preposition(const Reading& r, TokenId head);
// Whether an of-phrase hangs from the noun or number: "the killing of a judge", "200 of its members".
bool has_of_phrase(const Reading& r, TokenId head);
// `head` and its conjuncts.
void add_with_conjuncts(const Reading& r, TokenId head, std::vector<TokenId>& into);
// Whether the word is negated in its own clause: "not", "no attack", "nobody".
bool is_negated(const Reading& r, TokenId word);

}  // namespace vedette::what
