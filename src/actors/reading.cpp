// The words of a report, made ready once, and the list of actors met. Door: Reading. Test: actors_test.cpp.

#include "actors/reading.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette::who {
namespace {

// Photo credits: a bracket with an agency and a slash or "via" in it, or with nothing but names of agencies.
void silence_credits(Reading& r) {
  for (std::uint32_t i = 0; i < r.size(); ++i) {
    if (r.token(TokenId(i)).xpos != Xpos::left_bracket) continue;
    std::uint32_t end = i + 1;
    bool credit = false, slash = false;
    while (end < r.size() && end < i + 30 && r.token(TokenId(end)).xpos != Xpos::right_bracket) {
      const std::string_view word = r.folded(TokenId(end));
      slash |= word.find('/') != std::string_view::npos || word == "via";
      bool agency = false;
      for (const Named& n : r.world.named(word.substr(0, word.find('/')))) agency |= r.world.entity(n.entity).kind == EntityKind::agency;
      credit |= agency || is(word, Use::credit);
      ++end;
    }
    if (credit && (slash || end - i <= 3)) std::fill(r.silent.begin() + i, r.silent.begin() + end, 1);
  }
}

void append_folded(std::string& out, std::string_view form) {
  if (std::all_of(form.begin(), form.end(), [](char c) { return c > 0x20 && c < 0x7f; })) {
    for (const char c : form) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  } else {
    out += fold(form);
  }
}

// "ministers" to "minister", "ministries" to "ministry", "gunmen" to "gunman": the word from `begin` on.
void undo_plural(std::string& text, std::size_t begin) {
  const auto ends = [&](std::string_view tail) { return text.size() - begin > tail.size() + 1 && text.ends_with(tail); };
  if (ends("men")) {
    text.replace(text.size() - 2, 1, "a");
  } else if (ends("ies")) {
    text.replace(text.size() - 3, 3, "y");
  } else if (ends("sses") || ends("xes") || ends("ches") || ends("shes")) {
    text.resize(text.size() - 2);
  } else if (ends("s") && !ends("ss")) {
    text.pop_back();
  }
}

// [begin, end) of what hangs below each word. Children first: heads are met in the order of their depth.
void reach(Reading& r) {
  const std::uint32_t n = r.size();
  r.reach_begin.resize(n);
  r.reach_end.resize(n);
  std::vector<std::uint32_t> order;
  order.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    r.reach_begin[i] = i;
    r.reach_end[i] = i + 1;
    if (!r.token(TokenId(i)).head) order.push_back(i);
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    for (const TokenId child : r.grammar.children(TokenId(order[at]))) order.push_back(child.value);
  }
  for (std::size_t at = order.size(); at-- > 0;) {
    const TokenId head = r.token(TokenId(order[at])).head;
    if (!head) continue;
    r.reach_begin[head.value] = std::min(r.reach_begin[head.value], r.reach_begin[order[at]]);
    r.reach_end[head.value] = std::max(r.reach_end[head.value], r.reach_end[order[at]]);
  }
}

// Between marks of one block; a mark left open ends with its block.
void mark_quoted(Reading& r) {
  bool open = false;
  BlockId block;
  for (std::uint32_t i = 0; i < r.size(); ++i) {
    const Token& token = r.token(TokenId(i));
    if (const BlockId here = r.grammar.sentences[token.sentence].block; here != block) open = false, block = here;
    if (token.xpos == Xpos::open_quote || token.xpos == Xpos::close_quote) {
      const std::string_view mark = r.grammar.form(TokenId(i));  // a mark that shows its side is believed before its tag
      open = mark == "\u201c" || mark == "``" || (token.xpos == Xpos::open_quote && mark != "\u201d" && mark != "''");
    }
    r.quoted[i] = open;
  }
}

}  // namespace

Reading::Reading(const Page& page_, const Grammar& grammar_, const World& world_) : page(page_), grammar(grammar_), world(world_) {
  const std::uint32_t n = size();
  folded_text.reserve(grammar.text.size() + 16);
  folded_end.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    append_folded(folded_text, grammar.form(TokenId(i)));
    folded_end.push_back(static_cast<std::uint32_t>(folded_text.size()));
  }
  lemma_text.reserve(folded_text.size());
  lemma_end.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    const Token& t = grammar.tokens[TokenId(i)];
    append_folded(lemma_text, t.lemma_end > t.lemma_begin ? grammar.lemma(TokenId(i)) : grammar.form(TokenId(i)));
    const std::size_t begin = i ? lemma_end[i - 1] : 0;
    const bool plural = t.xpos == Xpos::nns || t.xpos == Xpos::nnps;
    if (plural && std::string_view(lemma_text).substr(begin) == folded(TokenId(i))) undo_plural(lemma_text, begin);
    lemma_end.push_back(static_cast<std::uint32_t>(lemma_text.size()));
  }
  silent.assign(n, 0);
  quoted.assign(n, 0);
  mark_quoted(*this);
  name_at.assign(n, 0);
  at_head.assign(n, 0);
  reach(*this);
  for (const Sentence& s : grammar.sentences) {
    if (s.block && s.block.value < page.blocks.size() && page.blocks[s.block.value].kind == BlockKind::byline) {
      std::fill(silent.begin() + s.begin.value, silent.begin() + s.end.value, 1);
    }
  }
  silence_credits(*this);
}

bool Reading::upper(TokenId t) const {
  const std::string_view form = grammar.form(t);
  std::size_t at = 0;
  return !form.empty() && is_upper(next_code_point(form, at));
}

bool Reading::all_upper(TokenId begin, TokenId end) const {
  const std::string_view text = grammar.span(begin, end).of(grammar.text);
  for (std::size_t at = 0; at < text.size();) {
    if (is_lower(next_code_point(text, at))) return false;
  }
  return true;
}

std::string Reading::folded_span(TokenId begin, TokenId end) const {
  std::string key;
  for (TokenId t = begin; t < end; t = TokenId(t.value + 1)) {
    key += folded(t);
    if (t.value + 1 < end.value && !glued(t)) key += ' ';
  }
  return key;
}

std::string_view Reading::preposition(TokenId t) const {
  for (const TokenId child : grammar.children(t)) {
    if (child > t) break;
    if (base(token(child).relation) == Relation::case_) return folded(child);
  }
  return {};
}

TokenId Reading::head_of(TokenId begin, TokenId end) const {
  for (TokenId t = begin; t < end; t = TokenId(t.value + 1)) {
    const TokenId head = token(t).head;
    if ((!head || head < begin || head >= end) && token(t).upos != Upos::punct && base(token(t).relation) != Relation::case_) return t;
  }
  return TokenId(end.value - 1);
}

ActorId Reading::add(Actor actor, Known what) {
  const ActorId id(actors.size());
  for (const std::string& word : what.words) by_word[word].push_back(id);
  if (!what.key.empty()) by_key.emplace(what.key, id);
  if (actor.kind == ActorKind::person) persons.push_back(id);
  if (actor.entity && actor.kind != ActorKind::government) by_entity.emplace(actor.entity.value, id);
  known.add(std::move(what));
  return actors.add(std::move(actor));
}

ActorId Reading::actor_of(EntityId entity) const {
  const auto found = by_entity.find(entity.value);
  return found == by_entity.end() ? ActorId() : found->second;
}

ActorId Reading::meet(EntityId entity, TokenId at) {
  if (const ActorId found = actor_of(entity)) return found;
  const Entity e = world.entity(entity);
  Actor actor;
  actor.name = e.name;
  actor.entity = entity;
  actor.country = e.country;
  actor.sex = e.sex;
  switch (e.kind) {
    case EntityKind::state: actor.kind = ActorKind::state; break;
    case EntityKind::body: actor.kind = ActorKind::body; break;
    case EntityKind::armed_group: actor.kind = ActorKind::armed_group; break;
    case EntityKind::party: actor.kind = ActorKind::party; break;
    case EntityKind::company: case EntityKind::agency: actor.kind = ActorKind::company; break;
    case EntityKind::people: actor.kind = ActorKind::people; break;
    case EntityKind::person: actor.kind = ActorKind::person; break;
    default: actor.kind = ActorKind::other; break;
  }
  Known what;
  std::string folded_name = fold(e.name);
  for (std::size_t begin = 0; begin < folded_name.size();) {
    const std::size_t end = std::min(folded_name.find(' ', begin), folded_name.size());
    what.words.emplace_back(folded_name, begin, end - begin);
    begin = end + 1;
  }
  what.plural = e.kind == EntityKind::people;
  what.first = what.last = at;
  return add(std::move(actor), std::move(what));
}

ActorId Reading::government_of(EntityId state, TokenId at) {
  if (const auto found = governments.find(state.value); found != governments.end()) return found->second;
  Actor actor;
  actor.name = "Government of " + state_name(*this, state);
  actor.kind = ActorKind::government;
  actor.entity = state;
  actor.country = world.entity(state).country;
  actor.sectors = {"GOV"};
  Known what;
  what.first = what.last = at;
  return governments[state.value] = add(std::move(actor), std::move(what));
}

void Reading::note(ActorId actor, TokenId at) {
  Known& what = known[actor];
  if (!what.first || at < what.first) what.first = at;
  if (!what.last || at > what.last) what.last = at;
  ++what.mentions;
}

std::string state_name(const Reading& r, EntityId state) {
  const std::string name(r.world.entity(state).name);
  const std::string folded = fold(name);
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', begin), folded.size());
    if (is(std::string_view(folded).substr(begin, end - begin), Use::article) && folded.substr(0, 4) != "the ") return "the " + name;
    begin = end + 1;
  }
  return name;
}

EntityId state_of(const Reading& r, ActorId actor) {
  const std::string& country = r.actors[actor].country;
  return country.empty() ? EntityId() : r.world.state(country);
}

bool is_person(const Actor& actor) { return actor.kind == ActorKind::person; }

}  // namespace vedette::who
