// All of a record as tables that join by `article` and the ids of the record, and the stories that join by `story`. Doors: table_rows,
// story_table_rows. Test: tests/exports.py.
#include "export/export.h"

namespace vedette {
namespace {

enum Sheet : std::size_t {
  kArticle, kBlock, kRepair, kActor, kRole, kMention, kPlace, kPlaceMention, kTime, kQuote, kEvent, kEventActor, kEvidence, kCommitment, kRelation, kDoubt,
  kDoubtSpan, kStory, kStoryArticle, kStorySource, kStoryEvent, kStoryEventMention, kDisagreement
};

std::string joined(const std::vector<std::string_view>& all) {
  std::string out;
  for (const std::string_view one : all) out += (out.empty() ? "" : " ") + std::string(one);
  return out;
}

Cell number(std::int64_t value) { return Cell::whole(value); }
Cell number(std::size_t value) { return Cell::whole(static_cast<std::int64_t>(value)); }

}  // namespace

std::vector<ExportSheet> table_sheets(std::string_view extension) {
  std::vector<ExportSheet> sheets = {
      {"article", "", {"article", "id", "url", "title", "site", "author", "published", "published_from", "language", "characters", "agencies", "page", "added",
                       "text"}},
      {"block", "", {"article", "block", "kind", "begin", "end"}},
      {"repair", "", {"article", "repair", "kind", "begin", "end", "was", "now"}},
      {"actor", "", {"article", "actor", "name", "kind", "entity", "country", "sectors", "cameo"}},
      {"role", "", {"article", "actor", "role", "of", "from", "to", "source"}},
      {"mention", "", {"article", "actor", "begin", "end", "words", "form"}},
      {"place", "", {"article", "place", "name", "kind", "country", "admin1", "latitude", "longitude", "geonames"}},
      {"place_mention", "", {"article", "place", "begin", "end", "words", "use"}},
      {"time", "", {"article", "time", "begin", "end", "words", "value", "type", "anchor"}},
      {"quote", "", {"article", "quote", "kind", "begin", "end", "words", "speaker", "cue_begin", "cue_end", "audience", "time", "place"}},
      {"event", "", {"article", "event", "type", "mode", "contexts", "cameo", "goldstein", "quad", "date", "time", "place", "status", "said_by", "quote",
                     "sentence_begin", "sentence_end", "trigger_begin", "trigger_end", "trigger", "confidence"}},
      {"event_actor", "", {"article", "event", "side", "actor"}},
      {"evidence", "", {"article", "event", "part", "begin", "end"}},
      {"commitment", "", {"article", "commitment", "by", "to", "what", "due", "event", "begin", "end"}},
      {"relation", "", {"article", "relation", "type", "from", "to", "since", "until", "source", "begin", "end"}},
      {"doubt", "", {"article", "doubt", "kind", "note"}},
      {"doubt_span", "", {"article", "doubt", "begin", "end"}},
      {"story", "", {"story", "title", "first_day", "last_day", "reports", "sources", "disagreements"}},
      {"story_article", "", {"story", "article", "outlet", "source", "copy_of", "replaced"}},
      {"story_source", "", {"story", "source", "reports"}},
      {"story_event", "", {"story", "story_event", "type", "cameo", "status", "date", "source", "target", "place", "country", "words", "reports", "sources"}},
      {"story_event_mention", "", {"story", "story_event", "article", "event"}},
      {"disagreement", "", {"story", "disagreement", "story_event", "kind", "about", "open", "value", "source", "article", "begin", "end", "words", "newer"}}};
  for (ExportSheet& sheet : sheets) sheet.file = sheet.name + "." + std::string(extension);
  return sheets;
}

void table_rows(const ExportItem& item, const TakeRow& take) {
  const RecordView& r = item.record;
  const Cell article(r.article_id);
  take(kArticle, {article, r.given_id, r.url, r.title, r.site, r.author, r.published, r.published_from, r.language, number(r.characters), joined(r.agencies),
                  r.page, item.added, item.text});
  for (std::size_t i = 0; i < r.blocks.size(); ++i)
    take(kBlock, {article, number(i + 1), r.blocks[i].form, number(r.blocks[i].span.begin), number(r.blocks[i].span.end)});
  for (std::size_t i = 0; i < r.repairs.size(); ++i)
    take(kRepair, {article, number(i + 1), r.repairs[i].form, number(r.repairs[i].span.begin), number(r.repairs[i].span.end), r.repairs[i].text,
                   r.repairs[i].now});
  for (const ActorView& a : r.actors) {
    take(kActor, {article, a.id, a.name, a.kind, a.entity, a.country, joined(a.sectors), a.cameo});
    for (const RoleView& role : a.roles) take(kRole, {article, a.id, role.role, role.of, role.from, role.to, role.source});
    for (const WordsView& m : a.mentions) take(kMention, {article, a.id, number(m.span.begin), number(m.span.end), m.text, m.form});
  }
  for (const PlaceView& p : r.places) {
    take(kPlace, {article, p.id, p.name, p.kind, p.country, p.admin1, p.at ? Cell::decimal(p.at->first, 4) : Cell(),
                  p.at ? Cell::decimal(p.at->second, 4) : Cell(), p.geonames ? number(*p.geonames) : Cell()});
    for (const WordsView& m : p.mentions) take(kPlaceMention, {article, p.id, number(m.span.begin), number(m.span.end), m.text, m.form});
  }
  for (const TimeView& t : r.times)
    take(kTime, {article, t.id, number(t.words.span.begin), number(t.words.span.end), t.words.text, t.value, t.type, t.anchor});
  for (const QuoteView& q : r.quotes)
    take(kQuote, {article, q.id, q.kind, number(q.words.span.begin), number(q.words.span.end), q.words.text, q.speaker,
                  q.cue ? number(q.cue->span.begin) : Cell(), q.cue ? number(q.cue->span.end) : Cell(), joined(q.audience), q.time, q.place});
  for (const EventView& e : r.events) {
    if (!is_wanted(item, e)) continue;
    take(kEvent, {article, e.id, e.type, e.mode, joined(e.contexts), e.cameo, Cell::decimal(e.goldstein, 1), number(e.quad), e.date, e.time, e.place, e.status,
                  e.said_by, e.quote, number(e.sentence.begin), number(e.sentence.end), number(e.trigger.span.begin), number(e.trigger.span.end),
                  e.trigger.text, Cell::decimal(e.confidence, 2)});
    for (const std::string_view actor : e.source) take(kEventActor, {article, e.id, "source", actor});
    for (const std::string_view actor : e.target) take(kEventActor, {article, e.id, "target", actor});
    for (const EvidenceView& v : e.evidence) take(kEvidence, {article, e.id, v.part, number(v.span.begin), number(v.span.end)});
  }
  for (std::size_t i = 0; i < r.commitments.size(); ++i) {
    const CommitmentView& c = r.commitments[i];
    take(kCommitment, {article, number(i + 1), c.by, joined(c.to), c.what, c.due, c.event, number(c.span.begin), number(c.span.end)});
  }
  for (std::size_t i = 0; i < r.relations.size(); ++i) {
    const RelationView& v = r.relations[i];
    take(kRelation, {article, number(i + 1), v.type, v.from, v.to, v.since, v.until, v.source, v.span ? number(v.span->begin) : Cell(),
                     v.span ? number(v.span->end) : Cell()});
  }
  for (std::size_t i = 0; i < r.doubts.size(); ++i) {
    take(kDoubt, {article, number(i + 1), r.doubts[i].kind, r.doubts[i].note});
    for (const SpanView& span : r.doubts[i].spans) take(kDoubtSpan, {article, number(i + 1), number(span.begin), number(span.end)});
  }
}

void story_table_rows(const StoryAccount& account, const TakeRow& take) {
  const StoryRow& s = account.story;
  const Cell story = number(s.story);
  take(kStory, {story, s.title, s.first_day, s.last_day, number(s.reports), number(s.sources), number(s.disagreements)});
  for (const StoryAccount::Report& r : account.reports)
    take(kStoryArticle, {story, r.article, r.outlet, r.source, r.copy_of, number(std::int64_t{r.replaced})});
  for (const StoryAccount::Source& source : account.sources) take(kStorySource, {story, source.name, number(source.reports)});
  for (const StoryAccount::Event& e : account.events)
    take(kStoryEvent, {story, number(e.number), e.type, e.cameo, e.status, e.date, e.source, e.target, e.place, e.country, e.words, number(e.reports),
                       number(e.sources)});
  for (const StoryAccount::Mention& m : account.mentions)
    take(kStoryEventMention, {story, number(m.event), m.article, "e" + std::to_string(m.article_event)});
  for (const StoryAccount::Value& v : account.values)
    take(kDisagreement, {story, number(v.disagreement), number(v.event), v.kind, v.about, number(std::int64_t{v.open}), v.value, v.source, v.article,
                         number(v.begin), number(v.end), v.words, number(std::int64_t{v.newer})});
}

}  // namespace vedette
