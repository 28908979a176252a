// Who did it to whom. Its doors: arguments.h. Test: events_test.cpp.
// Precision first: where the text names somebody in a slot that no actor fills, the event says so and is trusted less; where a
// thing that cannot act stands as the doer (a storm, a price), there is no event.

#include "events/arguments.h"

#include <algorithm>

#include "events/blame.h"
#include "events/owners.h"
#include "events/slots.h"
#include "events/within.h"

namespace vedette::what {
namespace {

struct Found {
  std::vector<ActorId> actors;
  std::vector<TokenId> tokens;
  bool open = false;        // a person or name stands there that is no actor
  bool impossible = false;  // something that cannot act
  bool filled = false;      // some word stands in the places
  bool own = false;         // it names only who stands in the other role
};

ActorId speaker_at(const Reading& r, TokenId token) {
  if (token.value >= r.quotes.of_token.size()) return {};
  for (QuoteId quote = r.quotes.of_token[token.value]; quote; quote = r.quotes.quotes[quote].inside) {
    if (r.quotes.quotes[quote].speaker && r.quotes.quotes[quote].kind != QuoteKind::indirect)
      return r.quotes.quotes[quote].speaker;
  }
  return {};
}

// `abroad`: a place in a state of theirs stands for nobody.
Found resolve(const Reading& r, const std::vector<Candidate>& candidates, const std::vector<TokenId>& heads, bool doer,
              bool by_place, std::span<const ActorId> abroad = {}) {
  Found found;
  const Classes instrument = r.bits.instrument, people = r.bits.people;
  for (const TokenId head : heads) {
    TokenId evidence = head;
    std::vector<ActorId> actors = actors_of(r, candidates, head, &evidence);
    if (actors.empty() && by_place && !(r.classes(meaning_of(r, head)) & r.bits.attack_noun)) {
      add_at_place(r, meaning_of(r, head), actors);
      std::erase_if(actors, [&](ActorId state) {
        return std::any_of(abroad.begin(), abroad.end(), [&](ActorId own) { return r.actors.actors[own].country == r.actors.actors[state].country; });
      });
    }
    if (!actors.empty()) {
      add(found.actors, actors);
      found.tokens.push_back(evidence);
      continue;
    }
    const TokenId meant = meaning_of(r, head);
    const Token& token = r.token(meant);
    if (token.upos == Upos::propn || token.upos == Upos::pron || token.upos == Upos::num || token.upos == Upos::adj ||
        (r.classes(meant) & (people | r.bits.kin))) {
      found.open = true;
    } else if (doer && !(r.classes(meant) & instrument)) {
      found.impossible = true;
    }
  }
  if (!found.actors.empty()) found.impossible = false;
  return found;
}

// "drew criticism", "had two prior arrests": to whoever has it, it was done.
bool undergoes(const Reading& r, const Candidate& candidate) {
  if (!candidate.light || is_passive(r, candidate.light)) return false;
  const Classes light = r.classes(candidate.light);
  return (light & r.bits.undergoing) || ((light & r.bits.have) && (r.classes(candidate.trigger) & r.bits.holding));
}

// "called for a special prosecutor to investigate them": whoever is asked, it is not those whom he would investigate.
bool asks_another(const Reading& r, const Candidate& candidate, const std::vector<SlotName>& slots) {
  if (std::none_of(slots.begin(), slots.end(), [](const SlotName& slot) { return slot.slot == Slot::comp_subj; })) return false;
  const TokenId clause = complement(r, candidate);
  if (!clause || is_passive(r, clause)) return false;
  TokenId other = child_of(r, clause, {Relation::nsubj});
  if (!other && r.token(clause).xpos == Xpos::vb) {  // the prosecutor hung from the calling
    for (const TokenId child : r.grammar.children(candidate.trigger)) {
      const TokenId asked = r.relation(child) == Relation::obl && child < clause ? preposition(r, child) : TokenId();
      if (asked && (r.classes(asked) & r.bits.addressing)) other = child;
    }
  }
  return other && r.token(other).upos == Upos::noun && (r.classes(other) & r.bits.people);
}

Found role(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& candidate,
           const std::vector<SlotName>& slots, bool doer, const std::vector<ActorId>& not_these = {}) {
  Found first_open;
  // Done to what lies there, or given there; visits and promises; and what is criticised in a state.
  const Frame& frame = r.lexicon.frames()[candidate.frame];
  const EventType& type = r.lexicon.type(frame.type);
  const bool by_place = !doer && (type.is_done_there() || (!type.of_place.empty() && type.of_place == frame.mode));
  const auto take = [&](const std::vector<TokenId>& heads, bool subject, Found& into) {
    if (heads.empty()) return false;
    first_open.filled = true;
    Found found = resolve(r, candidates, heads, doer && subject, by_place, type.quad == 1 ? std::span(not_these) : std::span<const ActorId>());
    if (!not_these.empty() && !found.actors.empty()) {
      std::erase_if(found.actors,
                    [&](ActorId actor) { return std::find(not_these.begin(), not_these.end(), actor) != not_these.end(); });
      first_open.own |= found.actors.empty();
    }
    if (found.actors.empty()) {
      first_open.open |= found.open;
      first_open.impossible |= found.impossible;
      return false;
    }
    into = std::move(found);
    return true;
  };
  Found result;
  for (const SlotName& slot : slots) {
    if (slot.slot == Slot::infinitive && fillers(r, candidate, slot).empty()) continue;
    if (slot.slot == Slot::comp || slot.slot == Slot::infinitive) {
      if (asks_another(r, candidate, slots)) continue;
      if (const Candidate* inner = inner_candidate(r, candidates, candidate)) {
        if (!inner->event.target.empty() && inner->event.target != not_these) {
          result.actors = inner->event.target;
          result.tokens = inner->target_tokens;
          return result;
        }
      }
      TokenId clause = complement(r, candidate);
      for (int i = 0; i < 3 && clause && !logical_object(r, clause); ++i) {  // "promised to continue supporting Ukraine"
        const TokenId below = complement(r, clause);
        if (!below || r.token(below).relation != Relation::xcomp) break;
        clause = below;
      }
      if (clause) {
        Candidate below;
        below.trigger = clause;
        below.matched = {clause};
        const TokenId object = logical_object(r, clause);
        const Classes means = r.bits.means;  // "send troops to Mali": not whom, but with what
        if (object && !(r.classes(object) & means) && take(fillers(r, below, {Slot::obj}), false, result)) return result;
        if (object && (r.classes(object) & means)) {  // "lend Greece billions", as one phrase
          for (const TokenId child : r.grammar.children(object)) {
            if (r.relation(child) == Relation::compound && take({child}, false, result)) return result;
          }
        }
        const Classes toward = r.bits.toward;
        for (const TokenId child : r.grammar.children(clause)) {
          const TokenId word = r.relation(child) == Relation::obl ? preposition(r, child) : TokenId();
          if (word && (r.classes(word) & toward) && take({child}, false, result)) return result;
        }
      }
      continue;
    }
    if (slot.slot == Slot::mod) {  // only whom the modifier itself names
      for (const TokenId head : fillers(r, candidate, slot)) {
        std::vector<ActorId> actors;
        add(actors, r.actors.meant_by(head));
        if (actors.empty() && r.relation(head) == Relation::compound) {  // "a rebel attack"
          if (const ActorId group = body_by_noun(r, head)) actors.push_back(group);
        }
        std::erase_if(actors, [&](ActorId id) { return doer && r.actors.actors[id].kind == ActorKind::company; });  // "the Kraft shooting"
        if (!actors.empty() && std::find(not_these.begin(), not_these.end(), actors.front()) == not_these.end()) {
          add(result.actors, actors);
          result.tokens.push_back(head);
        }
      }
      if (!result.actors.empty()) return result;
      continue;
    }
    if (doer && slot.slot == Slot::subj && undergoes(r, candidate)) continue;
    const std::vector<TokenId> heads = fillers(r, candidate, slot);
    if (take(heads, slot.slot == Slot::subj, result)) return result;
    if (slot.slot == Slot::subj && heads.size() == 1 && (r.classes(heads.front()) & r.bits.instrument)) {
      // "left a message blaming Putin": whoever left it
      TokenId thing = heads.front();  // "spent millions on ads attacking him"
      if (r.relation(thing) == Relation::nmod && r.relation(r.grammar.head(thing)) == Relation::obj) thing = r.grammar.head(thing);
      const TokenId above = r.relation(thing) == Relation::obj ? r.grammar.head(thing) : TokenId();
      if (above && above != candidate.trigger && !(r.classes(above) & r.bits.discovering)) {
        const TokenId author = logical_subject(r, above);
        const bool teller = author && r.relation(above) == Relation::ccomp && r.grammar.head(author) == r.grammar.head(above) && author < r.grammar.head(above);
        const bool known = author && (thing == heads.front() || !r.actors.meant_by(author).empty());
        if (known && !teller && take({author}, true, result)) return result;
      }
    }
    if (slot.slot == Slot::agent) {
      if (const Found by_modifier = role(r, candidates, candidate, {{Slot::mod}}, doer); !by_modifier.actors.empty())
        return by_modifier;
      const bool its_own_subject = candidate.light && r.lexicon.has(r.word(candidate.light), WordKind::verb, Effect::occurs) &&
                                   r.relation(candidate.trigger) == Relation::nsubj;
      const bool undergone = undergoes(r, candidate);
      if (candidate.light && !its_own_subject && !undergone && take(fillers(r, candidate, {Slot::subj}), true, result)) return result;
    }
  }
  return first_open;
}

Span evidence(const Reading& r, TokenId head) {
  if (const std::uint32_t mention = r.actors.of_head[head.value]) return r.actors.mentions[mention - 1].span;
  return r.token(head).span;
}

void put(const Reading& r, const Found& found, std::vector<ActorId>& actors, std::vector<Span>& spans,
         std::vector<TokenId>& tokens) {
  actors = found.actors;
  tokens = found.tokens;
  spans.clear();
  for (const TokenId token : tokens) spans.push_back(evidence(r, token));
}

}  // namespace

namespace {

// "Wagner fighters": people of whom nothing else is known act for the group that they are named by.
std::vector<ActorId> belonging(const Reading& r, TokenId head, std::vector<ActorId> actors, TokenId* evidence) {
  if (actors.size() != 1 || r.token(head).upos != Upos::noun) return actors;
  const Actor& actor = r.actors.actors[actors.front()];
  if (actor.entity || !actor.country.empty()) return actors;
  std::vector<ActorId> owners;
  TokenId owner;
  for (const TokenId child : r.grammar.children(head)) {
    const Relation relation = r.token(child).relation;
    if (relation != Relation::compound && relation != Relation::nmod_poss && relation != Relation::amod) continue;
    if (only_linked(r, child)) continue;
    for (const ActorId id : r.actors.meant_by(child)) {
      const Actor& group = r.actors.actors[id];
      const bool body = group.kind == ActorKind::body && (group.entity || !group.country.empty());  // not a firm that nobody knows
      if (group.kind != ActorKind::armed_group && group.kind != ActorKind::party && !body) continue;
      owners.push_back(id);
      owner = child;
    }
  }
  if (owners.empty()) return actors;
  if (evidence) *evidence = owner;
  return owners;
}

}  // namespace

std::vector<ActorId> state_at(const Reading& r, TokenId token) {
  const PlaceId place = token.value < r.places.of_token.size() ? r.places.of_token[token.value] : PlaceId();
  if (!place || r.places.places[place].country.empty()) return {};
  const auto state = r.state_of.find(r.places.places[place].country);
  return state == r.state_of.end() ? std::vector<ActorId>() : std::vector<ActorId>{state->second};
}

bool is_actor(const Reading& r, TokenId head) {
  const bool person = r.token(head).xpos == Xpos::prp && !(r.classes(head) & r.bits.thing_pronoun);
  return !r.actors.meant_by(head).empty() || person || r.token(head).upos == Upos::num || (r.classes(head) & r.bits.people);
}

namespace {

// "NATO and Afghan forces", "Mr. Howard and opposition leader Kevin Rudd": the first of two as a modifier of the second's noun.
void add_first_of_two(const Reading& r, TokenId head, std::vector<ActorId>& into) {
  if (!(r.classes(head) & r.bits.people)) return;
  for (const TokenId child : r.grammar.children(head)) {
    if (child > head || r.token(child).upos != Upos::propn || r.relation(child) != Relation::compound) continue;
    const TokenId other = child_of(r, child, {Relation::conj});
    if (!other || other > head || !child_of(r, other, {Relation::cc})) continue;
    for (const ActorId id : r.actors.meant_by(child)) {
      const ActorKind kind = r.actors.actors[id].kind;
      if (kind == ActorKind::body || kind == ActorKind::armed_group || kind == ActorKind::person) add(into, std::span(&id, 1));
    }
  }
}

}  // namespace

std::vector<ActorId> actors_of(const Reading& r, const std::vector<Candidate>& candidates, TokenId head, TokenId* evidence) {
  std::vector<ActorId> actors;
  if (r.classes(head) & r.bits.first_person) {
    if (const ActorId speaker = speaker_at(r, head)) return {speaker};
  }
  if (r.token(head).xpos == Xpos::prp && r.relation(head) == Relation::nsubj && r.grammar.head(head)) {
    const QuoteId quote = r.cue_of[r.grammar.head(head).value];  // "…," he added: whom the quotes room took him for
    if (quote && r.quotes.quotes[quote].speaker && !r.quotes.quotes[quote].doubtful) return {r.quotes.quotes[quote].speaker};
  }
  const TokenId name(head.value + 1);  // "NATO member Turkey" is Turkey
  if (r.token(head).upos == Upos::noun && name.value < r.grammar.tokens.size() &&
      ((r.grammar.head(name) == head && (r.token(name).relation == Relation::appos || r.token(name).relation == Relation::obj)) ||
       (r.grammar.head(name) == r.grammar.head(head) && r.relation(name) == Relation::nsubj && r.relation(head) == Relation::nsubj))) {
    const auto named = r.actors.meant_by(name);
    if (named.size() == 1 && r.actors.actors[named.front()].kind == ActorKind::state) return {named.front()};
  }
  add(actors, r.actors.meant_by(head));
  const TokenId meant = meaning_of(r, head);
  std::vector<TokenId> counted;  // "most of the Muslims and Croats"
  if (const TokenId other = meant != head ? child_of(r, meant, {Relation::conj}) : TokenId(); other && child_of(r, other, {Relation::cc})) {
    const auto all = r.actors.meant_by(head), first = r.actors.meant_by(meant);
    if (all.empty() || std::equal(all.begin(), all.end(), first.begin(), first.end())) add_with_conjuncts(r, meant, counted);
  }
  if (!actors.empty()) {
    actors = belonging(r, head, std::move(actors), evidence);
    add_first_of_two(r, head, actors);
    for (const TokenId one : counted) {
      if (one != meant) add(actors, r.actors.meant_by(one));
    }
    return actors;
  }
  if (meant != head) {
    add(actors, r.actors.meant_by(meant));
    if (!actors.empty()) {
      actors = belonging(r, meant, std::move(actors), evidence);
      for (const TokenId one : counted) {
        if (one != meant) add(actors, r.actors.meant_by(one));
      }
      return actors;
    }
  }
  for (const TokenId child : r.grammar.children(meant)) {  // "rejected what the minister proposed"
    if (r.token(meant).xpos != Xpos::wp || r.token(child).relation != Relation::acl_relcl) continue;
    if (const TokenId subject = logical_subject(r, child); subject && subject != meant) add(actors, r.actors.meant_by(subject));
  }
  if (!actors.empty()) return actors;
  std::vector<TokenId> named;  // "leaders, including A, B and C"
  for (const TokenId child : r.grammar.children(meant)) {
    const TokenId by = r.relation(child) == Relation::nmod ? preposition(r, child) : TokenId();
    if (r.token(child).relation == Relation::appos || (by && (r.classes(by) & r.bits.including))) add_with_conjuncts(r, child, named);
  }
  for (const TokenId token : named) add(actors, r.actors.meant_by(token));
  if (!actors.empty()) {
    add_first_of_two(r, meant, actors);
    return actors;
  }
  // Who says something is asked for without the candidates at hand.
  if (const std::uint32_t inner = candidates.empty() ? 0 : r.candidate_of[meant.value]) {
    const Candidate& event = candidates[inner - 1];
    add(actors, event.event.source);
    if (r.lexicon.frames()[event.frame].reciprocal) add(actors, event.event.target);
    if (!actors.empty()) return actors;
    if (r.token(meant).upos == Upos::noun) return {};
  }
  TokenId owner;
  add_owners(r, meant, actors, owner);
  if (evidence && owner) *evidence = owner;
  if (r.classes(meant) & r.bits.people) {  // "a Kraft worker" is not Kraft; "Kurdish fighters" are of the Kurds
    std::erase_if(actors, [&](ActorId id) {
      const Actor& actor = r.actors.actors[id];
      return actor.kind == ActorKind::company || actor.kind == ActorKind::other || actor.kind == ActorKind::person ||
             (actor.kind == ActorKind::body && !actor.entity && actor.country.empty());
    });
  }
  return actors;
}

const Candidate* inner_candidate(const Reading& r, const std::vector<Candidate>& candidates, const Candidate& outer) {
  std::vector<TokenId> starts;
  if (const TokenId clause = complement(r, outer)) starts.push_back(clause);
  for (const char* word : {"for", "to"}) {
    if (const WordId id = r.lexicon.word(word)) {
      for (const TokenId token : fillers(r, outer, {Slot::prep, id})) starts.push_back(token);
    }
  }
  for (const TokenId token : fillers(r, outer, {Slot::obj})) starts.push_back(token);
  for (const TokenId start : starts) {
    TokenId at = start;
    for (int i = 0; i < 4 && at; ++i) {
      for (const TokenId word : {at, meaning_of(r, at)}) {
        const std::uint32_t inner = word != outer.trigger ? r.candidate_of[word.value] : 0;
        if (inner && &candidates[inner - 1] != &outer) return &candidates[inner - 1];
      }
      TokenId below = complement(r, at);
      if (!below && kind_of(r.token(at)) == WordKind::verb) below = logical_object(r, at);
      if (below && below < at && below < outer.trigger) below = TokenId();
      at = below;
    }
  }
  return nullptr;
}

namespace {

// "Lebanese troops deployed in the south": a state's own army does that to whoever is there, not to the state.
bool at_home(const Reading& r, const std::vector<ActorId>& source, const Found& target) {
  if (source.empty() || target.actors.size() != 1 || target.tokens.size() != 1) return false;
  const Actor& state = r.actors.actors[target.actors.front()];
  if (state.kind != ActorKind::state || state.country.empty()) return false;
  return std::all_of(source.begin(), source.end(), [&](ActorId id) {
    const Actor& actor = r.actors.actors[id];
    return actor.country == state.country && (actor.kind == ActorKind::government || actor.kind == ActorKind::body);
  });
}

}  // namespace

void find_arguments(const Reading& r, std::vector<Candidate>& candidates, std::size_t index) {
  Candidate& candidate = candidates[index];
  const Frame& frame = r.lexicon.frames()[candidate.frame];
  Found source = role(r, candidates, candidate, frame.source, true);
  if (frame.reciprocal && source.actors.empty() && !source.filled && frame.kind == WordKind::noun) {
    // "spoke after a meeting with Putin": who does what the noun hangs from
    const TokenId head = r.grammar.head(candidate.trigger);
    if (head && kind_of(r.token(head)) == WordKind::verb && r.relation(candidate.trigger) == Relation::obl) {
      Candidate above;
      above.trigger = head;
      above.matched = {head};
      const TokenId by = preposition(r, candidate.trigger);
      if (by && (r.classes(by) & r.bits.occasion) && !is_passive(r, head)) {
        const Found subject = resolve(r, candidates, fillers(r, above, {Slot::subj}), true, false);
        if (!subject.actors.empty()) source = subject, candidate.source_far = true;
      }
    }
  }
  if (source.actors.empty() && !source.filled && frame.kind == WordKind::noun && !candidate.light) {
    if (const TokenId doer = blamed(r, candidate.trigger)) source = resolve(r, candidates, {doer}, true, false);
  }
  Found target = role(r, candidates, candidate, frame.target, false, source.actors);
  if (target.actors.empty() && !target.open && r.lexicon.type(frame.type).quad == 3) {
    if (Within deeper = named_within(r, candidates, candidate, source.actors); !deeper.actors.empty()) {
      target.actors = std::move(deeper.actors);
      target.tokens = {deeper.evidence};
    }
  }
  if (target.actors.empty() && undergoes(r, candidate)) {
    target = resolve(r, candidates, fillers(r, candidate, {Slot::subj}), false, false);  // "drew criticism from Thailand"
    if (source.actors.empty()) source = role(r, candidates, candidate, {{Slot::prep, r.lexicon.word("from")}}, true, target.actors);
  }
  if (frame.kind == WordKind::noun && r.lexicon.type(frame.type).quad == 4) {
    std::vector<ActorId> opposed;
    add_opposed(r, candidate.trigger, opposed);
    if (!opposed.empty()) {
      std::erase_if(source.actors, [&](ActorId actor) { return actor == opposed.front(); });
      target = Found();
      target.actors = opposed;
      target.tokens = {candidate.trigger};
      target.filled = true;
    }
  }
  Event& event = candidate.event;
  if (const TokenId object = frame.kind == WordKind::verb ? logical_object(r, candidate.trigger) : TokenId()) {
    const WordId form = r.lexicon.word(r.grammar.form(object));  // "killed himself"
    if ((r.lexicon.classes(form) & r.bits.reflexive) && frame.mode != "suicide-attack") {
      candidate.dropped = true;
      candidate.why_dropped = "done to oneself";
    }
  }
  const TokenId each = frame.kind == WordKind::verb && source.actors.size() > 1 ? logical_object(r, candidate.trigger) : TokenId();
  const bool mutual = frame.reciprocal || (each && target.actors.empty() && (r.classes(each) & r.bits.each_other));
  put(r, source, event.source, event.source_evidence, candidate.source_tokens);
  candidate.source_filled = source.filled;
  candidate.target_filled = target.filled;
  candidate.source_open = source.actors.empty() && source.open;
  candidate.target_open = target.actors.empty() && target.open;
  if (source.actors.empty() && source.impossible && !source.open) {
    candidate.dropped = true;
    candidate.why_dropped = "what does it can do nothing of the kind";
  }
  const bool somebody = !target.actors.empty() || target.own;
  std::erase_if(target.actors,
                [&](ActorId actor) { return std::find(event.source.begin(), event.source.end(), actor) != event.source.end(); });
  if (target.actors.empty()) target.tokens.clear();
  if (somebody && target.actors.empty() && !frame.reciprocal && r.lexicon.type(frame.type).quad == 1) {
    candidate.dropped = true;  // "defended its actions"
    candidate.why_dropped = "said of oneself";
  }
  const EventType& deed = r.lexicon.type(frame.type);
  if (deed.quad == 4 && (deed.implied || deed.in_public) && at_home(r, event.source, target)) {  // force; not a curfew or a siege
    target.actors.clear();
    target.tokens.clear();
    candidate.target_filled = false;
  }
  put(r, target, event.target, event.target_evidence, candidate.target_tokens);
  const TokenId clause = frame.kind == WordKind::verb ? complement(r, candidate) : TokenId();
  const bool third =
      clause && r.grammar.child(clause, Relation::iobj);  // "agreed to lend Greece billions": the third is the target
  if (mutual && event.target.empty() && event.source.size() > 1 && (!target.open || !frame.reciprocal) && !third) {
    // "Russia and Turkey met": shared out at the first coordination, or one and the others of a plural
    event.target.assign(event.source.begin() + 1, event.source.end());
    event.source.resize(1);
    if (candidate.source_tokens.size() > 1) {
      event.target_evidence.assign(event.source_evidence.begin() + 1, event.source_evidence.end());
      event.source_evidence.resize(1);
      candidate.target_tokens.assign(candidate.source_tokens.begin() + 1, candidate.source_tokens.end());
      candidate.source_tokens.resize(1);
    } else {
      event.target_evidence = event.source_evidence;
      candidate.target_tokens = candidate.source_tokens;
    }
  }
}

}  // namespace vedette::what
