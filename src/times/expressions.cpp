// Finds the words that tell a time. Door: find_expressions. Test: times_test.cpp.
#include "times/expressions.h"

#include "grammar/grammar.h"
#include "times/calendar_patterns.h"

namespace vedette {
namespace {

using enum TimeClass;
using Expression = TimeExpression;

// The calendar's patterns, and those that count: "three days ago", "the next year", "every week".
class Finder : private CalendarPatterns {
 public:
  explicit Finder(const Grammar& grammar) : CalendarPatterns(grammar) {}

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
  // Whether "the" and "early" before a match belong to it.
  bool reach(std::size_t first, const std::vector<Expression>& found) const {
    if (!found.empty() && found.back().end.value >= first) return false;
    const TimeClass before = words_[first - 1].kind;
    return before == edge || before == the || (before == hyphen && first >= begin_ + 2 && words_[first - 2].kind == edge) ||
           (before == of && first >= begin_ + 2 && words_[first - 2].kind == edge);
  }

  bool match(Expression& e) {
    const std::size_t start = at_;
    using Pattern = bool (Finder::*)(Expression&);
    for (const Pattern pattern : std::initializer_list<Pattern>{&Finder::exact_day, &Finder::calendar, &Finder::weekday, &Finder::decade_or_century, &Finder::offset,
                               &Finder::set, &Finder::unit_shift, &Finder::ordinal_unit, &Finder::duration, &Finder::day_shift,
                               &Finder::season, &Finder::clock_or_part, &Finder::reference}) {
      at_ = start;
      e = {};
      if ((this->*pattern)(e)) return true;
    }
    return false;
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
      return is_noun(at_ - 1);
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
};

}  // namespace

std::vector<TimeExpression> find_expressions(const Grammar& grammar) { return Finder(grammar).find(); }

}  // namespace vedette
