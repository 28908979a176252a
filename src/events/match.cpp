// From words to frames. Its only door: match(). Test: events_test.cpp.
// A word is looked up by its lemma, and of its frames the most particular one whose conditions all hold is taken.

#include "events/match.h"

#include <algorithm>

#include "events/arguments.h"
#include "events/public_life.h"
#include "events/slots.h"

namespace vedette::what {
namespace {

bool has_copula(const Reading& r, TokenId token) {
  for (const TokenId child : r.grammar.children(token)) {
    if (r.token(child).relation == Relation::cop) return true;
  }
  return false;
}

// Whether the word may set off an event where it stands: not inside a name, not as a mere modifier ("attack helicopter").
bool may_trigger(const Reading& r, TokenId id, WordKind kind) {
  const Token& token = r.token(id);
  const Relation relation = base(token.relation);
  if (token.upos == Upos::aux || token.upos == Upos::propn || token.upos == Upos::punct) return false;
  if (token.name != NameKind::none) return false;
  if (relation == Relation::compound || relation == Relation::flat || relation == Relation::fixed ||
      relation == Relation::goeswith)
    return false;
  if (kind == WordKind::noun) return token.upos == Upos::noun;
  if (relation == Relation::case_ || relation == Relation::mark) return false;
  if (relation == Relation::amod && !(kind == WordKind::verb && takes_head_as_object(r, id))) return false;
  if (kind == WordKind::adjective) {
    return has_copula(r, id) || relation == Relation::conj || relation == Relation::acl || relation == Relation::root ||
           relation == Relation::xcomp || relation == Relation::advcl;
  }
  return true;
}

bool is_word(const Reading& r, TokenId token, const Condition& condition) {
  const WordId word = r.word(token);
  if (word && std::binary_search(condition.words.begin(), condition.words.end(), word)) return true;
  if (condition.classes & r.lexicon.classes(word)) return true;
  if (condition.place && token.value < r.places.of_token.size() && r.places.of_token[token.value]) return true;
  if (condition.in_public && is_public(r, token)) return true;
  if (condition.politician && is_politician(r, token)) return true;
  return condition.actor && is_actor(r, token);
}

// Words of a name count by their own lemma too ("Nobel Prize"): the head decides.
TokenId filler_that_is(const Reading& r, const std::vector<TokenId>& fillers, const Condition& condition) {
  for (const TokenId filler : fillers) {
    if (is_word(r, filler, condition)) return filler;
    const TokenId meant = meaning_of(r, filler);
    if (meant != filler && is_word(r, meant, condition)) return meant;
  }
  return {};
}

bool holds(const Reading& r, Candidate& candidate, const Condition& condition) {
  if (condition.slot.slot == Slot::text) {
    const Sentence& sentence = r.grammar.sentences[r.token(candidate.trigger).sentence];
    for (std::uint32_t t = sentence.begin.value; t < sentence.end.value; ++t) {
      const TokenId token(t);
      if (r.word(token) && token != candidate.trigger && is_word(r, token, condition)) return !condition.must_not;
    }
    return condition.must_not;
  }
  std::vector<TokenId> found = fillers(r, candidate, condition.slot);
  if (condition.slot.slot == Slot::obj && found.empty() && candidate.matched.size() == 1 && !condition.must_not) {
    found = fillers(r, candidate, {Slot::iobj});
  }
  // "plans to be back": no verb
  if (condition.slot.slot == Slot::comp) std::erase_if(found, [&](TokenId token) { return r.token(token).upos == Upos::adv; });
  if (condition.any()) return found.empty() == condition.must_not;
  const TokenId token = filler_that_is(r, found, condition);
  if (condition.must_not) return !token;
  if (!token) return false;
  if (condition.slot.slot != Slot::particle && condition.slot.slot != Slot::subj && condition.slot.slot != Slot::comp &&
      condition.slot.slot != Slot::comp_subj && condition.slot.slot != Slot::infinitive && condition.slot.slot != Slot::predicate && !condition.actor &&
      !condition.in_public && !condition.politician) {
    candidate.matched.push_back(token);
    if (found.front() != token && std::find(found.begin(), found.end(), token) == found.end())
      candidate.matched.push_back(found.front());
  }
  return true;
}

// "refused to accept", "failed to agree": the governor denies what it governs.
bool governed_by_refusal(const Reading& r, TokenId token) {
  const Relation relation = r.token(token).relation;
  const TokenId head = r.grammar.head(token);
  return head && (relation == Relation::xcomp || relation == Relation::acl) && (r.classes(head) & r.bits.refusing);
}

bool speaks_of_duty(const Reading& r, const Candidate& candidate) {
  const TokenId clause = complement(r, candidate);
  if (!clause || is_negated(r, clause)) return false;
  const TokenId subject = logical_subject(r, clause);
  if (!subject || (r.classes(subject) & r.bits.first_person)) return false;  // what "we must" do is asked of nobody else
  const auto below = r.grammar.children(subject);  // nor is what "a president must be" asked of one
  if (below.size() == 1 && (r.classes(*below.begin()) & r.bits.indefinite)) return false;
  bool duty = false;
  for (const TokenId child : r.grammar.children(clause)) {
    if (r.relation(child) != Relation::aux) continue;
    duty |= static_cast<bool>(r.classes(child) & r.bits.duty_auxiliary);
    // "should have asked": too late
    if (duty && r.token(clause).xpos == Xpos::vbn && (r.classes(child) & r.bits.have)) return false;
  }
  return duty;
}

}  // namespace

std::optional<Candidate> match(const Reading& r, TokenId token) {
  const WordKind kind = kind_of(r.token(token));
  const std::vector<std::uint32_t>& frames = r.lexicon.frames_of(r.word(token), kind);
  if (frames.empty() || !may_trigger(r, token, kind)) return std::nullopt;
  Candidate candidate;
  candidate.trigger = token;
  if (kind == WordKind::noun) candidate.light = light_verb(r, token);
  if (kind == WordKind::verb) candidate.passive = is_passive(r, token);
  candidate.negated = is_negated(r, token) || (candidate.light && is_negated(r, candidate.light)) ||
                      governed_by_refusal(r, token) || (candidate.light && governed_by_refusal(r, candidate.light));
  for (const std::uint32_t id : frames) {
    const Frame& frame = r.lexicon.frames()[id];
    if (frame.negated && !candidate.negated) continue;
    if (frame.passive && !candidate.passive) continue;
    if (frame.needs_support && !candidate.light) continue;
    if (frame.future && !lies_ahead(r, candidate.light ? candidate.light : token)) continue;
    candidate.matched.assign(1, token);
    bool all = true;
    for (const Condition& condition : frame.conditions) {
      if (!(all = holds(r, candidate, condition))) break;
    }
    if (!all || (frame.duty && !speaks_of_duty(r, candidate))) continue;
    candidate.frame = id;
    return candidate;
  }
  return std::nullopt;
}

}  // namespace vedette::what
