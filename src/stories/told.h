#pragma once
// What stories need of a report, taken from its text and its record. Positions are code points of the text, as in the record.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "vedette/result.h"

namespace vedette {

class RecordView;

struct Range {
  std::uint32_t begin = 0, end = 0;
  bool contains(Range other) const { return begin <= other.begin && other.end <= end; }
  auto operator<=>(const Range&) const = default;
};

struct ToldActor {
  std::string name, kind, entity, country;  // entity: key of the world, or empty
  std::vector<std::string> sectors;
  std::vector<Range> names;                 // mentions by name
  std::size_t mentions = 0;
};

struct ToldPlace {
  std::string name, kind, country;
  std::int64_t geonames = 0;
  std::optional<double> latitude, longitude;
};

struct ToldEvent {
  std::int64_t number = 0;
  std::string type, cameo, status, date;
  std::optional<DayRange> days;             // that `date` means
  std::vector<std::size_t> source, target;  // actors
  std::optional<std::size_t> place;
  std::string trigger;
  Range trigger_at, sentence;
  std::vector<Range> source_words, date_words, place_words;
};

struct ToldBlock {
  bool title = false;
  Range range;
};

struct Told {
  std::string title, outlet;                // outlet: the site, else the address's host, in lower case without "www."; or empty
  std::string agency;                       // the first that it credits
  std::optional<Day> published;
  std::string published_value;              // with its time, where it has one
  std::vector<ToldBlock> blocks;            // title and text, no captions, credits, navigation
  std::vector<ToldActor> actors;
  std::vector<ToldPlace> places;
  std::vector<ToldEvent> events;
};

// Of a record, or of an earlier step's: what it has not got stays empty.
Told told_by(const RecordView& record);
Result<Told> told_by(const std::string& record);  // an Error where the line is no record

// The days that an ISO value may mean: a day, a month, a year, or from one to another; weeks and what has no year give none.
std::optional<DayRange> days_of(std::string_view value);

// The bytes of a text at ranges of its code points.
class RangeIndex {
 public:
  explicit RangeIndex(std::string_view text);
  std::string_view of(Range range) const { return text_.substr(byte(range.begin), byte(range.end) - byte(range.begin)); }
  std::size_t byte(std::uint32_t code_point) const {
    if (starts_.empty()) return code_point < text_.size() ? code_point : text_.size();
    return code_point < starts_.size() ? starts_[code_point] : text_.size();
  }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;  // empty where all is ASCII
};

}  // namespace vedette
