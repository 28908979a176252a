// Whom a description or a metonym means: sends each to what can tell. Door: resolve. Test: actors_test.cpp.

#include "actors/describe.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette::who {
namespace {

constexpr int kDeepest = 40;  // descriptions within descriptions

void resolve_noun(Reading& r, Candidate& c, std::uint32_t index);

void resolve_description(Reading& r, std::uint32_t index) {
  if (r.candidates[index].counts) return resolve_count(r, r.candidates[index]);
  find_owner(r, index);
  Candidate& c = r.candidates[index];
  if (c.and_entities.empty() || c.named) return resolve_noun(r, c, index);  // "the Polish and Czech premiers, A and B": those
  if (!(c.agent && (has_sector(c.agent, "GOV") || has_sector(c.agent, "MIL") || has_sector(c.agent, "COP")))) {
    c.of_entity = {};  // one group of several nations
    return resolve_noun(r, c, index);
  }
  // "Iranian and Russian officials" are those of two states.
  std::vector<ActorId> whom;
  std::vector<EntityId> states = c.and_entities;
  states.insert(states.begin(), c.of_entity);
  for (const EntityId state : states) {
    Candidate one = c;
    one.of_entity = state;
    one.of.clear();
    resolve_noun(r, one, index);
    const bool body = one.actors.size() == 1 && r.actors[one.actors[0]].kind != ActorKind::people;
    whom.push_back(body ? one.actors[0] : r.meet(state, c.begin));  // their leaders speak for them
  }
  r.candidates[index].actors = std::move(whom);
}

// Whom the conjuncts of a name mean, and theirs.
void add_conjuncts(Reading& r, TokenId head, std::vector<ActorId>& all) {
  constexpr std::size_t kMost = 20;
  for (const TokenId child : r.grammar.children(head)) {
    const std::uint32_t other = base(r.token(child).relation) == Relation::conj ? r.at_head[child.value] : 0;
    if (!other || all.size() >= kMost) continue;
    resolve(r, other - 1);
    for (const ActorId actor : r.candidates[other - 1].actors) {
      if (std::find(all.begin(), all.end(), actor) == all.end()) all.push_back(actor);
    }
    add_conjuncts(r, child, all);
  }
}

void resolve_noun(Reading& r, Candidate& c, std::uint32_t index) {
  const NounClass what = c.noun ? c.noun->what : NounClass::none;
  if (c.named) {
    resolve(r, c.named - 1);
    const std::vector<ActorId> named = r.candidates[c.named - 1].actors;
    if (c.plural && named.size() == 1) {  // "leaders, including A, B and C"
      std::vector<ActorId> all = named;
      for (const TokenId child : r.grammar.children(c.head)) {  // "... including A (Ariz.), B and C", with A apart from the others
        const std::uint32_t first = base(r.token(child).relation) == Relation::nmod ? r.at_head[child.value] : 0;
        if (!first || first == c.named || r.candidates[first - 1].form != Form::name) continue;
        const TokenId title = r.grammar.child(child, Relation::nmod_desc);
        if (!is(r.preposition(child), Use::including) && !(title && is(r.preposition(title), Use::including))) continue;
        resolve(r, first - 1);
        const std::vector<ActorId> more = r.candidates[first - 1].actors;
        all.insert(all.begin(), more.begin(), more.end());
      }
      add_conjuncts(r, r.candidates[c.named - 1].head, all);
      if (c.role && all.size() == c.and_entities.size() + 1 && c.of_entity) {  // "the Polish and Czech premiers, A and B": each of his own
        for (std::size_t i = 0; i < all.size(); ++i) {
          if (!is_person(r.actors[all[i]])) continue;
          Candidate one = c;
          if (i) one.of_entity = c.and_entities[i - 1];
          one.and_entities.clear();
          one.of.clear();
          add_role(r, all[i], one);
          const std::string title = title_of(r, one);  // of several: "prime ministers"
          if (r.actors[all[i]].roles.empty() || r.actors[all[i]].roles.back().role != title) continue;
          r.actors[all[i]].roles.back().role = title.substr(0, title.rfind(' ') + 1) + std::string(r.lemma(c.head));
        }
      }
      if (all.size() > 1) return void(r.candidates[index].actors = std::move(all));
    }
    if (!named.empty()) {
      take(c, named[0]);
      if (!r.actors[named[0]].sex) r.actors[named[0]].sex = c.sex;
      mark(r, named[0], c);
      if (is_person(r.actors[named[0]]) && what != NounClass::anyone) add_role(r, named[0], c);
      return;
    }
  }
  if (!c.noun && !c.agent && !c.role) {  // a nationality alone, or a number
    if (c.of_entity && !c.plural) return resolve_person(r, c);
    return resolve_group(r, c);
  }
  // "X is the president of Y": said of the subject, no mention of its own.
  if (r.grammar.child(c.head, Relation::cop)) {
    const TokenId subject = r.grammar.child(c.head, Relation::nsubj);
    if (subject && subject < c.head && r.at_head[subject.value] && r.at_head[subject.value] - 1 != index) {
      resolve(r, r.at_head[subject.value] - 1);
      const std::vector<ActorId> whom = r.candidates[r.at_head[subject.value] - 1].actors;
      if (whom.size() == 1 && is_person(r.actors[whom[0]]) && !c.plural) {
        mark(r, whom[0], r.candidates[index]);
        if (what != NounClass::anyone) add_role(r, whom[0], r.candidates[index]);
      }
    }
    r.candidates[index].silent = true;
    return;
  }
  const bool armed_owner = !c.of.empty() && r.actors[c.of[0]].kind == ActorKind::armed_group;
  if (is(r.lemma(c.head), Use::count_noun) && !c.of.empty() && r.known[c.of[0]].plural) {  // "a group of protesters"
    c.actors = c.of;
    return;
  }
  if (c.modifier && c.plural && !c.agent && (has_sector(c.modifier, "MIL") || has_sector(c.modifier, "COP"))) c.agent = c.modifier;
  if (c.modifier && (what == NounClass::people || (c.agent && c.plural)) && (has_sector(c.modifier, "MIL") || has_sector(c.modifier, "COP"))) {
    c.agent = c.modifier;  // "army personnel"
  }
  const bool police = has_sector(c.agent, "COP") && (is(r.lemma(c.head), Use::police_word) || c.agent == c.modifier), soldiers = has_sector(c.agent, "MIL");
  if (!c.plural && c.agent && c.agent->collective && is(r.lemma(c.head), Use::counterpart)) {  // "its ally", unnamed
    c.silent = true;
    return;
  }
  if (what == NounClass::country) return resolve_country(r, c);
  if ((soldiers || police) && (c.plural || c.agent->collective) && c.agent != c.modifier) {
    if (c.plural && says(r, c, Use::apart)) return resolve_group(r, c);  // they fight the army, or have left it
    if (!c.of.empty() && r.actors[c.of[0]].kind == ActorKind::body && r.actors[c.of[0]].country.empty() && r.actors[c.of[0]].entity) {
      if (c.count) return resolve_group(r, c);
      return take(c, c.of[0]);  // "UN troops in Haiti" are not Haiti's
    }
    if (c.of.empty() && !c.of_entity && says(r, c, Use::joint)) return c.plural ? resolve_group(r, c) : resolve_body(r, c);
  }
  if (!c.plural && !soldiers && !armed_owner && (c.of_entity || c.definite)) {  // "Niger's presidential guard"
    if (const std::string branch = service_of(fold(title_of(r, c))); branch.find(' ') != std::string::npos) {
      if (const Agent* army = r.world.agent("army")) c.agent = army;
      return resolve_service(r, c, branch, false);
    }
  }
  const bool guards = has_sector(c.agent, "COP") && c.agent->collective && !c.plural && !service_of(fold(title_of(r, c))).empty();
  if (guards) return resolve_service(r, c, service_of(fold(title_of(r, c))), false);
  if (soldiers && c.plural && c.agent->collective && c.of.empty() && !c.of_entity && !is(r.lemma(c.head), Use::forces)) {
    return resolve_group(r, c);  // "most foreign navies" are no one's
  }
  if ((soldiers || police) && !armed_owner && (c.agent->collective || (c.plural && (c.of_entity || is(r.lemma(c.head), Use::forces) || police)))) {
    const std::string service = service_of(fold(title_of(r, c)));
    return resolve_service(r, c, police ? "police" : service.empty() ? "military" : service, police || service.empty());
  }
  if (is(r.lemma(c.head), Use::quality) && !c.plural && c.of.size() == 1 && is_person(r.actors[c.of[0]])) {
    c.silent = true;
    return;
  }
  if (what == NounClass::government && c.plural && has_sector(c.agent, "GOV") && r.lemma(c.head) != "authority") return resolve_group(r, c);
  if (what == NounClass::government || (c.plural && has_sector(c.agent, "GOV") && !c.agent->collective && !c.role)) return resolve_government(r, c);
  if (c.agent && c.agent->collective && !c.plural) return resolve_body(r, c);
  if (what == NounClass::body && !c.plural) return resolve_body(r, c);
  if (c.plural || what == NounClass::people) return resolve_group(r, c);
  resolve_person(r, c);
}

// "Washington, star of the series", where the report names a Kerry Washington.
ActorId person_so_called(const Reading& r, const Candidate& c) {
  if (c.end.value != c.begin.value + 1) return {};
  const auto met = r.by_word.find(std::string(r.folded(c.begin)));
  if (met == r.by_word.end()) return {};
  const TokenId beside = r.grammar.child(c.head, Relation::appos);
  const Noun* what = beside && beside > c.head ? noun(r.lemma(beside)) : nullptr;
  if (!what || what->kinds != "person") return {};
  for (const ActorId id : met->second) {
    if (r.actors[id].kind == ActorKind::person && r.known[id].words.back() == r.folded(c.begin)) return id;
  }
  return {};
}

}  // namespace

void resolve(Reading& r, std::uint32_t index) {
  Candidate& c = r.candidates[index];
  if (c.resolved) return;
  if (r.depth > kDeepest) return;  // nested past all sense
  c.resolved = true;
  if (c.silent) return;
  ++r.depth;
  if (c.form == Form::pronoun) {
    resolve_pronoun(r, index);
  } else if (c.form == Form::description) {
    resolve_description(r, index);
  } else if (c.capital) {
    const Entity e = r.world.entity(c.entity);
    if (const ActorId person = person_so_called(r, c)) {
      take(c, person);
    } else if (!stands_for_government(r, c)) {
      c.silent = true;
    } else if (e.kind == EntityKind::state) {
      take(c, r.government_of(c.entity, c.begin));
    } else if (e.stands_for) {
      const Entity whom = r.world.entity(e.stands_for);
      take(c, whom.kind == EntityKind::state ? r.government_of(e.stands_for, c.begin) : r.meet(e.stands_for, c.begin));
    } else if (const EntityId state = r.world.state(e.country)) {
      take(c, r.government_of(state, c.begin));
    } else {
      c.silent = true;
    }
  }
  --r.depth;
  if (r.candidates[index].silent) r.candidates[index].actors.clear();
  for (const ActorId actor : std::vector<ActorId>(r.candidates[index].actors)) r.note(actor, r.candidates[index].begin);
}

}  // namespace vedette::who
