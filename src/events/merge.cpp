// One event, several mentions. Its only door: merge(). Test: events_test.cpp.
// Two tellings are one event where type and speaker's stance agree and nothing in them differs: sources, targets, day, place. At
// least one actor must be common, and the later telling must be by the same or a more general word.

#include "events/merge.h"

#include <algorithm>

namespace vedette::what {
namespace {

constexpr std::size_t kBack = 40;  // how many events back are looked at: a bound, so that long articles stay linear

enum class Fit : std::uint8_t { differs, open, same };

Fit compare(const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  if (a.empty() || b.empty()) return Fit::open;
  for (const ActorId actor : a) {
    if (std::find(b.begin(), b.end(), actor) != b.end()) return Fit::same;
  }
  return Fit::differs;
}

// A state and its army or president may stand for one another in a second telling.
Fit compare_loosely(const Reading& r, const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  const Fit fit = compare(a, b);
  if (fit != Fit::differs) return fit;
  for (const ActorId x : a) {
    for (const ActorId y : b) {
      const Actor& one = r.actors.actors[x];
      const Actor& other = r.actors.actors[y];
      const auto official = [&](const Actor& actor) {  // whoever acts for a state
        return actor.kind == ActorKind::government || actor.kind == ActorKind::state ||
               (actor.kind == ActorKind::person && !actor.roles.empty());
      };
      const bool state = (one.kind == ActorKind::state && official(other)) || (other.kind == ActorKind::state && official(one));
      if (state && !one.country.empty() && one.country == other.country) return Fit::same;
    }
  }
  return Fit::differs;
}

Fit compare_dates(const Reading& r, const Event& a, const Event& b) {
  if (!a.time || !b.time) return Fit::open;
  if (a.date == b.date) return Fit::same;
  const auto& one = r.times.times[a.time].days;
  const auto& other = r.times.times[b.time].days;
  if (one && other) return one->overlaps(*other) ? Fit::same : Fit::differs;
  return Fit::open;
}

bool definite(const Reading& r, TokenId noun) {
  for (const TokenId child : r.grammar.children(noun)) {
    if (r.token(child).xpos == Xpos::dt && (r.classes(child) & r.lexicon.class_bit("definite"))) return true;
    if (r.token(child).relation == Relation::nmod_poss) return true;
  }
  return false;
}

bool stands_for(Status a, Status b) {
  const auto real = [](Status s) { return s == Status::happened || s == Status::ongoing; };
  return a == b || (real(a) && real(b));
}

void take_over(Event& into, const Event& from, const Span trigger) {
  into.other_mentions.push_back(trigger);
  into.other_mentions.insert(into.other_mentions.end(), from.other_mentions.begin(), from.other_mentions.end());
  const auto fill = [](auto& actors, const auto& more, auto& spans, const auto& more_spans) {
    if (actors.empty()) actors = more;
    spans.insert(spans.end(), more_spans.begin(), more_spans.end());
  };
  const bool target_free = std::none_of(from.target.begin(), from.target.end(), [&](ActorId actor) {
    return std::find(into.source.begin(), into.source.end(), actor) != into.source.end();
  });
  const bool source_free = std::none_of(from.source.begin(), from.source.end(), [&](ActorId actor) {
    return std::find(into.target.begin(), into.target.end(), actor) != into.target.end();
  });
  if (source_free) fill(into.source, from.source, into.source_evidence, from.source_evidence);
  if (target_free) fill(into.target, from.target, into.target_evidence, from.target_evidence);
  if (!into.time && from.time) {
    into.time = from.time;
    into.date = from.date;
    into.date_evidence = from.date_evidence;
  }
  if (!into.place && from.place) {
    into.place = from.place;
    into.place_evidence = from.place_evidence;
  }
}

}  // namespace

void merge(const Reading& r, std::vector<Candidate>& candidates) {
  std::vector<std::size_t> standing;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& later = candidates[i];
    if (later.dropped) continue;
    const Frame& frame = r.lexicon.frames()[later.frame];
    const bool noun = frame.kind == WordKind::noun && !later.light;
    bool merged = false;
    for (std::size_t back = 0; back < std::min(kBack, standing.size()) && !merged; ++back) {
      Candidate& first = candidates[standing[standing.size() - 1 - back]];
      const Event& a = first.event;
      const Event& b = later.event;
      const bool same_word = r.word(first.trigger) == r.word(later.trigger);
      const bool same_code = a.cameo == b.cameo || (a.type == b.type && (noun || same_word));
      if (a.type != b.type || !stands_for(a.status, b.status) || !same_code) continue;
      const Fit sources = compare_loosely(r, a.source, b.source);
      const Fit targets = compare_loosely(r, a.target, b.target);
      const Fit dates = compare_dates(r, a, b);
      if (sources == Fit::differs || targets == Fit::differs || dates == Fit::differs) continue;
      const bool bare = b.source.empty() && b.target.empty();
      if (bare ? !(noun && definite(r, later.trigger)) : sources != Fit::same && targets != Fit::same) continue;
      // One shared side is enough for the same word or a noun that points back; else both sides must be known to be the same.
      if (!bare && !(sources == Fit::same && targets == Fit::same) && !noun && !same_word) continue;
      if (a.place && b.place && a.place != b.place && !b.place_evidence.empty() && !a.place_evidence.empty()) continue;
      take_over(first.event, later.event, r.token(later.trigger).span);
      later.dropped = true;
      later.why_dropped = "told before";
      merged = true;
    }
    if (!merged) standing.push_back(i);
  }
}

}  // namespace vedette::what
