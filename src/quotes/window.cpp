// What stands around a stretch. Door: Window. Test: quotes_test.cpp.

#include "quotes/window.h"

#include <string_view>
#include <tuple>

namespace vedette {

void Window::look_at(std::uint32_t index) {
  const Stretch& stretch = scene_.stretches[index];
  index_ = index;
  std::tie(begin_, end_) = grammar_.tokens_in(stretch.inside);
  const bool inner = stretch.parent != Stretch::kNone;
  std::tie(low_, high_) = grammar_.tokens_in(inner ? scene_.stretches[stretch.parent].inside : scene_.page.blocks[stretch.block.value].span);
}

bool Window::elsewhere(TokenId id) const {
  if (scene_.stretches[index_].parent != Stretch::kNone) return id >= begin_ && id < end_;
  return scene_.marked(id);
}

bool Window::is_mark(TokenId id) const {
  const char c = grammar_.form(id)[0];
  return scene_.at(id).upos == Upos::punct && (c == '"' || c == '\'' || c == '`' || static_cast<unsigned char>(c) == 0xE2 || static_cast<unsigned char>(c) == 0xC2) &&
         grammar_.form(id) != "…" && !is_dash(id);
}

bool Window::is_dash(TokenId id) const {
  const std::string_view form = grammar_.form(id);
  return form == "-" || form == "--" || form == "—" || form == "–" || form == "―";
}

SentenceId Window::sentence(TokenId id) const { return scene_.at(id).sentence; }

bool Window::is_nominal(TokenId id) const {
  const Upos upos = scene_.at(id).upos;
  return upos == Upos::noun || upos == Upos::propn || upos == Upos::pron || upos == Upos::num;
}

TokenId Window::noun_behind(TokenId verb) const {
  TokenId at(verb.value + 1);
  if (at >= high_ || sentence(at) != sentence(verb)) return {};
  const Upos upos = scene_.at(at).upos;
  if (upos != Upos::noun && upos != Upos::propn && upos != Upos::det && upos != Upos::adj && upos != Upos::num) return {};
  for (int step = 0; step < 8; ++step) {
    const TokenId head = grammar_.head(at);
    if (!head || head <= verb || head.value > verb.value + 16 || scene_.marked(head)) break;
    if (!is_nominal(head) && scene_.at(head).upos != Upos::adj) break;
    at = head;
  }
  return is_nominal(at) && !scene_.marked(at) && scene_.cue[verb.value] != CueKind::told ? at : TokenId();
}

TokenId Window::name_at(TokenId first) const {
  const std::uint32_t m = scene_.mention[first.value];
  return m ? scene_.actors.mentions[m - 1].head : TokenId();
}

bool Window::finite_speech(TokenId id) const {
  const Xpos xpos = scene_.at(id).xpos;
  return scene_.is_speech(id) && scene_.cue[id.value] != CueKind::showed && (xpos == Xpos::vbd || xpos == Xpos::vbz || xpos == Xpos::vbp);
}

std::pair<TokenId, TokenId> Window::by_order(TokenId first) const {
  const char last = grammar_.text[scene_.stretches[index_].inside.end - 1];
  if (last != ',' && last != '?' && last != '!' && grammar_.form(TokenId(first.value - 1)) != "," && grammar_.form(TokenId(end_)) != ",") return {};
  TokenId stop;  // the comma behind who speaks
  for (TokenId at = first; at < high_ && at.value < first.value + 28 && sentence(at) == sentence(first); ++at.value) {
    if (scene_.marked(at) || is_mark(at)) return {};
    const bool noun_like_verb = scene_.taken_for_noun[at.value] != CueKind::none && scene_.at(at).xpos == Xpos::nns && at > first &&
                                (at.value + 1 >= high_.value || scene_.at(TokenId(at.value + 1)).upos == Upos::punct);
    if (finite_speech(at) || noun_like_verb) {
      TokenId head((stop ? stop : at).value - 1);
      while (head > first && (scene_.at(head).upos == Upos::adv || scene_.at(head).upos == Upos::aux)) --head.value;
      if (head < first || at == first) return {};
      if (!is_nominal(head)) return {};
      const TokenId named = scene_.mention[head.value] ? name_at(head) : TokenId();
      return {at, named ? named : head};
    }
    const Xpos xpos = scene_.at(at).xpos;
    const bool finite = scene_.at(at).upos == Upos::verb && (xpos == Xpos::vbd || xpos == Xpos::vbz || xpos == Xpos::vbp);
    if (finite && !stop) return {};
    if (grammar_.form(at) == "," && !stop) stop = at;
    if (grammar_.form(at) == ":" || grammar_.form(at) == ";") return {};
  }
  return {};
}

TokenId Window::subject_before(TokenId verb) const {
  TokenId at = verb;
  while (at > low_) {
    --at.value;
    const Upos upos = scene_.at(at).upos;
    if (upos != Upos::adv && upos != Upos::aux) break;
  }
  if (at >= verb || sentence(at) != sentence(verb)) return {};
  if (scene_.mention[at.value]) return name_at(at);
  if (grammar_.form(at) != ",") return {};
  for (int step = 0; step < 28 && at > low_; ++step) {
    --at.value;
    if (scene_.marked(at) || sentence(at) != sentence(verb)) return {};
    if (grammar_.form(at) == "," && at > low_ && scene_.mention[at.value - 1]) return name_at(TokenId(at.value - 1));
  }
  return {};
}

TokenId Window::after_comma(TokenId first) const {
  const std::uint32_t m = scene_.mention[first.value];
  if (!m || grammar_.text[scene_.stretches[index_].inside.end - 1] != ',') return {};
  TokenId at = scene_.actors.mentions[m - 1].end;
  for (int step = 0; step < 2 && at < high_ && sentence(at) == sentence(first); ++step, ++at.value) {
    const Xpos xpos = scene_.at(at).xpos;
    if (scene_.at(at).upos == Upos::verb && (xpos == Xpos::vbd || xpos == Xpos::vbz || xpos == Xpos::vbp)) return at;
    if (scene_.at(at).upos != Upos::adv) return {};
  }
  return {};
}

TokenId Window::after_name(TokenId first) const {
  const std::uint32_t m = scene_.mention[first.value];
  if (!m || scene_.actors.mentions[m - 1].form == MentionForm::pronoun) return {};
  TokenId at = scene_.actors.mentions[m - 1].end;
  if (at < high_ && grammar_.form(at) == ",") {
    for (++at.value; at < high_ && at.value < first.value + 32 && grammar_.form(at) != ","; ++at.value) {
      if (scene_.marked(at) || is_mark(at)) return {};
    }
    if (at >= high_ || grammar_.form(at) != ",") return {};
    ++at.value;
  }
  for (int step = 0; step < 3 && at < high_ && sentence(at) == sentence(first); ++step, ++at.value) {
    const CueKind kind = scene_.cue[at.value];
    const Xpos xpos = scene_.at(at).xpos;
    const bool finite = xpos == Xpos::vbd || xpos == Xpos::vbz || xpos == Xpos::vbp || xpos == Xpos::vbn;
    if (finite && (kind == CueKind::said || kind == CueKind::added || kind == CueKind::told || kind == CueKind::asked || kind == CueKind::wrote)) return at;
    if (scene_.at(at).upos != Upos::aux && scene_.at(at).upos != Upos::adv) return {};
  }
  return {};
}

TokenId Window::nearest(TokenId at, std::uint32_t tokens) const {
  for (TokenId id = at; id < high_ && id.value < at.value + tokens && sentence(id) == sentence(at); ++id.value) {
    if (scene_.marked(id) || is_mark(id)) return {};
    if (scene_.mention[id.value]) return id;
  }
  return {};
}

TokenId Window::signature(SentenceId id) const {
  const Sentence& s = grammar_.sentences[id];
  if (s.end.value > s.begin.value + 16) return {};
  const bool dash = is_dash(s.begin);
  const TokenId first(s.begin.value + (dash ? 1 : 0));
  if (first >= s.end || !scene_.mention[first.value]) return {};
  const Mention& name = scene_.actors.mentions[scene_.mention[first.value] - 1];
  if (name.form != MentionForm::name || scene_.actors.actors[name.actors.front()].kind != ActorKind::person) return {};
  for (TokenId at = first; at < s.end; ++at.value) {
    const Xpos xpos = scene_.at(at).xpos;
    if (scene_.marked(at) || (scene_.at(at).upos == Upos::verb && (xpos == Xpos::vbd || xpos == Xpos::vbz || xpos == Xpos::vbp))) return {};
  }
  const bool ends = name.end >= s.end || scene_.at(name.end).upos == Upos::punct;
  return dash || ends ? name.head : TokenId();
}

}  // namespace vedette
