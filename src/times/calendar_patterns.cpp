// Matches dates, weekdays, decades, seasons and clock times. Door: CalendarPatterns. Test: times_test.cpp.
#include "times/calendar_patterns.h"

namespace vedette {

using enum TimeClass;

CalendarPatterns::CalendarPatterns(const Grammar& grammar) : grammar_(grammar) {
  words_.reserve(grammar.tokens.size() + 1);
  for (std::size_t i = 0; i < grammar.tokens.size(); ++i) words_.push_back(time_word(grammar.form(TokenId(i))));
  words_.push_back({});
}

bool CalendarPatterns::exact_day(Expression& e) {
  if (!is(at_, iso_date)) return false;
  e.form = TimeForm::exact_day;
  e.exact = Day{std::chrono::days{word(at_).value}};
  ++at_;
  return true;
}

int CalendarPatterns::day_number(TimeWord w) {
  return (w.kind == number || w.kind == ordinal) && w.value >= 1 && w.value <= 31 ? w.value : -1;
}

bool CalendarPatterns::figures(std::size_t at) const {
  const std::string_view text = form(at);
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

void CalendarPatterns::year_behind(Expression& e) {
  const std::size_t next = past(at_, comma);
  if (is(next, year) && !counts_things(next)) {
    e.year = word(next).value;
    at_ = next + 1;
    era(e);
  } else if ((is(at_, shift) || is(at_, that)) && is(at_ + 1, unit) && word(at_ + 1).value == static_cast<int>(Unit::year)) {
    e.shift = word(at_).value;
    e.shifted = is(at_, shift);
    e.from_text = is(at_, that);
    at_ += 2;
  } else if (is(at_, of)) {
    const std::size_t after_of = past(at_ + 1, the);
    const bool named = is(after_of, shift) || is(after_of, that);
    if (named && is(after_of + 1, unit) && word(after_of + 1).value == static_cast<int>(Unit::year)) {
      e.shift = word(after_of).value;
      e.shifted = is(after_of, shift);
      e.from_text = is(after_of, that);
      at_ = after_of + 2;
    } else if (is(at_ + 1, year)) {
      e.year = word(at_ + 1).value;
      at_ += 2;
      era(e);
    }
  } else if (is(next, number) && is(next + 1, era_bc)) {
    e.year = word(next).value;
    at_ = next + 1;
    era(e);
  }
}

void CalendarPatterns::era(Expression& e) {
  if (is(at_, era_bc)) e.bc = true;
  if (is(at_, era_bc) || is(at_, era_ad)) ++at_;
}

bool CalendarPatterns::counts_things(std::size_t at) const {
  if (at > begin_ && (form(at - 1) == "$" || form(at - 1) == "£" || form(at - 1) == "€" || form(at - 1) == "No.")) return true;
  if (at + 1 >= end_) return false;
  const Xpos next = grammar_.tokens[TokenId(at + 1)].xpos;
  const std::string_view text = form(at + 1);
  return next == Xpos::nns || text == "%" || text == "percent" || text == "km" || text == "million" || text == "people";
}

void CalendarPatterns::part_behind(Expression& e) {
  const std::size_t next = past(at_, comma);
  Expression clock_only;
  const std::size_t here = at_;
  at_ = next;
  if (clock(clock_only)) {
    e.minute_of_day = clock_only.minute_of_day;
    return;
  }
  at_ = here;
  if (is(at_, day_part)) e.day_part = word(at_++).value;
}

bool CalendarPatterns::calendar(Expression& e) {
  // A weekday in front: "Friday, August 21, 2015".
  if (is(at_, weekday_) && !word(at_).plural) {
    const std::size_t behind = past(at_ + 1, comma);
    if (is(behind, month) || (day_number(word(past(behind, the))) > 0 && month_behind(past(behind, the)))) {
      at_ = behind;
      at_ = past(at_, the);
    } else {
      return false;
    }
  }
  if (is(at_, month)) {
    e.month = word(at_++).value;
    const std::size_t day_at = past(at_, the);
    const int first = day_number(word(day_at));
    if (first > 0 && (figures(day_at) || is(day_at, ordinal)) && !counts_things(day_at) && !is(day_at + 1, unit)) {
      e.day = first;
      at_ = day_at + 1;
      last_of_days(e);
    }
    year_behind(e);
    part_behind(e);
    return month_is_time(e);
  }
  if (day_number(word(at_)) > 0 && month_behind(at_)) {
    e.day = day_number(word(at_++));
    last_of_days(e);
    at_ = past(at_, of);
    e.month = word(at_++).value;
    year_behind(e);
    part_behind(e);
    return true;
  }
  return year_alone(e);
}

bool CalendarPatterns::month_behind(std::size_t at) const {
  if (is(at + 1, month)) return figures(at) || is(at, ordinal);
  if (is(at, ordinal) && is(at + 1, of) && is(at + 2, month)) return true;
  const bool joined = is(at + 1, and_) || is(at + 1, hyphen) || is(at + 1, to);
  return figures(at) && joined && figures(at + 2) && day_number(word(at + 2)) > 0 && is(at + 3, month);
}

void CalendarPatterns::last_of_days(Expression& e) {
  if (!(is(at_, and_) || is(at_, hyphen) || is(at_, to) || is(at_, comma)) || !figures(at_ + 1)) return;
  const int last = day_number(word(at_ + 1));
  if (last <= e.day || is(at_ + 2, unit) || counts_things(at_ + 1)) return;
  if (is(at_, comma) && !is(at_ + 2, and_)) return;
  e.last_day = last;
  at_ += 2;
}

bool CalendarPatterns::month_is_time(const Expression& e) const {
  if (e.day > 0 || e.year > 0 || e.shifted) return true;
  const Token& token = grammar_.tokens[TokenId(at_ - 1)];
  const bool given_name = token.name == NameKind::person || (at_ < end_ && grammar_.tokens[TokenId(at_)].name == NameKind::person);
  return (token.upos == Upos::propn || token.upos == Upos::noun) && !given_name;
}

bool CalendarPatterns::year_alone(Expression& e) {
  if (is(at_, number) && is(at_ + 1, era_bc)) {
    e.year = word(at_++).value;
    era(e);
    return true;
  }
  if (is(at_, number) && figures(at_) && (is(at_ + 1, hyphen) || is(at_ + 1, to)) && figures(at_ + 2) && is(at_ + 3, era_bc) && word(at_).value > 31) {
    e.year = word(at_++).value;
    e.bc = true;
    return true;
  }
  if (!is(at_, year) || counts_things(at_)) return false;
  const Token& token = grammar_.tokens[TokenId(at_)];
  const bool before = at_ > begin_ && (form(at_ - 1) == ":" || form(at_ - 1) == "." || form(at_ - 1) == "/");
  if (before || (at_ + 1 < end_ && (form(at_ + 1) == ":" || form(at_ + 1) == "/"))) return false;
  if (token.upos != Upos::num && token.upos != Upos::noun && token.upos != Upos::propn) return false;
  e.year = word(at_++).value;
  era(e);
  return true;
}

bool CalendarPatterns::weekday(Expression& e) {
  std::size_t at = at_;
  bool early_part = false;
  if (is(at, day_part) && (is(at + 1, weekday_) || (is(at + 1, of) && is(at + 2, weekday_)))) {  // "overnight Saturday"
    e.day_part = word(at).value;
    at = past(at + 1, of);
    early_part = true;
  }
  if (is(at, shift) && is(at + 1, weekday_)) {
    e.shift = word(at).value;
    e.shifted = true;
    ++at;
  }
  if (!is(at, weekday_)) return false;
  if (word(at).plural) {
    if (early_part || e.shifted) return false;
    e.form = TimeForm::set;
    e.weekday = word(at).value;
    at_ = at + 1;
    return true;
  }
  e.form = TimeForm::weekday;
  e.weekday = word(at).value;
  at_ = at + 1;
  if (!early_part) part_behind(e);
  if (is(at_, shift) && is(at_ + 1, unit) && word(at_ + 1).value == static_cast<int>(Unit::week)) {  // "Monday next week"
    e.shift = word(at_).value;
    e.shifted = true;
    e.unit = Unit::week;
    e.count = 1;
    at_ += 2;
  }
  return true;
}

bool CalendarPatterns::decade_or_century(Expression& e) {
  if (is(at_, decade)) {
    e.form = TimeForm::decade;
    e.decade = word(at_++).value;
    era(e);
    return true;
  }
  if (!is(at_, ordinal) || word(at_).value < 1) return false;
  const std::size_t next = past(at_ + 1, hyphen);
  if (!is(next, unit) || word(next).value != static_cast<int>(Unit::century) || word(next).plural) return false;
  e.form = TimeForm::century;
  e.decade = word(at_).value - 1;
  at_ = next + 1;
  era(e);
  return true;
}

bool CalendarPatterns::day_shift(Expression& e) {
  if (is(at_, feast)) {
    e.form = TimeForm::calendar;
    e.month = word(at_).value / 100;
    e.day = word(at_++).value % 100;
    year_behind(e);
    return true;
  }
  if (is(at_, the) && is(at_ + 1, unit) && word(at_ + 1).value == static_cast<int>(Unit::day) && (is(at_ + 2, before) || is(at_ + 2, after)) &&
      is(at_ + 3, TimeClass::day_shift)) {  // "the day before yesterday"
    e.form = TimeForm::day_shift;
    e.shift = word(at_ + 3).value + (is(at_ + 2, before) ? -1 : 1);
    at_ += 4;
    return true;
  }
  if (!is(at_, TimeClass::day_shift)) return false;
  e.form = TimeForm::day_shift;
  e.shift = word(at_).value;
  if (word(at_).plural) e.day_part = 4;
  ++at_;
  if (e.day_part < 0) part_behind(e);
  return true;
}

bool CalendarPatterns::season(Expression& e) {
  at_ = past(at_, the);
  if (!is(at_, TimeClass::season)) return false;
  const bool named = word(at_).value != 0 && word(at_).value != 2;  // "fall" and "spring" are words of other kinds, too
  e.season = word(at_++).value;
  e.form = TimeForm::calendar;
  const bool definite = at_ >= 2 && is(at_ - 2, the);
  const std::size_t before = at_;
  year_behind(e);
  return is_noun(before - 1) && (at_ > before || named || definite || (before >= begin_ + 2 && is(before - 2, in)));
}

bool CalendarPatterns::is_noun(std::size_t at) const {
  const Upos upos = grammar_.tokens[TokenId(at)].upos;
  return upos == Upos::noun || upos == Upos::propn;
}

bool CalendarPatterns::clock(Expression& e) {
  if (is(at_, noon)) {
    e.minute_of_day = word(at_++).value * 60;
    e.form = TimeForm::part_of_day;
    return true;
  }
  int minutes = -1;
  if (is(at_, TimeClass::clock)) {
    minutes = word(at_++).value;
    if (is(at_, am) || is(at_, pm)) {
      minutes = minutes % (12 * 60) + (is(at_, pm) ? 12 * 60 : 0);
      ++at_;
    }
  } else if (is(at_, number) && word(at_).value >= 1 && word(at_).value <= 12) {
    const int hour = word(at_).value % 12;
    if (is(at_ + 1, am) || is(at_ + 1, pm)) {
      minutes = (hour + (is(at_ + 1, pm) ? 12 : 0)) * 60;
      at_ += 2;
    } else if (is(at_ + 1, oclock)) {
      minutes = hour * 60;
      at_ += 2;
      if (is(at_, in) && is(at_ + 1, the) && is(at_ + 2, day_part)) {
        if (word(at_ + 2).value >= 1 && word(at_ + 2).value <= 4) minutes += 12 * 60;
        at_ += 3;
      }
    }
  }
  if (minutes < 0) return false;
  e.minute_of_day = minutes;
  e.form = TimeForm::part_of_day;
  return true;
}

bool CalendarPatterns::clock_or_part(Expression& e) {
  if (!clock(e)) {
    at_ = past(at_, the);
    if (!is(at_, day_part)) return false;
    const bool definite = at_ > begin_ && is(at_ - 1, the);
    e.day_part = word(at_).value;
    e.form = TimeForm::part_of_day;
    ++at_;
    if (!is(at_, of)) return (definite || form(at_ - 1) == "overnight") && grammar_.tokens[TokenId(at_ - 1)].relation != Relation::compound;
    --at_;
  }
  // "the morning of 31 January", "7 p.m. on Saturday" take the day that follows.
  const std::size_t here = at_;
  if (is(at_, day_part)) ++at_;
  if (is(at_, of) || (at_ < end_ && form(at_) == "on")) {
    ++at_;
    at_ = past(at_, the);
    Expression day;
    if ((is(at_, iso_date) && exact_day(day)) || calendar(day) || weekday(day)) {
      day.minute_of_day = e.minute_of_day;
      if (day.day_part < 0) day.day_part = e.day_part;
      e = day;
      return true;
    }
  }
  at_ = here;
  if (is(at_, day_part)) ++at_;
  return true;
}

}  // namespace vedette
