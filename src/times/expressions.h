#pragma once
// Time expressions as they stand in the text, before anything says when that is.

#include <optional>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "times/words.h"

namespace vedette {

struct Grammar;

enum class TimeForm : std::uint8_t {
  calendar,   // a date or part of one: whatever of year, month, day is known
  exact_day,  // an ISO or numeric date
  weekday,
  day_shift,  // today, yesterday, tonight
  unit_shift, // last week, this year, next month, last spring; `that year`, `the same day` with from_text
  offset,     // three days ago, two weeks later: count units, sign
  decade,
  century,
  part_of_day,  // "this morning", "at 7 p.m.", "that night"
  duration,
  set,
  reference   // now, recently
};

// -1 is "not said" for every number. Tokens are [begin, end).
struct TimeExpression {
  TokenId begin;
  TokenId end;
  TimeForm form = TimeForm::calendar;
  int year = -1;
  bool bc = false;
  int month = -1;
  int day = -1;
  int last_day = -1;    // "July 11 and 12"
  int last_month = -1;
  int weekday = -1;
  int shift = 0;        // last -1, this 0, next +1; sign of an offset
  bool shifted = false; // a shift word stands there
  bool from_text = false;  // counted from another time of the text: later, that, the same, the next day
  Unit unit = Unit::day;
  int count = -1;       // of units; -1: several
  bool and_half = false;
  int minute_of_day = -1;
  int day_part = -1;
  int season = -1;
  int half = -1;        // "the second half of 2008"
  int decade = -1;      // 198; a century: 20
  Day exact{};
  char reference = 0;   // 'n'ow, 'p'ast
};

// In order, not overlapping. Linear: each pattern looks a bounded number of words ahead.
std::vector<TimeExpression> find_expressions(const Grammar& grammar);

}  // namespace vedette
