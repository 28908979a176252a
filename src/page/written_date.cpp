// Reads a date as news pages write it. Door: written_date in dateline.h. Test: dateline_test.cpp.
#include <array>

#include <fmt/format.h>

#include "base/utf8.h"
#include "page/dateline.h"

namespace vedette {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january", "february", "march",     "april",   "may",      "june",
                                                      "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A cursor over the text that reads pieces and gives nothing where there is none.
struct Cursor {
  std::string_view text;
  std::uint32_t at;

  char peek() const { return at < text.size() ? text[at] : '\0'; }
  bool take(char c) { return peek() == c ? ++at, true : false; }
  void blanks() {
    while (peek() == ' ') ++at;
  }
  int number(int most, int* digits = nullptr) {
    int value = 0;
    int count = 0;
    while (count < most && digit(peek())) value = value * 10 + (text[at++] - '0'), ++count;
    if (digits) *digits = count;
    return count == 0 || digit(peek()) ? -1 : value;
  }
  std::string word() {
    std::uint32_t end = at;
    while (end < text.size() && letter(text[end]) && end - at < 12) ++end;
    return lower(text.substr(at, end - at));
  }
};

// The whole name or at least its first three letters; "sept" too.
int month_of(std::string_view word) {
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (word == kMonths[i] || (kMonths[i].starts_with(word) && word.size() <= 4)) return static_cast<int>(i) + 1;
  return 0;
}

bool is_weekday(std::string_view word) {
  for (const std::string_view day : kWeekdays)
    if (word == day || (word.size() >= 3 && word.size() <= 5 && day.starts_with(word))) return true;
  return false;
}

bool take_month(Cursor& cursor, WrittenDate& date) {
  const std::string word = cursor.word();
  date.month = month_of(word);
  if (date.month == 0) return false;
  cursor.at += static_cast<std::uint32_t>(word.size());
  cursor.take('.');
  return true;
}

bool take_day(Cursor& cursor, WrittenDate& date) {
  Cursor ahead = cursor;
  date.day = ahead.number(2);
  if (date.day < 1 || date.day > 31) return false;
  const std::string ending = ahead.word();
  if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th")
    ahead.at += 2;
  else if (!ending.empty())
    return false;
  cursor = ahead;
  return true;
}

// ", 2015", " 2015", "-2015"
void take_year(Cursor& cursor, WrittenDate& date) {
  Cursor ahead = cursor;
  ahead.take(',') || ahead.take('-');
  ahead.blanks();
  int digits = 0;
  const int year = ahead.number(4, &digits);
  if (digits != 4 || year < 1800 || year > 2200) return;
  date.year = year;
  cursor = ahead;
}

bool numeric(Cursor& cursor, WrittenDate& date) {
  Cursor ahead = cursor;
  int digits = 0;
  const int first = ahead.number(4, &digits);
  const char separator = ahead.peek();
  if (first < 0 || (separator != '-' && separator != '/' && separator != '.')) return false;
  ++ahead.at;
  const int second = ahead.number(2);
  if (second < 1 || !ahead.take(separator)) return false;
  if (digits == 4) {
    date.year = first, date.month = second, date.day = ahead.number(2);
    if (date.day < 0) return false;
  } else {
    int year_digits = 0;
    date.year = ahead.number(4, &year_digits);
    if (year_digits != 4 || digits > 2) return false;
    date.day = first, date.month = second;
    if (second > 12) std::swap(date.day, date.month);
    // With slashes Americans put the month first; where both could be the month nobody knows.
    date.unsure = separator == '/' && first <= 12 && second <= 12 && first != second;
  }
  cursor = ahead;
  return true;
}

// " 18:49 IST", "T18:49:00Z", ", 6:49 p.m.", " at 1849 GMT"
void take_time(Cursor& cursor, WrittenDate& date) {
  Cursor ahead = cursor;
  if (!ahead.take('T')) {
    ahead.take(',') || ahead.take('.');
    ahead.blanks();
    if (ahead.peek() == '-' || ahead.peek() == '|')
      ++ahead.at;
    else if (ahead.text.substr(ahead.at).starts_with("–"))
      ahead.at += 3;
    ahead.blanks();
    if (ahead.word() == "at") ahead.at += 2;
    ahead.blanks();
  }
  int digits = 0;
  int hour = ahead.number(4, &digits);
  int minute = 0;
  if (digits == 4) {
    minute = hour % 100, hour /= 100;
    const std::string zone_after = [&] {
      Cursor z = ahead;
      z.blanks();
      return z.word();
    }();
    if (zone_after != "gmt" && zone_after != "utc" && zone_after != "hrs" && zone_after != "hours") return;
  } else {
    if (digits == 0 || digits > 2 || !(ahead.take(':') || ahead.take('.'))) return;
    minute = ahead.number(2, &digits);
    if (digits != 2) return;
    if (ahead.peek() == ':' && ahead.at + 2 < ahead.text.size() && digit(ahead.text[ahead.at + 1])) ++ahead.at, ahead.number(2);
    if (ahead.peek() == '.' && ahead.at + 1 < ahead.text.size() && digit(ahead.text[ahead.at + 1])) ++ahead.at, ahead.number(9);
  }
  if (hour > 23 || minute < 0 || minute > 59) return;
  cursor.at = ahead.at;
  std::string zone;
  if (ahead.take('Z')) {
    zone = "Z";
  } else if ((ahead.peek() == '+' || ahead.peek() == '-') && ahead.at + 5 <= ahead.text.size() &&
             digit(ahead.text[ahead.at + 1])) {
    Cursor offset = ahead;
    const char sign = offset.text[offset.at++];
    const int hours =
        (offset.text[offset.at] - '0') * 10 + (digit(offset.text[offset.at + 1]) ? offset.text[offset.at + 1] - '0' : 0);
    offset.at += 2;
    offset.take(':');
    const int minutes = offset.number(2);
    if (minutes >= 0 && minutes < 60 && hours < 15) zone = fmt::format("{}{:02}:{:02}", sign, hours, minutes), ahead = offset;
  } else {
    ahead.blanks();
    std::string word = ahead.word();
    if (word == "am" || word == "pm" || word == "a" || word == "p") {
      Cursor half = ahead;
      half.at += static_cast<std::uint32_t>(word.size());
      if (word.size() == 1) {
        if (half.text.substr(half.at).starts_with(".m."))
          half.at += 3;
        else
          word.clear();
      }
      if (!word.empty() && hour >= 1 && hour <= 12) {
        hour = hour % 12 + (word[0] == 'p' ? 12 : 0);
        ahead = half;
        cursor.at = ahead.at;
        ahead.blanks();
        word = ahead.word();
      }
    }
    const bool capitals = ahead.at < ahead.text.size() && ahead.text[ahead.at] >= 'A' && ahead.text[ahead.at] <= 'Z';
    const bool all_capitals =
        capitals && word.size() >= 2 && word.size() <= 5 &&
        ahead.text.substr(ahead.at, word.size()).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
    if (word == "gmt" || word == "utc") zone = "Z";
    if (all_capitals) ahead.at += static_cast<std::uint32_t>(word.size());  // a zone by its letters, which several states share
  }
  if (ahead.at > cursor.at && (ahead.text[ahead.at - 1] != ' ')) cursor.at = ahead.at;
  date.time = fmt::format("{:02}:{:02}{}", hour, minute, zone);
}

}  // namespace

std::optional<Day> WrittenDate::as_day() const {
  if (year == 0 || unsure) return std::nullopt;
  return day_of(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

std::string WrittenDate::value() const {
  return fmt::format("{:04}-{:02}-{:02}{}{}", year, month, day, time.empty() ? "" : "T", time);
}

std::optional<WrittenDate> written_date(std::string_view text, std::uint32_t at) {
  Cursor cursor{text, at};
  WrittenDate date;
  if (const std::string word = cursor.word(); is_weekday(word)) {
    cursor.at += static_cast<std::uint32_t>(word.size());
    cursor.take('.'), cursor.take(',');
    cursor.blanks();
  }
  const Cursor start = cursor;
  bool found = numeric(cursor, date);
  if (!found) {
    cursor = start;
    if (take_day(cursor, date)) {  // "21 August 2015", "21-Aug-2015"
      cursor.take('-') || cursor.take('.');
      cursor.blanks();
      if (cursor.word() == "of") cursor.at += 2, cursor.blanks();
      found = take_month(cursor, date);
    } else if (cursor = start; take_month(cursor, date)) {
      cursor.blanks();
      found = take_day(cursor, date);
    }
    if (!found) return std::nullopt;
    take_year(cursor, date);
  }
  if (date.month < 1 || date.month > 12 || date.day < 1) return std::nullopt;
  take_time(cursor, date);
  date.end = cursor.at;
  return date;
}

}  // namespace vedette
