#pragma once
// A record laid out as the archive's rows hold it. Everything here is made from the record alone, so that rows can be made again from
// it, and checked against it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace vedette {

class RecordView;

// The rows of one article. What an item names by number ("a12") is 12, nothing is 0.
struct Layout {
  struct Actor {
    std::string name, kind, entity, country, sectors, cameo;
    std::int64_t mentions = 0;
    std::int64_t party = 0;  // a key, the same in all articles that mean the same: made from the entity, else from name and country
    std::string folded = {};  // the name
    bool operator==(const Actor&) const = default;
  };
  struct Place {
    std::string name, kind, country, admin1;
    std::optional<double> latitude, longitude;
    std::int64_t geonames = 0;
    std::int64_t location = 0;  // a key, the same for all that is known of a place
    std::string folded = {};    // the name
    bool operator==(const Place&) const = default;
  };
  struct Quote {
    std::string kind;
    std::int64_t speaker = 0, begin = 0, end = 0;
    std::string words;
    bool operator==(const Quote&) const = default;
  };
  struct Event {
    std::string type, mode, cameo;
    double goldstein = 0;
    std::int64_t quad = 0;
    std::string status, date, day;  // the value as the record has it, and its first day
    std::int64_t place = 0, said_by = 0;
    double confidence = 0;
    std::int64_t trigger_begin = 0, trigger_end = 0, sentence_begin = 0, sentence_end = 0;
    std::vector<std::int64_t> sources, targets;  // each once, in rising order
    bool operator==(const Event&) const = default;
  };
  struct Commitment {
    std::int64_t by = 0;
    std::string words, due;
    std::int64_t event = 0, begin = 0, end = 0;
    bool operator==(const Commitment&) const = default;
  };
  struct Doubt {
    std::string kind, note;
    bool operator==(const Doubt&) const = default;
  };

  struct MadeBy {  // version of the program, digests of model, world and lexicon
    std::string vedette, model, world, lexicon;
    bool operator==(const MadeBy&) const = default;
  };

  std::string title, published, published_from, language;
  std::int64_t characters = 0;
  MadeBy made_by;
  std::vector<Actor> actors;
  std::vector<Place> places;
  std::vector<Quote> quotes;
  std::vector<Event> events;
  std::vector<Commitment> commitments;
  std::vector<Doubt> doubts;
};

// The keys by which parties and locations are known apart.
std::int64_t party_key(std::string_view entity, std::string_view folded, std::string_view country);
std::int64_t location_key(std::string_view folded, std::string_view country, std::optional<double> latitude, std::optional<double> longitude, std::int64_t geonames);

// An Error where the record is none of vedette/report/1, or not a whole one.
Result<Layout> lay_out(const RecordView& record);
Result<Layout> lay_out(const std::string& record);

}  // namespace vedette
