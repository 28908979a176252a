// New actors from descriptions: their names, keys, countries and sectors. Doors: invent, mark. Test: actors_test.cpp.

#include "actors/describe.h"

#include <algorithm>

namespace vedette::who {

std::string lemma_of(const Reading& r, const Candidate& c) {
  return std::string(r.lemma(c.head));
}

std::string owner_key(const Candidate& c) {
  if (!c.of.empty()) return std::to_string(c.of.front().value);
  return c.of_entity ? "e" + std::to_string(c.of_entity.value) : std::string();
}

// The phrase as an actor's name: without articles, numbers and quantities.
std::string name_of(const Reading& r, const Candidate& c) {
  TokenId begin = c.begin;
  const auto aside = [&](TokenId t) {  // "even his grandson", "just three candidates", not "heavily armed men"
    const TokenId above = r.token(t).head;
    return r.token(t).upos == Upos::adv && !r.glued(t) && (above == c.head || (above && r.token(above).upos == Upos::num));
  };
  while (begin < c.head && aside(begin)) begin = TokenId(begin.value + 1);
  const TokenId first = begin;
  const auto owner = [&](TokenId t) { return r.token(t).xpos == Xpos::prps || r.folded(t) == "whose"; };
  while (begin < c.head) {
    const Token& token = r.token(begin);
    const bool light = token.upos == Upos::det || owner(begin) || token.upos == Upos::num || is(r.folded(begin), Use::quantity) ||
                       token.upos == Upos::punct || token.upos == Upos::sym || token.upos == Upos::adp;
    const bool age = token.upos == Upos::num && begin.value + 2 < c.head.value && r.folded(TokenId(begin.value + 1)) == "-";  // "12-year-old"
    if (!light || age) break;
    begin = TokenId(begin.value + 1);
  }
  for (TokenId t = begin; t < c.head && r.token(t).upos != Upos::cconj && !r.name_at[t.value]; t = TokenId(t.value + 1)) {
    if (r.token(t).upos == Upos::num && r.token(t).head == c.head && !r.glued(t)) begin = TokenId(t.value + 1);  // "the last four judges"
  }
  while (begin < c.head && is(r.folded(begin), Use::quantity)) begin = TokenId(begin.value + 1);
  std::string out;
  for (const char ch : r.grammar.span(begin, c.end).of(r.grammar.text)) out += ch == '\n' ? ' ' : ch;
  // "his lawyer" is told by whose he is.
  const bool his = owner(first) && !c.plural && !c.of.empty() && r.known[c.of[0]].named;
  if (his) out += " of " + r.actors[c.of[0]].name;
  return out;
}

std::string capitalised(std::string_view word) {
  std::string out(word);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string_view rest = std::string_view(out).substr(i);
    const bool small = rest.starts_with("of ") || rest.starts_with("and ") || rest.starts_with("for ") || rest.starts_with("the ");
    if ((i == 0 || out[i - 1] == ' ') && !small && out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
  }
  return out;
}

std::vector<std::string> marks_of(const Reading& r, const Candidate& c) {
  std::vector<std::string> marks;
  for (TokenId t = c.begin; t <= c.head; t = TokenId(t.value + 1)) {
    const Token& token = r.token(t);
    if (!r.name_at[t.value] && (token.upos == Upos::noun || token.upos == Upos::adj || token.upos == Upos::propn) &&
        !is(r.folded(t), Use::quantity)) {
      marks.emplace_back(r.lemma(t));
    }
  }
  return marks;
}

void mark(Reading& r, ActorId actor, const Candidate& c) {
  for (std::string& m : marks_of(r, c)) {
    auto& marks = r.known[actor].marks;
    if (marks.size() < 24 && std::find(marks.begin(), marks.end(), m) == marks.end()) marks.push_back(std::move(m));
  }
}

ActorId invent(Reading& r, const Candidate& c, ActorKind kind, std::string name, std::string key) {
  Actor made;
  made.name = std::move(name);
  made.kind = kind;
  made.sex = c.sex;
  if (c.of_entity) made.country = r.world.entity(c.of_entity).country;
  if (made.country.empty() && !c.of.empty() && !is_person(r.actors[c.of[0]])) made.country = r.actors[c.of[0]].country;
  std::string_view sectors = c.agent ? c.agent->sectors : c.role ? c.role->sectors : std::string_view();
  while (!sectors.empty()) {
    const std::size_t end = std::min(sectors.find(' '), sectors.size());
    if (end) made.sectors.emplace_back(sectors.substr(0, end));
    sectors.remove_prefix(std::min(end + 1, sectors.size()));
  }
  if (made.sectors.empty() && (kind == ActorKind::people || kind == ActorKind::person)) made.sectors = {"CVL"};
  Known what;
  what.key = std::move(key);
  what.plural = c.plural;
  what.count = c.count;
  what.first = what.last = c.begin;
  return r.add(std::move(made), std::move(what));
}

}  // namespace vedette::who
