#pragma once
// Dates as news pages write them, and the datelines that open a report.

#include <optional>
#include <string>

#include "page/page.h"

namespace vedette {

class Words;
class World;

// A date with or without a year, and the time after it where there is one.
struct WrittenDate {
  int year = 0;  // 0: not written
  int month = 0;
  int day = 0;
  std::string time;       // "18:49", "18:49Z", or empty
  std::uint32_t end = 0;  // where it ends
  bool unsure = false;    // 03/04/2022: which is the month is not certain
  std::optional<Day> as_day() const;
  std::string value() const;  // "2022-03-29T18:49"; where as_day() gives one
};

// The date that begins at `at` ("Friday, August 21, 2015", "29-03-2022 18:49 IST", "Nov. 19"), if one does.
std::optional<WrittenDate> written_date(std::string_view text, std::uint32_t at);

// The dateline at the start of a paragraph: a line of nothing but a date ("Updated: 29-03-2022 18:49 IST"), a date that text
// follows
// ("date 2007-07-24 Libya has…"), or place, date and agency before the first words ("CAIRO, November 19. /TASS/").
struct Dateline {
  Span span;   // in the text; ends before the report's first words
  Span place;  // empty where none is named
  std::optional<WrittenDate> date;
};
std::optional<Dateline> dateline_at(std::string_view text, Span paragraph, const World& world, const Words& words);

}  // namespace vedette
