// Who speaks by a reporting word. Doors: subject_of, speaker_meant, audience_of. Test: quotes_test.cpp.

#include "quotes/speakers.h"

#include <algorithm>

namespace vedette {
namespace {

constexpr int kSteps = 6;  // heads that are climbed at most

bool nominal(Upos upos) { return upos == Upos::noun || upos == Upos::propn || upos == Upos::pron || upos == Upos::num || upos == Upos::adj || upos == Upos::det; }

bool relative_pronoun(const Scene& scene, TokenId id) {
  const Xpos xpos = scene.at(id).xpos;
  return xpos == Xpos::wdt || xpos == Xpos::wp;
}

// The nearest subject before the verb ("who he dubbed …": he), else the one behind it.
TokenId own_subject(const Scene& scene, TokenId verb) {
  TokenId found;
  for (TokenId child : scene.grammar.children(verb)) {
    const Relation relation = scene.at(child).relation;
    if (relation != Relation::nsubj && relation != Relation::nsubj_outer && relation != Relation::nsubj_pass) continue;
    if (child < verb || !found) found = child;
  }
  return found;
}

bool passive(const Scene& scene, TokenId verb) {
  return static_cast<bool>(scene.grammar.child(verb, Relation::aux_pass)) || [&] {
    const TokenId subject = own_subject(scene, verb);
    return subject && scene.at(subject).relation == Relation::nsubj_pass;
  }();
}

bool has_case(const Scene& scene, TokenId noun, std::string_view word) {
  for (TokenId child : scene.grammar.children(noun)) {
    if (scene.at(child).relation == Relation::case_ && scene.grammar.lemma(child) == word) return true;
  }
  return false;
}

// The author of what a noun names: "X's statement", "a statement by X", "the comments from X".
TokenId author_of(const Scene& scene, TokenId noun) {
  if (const TokenId owner = scene.grammar.child(noun, Relation::nmod_poss)) return owner;
  for (TokenId child : scene.grammar.children(noun)) {
    if (scene.at(child).relation == Relation::nmod && (has_case(scene, child, "by") || has_case(scene, child, "from") || has_case(scene, child, "of"))) return child;
  }
  return {};
}

// "said the envoy": what the parser took for an object stands right behind the verb and nothing else speaks.
TokenId inverted(const Scene& scene, TokenId verb) {
  const Xpos xpos = scene.at(verb).xpos;
  if (xpos != Xpos::vbd && xpos != Xpos::vbz && xpos != Xpos::vbp && xpos != Xpos::vbn) return {};
  if (scene.cue[verb.value] == CueKind::called || scene.cue[verb.value] == CueKind::told) return {};
  for (TokenId child : scene.grammar.children(verb)) {
    const Relation relation = scene.at(child).relation;
    const bool object = relation == Relation::obj || relation == Relation::iobj || relation == Relation::dep || relation == Relation::appos ||
                        relation == Relation::obl_unmarked || relation == Relation::parataxis || relation == Relation::flat;
    if (object && child > verb && nominal(scene.at(child).upos) && !scene.marked(child) && scene.subtree(child).first.value <= verb.value + 2) return child;
  }
  return {};
}

}  // namespace

TokenId subject_of(const Scene& scene, TokenId cue) {
  const Grammar& grammar = scene.grammar;
  if (scene.cue[cue.value] == CueKind::according) {
    // "according to X": the word hangs from X as a case, or X from the word.
    for (TokenId up = cue, before; up && up.value < cue.value + 64; up = grammar.head(up)) {
      if (up > cue && scene.at(cue).relation == Relation::case_) return up;
      if (up == before) break;
      before = up;
      if (scene.at(cue).relation != Relation::case_) break;
    }
    for (TokenId child : grammar.children(cue)) {
      if (child > cue && nominal(scene.at(child).upos)) return child;
    }
    return {};
  }
  if (scene.cue[cue.value] == CueKind::noun) {
    if (const TokenId author = author_of(scene, cue)) return author;
    TokenId up = cue;
    for (int step = 0; step < kSteps && (up = grammar.head(up)); ++step) {
      if (scene.at(up).upos != Upos::verb && scene.at(up).upos != Upos::aux) continue;
      if (const TokenId subject = own_subject(scene, up); subject && subject != cue) return passive(scene, up) ? TokenId() : subject;
    }
    return cue;
  }
  TokenId verb = cue;
  bool climbed = false;
  for (int step = 0; step < kSteps && verb; ++step) {
    const TokenId subject = own_subject(scene, verb);
    if (subject && scene.at(subject).relation == Relation::expl) return {};
    if (subject) {
      if (!climbed && passive(scene, verb)) {  // "was told by X"
        const TokenId agent = grammar.child(verb, Relation::obl_agent);
        return agent;
      }
      if (relative_pronoun(scene, subject)) {
        const TokenId antecedent = grammar.head(verb);
        if (scene.at(verb).relation == Relation::acl_relcl && antecedent && nominal(scene.at(antecedent).upos)) return antecedent;
        // The tree hangs the clause from elsewhere: what stands before the pronoun, and its comma, is meant.
        TokenId before = subject;
        for (int back = 0; back < 2 && before.value > 0; ++back) {
          --before.value;
          if (nominal(scene.at(before).upos) && scene.at(before).sentence == scene.at(subject).sentence) return before;
        }
        return {};
      }
      return subject;
    }
    if (!climbed) {
      if (const TokenId agent = grammar.child(verb, Relation::obl_agent)) return agent;
      if (grammar.child(verb, Relation::aux_pass)) return {};  // "and has been told to": by whom, it does not say
      if (const TokenId behind = inverted(scene, verb)) return behind;
    }
    TokenId head = grammar.head(verb);
    if (!head) return {};
    if (!climbed && base(scene.at(verb).relation) == Relation::conj && scene.marked(head) && !scene.marked(verb)) {
      // "X added that Y “…” and expressed …": the conjunct of quoted words, outside the marks, goes on with who quotes.
      const TokenId above = grammar.head(head);
      if (above && scene.is_speech(above) && scene.at(head).relation == Relation::ccomp) head = above;
    }
    const Relation relation = base(scene.at(verb).relation);
    switch (relation) {
      case Relation::acl:
        if (scene.cue[head.value] == CueKind::noun) {
          if (const TokenId author = author_of(scene, head)) return author;
          const TokenId speaker = subject_of(scene, head);
          return speaker ? speaker : head;
        }
        return head;
      case Relation::conj:
      case Relation::xcomp:
      case Relation::advcl:
      case Relation::ccomp:
      case Relation::aux:
      case Relation::cop:
      case Relation::compound:
      case Relation::dep: break;
      case Relation::parataxis:
        if (!climbed && scene.is_speech(verb)) return {};  // what it hangs from is what was said, not who said it
        break;
      case Relation::obl:
      case Relation::obj:
      case Relation::nmod: break;
      default: return {};
    }
    if (nominal(scene.at(head).upos) && !own_subject(scene, head)) return relation == Relation::acl ? head : TokenId();
    verb = head;
    climbed = true;
  }
  return {};
}

Speaker speaker_meant(const Scene& scene, TokenId noun) {
  Speaker speaker;
  if (!noun) return speaker;
  const Actors& actors = scene.actors;
  const Span span = scene.at(noun).span;
  if (const auto unclear = scene.unclear.find(span.begin); unclear != scene.unclear.end()) speaker.unclear = actors.unclear[unclear->second].candidates;
  const auto take = [&](TokenId id) {
    if (speaker.actor || !id) return;
    if (const std::span<const ActorId> meant = actors.meant_by(id); !meant.empty() && !actors.mentions[actors.of_head[id.value] - 1].adjective) {
      speaker.actor = meant.front();
    } else if (const std::uint32_t m = scene.mention[id.value]) {
      speaker.actor = actors.mentions[m - 1].actors.front();
    }
  };
  // "the coordinator, Jane Doe, said": the name tells more than the description.
  if (const std::uint32_t m = actors.of_head[noun.value]; m == 0 || actors.mentions[m - 1].form == MentionForm::description) {
    if (const TokenId name = scene.grammar.child(noun, Relation::appos)) {
      const std::uint32_t n = scene.mention[name.value];
      if (n && actors.mentions[n - 1].form == MentionForm::name && actors.actors[actors.mentions[n - 1].actors.front()].kind == ActorKind::person) take(name);
    }
  }
  take(noun);
  // The mention that shares the phrase's core: "spokeswoman Hope Hicks", whichever of its words the tree hangs it from.
  const auto core = [&](TokenId id, auto&& self, int depth) -> void {
    for (TokenId child : scene.grammar.children(id)) {
      if (speaker.actor) return;
      const Relation relation = base(scene.at(child).relation);
      if (relation != Relation::flat && relation != Relation::compound && relation != Relation::nmod_desc && relation != Relation::list) continue;
      if (const std::uint32_t m = scene.mention[child.value]; m && actors.mentions[m - 1].end.value > noun.value) take(child);
      else if (m && relation == Relation::flat) take(child);
      if (depth > 0) self(child, self, depth - 1);
    }
  };
  if (!speaker.actor) core(noun, core, 2);
  if (!speaker.actor) {
    for (Relation relation : {Relation::appos, Relation::flat, Relation::conj}) take(scene.grammar.child(noun, relation));
  }
  if (!speaker.actor && (scene.cue[noun.value] == CueKind::noun || scene.at(noun).upos == Upos::noun)) {
    if (const TokenId author = author_of(scene, noun)) take(author);
    // "Trump released a video that said": whose doing the thing is that speaks.
    const TokenId doing = scene.grammar.head(noun);
    if (!speaker.actor && scene.cue[noun.value] == CueKind::noun && doing && scene.at(noun).relation == Relation::obj) take(own_subject(scene, doing));
  }
  return speaker;
}

std::vector<ActorId> audience_of(const Scene& scene, TokenId cue) {
  std::vector<ActorId> audience;
  if (!cue || !scene.is_verb_cue(cue)) return audience;
  const CueKind kind = scene.cue[cue.value];
  const bool has_subject = static_cast<bool>(own_subject(scene, cue));
  const auto take = [&](TokenId id) {
    for (ActorId actor : scene.actors.meant_by(id)) {
      if (std::find(audience.begin(), audience.end(), actor) == audience.end()) audience.push_back(actor);
    }
  };
  const auto take_all = [&](TokenId id) {
    take(id);
    for (TokenId child : scene.grammar.children(id)) {
      if (base(scene.at(child).relation) == Relation::conj) take(child);
    }
  };
  for (TokenId child : scene.grammar.children(cue)) {
    if (scene.marked(child)) continue;
    const Relation relation = scene.at(child).relation;
    const bool object = relation == Relation::obj || relation == Relation::iobj;
    if (object && has_subject && (kind == CueKind::told || kind == CueKind::asked || relation == Relation::iobj)) take_all(child);
    else if (relation == Relation::obl && has_case(scene, child, "to") && kind != CueKind::called) take_all(child);
    else if (relation == Relation::nsubj_pass && (kind == CueKind::told || kind == CueKind::asked)) take_all(child);
  }
  return audience;
}

}  // namespace vedette
