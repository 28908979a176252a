// How real an event is. Its only door: find_status(). Test: events_test.cpp.
// The own clause gives tense, mood and negation; then the way up to the root: each governing word that the status table knows
// changes it ("plan", "deny", "if"), as in the factuality profiles of Saurí and Pustejovsky (2012), without their numbers.

#include "events/status.h"

#include <algorithm>

#include "events/arguments.h"
#include "events/clause.h"
#include "events/slots.h"

namespace vedette::what {
namespace {

constexpr int kFarthest = 16;

}  // namespace

std::string_view name_of(Status status) {
  constexpr std::string_view kNames[] = {"happened",   "ongoing",     "scheduled", "pledged",
                                         "called-for", "conditional", "denied",    "hypothetical"};
  return kNames[static_cast<int>(status)];
}

StatusFound find_status(const Reading& r, const Candidate& candidate) {
  const Lexicon& lexicon = r.lexicon;
  const Frame& frame = lexicon.frames()[candidate.frame];
  StatusFound found;
  State state;
  TokenId at = candidate.light ? candidate.light : candidate.trigger;
  if (is_verb(r, at)) {
    read_clause(r, at, state, true);
  } else {
    // A predicate adjective or noun; or a noun with its own modifiers: "a planned attack", "any attack"
    read_clause(r, at, state, true);
  }
  const bool deed = is_verb(r, candidate.trigger);
  for (const TokenId word : {candidate.trigger, candidate.matched.size() > 1 ? candidate.matched[1] : candidate.trigger}) {
    if (is_verb(r, word) || deed) continue;  // "denied any part in it", "accepted the proposed plan"
    for (const TokenId child : r.grammar.children(word)) {
      const Relation relation = r.relation(child);
      if (is_verb(r, child) && (r.classes(child) & r.bits.blaming)) continue;  // "suspected rebels"
      if (relation == Relation::amod || relation == Relation::det || relation == Relation::compound) {
        const Effect effect = lexicon.status_effect(
            r.word(child), relation == Relation::amod && r.token(child).xpos == Xpos::vbn ? WordKind::verb : WordKind::adjective);
        if (is_status(effect) && effect != Effect::happened) set(state, r, status_of(effect), child, "modifier");
      }
    }
  }
  if (!is_verb(r, candidate.trigger)) {  // "a summit to be held in July"
    for (const TokenId child : r.grammar.children(candidate.trigger)) {
      if (r.token(child).relation != Relation::acl || !is_verb(r, child)) continue;
      if (!lexicon.has(r.word(child), WordKind::verb, Effect::light) &&
          !lexicon.has(r.word(child), WordKind::verb, Effect::occurs))
        continue;
      for (const TokenId below : r.grammar.children(child)) {
        if (r.relation(below) == Relation::mark && r.token(below).xpos == Xpos::to)
          set(state, r, Status::scheduled, child, "to be");
      }
    }
  }
  state.negated |= candidate.negated;
  if (frame.negated) state.negated = false;                            // the negation is what the frame is about
  if (frame.future && frame.negated) state.status = Status::happened;  // "will not accept" is a refusal now
  if (frame.future && !frame.negated && state.status == Status::happened) state.status = Status::scheduled;
  bool condition = has_condition(r, at);
  for (const TokenId child : r.grammar.children(at))
    condition |= r.relation(child) == Relation::conj && is_verb(r, child) && has_condition(r, child);
  if (state.status != Status::denied && condition &&
      (state.conditional_mood || state.status == Status::scheduled || state.status == Status::hypothetical)) {
    set(state, r, Status::conditional, at, "has a condition");
  }
  bool past_speech = false, reported = false;
  Status outer = Status::happened;
  if (candidate.light) {
    const Effect effect = lexicon.status_effect(r.word(candidate.light), WordKind::verb);
    if (is_status(effect) && !lexicon.has(r.word(candidate.light), WordKind::verb, Effect::light)) {
      outer = status_of(effect);
      state.why += std::string(r.grammar.form(candidate.light)) + " (" + std::string(name_of(outer)) + ")";
    }
  }
  TokenId speaker_verb;
  bool independent = false;  // what stands above no longer bears on it: "after the attack", "who attacked"
  for (int step = 0; step < kFarthest; ++step) {
    const Relation relation = r.token(at).relation;
    const TokenId head = r.grammar.head(at);
    if (!head) break;
    const bool verb_above = is_verb(r, head);
    const WordKind above_kind = kind_of(r.token(head));
    const bool nominal = !is_verb(r, at);
    const bool as_object = nominal && relation != Relation::xcomp && relation != Relation::ccomp;
    const WordId above_word = r.word(head);
    const bool supports =
        as_object &&
        (lexicon.has(above_word, above_kind, Effect::light) || lexicon.has(above_word, above_kind, Effect::transparent)) &&
        (relation == Relation::obj || relation == Relation::nsubj_pass || relation == Relation::nmod || head == candidate.light);
    const bool occurs = relation == Relation::nsubj && lexicon.has(above_word, above_kind, Effect::occurs);
    Effect effect = lexicon.status_effect(above_word, above_kind);
    if (supports || occurs) effect = Effect::light;
    if (effect == Effect::none && lexicon.has(above_word, above_kind, Effect::reports)) effect = Effect::reports;
    if (effect == Effect::called_for && relation == Relation::ccomp && lexicon.has(above_word, above_kind, Effect::reports) &&
        indicative(r, at))
      effect = Effect::reports;
    // "pleaded guilty to"
    if (effect == Effect::called_for && (lexicon.classes(above_word) & r.bits.confessing)) effect = Effect::none;
    // "information leading to the arrest"
    if (r.classes(head) & r.bits.sought) outer = stronger(Status::hypothetical, outer) ? Status::hypothetical : outer;
    if (r.cue_of[head.value] && is_status(effect)) effect = Effect::reports;  // "…," she warned: of what is so
    const bool verb_to = !nominal && purpose(r, at);
    if (!nominal && relation == Relation::xcomp && (r.classes(head) & r.bits.telling) && infinitive(r, at))
      effect = Effect::called_for;  // "told them to leave", "called for them to be freed"
    if (!nominal && relation == Relation::xcomp && (r.classes(head) & r.bits.have) && infinitive(r, at) && finite_present(r, head) &&
        !child_of(r, head, {Relation::obj, Relation::advmod}))
      effect = Effect::called_for;  // "has to leave", not "has yet to leave"
    if (relation == Relation::acl && r.token(at).xpos == Xpos::vbg && !verb_above && r.token(head).relation == Relation::nmod) {
      const TokenId over = r.grammar.head(head);  // "the possibility of troops joining them"
      const Effect made = lexicon.status_effect(r.word(over), kind_of(r.token(over)));
      if (is_status(made) && !is_verb(r, over) && preposition(r, head) && r.word(preposition(r, head)) == r.bits.word_of &&
          stronger(status_of(made), outer))
        outer = status_of(made);
    }
    if (nominal && is_status(effect) && (r.classes(head) & r.bits.blaming)) {  // "wanted for attacks"
      const TokenId by = relation == Relation::obl ? preposition(r, at) : TokenId();
      if (by && (r.classes(by) & r.bits.blame_preposition)) effect = Effect::reports;
    }
    // "a probe into the killing"
    if (nominal && (r.classes(head) & r.bits.aftermath) && r.lexicon.type(frame.type).quad == 4) independent = true;
    if (nominal && r.lexicon.type(frame.type).quad == 4 && preposition(r, at) &&
        (r.classes(preposition(r, at)) & r.bits.aftermath) && child_of(r, at, {Relation::nmod_poss}))
      independent = true;  // "cooperate with the inquiry into his murder", wherever the words hang
    if (nominal && step == 0) {
      for (const TokenId child : r.grammar.children(at)) {  // "following the bombings", read as their modifier
        independent |=
            r.token(child).xpos == Xpos::vbg && r.relation(child) == Relation::amod && (r.classes(child) & r.bits.occasion);
      }
    }
    if (step == 0 && (gerund_subject(r, at) || (nominal && relation == Relation::nsubj && imagined_subject(r, at, head)))) {
      if (stronger(Status::hypothetical, outer)) outer = Status::hypothetical, state.why += "only spoken of";
    }
    if (effect == Effect::denied && r.token(at).xpos == Xpos::vbg && relation == Relation::xcomp &&
        (r.classes(head) & r.bits.ceasing)) {
      State above;  // "wants them to stop firing": they fire
      read_clause(r, head, above, false);
      const TokenId governor = r.grammar.head(head);
      const Effect asked = governor ? lexicon.status_effect(r.word(governor), kind_of(r.token(governor))) : Effect::none;
      if (above.status == Status::called_for || asked == Effect::called_for || asked == Effect::hypothetical) {
        if (stronger(Status::ongoing, outer)) outer = Status::ongoing, state.why += "still to be stopped";
        independent = true;
        effect = Effect::none;
      }
    }
    bool governs = false;
    switch (relation) {
      case Relation::xcomp:
      case Relation::ccomp:
      case Relation::csubj:
      case Relation::csubj_pass:
      case Relation::acl:
        governs = true;
        break;
      case Relation::advcl:
        governs = (r.token(at).xpos == Xpos::vbg && (effect == Effect::reports || preposition_mark(r, at))) || purpose(r, at);
        // "blocked a road to protest"
        // "ruled out sending troops", "considered attacking": a gerund that is the object of its verb
        governs |= r.token(at).xpos == Xpos::vbg && is_status(effect) && at.value <= head.value + 2 && at.value > head.value &&
                   !child_of(r, head, {Relation::obj});
        if (verb_to && effect == Effect::denied && child_of(r, head, {Relation::obj})) governs = false;
        break;
      case Relation::obj:
      case Relation::nsubj_pass:
      case Relation::nmod_poss:
      case Relation::compound:
        governs = nominal;
        break;
      case Relation::obl:
      case Relation::nmod: {
        const TokenId by = preposition(r, at);
        governs = nominal && by && (r.classes(by) & r.bits.content);
        if (by && (r.classes(by) & r.bits.if_)) outer = Status::conditional;
        const bool beside = step == 0 && relation == Relation::obl && r.lexicon.type(frame.type).quad <= 2 && by &&
                            (r.classes(by) & r.bits.accompanying);
        if (!governs && !beside && head != candidate.light) independent = true;
        break;
      }
      case Relation::nsubj:
        governs = nominal && (occurs || !verb_above);
        // "make sure that Putin's war fails": the war is there
        if (nominal && verb_above && !occurs && child_of(r, at, {Relation::nmod_poss})) independent = true;
        break;
      default:
        break;
    }
    if (relation == Relation::acl && is_passive(r, at)) {
      governs = false;
      // "offenders convicted of theft are often sent home": no one time
      const TokenId above = step == 0 && r.token(head).xpos == Xpos::nns && !child_of(r, head, {Relation::det, Relation::nummod}) ? r.grammar.head(head) : TokenId();
      if (above && base(r.token(head).relation) == Relation::nsubj && is_verb(r, above)) {
        State told;
        read_clause(r, above, told, false);
        state.habitual |= told.habitual;
      }
    }
    if (relation == Relation::acl && r.token(at).xpos == Xpos::vbg) governs = false;
    if (relation == Relation::acl && r.token(at).xpos == Xpos::vbg && !verb_above && preposition_mark(r, at) &&
        effect == Effect::none && !(lexicon.classes(above_word) & r.bits.practice)) {
      outer = stronger(Status::hypothetical, outer) ? Status::hypothetical
                                                    : outer;  // "the wisdom of attacking", not "a policy of attacking"
      independent = true;
    }
    if (relation == Relation::ccomp && effect == Effect::reports) {  // "asked whether he had"
      for (const TokenId child : r.grammar.children(at)) {
        if (r.relation(child) == Relation::mark && (r.classes(child) & r.bits.if_)) state.habitual = true;
      }
    }
    if (relation == Relation::acl_relcl || (relation == Relation::acl && !governs)) independent = true;
    if (independent && effect != Effect::reports) governs = false;
    if (independent && !governs) {
      at = head;
      continue;
    }
    if (step == 0 || relation == Relation::ccomp || relation == Relation::advcl) {  // "after Belarus welcomed him"
      for (const TokenId child : r.grammar.children(at)) {
        if (r.relation(child) == Relation::mark && (r.classes(child) & r.bits.backdrop)) {
          if (step == 0 && relation == Relation::advcl && verb_above && ahead_with_head(r, at, head) &&
              stronger(Status::scheduled, outer))
            outer = Status::scheduled, state.why += "ahead with what it goes with";
          independent = true;
        }
        const TokenId by = child.value + 1 == at.value && is_verb(r, at) && r.relation(child) == Relation::obl
                               ? preposition(r, child)
                               : TokenId();
        if (by && (r.classes(by) & r.bits.backdrop)) independent = true;
      }
      if (independent) governs = false;
    }
    if (effect == Effect::scheduled && (lexicon.classes(above_word) & r.bits.ahead_when_going) &&
        r.token(head).xpos != Xpos::vbg) {
      effect = Effect::happened;  // "went on to meet", not "is going to meet"
    }
    if (governs && effect == Effect::reports) {
      reported = true;
      if (!speaker_verb) speaker_verb = head;
      past_speech |= r.token(head).xpos == Xpos::vbd || r.token(head).xpos == Xpos::vbn || r.token(head).xpos == Xpos::vbz;
      if (is_negated(r, head) && relation != Relation::advcl) state.habitual = true;  // "did not think that"
    } else if (governs && is_status(effect)) {
      if (effect == Effect::happened) {
        State above;
        read_clause(r, head, above, false);
        if (stronger(above.status, outer)) outer = above.status, state.why += (state.why.empty() ? "" : "; ") + above.why;
        state.negated |= above.negated;
      } else if (is_negated(r, head) && (effect == Effect::scheduled || effect == Effect::pledged || effect == Effect::denied)) {
        if (effect != Effect::denied) state.negated = true;
      } else if (effect == Effect::denied && outer == Status::denied && relation == Relation::xcomp &&
                 lexicon.status_effect(r.word(at), kind_of(r.token(at))) == Effect::denied) {
        // "failed to stop them from attacking", but "refused to rule out attacking"
        outer = child_of(r, at, {Relation::obj}) ? Status::happened : Status::hypothetical;
        state.why += "; " + std::string(r.grammar.form(head)) + " (denies what was denied)";
      } else if (stronger(status_of(effect), outer)) {
        outer = status_of(effect);
        state.why +=
            (state.why.empty() ? "" : "; ") + std::string(r.grammar.form(head)) + " (" + std::string(name_of(outer)) + ")";
      }
    } else if (governs && effect == Effect::light) {
      State above;
      read_clause(r, head, above, true);
      if (above.status != Status::happened) outer = stronger(above.status, outer) ? above.status : outer, state.why += above.why;
      state.negated |= above.negated;
      state.habitual |= above.habitual;
    } else if (step == 0 && verb_to &&
               (((relation == Relation::advcl || relation == Relation::xcomp) && verb_above &&
                 (r.classes(head) & r.bits.implicative)) ||
                ((relation == Relation::advcl || relation == Relation::xcomp || relation == Relation::acl) &&
                 (r.classes(at) & r.bits.done_in_doing)))) {
      State above;  // "will travel to Rome to meet him", "held protests to press the king"
      if (verb_above) read_clause(r, head, above, true);
      if (above.status != Status::happened && stronger(above.status, outer)) outer = above.status, state.why += above.why;
    } else if (nominal && relation == Relation::obl && verb_above && step == 0 && r.lexicon.type(frame.type).quad <= 2 &&
               preposition(r, at) && (r.classes(preposition(r, at)) & r.bits.accompanying)) {
      State above;  // "will visit Moscow for talks"
      read_clause(r, head, above, true);
      if (above.status == Status::scheduled && stronger(above.status, outer)) outer = above.status, state.why += above.why;
    } else if (purpose(r, at) && (relation == Relation::advcl || relation == Relation::acl || relation == Relation::xcomp) &&
               !(r.classes(head) & r.bits.implicative)) {
      if (stronger(Status::hypothetical, outer)) {
        outer = Status::hypothetical;
        found.purpose |= relation == Relation::advcl;
        state.why += (state.why.empty() ? "" : "; ") + std::string("a purpose");
      }
    } else if (relation == Relation::conj && r.token(at).xpos == Xpos::vbd && r.token(head).xpos == Xpos::vb) {
      independent = true;  // "is willing to help, and called on them": nothing above the infinitive bears on it
    } else if (relation == Relation::conj && is_verb(r, at) && verb_above) {
      // A bare verb shares the auxiliaries of the first: "will meet and sign"
      bool own_auxiliary = false;
      for (const TokenId child : r.grammar.children(at)) {
        own_auxiliary |= r.relation(child) == Relation::aux || r.relation(child) == Relation::nsubj;
      }
      if (!own_auxiliary && (r.token(at).xpos == Xpos::vb || r.token(at).xpos == r.token(head).xpos) && step == 0) {
        State above;
        read_clause(r, head, above, true);
        if (state.status == Status::happened) state.status = above.status;
        if (r.token(at).xpos == Xpos::vb) state.negated |= above.negated;
        state.conditional_mood |= above.conditional_mood;
      }
    } else if (relation == Relation::advcl) {
      for (const TokenId child : r.grammar.children(at)) {
        if (r.relation(child) == Relation::mark && (r.classes(child) & r.bits.if_) && step > 0) outer = Status::conditional;
      }
      if (step == 0 && finite_present(r, at) && has_mark(r, at, r.bits.until) && stronger(Status::conditional, outer))
        outer = Status::conditional;  // "until Britain pays"
      // "will talk when they meet on Friday"
      if (step == 0 && (r.token(at).xpos == Xpos::vbz || r.token(at).xpos == Xpos::vbp) && verb_above) {
        State above;
        read_clause(r, head, above, true);
        if (above.status == Status::scheduled && stronger(Status::scheduled, outer)) outer = Status::scheduled, state.why += above.why;
      }
      if (step == 0 && r.token(at).xpos == Xpos::vbg && has_mark(r, at, r.bits.manner)) {
        State above;  // "urged them to help him in fighting the rebels"
        read_clause(r, head, above, true);
        if (above.status != Status::happened && stronger(above.status, outer)) outer = above.status, state.why += above.why;
      } else {
        independent = !governs || r.token(at).xpos == Xpos::vbg;
      }
    }
    at = head;
  }

  const Sentence& sentence = r.grammar.sentences[r.token(candidate.trigger).sentence];
  for (std::uint32_t t = candidate.trigger.value; t < sentence.end.value; ++t) {
    if (r.grammar.form(TokenId(t)) == "?") state.habitual = true;  // a question states nothing
  }

  // Who says so: the innermost quote with a speaker, else the subject of the verb of saying.
  if (candidate.trigger.value < r.quotes.of_token.size()) found.quote = r.quotes.of_token[candidate.trigger.value];
  if (found.quote) {
    found.said_by = r.quotes.quotes[found.quote].speaker;
    found.spoken = true;
    if (const TokenId cue = r.quotes.quotes[found.quote].cue) {
      past_speech |= r.token(cue).xpos == Xpos::vbd || r.token(cue).xpos == Xpos::vbn || r.token(cue).xpos == Xpos::vbz;
    }
  } else if (speaker_verb && is_verb(r, speaker_verb)) {
    if (const TokenId subject = logical_subject(r, speaker_verb)) {
      const std::vector<ActorId> actors = actors_of(r, {}, subject);
      if (!actors.empty()) found.said_by = actors.front();
    }
    found.spoken = true;
  }
  found.spoken |= reported;

  if (state.conditional_mood && state.status == Status::conditional && !condition) {
    state.status =
        past_speech || found.spoken ? Status::scheduled : Status::hypothetical;  // "said it would": what lies ahead of the saying
  }
  found.status = stronger(outer, state.status) ? outer : state.status;
  found.own_future = state.status == Status::scheduled;
  found.habitual = state.habitual;
  const TokenId verb = candidate.light ? candidate.light : candidate.trigger;
  if (r.token(verb).xpos == Xpos::vbz || r.token(verb).xpos == Xpos::vbp) {
    found.timeless = true;
    for (const TokenId child : r.grammar.children(verb)) {
      if (r.relation(child) == Relation::aux || r.token(child).relation == Relation::aux_pass) found.timeless = false;
    }
  }
  if (state.negated) {
    if (found.spoken || outer == Status::denied) {
      found.status = Status::denied;
    } else {
      found.negated_by_reporter = true;
      found.status = Status::denied;
    }
  }
  found.why = state.why.empty() ? "the clause states it" : state.why;
  return found;
}

}  // namespace vedette::what
