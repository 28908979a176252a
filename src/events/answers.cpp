// Whom a refusal or a denial is aimed at where its own words do not say it. Its doors: answers.h. Test: answers_test.cpp.

#include "events/answers.h"

#include <algorithm>

#include "events/arguments.h"
#include "events/public_life.h"
#include "events/slots.h"

namespace vedette::what {
namespace {

constexpr std::uint32_t kNear = 4;  // sentences over which "the demand" reaches back
constexpr std::uint32_t kFar = 8;   // and "the allegations"

bool any_common(const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  return std::any_of(a.begin(), a.end(), [&](ActorId actor) { return std::find(b.begin(), b.end(), actor) != b.end(); });
}

// A state, its government and its ministers speak for one another.
bool same_side(const Reading& r, const std::vector<ActorId>& a, const std::vector<ActorId>& b) {
  return std::any_of(a.begin(), a.end(), [&](ActorId one) {
    return std::any_of(b.begin(), b.end(), [&](ActorId other) {
      const std::string& country = r.actors.actors[one].country;
      return one == other || (!country.empty() && country == r.actors.actors[other].country);
    });
  });
}

bool is_public_side(const Reading& r, const std::vector<ActorId>& actors) {
  return std::any_of(actors.begin(), actors.end(), [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); });
}

bool told_before(const Reading& r, TokenId noun) {
  const auto children = r.grammar.children(noun);
  return std::any_of(children.begin(), children.end(),
                     [&](TokenId child) { return r.relation(child) == Relation::det && (r.classes(child) & r.bits.definite); });
}

struct Asked {
  std::vector<ActorId> actors;
  std::vector<Span> evidence;
};

void add(const Reading& r, const std::vector<ActorId>& actors, TokenId head, Asked& into) {
  for (const ActorId actor : actors) {
    if (std::find(into.actors.begin(), into.actors.end(), actor) == into.actors.end()) into.actors.push_back(actor);
  }
  const std::uint32_t mention = r.actors.of_head[head.value];
  if (!actors.empty()) into.evidence.push_back(mention ? r.actors.mentions[mention - 1].span : r.token(head).span);
}

// "Officials say that he is ill. The government denied the claim": whoever said something last.
Asked claimed_before(const Reading& r, const Candidate& answer, TokenId object) {
  // "call it a plot, a charge that the government denies"
  TokenId above = object < answer.trigger ? r.grammar.head(object) : TokenId();
  for (int i = 0; i < 4 && above && !is_verb(r, above); ++i) above = r.grammar.head(above);
  if (above && above < object) {
    Asked by;
    if (const TokenId subject = logical_subject(r, above)) add(r, actors_of(r, {}, subject, nullptr), subject, by);
    if (!by.actors.empty() && !any_common(by.actors, answer.event.source)) return by;
  }
  const SentenceId here = r.token(answer.trigger).sentence;
  const TokenId begin = r.grammar.sentences[here.value ? SentenceId(here.value - 1) : here].begin;
  for (TokenId at = answer.trigger; at > begin;) {
    at = TokenId(at.value - 1);
    if (!is_verb(r, at) || !r.lexicon.has(r.word(at), WordKind::verb, Effect::reports)) continue;
    const TokenId subject = logical_subject(r, at);
    if (!subject) continue;
    std::vector<TokenId> subjects;
    add_with_conjuncts(r, subject, subjects);
    Asked by;
    for (const TokenId one : subjects) add(r, actors_of(r, {}, one, nullptr), one, by);
    if (!by.actors.empty() && !same_side(r, by.actors, answer.event.source)) return by;
  }
  return {};
}

// What somebody is accused of is no answer to the accusation.
bool holds(const Reading& r, TokenId asking, TokenId answer) {
  constexpr int kFarthest = 6;
  for (int i = 0; i < kFarthest && answer; ++i) {
    const Relation relation = r.token(answer).relation;
    const bool gerund = relation == Relation::advcl && r.token(answer).xpos == Xpos::vbg;
    if (!gerund && relation != Relation::xcomp && relation != Relation::ccomp && relation != Relation::conj) return false;
    if ((answer = r.grammar.head(answer)) == asking) return relation != Relation::conj;
  }
  return false;
}

Asked asked_before(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index) {
  const Candidate& answer = candidates[index];
  const TokenId object = is_verb(r, answer.trigger) ? logical_object(r, answer.trigger) : TokenId();
  const bool claim = object && (r.classes(object) & r.bits.allegation) && (told_before(r, object) || object < answer.trigger);
  const std::uint32_t here = r.token(answer.trigger).sentence.value;
  const Candidate* nearest = nullptr;
  for (std::size_t i = index; i-- > 0;) {
    const Candidate& before = candidates[i];
    const std::uint32_t apart = here - r.token(before.trigger).sentence.value;
    if (apart > (claim ? kFar : 1)) break;
    if (before.dropped || before.negated || holds(r, before.trigger, answer.trigger) || !r.lexicon.type(r.lexicon.frames()[before.frame].type).answered) continue;
    if (before.event.source.empty() || any_common(before.event.source, answer.event.source)) continue;
    if (!is_public_side(r, before.event.source)) continue;
    if (same_side(r, before.event.target, answer.event.source)) return {before.event.source, before.event.source_evidence};
    if (!nearest && apart <= 1 && before.event.target.empty()) nearest = &before;
  }
  if (nearest) return {nearest->event.source, nearest->event.source_evidence};
  return claim ? claimed_before(r, answer, object) : Asked();
}

Asked owner_before(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index) {
  const Candidate& candidate = candidates[index];
  for (const SlotName& slot : r.lexicon.frames()[candidate.frame].target) {
    if (slot.slot != Slot::obj && slot.slot != Slot::prep) continue;
    for (const TokenId noun : fillers(r, candidate, slot)) {
      if (r.token(noun).upos != Upos::noun || !told_before(r, noun) || r.grammar.child(noun, Relation::amod)) continue;
      const std::uint32_t here = r.token(noun).sentence.value;
      const TokenId begin = r.grammar.sentences[SentenceId(here > kNear ? here - kNear : 0)].begin;
      for (TokenId at = noun; at > begin;) {
        at = TokenId(at.value - 1);
        if (r.token(at).upos != Upos::noun || r.grammar.lemma(at) != r.grammar.lemma(noun)) continue;
        TokenId evidence = at;
        const std::vector<ActorId> actors = actors_of(r, candidates, at, &evidence);
        if (actors.empty()) continue;
        if (same_side(r, actors, candidate.event.source)) break;
        Asked owner;
        add(r, actors, evidence, owner);
        return owner;
      }
    }
  }
  return {};
}

// "in a letter to the king the group voiced concern", "sent the king a letter calling for reforms": to whom the letter goes.
Asked addressee(const Reading& r, const std::vector<Candidate>& candidates, TokenId word) {
  TokenId letter = r.relation(word) == Relation::acl ? r.grammar.head(word) : TokenId();
  for (const TokenId child : r.grammar.children(word)) {
    if (r.relation(child) == Relation::obl && (r.classes(child) & r.bits.letter)) letter = child;
  }
  if (!letter || !(r.classes(letter) & r.bits.letter)) return {};
  const TokenId sent = r.relation(letter) == Relation::obj ? r.grammar.head(letter) : TokenId();
  Asked to;
  for (const TokenId above : {letter, sent}) {
    if (!above) continue;
    for (const TokenId child : r.grammar.children(above)) {
      const Relation relation = r.relation(child);
      const TokenId by = relation == Relation::nmod || relation == Relation::obl ? preposition(r, child) : TokenId();
      if (child != word && (relation == Relation::iobj || (by && r.word(by) == r.bits.word_to))) add(r, actors_of(r, candidates, child, nullptr), child, to);
    }
  }
  return to;
}

Asked beside(const Reading& r, const std::vector<Candidate>& candidates, std::size_t index) {
  const Candidate& candidate = candidates[index];
  const auto target_of = [&](TokenId word) -> const Candidate* {
    const std::uint32_t other = r.candidate_of[word.value];
    if (!other || other == index + 1) return nullptr;
    const Event& event = candidates[other - 1].event;
    const bool one = any_common(event.source, candidate.event.source) && !event.target.empty();
    return one && !any_common(event.target, candidate.event.source) ? &candidates[other - 1] : nullptr;
  };
  const auto given = [&](const Candidate& other) { return Asked{other.event.target, other.event.target_evidence}; };
  const TokenId word = candidate.light ? candidate.light : candidate.trigger;
  for (const TokenId child : r.grammar.children(word)) {  // "made the demand in talks with France"
    const TokenId by = r.relation(child) == Relation::obl ? preposition(r, child) : TokenId();
    if (!by || !(r.classes(by) & r.bits.occasion)) continue;
    if (const Candidate* other = target_of(child)) return given(*other);
  }
  if (Asked to = addressee(r, candidates, word); !to.actors.empty() && !any_common(to.actors, candidate.event.source)) return to;
  TokenId at = word;
  for (int i = 0; i < 2; ++i) {  // "imposed sanctions on France, demanding that it withdraw"
    const Relation relation = r.relation(at);
    const TokenId head = r.grammar.head(at);
    if (!head || (relation != Relation::advcl && relation != Relation::conj && relation != Relation::acl)) break;
    if (const Candidate* other = target_of(head)) return given(*other);
    at = head;
  }
  return {};
}

Asked recipient(const Reading& r, const Candidate& candidate) {
  bool given = false;
  for (std::size_t i = 1; i < candidate.matched.size(); ++i) {
    given |= static_cast<bool>(r.classes(meaning_of(r, candidate.matched[i])) & (r.bits.aid | r.bits.money));
  }
  if (!given) return {};
  Candidate deeper = candidate;
  for (const TokenId child : r.grammar.children(candidate.trigger)) {  // "millions in aid for the region"
    if (r.relation(child) == Relation::obl || r.relation(child) == Relation::obj) deeper.matched.push_back(child);
  }
  for (const SlotName& slot : r.lexicon.frames()[candidate.frame].target) {
    if (slot.slot != Slot::prep && slot.slot != Slot::iobj) continue;
    for (const TokenId noun : fillers(r, deeper, slot)) {
      if (!(r.classes(noun) & (r.bits.aid | r.bits.relief_effort))) return {};
    }
  }
  struct Count {
    std::string_view country;
    std::uint32_t mentions;
    Asked asked;
  };
  std::vector<Count> counts;
  const std::uint32_t here = r.token(candidate.trigger).sentence.value;
  const TokenId begin = r.grammar.sentences[SentenceId(here > kFar ? here - kFar : 0)].begin;
  const TokenId end = r.grammar.sentences[SentenceId(here)].end;
  for (TokenId at = begin; at < end; at = TokenId(at.value + 1)) {
    const std::uint32_t mention = r.actors.of_head[at.value];
    if (!mention) continue;
    for (const ActorId id : r.actors.mentions[mention - 1].actors) {
      const Actor& actor = r.actors.actors[id];
      if (actor.country.empty() || same_side(r, {id}, candidate.event.source)) continue;
      const auto known = std::find_if(counts.begin(), counts.end(), [&](const Count& c) { return c.country == actor.country; });
      Count& count = known == counts.end() ? counts.emplace_back(Count{actor.country, 0, {}}) : *known;
      ++count.mentions;
      if (actor.kind == ActorKind::state) count.asked = {{id}, {r.actors.mentions[mention - 1].span}};
    }
  }
  const auto most = std::max_element(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.mentions < b.mentions; });
  if (most == counts.end()) return {};
  const bool alone = std::all_of(counts.begin(), counts.end(), [&](const Count& c) { return &c == &*most || c.mentions < most->mentions; });
  return alone ? most->asked : Asked();
}

bool take(Asked by, Candidate& candidate) {
  if (by.actors.empty()) return false;
  candidate.event.target = std::move(by.actors);
  candidate.event.target_evidence = std::move(by.evidence);
  return candidate.implied = true;
}

}  // namespace

void answer(const Reading& r, std::vector<Candidate>& candidates, std::size_t index) {
  Candidate& candidate = candidates[index];
  if (!candidate.event.target.empty() || candidate.event.source.empty() || candidate.target_open) return;
  const EventType& type = r.lexicon.type(r.lexicon.frames()[candidate.frame].type);
  if (type.answers && take(asked_before(r, candidates, index), candidate)) return;
  if (take(beside(r, candidates, index), candidate)) return;
  if (type.quad == 3) take(owner_before(r, candidates, index), candidate);
}

void help(const Reading& r, Candidate& candidate) {
  if (!candidate.event.target.empty() || candidate.event.source.empty() || candidate.target_open) return;
  candidate.target_guessed = take(recipient(r, candidate), candidate);
}

}  // namespace vedette::what
