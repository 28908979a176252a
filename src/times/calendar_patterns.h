#pragma once
// The patterns of the calendar and the clock: "Friday, August 21, 2015", "last Tuesday", "the 1980s", "7 p.m. on Saturday". Each reads at
// the cursor and moves it past what it took; false where it does not fit, the cursor then being anywhere.

#include <string_view>
#include <vector>

#include "grammar/grammar.h"
#include "times/expressions.h"
#include "times/words.h"

namespace vedette {

class CalendarPatterns {
 protected:
  using Expression = TimeExpression;

  explicit CalendarPatterns(const Grammar& grammar);

  TimeWord word(std::size_t at) const { return at < end_ ? words_[at] : TimeWord{}; }
  TimeClass kind(std::size_t at) const { return word(at).kind; }
  bool is(std::size_t at, TimeClass wanted) const { return kind(at) == wanted; }
  std::size_t past(std::size_t at, TimeClass optional) const { return is(at, optional) ? at + 1 : at; }
  std::string_view form(std::size_t at) const { return at < end_ ? grammar_.form(TokenId(at)) : std::string_view(); }

  bool exact_day(Expression& e);
  // A number that can be a day of the month: "11", "21st", "first" only with a month's name right there.
  static int day_number(TimeWord w);
  bool figures(std::size_t at) const;
  // Reads ", 2023", "2023" or "this year" behind a month or day.
  void year_behind(Expression& e);
  void era(Expression& e);
  // A figure that counts what follows ("2000 soldiers") is no year.
  bool counts_things(std::size_t at) const;
  // "…, 19:00" or "at 7 p.m." or "afternoon" behind a day.
  void part_behind(Expression& e);
  bool calendar(Expression& e);
  // "21 June", "11 and 12 July", "the 4th of July".
  bool month_behind(std::size_t at) const;
  void last_of_days(Expression& e);
  // "May" and "March" alone are a month only where the grammar takes them for a noun.
  bool month_is_time(const Expression& e) const;
  bool year_alone(Expression& e);
  bool weekday(Expression& e);
  bool decade_or_century(Expression& e);
  bool day_shift(Expression& e);
  bool season(Expression& e);
  bool is_noun(std::size_t at) const;
  // "7 p.m.", "11:30 a.m.", "19:15", "four o'clock in the morning", "noon".
  bool clock(Expression& e);
  bool clock_or_part(Expression& e);

  static constexpr TimeClass weekday_ = TimeClass::weekday;

  const Grammar& grammar_;
  std::vector<TimeWord> words_;  // of every token, and one past the end
  std::size_t begin_ = 0;        // of the sentence at hand
  std::size_t end_ = 0;
  std::size_t at_ = 0;           // the cursor
};

}  // namespace vedette
