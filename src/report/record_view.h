#pragma once
// A record read back: the one reader of `vedette/report/1` (docs/report.md) for archive, stories, exports and the server. What it gives
// are views into the record; they live as long as the RecordView, which may be moved.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace vedette {

struct SpanView {
  std::int64_t begin = 0;  // code points of the raw text; 0 <= begin <= end
  std::int64_t end = 0;
  bool operator==(const SpanView&) const = default;
};
struct WordsView {
  SpanView span;
  std::string_view text;
  std::string_view form;  // of a mention of an actor its form, of a place its use, of a block or a repair its kind
  std::string_view now;   // of a repair
};
struct RoleView {
  std::string_view role, of, from, to, source;
};
struct ActorView {
  std::string_view id, name, kind, entity, country, cameo;
  std::vector<std::string_view> sectors;
  std::vector<RoleView> roles;
  std::vector<WordsView> mentions;
};
struct PlaceView {
  std::string_view id, name, kind, country, admin1;
  std::optional<std::pair<double, double>> at;  // latitude, longitude
  std::optional<std::int64_t> geonames;
  std::vector<WordsView> mentions;
};
struct TimeView {
  std::string_view id;
  WordsView words;
  std::string_view value, type, anchor;
};
struct QuoteView {
  std::string_view id, kind;
  WordsView words;
  std::string_view speaker;
  std::optional<WordsView> cue;
  std::vector<std::string_view> audience;
  std::string_view time, place;
};
struct EvidenceView {
  std::string_view part;  // "source", "target", "date", "place", "mentions"
  SpanView span;
};
struct EventView {
  std::int64_t number = 0;  // of "e3" 3
  std::string_view id, type, mode;
  std::vector<std::string_view> contexts;
  std::string_view cameo;
  double goldstein = 0;
  std::int64_t quad = 0;
  std::vector<std::string_view> source, target;
  std::string_view date, time, place, status, said_by, quote;
  SpanView sentence;
  WordsView trigger;
  std::vector<EvidenceView> evidence;
  double confidence = 0;
};
struct CommitmentView {
  std::string_view by;
  std::vector<std::string_view> to;
  std::string_view what, due, event;
  SpanView span;
};
struct RelationView {
  std::string_view type, from, to, since, until, source;
  std::optional<SpanView> span;
};
struct DoubtView {
  std::string_view kind, note;
  std::vector<SpanView> spans;
};
struct MadeByView {
  std::string_view vedette, model, world, lexicon;
};

// "a12" to 12; 0 for null and for what is no id.
std::int64_t number_of_id(std::string_view id);

class RecordView {
 public:
  // A whole record, or one of an earlier step: what that has not got stays empty. An Error, with the place in the record, where the line
  // is no record of vedette/report/1 or a value is of another type than docs/report.schema.json says.
  static Result<RecordView> of(std::string_view line);
  RecordView(RecordView&&) noexcept;
  RecordView& operator=(RecordView&&) noexcept;
  ~RecordView();

  std::string_view article_id, url, title, site, published, published_from, language, page, given_id, author;
  MadeByView made_by;
  std::int64_t characters = 0;
  std::string_view missing;  // a list that a whole record has, and this one of an earlier step has not; else empty
  std::vector<std::string_view> agencies;
  std::vector<WordsView> blocks, repairs;
  std::vector<ActorView> actors;
  std::vector<PlaceView> places;
  std::vector<TimeView> times;
  std::vector<QuoteView> quotes;
  std::vector<EventView> events;
  std::vector<CommitmentView> commitments;
  std::vector<RelationView> relations;
  std::vector<DoubtView> doubts;

  const ActorView* actor(std::string_view id) const;  // "a3"; null where there is none
  const PlaceView* place(std::string_view id) const;
  const EventView* event(std::string_view id) const;
  const QuoteView* quote(std::string_view id) const;

 private:
  struct Document;
  static std::unique_ptr<Document>& spare();
  RecordView();
  std::unique_ptr<Document> document_;
};

}  // namespace vedette
