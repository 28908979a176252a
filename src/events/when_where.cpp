// When and where. Its only door: find_when_where(). Test: when_where_test.cpp, events_test.cpp.
// Each time and place of the sentence is followed up its tree: what reaches the event's own words before another verb is of its
// clause.

#include "events/when_where.h"

#include <algorithm>

#include "events/slots.h"

namespace vedette::what {
namespace {

constexpr int kFarthest = 12;

TokenId head_of(const Reading& r, TokenId begin, TokenId end) {
  for (std::uint32_t t = begin.value; t < end.value; ++t) {
    const TokenId head = r.grammar.head(TokenId(t));
    if (!head || head < begin || head >= end) return TokenId(t);
  }
  return begin;
}

// 0: hangs from the event's own words; 1: from a verb that governs the event or shares its clause; 9: elsewhere.
int distance(const Reading& r, const Candidate& candidate, TokenId from) {
  const auto own = [&](TokenId id) {
    return id == candidate.light || std::find(candidate.matched.begin(), candidate.matched.end(), id) != candidate.matched.end();
  };
  TokenId at = from;
  for (int i = 0; i < kFarthest && at; ++i) {
    if (own(at)) return 0;
    const Relation relation = r.token(at).relation;
    const bool carries =
        is_verb(r, at) && (relation == Relation::acl || relation == Relation::acl_relcl) && own(r.grammar.head(at)) &&
        (r.lexicon.has(r.word(at), WordKind::verb, Effect::light) || r.lexicon.has(r.word(at), WordKind::verb, Effect::occurs));
    if (i > 0 && !carries && (is_verb(r, at) || r.candidate_of[at.value])) break;
    at = r.grammar.head(at);
  }
  if (!at) return 9;
  // The verb (or other event) that it hangs from: does the event hang below it?
  TokenId up = candidate.light ? candidate.light : candidate.trigger;
  for (int i = 0; i < kFarthest && up; ++i) {
    if (up == at) {
      return r.lexicon.has(r.word(at), kind_of(r.token(at)), Effect::reports) ? 3 : 1;
    }
    up = r.grammar.head(up);
  }
  // Or the other way: "blocked them from entering the square on Sunday"
  for (int i = 0; i < 3 && at; ++i) {
    const Relation relation = r.token(at).relation;
    if (relation != Relation::xcomp &&
        (relation != Relation::advcl || r.token(at).xpos == Xpos::vbd || r.token(at).xpos == Xpos::vbz))
      break;
    at = r.grammar.head(at);
    if (at && own(at)) return 2;
  }
  return 9;
}

// "in Tripoli", "at the port of Tripoli": whatever names a place but does not stand in it is somebody or something.
bool locates(const Reading& r, TokenId token) {
  const Classes locating = r.bits.locating;
  TokenId at = token;
  for (int i = 0; i < 4 && at; ++i) {
    if (const TokenId by = preposition(r, at)) {
      if (r.classes(by) & locating) return true;
      if (r.word(by) != r.bits.word_of) return false;
    }
    const Relation relation = r.relation(at);
    if (relation != Relation::compound && relation != Relation::flat && relation != Relation::nmod &&
        relation != Relation::appos && relation != Relation::conj && relation != Relation::amod) {
      return false;
    }
    at = r.grammar.head(at);
  }
  return false;
}

// "bombed Homs", "the city of Homs was bombed", "the bombing of Homs": what is done to a place is done there, what is said to it need not be.
bool suffers(const Reading& r, const Candidate& candidate, TokenId token) {
  if (!r.lexicon.type(r.lexicon.frames()[candidate.frame].type).is_done_there()) return false;
  const auto own = [&](TokenId id) { return std::find(candidate.matched.begin(), candidate.matched.end(), id) != candidate.matched.end(); };
  TokenId at = token;
  for (int i = 0; i < 4 && at; ++i) {
    const TokenId head = r.grammar.head(at);
    if (!head) return false;
    const TokenId by = preposition(r, at);
    switch (r.relation(at)) {
      case Relation::obj: case Relation::nsubj_pass: return !by && own(head);
      case Relation::nmod:
        if (!by || r.word(by) != r.bits.word_of) return false;
        if (own(head)) return true;
        if (!(r.classes(head) & r.bits.territory)) return false;
        break;
      case Relation::flat: case Relation::appos: case Relation::conj: break;
      default: return false;
    }
    at = head;
  }
  return false;
}

bool literal(const Reading& r, TokenId token) {
  const PlaceId place = r.places.of_token[token.value];
  if (!place) return false;
  for (const PlaceMention& mention : r.places.places[place].mentions) {
    if (mention.begin <= token && token < mention.end) return mention.use == PlaceUse::literal;
  }
  return false;
}

}  // namespace

void find_when_where(const Reading& r, Candidate& candidate, const StorySoFar& story) {
  const Sentence& sentence = r.grammar.sentences[r.token(candidate.trigger).sentence];
  Event& event = candidate.event;

  int best = 9;
  const auto first = std::lower_bound(r.times.times.begin(), r.times.times.end(), sentence.span.begin,
                                      [](const Time& time, std::uint32_t at) { return time.span.begin < at; });
  for (auto time = first; time != r.times.times.end() && time->span.begin < sentence.span.end; ++time) {
    if (time->kind == TimeKind::duration || time->kind == TimeKind::set || time->value.empty()) continue;
    const auto [begin, end] = r.grammar.tokens_in(time->span);
    if (begin >= end) continue;
    int far = distance(r, candidate, head_of(r, begin, end));
    if (far == 3 && event.status != Status::happened) continue;  // when it was said, not when it will be
    if (far < best) {
      best = far;
      event.time = TimeId(static_cast<std::size_t>(time - r.times.times.begin()));
      event.date = time->value;
      event.date_evidence = {time->span};
    }
  }
  if (best > 1 && best < 9 && event.status != Status::happened) event.date.clear(), event.time = {}, event.date_evidence.clear();
  // What the paragraph, or the one before it, tells of the same kind was on the same day.
  const bool same_paragraph = story.block == sentence.block;
  const bool next_paragraph = story.block && sentence.block.value == story.block.value + 1 && story.type == event.type;
  if (!event.time && story.time && (same_paragraph || next_paragraph) && event.status == Status::happened && !event.quote) {
    event.time = story.time;
    event.date = r.times.times[story.time].value;
    event.date_evidence = {r.times.times[story.time].span};
  }

  best = 9;
  std::uint32_t nearest = ~0u;
  for (std::uint32_t t = sentence.begin.value; t < sentence.end.value && r.places.of_token.size() > t; ++t) {
    const TokenId token(t);
    if (!literal(r, token) || !(locates(r, token) || suffers(r, candidate, token))) continue;
    int far = distance(r, candidate, token);
    if (far >= 3) continue;
    const std::uint32_t gap = t > candidate.trigger.value ? t - candidate.trigger.value : candidate.trigger.value - t;
    if (far < best || (far == best && gap < nearest)) {
      best = far;
      nearest = gap;
      event.place = r.places.of_token[t];
      event.place_evidence = {r.token(token).span};
    }
  }
  if (!event.place && story.place && (same_paragraph || next_paragraph) && event.status == Status::happened && !event.quote) {
    event.place = story.place;
  }
}

}  // namespace vedette::what
