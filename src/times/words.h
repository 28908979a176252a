#pragma once
// The words of English that tell time, and what each says.

#include <cstdint>
#include <string_view>

namespace vedette {

enum class TimeClass : std::uint8_t {
  none,
  month,         // value 1 to 12
  weekday,       // 1 (Monday) to 7
  number,        // a cardinal in words or digits
  vague_number,  // several, few, many
  ordinal,       // first, 21st
  unit,          // value: Unit; plural or not
  day_part,      // value: index into kDayParts
  season,        // value: index into kSeasons
  day_shift,     // today 0, yesterday -1, tomorrow +1
  shift,         // last -1, this 0, next +1
  that,          // that, same
  ago,
  later,
  earlier,
  before,
  after,
  edge,          // early, late, mid, beginning, end
  era_bc,
  era_ad,
  am,
  pm,
  noon,          // value: hour
  each,
  set_adverb,    // daily: value is the Unit
  present_ref,   // now
  past_ref,      // recently
  half,
  year,          // four digits that can be a year
  decade,        // 1980s: value 198
  clock,         // 19:15: value is minutes of the day
  iso_date,      // value: days since the epoch
  numeric_date,
  feast,         // value: month * 100 + day
  of,
  the,
  a,
  and_,
  to,
  comma,
  hyphen,
  in,
  oclock
};

enum class Unit : std::uint8_t { second, minute, hour, day, week, weekend, fortnight, month, quarter, year, decade, century };

struct TimeWord {
  TimeClass kind = TimeClass::none;
  int value = 0;
  bool plural = false;
};

inline constexpr std::string_view kDayParts[] = {"MO", "MI", "AF", "EV", "NI", "DT"};
inline constexpr std::string_view kSeasons[] = {"SP", "SU", "FA", "WI"};

// The class of one token as it is written; `none` for most words. No allocation.
TimeWord time_word(std::string_view form);

}  // namespace vedette
