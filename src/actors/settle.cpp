// Settles which entity a name is, and which names are one actor. Door: settle_names. Test: actors_test.cpp.

#include <algorithm>

#include "actors/reading.h"
#include "base/utf8.h"

namespace vedette::who {
namespace {

// The states of the report, with how often each is named.
using States = std::vector<std::pair<EntityId, int>>;

int count_of(const States& states, EntityId state) {
  for (const auto& [s, n] : states) {
    if (s == state) return n;
  }
  return 0;
}

States states_of(const Reading& r) {
  States states;
  for (const Candidate& c : r.candidates) {
    for (const Named& n : c.options) {
      if (r.world.entity(n.entity).kind != EntityKind::state) continue;
      const auto found = std::find_if(states.begin(), states.end(), [&](const auto& s) { return s.first == n.entity; });
      if (found == states.end()) {
        if (states.size() < 40) states.emplace_back(n.entity, 1);
      } else {
        ++found->second;
      }
      break;
    }
  }
  return states;
}

bool existed(const Reading& r, const Entity& e) {
  return !r.page.published || ((!e.from || *e.from <= *r.page.published) && (!e.to || *r.page.published <= *e.to));
}

// How well a person of the world fits the report: an office on the day, a state that is named, a title before the name.
int fit(const Reading& r, const States& states, EntityId person, TokenId begin) {
  const Entity e = r.world.entity(person);
  int score = 0;
  bool led = false;
  if (const EntityId state = r.world.state(e.country); state && count_of(states, state)) score += 2;
  const RoleKind* title = begin.value ? r.world.role(r.folded(TokenId(begin.value - 1))) : nullptr;
  for (const Tenure& t : r.world.tenures_of(person)) {
    const bool now = r.page.published && (!t.from || *t.from <= *r.page.published) && (!t.to || *r.page.published <= *t.to);
    if (now) score = std::max(score, 0) + 2;
    if (title && title->key == t.role) score += now ? 3 : 1;
    if (now && t.of && r.actor_of(t.of)) score += 1;
    if (!r.page.published && !led) {  // an undated report: heads of state and of government are the likeliest
      const RoleKind* kind = r.world.role(r.world.title(t.role, t.of), t.of);
      led = kind && kind->rank <= 2;
    }
  }
  if (led && score > 0) score += 1;
  return score;
}

bool is_initial_of(std::string_view a, std::string_view b) {
  return !a.empty() && (a.size() == 1 || (a.size() == 2 && a[1] == '.')) && !b.empty() && a[0] == b[0];
}

// Whether a name of these words can be that of the person with those.
bool same_person(const std::vector<std::string>& given, const std::vector<std::string>& full) {
  if (given.empty() || full.empty()) return false;
  if (given.size() == 1) return full.size() >= 1 && std::find(full.begin(), full.end(), given[0]) != full.end();
  if (given.back() == full.back()) {
    const std::string &a = given.front(), &b = full.front();
    return full.size() == 1 || a == b || is_initial_of(a, b) || is_initial_of(b, a) ||
           (a.size() >= 3 && b.size() >= 3 && (a.starts_with(b) || b.starts_with(a))) || is(a, Use::name_particle) ||
           std::find(full.begin(), full.end(), a) != full.end();
  }
  return false;
}

std::vector<std::string> words_of(const Reading& r, const Candidate& c) {
  std::vector<std::string> words;
  bool joined = false;
  for (TokenId t = c.begin; t < c.end; t = TokenId(t.value + 1)) {
    if (joined && !words.empty()) {
      words.back() += r.folded(t);
    } else if (r.token(t).upos != Upos::punct) {
      words.emplace_back(r.folded(t));
    }
    joined = r.glued(t);
  }
  return words;
}

std::string text_of(const Reading& r, TokenId begin, TokenId end) {
  std::string out;
  for (const char c : r.grammar.span(begin, end).of(r.grammar.text)) {
    if (c != '\n' || (!out.empty() && out.back() != ' ')) out += c == '\n' ? ' ' : c;
  }
  return out;
}

char honorific_sex(const Reading& r, const Candidate& c) {
  if (!c.begin.value) return 0;
  const char sex = honorific(r.folded(TokenId(c.begin.value - 1)));
  return sex == 'u' ? '\0' : sex;
}

char given_sex(const Reading& r, const std::vector<std::string>& words) {
  if (words.size() < 2) {
    const char sex = words.empty() || r.world.is_family_name(words[0]) ? '\0' : r.world.given_name(words[0]);
    return sex == 'u' ? '\0' : sex;
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string first = words[i].substr(0, words[i].find('-'));
    const char sex = r.world.given_name(words[i]) ? r.world.given_name(words[i]) : r.world.given_name(first);
    if (sex == 'f' || sex == 'm') return sex;
  }
  return 0;
}

// The actors that have been named before with one of these words, the likeliest first.
ActorId met_person(const Reading& r, const Candidate& c, const std::vector<std::string>& words, const std::vector<std::uint32_t>& seen) {
  const char sex = honorific_sex(r, c);
  ActorId best;
  std::pair<int, std::uint32_t> best_rank{-1, 0};
  for (const std::string* word : {&words.back(), &words.front()}) {
    const auto found = r.by_word.find(*word);
    if (found == r.by_word.end()) continue;
    const std::size_t many = found->second.size();
    for (std::size_t i = many > 32 ? many - 32 : 0; i < many; ++i) {
      const ActorId id = found->second[i];
      const Actor& actor = r.actors[id];
      if (actor.kind != ActorKind::person || !same_person(words, r.known[id].words)) continue;
      if (sex && actor.sex && sex != actor.sex) continue;
      const bool last = r.known[id].words.back() == words.back();
      const std::pair<int, std::uint32_t> rank{(last ? 2 : 0) + (seen[id.value] ? 1 : 0), seen[id.value]};
      if (rank > best_rank) best = id, best_rank = rank;
    }
  }
  return best;
}

// A person of the world whose name this must be though it is spelt otherwise: by the last name, or by an office of the day.
EntityId respelt(const Reading& r, const States& states, const std::string& folded, const std::vector<std::string>& words) {
  for (const Named& n : r.world.named(words.back())) {
    const Entity e = r.world.entity(n.entity);
    if (e.kind == EntityKind::person && is_spelling_of(folded, fold(e.name))) return n.entity;
  }
  if (!r.page.published) return {};
  std::size_t looked = 0;
  for (const auto& [state, times] : states) {
    for (const Tenure& t : r.world.offices_of(state, r.page.published)) {
      if (is_spelling_of(folded, fold(r.world.entity(t.holder).name))) return t.holder;
      if (++looked > 400) return {};
    }
  }
  return {};
}

ActorId new_person(Reading& r, const Candidate& c, const std::vector<std::string>& words) {
  Actor actor;
  actor.name = text_of(r, c.begin, c.end);
  actor.kind = ActorKind::person;
  actor.sex = given_sex(r, words);
  if (const char sex = honorific_sex(r, c)) actor.sex = sex;
  Known what;
  what.words = words;
  what.named = true;
  what.first = what.last = c.begin;
  return r.add(std::move(actor), std::move(what));
}

void settle_person(Reading& r, Candidate& c, const States& states, std::vector<std::uint32_t>& seen) {
  const std::vector<std::string> words = words_of(r, c);
  if (words.empty()) {
    c.silent = true;
    return;
  }
  seen.resize(r.actors.size() + 1, 0);
  ActorId actor = met_person(r, c, words, seen);
  const std::string folded = r.folded_span(c.begin, c.end);
  EntityId entity;
  int best = words.size() > 1 ? -1 : 2;  // a last name alone needs more than its state
  for (const Named& n : c.options) {
    if (r.world.entity(n.entity).kind != EntityKind::person) continue;
    if (const int score = fit(r, states, n.entity, c.begin); score > best) entity = n.entity, best = score;
  }
  if (!actor && !entity && words.size() > 1) {
    entity = respelt(r, states, folded, words);
    if (entity) {
      c.mended = true;
    }
  }
  if (!actor && !entity && words.size() > 1) {  // spelt otherwise than before in this report
    for (std::size_t i = r.persons.size() > 60 ? r.persons.size() - 60 : 0; i < r.persons.size(); ++i) {
      std::string other;
      for (const std::string& word : r.known[r.persons[i]].words) (other += other.empty() ? "" : " ") += word;
      if (r.known[r.persons[i]].words.size() > 1 && is_spelling_of(folded, other)) {
        actor = r.persons[i];
        c.mended = true;
      }
    }
  }
  // A full name of the world settles a last name that stood before it.
  if (entity && (!actor || (words.size() > 1 && !r.actors[actor].entity && r.known[actor].words.size() == 1))) {
    actor = r.meet(entity, c.begin);
    if (!r.actors[actor].sex) r.actors[actor].sex = honorific_sex(r, c);
  }
  if (!actor) actor = new_person(r, c, words);
  Actor& a = r.actors[actor];
  if (!a.sex) a.sex = honorific_sex(r, c);
  if (!a.entity && words.size() > r.known[actor].words.size()) {  // the fullest name
    a.name = text_of(r, c.begin, c.end);
    for (const std::string& word : words) {
      auto& list = r.by_word[word];
      if (std::find(list.begin(), list.end(), actor) == list.end()) list.push_back(actor);
    }
    r.known[actor].words = words;
    if (!a.sex) a.sex = given_sex(r, words);
  }
  r.known[actor].named = true;
  if (!c.mended && words.size() > 1 && !r.all_upper(c.begin, c.end)) {
    std::string written = text_of(r, c.begin, c.end);
    if (written.size() > r.known[actor].written.size()) r.known[actor].written = std::move(written);
  }
  if (c.mended) r.variants.push_back({r.grammar.span(c.begin, c.end), actor});
  c.entity = a.entity;
  c.sex = a.sex;
  c.actors = {actor};
  seen.resize(r.actors.size() + 1, 0);
  seen[actor.value] = c.begin.value + 1;
}

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

// Whether anything but this very name speaks for the state: its adjective, its people, its capital.
bool spoken_for(const Reading& r, EntityId state) {
  for (const Candidate& o : r.candidates) {
    for (const Named& n : o.options) {
      if (n.entity == state && n.use != NameUse::name) return true;
    }
  }
  return false;
}

// "Georgia" among Alabama and Iowa: a part of another state that the report speaks of, while nothing else speaks for this one.
EntityId other_state(Reading& r, const Candidate& c, EntityId state, const States& states) {
  if (const auto known = r.rather.find(state.value); known != r.rather.end()) return known->second;
  EntityId& rather = r.rather[state.value];
  for (const PlaceRecord& place : r.world.places(r.folded_span(c.begin, c.end))) {
    if (place.kind != PlaceKind::admin || place.population < 500000) continue;
    const EntityId other = r.world.state(place.country);
    if (!other || other == state) continue;
    const bool near = count_of(states, other) > 0 || std::any_of(r.candidates.begin(), r.candidates.end(), [&](const Candidate& o) {
                        return o.silent && o.of_entity == other;
                      });
    if (near && !spoken_for(r, state)) rather = other;
    if (near) break;
  }
  return rather;
}

// What a name of states, bodies, groups... is. Adjectives and peoples take their own forms.
void settle_known(Reading& r, Candidate& c, const States& states) {
  const Relation relation = base(r.token(c.head).relation);
  const bool modifies = relation == Relation::amod || relation == Relation::compound || relation == Relation::nmod_desc || relation == Relation::nmod;
  const bool before_noun = modifies && r.token(c.head).head && r.token(c.head).head > c.head;
  const Named* best = nullptr;
  int best_score = -100;
  for (const Named& n : c.options) {
    const Entity e = r.world.entity(n.entity);
    if (e.kind == EntityKind::person || e.kind == EntityKind::region) continue;
    int score = 0;
    if (!existed(r, e)) score -= 6;
    if (e.kind == EntityKind::state) score += 3;
    if (e.kind == EntityKind::body || e.kind == EntityKind::armed_group) score += 2;
    const bool plural = r.token(c.head).xpos == Xpos::nnps || r.token(c.head).xpos == Xpos::nns;
    if (n.use == NameUse::adjective) score += before_noun || r.token(c.head).upos == Upos::adj ? 3 : plural ? -2 : 0;
    if (n.use == NameUse::people) score += plural ? 3 : before_noun ? -1 : 1;
    if (n.use == NameUse::name) score += 2;
    if (n.use == NameUse::capital) score += c.name_kind == NameKind::person ? -4 : 1;
    if (e.kind == EntityKind::site && c.name_kind == NameKind::person) score -= 4;
    if (r.actor_of(n.entity)) score += 1;
    if (score > best_score) best = &n, best_score = score;
  }
  if (!best) {
    c.silent = true;
    return;
  }
  c.entity = best->entity;
  c.use = best->use;
  const EntityKind kind = r.world.entity(best->entity).kind;
  if (best->use == NameUse::adjective && !(kind == EntityKind::people && !before_noun)) {
    // "the Norwegian": a person by his nationality; "a Norwegian diplomat": whose diplomat.
    const bool alone = !before_noun && r.token(c.head).upos != Upos::adj;
    c.form = alone && kind == EntityKind::state ? Form::description : Form::adjective;
    c.of_entity = c.entity;
    if (c.form == Form::adjective) c.actors = {r.meet(c.entity, c.begin)};
  } else if (best->use == NameUse::people && kind == EntityKind::state) {
    c.form = Form::description;
    c.of_entity = c.entity;
    c.plural = r.token(c.head).xpos != Xpos::nnp && r.token(c.head).xpos != Xpos::nn;
  } else if (const EntityId other = kind == EntityKind::state && best->use == NameUse::name && c.end.value == c.begin.value + 1
                                        ? other_state(r, c, c.entity, states)
                                        : EntityId()) {
    c.silent = true;
    c.entity = {};
    c.of_entity = other;
  } else if (best->use == NameUse::capital || kind == EntityKind::site) {
    c.capital = true;
  } else {
    c.actors = {r.meet(c.entity, c.begin)};
    r.known[c.actors[0]].named = true;
    if (c.mended) r.variants.push_back({r.grammar.span(c.begin, c.end), c.actors[0]});
  }
}

bool person_name(const Reading& r, const Candidate& c) {
  bool person = false, other = false;
  for (const Named& n : c.options) {
    const EntityKind kind = r.world.entity(n.entity).kind;
    (kind == EntityKind::person ? person : other) |= kind != EntityKind::region;
  }
  if (!other) return person || c.name_kind == NameKind::person;
  if (!person || c.name_kind != NameKind::person) return false;
  for (const Named& n : c.options) {  // "Wagner" in a report on the Wagner Group
    if (r.world.entity(n.entity).kind != EntityKind::person && r.actor_of(n.entity)) return false;
  }
  return true;
}

// "The South" in a report on South Korea: the first word of a state's name stands for it.
void short_states(Reading& r) {
  const std::size_t n = r.candidates.size();
  for (std::uint32_t i = 1; i < r.size(); ++i) {
    const TokenId t(i);
    const bool place = r.name_at[i] && r.candidates[r.name_at[i] - 1].silent && r.candidates[r.name_at[i] - 1].begin == t &&
                       r.candidates[r.name_at[i] - 1].end.value == i + 1;
    if ((r.name_at[i] && !place) || r.silent[i] || !r.upper(t) || r.folded(TokenId(i - 1)) != "the") continue;
    if (r.token(t).upos != Upos::propn && r.token(t).upos != Upos::noun) continue;
    if (i + 1 < r.size() && (r.name_at[i + 1] || (r.upper(TokenId(i + 1)) && !r.glued(t)))) continue;
    const auto found = r.by_word.find(std::string(r.folded(t)));
    if (found == r.by_word.end()) continue;
    for (const ActorId id : found->second) {
      const Known& known = r.known[id];
      if (r.actors[id].kind != ActorKind::state || known.words.size() < 2 || known.words[0] != r.folded(t)) continue;
      Candidate c;
      c.begin = TokenId(i - 1);
      c.end = TokenId(i + 1);
      c.head = t;
      c.entity = r.actors[id].entity;
      c.actors = {id};
      if (place) {
        r.candidates[r.name_at[i] - 1] = std::move(c);
        break;
      }
      r.candidates.push_back(std::move(c));
      r.name_at[i] = static_cast<std::uint32_t>(r.candidates.size());
      break;
    }
  }
  if (r.candidates.size() == n) return;
  std::stable_sort(r.candidates.begin(), r.candidates.end(), [](const Candidate& a, const Candidate& b) { return a.begin < b.begin; });
  std::fill(r.name_at.begin(), r.name_at.end(), 0);
  for (std::uint32_t k = 0; k < r.candidates.size(); ++k) {
    const Candidate& c = r.candidates[k];
    for (std::uint32_t t = c.begin.value; t < c.end.value; ++t) r.name_at[t] = k + 1;
  }
}

}  // namespace

void settle_names(Reading& r) {
  const States states = states_of(r);
  std::vector<std::uint32_t> seen;
  for (Candidate& c : r.candidates) {
    if (!c.silent && !person_name(r, c) && !c.options.empty()) settle_known(r, c, states);
  }
  for (Candidate& c : r.candidates) {
    if (!c.silent && c.form == Form::name && !c.entity && !c.options.empty() && !person_name(r, c)) settle_known(r, c, states);
  }
  // Full names first, so that a last name in a headline finds its bearer.
  for (const bool full : {true, false}) {
    seen.assign(r.actors.size() + 1, 0);
    for (std::size_t i = 0; i < r.candidates.size(); ++i) {
      Candidate& c = r.candidates[i];
      const bool single = c.end.value == c.begin.value + 1;
      if (!c.silent && person_name(r, c)) {
        if (c.actors.empty() && single != full) settle_person(r, c, states, seen);
        if (!c.actors.empty()) {
          seen.resize(r.actors.size() + 1, 0);
          seen[c.actors[0].value] = c.begin.value + 1;
        }
      } else if (c.options.empty() && !c.silent && single != full) {
        ActorId before;
        if (i && c.begin.value && r.token(TokenId(c.begin.value - 1)).xpos == Xpos::left_bracket &&
            r.candidates[i - 1].end.value + 1 == c.begin.value && !r.candidates[i - 1].actors.empty()) {
          before = r.candidates[i - 1].actors[0];
        }
        settle_body(r, c, before);
      }
    }
  }
  short_states(r);
}

}  // namespace vedette::who
