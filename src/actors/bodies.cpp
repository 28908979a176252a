// Whom a description of a body means: a service or the government of a state, a body met before, a country.
// Doors: resolve_service, resolve_government, resolve_body, resolve_country, nearest_state. Test: actors_test.cpp.

#include "actors/describe.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette::who {

// "Athens police" of "Athens police chiefs".
std::string name_before(const Reading& r, const Candidate& c) {
  Candidate shorter = c;
  if (c.head > c.begin) shorter.end = c.head;
  return name_of(r, shorter);
}

// "police in Istanbul": the state of the place that stands behind; none where none does.
EntityId state_behind(const Reading& r, const Candidate& c) {
  for (const TokenId child : r.grammar.children(c.head)) {
    if (child < c.head || (base(r.token(child).relation) != Relation::nmod && base(r.token(child).relation) != Relation::obl)) continue;
    const std::string_view preposition = r.preposition(child);
    if (preposition != "in" && preposition != "at" && preposition != "of" && preposition != "near") continue;
    std::uint32_t other = r.name_at[child.value];
    for (std::uint32_t t = r.reach_begin[child.value]; !other && t <= child.value; ++t) other = r.name_at[t];  // "neighboring Pakistan"
    if (!other) continue;
    const Candidate& place = r.candidates[other - 1];
    if (place.form == Form::pronoun) continue;
    if (place.silent && place.of_entity) return place.of_entity;
    if (!place.entity) continue;
    const Entity e = r.world.entity(place.entity);
    if (e.kind == EntityKind::state) return place.entity;
    if (e.kind == EntityKind::region || e.kind == EntityKind::site || place.capital) return r.world.state(e.country);
  }
  return {};
}

// "The commission said the group…": who tells it does not call himself so. Empty where nobody does.
std::span<const ActorId> teller_of(const Reading& r, const Candidate& c) {
  if (base(r.token(c.head).relation) != Relation::nsubj) return {};
  const TokenId told = r.token(c.head).head, verb = told ? r.token(told).head : TokenId();
  if (!verb || base(r.token(told).relation) != Relation::ccomp) return {};
  const Candidate* teller = r.at(r.grammar.child(verb, Relation::nsubj));
  return teller ? std::span<const ActorId>(teller->actors) : std::span<const ActorId>();
}

// "French officials say that police…": the state of whoever tells it; none where nobody does or of no state.
EntityId state_of_teller(const Reading& r, const Candidate& c) {
  TokenId at = c.head;
  for (int up = 0; up < 12 && at; ++up) {
    const TokenId verb = r.token(at).head;
    const TokenId subject = verb ? r.grammar.child(verb, Relation::nsubj) : TokenId();
    const bool told = base(r.token(at).relation) == Relation::ccomp;
    if (told && subject && subject < c.head && r.at_head[subject.value]) {
      const Candidate& teller = r.candidates[r.at_head[subject.value] - 1];
      if (teller.of_entity && r.world.entity(teller.of_entity).kind == EntityKind::state) return teller.of_entity;
      if (teller.entity && r.world.entity(teller.entity).kind == EntityKind::state) return teller.entity;
      if (const EntityId state = state_behind(r, teller)) return state;
    }
    at = verb;
  }
  return {};
}

// "The chancellor urged parliament": the state of whoever does it to its own parliament or army.
EntityId state_of_doer(const Reading& r, const Candidate& c) {
  const Relation relation = base(r.token(c.head).relation);
  if (relation != Relation::obj && relation != Relation::iobj && relation != Relation::obl) return {};
  const TokenId verb = r.token(c.head).head;
  const Candidate* doer = verb ? r.at(r.grammar.child(verb, Relation::nsubj)) : nullptr;
  if (!doer || doer->actors.size() != 1 || doer->head >= c.head || !is_person(r.actors[doer->actors[0]])) return {};
  const Actor& whom = r.actors[doer->actors[0]];
  const bool governs = std::any_of(whom.sectors.begin(), whom.sectors.end(), [](const std::string& x) { return x == "GOV"; }) ||
                       std::any_of(whom.roles.begin(), whom.roles.end(), [&](const Role& role) {
                         const RoleKind* kind = r.world.role(role.role, role.of_entity);
                         return kind && kind->rank <= 2;
                       });
  return governs ? state_of(r, doer->actors[0]) : EntityId();
}

// A service of a state: its army, its police, a ministry. One for each noun and state; soldiers are those of the army.
void resolve_service(Reading& r, Candidate& c, const std::string& noun_words, bool loose) {
  const std::string lemma = lemma_of(r, c);
  EntityId state = c.of_entity;
  if (!state && !c.of.empty()) state = state_of(r, c.of[0]);
  const std::string sector = has_sector(c.agent, "MIL") ? "MIL" : has_sector(c.agent, "COP") ? "COP" : "";
  if (!state) state = state_behind(r, c);
  if (!state && (has_sector(c.agent, "LEG") || (sector == "MIL" && !c.plural))) state = state_of_doer(r, c);
  if (!state) {  // the one that was spoken of, unless another state tells of its own
    auto last = r.by_key.find("last|" + (loose ? sector : noun_words));
    if (last == r.by_key.end() && !sector.empty() && (c.definite || loose || !c.plural)) last = r.by_key.find("last|" + sector);
    state = state_of_teller(r, c);
    if (last == r.by_key.end()) {
      if (!state) state = nearest_state(r, c.begin);
    } else {
      if (!state || r.world.entity(state).country == r.actors[last->second].country) return take(c, last->second);
    }
  }
  // A force below the state has a name of its own: "Guerrero state police".
  bool local = false;
  for (TokenId t = c.begin; t < c.head; t = TokenId(t.value + 1)) {
    const std::uint32_t place = r.name_at[t.value];
    local |= is(r.folded(t), Use::local) || (place && r.candidates[place - 1].silent);
  }
  const std::string own_name = c.modifier && c.agent == c.modifier ? name_before(r, c) : name_of(r, c);
  const std::string where = local ? fold(own_name) : state ? std::to_string(state.value) : std::string("?");
  const std::string kin_key = sector + "@" + where;
  const std::string key = (loose && !sector.empty() ? kin_key : noun_words + "@" + where);
  auto found = r.by_key.find(key);
  ActorId actor;
  if (found != r.by_key.end()) {
    actor = found->second;
  } else {
    c.of_entity = state;
    const std::string what = loose ? (sector == "COP" ? "police" : "military") : noun_words;
    const std::string name = local ? own_name : state ? capitalised(what) + " of " + state_name(r, state) : own_name;
    actor = invent(r, c, sector.empty() && has_sector(c.agent, "GOV") ? ActorKind::government : ActorKind::body, name, key);
    r.known[actor].plural = sector == "COP";
    if (state) r.actors[actor].country = r.world.entity(state).country;
    if (!sector.empty()) r.by_key.emplace(kin_key, actor);
  }
  r.by_key["last|" + noun_words] = actor;
  if (!sector.empty()) r.by_key["last|" + sector] = actor;
  take(c, actor);
}

// The words that name a branch of the forces: "navy" of "royal navy"; empty where there are none ("military leadership").
std::string service_of(std::string words) {
  for (std::size_t begin = 0; begin < words.size();) {
    if (is(words.substr(begin), Use::service)) return words.substr(begin);
    const std::size_t blank = words.find(' ', begin);
    begin = blank == std::string::npos ? words.size() : blank + 1;
  }
  return {};
}

// "the president's refusal to back the government": of two states spoken of, that of whoever acts.
EntityId state_of_doer(Reading& r, const Candidate& c) {
  const TokenId verb = r.token(c.head).head;
  if (!verb || r.token(verb).upos != Upos::verb || base(r.token(c.head).relation) != Relation::obj) return {};
  TokenId doer = r.grammar.child(verb, Relation::nsubj);
  if (!doer && base(r.token(verb).relation) == Relation::acl && r.token(verb).head) doer = r.grammar.child(r.token(verb).head, Relation::nmod_poss);
  Candidate* who = doer && doer < c.begin ? r.at(doer) : nullptr;
  if (!who || !who->resolved || who->actors.size() != 1 || !is_person(r.actors[who->actors[0]])) return {};
  return state_of(r, who->actors[0]);
}

void resolve_government(Reading& r, Candidate& c) {
  if (!c.of.empty()) {  // "UN officials" are the body's own
    const Actor& of = r.actors[c.of[0]];
    if (of.kind == ActorKind::body || of.kind == ActorKind::armed_group || of.kind == ActorKind::company) return take(c, c.of[0]);
  }
  EntityId state = c.of_entity;
  if (!state && !c.of.empty()) state = state_of(r, c.of[0]);
  const Candidate* place = nullptr;  // "Chechnya's government" is not Russia's
  for (TokenId t = c.begin; t < c.head && !c.plural; t = TokenId(t.value + 1)) {
    const std::uint32_t at = r.name_at[t.value];
    if (at && r.candidates[at - 1].silent && r.candidates[at - 1].of_entity && r.token(t).head == c.head) place = &r.candidates[at - 1];
  }
  if (place && !state && c.noun) {
    const std::string key = "government@" + r.folded_span(place->begin, place->end);
    if (const auto found = r.by_key.find(key); found != r.by_key.end()) return take(c, found->second);
    c.of_entity = place->of_entity;
    return take(c, invent(r, c, ActorKind::government, name_of(r, c), key));
  }
  if (!state) state = state_behind(r, c);
  if (!state && c.definite && !c.plural) state = state_of_doer(r, c);
  if (!state) state = nearest_state(r, c.begin);
  if (state) {
    take(c, r.government_of(state, c.begin));
    mark(r, c.actors[0], c);
    return;
  }
  const std::string key = "government@?";
  const auto found = r.by_key.find(key);
  take(c, found != r.by_key.end() ? found->second : invent(r, c, ActorKind::government, name_of(r, c), key));
}

// "the organisation", "the Embassy": the last one met that it can be, best one that has this word in its name.
void resolve_body(Reading& r, Candidate& c) {
  const std::string lemma = lemma_of(r, c);
  const bool own = !c.of.empty() || c.of_entity;
  const bool body = c.noun && c.noun->what == NounClass::body;
  // "the National Assembly" is an institution of the state, not the last body named.
  const bool institution = r.upper(c.head) && c.begin.value + 2 < c.head.value + 1 &&
                           (has_sector(c.agent, "GOV") || has_sector(c.agent, "LEG") || has_sector(c.agent, "JUD"));
  if (!own && c.definite) {
    ActorId best;
    int best_score = 0;
    const std::span<const ActorId> tellers = teller_of(r, c);
    std::vector<std::string_view> names;  // "Socialist" of "the Socialist Party", which is no other party
    for (TokenId t = c.begin; r.upper(c.head) && t < c.head; t = TokenId(t.value + 1)) {
      if (r.upper(t) && !r.name_at[t.value] && r.token(t).upos != Upos::det) names.push_back(r.folded(t));
    }
    for (std::uint32_t i = 0; i < r.actors.size(); ++i) {
      if (i + 200 < r.actors.size()) continue;
      const ActorId id(i);
      const Known& what = r.known[id];
      if (!what.mentions || what.last >= c.begin) continue;
      const ActorKind kind = r.actors[id].kind;
      const std::string_view kinds = c.noun ? c.noun->kinds : "body";
      const bool can = (kind == ActorKind::body && kinds.find("body") != std::string_view::npos) ||
                       (kind == ActorKind::company && kinds.find("company") != std::string_view::npos) ||
                       (kind == ActorKind::armed_group && kinds.find("armed_group") != std::string_view::npos) ||
                       (kind == ActorKind::party && kinds.find("party") != std::string_view::npos);
      if (!can) continue;
      // "the company" is not the agency that sends the report
      if (r.actors[id].entity && r.world.entity(r.actors[id].entity).kind == EntityKind::agency && has_sector(c.agent, "BUS")) continue;
      if (std::find(tellers.begin(), tellers.end(), id) != tellers.end()) continue;
      const bool other = std::any_of(names.begin(), names.end(), [&](std::string_view word) {
        return what.named ? std::find(what.words.begin(), what.words.end(), word) == what.words.end() : what.key.find(word) == std::string::npos;
      });
      if (other) continue;
      const bool has_word = std::find(what.words.begin(), what.words.end(), lemma) != what.words.end() ||
                            what.key.starts_with(lemma + "@") || (r.upper(c.head) && what.key.starts_with(lemma + "|")) || what.key.find(" " + lemma + "@") != std::string::npos;
      const std::uint32_t apart = r.sentence_of(c.begin) - r.sentence_of(what.last);
      const bool bare = c.head.value <= c.begin.value + 1;  // "the team", not "the SWAT team"
      const int score = has_word ? 1000 - static_cast<int>(std::min(apart, 100u)) : body && (bare || kind == ActorKind::armed_group) && !institution && apart <= 4 && what.named ? 100 - static_cast<int>(apart) * 10 : 0;
      if (score > best_score || (score == best_score && best && what.last > r.known[best].last)) best = id, best_score = score;
    }
    if (best) return take(c, best);
    // "Demonstrators marched … The group burned a flag."
    const bool told_more = marks_of(r, c).size() > 1 && r.folded(TokenId(c.head.value - 1)) != "same";
    const bool any = c.noun && c.noun->kinds.find("armed_group") != std::string_view::npos && is(lemma, Use::count_noun) && !told_more;
    const auto people = any ? r.by_key.find("last group|") : r.by_key.end();
    if (people != r.by_key.end() && r.known[people->second].last < c.begin) return take(c, people->second);
  }
  const bool of_state = c.of.empty() || r.actors[c.of[0]].kind == ActorKind::state || r.actors[c.of[0]].kind == ActorKind::government;
  if (of_state && c.agent && (has_sector(c.agent, "GOV") || has_sector(c.agent, "JUD") || has_sector(c.agent, "LEG"))) {
    std::string words = title_of(r, c);
    return resolve_service(r, c, fold(words), false);
  }
  const std::string key = lemma + "|" + owner_key(c);
  if (const auto found = r.by_key.find(key); found != r.by_key.end() && (c.definite || own)) return take(c, found->second);
  const bool armed = has_sector(c.agent, "REB");
  const ActorId made = invent(r, c, armed ? ActorKind::armed_group : has_sector(c.agent, "BUS") ? ActorKind::company : ActorKind::body, name_of(r, c), key);
  r.by_key[key] = made;
  take(c, made);
}

// "that country": the last one named; "the kingdom": the last one that is called so. None where the words do not tell.
EntityId pointed_at(const Reading& r, const Candidate& c) {
  const std::string_view lemma = r.lemma(c.head);
  const Noun* usual = noun(lemma);
  const bool that = r.folded(c.begin) == "that", called = usual && usual->what == NounClass::country && is(lemma, Use::article);
  if (!that && !called) return {};
  const auto self = static_cast<std::uint32_t>(&c - r.candidates.data());
  for (std::uint32_t i = self; i-- > 0 && i + kLookBack > self;) {
    const Candidate& o = r.candidates[i];
    if (o.begin >= c.begin || !o.entity || o.silent || o.form == Form::pronoun) continue;
    const Entity e = r.world.entity(o.entity);
    if (e.kind != EntityKind::state) continue;
    if (that && o.form == Form::name) return o.entity;
    if (called) {
      for (const Named& n : r.world.named(std::string(lemma) + " of " + fold(e.name))) {
        if (n.entity == o.entity) return o.entity;
      }
    }
  }
  return {};
}

void resolve_country(Reading& r, Candidate& c) {
  if (!c.definite && !c.plural) {
    c.silent = true;
    return;
  }
  for (std::size_t i = c.of.size(); i-- > 0 && !c.plural;) {  // "the central African nation of Chad", "his country"
    const bool behind = r.actors[c.of[i]].kind == ActorKind::state;
    if (!behind && c.of_entity) continue;
    c.of_entity = state_of(r, c.of[i]);
    break;
  }
  if (c.plural) {  // "both countries": the last two named
    const bool two = c.count == 2 || r.folded(c.begin) == "both";
    std::vector<ActorId> states;
    if (!two && c.of.size() > 1 && r.token(c.begin).xpos == Xpos::prps) {  // "their countries"
      for (const ActorId whose : c.of) {
        const EntityId state = state_of(r, whose);
        const ActorId id = state ? r.meet(state, c.begin) : ActorId();
        if (id && std::find(states.begin(), states.end(), id) == states.end()) states.push_back(id);
      }
      if (states.size() == c.of.size()) {
        c.actors = std::move(states);
        return;
      }
      states.clear();
    }
    const auto self = static_cast<std::uint32_t>(&c - r.candidates.data());
    const auto is_state = [&](const Candidate* o) {
      return o && o->entity && !o->silent && o->form != Form::adjective && r.world.entity(o->entity).kind == EntityKind::state;
    };
    for (std::uint32_t i = self; two && i-- > 0 && i + 40 > self;) {  // "Iran and Iraq ... the two countries"
      const Candidate& o = r.candidates[i];
      if (o.begin >= c.begin || base(r.token(o.head).relation) != Relation::conj || r.sentence_of(o.begin) + 3 < r.sentence_of(c.begin)) continue;
      const Candidate* first = r.at(r.token(o.head).head);
      if (!is_state(&o) || !is_state(first) || first->entity == o.entity) continue;
      c.actors = {r.meet(first->entity, first->begin), r.meet(o.entity, o.begin)};
      return;
    }
    for (std::uint32_t i = self; two && i-- > 0 && states.size() < 2 && i + 200 > self;) {
      const Candidate& o = r.candidates[i];
      if (o.begin >= c.begin || !o.entity || o.silent || r.world.entity(o.entity).kind != EntityKind::state) continue;
      const ActorId id = r.meet(o.entity, o.begin);
      if (std::find(states.begin(), states.end(), id) == states.end()) states.push_back(id);
    }
    if (states.size() == 2) {
      c.actors = {states[1], states[0]};
      return;
    }
    return resolve_group(r, c);
  }
  if (!c.of_entity) c.of_entity = pointed_at(r, c);
  if (const EntityId state = c.of_entity ? c.of_entity : nearest_state(r, c.begin, true)) {
    take(c, r.meet(state, c.begin));
  } else {
    c.silent = true;
  }
}

// The state that the words before this one speak of: the last named weighs most, those in government or as subjects more.
EntityId nearest_state(const Reading& r, TokenId before, bool strict) {
  constexpr std::size_t kMany = 12;
  std::vector<std::pair<EntityId, double>> states;
  const auto add = [&](EntityId state, double weight) {
    for (auto& [s, w] : states) {
      if (s == state) {
        w += weight;
        return;
      }
    }
    if (states.size() < kMany) states.emplace_back(state, weight);
  };
  const auto position = std::lower_bound(r.candidates.begin(), r.candidates.end(), before,
                                         [](const Candidate& c, TokenId t) { return c.begin < t; });
  const auto first = static_cast<std::uint32_t>(position - r.candidates.begin());
  const std::uint32_t here = r.sentence_of(before);
  std::uint32_t looked = 0;
  for (std::uint32_t i = first; i-- > 0 && looked < kLookBack;) {
    const Candidate& c = r.candidates[i];
    EntityId state;
    double weight = 1;
    if (c.of_entity && c.silent) {
      state = c.of_entity, weight = (strict ? 0.5 : 0.8) * (c.count > 200000 ? 1 : 0.4);  // a city
    } else if (c.entity && c.form != Form::pronoun) {
      const Entity e = r.world.entity(c.entity);
      if (e.kind == EntityKind::state) {
        state = c.entity;
      } else if (e.kind != EntityKind::person && e.kind != EntityKind::agency && e.kind != EntityKind::company && !e.country.empty()) {
        state = r.world.state(e.country), weight = 0.4;
      } else if (e.kind == EntityKind::person && !strict && !e.country.empty()) {
        state = r.world.state(e.country), weight = 0.3;
      }
    }
    if (!state || c.end.value > before.value) continue;
    ++looked;
    const std::uint32_t apart = here - r.sentence_of(c.begin);
    if (base(r.token(c.head).relation) == Relation::nsubj || c.form == Form::adjective) weight *= 1.3;
    const bool opens = strict && apart == 0 && c.form == Form::name && c.begin.value == r.grammar.sentences[r.token(c.begin).sentence].begin.value + 1;
    if (opens && is(r.preposition(c.head), Use::place_preposition)) weight *= 2.5;  // "In Colombia, the minister praised the country"
    else if (apart == 0 && c.form == Form::name && is(r.preposition(c.head), Use::place_preposition)) weight *= 1.5;
    for (std::uint32_t k = 0; k < std::min(apart, 12u); ++k) weight *= strict ? 0.4 : 0.65;
    add(state, weight);
  }
  if (states.empty() && !strict) {  // a headline: the state that is named next
    for (std::uint32_t i = first; i < r.candidates.size() && i < first + kLookBack; ++i) {
      const Candidate& c = r.candidates[i];
      if (c.entity && r.world.entity(c.entity).kind == EntityKind::state) return c.entity;
      if (c.silent && c.of_entity) return c.of_entity;
    }
  }
  const auto best = std::max_element(states.begin(), states.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == states.end() ? EntityId() : best->first;
}

}  // namespace vedette::who
