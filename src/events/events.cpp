// From everything that the rooms before have found to events. Its only door: find_events(). Test: events_test.cpp.

#include "events/events.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "events/arguments.h"
#include "events/commitments.h"
#include "events/confidence.h"
#include "events/implied.h"
#include "events/match.h"
#include "events/merge.h"
#include "events/public_life.h"
#include "events/relations.h"
#include "events/slots.h"
#include "events/status.h"
#include "events/usual.h"
#include "events/when_where.h"

namespace vedette {

using namespace what;

namespace {

constexpr std::size_t kMostInSentence = 40;
constexpr std::size_t kSportsWords = 3;
constexpr double kLeisure = 0.008, kBusiness = 0.016;  // shares of words: above them fewer than one in four such events was right

bool is_prose(BlockKind kind) { return kind == BlockKind::title || kind == BlockKind::body || kind == BlockKind::caption; }

std::size_t count_of(const Reading& r, Classes words) {
  return static_cast<std::size_t>(
      std::count_if(r.words.begin(), r.words.end(), [&](WordId word) { return word && (r.lexicon.classes(word) & words); }));
}

void look_up(Reading& r) {
  r.words.resize(r.grammar.tokens.size());
  std::string lemma;
  for (std::size_t t = 0; t < r.words.size(); ++t) {
    const std::string_view given = r.grammar.lemma(TokenId(t));
    lemma.assign(given);
    for (char& c : lemma) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    r.words[t] = r.lexicon.word(lemma);
  }
  r.candidate_of.assign(r.words.size(), 0);
  r.cue_of.resize(r.words.size());
  for (std::size_t q = 0; q < r.quotes.quotes.size(); ++q) {
    const Quote& quote = r.quotes.quotes[QuoteId(q)];
    if (quote.cue && quote.kind == QuoteKind::direct) r.cue_of[quote.cue.value] = QuoteId(q);
  }
  for (std::size_t m = 0; m < r.actors.mentions.size(); ++m) {
    const Mention& mention = r.actors.mentions[m];
    const WordId word = r.word(mention.head);
    if (mention.form == MentionForm::name && mention.actors.size() == 1 &&
        r.actors.actors[mention.actors.front()].kind == ActorKind::armed_group) {
      continue;  // "an army truck" is not the Lord's Resistance Army's
    }
    if (word && (r.lexicon.classes(word) & (r.bits.collective | r.bits.armed)) && mention.actors.size() == 1 && !mention.adjective) {
      r.mentions_by_word[word].push_back(static_cast<std::uint32_t>(m));
    }
  }
  const double all = 1 + static_cast<double>(r.words.size());
  const auto share = [&](Classes words) {  // two words of films in a short text say little
    const std::size_t count = count_of(r, words);
    return count < 4 ? 0 : static_cast<double>(count) / all;
  };
  r.leisure = share(r.bits.leisure);
  r.business = share(r.bits.business);
  for (std::size_t a = 0; a < r.actors.actors.size(); ++a) {
    const Actor& actor = r.actors.actors[ActorId(a)];
    r.persons += actor.kind == ActorKind::person && is_named(r, actor);
    if (actor.kind == ActorKind::state && !actor.country.empty()) r.state_of.emplace(actor.country, ActorId(a));
  }
}

// Reports of matches speak of attacks and defeats: what would be conflict elsewhere is left out of them.
bool is_sports(const Reading& r) {
  const std::size_t count = count_of(r, r.bits.sports);
  return count >= kSportsWords && count * 120 > r.words.size();
}

std::vector<Candidate> find_candidates(Reading& r, std::vector<std::string>& notes) {
  std::vector<Candidate> candidates;
  for (const Sentence& sentence : r.grammar.sentences) {
    if (sentence.block && !is_prose(r.page.blocks[sentence.block.value].kind)) continue;
    std::size_t here = 0;
    for (std::uint32_t t = sentence.begin.value; t < sentence.end.value; ++t) {
      auto candidate = match(r, TokenId(t));
      if (!candidate) continue;
      if (++here > kMostInSentence) {
        notes.push_back(
            fmt::format("a sentence of {} words has more than {} words that may be events; the rest of it was left out",
                        sentence.end.value - sentence.begin.value, kMostInSentence));
        break;
      }
      candidates.push_back(std::move(*candidate));
      r.candidate_of[t] = static_cast<std::uint32_t>(candidates.size());
    }
  }
  return candidates;
}

// "lifted the sanctions" is one event: the noun that fills a frame's condition sets off none of its own.
void drop_parts(Reading& r, std::vector<Candidate>& candidates) {
  for (Candidate& candidate : candidates) {
    for (std::size_t i = 1; i < candidate.matched.size(); ++i) {
      const std::uint32_t part = r.candidate_of[candidate.matched[i].value];
      if (!part || candidate.matched[i] == candidate.trigger) continue;
      candidates[part - 1].dropped = true;
      candidates[part - 1].why_dropped = "part of another frame";
      candidates[part - 1].part = true;
      candidate.parts.push_back(part - 1);
      r.candidate_of[candidate.matched[i].value] = 0;
    }
  }
}

bool uses_complement(const Frame& frame) {
  const auto is_comp = [](const SlotName& slot) { return slot.slot == Slot::comp || slot.slot == Slot::infinitive || slot.slot == Slot::comp_subj; };
  return std::any_of(frame.source.begin(), frame.source.end(), is_comp) ||
         std::any_of(frame.target.begin(), frame.target.end(), is_comp);
}

void fill_arguments(Reading& r, std::vector<Candidate>& candidates) {
  // Nouns first, for they do what verbs say of them ("the strikes killed ten"); what stands in a complement before what governs it:
  // from the back, then those that look into their complement.
  enum class Round : std::uint8_t { nouns, others, complements };
  for (const Round round : {Round::nouns, Round::others, Round::complements}) {
    for (std::size_t i = candidates.size(); i-- > 0;) {
      if (candidates[i].dropped && !candidates[i].part) continue;
      const Frame& frame = r.lexicon.frames()[candidates[i].frame];
      const bool noun = frame.kind == WordKind::noun;
      const Round own = uses_complement(frame) ? Round::complements : noun ? Round::nouns : Round::others;
      if (own == round) find_arguments(r, candidates, i);
    }
  }
}

// "agreed to meet" is one event, a promise whose code comes from what is promised.
void cover_complements(Reading& r, std::vector<Candidate>& candidates, std::vector<const Refinement*>& refined) {
  refined.assign(candidates.size(), nullptr);
  std::vector<bool> covered(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& outer = candidates[i];
    if (outer.dropped && !covered[i]) continue;
    const Frame& frame = r.lexicon.frames()[outer.frame];
    const EventType& type = r.lexicon.type(frame.type);
    if (!type.covers) continue;
    const Candidate* found = inner_candidate(r, candidates, outer);
    if (!found || found->dropped) continue;
    Candidate& inner = candidates[static_cast<std::size_t>(found - candidates.data())];
    covered[static_cast<std::size_t>(found - candidates.data())] = true;
    if (const Refinement* code = r.lexicon.refinement(type.name, r.lexicon.type(r.lexicon.frames()[inner.frame].type).name)) {
      refined[i] = code;
    }
    inner.dropped = true;
    inner.why_dropped = "what the " + type.name + " is about";
  }
}

void set_codes(const Reading& r, Candidate& candidate, std::string_view cameo, std::string_view mode) {
  Event& event = candidate.event;
  event.cameo = cameo;
  event.mode = mode;
  const Code* code = r.lexicon.code(cameo);
  event.goldstein = code ? code->goldstein : 0;
}

void set_contexts(const Reading& r, Candidate& candidate) {
  constexpr std::size_t kMost = 4;
  Event& event = candidate.event;
  const auto add = [&](std::string_view context) {
    if (event.contexts.size() < kMost &&
        std::find(event.contexts.begin(), event.contexts.end(), context) == event.contexts.end()) {
      event.contexts.push_back(context);
    }
  };
  for (const std::string& context : r.lexicon.frames()[candidate.frame].contexts) add(context);
  const Sentence& sentence = r.grammar.sentences[r.token(candidate.trigger).sentence];
  for (std::uint32_t t = sentence.begin.value; t < sentence.end.value; ++t) {
    for (const std::string_view context : r.lexicon.contexts(r.word(TokenId(t)))) add(context);
  }
}

// "…," he warned: the verb gives a quote its speaker and is an event only where it is aimed at somebody.
bool is_mere_cue(const Reading& r, const Candidate& candidate, const EventType& type) {
  const QuoteId quote = r.cue_of[candidate.trigger.value];
  if (!type.covers || !quote) return false;
  const Event& event = candidate.event;
  return event.target.empty() || event.target.front() == r.quotes.quotes[quote].speaker ||
         (!event.target_evidence.empty() && r.quotes.quotes[quote].span.contains(event.target_evidence.front()));
}

bool holds_office(const Actor& actor) {
  return std::any_of(actor.roles.begin(), actor.roles.end(), [](const Role& role) { return role.source == RoleSource::world; });
}

// What somebody says is an event of politics only where somebody in public life says it.
std::string_view what_is_missing(const Reading& r, const Candidate& candidate, const EventType& type) {
  const Event& event = candidate.event;
  if (type.needs_source && event.source.empty()) return "nobody who does it";
  if (type.needs_target && event.target.empty()) return "nobody that it is done with";
  // A report of films, matches or markets tells of politics only where somebody whom the world knows acts.
  const bool other_world = r.leisure > kLeisure || r.business > kBusiness;
  const auto known = [&](ActorId id) {
    const Actor& actor = r.actors.actors[id];
    return is_public(r, actor) && (!other_world || (actor.entity && actor.kind != ActorKind::person) || holds_office(actor));
  };
  if (type.in_public && std::none_of(event.source.begin(), event.source.end(), known) &&
      std::none_of(event.target.begin(), event.target.end(), known)) {
    return "nobody in public life";
  }
  if (type.quad % 2 == 1 && event.status == Status::denied) return "said not to have been said";
  return {};
}

// "The adviser attends a meeting on 13 December": a present with its own day is no habit.
bool dated(const Reading& r, const Candidate& candidate) {
  const TokenId verb = candidate.light ? candidate.light : candidate.trigger;
  return std::any_of(r.times.times.begin(), r.times.times.end(), [&](const Time& time) {
    if (time.kind != TimeKind::date || !time.days || !(time.days->first == time.days->last)) return false;
    const auto [begin, end] = r.grammar.tokens_in(time.span);
    for (std::uint32_t t = begin.value; t < end.value; ++t) {
      const TokenId head = r.grammar.head(TokenId(t));
      if (head == verb || (head && r.grammar.head(head) == verb && r.relation(head) == Relation::obl)) return true;
    }
    return false;
  });
}

// Half an event is worse than none: what the text names and the reading leaves out, and what is told of nobody in particular.
std::string_view what_is_open(const Reading& r, const Candidate& candidate, const EventType& type, const StatusFound& status) {
  const Event& event = candidate.event;
  const Frame& frame = r.lexicon.frames()[candidate.frame];
  const bool bare_noun = frame.kind == WordKind::noun && !candidate.light;
  if (candidate.source_open && !bare_noun) return "who does it stands there, but is not known";
  const Relation place = r.token(candidate.trigger).relation;
  if ((r.classes(candidate.trigger) & r.bits.stance) && (place == Relation::acl || place == Relation::amod) &&
      !child_of(r, candidate.trigger, {Relation::obl, Relation::obl_agent, Relation::obj})) {
    return "a stance, told by the way";  // "opposing voices"
  }
  if (bare_noun && event.target.empty() && !event.source.empty() && type.quad == 4) return "to whom it is done is not said";
  if (frame.reciprocal && bare_noun && (event.target.empty() || event.source.empty())) return "with whom is not said";
  const auto in_public = [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); };
  if (event.status == Status::hypothetical && (std::none_of(event.source.begin(), event.source.end(), in_public) ||
                                               std::none_of(event.target.begin(), event.target.end(), in_public))) {
    return "neither real nor between sides that are known";
  }
  const Sentence& sentence = r.grammar.sentences[event.sentence];
  const bool headline =
      sentence.begin.value == 0 || (sentence.block && r.page.blocks[sentence.block.value].kind == BlockKind::title);
  if (status.timeless && !headline && !dated(r, candidate) && (type.quad == 4 || type.quad == 2 || !type.covers) &&
      event.status == Status::happened &&
      !(r.classes(candidate.light ? candidate.light : candidate.trigger) & r.bits.speech_act)) {
    return "true at any time";
  }
  if (event.quote && r.quotes.quotes[event.quote].kind == QuoteKind::direct) {
    const bool source = std::any_of(event.source.begin(), event.source.end(), in_public);
    const bool target = std::any_of(event.target.begin(), event.target.end(), in_public);
    if (!source || (!target && type.quad != 4 && event.source.front() != event.said_by)) return "said in passing";
  }
  return {};
}

// A deed of private persons to nobody, or of nobody to nobody; asked when the mentions of one event are together.
bool is_half_told(const Reading& r, const Candidate& candidate) {
  const Event& event = candidate.event;
  if (candidate.told_elsewhere && (event.source.empty() || event.target.empty())) return true;
  if (!event.target.empty()) return false;
  const bool known = std::any_of(event.source.begin(), event.source.end(),
                                 [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); });
  if (event.source.empty()) return true;
  if (known) return false;
  return event.quad == 3 || (!candidate.target_filled && r.lexicon.type(r.lexicon.frames()[candidate.frame].type).implied);
}

void drop(Candidate& candidate, std::string_view why) {
  candidate.dropped = true;
  candidate.why_dropped = why;
}

// Whether what lies ahead is announced by whoever would do it: only then is it a threat or a promise. A sentence that a court will
// pass is neither, nor is a plot.
bool announced(const Reading& r, const Candidate& candidate, const StatusFound& status) {
  const Event& event = candidate.event;
  if (event.status == Status::pledged) return true;
  if (std::find(event.source.begin(), event.source.end(), event.said_by) != event.source.end() && event.said_by) return true;
  const bool judicial = static_cast<bool>(r.classes(candidate.trigger) & r.bits.blaming);
  const bool in_public =
      std::any_of(event.source.begin(), event.source.end(), [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); });
  return in_public && !judicial && !candidate.passive && status.own_future;
}

// Status, time, place; what lies ahead becomes the type that PLOVER has for it.
void complete(const Reading& r, std::vector<Candidate>& candidates, const std::vector<const Refinement*>& refined, bool sports) {
  StorySoFar story;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Candidate& candidate = candidates[i];
    if (candidate.dropped) continue;
    const Frame& frame = r.lexicon.frames()[candidate.frame];
    const EventType* type = &r.lexicon.type(frame.type);
    Event& event = candidate.event;
    event.frame = candidate.frame;
    event.sentence = r.token(candidate.trigger).sentence;
    event.trigger_begin = candidate.trigger;
    event.trigger_end = TokenId(candidate.trigger.value + 1);
    if (sports) {
      drop(candidate, "a report of sports");
      continue;
    }
    const StatusFound status = find_status(r, candidate);
    event.status = status.status;
    event.said_by = status.said_by;
    event.quote = status.quote;
    event.why = status.why;
    if (status.habitual) {
      drop(candidate, "no single event");
      continue;
    }
    if (status.purpose && status.status == Status::hypothetical) {
      drop(candidate, "only what something else is done for");
      continue;
    }
    if (status.negated_by_reporter) {
      drop(candidate, "the report says that it is not so");
      continue;
    }
    if (const std::string_view missing = what_is_missing(r, candidate, *type); !missing.empty()) {
      drop(candidate, missing);
      continue;
    }
    if (const std::string_view open = what_is_open(r, candidate, *type, status); !open.empty()) {
      drop(candidate, open);
      continue;
    }
    if (is_mere_cue(r, candidate, *type)) {
      drop(candidate, "it only says who spoke");
      continue;
    }
    set_codes(r, candidate, frame.cameo, frame.mode);
    if (refined[i]) set_codes(r, candidate, refined[i]->cameo, refined[i]->mode.empty() ? frame.mode : refined[i]->mode);
    // "Iran said that it would attack if" is a threat, too.
    const bool own_condition = type->quad == 4 && event.status == Status::conditional && event.said_by &&
                               std::find(event.source.begin(), event.source.end(), event.said_by) != event.source.end();
    const bool ahead = event.status == Status::scheduled || event.status == Status::pledged || own_condition;
    const Effect own = r.lexicon.status_effect(r.word(candidate.trigger), frame.kind);
    if (type->covers && event.status == Status::happened && own == Effect::scheduled && frame.kind == WordKind::verb)
      event.status = Status::scheduled;
    if (ahead && type->quad == 4 && !announced(r, candidate, status)) {
      if (std::none_of(event.source.begin(), event.source.end(),
                       [&](ActorId actor) { return is_public(r, r.actors.actors[actor]); }) && type->implied) {
        drop(candidate, "a plot that nobody in public life announces");
        continue;
      }
    } else if (ahead && !type->future.empty() && !event.source.empty() && (type->stays.empty() || type->stays != frame.mode)) {
      if (const EventType* future = r.lexicon.type_named(type->future)) {
        const Refinement* by_type = r.lexicon.refinement(future->name, type->name);
        type = future;
        if (by_type) set_codes(r, candidate, by_type->cameo, by_type->mode);
      }
    }
    event.type = type->name;
    event.quad = type->quad;
    find_when_where(r, candidate, story);
    if (event.status == Status::happened && !event.quote) {
      const BlockId block = r.grammar.sentences[event.sentence].block;
      if (story.block != block && (event.time || event.place)) story = {block, {}, {}, event.type};
      if (event.time) story.time = event.time;
      if (event.place) story.place = event.place;
    }
    set_contexts(r, candidate);
  }
}

// Keeps what is likely enough to be right. An announcement that is missed is not followed up: what lies ahead needs less. Where a report
// would say nothing at all, its likeliest event does.
void weigh(const Reading& r, std::vector<Candidate>& candidates, Events& out) {
  const double least = r.lexicon.weight("least"), least_ahead = r.lexicon.weight("least_ahead"), least_only = r.lexicon.weight("least_only");
  std::vector<ConfidenceFeatures> known;
  const auto enough = [&](const Candidate& c) {
    const bool ahead = c.event.status == Status::scheduled || c.event.status == Status::pledged;
    return c.event.confidence >= (ahead ? least_ahead : least);
  };
  std::size_t best = 0;
  bool any = false;
  for (Candidate& candidate : candidates) {
    known.push_back(features(r, candidate));
    candidate.event.confidence = confidence(r.lexicon, known.back());
    any = any || enough(candidate);
    if (candidate.event.confidence > candidates[best].event.confidence) best = known.size() - 1;
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const bool only = !any && i == best && candidates[i].event.confidence >= least_only;
    if (!enough(candidates[i]) && !only) {
      drop(candidates[i], "too little speaks for it");
      continue;
    }
    out.events.add(candidates[i].event);
    out.features.add(std::move(known[i]));
  }
}

}  // namespace

Events find_events(const Page& page, const Grammar& grammar, const World& world, const Actors& actors, const Places& places,
                   const Times& times, const Quotes& quotes, const Lexicon& lexicon) {
  Reading r{page, grammar, world, actors, places, times, quotes, lexicon, Bits(lexicon), {}, {}, {}, {}, {}, 0, 0, 0};
  Events out;
  look_up(r);
  std::vector<Candidate> candidates = find_candidates(r, out.notes);
  drop_parts(r, candidates);
  fill_arguments(r, candidates);
  std::vector<const Refinement*> refined;
  cover_complements(r, candidates, refined);
  fill_implied(r, candidates);
  fill_usual(r, candidates);
  complete(r, candidates, refined, is_sports(r));
  merge(r, candidates);
  std::erase_if(candidates, [&](const Candidate& c) { return c.dropped || is_half_told(r, c); });
  weigh(r, candidates, out);
  std::erase_if(candidates, [](const Candidate& c) { return c.dropped; });
  out.commitments = find_commitments(r, candidates);
  out.relations = find_relations(r);
  return out;
}

}  // namespace vedette
