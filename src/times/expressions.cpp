// Finds the words that tell a time. Door: find_expressions. Test: times_test.cpp.
#include "times/expressions.h"

#include "grammar/grammar.h"

namespace vedette {
namespace {

using enum TimeClass;
using Expression = TimeExpression;

class Finder {
 public:
  explicit Finder(const Grammar& grammar) : grammar_(grammar) {
    words_.reserve(grammar.tokens.size() + 1);
    for (std::size_t i = 0; i < grammar.tokens.size(); ++i) words_.push_back(time_word(grammar.form(TokenId(i))));
    words_.push_back({});
  }

  std::vector<Expression> find() {
    std::vector<Expression> found;
    for (const Sentence& sentence : grammar_.sentences) {
      end_ = sentence.end.value;
      begin_ = sentence.begin.value;
      for (std::size_t at = begin_; at < end_;) {
        if (words_[at].kind == none) {
          ++at;
          continue;
        }
        Expression e;
        at_ = at;
        if (!match(e) || at_ <= at) {
          ++at;
          continue;
        }
        std::size_t first = at;
        while (first > begin_ && reach(first, found)) --first;
        e.begin = TokenId(first);
        e.end = TokenId(at_);
        found.push_back(e);
        at = at_;
      }
    }
    return found;
  }

 private:
  TimeWord word(std::size_t at) const { return at < end_ ? words_[at] : TimeWord{}; }
  TimeClass kind(std::size_t at) const { return word(at).kind; }
  bool is(std::size_t at, TimeClass wanted) const { return kind(at) == wanted; }
  std::size_t past(std::size_t at, TimeClass optional) const { return is(at, optional) ? at + 1 : at; }
  std::string_view form(std::size_t at) const { return at < end_ ? grammar_.form(TokenId(at)) : std::string_view(); }

  // Whether "the" and "early" before a match belong to it.
  bool reach(std::size_t first, const std::vector<Expression>& found) const {
    if (!found.empty() && found.back().end.value >= first) return false;
    const TimeClass before = words_[first - 1].kind;
    return before == edge || before == the || (before == hyphen && first >= begin_ + 2 && words_[first - 2].kind == edge) ||
           (before == of && first >= begin_ + 2 && words_[first - 2].kind == edge);
  }

  bool match(Expression& e) {
    const std::size_t start = at_;
    for (const auto pattern : {&Finder::exact_day, &Finder::calendar, &Finder::weekday, &Finder::decade_or_century, &Finder::offset,
                               &Finder::set, &Finder::unit_shift, &Finder::ordinal_unit, &Finder::duration, &Finder::day_shift,
                               &Finder::season, &Finder::clock_or_part, &Finder::reference}) {
      at_ = start;
      e = {};
      if ((this->*pattern)(e)) return true;
    }
    return false;
  }

  bool exact_day(Expression& e) {
    if (!is(at_, iso_date)) return false;
    e.form = TimeForm::exact_day;
    e.exact = Day{std::chrono::days{word(at_).value}};
    ++at_;
    return true;
  }

  // A number that can be a day of the month: "11", "21st", "first" only with a month's name right there.
  static int day_number(TimeWord w) {
    return (w.kind == number || w.kind == ordinal) && w.value >= 1 && w.value <= 31 ? w.value : -1;
  }

  bool figures(std::size_t at) const {
    const std::string_view text = form(at);
    return !text.empty() && text[0] >= '0' && text[0] <= '9';
  }

  // Reads ", 2023", "2023" or "this year" behind a month or day.
  void year_behind(Expression& e) {
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

  void era(Expression& e) {
    if (is(at_, era_bc)) e.bc = true;
    if (is(at_, era_bc) || is(at_, era_ad)) ++at_;
  }

  // A figure that counts what follows ("2000 soldiers") is no year.
  bool counts_things(std::size_t at) const {
    if (at > begin_ && (form(at - 1) == "$" || form(at - 1) == "£" || form(at - 1) == "€" || form(at - 1) == "No.")) return true;
    if (at + 1 >= end_) return false;
    const Xpos next = grammar_.tokens[TokenId(at + 1)].xpos;
    const std::string_view text = form(at + 1);
    return next == Xpos::nns || text == "%" || text == "percent" || text == "km" || text == "million" || text == "people";
  }

  // "…, 19:00" or "at 7 p.m." or "afternoon" behind a day.
  void part_behind(Expression& e) {
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

  bool calendar(Expression& e) {
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

  // "21 June", "11 and 12 July", "the 4th of July".
  bool month_behind(std::size_t at) const {
    if (is(at + 1, month)) return figures(at) || is(at, ordinal);
    if (is(at, ordinal) && is(at + 1, of) && is(at + 2, month)) return true;
    const bool joined = is(at + 1, and_) || is(at + 1, hyphen) || is(at + 1, to);
    return figures(at) && joined && figures(at + 2) && day_number(word(at + 2)) > 0 && is(at + 3, month);
  }

  void last_of_days(Expression& e) {
    if (!(is(at_, and_) || is(at_, hyphen) || is(at_, to) || is(at_, comma)) || !figures(at_ + 1)) return;
    const int last = day_number(word(at_ + 1));
    if (last <= e.day || is(at_ + 2, unit) || counts_things(at_ + 1)) return;
    if (is(at_, comma) && !is(at_ + 2, and_)) return;
    e.last_day = last;
    at_ += 2;
  }

  // "May" and "March" alone are a month only where the grammar takes them for a noun.
  bool month_is_time(const Expression& e) const {
    if (e.day > 0 || e.year > 0 || e.shifted) return true;
    const Token& token = grammar_.tokens[TokenId(at_ - 1)];
    const bool given_name = token.name == NameKind::person || (at_ < end_ && grammar_.tokens[TokenId(at_)].name == NameKind::person);
    return (token.upos == Upos::propn || token.upos == Upos::noun) && !given_name;
  }

  bool year_alone(Expression& e) {
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

  bool weekday(Expression& e) {
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

  bool decade_or_century(Expression& e) {
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

  // "three", "two and a half", "a", "several", "the last few": how many units follow.
  bool quantity(Expression& e) {
    if (is(at_, number)) {
      e.count = word(at_).value;
      ++at_;
      if (is(at_, number) && e.count >= 20 && e.count < 100 && word(at_).value < 10) e.count += word(at_++).value;
      else if (is(at_, hyphen) && is(at_ + 1, number) && e.count >= 20 && e.count < 100 && e.count % 10 == 0 && word(at_ + 1).value < 10 && !figures(at_ + 1)) {
        e.count += word(at_ + 1).value;
        at_ += 2;
      } else if (is(at_, number) && word(at_).value == 100) {
        e.count *= 100;
        ++at_;
      }
      if (is(at_, and_) && is(at_ + 1, a) && is(at_ + 2, half)) {
        e.and_half = true;
        at_ += 3;
      } else if (is(at_, and_) && is(at_ + 1, half)) {
        e.and_half = true;
        at_ += 2;
      }
      return true;
    }
    if (is(at_, a)) {
      ++at_;
      if (is(at_, vague_number)) {
        ++at_;
        at_ = past(at_, of);
        e.count = -1;
        return true;
      }
      e.count = 1;
      return true;
    }
    if (is(at_, vague_number)) {
      ++at_;
      at_ = past(at_, of);
      e.count = -1;
      return true;
    }
    if (is(at_, half)) {
      ++at_;
      at_ = past(at_, a);
      e.count = 0;
      e.and_half = true;
      return true;
    }
    return false;
  }

  bool unit_here(Expression& e) {
    std::size_t at = past(at_, hyphen);
    if (!is(at, unit)) return false;
    e.unit = static_cast<Unit>(word(at).value);
    if (e.unit == Unit::fortnight) {
      e.unit = Unit::week;
      if (e.count > 0) e.count *= 2;
    }
    at_ = at + 1;
    return true;
  }

  // "three days ago", "a week later", "two years earlier", "six months after", "years later".
  bool offset(Expression& e) {
    if (!quantity(e)) {
      if (!(is(at_, unit) && word(at_).plural)) return false;
      e.count = -1;
    }
    if (!unit_here(e)) return false;
    switch (kind(at_)) {
      case ago: e.shift = -1; break;
      case TimeClass::later: e.shift = 1, e.from_text = true; break;
      case TimeClass::earlier: e.shift = -1, e.from_text = true; break;
      case before: case after:
        return false;  // counted from an occasion, whose day is not known here: a length
      default: return false;
    }
    ++at_;
    e.form = TimeForm::offset;
    return true;
  }

  bool set(Expression& e) {
    if (is(at_, set_adverb)) {
      e.form = TimeForm::set;
      e.unit = static_cast<Unit>(word(at_++).value);
      e.count = 1;
      return true;
    }
    if (!is(at_, each)) return false;
    ++at_;
    e.count = 1;
    if (is(at_, number)) e.count = word(at_++).value;
    if (is(at_, weekday_)) {
      e.weekday = word(at_++).value;
    } else if (is(at_, unit)) {
      e.unit = static_cast<Unit>(word(at_++).value);
    } else if (is(at_, day_part)) {
      e.unit = Unit::day;
      e.day_part = word(at_++).value;
    } else {
      return false;
    }
    e.form = TimeForm::set;
    return true;
  }

  // "last week", "the next day", "this spring", "that year", "the past three days", "the last few days", "next March".
  bool unit_shift(Expression& e) {
    if (is(at_, the) && (is(at_ + 1, shift) || is(at_ + 1, that) || is(at_ + 1, unit) || (is(at_ + 1, number) && is(at_ + 2, shift)))) ++at_;
    const bool definite = at_ > 0 && is(at_ - 1, the);
    const bool counted_before = is(at_, number) && is(at_ + 1, shift);  // "the four previous weeks"
    int counted = -1;
    if (counted_before) counted = word(at_++).value;
    if (definite && is(at_, unit) && !word(at_).plural) {  // "the weekend", "the year", "the day"
      const Unit which = static_cast<Unit>(word(at_).value);
      if (which == Unit::weekend || (at_ >= begin_ + 3 && is(at_ - 2, of) && is(at_ - 3, edge) && which >= Unit::day)) {
        e.form = TimeForm::unit_shift;
        e.unit = which;
        e.from_text = which != Unit::weekend;
        ++at_;
        return true;
      }
      return false;
    }
    if (is(at_, unit) && word(at_).value == static_cast<int>(Unit::weekend) && !word(at_).plural) {
      e.form = TimeForm::unit_shift;
      e.unit = Unit::weekend;
      ++at_;
      return true;
    }
    if (!is(at_, shift) && !is(at_, that)) return false;
    const std::string_view shift_form = form(at_);
    e.from_text = is(at_, that);
    e.shift = word(at_).value;
    e.shifted = is(at_, shift);
    ++at_;
    if (e.from_text) at_ = past(at_, that);  // "that same day"
    // "the next day", "the following year" count from the text; "next year", "last week" from the report.
    const bool following = shift_form.size() > 5 && (shift_form[0] == 'f' || shift_form[0] == 'F' || shift_form[0] == 'p' || shift_form[0] == 'P');
    if (e.shifted && ((definite && e.shift == 1) || following)) e.from_text = true;
    if (is(at_, month)) {
      e.form = TimeForm::calendar;
      e.month = word(at_++).value;
      return true;
    }
    if (is(at_, TimeClass::season)) {
      e.form = TimeForm::unit_shift;
      e.season = word(at_++).value;
      return season_is_time();
    }
    if (is(at_, day_part)) {
      if (e.shifted && e.shift == -1 && word(at_).value != 4) return false;
      e.form = TimeForm::part_of_day;
      e.day_part = word(at_++).value;
      return true;
    }
    Expression amount;
    if (counted > 0) {
      amount.count = counted;
    } else if (!quantity(amount)) {
      amount.count = 0;
    }
    if (!is(at_, unit) || (amount.and_half && amount.count == 0)) return false;
    e.unit = static_cast<Unit>(word(at_).value);
    const bool plural = word(at_).plural;
    ++at_;
    if (amount.count != 0 || plural) {  // "the last few days", "the next two years": a length
      if (e.from_text && !e.shifted) return false;
      e.form = TimeForm::duration;
      e.count = amount.count == 0 ? -1 : amount.count;
      e.and_half = amount.and_half;
      e.shifted = true;
      return true;
    }
    e.form = TimeForm::unit_shift;
    if (e.unit < Unit::day) return false;
    return true;
  }

  // "the first day", "the third quarter of 2022", "the second half of 2008".
  bool ordinal_unit(Expression& e) {
    at_ = past(at_, the);
    if (!is(at_, ordinal)) return false;
    const int which = word(at_++).value;
    if (is(at_, half) || (is(at_, unit) && word(at_).value == static_cast<int>(Unit::quarter))) {
      const bool is_half = is(at_, half);
      ++at_;
      if (!is(at_, of)) return false;
      const std::size_t next = past(at_ + 1, the);
      if (is(next, year)) {
        e.year = word(next).value;
        at_ = next + 1;
      } else if (is(next, shift) && is(next + 1, unit) && word(next + 1).value == static_cast<int>(Unit::year)) {
        e.shift = word(next).value;
        e.shifted = true;
        at_ = next + 2;
      } else {
        return false;
      }
      e.form = TimeForm::calendar;
      e.half = (is_half ? 0 : 10) + which;
      return which >= 1 && which <= (is_half ? 2 : 4);
    }
    Expression amount;
    if (which == 1 && quantity(amount) && is(at_, unit) && word(at_).plural) {  // "the first five months"
      e.form = TimeForm::duration;
      e.count = amount.count;
      e.unit = static_cast<Unit>(word(at_++).value);
      return true;
    }
    return false;
  }

  bool duration(Expression& e) {
    if (!quantity(e)) {
      if (!is(at_, unit) || !word(at_).plural) return false;
      e.count = -1;
    }
    const std::size_t amount_end = at_;
    if (!unit_here(e)) return false;
    if (e.unit == Unit::weekend || e.unit == Unit::quarter) return false;
    if (e.count == 1 && amount_end > 0 && is(amount_end - 1, a) && e.unit == Unit::second) return false;
    const std::size_t tail = past(at_, hyphen);
    if (tail > at_ && form(tail) == "old") at_ = tail + 1;
    e.form = TimeForm::duration;
    return true;
  }

  bool day_shift(Expression& e) {
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

  bool season_is_time() const { return grammar_.tokens[TokenId(at_ - 1)].upos == Upos::noun || grammar_.tokens[TokenId(at_ - 1)].upos == Upos::propn; }

  bool season(Expression& e) {
    at_ = past(at_, the);
    if (!is(at_, TimeClass::season)) return false;
    const bool named = word(at_).value != 0 && word(at_).value != 2;  // "fall" and "spring" are words of other kinds, too
    e.season = word(at_++).value;
    e.form = TimeForm::calendar;
    const bool definite = at_ >= 2 && is(at_ - 2, the);
    const std::size_t before = at_;
    year_behind(e);
    return season_is_time_at(before - 1) && (at_ > before || named || definite || (before >= begin_ + 2 && is(before - 2, in)));
  }
  bool season_is_time_at(std::size_t at) const { return grammar_.tokens[TokenId(at)].upos == Upos::noun || grammar_.tokens[TokenId(at)].upos == Upos::propn; }

  // "7 p.m.", "11:30 a.m.", "19:15", "four o'clock in the morning", "noon".
  bool clock(Expression& e) {
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

  bool clock_or_part(Expression& e) {
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

  bool reference(Expression& e) {
    const std::size_t start = at_;
    switch (kind(at_)) {
      case present_ref: e.reference = 'n'; break;
      case past_ref: e.reference = 'p'; break;
      default: return false;
    }
    const Token& token = grammar_.tokens[TokenId(start)];
    if (token.upos != Upos::adv) return false;
    e.form = TimeForm::reference;
    ++at_;
    return true;
  }

  static constexpr TimeClass weekday_ = TimeClass::weekday;

  const Grammar& grammar_;
  std::vector<TimeWord> words_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<TimeExpression> find_expressions(const Grammar& grammar) { return Finder(grammar).find(); }

}  // namespace vedette
