// Reads a record back. Door: RecordView::of. Test: tests/exports.py.
#include "export/record_view.h"

#include <charconv>

#include <simdjson.h>

namespace vedette {

struct RecordView::Document {
  simdjson::dom::parser parser;
};

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string_view text_of(const object& from, std::string_view key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

double real_of(const object& from, std::string_view key) {
  double value = 0;  // whole numbers come out as such too
  return from[key].get_double().get(value) == simdjson::SUCCESS ? value : 0;
}

std::int64_t whole_of(const object& from, std::string_view key) {
  std::int64_t value = 0;
  return from[key].get(value) == simdjson::SUCCESS ? value : 0;
}

SpanView span_in(const element& from) {
  SpanView span;
  array ends;
  if (from.get(ends) != simdjson::SUCCESS || ends.size() != 2) return span;
  if (ends.at(0).get(span.begin) != simdjson::SUCCESS || ends.at(1).get(span.end) != simdjson::SUCCESS) return {};
  return span;
}

SpanView span_of(const object& from) {
  element span;
  return from["span"].get(span) == simdjson::SUCCESS ? span_in(span) : SpanView{};
}

std::vector<std::string_view> texts_of(const object& from, std::string_view key) {
  std::vector<std::string_view> all;
  array items;
  if (from[key].get(items) != simdjson::SUCCESS) return all;
  for (const element item : items) {
    std::string_view text;
    if (item.get(text) == simdjson::SUCCESS) all.push_back(text);
  }
  return all;
}

template <class Each>
void each_object(const object& from, std::string_view key, Each each) {
  array items;
  if (from[key].get(items) != simdjson::SUCCESS) return;
  for (const element item : items) {
    object here;
    if (item.get(here) == simdjson::SUCCESS) each(here);
  }
}

template <class Each>
void each_span(const object& from, std::string_view key, Each each) {
  array items;
  if (from[key].get(items) != simdjson::SUCCESS) return;
  for (const element item : items) each(span_in(item));
}

WordsView words_of(const object& from, std::string_view form = {}) {
  return {span_of(from), text_of(from, "text"), form.empty() ? std::string_view() : text_of(from, form), {}};
}

std::vector<WordsView> mentions_of(const object& from, std::string_view form) {
  std::vector<WordsView> all;
  each_object(from, "mentions", [&](const object& mention) { all.push_back(words_of(mention, form)); });
  return all;
}

EventView event_of(const object& from) {
  EventView event;
  event.id = text_of(from, "id");
  if (event.id.size() > 1) std::from_chars(event.id.data() + 1, event.id.data() + event.id.size(), event.number);
  event.type = text_of(from, "type"), event.mode = text_of(from, "mode"), event.cameo = text_of(from, "cameo");
  event.contexts = texts_of(from, "contexts");
  event.goldstein = real_of(from, "goldstein"), event.quad = whole_of(from, "quad"), event.confidence = real_of(from, "confidence");
  event.source = texts_of(from, "source"), event.target = texts_of(from, "target");
  event.date = text_of(from, "date"), event.time = text_of(from, "time"), event.place = text_of(from, "place");
  event.status = text_of(from, "status"), event.said_by = text_of(from, "said_by"), event.quote = text_of(from, "quote");
  object part;
  if (from["sentence"].get(part) == simdjson::SUCCESS) event.sentence = span_of(part);
  if (from["trigger"].get(part) == simdjson::SUCCESS) event.trigger = words_of(part);
  if (from["evidence"].get(part) == simdjson::SUCCESS)
    for (const char* name : {"source", "target", "date", "place", "mentions"})
      each_span(part, name, [&](SpanView span) { event.evidence.push_back({name, span}); });
  return event;
}

template <class Item>
const Item* with_id(const std::vector<Item>& items, std::string_view id) {
  for (const Item& item : items)
    if (item.id == id) return &item;
  return nullptr;
}

}  // namespace

RecordView::RecordView() : document_(std::make_unique<Document>()) {}
RecordView::RecordView(RecordView&&) noexcept = default;
RecordView& RecordView::operator=(RecordView&&) noexcept = default;
RecordView::~RecordView() = default;

const ActorView* RecordView::actor(std::string_view id) const { return id.empty() ? nullptr : with_id(actors, id); }
const PlaceView* RecordView::place(std::string_view id) const { return id.empty() ? nullptr : with_id(places, id); }

Result<RecordView> RecordView::of(std::string_view line) {
  RecordView view;
  object report;
  if (view.document_->parser.parse(line.data(), line.size()).get(report) != simdjson::SUCCESS)
    return Error{"this is no JSON object; expected a record, as `vedette read --format jsonl` writes it"};
  if (text_of(report, "schema") != "vedette/report/1")
    return Error{"this is no record of the schema vedette/report/1; expected one as `vedette read --format jsonl` writes it"};
  object article;
  if (report["article"].get(article) != simdjson::SUCCESS) return Error{"the record has no article"};
  view.article_id = text_of(article, "id"), view.url = text_of(article, "url"), view.title = text_of(article, "title");
  view.site = text_of(article, "site"), view.published = text_of(article, "published"), view.language = text_of(article, "language");
  view.published_from = text_of(article, "published_from"), view.page = text_of(article, "page");
  view.characters = whole_of(article, "characters"), view.agencies = texts_of(article, "agencies");
  object part;
  if (article["given"].get(part) == simdjson::SUCCESS) view.given_id = text_of(part, "id"), view.author = text_of(part, "author");
  if (report["made_by"].get(part) == simdjson::SUCCESS) view.vedette = text_of(part, "vedette");

  each_object(report, "blocks", [&](const object& block) { view.blocks.push_back({span_of(block), {}, text_of(block, "kind"), {}}); });
  each_object(report, "repairs", [&](const object& repair) {
    view.repairs.push_back({span_of(repair), text_of(repair, "was"), text_of(repair, "kind"), text_of(repair, "now")});
  });
  each_object(report, "actors", [&](const object& from) {
    ActorView actor{text_of(from, "id"), text_of(from, "name"), text_of(from, "kind"), text_of(from, "entity"), text_of(from, "country"),
                    text_of(from, "cameo"), texts_of(from, "sectors"), {}, mentions_of(from, "form")};
    each_object(from, "roles", [&](const object& role) {
      actor.roles.push_back({text_of(role, "role"), text_of(role, "of"), text_of(role, "from"), text_of(role, "to"), text_of(role, "source")});
    });
    view.actors.push_back(std::move(actor));
  });
  each_object(report, "places", [&](const object& from) {
    PlaceView place{text_of(from, "id"), text_of(from, "name"), text_of(from, "kind"), text_of(from, "country"), text_of(from, "admin1"), {}, {},
                    mentions_of(from, "use")};
    if (!from["lat"].is_null() && !from["lon"].is_null()) place.at = {real_of(from, "lat"), real_of(from, "lon")};
    if (std::int64_t number = 0; from["geonames"].get(number) == simdjson::SUCCESS) place.geonames = number;
    view.places.push_back(std::move(place));
  });
  each_object(report, "times", [&](const object& from) {
    view.times.push_back({text_of(from, "id"), words_of(from), text_of(from, "value"), text_of(from, "type"), text_of(from, "anchor")});
  });
  each_object(report, "quotes", [&](const object& from) {
    QuoteView quote{text_of(from, "id"), text_of(from, "kind"), words_of(from), text_of(from, "speaker"), {}, texts_of(from, "audience"),
                    text_of(from, "time"), text_of(from, "place")};
    if (object cue; from["cue"].get(cue) == simdjson::SUCCESS) quote.cue = words_of(cue);
    view.quotes.push_back(std::move(quote));
  });
  each_object(report, "events", [&](const object& from) { view.events.push_back(event_of(from)); });
  each_object(report, "commitments", [&](const object& from) {
    view.commitments.push_back({text_of(from, "by"), texts_of(from, "to"), text_of(from, "what"), text_of(from, "due"), text_of(from, "event"), span_of(from)});
  });
  each_object(report, "relations", [&](const object& from) {
    RelationView relation{text_of(from, "type"), text_of(from, "from"), text_of(from, "to"), text_of(from, "since"), text_of(from, "until"),
                          text_of(from, "source"), {}};
    if (!from["span"].is_null()) relation.span = span_of(from);
    view.relations.push_back(relation);
  });
  each_object(report, "doubts", [&](const object& from) {
    DoubtView doubt{text_of(from, "kind"), text_of(from, "note"), {}};
    each_span(from, "spans", [&](SpanView span) { doubt.spans.push_back(span); });
    view.doubts.push_back(std::move(doubt));
  });
  return view;
}

}  // namespace vedette
