// Writes the record of a reading. Door: write_record. Test: tests/record_check.py; the schema is docs/report.schema.json.
#include "report/record.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "grammar/conllu.h"
#include "report/json.h"

namespace vedette {
namespace {

class RecordWriter {
 public:
  RecordWriter(const Reading& reading, const World& world, std::string& out)
      : reading_(reading), page_(*reading.page), world_(world), raw_(reading.article.text), code_points_(raw_), json_(out) {}

  void write(const MadeBy& made_by) {
    json_.begin_object();
    json_.field("schema", "vedette/report/1");
    article();
    blocks();
    repairs();
    if (reading_.until == Step::page) json_.field("text", body_text());
    if (reading_.until >= Step::actors) actors();
    if (reading_.until >= Step::places) places();
    if (reading_.until >= Step::times) times();
    if (reading_.until >= Step::quotes) quotes();
    if (reading_.until >= Step::events) events();
    if (reading_.until >= Step::events) commitments();
    if (reading_.until >= Step::events) relations();
    if (reading_.until >= Step::doubts) doubts();
    json_.key("made_by");
    json_.begin_object();
    json_.field("vedette", made_by.vedette);
    json_.field("model", made_by.model);
    json_.field("world", made_by.world);
    json_.field("lexicon", made_by.lexicon);
    json_.end_object();
    json_.end_object();
  }

 private:
  void bare_span(RawSpan span) {
    json_.begin_array();
    json_.number(code_points_.at_byte(span.begin));
    json_.number(code_points_.at_byte(span.end));
    json_.end_array();
  }
  void bare_span(Span span) { bare_span(page_.map.raw(span)); }

  void span(Span where) {
    json_.key("span");
    bare_span(where);
  }

  void span_and_text(Span where) {
    const RawSpan raw = page_.map.raw(where);
    json_.key("span");
    bare_span(raw);
    json_.field("text", raw.of(raw_));
  }

  void spans(std::string_view name, const std::vector<Span>& all) {
    json_.key(name);
    json_.begin_array();
    for (const Span where : all) bare_span(where);
    json_.end_array();
  }

  template <class IdType>
  std::string id(char letter, IdType which) const {
    return which ? letter + std::to_string(which.value + 1) : std::string();
  }

  void actor_list(std::string_view name, const std::vector<ActorId>& actors) {
    json_.key(name);
    json_.begin_array();
    for (const ActorId actor : actors) json_.string(id('a', actor));
    json_.end_array();
  }

  void day(std::string_view name, std::optional<Day> value) { json_.field_or_null(name, value ? iso(*value) : std::string()); }

  void article() {
    const Article& given = reading_.article;
    json_.key("article");
    json_.begin_object();
    json_.field("id", sha256_hex(raw_));
    json_.field_or_null("url", given.url);
    json_.field_or_null("title", title());
    json_.field_or_null("site", given.site);
    json_.field_or_null("published", page_.published_value);
    json_.field_or_null("published_from", page_.published_from == PublishedFrom::given  ? "given"
                                          : page_.published_from == PublishedFrom::text ? "text"
                                                                                        : "");
    json_.field_or_null("language", page_.language);
    json_.key("characters");
    json_.number(code_points_.size());
    json_.key("agencies");
    json_.begin_array();
    for (const std::string& agency : page_.agencies) json_.string(agency);
    json_.end_array();
    if (!given.page_digest.empty()) json_.field("page", given.page_digest);
    json_.key("given");
    json_.begin_object();
    const auto given_field = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) json_.field(name, value);
    };
    given_field("id", given.id);
    given_field("url", given.url);
    given_field("title", given.title);
    given_field("site", given.site);
    given_field("published", given.published);
    given_field("author", given.author);
    given_field("language", given.language);
    json_.end_object();
    notes(page_.notes);
    json_.end_object();
  }

  void notes(const std::vector<std::string>& all) {
    if (all.empty()) return;
    json_.key("notes");
    json_.begin_array();
    for (const std::string& note : all) json_.string(note);
    json_.end_array();
  }

  std::string_view title() const {
    if (!reading_.article.title.empty()) return reading_.article.title;
    for (const Block& block : page_.blocks)
      if (block.kind == BlockKind::title) return page_.at(block.span);
    return {};
  }

  std::string body_text() const {
    std::string text;
    for (const Block& block : page_.blocks) {
      if (block.kind != BlockKind::body) continue;
      if (!text.empty()) text += "\n\n";
      text += page_.at(block.span);
    }
    return text;
  }

  void blocks() {
    json_.key("blocks");
    json_.begin_array();
    for (const Block& block : page_.blocks) {
      json_.begin_object();
      json_.field("kind", name_of(block.kind));
      span(block.span);
      json_.end_object();
    }
    json_.end_array();
  }

  void repairs() {
    json_.key("repairs");
    json_.begin_array();
    for (const Repair& repair : page_.repairs) {
      json_.begin_object();
      json_.field("kind", name_of(repair.kind));
      json_.key("span");
      bare_span(repair.span);
      json_.field("was", repair.span.of(raw_));
      json_.field("now", repair.now);
      json_.end_object();
    }
    json_.end_array();
  }

  void actors() {
    json_.key("actors");
    json_.begin_array();
    for (std::size_t i = 0; i < reading_.actors.actors.size(); ++i) {
      const Actor& actor = reading_.actors.actors[ActorId(i)];
      json_.begin_object();
      json_.field("id", id('a', ActorId(i)));
      json_.field("name", actor.name);
      json_.field("kind", name_of(actor.kind));
      json_.field_or_null("entity", actor.entity ? world_.entity(actor.entity).key : std::string_view());
      json_.field_or_null("country", actor.country);
      json_.key("sectors");
      json_.begin_array();
      for (const std::string& sector : actor.sectors) json_.string(sector);
      json_.end_array();
      json_.field_or_null("cameo", actor.cameo);
      json_.key("roles");
      json_.begin_array();
      for (const Role& role : actor.roles) {
        json_.begin_object();
        json_.field("role", role.role);
        json_.field_or_null("of", role.of          ? id('a', role.of)
                                  : role.of_entity ? std::string(world_.entity(role.of_entity).key)
                                                   : std::string());
        day("from", role.from);
        day("to", role.to);
        json_.field("source", role.source == RoleSource::text ? "text" : "world");
        json_.end_object();
      }
      json_.end_array();
      json_.key("mentions");
      json_.begin_array();
      for (const std::uint32_t which : actor.mentions) {
        const Mention& mention = reading_.actors.mentions[which];
        json_.begin_object();
        span_and_text(mention.span);
        json_.field("form", name_of(mention.form));
        json_.end_object();
      }
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void places() {
    json_.key("places");
    json_.begin_array();
    for (std::size_t i = 0; i < reading_.places.places.size(); ++i) {
      const Place& place = reading_.places.places[PlaceId(i)];
      json_.begin_object();
      json_.field("id", id('p', PlaceId(i)));
      json_.field("name", place.name);
      json_.field("kind", name_of(place.kind));
      json_.field_or_null("country", place.country);
      json_.field_or_null("admin1", place.admin1);
      json_.key("lat");
      place.located ? json_.decimal(place.latitude, 4) : json_.null();
      json_.key("lon");
      place.located ? json_.decimal(place.longitude, 4) : json_.null();
      json_.key("geonames");
      place.geonames ? json_.number(place.geonames) : json_.null();
      json_.key("mentions");
      json_.begin_array();
      for (const PlaceMention& mention : place.mentions) {
        json_.begin_object();
        span_and_text(mention.span);
        json_.field("use", mention.use == PlaceUse::literal ? "literal" : "associative");
        json_.end_object();
      }
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void times() {
    json_.key("times");
    json_.begin_array();
    for (std::size_t i = 0; i < reading_.times.times.size(); ++i) {
      const Time& time = reading_.times.times[TimeId(i)];
      json_.begin_object();
      json_.field("id", id('t', TimeId(i)));
      span_and_text(time.span);
      json_.field("value", time.value);
      json_.field("type", name_of(time.kind));
      json_.field_or_null("anchor", time.from_published ? "published" : id('t', time.anchor));
      json_.end_object();
    }
    json_.end_array();
  }

  void quotes() {
    json_.key("quotes");
    json_.begin_array();
    for (std::size_t i = 0; i < reading_.quotes.quotes.size(); ++i) {
      const Quote& quote = reading_.quotes.quotes[QuoteId(i)];
      json_.begin_object();
      json_.field("id", id('q', QuoteId(i)));
      json_.field("kind", name_of(quote.kind));
      span_and_text(quote.span);
      json_.field_or_null("speaker", id('a', quote.speaker));
      json_.key("cue");
      if (quote.cue) {
        json_.begin_object();
        span_and_text(reading_.grammar.tokens[quote.cue].span);
        json_.end_object();
      } else {
        json_.null();
      }
      actor_list("audience", quote.audience);
      json_.field_or_null("time", id('t', quote.time));
      json_.field_or_null("place", id('p', quote.place));
      json_.end_object();
    }
    json_.end_array();
  }

  void events() {
    json_.key("events");
    json_.begin_array();
    for (std::size_t i = 0; i < reading_.events.events.size(); ++i) event(EventId(i));
    json_.end_array();
    if (!reading_.events.notes.empty()) {
      json_.key("event_notes");
      json_.begin_array();
      for (const std::string& note : reading_.events.notes) json_.string(note);
      json_.end_array();
    }
  }

  void event(EventId which) {
    const Event& event = reading_.events.events[which];
    const Grammar& grammar = reading_.grammar;
    json_.begin_object();
    json_.field("id", id('e', which));
    json_.field("type", event.type);
    json_.field_or_null("mode", event.mode);
    json_.key("contexts");
    json_.begin_array();
    for (const std::string_view context : event.contexts) json_.string(context);
    json_.end_array();
    json_.field("cameo", event.cameo);
    json_.key("goldstein");
    json_.decimal(event.goldstein, 1);
    json_.key("quad");
    json_.number(event.quad);
    actor_list("source", event.source);
    actor_list("target", event.target);
    json_.field_or_null("date", event.date);
    json_.field_or_null("time", id('t', event.time));
    json_.field_or_null("place", id('p', event.place));
    json_.field("status", name_of(event.status));
    json_.field_or_null("said_by", id('a', event.said_by));
    json_.field_or_null("quote", id('q', event.quote));
    json_.key("sentence");
    json_.begin_object();
    span(grammar.sentences[event.sentence].span);
    json_.end_object();
    json_.key("trigger");
    json_.begin_object();
    span_and_text(grammar.span(event.trigger_begin, event.trigger_end));
    json_.end_object();
    json_.key("evidence");
    json_.begin_object();
    spans("source", event.source_evidence);
    spans("target", event.target_evidence);
    spans("date", event.date_evidence);
    spans("place", event.place_evidence);
    spans("mentions", event.other_mentions);
    json_.end_object();
    json_.key("confidence");
    json_.decimal(event.confidence, 2);
    json_.end_object();
  }

  void commitments() {
    json_.key("commitments");
    json_.begin_array();
    for (const Commitment& commitment : reading_.events.commitments) {
      json_.begin_object();
      json_.field_or_null("by", id('a', commitment.by));
      actor_list("to", commitment.to);
      const RawSpan raw = page_.map.raw(commitment.what);
      json_.field("what", raw.of(raw_));
      json_.field_or_null("due", commitment.due);
      json_.field_or_null("event", id('e', commitment.event));
      json_.key("span");
      bare_span(raw);
      json_.end_object();
    }
    json_.end_array();
  }

  void relations() {
    json_.key("relations");
    json_.begin_array();
    for (const ActorRelation& relation : reading_.events.relations) {
      json_.begin_object();
      json_.field("type", relation.type);
      json_.field("from", id('a', relation.from));
      json_.field("to", id('a', relation.to));
      json_.field_or_null("since", relation.since);
      json_.field_or_null("until", relation.until);
      json_.field("source", relation.span ? "text" : "world");
      json_.key("span");
      relation.span ? bare_span(*relation.span) : json_.null();
      json_.end_object();
    }
    json_.end_array();
  }

  void doubts() {
    json_.key("doubts");
    json_.begin_array();
    for (const Doubt& doubt : reading_.doubts.doubts) {
      json_.begin_object();
      json_.field("kind", doubt.kind);
      spans("spans", doubt.spans);
      json_.field("note", doubt.note);
      json_.end_object();
    }
    json_.end_array();
  }

  const Reading& reading_;
  const Page& page_;
  const World& world_;
  std::string_view raw_;
  CodePointIndex code_points_;
  JsonWriter json_;
};

}  // namespace

std::string write_record(const Reading& reading, const World& world, const MadeBy& made_by) {
  std::string out;
  out.reserve(4096 + 12 * reading.article.text.size());
  RecordWriter(reading, world, out).write(made_by);
  return out;
}

std::string write_step(const Reading& reading, const World& world, const MadeBy& made_by) {
  if (reading.until != Step::grammar) return write_record(reading, world, made_by) + "\n";
  const std::string id = reading.article.id.empty() ? sha256_hex(reading.article.text) : reading.article.id;
  return write_conllu(*reading.page, reading.grammar, reading.article.text, id);
}

}  // namespace vedette
