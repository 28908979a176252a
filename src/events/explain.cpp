// Why an event is in the report. Its only door: explain_event(). Test: events_test.cpp.

#include "events/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "events/reading.h"
#include "events/status.h"

namespace vedette {
namespace {

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return out;
}

std::string tree(const Grammar& grammar, const Sentence& sentence, const Event& event) {
  std::string out;
  for (std::uint32_t t = sentence.begin.value; t < sentence.end.value; ++t) {
    const Token& token = grammar.tokens[TokenId(t)];
    const std::string head =
        token.head ? fmt::format("{} {}", token.head.value - sentence.begin.value + 1, grammar.form(token.head)) : "-";
    out += fmt::format("  {} {:3} {:20} {:6} {:12} {}\n",
                       t >= event.trigger_begin.value && t < event.trigger_end.value ? '>' : ' ', t - sentence.begin.value + 1,
                       one_line(grammar.form(TokenId(t))), vedette::name_of(token.upos), vedette::name_of(token.relation), head);
  }
  return out;
}

void side(std::string& out, const Page& page, const Actors& actors, std::string_view name, const std::vector<ActorId>& who,
          const std::vector<Span>& evidence) {
  out += fmt::format("{}:\n", name);
  if (who.empty()) out += "  nobody that the text names in the frame's places\n";
  for (const ActorId id : who) {
    const Actor& actor = actors.actors[id];
    std::string from;
    for (const Span span : evidence) {
      for (const std::uint32_t m : actor.mentions) {
        const Mention& mention = actors.mentions[m];
        if (!mention.span.overlaps(span)) continue;
        constexpr std::string_view kForms[] = {"name", "description", "pronoun", "metonym"};
        from = fmt::format("from “{}” ({}{})", one_line(page.at(mention.span)), kForms[static_cast<int>(mention.form)],
                           mention.adjective ? ", whom the word beside it belongs to" : "");
      }
    }
    if (from.empty() && !evidence.empty()) from = fmt::format("by way of “{}”", one_line(page.at(evidence.front())));
    out += fmt::format("  a{} {} {}\n", id.value + 1, actor.name, from);
  }
}

// What weighs most in the confidence: "(for it: source_named +0.40; against it: pronoun -0.52)".
std::string what_speaks(ConfidenceFeatures features, const Lexicon& lexicon) {
  constexpr std::size_t kMost = 4;
  for (auto& [name, value] : features) value *= lexicon.weight(name);
  std::stable_sort(features.begin(), features.end(), [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
  std::string speaks[2];
  std::size_t count[2] = {};
  for (const auto& [name, value] : features) {
    const bool against = value < 0;
    if (value == 0 || name == "always" || count[against]++ >= kMost) continue;
    speaks[against] += fmt::format("{}{} {:+.2f}", speaks[against].empty() ? "" : ", ", name, value);
  }
  return fmt::format(" (for it: {}; against it: {})", speaks[0].empty() ? "nothing" : speaks[0], speaks[1].empty() ? "nothing" : speaks[1]);
}

}  // namespace

std::string explain_event(const Page& page, const Grammar& grammar, const World&, const Actors& actors, const Places& places,
                          const Times& times, const Quotes& quotes, const Events& events, EventId id, const Lexicon& lexicon) {
  const Event& event = events.events[id];
  const Sentence& sentence = grammar.sentences[event.sentence];
  const Frame& frame = lexicon.frames()[event.frame];
  const Code* code = lexicon.code(event.cameo);
  std::string out = fmt::format("e{}  {}{}{}  CAMEO {} {}\n\n", id.value + 1, event.type, event.mode.empty() ? "" : " ",
                                event.mode, event.cameo, code ? code->name : "");
  out += one_line(page.at(sentence.span)) + "\n\n" + tree(grammar, sentence, event);
  out += fmt::format("\nframe: {}:{}\n  {}   (source: {}, target: {})\n", frame.file, frame.line, frame.pattern,
                     frame.source.empty() ? "none" : "as there", frame.target.empty() ? "none" : "as there");
  if (event.type != lexicon.type(frame.type).name) {
    out += fmt::format("  a {} that lies ahead is a {}\n", lexicon.type(frame.type).name, event.type);
  }
  side(out, page, actors, "source", event.source, event.source_evidence);
  side(out, page, actors, "target", event.target, event.target_evidence);
  out += fmt::format("status: {}: {}\n", what::name_of(event.status), event.why);
  if (event.said_by) out += fmt::format("said by: a{} {}\n", event.said_by.value + 1, actors.actors[event.said_by].name);
  if (event.quote)
    out += fmt::format("in quote q{}: “{}”\n", event.quote.value + 1, one_line(page.at(quotes.quotes[event.quote].span)));
  if (!event.time) {
    out += "date: not known\n";
  } else {
    const Time& time = times.times[event.time];
    out += fmt::format("date: {} from “{}”{}\n", event.date, one_line(page.at(time.span)),
                       time.span.overlaps(sentence.span) ? "" : ", said before this sentence");
  }
  if (!event.place) {
    out += "place: not known\n";
  } else {
    out += fmt::format("place: {}{}\n", places.places[event.place].name,
                       event.place_evidence.empty() ? ", said before this sentence"
                                                    : fmt::format(" from “{}”", one_line(page.at(event.place_evidence.front()))));
  }
  for (const Span span : event.other_mentions) out += fmt::format("told again: “{}”\n", one_line(page.at(span)));
  out += fmt::format("confidence: {:.2f}{}\n", event.confidence, what_speaks(events.features[id], lexicon));
  return out;
}

}  // namespace vedette
