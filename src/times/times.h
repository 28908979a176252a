#pragma once
// Times: when is meant. TIMEX3 values (ISO-TimeML) for dates, times, ranges, durations and sets, measured from the report's date.

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "base/span.h"

namespace vedette {

struct Page;
struct Grammar;

enum class TimeKind : std::uint8_t { date, time, range, duration, set };

struct Time {
  Span span;
  std::string value;              // "2023-06-27", "2023-07-11/2023-07-12", "2023-W27", "2023-06-24/2023-06-25", "P3D", "PAST_REF"
  TimeKind kind = TimeKind::date;
  bool from_published = false;    // measured from the report's date
  TimeId anchor;                  // or from this other time; none for both: it stands by itself, or was left relative
  std::optional<DayRange> days;   // the days it covers, where they are known
  bool spoken = false;            // stands inside quotation marks: "yesterday" counts from the day it was said
};

struct Times {
  IdVector<TimeId, Time> times;   // in order of their spans, none overlapping
};

// Linear time. Without a report's date relative times stay relative ("yesterday" has the value "PAST_REF"-like or XXXX forms of TIMEX3).
Times find_times(const Page& page, const Grammar& grammar);

}  // namespace vedette
