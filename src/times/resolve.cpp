// Resolves expressions in the order of the text, each against the report's date or a time before it. Door: resolve.
// The two ways of reading, by the report's date or by the story's own dates, are those of HeidelTime (Strötgen and Gertz 2013).
// Test: times_test.cpp.
#include "times/resolve.h"

#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "grammar/grammar.h"
#include "page/page.h"
#include "times/calendar.h"
#include "times/direction.h"

namespace vedette {
namespace {

using std::chrono::days;

constexpr int kYearTurn = 7;      // so many months back is a year on
constexpr int kAgainstPast = 300;   // days that a date to come must be nearer where the tense is past
constexpr int kAgainstFuture = 120;  // and the other way round: "asked to be released in August" may be long ago
constexpr int kFlashback = 30;    // years: a story's own time is not moved by one mention of a year so far away

// For each expression whether it stands between quotation marks; marks are paired within a block.
std::vector<bool> spoken_flags(const std::vector<TimeExpression>& expressions, const Page& page, const Grammar& grammar) {
  std::vector<bool> spoken(expressions.size());
  std::size_t next = 0;
  for (const Block& block : page.blocks) {
    bool open = false;
    for (std::uint32_t at = block.span.begin; at < block.span.end; ++at) {
      for (; next < expressions.size() && grammar.tokens[expressions[next].begin].span.begin <= at; ++next) spoken[next] = open;
      const std::string_view rest = std::string_view(page.text).substr(at, 3);
      if (rest[0] == '"') open = !open;
      else if (rest == "“") open = true;
      else if (rest == "”") open = false;
    }
  }
  return spoken;
}

// Whether the text tells a story of years gone by, with its own dates, and not the news of the day.
bool is_narrative(const std::vector<TimeExpression>& expressions, const Page& page) {
  int own_years = 0;
  int deictic = 0;
  const int this_year = page.published ? point_of(*page.published).year : 0;
  for (const TimeExpression& e : expressions) {
    own_years += (e.form == TimeForm::calendar && e.year > 0 && (e.bc || std::abs(e.year - this_year) > 1)) || e.form == TimeForm::decade;
    deictic += e.form == TimeForm::day_shift || e.form == TimeForm::weekday || (e.shifted && !e.from_text);
  }
  return page.published ? own_years >= 4 && own_years > 2 * deictic : own_years > 0;
}

class Resolver {
 public:
  Resolver(const std::vector<TimeExpression>& expressions, const Page& page, const Grammar& grammar)
      : expressions_(expressions), page_(page), grammar_(grammar), spoken_(spoken_flags(expressions, page, grammar)),
        narrative_(is_narrative(expressions, page)) {}

  Times resolve() {
    for (std::size_t i = 0; i < expressions_.size(); ++i) {
      const TimeExpression& e = expressions_[i];
      time_ = {};
      time_.span = grammar_.span(e.begin, e.end);
      time_.spoken = spoken_[i];
      sentence_ = grammar_.tokens[e.begin].sentence;
      one(e);
      const TimeId id = times_.times.add(time_);
      if (!last_fresh_) continue;
      last_fresh_ = false;
      last_id_ = id;
      last_sentence_ = sentence_;
    }
    clocks_of_later_days();
    return std::move(times_);
  }

 private:
  void one(const TimeExpression& e) {
    switch (e.form) {
      case TimeForm::exact_day: return set_point(point_of(e.exact), e);
      case TimeForm::calendar: return calendar(e);
      case TimeForm::weekday: return weekday(e);
      case TimeForm::day_shift: return day_shift(e);
      case TimeForm::unit_shift: return unit_shift(e);
      case TimeForm::offset: return offset(e);
      case TimeForm::decade: return long_stretch(e, 10, 3);
      case TimeForm::century: return long_stretch(e, 100, 2);
      case TimeForm::part_of_day: return part_of_day(e);
      case TimeForm::duration:
        time_.kind = TimeKind::duration;
        time_.value = duration_value(e.unit, e.count, e.and_half);
        return;
      case TimeForm::set:
        time_.kind = TimeKind::set;
        time_.value = e.weekday > 0 ? fmt::format("XXXX-WXX-{}", e.weekday) : duration_value(e.unit, e.count, false);
        return;
      case TimeForm::reference: time_.value = e.reference == 'n' ? "PRESENT_REF" : "PAST_REF"; return;
    }
  }

  // The day that "today" is. Words inside quotation marks count from the day they were said, where the text gives one.
  std::optional<Day> today() {
    if (time_.spoken && spoken_day_ && last_outside_sentence_ && sentence_.value - last_outside_sentence_.value <= 1) {
      time_.anchor = spoken_id_;
      return spoken_day_;
    }
    time_.from_published = page_.published.has_value();
    return page_.published;
  }

  void remember(const CalendarPoint& point) {
    const bool far = narrative_ && last_ && std::abs(point.year - last_->year) > kFlashback && point.bc == last_->bc;
    if (far && (!elsewhere_ || std::abs(point.year - *elsewhere_) > kFlashback)) {
      elsewhere_ = point.year;
      return;
    }
    elsewhere_.reset();
    last_ = point;
    last_fresh_ = true;
    if (time_.spoken || point.day == 0 || point.bc || !point.valid()) return;
    const Day day = day_of(point);
    if (page_.published && (day > *page_.published || *page_.published - day > days{14})) return;
    spoken_day_ = day;
    spoken_id_ = TimeId(times_.times.size());
    last_outside_sentence_ = sentence_;
  }

  void set_point(const CalendarPoint& point, const TimeExpression& e) {
    if (!point.valid()) {
      time_.value = "XXXX-XX-XX";
      return;
    }
    time_.value = point.value();
    time_.days = point.days();
    if (e.last_day > 0) {
      CalendarPoint last = point;
      last.day = e.last_day;
      if (last.valid()) {
        time_.kind = TimeKind::range;
        time_.value += "/" + last.value();
        if (time_.days) time_.days->last = day_of(last);
      }
    }
    remember(point);
    add_part(e);
  }

  void add_part(const TimeExpression& e) {
    if (e.minute_of_day >= 0) time_.value += fmt::format("T{:02}:{:02}", e.minute_of_day / 60, e.minute_of_day % 60);
    else if (e.day_part >= 0) time_.value += fmt::format("T{}", kDayParts[e.day_part]);
    else return;
    time_.kind = TimeKind::time;
  }

  void calendar(const TimeExpression& e) {
    CalendarPoint point{std::max(e.year, 0), std::max(e.month, 0), std::max(e.day, 0), e.bc};
    if (e.year < 0 && !year_of(e, point)) return unresolved(e);
    if (e.season >= 0) return season(point.year, e);
    if (e.half >= 0) {
      const bool quarter = e.half > 10;
      const int which = e.half % 10;
      time_.value = fmt::format("{:04}-{}{}", point.year, quarter ? 'Q' : 'H', which);
      const int length = quarter ? 3 : 6;
      time_.days = DayRange{month_days(point.year, (which - 1) * length + 1).first, month_days(point.year, which * length).last};
      return;
    }
    set_point(point, e);
  }

  void season(int year, const TimeExpression& e) {
    time_.value = fmt::format("{:04}-{}", year, kSeasons[e.season]);
    const int first_month = 3 * e.season + 3;
    if (year > 0) time_.days = DayRange{month_days(year, first_month).first, month_days(first_month + 2 > 12 ? year + 1 : year, (first_month + 1) % 12 + 1).last};
    remember({year, 0, 0, e.bc});
  }

  // The year of a date that names none.
  bool year_of(const TimeExpression& e, CalendarPoint& point) {
    if (e.from_text || (narrative_ && !e.shifted)) {
      const std::optional<CalendarPoint> from = last_ ? last_ : published_point();
      if (!from) return false;
      point.year = from->year + e.shift;
      point.bc = from->bc;
      // A story runs on: after November, February is the next year's.
      if (!e.from_text && from->month - point.month >= kYearTurn && point.month > 0) ++point.year;
      if (last_) time_.anchor = last_id_;
      return true;
    }
    const std::optional<Day> base = today();
    if (!base) return false;
    const CalendarPoint now = point_of(*base);
    if (e.shifted) {
      point.year = now.year + e.shift;
      if (e.month > 0 && e.shift != 0 && grammar_.tokens[e.begin].span.size() <= 4 && is_shift_before_month(e)) {
        // "last March", "next March": the nearest one on that side.
        point.year = now.year;
        if (e.shift < 0 && e.month >= now.month) --point.year;
        if (e.shift > 0 && e.month <= now.month) ++point.year;
      }
      return true;
    }
    point.year = nearest_year(e, now, *base);
    return true;
  }

  bool is_shift_before_month(const TimeExpression& e) const { return time_word(grammar_.form(e.begin)).kind == TimeClass::shift; }

  int nearest_year(const TimeExpression& e, const CalendarPoint& now, Day base) const {
    if (e.month < 0) return now.year;
    const Direction direction = direction_of(grammar_, e.begin);
    int best = now.year;
    long best_distance = 1'000'000;
    for (const int year : {now.year, now.year - 1, now.year + 1}) {
      const CalendarPoint candidate{year, e.month, std::max(e.day, 0)};
      const std::optional<DayRange> range = candidate.days();
      if (!range) continue;
      auto distance = range->contains(base) ? 0 : base > range->last ? (base - range->last).count() : (range->first - base).count();
      if (direction == Direction::past && range->first > base) distance += kAgainstPast;
      if (direction == Direction::future && range->last < base) distance += kAgainstFuture;
      if (distance < best_distance) best = year, best_distance = distance;
    }
    return best;
  }

  void weekday(const TimeExpression& e) {
    const bool by_story = narrative_ && last_ && last_->day > 0 && !last_->bc;
    const std::optional<Day> base = by_story ? std::optional(day_of(*last_)) : today();
    if (by_story) time_.anchor = last_id_;
    if (!base) {
      time_.value = fmt::format("XXXX-WXX-{}", e.weekday);
      return add_part(e);
    }
    const int now = weekday_of(*base);
    int back = (now - e.weekday + 7) % 7;
    Day day = *base - days{back};
    const bool other_week = e.unit == Unit::week && e.count == 1;
    if (other_week) {
      day = monday_of(*base) + days{e.weekday - 1 + 7 * e.shift};
    } else if (e.shifted && e.shift < 0) {
      if (back == 0) day -= days{7};
    } else if (e.shifted && e.shift > 0) {
      day += days{7};
    } else if (e.shifted) {
      day = monday_of(*base) + days{e.weekday - 1};
    } else {
      const Direction direction = direction_of(grammar_, e.begin);
      if (direction == Direction::future && back != 0) day += days{7};
    }
    set_point(point_of(day), e);
  }

  void day_shift(const TimeExpression& e) {
    std::optional<Day> base = today();
    if (!base) {
      time_.value = "XXXX-XX-XX";
      return add_part(e);
    }
    set_point(point_of(*base + days{e.shift}), e);
  }

  std::optional<CalendarPoint> published_point() const { return page_.published ? std::optional(point_of(*page_.published)) : std::nullopt; }

  // Where a counted time begins: at another time of the text, or at the report's day.
  std::optional<CalendarPoint> base_of(const TimeExpression& e) {
    if ((e.from_text || narrative_) && last_) {
      time_.anchor = last_id_;
      return last_;
    }
    const std::optional<Day> base = today();
    return base ? std::optional(point_of(*base)) : std::nullopt;
  }

  void unit_shift(const TimeExpression& e) {
    const std::optional<CalendarPoint> base = base_of(e);
    if (!base) return unresolved(e);
    if (e.season >= 0) {
      int year = base->year + e.shift;
      if (e.shift != 0 && base->month > 0) {  // "last summer" in autumn is this year's
        year = base->year;
        const int first_month = 3 * e.season + 3;
        if (e.shift < 0 && base->month <= first_month) --year;
        if (e.shift > 0 && base->month >= first_month) ++year;
      }
      return season(year, e);
    }
    switch (e.unit) {
      case Unit::day: return shifted_days(*base, e.shift, e);
      case Unit::week:
        if (base->day == 0 || base->bc) {
          time_.value = fmt::format("{:04}-WXX", base->year);
          return;
        }
        return week(day_of(*base) + days{7 * e.shift}, false);
      case Unit::weekend: return weekend(*base, e);
      case Unit::month: return set_point(base->month > 0 ? add_months(*base, e.shift) : CalendarPoint{base->year, 0, 0, base->bc}, e);
      case Unit::quarter: {
        const CalendarPoint there = add_months(*base, 3 * e.shift);
        const int which = (there.month - 1) / 3 + 1;
        time_.value = fmt::format("{:04}-Q{}", there.year, which);
        time_.days = DayRange{month_days(there.year, which * 3 - 2).first, month_days(there.year, which * 3).last};
        return;
      }
      case Unit::year: return set_point({base->year + (base->bc ? -e.shift : e.shift), 0, 0, base->bc}, e);
      case Unit::decade: time_.value = fmt::format("{}{:03}", base->bc ? "BC" : "", base->year / 10 + e.shift); return;
      case Unit::century: time_.value = fmt::format("{}{:02}", base->bc ? "BC" : "", base->year / 100 + e.shift); return;
      default: return unresolved(e);
    }
  }

  void week(Day day, bool end_only) {
    const Day monday = monday_of(day);
    time_.value = week_value(day) + (end_only ? "-WE" : "");
    time_.days = DayRange{monday + days{end_only ? 5 : 0}, monday + days{6}};
  }

  void weekend(const CalendarPoint& base, const TimeExpression& e) {
    if (base.day == 0 || base.bc) return unresolved(e);
    const Day day = day_of(base);
    const bool in_it = weekday_of(day) >= 6;
    int shift = e.shift;
    if (!e.shifted && !in_it) shift = direction_of(grammar_, e.begin) == Direction::future ? 0 : -1;
    if (e.shifted && e.shift == 0 && !in_it && direction_of(grammar_, e.begin) == Direction::past) shift = -1;
    week(day + days{7 * shift}, true);
  }

  void shifted_days(const CalendarPoint& base, int shift, const TimeExpression& e) {
    if (base.day == 0 || base.bc) {
      time_.value = base.month > 0 ? base.value() + "-XX" : base.value() + "-XX-XX";
      return;
    }
    set_point(point_of(day_of(base) + days{shift}), e);
  }

  void offset(const TimeExpression& e) {
    if (e.count < 0) {
      time_.value = e.shift < 0 ? "PAST_REF" : "FUTURE_REF";
      return;
    }
    const std::optional<CalendarPoint> base = base_of(e);
    if (!base || e.unit < Unit::day) {
      if (e.unit < Unit::day && base && base->day > 0) return set_point(*base, e);
      return unresolved(e);
    }
    const int steps = e.shift * e.count;
    switch (e.unit) {
      case Unit::day: return shifted_days(*base, steps, e);
      case Unit::week:
        if (base->day == 0 || base->bc) {
          time_.value = base->value() + (base->month > 0 ? "-XX" : "-WXX");
          return;
        }
        if (e.from_text) return shifted_days(*base, 7 * steps, e);
        return week(day_of(*base) + days{7 * steps}, false);
      case Unit::month: return base->month > 0 ? set_point(add_months(*base, steps), e) : set_point({base->year, 0, 0, base->bc}, e);
      case Unit::year: return set_point({base->year + (base->bc ? -steps : steps), 0, 0, base->bc}, e);
      case Unit::decade: return set_point({base->year + 10 * steps, 0, 0, base->bc}, e);
      case Unit::century: return set_point({base->year + 100 * steps, 0, 0, base->bc}, e);
      default: return unresolved(e);
    }
  }

  void long_stretch(const TimeExpression& e, int years, int width) {
    int number = e.decade;
    if (e.form == TimeForm::decade && number < 10) number += 190;  // "the 80s"
    time_.value = fmt::format("{}{:0{}}", e.bc ? "BC" : "", number, width);
    if (!e.bc && number > 0) time_.days = DayRange{month_days(number * years, 1).first, month_days(number * years + years - 1, 12).last};
    remember({number * years, 0, 0, e.bc});
  }

  void part_of_day(const TimeExpression& e) {
    time_.kind = TimeKind::time;
    std::optional<CalendarPoint> base;
    if (e.shifted && !e.from_text) {
      if (const std::optional<Day> day = today()) base = point_of(*day + days{e.shift});
    } else if (last_ && last_->day > 0 && (e.from_text || last_sentence_ == sentence_ || narrative_)) {
      base = last_;
      if (e.from_text && e.shifted) base = point_of(day_of(*last_) + days{e.shift});
      time_.anchor = last_id_;
    }
    if (base) return set_point(*base, e);
    time_.value = e.minute_of_day >= 0 ? "" : "XXXX-XX-XX";
    add_part(e);
  }

  // "at 7 p.m. … on Saturday": a clock time without a day takes the one day of its sentence that follows it.
  void clocks_of_later_days() {
    for (std::size_t i = 0; i < times_.times.size(); ++i) {
      Time& clock = times_.times[TimeId(i)];
      if (clock.kind != TimeKind::time || clock.days) continue;
      const SentenceId sentence = grammar_.tokens[expressions_[i].begin].sentence;
      for (std::size_t j = i + 1; j < times_.times.size() && grammar_.tokens[expressions_[j].begin].sentence == sentence; ++j) {
        const Time& day = times_.times[TimeId(j)];
        if (day.kind != TimeKind::date || !day.days || day.days->first != day.days->last) continue;
        clock.value = iso(day.days->first) + clock.value.substr(clock.value.find('T'));
        clock.days = day.days;
        clock.anchor = TimeId(j);
        break;
      }
    }
  }

  // Left relative: the report has no date, and the text gives none to count from.
  void unresolved(const TimeExpression& e) {
    if (e.month > 0) {
      time_.value = e.day > 0 ? fmt::format("XXXX-{:02}-{:02}", e.month, e.day) : fmt::format("XXXX-{:02}", e.month);
      return add_part(e);
    }
    if (e.season >= 0) {
      time_.value = fmt::format("XXXX-{}", kSeasons[e.season]);
      return;
    }
    switch (e.unit) {
      case Unit::day: time_.value = "XXXX-XX-XX"; return;
      case Unit::week: time_.value = "XXXX-WXX"; return;
      case Unit::weekend: time_.value = "XXXX-WXX-WE"; return;
      case Unit::month: time_.value = "XXXX-XX"; return;
      case Unit::year: time_.value = "XXXX"; return;
      default: time_.value = e.shift < 0 ? "PAST_REF" : e.shift > 0 ? "FUTURE_REF" : "PRESENT_REF"; return;
    }
  }

  const std::vector<TimeExpression>& expressions_;
  const Page& page_;
  const Grammar& grammar_;
  std::vector<bool> spoken_;
  bool narrative_;
  Times times_;
  Time time_;
  SentenceId sentence_;
  std::optional<CalendarPoint> last_;   // the time that "the next day" counts from
  TimeId last_id_;
  SentenceId last_sentence_;
  bool last_fresh_ = false;
  std::optional<int> elsewhere_;        // a far year that was mentioned once
  std::optional<Day> spoken_day_;       // the day on which what stands in quotation marks was said
  TimeId spoken_id_;
  SentenceId last_outside_sentence_;
};

}  // namespace

Times resolve(const std::vector<TimeExpression>& expressions, const Page& page, const Grammar& grammar) {
  return Resolver(expressions, page, grammar).resolve();
}

}  // namespace vedette
