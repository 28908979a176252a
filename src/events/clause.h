#pragma once
// What one clause says of its verb: tense, mood, negation, and whether it is only spoken of as a thing that might be.

#include <string>

#include "events/reading.h"

namespace vedette::what {

struct State {
  Status status = Status::happened;
  bool negated = false;
  bool habitual = false;
  bool conditional_mood = false;  // would
  std::string why;
};

Status status_of(Effect effect);
bool is_status(Effect effect);
bool stronger(Status a, Status b);  // which of two statuses holds where both apply
void set(State& state, const Reading& r, Status status, TokenId because, std::string_view what);

// Tense, mood and adverbs of the clause whose verb (or predicate) this is; `own`: the event's own, not one above it.
void read_clause(const Reading& r, TokenId verb, State& state, bool own);

bool has_condition(const Reading& r, TokenId verb);     // beside an if-clause: "if X attacks, Y will answer"
bool has_mark(const Reading& r, TokenId verb, Classes words);
bool preposition_mark(const Reading& r, TokenId verb);  // "accused of invading"
bool purpose(const Reading& r, TokenId verb);           // "to free"
bool infinitive(const Reading& r, TokenId verb);        // "to free", "to be freed"
bool finite_present(const Reading& r, TokenId verb);    // "meets", "is charged"
bool indicative(const Reading& r, TokenId verb);        // "insisted that they are working": a plain statement
bool ahead_with_head(const Reading& r, TokenId at, TokenId head);  // "will visit Doha before travelling to Amman"
bool gerund_subject(const Reading& r, TokenId verb);    // "Attacking the port would be unwise"
bool imagined_subject(const Reading& r, TokenId noun, TokenId head);  // "A hasty withdrawal would be a defeat"

}  // namespace vedette::what
