// Confidence. Its only door: confidence(). Test: events_test.cpp.

#include "events/confidence.h"

#include <algorithm>
#include <cmath>

#include "events/arguments.h"

namespace vedette::what {

std::vector<std::pair<std::string_view, double>> features(const Reading& r, const Candidate& candidate) {
  const Frame& frame = r.lexicon.frames()[candidate.frame];
  const Event& event = candidate.event;
  const Sentence& sentence = r.grammar.sentences[r.token(candidate.trigger).sentence];
  const auto all_known = [&](const std::vector<ActorId>& actors) {
    for (const ActorId actor : actors) {
      if (!r.actors.actors[actor].entity && r.actors.actors[actor].country.empty()) return false;
    }
    return !actors.empty();
  };
  const auto in_public = [&](const std::vector<ActorId>& actors) {
    return std::any_of(actors.begin(), actors.end(), [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); });
  };
  const bool source_public = in_public(event.source), target_public = in_public(event.target);
  const bool deed = r.lexicon.type(frame.type).implied;
  const bool pronoun = std::any_of(event.source_evidence.begin(), event.source_evidence.end(), [&](Span s) { return s.size() <= 4; });
  return {
      {"always", 1},
      {"lead", static_cast<double>(event.sentence.value < 2)},
      {"private", !source_public && !target_public},
      {"source_public", source_public},
      {"target_public", target_public},
      {"deed_without_doer", deed && event.source.empty()},
      {"deed_without_victim", deed && event.target.empty()},
      {"target_thing", event.target.empty() && candidate.target_filled && !candidate.target_open},
      {"source_thing", event.source.empty() && candidate.source_filled},
      {"implied", candidate.implied},
      {"short_source", pronoun},
      {"judicial", static_cast<double>(static_cast<bool>(r.classes(candidate.trigger) & r.bits.blaming))},
      {"coerce", frame.kind == WordKind::verb && event.quad == 4 && !deed},
      {"promise", r.lexicon.type(frame.type).covers},
      {"several", event.source.size() + event.target.size() > 2},
      {"source", !event.source.empty()},
      {"target", !event.target.empty()},
      {"source_unknown", candidate.source_open},
      {"target_unknown", candidate.target_open},
      {"source_known", all_known(event.source)},
      {"target_known", all_known(event.target)},
      {"noun", frame.kind == WordKind::noun && !candidate.light},
      {"conditions", std::min(3.0, static_cast<double>(candidate.matched.size()) - 1)},
      {"happened", event.status == Status::happened},
      {"hypothetical", event.status == Status::hypothetical || event.status == Status::conditional},
      {"told_again", event.other_mentions.empty() ? 0.0 : 1.0},
      {"long_sentence", static_cast<double>(sentence.end.value - sentence.begin.value) > 40},
      {"dated", event.time && !event.date_evidence.empty()},
      {"spoken", static_cast<double>(event.quote && r.quotes.quotes[event.quote].kind == QuoteKind::direct)},
      {"material", event.quad % 2 == 0 ? 1.0 : 0.0},
      {"conflict", event.quad > 2 ? 1.0 : 0.0},
      {"present",
       static_cast<double>(r.token(candidate.trigger).xpos == Xpos::vbz || r.token(candidate.trigger).xpos == Xpos::vbp)},
      {"passive", static_cast<double>(candidate.passive)},
      {"ahead", static_cast<double>(event.status == Status::scheduled || event.status == Status::pledged ||
                                    event.status == Status::called_for)},
  };
}

double confidence(const Reading& r, const Candidate& candidate) {
  double sum = 0;
  for (const auto& [name, value] : features(r, candidate)) sum += value == 0 ? 0 : value * r.lexicon.weight(name);
  const double p = 1 / (1 + std::exp(-sum));
  return std::round(p * 100) / 100;
}

}  // namespace vedette::what
