// Who does what nobody is said to do. Its only door: fill_usual(). Test: events_test.cpp.
// As scripts have it (Schank and Abelson, 1977): an arrest has police, a conviction a court. Nobody is taken who only reports.

#include "events/usual.h"

#include <algorithm>
#include <cstdlib>

#include "events/slots.h"
#include "events/status.h"

namespace vedette::what {
namespace {

// "a police raid", "police custody": the mention before it of the body that the noun means.
const Mention* by_modifier(const Reading& r, const Candidate& candidate, const UsualRole& role) {
  const Sentence& sentence = r.grammar.sentences[r.token(candidate.trigger).sentence];
  for (TokenId t = sentence.begin; t < sentence.end; t = TokenId(t.value + 1)) {
    if (r.relation(t) != Relation::compound || !(r.classes(t) & role.words)) continue;
    const auto found = r.mentions_by_word.find(r.word(t));
    if (found != r.mentions_by_word.end()) return &r.actors.mentions[found->second.front()];
  }
  return nullptr;
}

// Whether the word is the subject of a verb that is more than telling, or does what is done.
bool acts(const Reading& r, TokenId head) {
  TokenId at = head;
  while (r.relation(at) == Relation::conj && !is_verb(r, at)) at = r.grammar.head(at);
  const TokenId verb = r.grammar.head(at);
  if (!verb || !is_verb(r, verb)) return false;
  if (r.token(at).relation == Relation::obl_agent) return true;
  if (r.token(at).relation != Relation::nsubj) return false;
  if (child_of(r, verb, {Relation::obj})) return true;  // "found two bodies"
  return !r.lexicon.has(r.word(verb), WordKind::verb, Effect::reports) || r.lexicon.has(r.word(verb), WordKind::verb, Effect::light);
}

// "the prosecutor", "Smith", whom the report gives that office.
bool is_one_of(const Reading& r, const Mention& mention, const UsualRole& role) {
  const Classes words = role.words;
  if (r.classes(mention.head) & words) return true;
  if (mention.form != MentionForm::name || role.acts) return false;
  const std::vector<Role>& roles = r.actors.actors[mention.actors.front()].roles;
  return std::any_of(roles.begin(), roles.end(), [&](const Role& held) { return static_cast<bool>(r.lexicon.classes(r.lexicon.word(held.role)) & words); });
}

bool takes_part(const Event& event, ActorId actor) {
  return std::find(event.source.begin(), event.source.end(), actor) != event.source.end() ||
         std::find(event.target.begin(), event.target.end(), actor) != event.target.end();
}

// The mention that is nearest by sentence: here, before, behind.
const Mention* usual_one(const Reading& r, const Candidate& candidate, const UsualRole& role) {
  const std::uint32_t here = r.token(candidate.trigger).sentence.value;
  const auto sentence = [&](const Mention& m) { return r.token(m.head).sentence.value; };
  const auto& mentions = r.actors.mentions;
  auto at = std::lower_bound(mentions.begin(), mentions.end(), here ? here - 1 : 0,
                             [&](const Mention& m, std::uint32_t wanted) { return sentence(m) < wanted; });
  const Mention* best = nullptr;
  int nearest = 3;
  for (; at != mentions.end() && sentence(*at) <= here + 1; ++at) {
    const std::uint32_t there = sentence(*at);
    const int apart = there == here ? 0 : there < here ? 1 : 2;
    if (apart >= nearest || at->actors.size() != 1 || at->adjective || !is_one_of(r, *at, role)) continue;
    if (takes_part(candidate.event, at->actors.front()) || (role.acts && !acts(r, at->head))) continue;
    best = &*at;
    nearest = apart;
  }
  if (!best) best = by_modifier(r, candidate, role);
  return best && !takes_part(candidate.event, best->actors.front()) ? best : nullptr;
}

bool holds(const Reading& r, const Candidate& candidate) {
  const Frame& frame = r.lexicon.frames()[candidate.frame];
  const auto& roles = r.lexicon.usual_roles();
  return std::any_of(roles.begin(), roles.end(),
                     [&](const UsualRole& role) { return role.holds && role.type == frame.type && role.mode == frame.mode; });
}

// "Pirates seized a tanker. The ship was freed.": who holds somebody, by another event that says so, the nearest by sentence.
const Candidate* holder(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& open) {
  const auto sentence = [&](const Candidate& c) { return static_cast<int>(r.token(c.trigger).sentence.value); };
  const Candidate* best = nullptr;
  for (const Candidate& other : candidates) {
    if (other.dropped || other.negated || other.event.source.empty() || !holds(r, other)) continue;
    const auto& held = other.event.target;
    const bool same = std::any_of(open.event.target.begin(), open.event.target.end(), [&](ActorId actor) {
      const ActorKind kind = r.actors.actors[actor].kind;
      return kind != ActorKind::state && kind != ActorKind::government && std::find(held.begin(), held.end(), actor) != held.end();
    });
    if (!same || std::any_of(other.event.source.begin(), other.event.source.end(),
                             [&](ActorId actor) { return takes_part(open.event, actor); })) {
      continue;
    }
    if (!best || std::abs(sentence(other) - sentence(open)) < std::abs(sentence(*best) - sentence(open))) best = &other;
  }
  return best;
}

}  // namespace

void fill_usual(const Reading& r, std::vector<Candidate>& candidates) {
  for (Candidate& candidate : candidates) {
    if (candidate.dropped || candidate.negated) continue;
    const Frame& frame = r.lexicon.frames()[candidate.frame];
    Event& event = candidate.event;
    for (const UsualRole& role : r.lexicon.usual_roles()) {
      if (role.type != frame.type || role.mode != frame.mode) continue;
      const bool open = role.source ? event.source.empty() && !candidate.source_filled && !event.target.empty()
                                    : event.target.empty() && !candidate.target_filled && !event.source.empty();
      if (!open) continue;
      const Status status = find_status(r, candidate).status;
      if (status != Status::happened && status != Status::ongoing) continue;
      if (role.holds) {
        if (const Candidate* other = role.held ? holder(r, candidates, candidate) : nullptr) {
          event.source = other->event.source;
          event.source_evidence = other->event.source_evidence;
          candidate.implied = true;
        }
        continue;
      }
      const Mention* found = usual_one(r, candidate, role);
      if (!found) continue;
      (role.source ? event.source : event.target) = found->actors;
      (role.source ? event.source_evidence : event.target_evidence) = {found->span};
      candidate.implied = true;
    }
  }
}

}  // namespace vedette::what
