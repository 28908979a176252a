// One event, several mentions. Its only door: merge(). Test: events_test.cpp.
// Two tellings are one event where type and speaker's stance agree and nothing in them differs: sources, targets, day, place. At
// least one actor must be common, and the later telling must be by the same or a more general word.

#include "events/merge.h"

#include <algorithm>

namespace vedette::what {
namespace {

constexpr std::size_t kBack = 40;  // how many events back are looked at: a bound, so that long articles stay linear

enum class Fit : std::uint8_t { differs, open, same };

// A state and its army or president may stand for one another in a second telling.
bool same_party(const Reading& r, ActorId a, ActorId b) {
  if (a == b) return true;
  const Actor& one = r.actors.actors[a];
  const Actor& other = r.actors.actors[b];
  const auto official = [](const Actor& actor) {
    return actor.kind == ActorKind::government || actor.kind == ActorKind::state ||
           (actor.kind == ActorKind::person && !actor.roles.empty());
  };
  const bool state = (one.kind == ActorKind::state && official(other)) || (other.kind == ActorKind::state && official(one));
  return state && !one.country.empty() && one.country == other.country;
}

// The later telling may name fewer, nobody new.
Fit compare(const Reading& r, const std::vector<ActorId>& first, const std::vector<ActorId>& later) {
  if (first.empty() || later.empty()) return Fit::open;
  for (const ActorId actor : later) {
    if (std::none_of(first.begin(), first.end(), [&](ActorId known) { return same_party(r, known, actor); })) return Fit::differs;
  }
  return Fit::same;
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
    if (r.token(child).xpos == Xpos::dt && (r.classes(child) & r.bits.definite)) return true;
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
      const Fit sources = compare(r, a.source, b.source);
      const bool guessed = first.target_guessed || later.target_guessed;
      const Fit targets = guessed ? Fit::open : compare(r, a.target, b.target);
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
