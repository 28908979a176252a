#pragma once
// What a story's reports tell, put together: one event for all reports of it, and what each source claims of it. A book holds only what
// the next report is compared with, so that it stays small however many reports a story has.

#include <map>
#include <string>
#include <vector>

#include "stories/figures.h"
#include "stories/questions.h"
#include "stories/stories.h"
#include "stories/told.h"

namespace vedette {

// An actor as far as reports of one story can be compared by it.
struct Party {
  std::string name, kind, entity, country, sectors;  // sectors: "GOV MIL"
  std::string folded;                                // the name
};

struct MergedPlace {
  std::string name, kind, country;
  std::int64_t geonames = 0;
  double latitude = 0, longitude = 0;
  bool located = false;
  std::string folded;                  // the name
};

// An event as the reports of a story tell it together. What the first report leaves open a later one fills in.
struct MergedEvent {
  std::int64_t number = 0;             // within the story, from 1
  std::string type, cameo, status, date;
  std::optional<DayRange> days;        // that `date` means
  std::vector<Party> source, target;
  MergedPlace place;                   // without a name where none is known
  std::string trigger;                 // its words in the first report
  Number article = 0;                  // the first report, and its event
  std::int64_t event = 0;
  Number last = 0;                     // the report that told it last
  std::int64_t reports = 0;
  std::int64_t sources = 0;            // independent ones
  bool changed = true;                 // since it was last kept
};

struct EventMention {
  Number article = 0;
  std::int64_t event = 0, story_event = 0;
};

// A report of a story, in the order in which it came.
struct BookReport {
  Number article = 0;
  std::string source;                  // the independent source: whose report it is
  std::string published;
};

struct Book {
  std::vector<MergedEvent> events;     // that were told last, in the order of their numbers
  std::int64_t numbered = 0;           // events that were ever told
  // Of what the heads of reports give a number ("dead"): the first report, and the event that it counts this of; 0 is the story as a whole.
  std::map<std::string, std::pair<Number, std::int64_t>> counted;
};

// What a report told, in a book's numbers.
struct Telling {
  std::vector<EventMention> mentions;
  std::vector<Claim> claims;
};

// A report's events, ready to be compared, in its order.
std::vector<MergedEvent> merged_events(const Told& told);
// Adds what a report tells; `events` are its merged_events(). The same reports in the same order give the same book.
Telling tell(Book& book, const BookReport& report, const Told& told, const std::vector<MergedEvent>& events, const std::vector<Figure>& figures);
// Takes those that were told longest ago out of a book that has become large, and gives them.
std::vector<MergedEvent> part(Book& book);

}  // namespace vedette
