// Reads a record back. Door: RecordView::of. Test: record_view_test.cpp, record_view_fuzzer.cpp.
#include "report/record_view.h"

#include <charconv>

#include <fmt/format.h>
#include <simdjson.h>

namespace vedette {

struct RecordView::Document {
  simdjson::dom::parser parser;
};

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t kKept = 4u << 20;  // bytes; a parser that has grown past this is not kept for the next record

// Values by their keys. The first that is not of its type is remembered, with its place; it and what is null or absent read as empty.
class Reader {
 public:
  const std::string& fault() const { return fault_; }

  // Whether there is a value, other than null.
  static bool find(const object& from, std::string_view key, element& value) { return from[key].get(value) == simdjson::SUCCESS && !value.is_null(); }

  template <class Value>
  void take(const object& from, std::string_view key, Value& into, const char* expected) {
    element value;
    if (find(from, key, value) && value.get(into) != simdjson::SUCCESS) complain(key, expected);
  }

  std::string_view text(const object& from, std::string_view key) {
    std::string_view value;
    take(from, key, value, "a text");
    return value;
  }

  double real(const object& from, std::string_view key) {
    double value = 0;  // whole numbers come out as such too
    take(from, key, value, "a number");
    return value;
  }

  std::int64_t whole(const object& from, std::string_view key) {
    std::int64_t value = 0;
    take(from, key, value, "a whole number");
    return value;
  }

  // An object, or nothing.
  bool part(const object& from, std::string_view key, object& into) {
    element value;
    if (!find(from, key, value)) return false;
    if (value.get(into) == simdjson::SUCCESS) return true;
    complain(key, "an object");
    return false;
  }

  SpanView span(const object& from, std::string_view key = "span") {
    element value;
    return find(from, key, value) ? span_in(value, key) : SpanView{};
  }

  SpanView span_in(const element& value, std::string_view key) {
    SpanView span;
    array ends;
    if (value.get(ends) == simdjson::SUCCESS && ends.size() == 2) {
      auto end = ends.begin();
      if ((*end).get(span.begin) == simdjson::SUCCESS && (*++end).get(span.end) == simdjson::SUCCESS && 0 <= span.begin && span.begin <= span.end) return span;
    }
    complain(key, "[begin, end)");
    return {};
  }

  WordsView words(const object& from, std::string_view form = {}) {
    return {span(from), text(from, "text"), form.empty() ? std::string_view() : text(from, form), {}};
  }

  std::vector<std::string_view> texts(const object& from, std::string_view key) {
    std::vector<std::string_view> all;
    each(from, key, [&](const element& item) {
      if (std::string_view one; item.get(one) == simdjson::SUCCESS) all.push_back(one);
      else complain(key, "texts");
    });
    return all;
  }

  // Calls `make` with every object of a list, and keeps what it gives; false where there is no list.
  template <class Item, class Make>
  bool items(const object& from, std::string_view key, std::vector<Item>& into, Make make) {
    array list;
    if (!list_of(from, key, list)) return false;
    into.reserve(list.size());
    for (const element item : list) {
      if (object here; item.get(here) == simdjson::SUCCESS) into.push_back(make(here));
      else complain(key, "objects");
    }
    return true;
  }

  // The lists of the record itself: a fault in one is told with the item's number.
  template <class Item, class Make>
  bool top(const object& record, std::string_view key, std::vector<Item>& into, Make make) {
    number_ = 0;
    const bool there = items(record, key, into, [&](const object& here) {
      list_ = key, ++number_;
      return make(here);
    });
    list_ = {};
    return there;
  }

  template <class Each>
  void each(const object& from, std::string_view key, Each visit) {
    array list;
    if (!list_of(from, key, list)) return;
    for (const element item : list) visit(item);
  }

  void complain(std::string_view key, std::string_view expected) {
    if (!fault_.empty()) return;
    fault_ = list_.empty() ? fmt::format("the record's {}: expected {}", key, expected)
                           : fmt::format("the record's {}, number {}, {}: expected {}", list_, number_, key, expected);
  }

 private:
  bool list_of(const object& from, std::string_view key, array& list) {
    element value;
    if (!find(from, key, value)) return false;
    if (value.get(list) == simdjson::SUCCESS) return true;
    complain(key, "a list");
    return false;
  }

  std::string fault_;
  std::string_view list_;  // of the record, that is being read, and the number of the item in it
  std::size_t number_ = 0;
};

ActorView actor_of(Reader& r, const object& from) {
  ActorView actor{r.text(from, "id"), r.text(from, "name"), r.text(from, "kind"), r.text(from, "entity"), r.text(from, "country"), r.text(from, "cameo"),
                  r.texts(from, "sectors"), {}, {}};
  r.items(from, "roles", actor.roles, [&](const object& role) {
    return RoleView{r.text(role, "role"), r.text(role, "of"), r.text(role, "from"), r.text(role, "to"), r.text(role, "source")};
  });
  r.items(from, "mentions", actor.mentions, [&](const object& mention) { return r.words(mention, "form"); });
  return actor;
}

PlaceView place_of(Reader& r, const object& from) {
  PlaceView place{r.text(from, "id"), r.text(from, "name"), r.text(from, "kind"), r.text(from, "country"), r.text(from, "admin1"), {}, {}, {}};
  element here;
  if (Reader::find(from, "lat", here) && Reader::find(from, "lon", here)) place.at = {r.real(from, "lat"), r.real(from, "lon")};
  if (Reader::find(from, "geonames", here)) place.geonames = r.whole(from, "geonames");
  r.items(from, "mentions", place.mentions, [&](const object& mention) { return r.words(mention, "use"); });
  return place;
}

QuoteView quote_of(Reader& r, const object& from) {
  QuoteView quote{r.text(from, "id"), r.text(from, "kind"), r.words(from), r.text(from, "speaker"), {}, r.texts(from, "audience"), r.text(from, "time"),
                  r.text(from, "place")};
  if (object cue; r.part(from, "cue", cue)) quote.cue = r.words(cue);
  return quote;
}

EventView event_of(Reader& r, const object& from) {
  EventView event;
  event.id = r.text(from, "id"), event.number = number_of_id(event.id);
  event.type = r.text(from, "type"), event.mode = r.text(from, "mode"), event.cameo = r.text(from, "cameo");
  event.contexts = r.texts(from, "contexts");
  event.goldstein = r.real(from, "goldstein"), event.quad = r.whole(from, "quad"), event.confidence = r.real(from, "confidence");
  event.source = r.texts(from, "source"), event.target = r.texts(from, "target");
  event.date = r.text(from, "date"), event.time = r.text(from, "time"), event.place = r.text(from, "place");
  event.status = r.text(from, "status"), event.said_by = r.text(from, "said_by"), event.quote = r.text(from, "quote");
  object part;
  if (r.part(from, "sentence", part)) event.sentence = r.span(part);
  else r.complain("sentence", "an object");
  if (r.part(from, "trigger", part)) event.trigger = r.words(part);
  else r.complain("trigger", "an object");
  if (r.part(from, "evidence", part))
    for (const char* name : {"source", "target", "date", "place", "mentions"})
      r.each(part, name, [&](const element& span) { event.evidence.push_back({name, r.span_in(span, name)}); });
  return event;
}

RelationView relation_of(Reader& r, const object& from) {
  RelationView relation{r.text(from, "type"), r.text(from, "from"), r.text(from, "to"), r.text(from, "since"), r.text(from, "until"), r.text(from, "source"), {}};
  if (element span; Reader::find(from, "span", span)) relation.span = r.span(from);
  return relation;
}

DoubtView doubt_of(Reader& r, const object& from) {
  DoubtView doubt{r.text(from, "kind"), r.text(from, "note"), {}};
  r.each(from, "spans", [&](const element& span) { doubt.spans.push_back(r.span_in(span, "spans")); });
  return doubt;
}

template <class Item>
const Item* with_id(const std::vector<Item>& items, std::string_view id) {
  if (id.empty()) return nullptr;
  for (const Item& item : items)
    if (item.id == id) return &item;
  return nullptr;
}

}  // namespace

std::int64_t number_of_id(std::string_view id) {
  std::int64_t number = 0;
  if (id.size() > 1) std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return number;
}

// A thread's parser is used again for its next record: growing one costs as much as parsing.
std::unique_ptr<RecordView::Document>& RecordView::spare() {
  thread_local std::unique_ptr<Document> kept;
  return kept;
}

RecordView::RecordView() : document_(spare() ? std::move(spare()) : std::make_unique<Document>()) {}
RecordView::RecordView(RecordView&&) noexcept = default;
RecordView& RecordView::operator=(RecordView&&) noexcept = default;
RecordView::~RecordView() {
  if (document_ && document_->parser.capacity() <= kKept) spare() = std::move(document_);
}

const ActorView* RecordView::actor(std::string_view id) const { return with_id(actors, id); }
const PlaceView* RecordView::place(std::string_view id) const { return with_id(places, id); }
const EventView* RecordView::event(std::string_view id) const { return with_id(events, id); }
const QuoteView* RecordView::quote(std::string_view id) const { return with_id(quotes, id); }

Result<RecordView> RecordView::of(std::string_view line) {
  RecordView view;
  Reader r;
  object record;
  if (view.document_->parser.parse(line.data(), line.size()).get(record) != simdjson::SUCCESS)
    return Error{"this is no JSON object; expected a record, as `vedette read --format jsonl` writes it"};
  if (r.text(record, "schema") != "vedette/report/1")
    return Error{"this is no record of the schema vedette/report/1; expected one as `vedette read --format jsonl` writes it"};
  object article;
  if (!r.part(record, "article", article)) return Error{"the record has no article"};
  view.article_id = r.text(article, "id"), view.url = r.text(article, "url"), view.title = r.text(article, "title");
  view.site = r.text(article, "site"), view.published = r.text(article, "published"), view.language = r.text(article, "language");
  view.published_from = r.text(article, "published_from"), view.page = r.text(article, "page");
  view.characters = r.whole(article, "characters"), view.agencies = r.texts(article, "agencies");
  object part;
  if (r.part(article, "given", part)) view.given_id = r.text(part, "id"), view.author = r.text(part, "author");
  if (r.part(record, "made_by", part)) view.made_by = {r.text(part, "vedette"), r.text(part, "model"), r.text(part, "world"), r.text(part, "lexicon")};

  const auto list = [&](std::string_view key, auto& into, auto make) {
    if (!r.top(record, key, into, make) && view.missing.empty()) view.missing = key;
  };
  list("blocks", view.blocks, [&](const object& block) { return WordsView{r.span(block), {}, r.text(block, "kind"), {}}; });
  list("repairs", view.repairs, [&](const object& repair) { return WordsView{r.span(repair), r.text(repair, "was"), r.text(repair, "kind"), r.text(repair, "now")}; });
  list("actors", view.actors, [&](const object& from) { return actor_of(r, from); });
  list("places", view.places, [&](const object& from) { return place_of(r, from); });
  list("times", view.times, [&](const object& from) {
    return TimeView{r.text(from, "id"), r.words(from), r.text(from, "value"), r.text(from, "type"), r.text(from, "anchor")};
  });
  list("quotes", view.quotes, [&](const object& from) { return quote_of(r, from); });
  list("events", view.events, [&](const object& from) { return event_of(r, from); });
  list("commitments", view.commitments, [&](const object& from) {
    return CommitmentView{r.text(from, "by"), r.texts(from, "to"), r.text(from, "what"), r.text(from, "due"), r.text(from, "event"), r.span(from)};
  });
  list("relations", view.relations, [&](const object& from) { return relation_of(r, from); });
  list("doubts", view.doubts, [&](const object& from) { return doubt_of(r, from); });
  if (!r.fault().empty()) return Error{r.fault()};
  return view;
}

}  // namespace vedette
