// Gives each stretch between marks its speaker: by the cue behind it, before it or above it in the tree, by its sentence's
// subject, or by the speaker of what came before. Door: attribute. Test: quotes_test.cpp.
//
// The order of the rules follows O'Keefe et al. 2012, "A sequence labelling approach to quote attribution".

#include "quotes/attribute.h"

#include <algorithm>
#include <optional>

#include "quotes/window.h"

namespace vedette {
namespace {

constexpr std::uint32_t kBehind = 40;   // tokens looked at behind a closing mark
constexpr std::uint32_t kBefore = 48;   // tokens looked at before an opening mark
constexpr int kUp = 16;                 // heads climbed
constexpr std::uint32_t kStretchesBack = 64;  // stretches, and sentences, looked at for who spoke before
constexpr std::uint32_t kBlocksBack = 3;  // paragraphs that a speaker is carried over

class Attributor : private Window {
 public:
  Attributor(const Scene& scene, const std::vector<TokenId>& said) : Window(scene), said_(said), out_(scene.stretches.size()) {}

  std::vector<Attribution> run() {
    for (std::size_t i = 0; i < scene_.stretches.size(); ++i) {
      look_at(static_cast<std::uint32_t>(i));
      if (begin_ >= end_) continue;
      const bool inner = scene_.stretches[i].parent != Stretch::kNone;
      Attribution& own = out_[i];
      const bool found = signed_behind(own) || behind(own) || before(own) || above(own) || earlier(own) || later(own) || named(own) ||
                         (!inner && (subject(own) || carried(own)));
      if (!found) own = {};
    }
    backwards();
    return std::move(out_);
  }

 private:
  // "X said it was over, adding …": a participle goes with who speaks in its sentence, whatever the tree hangs it from.
  TokenId participle_subject(TokenId cue, TokenId subject) const {
    const CueKind kind = scene_.cue[cue.value];
    if (scene_.at(cue).xpos != Xpos::vbg || (kind != CueKind::added && kind != CueKind::said)) return subject;
    const Sentence& s = grammar_.sentences[sentence(cue)];
    for (TokenId id = cue; id > s.begin && id.value + kBefore > cue.value;) {
      --id.value;
      const Xpos xpos = scene_.at(id).xpos;
      if (scene_.marked(id) || !(scene_.is_speech(id) || scene_.cue[id.value] == CueKind::called) || (xpos != Xpos::vbd && xpos != Xpos::vbz && xpos != Xpos::vbp)) continue;
      const TokenId other = subject_of(scene_, id);
      if (other && !scene_.marked(other) && speaker_meant(scene_, other).actor) return other;
    }
    return subject;
  }

  bool take(Attribution& own, TokenId cue, TokenId subject, Tie tie = Tie::cue) {
    if (cue) subject = participle_subject(cue, subject);
    own.tie = tie;
    own.cue = cue;
    own.subject = subject;
    own.speaker = speaker_meant(scene_, subject);
    if (cue && scene_.cue[cue.value] == CueKind::added && scene_.at(subject).upos == Upos::pron) goes_on(own);
    return true;
  }

  // "…, he added": who adds has spoken just before.
  void goes_on(Attribution& own) const {
    const BlockId block = scene_.stretches[index_].block;
    for (std::uint32_t i = index_; i > 0;) {
      --i;
      if (scene_.stretches[i].parent != Stretch::kNone) continue;
      if (scene_.stretches[i].block.value + 2 < block.value || !out_[i].speaker.actor) return;
      const Actor& before = scene_.actors.actors[out_[i].speaker.actor];
      const char sex = own.speaker.actor ? scene_.actors.actors[own.speaker.actor].sex : '\0';
      if (before.sex != 0 && sex != 0 && before.sex != sex) return;
      if (own.speaker.actor && (before.kind == ActorKind::person) != (scene_.actors.actors[own.speaker.actor].kind == ActorKind::person)) return;
      own.speaker.actor = out_[i].speaker.actor;
      own.speaker.unclear.clear();
      return;
    }
  }
  bool take_beside(Attribution& own, TokenId cue, TokenId subject) {
    own.beside = true;
    return take(own, cue, subject);
  }

  // “…,” he said. “…,” said the envoy. “…” Smith, a lawyer, told reporters.
  bool behind(Attribution& own) {
    TokenId at = end_;
    while (at < high_ && (is_mark(at) || grammar_.form(at) == ",")) ++at.value;
    if (at >= high_ || scene_.marked(at)) return false;
    if (sentence(at) != sentence(TokenId(end_.value - 1))) {
      // A new sentence only where it was cut by mistake: it goes on in small letters, or the quote does not end in a full stop.
      const char c = grammar_.form(at)[0];
      const char last = grammar_.text[scene_.stretches[index_].inside.end - 1];
      const bool open = last == ',' || last == '?' || last == '!' || grammar_.form(TokenId(at.value - 1)) == ",";
      if ((c < 'a' || c > 'z') && !open) return false;
    }
    const TokenId first = at;
    if (scene_.at(first).upos == Upos::cconj || (scene_.at(first).upos == Upos::sconj && grammar_.lemma(first) != "as")) return false;
    if (const TokenId cue = after_name(first)) return take_beside(own, cue, name_at(first));
    if (const TokenId verb = after_comma(first)) return take_beside(own, verb, name_at(first));
    if (const auto [cue, speaker] = by_order(first); cue) return take_beside(own, cue, speaker);
    for (; at < high_ && at.value < first.value + kBehind && sentence(at) == sentence(first); ++at.value) {
      if (scene_.marked(at) || is_mark(at)) return false;
      const bool loose = scene_.cue[at.value] == CueKind::thought || scene_.cue[at.value] == CueKind::showed;
      const bool believer = loose && at == first;  // “…,” believes the envoy: not where a clause follows ("even if it means")
      if (!scene_.is_verb_cue(at) || scene_.cue[at.value] == CueKind::called || (loose && !believer && scene_.at(at).relation == Relation::advcl)) {
        // Any other finite verb in the way ends the look, but not one of a relative clause.
        if (scene_.at(at).upos == Upos::verb && scene_.at(at).xpos != Xpos::vbg && scene_.at(at).relation != Relation::acl_relcl &&
            scene_.at(at).relation != Relation::acl && at == first) return false;
        continue;
      }
      const Xpos xpos = scene_.at(at).xpos;
      const bool finite = xpos == Xpos::vbd || xpos == Xpos::vbz || xpos == Xpos::vbp || xpos == Xpos::vbn;
      if ((!finite && at != first) || scene_.at(at).relation == Relation::acl_relcl) continue;
      if (finite && at == first) {
        if (const TokenId speaker = noun_behind(at)) return take_beside(own, at, speaker);
      }
      const TokenId subject = subject_of(scene_, at);
      if (!subject || scene_.marked(subject)) {
        if (at == first || at.value == first.value + 1) {
          if (const TokenId near = nearest(TokenId(at.value + 1), 6)) return take_beside(own, at, near);
        }
        continue;
      }
      TokenId opens = scene_.subtree(subject).first;
      for (TokenId child : grammar_.children(at)) {
        if (child < subject && base(scene_.at(child).relation) == Relation::nsubj) opens = std::min(opens, scene_.subtree(child).first);
      }
      const bool adverb_first = at.value <= first.value + 1;
      if (subject > at ? adverb_first : (opens.value <= first.value + 2 && opens >= first)) return take_beside(own, at, subject);
      if (subject < first && at == first) return take_beside(own, at, subject);  // He came in “late,” adding that …
    }
    return false;
  }

  // “…” for the party, said Kunin: the speech closes the sentence.
  bool later(Attribution& own) {
    const Sentence& s = grammar_.sentences[sentence(TokenId(end_.value - 1))];
    for (TokenId at = end_; at < s.end && at < high_ && at.value < end_.value + kBefore; ++at.value) {
      if (elsewhere(at) || !finite_speech(at)) continue;
      TokenId before(at.value - 1);
      if (grammar_.form(before) == ",") {
        if (const TokenId speaker = noun_behind(at)) return take(own, at, speaker);
        continue;
      }
      const bool closes = at.value + 1 >= s.end.value || scene_.at(TokenId(at.value + 1)).upos == Upos::punct;
      const std::uint32_t m = scene_.mention[before.value];
      if (!closes || !m || elsewhere(before)) continue;
      const TokenId opens = scene_.actors.mentions[m - 1].begin;
      if (opens > end_ && grammar_.form(TokenId(opens.value - 1)) == ",") return take(own, at, name_at(before));
    }
    return false;
  }

  // He said, “…”; he added that it was “…”: the nearest cue of the sentence before the opening mark, if a comma, a colon or the
  // cue itself stands there.
  bool before(Attribution& own) {
    if (begin_ <= low_) return false;
    TokenId at(begin_.value - 1);
    while (at > low_ && is_mark(at)) --at.value;
    const std::string_view sign = grammar_.form(at);
    if (sign != "," && sign != ":" && sign != "that" && !scene_.is_verb_cue(at) && sign != "as") return false;
    const bool colon = sign == ":";
    std::optional<std::pair<TokenId, TokenId>> belief;
    const SentenceId own_sentence = sentence(begin_);
    for (TokenId id = at; id.value + kBefore > at.value; --id.value) {
      if (elsewhere(id)) break;
      if (!colon && sentence(id) != own_sentence) break;
      if (colon && sentence(id) != sentence(at)) break;
      if (scene_.is_verb_cue(id) || scene_.cue[id.value] == CueKind::according) {
        TokenId subject = weak(id) ? TokenId() : subject_of(scene_, id);
        if (id.value + 3 > at.value && finite_speech(id) && (!subject || !speaker_meant(scene_, subject).actor)) {
          if (const TokenId ordered = subject_before(id)) subject = ordered;
        }
        if (subject && !elsewhere(subject)) {
          if (scene_.cue[id.value] != CueKind::thought) return take_beside(own, id, subject);
          if (!belief) belief = {id, subject};
        }
      }
      if (id == low_) break;
    }
    return belief && take_beside(own, belief->first, belief->second);
  }

  // The tree: the words hang, at some height, from a reporting word.
  bool above(Attribution& own) {
    for (TokenId top = begin_; top < end_; ++top.value) {
      const TokenId head = grammar_.head(top);
      if (head && head >= begin_ && head < end_) continue;
      TokenId up = head;
      std::optional<std::pair<TokenId, TokenId>> belief;
      TokenId below = top;
      for (int step = 0; up && step < kUp; ++step, below = up, up = grammar_.head(up)) {
        if (up < low_ || up >= high_) break;
        if (elsewhere(up)) continue;
        if (scene_.cue[up.value] == CueKind::none || scene_.cue[up.value] == CueKind::according || weak(up)) continue;
        const TokenId subject = subject_of(scene_, up);
        if (!subject || elsewhere(subject) || inside_own_subject(up, top)) continue;
        if (scene_.cue[up.value] == CueKind::noun && !told_by(below)) continue;
        // A belief, or a promise to do something, may be told by a speaker further up, in his words.
        const bool promise = base(scene_.at(below).relation) == Relation::xcomp && scene_.cue[up.value] == CueKind::said;
        if (scene_.cue[up.value] != CueKind::thought && !promise) return take(own, up, subject);
        if (!belief) belief = {up, subject};
      }
      if (belief) return take(own, belief->first, belief->second);
      for (TokenId child : grammar_.children(top)) {
        if (child < low_ || child >= high_ || elsewhere(child) || !scene_.is_verb_cue(child)) continue;
        if (scene_.at(child).relation != Relation::parataxis && scene_.at(child).relation != Relation::ccomp) continue;
        const TokenId subject = subject_of(scene_, child);
        if (subject && !elsewhere(subject)) return take(own, child, subject);
      }
    }
    return false;
  }

  // "… to see “…”", "slammed X for promoting “…”": a deed that is told of, not a telling of its own.
  bool weak(TokenId cue) const {
    const CueKind kind = scene_.cue[cue.value];
    if (kind != CueKind::called && kind != CueKind::thought && kind != CueKind::showed && kind != CueKind::wrote) return false;
    const TokenId mark = grammar_.child(cue, Relation::mark);
    if (!mark || mark > cue) return false;
    return scene_.at(cue).xpos == Xpos::vb ? scene_.at(mark).upos == Upos::part : scene_.at(cue).xpos == Xpos::vbg;
  }

  // Does a word say in this relation what the noun above it holds? "the claim that …", "a call for …", "his word “…”".
  bool told_by(TokenId below) const {
    const Relation relation = base(scene_.at(below).relation);
    return relation == Relation::acl || relation == Relation::ccomp || relation == Relation::appos || relation == Relation::parataxis ||
           relation == Relation::dep || relation == Relation::nmod || relation == Relation::compound || relation == Relation::nmod_desc;
  }

  // The marked words are part of who speaks: The so-called “council of war” said …
  bool inside_own_subject(TokenId cue, TokenId top) const {
    TokenId up = top;
    for (int step = 0; up && step < kUp; ++step, up = grammar_.head(up)) {
      if (grammar_.head(up) == cue) return base(scene_.at(up).relation) == Relation::nsubj;
    }
    return false;
  }

  // The last reporting word of the sentence before the marks, or "according to" anywhere in it.
  bool earlier(Attribution& own) {
    const SentenceId own_sentence = sentence(begin_);
    const Sentence& s = grammar_.sentences[own_sentence];
    for (TokenId id = begin_; id > s.begin && id > low_ && id.value + kBefore > begin_.value;) {
      --id.value;
      if (elsewhere(id) || !(scene_.is_speech(id) || scene_.cue[id.value] == CueKind::thought)) continue;
      const TokenId subject = subject_of(scene_, id);
      if (subject && !elsewhere(subject)) return take(own, id, subject);
    }
    const TokenId from(std::max(s.begin.value, begin_.value > kBefore ? begin_.value - kBefore : 0));
    for (TokenId id = from; id < s.end && id < high_ && id.value < end_.value + kBefore; ++id.value) {
      if (id < low_ || elsewhere(id) || scene_.cue[id.value] != CueKind::according) continue;
      const TokenId subject = subject_of(scene_, id);
      if (subject && !elsewhere(subject)) return take(own, id, subject);
    }
    return false;
  }

  // Trump: “…”. In a statement by the ministry: “…”.
  bool named(Attribution& own) {
    if (begin_ <= low_) return false;
    TokenId at(begin_.value - 1);
    while (at > low_ && is_mark(at)) --at.value;
    if (grammar_.form(at) != ":") return false;
    const SentenceId own_sentence = sentence(at);
    TokenId first, last;
    for (TokenId id(at.value); id > low_ && id.value + kBefore > at.value;) {
      --id.value;
      if (sentence(id) != own_sentence || elsewhere(id)) break;
      if (scene_.cue[id.value] == CueKind::noun) {
        if (const TokenId subject = subject_of(scene_, id); subject && subject != id) return take(own, id, subject);
      }
      if (scene_.mention[id.value]) first = id;
      if (!last) last = id;
    }
    if (!first) return false;
    if (scene_.mention[last.value]) return take(own, {}, name_at(last), Tie::subject);  // Jones: “…”
    return take(own, {}, grammar_.child(TokenId(grammar_.sentences[own_sentence].root), Relation::nsubj) ? root_subject(own_sentence, first) : first, Tie::subject);
  }

  TokenId root_subject(SentenceId id, TokenId otherwise) const {
    const TokenId root = grammar_.sentences[id].root;
    const TokenId subject = root ? grammar_.child(root, Relation::nsubj) : TokenId();
    return subject && !elsewhere(subject) && speaker_meant(scene_, subject).actor ? subject : otherwise;
  }

  // Smith “totally disavows” the group: the subject of the nearest verb above or inside.
  bool subject(Attribution& own) {
    for (TokenId top = begin_; top < end_; ++top.value) {
      const TokenId head = grammar_.head(top);
      if (head && head >= begin_ && head < end_) continue;
      TokenId up = top;
      for (int step = 0; up && step < kUp; ++step, up = grammar_.head(up)) {
        if (up < low_ || up >= high_) break;
        const TokenId subject = grammar_.child(up, Relation::nsubj);
        if (!subject || elsewhere(subject) || subject == top) continue;
        if (!speaker_meant(scene_, subject).actor) continue;
        return take(own, {}, subject, Tie::subject);
      }
    }
    return false;
  }

  // … issued this statement: (and the quote is a paragraph of its own).
  bool announced(Attribution& own) {
    TokenId at = begin_;
    while (at > low_ && is_mark(TokenId(at.value - 1))) --at.value;
    if (at != low_ || at.value == 0) return false;
    const TokenId colon(at.value - 1);
    if (grammar_.form(colon) != ":") return false;
    const Sentence& s = grammar_.sentences[sentence(colon)];
    for (const bool nouns : {false, true}) {
      for (TokenId id = colon; id > s.begin;) {
        --id.value;
        if (scene_.marked(id) || !(nouns ? scene_.cue[id.value] == CueKind::noun : scene_.is_speech(id))) continue;
        const TokenId subject = subject_of(scene_, id);
        if (subject && subject != id && !scene_.marked(subject)) return take_beside(own, id, subject);
      }
    }
    const TokenId subject = s.root ? grammar_.child(s.root, Relation::nsubj) : TokenId();
    return subject && speaker_meant(scene_, subject).actor && take(own, {}, subject, Tie::carried);
  }

  // “…” — Jane Doe: a name behind a dash closes the line.
  bool signed_behind(Attribution& own) {
    TokenId at = end_;
    while (at < high_ && is_mark(at) && !is_dash(at)) ++at.value;
    if (at >= high_ || !is_dash(at) || high_.value > at.value + 12) return false;
    for (TokenId id = at; id < high_; ++id.value) {
      if (scene_.marked(id) || finite_speech(id)) return false;
    }
    const TokenId first(at.value + 1);
    return first < high_ && scene_.mention[first.value] && take(own, {}, name_at(first), Tie::cue);
  }

  // “…” with, below or above it on a line of its own, who said it. Where both lines are names the style of the last quote counts.
  bool signed_apart(Attribution& own) {
    TokenId behind = end_, before = begin_;
    while (behind < high_ && is_mark(behind)) ++behind.value;
    while (before > low_ && is_mark(TokenId(before.value - 1))) --before.value;
    TokenId below, above;
    if (behind == high_ && behind.value < grammar_.tokens.size()) below = signature(sentence(behind));
    if (before == low_ && before.value > 0) {
      const SentenceId last = sentence(TokenId(before.value - 1));
      if (last.value == 0 || grammar_.sentences[SentenceId(last.value - 1)].block != grammar_.sentences[last].block) above = signature(last);
    }
    if (!below && !above) return false;
    if (!below || !above) names_above_ = !below;
    return take(own, {}, names_above_ ? above : below, Tie::carried);
  }

  // Nothing in its own sentence: the one who spoke before, in this paragraph or at the end of the last ones.
  bool carried(Attribution& own) {
    if (announced(own) || signed_apart(own)) return true;
    const BlockId block = scene_.stretches[index_].block;
    SentenceId here = sentence(begin_);
    for (std::uint32_t i = index_; i > 0 && i + kStretchesBack > index_;) {
      --i;
      if (scene_.stretches[i].parent != Stretch::kNone) continue;
      if (scene_.stretches[i].block.value + kBlocksBack < block.value) break;
      if (out_[i].tie == Tie::none || !out_[i].subject) continue;
      own = out_[i];
      own.tie = Tie::carried;
      own.cue = {};
      // Someone else was reported since, without marks.
      const SentenceId then = sentence(grammar_.tokens_in(scene_.stretches[i].inside).first);
      for (SentenceId s(here.value); s > then && s.value + kStretchesBack > here.value; --s.value) {
        const TokenId other = said_[s.value];
        if (s < here && other) {
          own.subject = other;
          own.speaker = speaker_meant(scene_, other);
          break;
        }
      }
      return true;
    }
    for (SentenceId s(here.value); s.value > 0 && s.value + 6 > here.value;) {
      --s.value;
      if (grammar_.sentences[s].block.value + kBlocksBack < block.value) break;
      if (!said_[s.value]) continue;
      return take(own, {}, said_[s.value], Tie::carried);
    }
    return false;
  }

  // A quote that opens its paragraph and has no cue, followed in the same paragraph by one that has: “…” “…,” he said.
  void backwards() {
    for (std::size_t i = out_.size(); i-- > 1;) {
      const Stretch& now = scene_.stretches[i];
      const Stretch& before = scene_.stretches[i - 1];
      if (now.parent != Stretch::kNone || before.parent != Stretch::kNone || now.block != before.block) continue;
      if (out_[i].tie != Tie::cue || !out_[i].cue || out_[i - 1].tie == Tie::cue) continue;
      const TokenId cue = out_[i].cue;
      if (scene_.at(cue).span.begin < now.inside.end && scene_.at(cue).span.begin < before.inside.begin) continue;
      const auto [first, last] = grammar_.tokens_in({before.with_marks.end, now.with_marks.begin});
      if (last.value > first.value + 1) continue;
      out_[i - 1] = out_[i];
      out_[i - 1].tie = Tie::carried;
      out_[i - 1].cue = {};
    }
  }

  const std::vector<TokenId>& said_;
  std::vector<Attribution> out_;
  bool names_above_ = false;
};

}  // namespace

std::vector<Attribution> attribute(const Scene& scene, const std::vector<TokenId>& said) { return Attributor(scene, said).run(); }

}  // namespace vedette
