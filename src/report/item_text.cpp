// Shows one thing of a report in its text. Door: write_item. Test: item_text_test.cpp.
#include "report/item_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace vedette {
namespace {

class Item {
 public:
  Item(const RecordView& record, std::string_view text, bool whole, const TextStyle& style) : r_(record), text_(text), whole_(whole), style_(style) {}

  Result<std::string> write(std::string_view id) {
    if (id.empty()) report();
    else if (const EventView* event = r_.event(id)) of(*event);
    else if (const QuoteView* quote = r_.quote(id)) of(*quote);
    else if (const ActorView* actor = r_.actor(id)) of(*actor);
    else if (const PlaceView* place = r_.place(id)) of(*place);
    else return Error{fmt::format("the report has no {}; it has {} events (e1, e2, …), {} quotes (q1, …), {} actors (a1, …) and {} places (p1, …)", id,
                                  r_.events.size(), r_.quotes.size(), r_.actors.size(), r_.places.size())};
    return out_ + write_marked(text_, paragraphs(), marks_, whole_, style_);
  }

 private:
  void line(std::string_view text, Ink ink) { out_ += write_line(text, ink, style_); }
  void field(std::string_view name, std::string_view value, Ink ink = Ink::faint) { out_ += write_field(name, value, ink, style_); }
  void mark(SpanView span, std::string_view label, Ink ink, bool is_name = false) { marks_.push_back({span, std::string(label), ink, is_name}); }

  // The record's blocks are the paragraphs: title, text, captions and what else came along.
  std::vector<Paragraph> paragraphs() const {
    std::vector<Paragraph> all;
    for (const WordsView& block : r_.blocks) {
      const bool title = block.form == "title";
      all.push_back({block.span, title ? Ink::strong : block.form == "body" ? Ink::plain : Ink::faint, title});
    }
    std::stable_sort(all.begin(), all.end(), [](const Paragraph& a, const Paragraph& b) { return a.span.begin < b.span.begin; });
    return all;
  }

  static std::string about(std::string_view entity, std::string_view country) {
    const std::string_view known = entity.empty() ? country : entity;
    return known.empty() ? std::string() : fmt::format(" ({})", known);
  }
  std::string actor(std::string_view id) const {
    const ActorView* found = r_.actor(id);
    return found ? fmt::format("{}{}", found->name, about(found->entity, found->country)) : std::string();
  }
  std::string actors(const std::vector<std::string_view>& ids) const {
    std::string all;
    for (const std::string_view id : ids) all += (all.empty() ? "" : "; ") + actor(id);
    return all;
  }
  std::string place(std::string_view id) const {
    const PlaceView* found = r_.place(id);
    if (!found) return {};
    return fmt::format("{}{}{}{}", found->name, found->country.empty() ? "" : ", ", found->country,
                       found->at ? fmt::format(" ({:.2f}, {:.2f})", found->at->first, found->at->second) : "");
  }
  std::string time(std::string_view id, std::string_view value) const {
    for (const TimeView& time : r_.times)
      if (time.id == id) return fmt::format("{} (“{}”)", value.empty() ? time.value : value, time.words.text);
    return std::string(value);
  }
  static std::string joined(const std::vector<std::string_view>& all) { return fmt::format("{}", fmt::join(all, ", ")); }

  void article() {
    field("title", r_.title);
    field("site", r_.site), field("author", r_.author), field("published", r_.published);
    field("credits", joined(r_.agencies));
    field("address", r_.url);
    field("article", r_.article_id);
  }

  void report() {
    whole_ = true;
    line(r_.title.empty() ? "A report without a title" : r_.title, Ink::strong);
    field("site", r_.site), field("author", r_.author), field("published", r_.published), field("credits", joined(r_.agencies)), field("address", r_.url);
    field("article", r_.article_id);
    if (!r_.language.empty() && r_.language != "en") field("language", fmt::format("{}; such texts are kept and not read", r_.language));
    if (!r_.events.empty()) out_ += '\n';
    for (const EventView& event : r_.events) {
      field(event.id, summary(event), Ink::trigger);
      mark(event.trigger.span, event.id, Ink::trigger, true);
    }
    if (!r_.quotes.empty()) out_ += '\n';
    for (const QuoteView& quote : r_.quotes) {
      const std::string speaker = actor(quote.speaker);
      field(quote.id, fmt::format("{}: “{}”", speaker.empty() ? "(not said by whom)" : speaker, quote.words.text), Ink::quote);
      if (quote.kind != "indirect") mark(quote.words.span, quote.id, Ink::quote, true);
    }
    if (!r_.doubts.empty()) out_ += '\n';
    for (const DoubtView& doubt : r_.doubts) field(doubt.kind, doubt.note);
  }

  std::string summary(const EventView& event) const {
    const auto names = [&](const std::vector<std::string_view>& ids) {
      std::string all;
      for (const std::string_view id : ids)
        if (const ActorView* found = r_.actor(id)) all += fmt::format("{}{}", all.empty() ? "" : "; ", found->name);
      return all.empty() ? std::string("?") : all;
    };
    const PlaceView* where = r_.place(event.place);
    return fmt::format("{} {}, {}: {} → {}{}{}", event.type, event.cameo, event.status, names(event.source), names(event.target),
                       event.date.empty() ? "" : fmt::format(", {}", event.date), where ? fmt::format(", {}", where->name) : "");
  }

  void of(const EventView& event) {
    line(fmt::format("{}  {}  {}  {}", event.id, event.type, event.cameo, event.status), Ink::strong);
    field("trigger", event.trigger.text, Ink::trigger);
    field("source", actors(event.source), Ink::source), field("target", actors(event.target), Ink::target);
    field("date", time(event.time, event.date), Ink::date);
    field("place", place(event.place), Ink::place);
    field("said by", actor(event.said_by));
    if (const QuoteView* quote = r_.quote(event.quote)) {
      field("in quote", fmt::format("{} (“{}”)", quote->id, quote->words.text), Ink::quote);
      mark(quote->words.span, "quote", Ink::quote);
    }
    field("mode", event.mode), field("contexts", joined(event.contexts));
    field("weight", fmt::format("Goldstein {}, quad class {}, confidence {:.2f}", event.goldstein, event.quad, event.confidence));
    for (const CommitmentView& promise : r_.commitments)
      if (promise.event == event.id) field("commitment", fmt::format("{}{}", promise.what, promise.due.empty() ? "" : fmt::format(" (due {})", promise.due)));
    article();
    mark(event.trigger.span, "trigger", Ink::trigger);
    for (const EvidenceView& evidence : event.evidence) {
      const std::string_view part = evidence.part;
      const Ink ink = part == "source" ? Ink::source : part == "target" ? Ink::target : part == "date" ? Ink::date : part == "place" ? Ink::place : Ink::trigger;
      mark(evidence.span, part == "mentions" ? "told again" : part, ink);
    }
  }

  void of(const QuoteView& quote) {
    line(fmt::format("{}  {} quote", quote.id, quote.kind), Ink::strong);
    field("speaker", actor(quote.speaker)), field("audience", actors(quote.audience));
    field("words", fmt::format("“{}”", quote.words.text), Ink::quote);
    if (quote.cue) field("cue", quote.cue->text, Ink::trigger), mark(quote.cue->span, "cue", Ink::trigger);
    field("time", time(quote.time, {})), field("place", place(quote.place));
    mark(quote.words.span, "quote", Ink::quote);
    for (const EventView& event : r_.events)
      if (event.quote == quote.id) field(event.id, summary(event)), mark(event.trigger.span, event.id, Ink::trigger, true);
    article();
  }

  void of(const ActorView& actor) {
    line(fmt::format("{}  {}", actor.id, actor.name), Ink::strong);
    field("kind", actor.kind), field("entity", actor.entity), field("country", actor.country), field("sectors", joined(actor.sectors)), field("CAMEO", actor.cameo);
    for (const RoleView& role : actor.roles) {
      const ActorView* of = r_.actor(role.of);
      const std::string days = role.from.empty() && role.to.empty() ? std::string() : fmt::format(", {} to {}", role.from.empty() ? "?" : role.from, role.to.empty() ? "now" : role.to);
      field("role", fmt::format("{}{}{} (from the {})", role.role, of ? fmt::format(" of {}", of->name) : "", days, role.source));
    }
    for (const EventView& event : r_.events)
      for (const auto* side : {&event.source, &event.target})
        if (std::find(side->begin(), side->end(), actor.id) != side->end()) {
          field(event.id, fmt::format("{} of {}", side == &event.source ? "source" : "target", summary(event)));
          mark(event.trigger.span, event.id, Ink::trigger, true);
        }
    article();
    for (const WordsView& mention : actor.mentions) mark(mention.span, mention.form, Ink::source);
  }

  void of(const PlaceView& place) {
    line(fmt::format("{}  {}", place.id, place.name), Ink::strong);
    field("kind", place.kind), field("country", place.country), field("region", place.admin1);
    if (place.at) field("at", fmt::format("{:.4f}, {:.4f}", place.at->first, place.at->second));
    if (place.geonames) field("GeoNames", fmt::format("{}", *place.geonames));
    for (const EventView& event : r_.events)
      if (event.place == place.id) field(event.id, summary(event)), mark(event.trigger.span, event.id, Ink::trigger, true);
    article();
    for (const WordsView& mention : place.mentions) mark(mention.span, mention.form, Ink::place);
  }

  const RecordView& r_;
  std::string_view text_;
  bool whole_;
  const TextStyle& style_;
  std::vector<Mark> marks_;
  std::string out_;
};

}  // namespace

Result<std::string> write_item(const RecordView& record, std::string_view text, std::string_view item, bool whole, const TextStyle& style) {
  return Item(record, text, whole, style).write(item);
}

}  // namespace vedette
