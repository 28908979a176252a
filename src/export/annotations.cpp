// Every span of a record as a W3C Web Annotation (w3.org/TR/annotation-model), with quote and position. Door: annotation_rows. Test: tests/exports.py.
#include <algorithm>

#include <fmt/format.h>

#include "export/export.h"
#include "report/json.h"

namespace vedette {
namespace {

constexpr std::int64_t kAround = 32;  // code points of the text before and after that a quote selector carries

class Annotator {
 public:
  Annotator(const ExportItem& item, const TakeRow& take) : item_(item), take_(take), text_(item.text) {}

  // `item` is the record's name of what is annotated ("e3"), `part` what of it ("trigger"), `value` what it is read as.
  void add(SpanView span, std::string_view words, std::string_view item, std::string_view part, std::string_view purpose, std::string_view value) {
    const RecordView& record = item_.record;
    std::string line;
    JsonWriter json(line);
    json.begin_object();
    json.field("@context", "http://www.w3.org/ns/anno.jsonld");
    json.field("id", fmt::format("urn:vedette:{}:{}", record.article_id, ++number_));
    json.field("type", "Annotation");
    json.field("motivation", purpose);
    json.key("body");
    json.begin_array();
    body(json, purpose, value);
    body(json, "tagging", part);
    if (!item.empty()) body(json, "linking", item);
    json.end_array();
    json.key("target");
    json.begin_object();
    json.key("source");
    json.begin_object();
    json.field("id", fmt::format("urn:sha256:{}", record.article_id));
    json.field("type", "Text");
    json.field("format", "text/plain");
    if (!record.language.empty()) json.field("language", record.language);
    json.end_object();
    if (!record.url.empty()) json.field("scope", record.url);
    json.key("selector");
    json.begin_array();
    if (!item_.text.empty() || !words.empty()) {
      json.begin_object();
      json.field("type", "TextQuoteSelector");
      json.field("exact", item_.text.empty() ? words : text_.of(span.begin, span.end));
      if (!item_.text.empty()) {
        json.field("prefix", text_.of(std::max<std::int64_t>(0, span.begin - kAround), span.begin));
        json.field("suffix", text_.of(span.end, span.end + kAround));
      }
      json.end_object();
    }
    json.begin_object();
    json.field("type", "TextPositionSelector");
    json.key("start");
    json.number(span.begin);
    json.key("end");
    json.number(span.end);
    json.end_object();
    json.end_array();
    json.end_object();
    json.end_object();
    take_(0, {Cell(line)});
  }

 private:
  static void body(JsonWriter& json, std::string_view purpose, std::string_view value) {
    if (value.empty()) return;
    json.begin_object();
    json.field("type", "TextualBody");
    json.field("purpose", purpose);
    json.field("value", value);
    json.end_object();
  }

  const ExportItem& item_;
  const TakeRow& take_;
  CodePointSlices text_;
  std::size_t number_ = 0;
};

}  // namespace

void annotation_rows(const ExportItem& item, const TakeRow& take) {
  const RecordView& record = item.record;
  Annotator annotator(item, take);
  for (const WordsView& block : record.blocks) annotator.add(block.span, {}, {}, "block", "classifying", block.form);
  for (const WordsView& repair : record.repairs) annotator.add(repair.span, repair.text, repair.form, "repair", "editing", repair.now);
  for (const ActorView& actor : record.actors)
    for (const WordsView& mention : actor.mentions)
      annotator.add(mention.span, mention.text, actor.id, "actor", "identifying", actor.entity.empty() ? actor.name : actor.entity);
  for (const PlaceView& place : record.places)
    for (const WordsView& mention : place.mentions)
      annotator.add(mention.span, mention.text, place.id, "place", "identifying",
                    place.geonames ? fmt::format("https://sws.geonames.org/{}/", *place.geonames) : std::string(place.name));
  for (const TimeView& time : record.times) annotator.add(time.words.span, time.words.text, time.id, "time", "identifying", time.value);
  for (const QuoteView& quote : record.quotes) {
    const ActorView* speaker = record.actor(quote.speaker);
    annotator.add(quote.words.span, quote.words.text, quote.id, "quote", "describing", speaker ? speaker->name : quote.kind);
    if (quote.cue) annotator.add(quote.cue->span, quote.cue->text, quote.id, "quote cue", "tagging", quote.kind);
  }
  for (const EventView& event : record.events) {
    if (!is_wanted(item, event)) continue;
    const std::string code = fmt::format("{} {} {}", event.type, event.cameo, event.status);
    annotator.add(event.trigger.span, event.trigger.text, event.id, "event", "classifying", code);
    annotator.add(event.sentence, {}, event.id, "event sentence", "classifying", code);
    for (const EvidenceView& evidence : event.evidence)
      annotator.add(evidence.span, {}, event.id, fmt::format("event {}", evidence.part == "mentions" ? "mention" : evidence.part), "describing", code);
  }
  for (const CommitmentView& commitment : record.commitments)
    annotator.add(commitment.span, commitment.what, commitment.event, "commitment", "describing", commitment.due.empty() ? commitment.what : commitment.due);
  for (const RelationView& relation : record.relations)
    if (relation.span)
      annotator.add(*relation.span, {}, {}, "relation", "classifying", fmt::format("{} {} {}", relation.from, relation.type, relation.to));
  for (const DoubtView& doubt : record.doubts)
    for (const SpanView& span : doubt.spans) annotator.add(span, {}, {}, "doubt", "assessing", doubt.note);
}

}  // namespace vedette
