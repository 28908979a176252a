// Settles which entity each name is, and which names are one actor. Door: settle_names. Test: actors_test.cpp.

#include "actors/settle.h"

#include <algorithm>

namespace vedette::who {
namespace {

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

// With the countries of persons who are named in full: a report on Trump and Clinton is one on the United States.
States with_countries_of_persons(const Reading& r, States states) {
  for (const Candidate& c : r.candidates) {
    if (c.end.value < c.begin.value + 2 || c.options.size() != 1) continue;
    const Entity e = r.world.entity(c.options[0].entity);
    if (e.kind != EntityKind::person || e.country.empty()) continue;
    const EntityId state = r.world.state(e.country);
    const auto found = std::find_if(states.begin(), states.end(), [&](const auto& s) { return s.first == state; });
    if (found != states.end()) {
      ++found->second;
    } else if (state && states.size() < 40) {
      states.emplace_back(state, 1);
    }
  }
  for (const Candidate& c : r.candidates) {
    if (!c.silent || !c.of_entity || c.entity) continue;  // cities
    const auto found = std::find_if(states.begin(), states.end(), [&](const auto& s) { return s.first == c.of_entity; });
    if (found == states.end() && states.size() < 40) states.emplace_back(c.of_entity, 1);
  }
  return states;
}

bool existed(const Reading& r, const Entity& e) {
  return !r.page.published || ((!e.from || *e.from <= *r.page.published) && (!e.to || *r.page.published <= *e.to));
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

// "Russia, and Georgia": whether a state stands before or behind with nothing but a comma or a conjunction between.
bool listed_with_state(const Reading& r, const Candidate& c) {
  const auto joins = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin >= end || end - begin > 2) return false;
    for (std::uint32_t t = begin; t < end; ++t) {
      if (r.token(TokenId(t)).upos != Upos::punct && r.token(TokenId(t)).upos != Upos::cconj) return false;
    }
    return true;
  };
  return std::any_of(r.candidates.begin(), r.candidates.end(), [&](const Candidate& o) {
    const bool before = o.end <= c.begin && joins(o.end.value, c.begin.value), behind = o.begin >= c.end && joins(c.end.value, o.begin.value);
    return (before || behind) && std::any_of(o.options.begin(), o.options.end(), [&](const Named& n) {
      return n.use == NameUse::name && r.world.entity(n.entity).kind == EntityKind::state;
    });
  });
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
    if (near && !spoken_for(r, state) && !listed_with_state(r, c)) rather = other;
    if (near) break;
  }
  return rather;
}

// "a Frenchman", "the Frenchman"
void determine(const Reading& r, Candidate& c) {
  for (const TokenId child : r.grammar.children(c.head)) {
    if (child >= c.begin || base(r.token(child).relation) != Relation::det) continue;
    const std::string_view word = r.folded(child);
    c.indefinite |= word == "a" || word == "an" || word == "another";
    c.definite |= word == "the" || word == "this" || word == "that";
  }
}

// What a name of states, bodies, groups... is. Adjectives and peoples take their own forms.
void settle_known(Reading& r, Candidate& c, const States& states) {
  // "the Philippine National Security Council" is not that of another state.
  std::uint32_t at_before = c.begin.value ? c.begin.value - 1 : 0;
  if (at_before && r.token(TokenId(at_before)).xpos == Xpos::pos) --at_before;  // "Colombia's Congress"
  if (c.begin.value && r.name_at[at_before] && c.options.size() == 1) {
    const Entity e = r.world.entity(c.options[0].entity);
    const Candidate& before = r.candidates[r.name_at[at_before] - 1];
    for (const Named& n : before.options) {
      const Entity owner = r.world.entity(n.entity);
      if (e.kind == EntityKind::body && owner.kind == EntityKind::state && !e.country.empty() && owner.country != e.country) {
        c.begin = before.begin;
        c.options = {};
        return;
      }
    }
  }
  const Relation relation = base(r.token(c.head).relation);
  const bool modifies = relation == Relation::amod || relation == Relation::compound || relation == Relation::nmod_desc || relation == Relation::nmod;
  const bool before_noun = modifies && r.token(c.head).head && r.token(c.head).head > c.head;
  const Named* best = nullptr;
  int best_score = -100;
  for (const Named& n : c.options) {
    const Entity e = r.world.entity(n.entity);
    if (e.kind == EntityKind::person || e.kind == EntityKind::region) continue;
    // "CHP" in a report that speaks of California alone is not the Turkish party, nor is every Democratic Front that of Montenegro.
    if (e.kind == EntityKind::party && !e.country.empty() && !states.empty() && !count_of(states, r.world.state(e.country)) &&
        ((c.end.value == c.begin.value + 1 && r.all_upper(c.begin, c.end)) || is(r.folded_span(c.begin, c.end), Use::shared_name))) {
      continue;
    }
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
    if (e.kind == EntityKind::party && c.options.size() > 1 && count_of(states, r.world.state(e.country))) score += 2;
    if (score > best_score) best = &n, best_score = score;
  }
  if (!best) {
    if (std::any_of(c.options.begin(), c.options.end(), [&](const Named& n) { return r.world.entity(n.entity).kind == EntityKind::party; })) {
      c.options = {};  // a body that the world does not know
    } else {
      c.silent = true;
    }
    return;
  }
  c.entity = best->entity;
  c.use = best->use;
  if (const Entity e = r.world.entity(best->entity); e.kind == EntityKind::body && !e.country.empty() &&
      (c.end.value == c.begin.value + 1 || is(r.folded_span(c.begin, c.end), Use::shared_name))) {
    // "Congress" in a report on Colombia is not that of the United States.
    const Agent* agent = r.world.agent(r.lemma(TokenId(c.end.value - 1)));
    int most = 0;
    for (const auto& [state, times] : states) most = std::max(most, times);
    if (agent && agent->collective && count_of(states, r.world.state(e.country)) * 2 < most) {
      c.form = Form::description;
      c.entity = {};
      c.agent = agent;
      c.noun = noun(r.lemma(TokenId(c.end.value - 1)));
      c.definite = true;
      return;
    }
  }
  const EntityKind kind = r.world.entity(best->entity).kind;
  if (best->use == NameUse::adjective && !(kind == EntityKind::people && !before_noun)) {
    // "the Norwegian": a person by his nationality; "a Norwegian diplomat": whose diplomat.
    const bool alone = !before_noun && r.token(c.head).upos != Upos::adj;
    c.form = alone && kind == EntityKind::state ? Form::description : Form::adjective;
    c.of_entity = c.entity;
    if (c.form == Form::adjective) c.actors = {r.meet(c.entity, c.begin)};
    else determine(r, c);
  } else if (best->use == NameUse::people && kind == EntityKind::state) {
    c.form = Form::description;
    c.of_entity = c.entity;
    c.plural = r.token(c.head).xpos != Xpos::nnp && r.token(c.head).xpos != Xpos::nn;
    determine(r, c);
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

int count_of(const States& states, EntityId state) {
  for (const auto& [s, n] : states) {
    if (s == state) return n;
  }
  return 0;
}

std::vector<std::string> words_of(const Reading& r, const Candidate& c) {
  std::vector<std::string> words;
  bool joined = false;
  for (TokenId t = c.begin; t < c.end; t = TokenId(t.value + 1)) {
    const Xpos xpos = r.token(t).xpos;
    const bool mark = xpos == Xpos::open_quote || xpos == Xpos::close_quote || xpos == Xpos::left_bracket || xpos == Xpos::right_bracket;
    if (mark && t > c.begin && (r.glued(t) != r.glued(TokenId(t.value - 1)))) {  // around a nickname, not within a word
      joined = false;
      continue;
    }
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

namespace {

// "Hurricane Katrina killed", "Katrina killed": no persons.
void silence_storms(Reading& r) {
  std::vector<std::string_view> storms;
  const auto named = [&](const Candidate& c) {
    const bool anything = c.options.empty() && c.form == Form::name;
    return (anything || person_name(r, c)) && (is(r.folded(c.begin), Use::storm) || (c.begin.value && is(r.folded(TokenId(c.begin.value - 1)), Use::storm)));
  };
  for (const Candidate& c : r.candidates) {
    if (named(c)) storms.push_back(r.folded(TokenId(c.end.value - 1)));
  }
  for (Candidate& c : r.candidates) {
    const bool again = c.end.value == c.begin.value + 1 && std::find(storms.begin(), storms.end(), r.folded(c.begin)) != storms.end();
    if (!storms.empty() && ((again && person_name(r, c)) || named(c))) c.silent = true;
  }
}

// "The Kraft worker", "the Kraft plant" where nobody bears that name in full: a firm, though families are so called, too.
void name_firms(Reading& r) {
  const auto strange = [&](const Candidate& c) { return c.form == Form::name && !c.silent && person_name(r, c); };
  std::vector<std::string_view> firms;
  for (const Candidate& c : r.candidates) {
    const Token& token = r.token(c.head);
    if (!strange(c) || c.end.value != c.begin.value + 1 || base(token.relation) != Relation::compound || token.head < c.end) continue;
    if (r.token(token.head).upos == Upos::noun && is(r.lemma(token.head), Use::firm_noun)) firms.push_back(r.folded(c.head));
  }
  if (firms.empty()) return;
  for (const Candidate& c : r.candidates) {
    if (c.form == Form::name && c.end.value > c.begin.value + 1 && person_name(r, c)) std::erase(firms, r.folded(TokenId(c.end.value - 1)));
  }
  for (Candidate& c : r.candidates) {
    if (c.end.value != c.begin.value + 1 || !strange(c) || std::find(firms.begin(), firms.end(), r.folded(c.begin)) == firms.end()) continue;
    c.name_kind = NameKind::organisation;
    c.options = {};
  }
}

}  // namespace

void settle_names(Reading& r) {
  silence_storms(r);
  name_firms(r);
  const States states = states_of(r);
  const States spoken_of = with_countries_of_persons(r, states);
  std::vector<std::uint32_t> seen;
  for (Candidate& c : r.candidates) {
    if (!c.silent && !person_name(r, c) && !c.options.empty()) settle_known(r, c, spoken_of);
  }
  for (Candidate& c : r.candidates) {
    if (!c.silent && c.form == Form::name && !c.entity && !c.options.empty() && !person_name(r, c)) settle_known(r, c, spoken_of);
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
  for (Candidate& c : r.candidates) {  // "North and South Korea"
    if (c.form != Form::name || c.actors.empty()) continue;
    for (const EntityId other : c.and_entities) c.actors.push_back(r.meet(other, c.begin));
  }
}

}  // namespace vedette::who
