// Whom a description means: the holder of an office, somebody met before, the forces or the government of a state, or somebody new.
// Door: resolve. Test: actors_test.cpp.

#include <algorithm>

#include "actors/reading.h"
#include "base/utf8.h"

namespace vedette::who {
namespace {

constexpr int kDeepest = 40;           // descriptions within descriptions
constexpr std::uint32_t kLookBack = 60;  // candidates or persons looked at for one description

bool share_sector(std::string_view a, std::string_view b) {
  while (!a.empty()) {
    const std::size_t end = std::min(a.find(' '), a.size());
    if (end && b.find(a.substr(0, end)) != std::string_view::npos) return true;
    a.remove_prefix(std::min(end + 1, a.size()));
  }
  return false;
}

bool has_sector(const Agent* agent, std::string_view sector) { return agent && agent->sectors.find(sector) != std::string_view::npos; }

void take(Candidate& c, ActorId actor) { c.actors.assign(1, actor); }

// Resolves the candidates inside [begin, end) first, and gathers whose this is.
void find_owner(Reading& r, std::uint32_t index) {
  const auto inside = [&](const Candidate& o, const Candidate& c) {
    return o.begin >= c.begin && o.end <= c.end && !(o.begin == c.begin && o.end == c.end) && o.head != c.head;
  };
  for (std::uint32_t i = index + 1; i < r.candidates.size() && r.candidates[i].begin < r.candidates[index].end; ++i) {
    if (inside(r.candidates[i], r.candidates[index])) resolve(r, i);
  }
  Candidate& c = r.candidates[index];
  const auto belongs = [&](const Candidate& o) {
    if (o.form == Form::adjective || (o.capital && r.world.entity(o.entity).kind == EntityKind::state)) {
      const Entity e = r.world.entity(o.entity);
      if (e.kind == EntityKind::state) {
        if (!c.of_entity) c.of_entity = o.entity;
      } else if (!o.actors.empty()) {
        c.of.push_back(o.actors[0]);
      }
    } else {
      c.of.insert(c.of.end(), o.actors.begin(), o.actors.end());
    }
  };
  // Before the head: a possessor, a nationality, a body. Behind it: the of-phrase and what is coordinated with it.
  for (std::uint32_t i = index + 1; i < r.candidates.size() && r.candidates[i].begin < c.head; ++i) {
    const Candidate& o = r.candidates[i];
    if (!inside(o, c) || o.end > c.head || i + 1 == c.named) continue;
    // The possessor's own possessor is not this one's.
    const Relation relation = r.token(o.head).relation;
    if (r.token(o.head).head == c.head || relation == Relation::amod || relation == Relation::compound || o.form == Form::adjective ||
        c.of.empty()) {
      belongs(o);
    }
  }
  // An adjective may also open the phrase with the description ("Lithuanian President").
  for (std::uint32_t i = index; i-- > 0 && r.candidates[i].begin >= c.begin;) {
    const Candidate& o = r.candidates[i];
    if (o.end <= c.head && o.head != c.head && i + 1 != c.named) {
      resolve(r, i);
      belongs(o);
    }
  }
  if (c.head.value + 1 < c.end.value) {
    for (std::uint32_t i = index + 1; i < r.candidates.size() && r.candidates[i].begin < c.end; ++i) {
      const Candidate& o = r.candidates[i];
      if (o.begin <= c.head || o.head == c.head || o.silent) continue;
      // The top of the of-phrase, or coordinated with it.
      TokenId up = o.head;
      for (int steps = 0; steps < 12 && up && base(r.token(up).relation) == Relation::conj; ++steps) up = r.token(up).head;
      if (up && r.token(up).head == c.head) belongs(o);
    }
    for (std::uint32_t i = index + 1; c.of.empty() && !c.of_entity && i < r.candidates.size() && r.candidates[i].begin < c.end; ++i) {
      const Candidate& o = r.candidates[i];
      if (o.begin > c.head && o.head != c.head && !o.silent) belongs(o);  // "President of the Commission", hung elsewhere
    }
  }
  if (c.of.empty() && !c.of_entity && !c.plural) {  // "spokesman for the army", "spokesperson from the Embassy"
    for (const TokenId child : r.grammar.children(c.head)) {
      const Relation relation = base(r.token(child).relation);
      if (child < c.head || (relation != Relation::nmod && relation != Relation::obl)) continue;
      const std::string_view preposition = r.preposition(child);
      if (preposition != "of" && preposition != "for" && preposition != "from" && preposition != "at" && preposition != "with") continue;
      const std::uint32_t other = r.at_head[child.value];
      if (!other || other - 1 == index) continue;
      resolve(r, other - 1);
      if (r.candidates[other - 1].capital) continue;
      r.candidates[index].of = r.candidates[other - 1].actors;
      break;
    }
  }
  for (const ActorId of : r.candidates[index].of) {
    if (!r.candidates[index].of_entity && r.actors[of].kind == ActorKind::state) r.candidates[index].of_entity = r.actors[of].entity;
  }
}

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
  while (begin < c.head) {
    const Token& token = r.token(begin);
    const bool light = token.upos == Upos::det || token.xpos == Xpos::prps || token.upos == Upos::num || is(r.folded(begin), Use::quantity) ||
                       token.upos == Upos::punct || token.upos == Upos::sym || token.upos == Upos::adp;
    if (!light) break;
    begin = TokenId(begin.value + 1);
  }
  std::string out;
  for (const char ch : r.grammar.span(begin, c.end).of(r.grammar.text)) out += ch == '\n' ? ' ' : ch;
  // "his lawyer" is told by whose he is.
  const bool his = r.token(c.begin).xpos == Xpos::prps && !c.plural && !c.of.empty() && r.known[c.of[0]].named;
  if (his) out += " of " + r.actors[c.of[0]].name;
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

std::string capitalised(std::string_view word) {
  std::string out(word);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string_view rest = std::string_view(out).substr(i);
    const bool small = rest.starts_with("of ") || rest.starts_with("and ") || rest.starts_with("for ") || rest.starts_with("the ");
    if ((i == 0 || out[i - 1] == ' ') && !small && out[i] >= 'a' && out[i] <= 'z') out[i] = static_cast<char>(out[i] - 32);
  }
  return out;
}

// A service of a state: its army, its police, a ministry. One for each noun and state; soldiers are those of the army.
void resolve_service(Reading& r, Candidate& c, const std::string& noun_words, bool loose) {
  const std::string lemma = lemma_of(r, c);
  EntityId state = c.of_entity;
  if (!state && !c.of.empty()) state = state_of(r, c.of[0]);
  const std::string sector = has_sector(c.agent, "MIL") ? "MIL" : has_sector(c.agent, "COP") ? "COP" : "";
  if (!state) {  // the one that was spoken of
    const auto same = r.by_key.find("last|" + (loose ? sector : noun_words));
    if (same != r.by_key.end()) return take(c, same->second);
    if (!sector.empty()) {
      const auto kin = r.by_key.find("last|" + sector);
      if (kin != r.by_key.end() && (c.definite || loose || !c.plural)) return take(c, kin->second);
    }
    state = nearest_state(r, c.begin);
  }
  // A force below the state has a name of its own: "Guerrero state police".
  bool local = false;
  for (TokenId t = c.begin; t < c.head; t = TokenId(t.value + 1)) {
    const std::uint32_t place = r.name_at[t.value];
    local |= is(r.folded(t), Use::local) || (place && r.candidates[place - 1].silent);
  }
  const std::string where = local ? fold(name_of(r, c)) : state ? std::to_string(state.value) : std::string("?");
  const std::string kin_key = sector + "@" + where;
  const std::string key = (loose && !sector.empty() ? kin_key : noun_words + "@" + where);
  auto found = r.by_key.find(key);
  ActorId actor;
  if (found != r.by_key.end()) {
    actor = found->second;
  } else {
    c.of_entity = state;
    const std::string what = loose ? (sector == "COP" ? "police" : "military") : noun_words;
    const std::string name = local ? name_of(r, c) : state ? capitalised(what) + " of " + state_name(r, state) : name_of(r, c);
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

void resolve_government(Reading& r, Candidate& c) {
  if (!c.of.empty()) {  // "UN officials" are the body's own
    const Actor& of = r.actors[c.of[0]];
    if (of.kind == ActorKind::body || of.kind == ActorKind::armed_group || of.kind == ActorKind::company) return take(c, c.of[0]);
  }
  EntityId state = c.of_entity;
  if (!state && !c.of.empty()) state = state_of(r, c.of[0]);
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

// How well a person met fits a description that names nobody.
int person_fit(const Reading& r, const Candidate& c, ActorId id, const std::vector<std::string>& marks) {
  const Actor& a = r.actors[id];
  if (c.sex && a.sex && c.sex != a.sex) return -1;
  int score = 0;
  if (c.of_entity) {
    const std::string_view country = r.world.entity(c.of_entity).country;
    if (!a.country.empty()) {
      if (a.country != country) return -1;
      score += 3;
    }
  }
  for (const Role& role : a.roles) {
    const bool same_owner = c.of.empty() || (role.of && std::find(c.of.begin(), c.of.end(), role.of) != c.of.end()) ||
                            (c.of_entity && role.of_entity == c.of_entity);
    const RoleKind* kind = r.world.role(role.role, role.of ? r.actors[role.of].entity : role.of_entity);
    if (c.role && kind && kind->key == c.role->key && (same_owner || role.source == RoleSource::text)) score = std::max(score, same_owner ? 5 : 2);
    if (role.role.ends_with(std::string(r.lemma(c.head))) && same_owner) score = std::max(score, c.of.empty() ? 3 : 5);
  }
  for (const std::string& m : marks) {
    if (std::find(r.known[id].marks.begin(), r.known[id].marks.end(), m) != r.known[id].marks.end()) score += 2;
  }
  const std::string_view sectors = c.agent ? c.agent->sectors : c.role ? c.role->sectors : std::string_view();
  if (score > 0) {
    for (const std::string& s : a.sectors) score += share_sector(sectors, s) ? 1 : 0;
  }
  return score;
}

ActorId met_person(Reading& r, const Candidate& c, int least) {
  const std::vector<std::string> marks = marks_of(r, c);
  ActorId best;
  int best_score = least - 1;
  const std::size_t n = r.persons.size();
  for (std::size_t i = n > kLookBack ? n - kLookBack : 0; i < n; ++i) {
    const ActorId id = r.persons[i];
    const Known& what = r.known[id];
    if (what.plural != c.plural) continue;
    if (std::find(c.of.begin(), c.of.end(), id) != c.of.end()) continue;
    const bool before = what.mentions > 0 && what.last < c.begin;
    const int score = person_fit(r, c, id, marks) * 2 + (before ? 1 : 0);
    if (score <= 0 || score / 2 < least) continue;
    if (score > best_score || (score == best_score && best && what.last > r.known[best].last)) best = id, best_score = score;
  }
  return best;
}

bool former(const Reading& r, const Candidate& c) {
  for (TokenId t = c.begin; t < c.head; t = TokenId(t.value + 1)) {
    if (is(r.folded(t), Use::not_now) && r.folded(t) != "first" && r.folded(t) != "new") return true;
  }
  return false;
}

// Who held this office on the day.
ActorId holder(Reading& r, const Candidate& c, EntityId of) {
  if (!c.role || !of || !r.page.published || former(r, c)) return {};
  const RoleKind* role = c.role;
  std::string title = title_of(r, c);
  if (const RoleKind* own = r.world.role(fold(title), of)) role = own;
  std::vector<Tenure> tenures = r.world.holders(of, role->key, r.page.published);
  if (tenures.empty() && c.noun && c.noun->what == NounClass::leader) {
    for (const Tenure& t : r.world.offices_of(of, r.page.published)) {
      const RoleKind* kind = r.world.role(r.world.title(t.role, of), of);
      if (kind && kind->rank == 1) tenures.push_back(t);
    }
  }
  if (tenures.empty() || (role->rank > 3 && tenures.size() > 1)) return {};
  return r.meet(tenures.back().holder, c.begin);
}

// The commander-in-chief of a state's forces is its head, where the report names him.
ActorId commander(const Reading& r, const Candidate& c) {
  if (c.of.empty() || !r.page.published || !is(fold(title_of(r, c)), Use::commander)) return {};
  const EntityId state = state_of(r, c.of[0]);
  if (!state) return {};
  for (const Tenure& t : r.world.offices_of(state, r.page.published)) {
    const RoleKind* kind = r.world.role(r.world.title(t.role, state), state);
    const ActorId head = kind && kind->rank == 1 ? r.actor_of(t.holder) : ActorId();
    if (head) return head;
  }
  return {};
}

void resolve_person(Reading& r, Candidate& c) {
  const std::string lemma = lemma_of(r, c);
  const bool kin = c.noun && c.noun->what == NounClass::kin;
  EntityId of = c.of_entity;
  if (!c.of.empty() && r.actors[c.of[0]].entity && !is_person(r.actors[c.of[0]])) of = r.actors[c.of[0]].entity;
  const bool indefinite = c.indefinite || (!c.definite && c.of.empty() && !c.of_entity && !r.upper(c.head));
  if (!indefinite && !kin) {
    if (ActorId met = met_person(r, c, c.of.empty() && !c.of_entity ? 2 : 3)) {
      if (c.role && (!c.of.empty() || c.of_entity)) add_role(r, met, c);
      return take(c, met);
    }
    if (const ActorId head = commander(r, c)) {
      add_role(r, head, c);
      return take(c, head);
    }
    if (ActorId held = holder(r, c, of)) {
      if (r.actors[held].roles.empty()) {
        Candidate copy = c;
        add_role(r, held, copy);
        r.actors[held].roles.back().source = RoleSource::world;
      }
      return take(c, held);
    }
    if (c.role && !of && c.definite && c.role->rank <= 2) {
      if (ActorId held = holder(r, c, nearest_state(r, c.begin))) return take(c, held);
    }
  }
  const std::string key = lemma + "|" + owner_key(c);
  if (!indefinite || kin) {
    if (const auto found = r.by_key.find(key); found != r.by_key.end()) return take(c, found->second);
    if (c.of.empty() && !c.of_entity) {
      if (const auto last = r.by_key.find("last|" + lemma); last != r.by_key.end()) return take(c, last->second);
    }
    if (const auto last = r.by_key.find("last|" + lemma); last != r.by_key.end() && c.definite && r.known[last->second].key.ends_with('|')) {
      return take(c, last->second);
    }
  }
  const ActorId made = invent(r, c, ActorKind::person, name_of(r, c), key);
  r.by_key["last|" + lemma] = made;
  if (!c.of.empty() || c.of_entity) r.by_key[key] = made;
  mark(r, made, c);
  r.known[made].by_pronoun = r.token(c.begin).xpos == Xpos::prps;
  if (!c.of.empty() || c.of_entity) add_role(r, made, c);
  take(c, made);
}

// "the two presidents", "leaders of the Netherlands and Romania"
bool resolve_several_offices(Reading& r, Candidate& c) {
  if (!c.role && !(c.noun && c.noun->what == NounClass::leader)) return false;
  std::vector<ActorId> found;
  if (c.of.size() > 1) {
    const std::vector<ActorId> owners = c.of;
    for (const ActorId state : owners) {
      if (r.actors[state].kind != ActorKind::state) continue;
      ActorId his;
      for (std::size_t i = r.persons.size() > kLookBack ? r.persons.size() - kLookBack : 0; i < r.persons.size(); ++i) {
        const ActorId person = r.persons[i];
        for (const Role& role : r.actors[person].roles) {
          const RoleKind* kind = role.of == state ? r.world.role(role.role, r.actors[state].entity) : nullptr;
          const bool exact = c.role && c.role->rank <= 3;
          if (kind && (exact ? kind->key == c.role->key : kind->rank <= 2)) his = person;
        }
      }
      if (!his && c.role && c.role->rank <= 3) his = holder(r, c, r.actors[state].entity);
      found.push_back(his ? his : state);
    }
  } else if (c.count >= 2 && c.count <= 4 && c.definite && c.role) {
    for (std::size_t i = r.persons.size(); i-- > 0 && found.size() < c.count && i + kLookBack > r.persons.size();) {
      const ActorId person = r.persons[i];
      if (!r.known[person].mentions) continue;
      for (const Role& role : r.actors[person].roles) {
        const RoleKind* kind = r.world.role(role.role, role.of ? r.actors[role.of].entity : role.of_entity);
        if (kind && kind->key == c.role->key) {
          found.push_back(person);
          break;
        }
      }
    }
    if (found.size() < c.count) found.clear();
  }
  c.actors = found;
  return !found.empty();
}

void resolve_group(Reading& r, Candidate& c) {
  if (resolve_several_offices(r, c)) return;
  const std::string lemma = c.noun || c.agent || c.role || c.form != Form::description ? lemma_of(r, c) : std::string("#");
  if (c.count && !c.noun && !c.agent && !c.role) {  // "the six"
    const auto same = r.by_key.find("count|" + std::to_string(c.count));
    if (same != r.by_key.end()) return take(c, same->second);
    c.silent = true;
    return;
  }
  // Fighters and forces of a group are the group.
  if (has_sector(c.agent, "MIL") || has_sector(c.agent, "REB") || has_sector(c.agent, "PRM") || is(lemma, Use::forces)) {
    for (const ActorId of : c.of) {
      if (r.actors[of].kind == ActorKind::armed_group) return take(c, of);
    }
  }
  const std::string key = lemma + "s|" + owner_key(c);
  if (const auto found = r.by_key.find(key); found != r.by_key.end()) return take(c, found->second);
  const std::string last = "group|" + lemma;
  if (c.of.empty() && !c.of_entity) {
    if (const auto found = r.by_key.find(last); found != r.by_key.end()) return take(c, found->second);
    const bool general = c.noun && c.noun->what == NounClass::anyone;
    if (c.definite && general && c.end.value == c.head.value + 1) {
      if (const auto found = r.by_key.find("group|"); found != r.by_key.end()) return take(c, found->second);
    }
    if (c.definite && (has_sector(c.agent, "REB") || has_sector(c.agent, "MIL") || has_sector(c.agent, "PRM"))) {  // the armed group that was named
      for (std::uint32_t i = static_cast<std::uint32_t>(r.actors.size()), looked = 0; i-- > 0 && looked < 300; ++looked) {
        if (r.actors[ActorId(i)].kind == ActorKind::armed_group && r.known[ActorId(i)].mentions) return take(c, ActorId(i));
      }
    }
  }
  const ActorId made = invent(r, c, ActorKind::people, name_of(r, c), key);
  r.known[made].plural = true;
  r.by_key[last] = made;
  r.by_key["group|"] = made;
  if (c.count) r.by_key["count|" + std::to_string(c.count)] = made;
  mark(r, made, c);
  take(c, made);
}

// "the organisation", "the Embassy": the last one met that it can be, best one that has this word in its name.
void resolve_body(Reading& r, Candidate& c) {
  const std::string lemma = lemma_of(r, c);
  const bool own = !c.of.empty() || c.of_entity;
  const bool body = c.noun && c.noun->what == NounClass::body;
  if (!own && c.definite) {
    ActorId best;
    int best_score = 0;
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
      const bool has_word = std::find(what.words.begin(), what.words.end(), lemma) != what.words.end() ||
                            what.key.starts_with(lemma + "@") || what.key.find(" " + lemma + "@") != std::string::npos;
      const std::uint32_t apart = r.sentence_of(c.begin) - r.sentence_of(what.last);
      const int score = has_word ? 1000 - static_cast<int>(std::min(apart, 100u)) : body && apart <= 4 && what.named ? 100 - static_cast<int>(apart) * 10 : 0;
      if (score > best_score || (score == best_score && best && what.last > r.known[best].last)) best = id, best_score = score;
    }
    if (best) return take(c, best);
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

void resolve_country(Reading& r, Candidate& c) {
  if (!c.definite && !c.plural) {
    c.silent = true;
    return;
  }
  if (!c.plural && !c.of.empty() && !c.of_entity) c.of_entity = state_of(r, c.of[0]);  // "his country"
  if (c.plural) {  // "both countries": the last two named
    const bool two = c.count == 2 || r.folded(c.begin) == "both";
    std::vector<ActorId> states;
    const auto self = static_cast<std::uint32_t>(&c - r.candidates.data());
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
  if (const EntityId state = c.of_entity ? c.of_entity : nearest_state(r, c.begin, true)) {
    take(c, r.meet(state, c.begin));
  } else {
    c.silent = true;
  }
}

// "Dozens of protesters" are protesters; a bare number is people.
void resolve_count(Reading& r, Candidate& c) {
  for (const TokenId child : r.grammar.children(c.head)) {
    if (child < c.head || (base(r.token(child).relation) != Relation::nmod && base(r.token(child).relation) != Relation::obl)) continue;
    const std::uint32_t counted = r.at_head[child.value];
    if (counted) resolve(r, counted - 1);
    if (counted && !r.candidates[counted - 1].actors.empty()) {
      c.actors = std::vector<ActorId>(r.candidates[counted - 1].actors);
    } else {
      c.silent = true;
    }
    return;
  }
  const auto found = r.by_key.find("peoples|");
  take(c, found != r.by_key.end() ? found->second : invent(r, c, ActorKind::people, "people", "peoples|"));
  r.known[c.actors[0]].plural = true;
}

void resolve_description(Reading& r, std::uint32_t index) {
  if (r.candidates[index].counts) return resolve_count(r, r.candidates[index]);
  find_owner(r, index);
  Candidate& c = r.candidates[index];
  const NounClass what = c.noun ? c.noun->what : NounClass::none;
  if (c.named) {
    resolve(r, c.named - 1);
    const std::vector<ActorId> named = r.candidates[c.named - 1].actors;
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
  const bool police = has_sector(c.agent, "COP"), soldiers = has_sector(c.agent, "MIL");
  if (what == NounClass::country) return resolve_country(r, c);
  if ((soldiers || police) && !armed_owner && (c.agent->collective || (c.plural && (c.of_entity || is(r.lemma(c.head), Use::forces) || police)))) {
    const std::string service = service_of(fold(title_of(r, c)));
    return resolve_service(r, c, police ? "police" : service.empty() ? "military" : service, police || service.empty());
  }
  if (what == NounClass::government && c.plural && has_sector(c.agent, "GOV") && r.lemma(c.head) != "authority") return resolve_group(r, c);
  if (what == NounClass::government || (c.plural && has_sector(c.agent, "GOV") && !c.agent->collective && !c.role)) return resolve_government(r, c);
  if (c.agent && c.agent->collective && !c.plural) return resolve_body(r, c);
  if (what == NounClass::body && !c.plural) return resolve_body(r, c);
  if (c.plural || what == NounClass::people) return resolve_group(r, c);
  resolve_person(r, c);
}

}  // namespace

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
      }
    }
    if (!state || c.end.value > before.value) continue;
    ++looked;
    const std::uint32_t apart = here - r.sentence_of(c.begin);
    if (base(r.token(c.head).relation) == Relation::nsubj || c.form == Form::adjective) weight *= 1.3;
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
    if (!stands_for_government(r, c)) {
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
