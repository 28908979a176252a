#pragma once
// Status: how real an event is, and who says so.

#include "events/reading.h"

namespace vedette::what {

struct StatusFound {
  Status status = Status::happened;
  ActorId said_by;
  QuoteId quote;
  bool negated_by_reporter = false;  // "no attack took place": the report says there is no such event
  bool habitual = false;             // no single event is meant
  bool timeless = false;             // a plain present: a habit, a stance, a rule, unless it stands in a headline
  bool own_future = false;           // the clause itself says that it will be: no plan, no decision
  bool purpose = false;              // what somebody does something for
  bool spoken = false;               // inside a quote or a reported clause
  std::string why;
};

StatusFound find_status(const Reading& r, const Candidate& candidate);
std::string_view name_of(Status status);

}  // namespace vedette::what
