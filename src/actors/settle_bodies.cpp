// Which body a name is that the world does not know: abbreviations, short forms, or a new one. Door: settle_body.
// Test: actors_test.cpp.

#include "actors/settle.h"

#include <algorithm>

namespace vedette::who {
namespace {

bool is_acronym(const Reading& r, const Candidate& c) {
  return c.end.value == c.begin.value + 1 && r.folded(c.begin).size() >= 2 && r.folded(c.begin).size() <= 8 && r.all_upper(c.begin, c.end);
}

// "Human Rights Watch (HRW)" and "HRW" further on; "Amnesty" for "Amnesty International".
ActorId met_body(const Reading& r, const Candidate& c, const std::vector<std::string>& words, ActorId before_bracket) {
  if (is_acronym(r, c)) {
    if (before_bracket) return before_bracket;
    std::string letters;
    for (const char ch : words[0]) {
      if (ch != '.') letters += ch;
    }
    for (std::uint32_t i = 0; i < r.actors.size() && i < 200; ++i) {
      const Known& what = r.known[ActorId(i)];
      if (what.words.size() < 2 || r.actors[ActorId(i)].kind == ActorKind::person) continue;
      std::string initials;
      for (const std::string& word : what.words) {
        if (!is(word, Use::name_particle) && word != "and" && word != "for" && word != "the") initials += word[0];
      }
      if (initials == letters) return ActorId(i);
    }
  }
  const auto found = r.by_word.find(words[0]);
  if (found == r.by_word.end()) return {};
  const std::size_t many = found->second.size();
  for (std::size_t i = many; i-- > (many > 32 ? many - 32 : 0);) {
    const ActorId id = found->second[i];
    const std::vector<std::string>& full = r.known[id].words;
    const ActorKind kind = r.actors[id].kind;
    if (kind == ActorKind::person || kind == ActorKind::state || kind == ActorKind::people) continue;
    if (words.size() <= full.size() && std::equal(words.begin(), words.end(), full.begin())) return id;
  }
  return {};
}

ActorKind kind_of_unknown(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (is(word, Use::armed_word)) return ActorKind::armed_group;
  }
  for (const std::string& word : words) {
    if (is(word, Use::body_word)) return ActorKind::body;
  }
  for (const std::string& word : words) {
    if (is(word, Use::party_word)) return ActorKind::party;
  }
  for (const std::string& word : words) {
    if (is(word, Use::company_word)) return ActorKind::company;
  }
  return ActorKind::body;
}

// What the words of an unknown name tell: "Zimbabwe's Ministry of Health" is of Zimbabwe and of its government.
void codes_of_words(const Reading& r, const Candidate& c, Actor& made) {
  for (TokenId t = c.begin; t < c.end; t = TokenId(t.value + 1)) {
    if (r.upper(t) && made.country.empty()) {
      for (int words = 2; words > 0 && made.country.empty(); --words) {
        if (t.value + words > c.end.value) continue;
        for (const Named& n : r.world.named(r.folded_span(t, TokenId(t.value + words)))) {
          const Entity e = r.world.entity(n.entity);
          if (e.kind == EntityKind::state) made.country = e.country;
        }
      }
    }
    const Agent* agent = r.world.agent(r.lemma(t));
    if (agent && agent->collective && !agent->sectors.empty() && (made.sectors.empty() || t.value + 1 == c.end.value)) {
      made.sectors.assign(1, std::string(agent->sectors.substr(0, agent->sectors.find(' '))));
    }
  }
  if (!made.sectors.empty() && made.sectors[0] == "GOV") made.kind = ActorKind::government;
}

}  // namespace

void settle_body(Reading& r, Candidate& c, ActorId before_bracket) {
  std::vector<std::string> words = words_of(r, c);
  if (!words.empty() && words[0] == "the") words.erase(words.begin());
  if (words.empty()) {
    c.silent = true;
    return;
  }
  ActorId actor = met_body(r, c, words, before_bracket);
  if (!actor) {
    Actor made;
    made.name = text_of(r, c.begin, c.end);
    made.kind = kind_of_unknown(words);
    codes_of_words(r, c, made);
    Known what;
    what.words = std::move(words);
    what.named = true;
    what.first = what.last = c.begin;
    actor = r.add(std::move(made), std::move(what));
  }
  c.actors = {actor};
}

}  // namespace vedette::who
