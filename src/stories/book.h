#pragma once
// What a story's reports tell, put together: one event for all reports of it, what each source claims of it, and where they disagree.

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "stories/figures.h"
#include "stories/stories.h"
#include "stories/told.h"

namespace vedette {

// An actor as far as reports of one story can be compared by it.
struct Party {
  std::string name, kind, entity, country, sectors;  // sectors: "GOV MIL"
  bool operator==(const Party&) const = default;
};

struct MergedPlace {
  std::string name, kind, country;
  std::int64_t geonames = 0;
  double latitude = 0, longitude = 0;
  bool located = false;
  bool operator==(const MergedPlace&) const = default;
};

// An event as the reports of a story tell it together. What the first report leaves open a later one fills in.
struct MergedEvent {
  std::int64_t number = 0;             // within the story, from 1
  std::string type, cameo, status, date;
  std::vector<Party> source, target;
  MergedPlace place;                   // without a name where none is known
  std::string trigger;                 // its words in the first report
  std::map<std::string, std::int64_t> reported_by;  // independent sources, and in how many reports each tells it
  std::int64_t reports = 0;
  bool changed = true;                 // since it was last kept
};

// What a source says of an event: its number of dead, its day. Event 0 is the story as a whole.
struct Claim {
  std::int64_t event = 0;
  std::string kind, about, value;      // number, day, place, who, status; "dead"; "12"
  std::string source;
  Number article = 0;
  Range at;                            // the words, in the article
  std::string told;                    // when the article was published
  bool newer = false;                  // the same source says otherwise in a newer report
  bool changed = true;                 // since it was last kept
};

struct Dispute {
  std::int64_t number = 0;             // within the story, from 1
  std::int64_t event = 0;
  std::string kind, about;
  bool open = false;                   // sources disagree; else one source has only corrected itself
  bool operator==(const Dispute&) const = default;
};

struct Mention {
  Number article = 0;
  std::int64_t event = 0, story_event = 0;
};

// A report of a story, in the order in which it came.
struct BookReport {
  Number article = 0;
  std::string source;                  // the independent source: whose report it is
  std::string published;
  bool replaced = false;               // a newer version stands at its address: it no longer counts, but what it claimed is kept
};

class Book {
 public:
  std::vector<MergedEvent> events;

  const std::vector<Claim>& claims() const { return claims_; }
  void claim(Claim claim);             // once for each value and source
  void mark_newer(std::size_t claim, bool newer);
  // The event that the heads of earlier reports than `article` count this of, 0 for the story as a whole.
  std::int64_t counted_of(const std::string& about, Number article) const;
  void kept();                         // nothing is changed any more

 private:
  std::vector<Claim> claims_;
  std::unordered_set<std::uint64_t> known_;  // hashes of what is claimed by whom
  std::map<std::string, std::pair<Number, std::int64_t>> counted_;
};

// Adds what a report tells; gives which of its events are which of the book's. The same reports in the same order give the same book.
std::vector<Mention> tell(Book& book, const BookReport& report, const Told& told, const std::vector<Figure>& figures);
// A report no longer counts, for a newer version has come.
void retract(Book& book, const BookReport& report, const std::vector<Mention>& mentions);
// Where the claims of a book disagree. Marks the claims that their own source has since corrected.
std::vector<Dispute> disputes(Book& book);

}  // namespace vedette
