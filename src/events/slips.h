#pragma once
// What subjects.cpp and passives.cpp share: subjects and objects that parsers hang elsewhere.

#include "events/reading.h"

namespace vedette::what {

inline constexpr int kFarthest = 10;  // verbs on the way to a subject; a bound, so that deep nesting stays linear

// The antecedent of a relative pronoun, else the word itself.
TokenId antecedent(const Reading& r, TokenId filler, TokenId verb);
// The subject that hangs from the verb itself, or from where it was hung by mistake.
TokenId own_subject(const Reading& r, TokenId verb);
// "The opposition called for talks.", taken for a noun with a participle.
bool is_main_after_all(const Reading& r, TokenId verb);
// "The army shelled rebel positions", taken for "shelled positions": the army.
TokenId noun_before(const Reading& r, TokenId verb);
// "police say the man burst in and opened fire": what is told of him, where the verb was taken for what the police did.
TokenId told_before(const Reading& r, TokenId teller, TokenId verb);
TokenId misplaced_object(const Reading& r, TokenId verb);
// "arrested about 200 of its members": a number that stands for people, not a year.
bool counts_some(const Reading& r, TokenId number);
// A noun of what lies ahead: "attempt", "decision".
bool is_plan(const Reading& r, TokenId noun);

}  // namespace vedette::what
