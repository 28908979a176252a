// Whom a description of one person means: somebody met before, who held the office on the day, or somebody new.
// Door: resolve_person. Test: actors_test.cpp.

#include "actors/describe.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette::who {
namespace {

bool share_sector(std::string_view a, std::string_view b) {
  while (!a.empty()) {
    const std::size_t end = std::min(a.find(' '), a.size());
    if (end && b.find(a.substr(0, end)) != std::string_view::npos) return true;
    a.remove_prefix(std::min(end + 1, a.size()));
  }
  return false;
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
      score += r.known[id].named ? 3 : 1;
    }
  }
  bool his_role = false, leads = false;
  for (const Role& role : a.roles) {
    const bool same_owner = c.of.empty() || (role.of && std::find(c.of.begin(), c.of.end(), role.of) != c.of.end()) ||
                            (c.of_entity && role.of_entity == c.of_entity);
    const RoleKind* kind = r.world.role(role.role, role.of ? r.actors[role.of].entity : role.of_entity);
    leads |= kind && kind->rank <= 3;
    const bool same_role = c.role && kind ? kind->key == c.role->key : role.role.ends_with(r.lemma(c.head));
    his_role |= same_role;
    if (c.role && kind && kind->key == c.role->key && (same_owner || role.source == RoleSource::text)) score = std::max(score, same_owner ? 5 : 2);
    if (same_role && same_owner) score = std::max(score, c.of.empty() ? 3 : 5);
  }
  // "Pope John Paul II" is who is meant by "the pope", whoever that was on the day.
  const RoleKind* in_name = c.role && r.known[id].words.size() > 1 ? r.world.role(r.known[id].words[0]) : nullptr;
  if (in_name && in_name->key == c.role->key && r.known[id].named && r.known[id].mentions) score = std::max(score, c.of.empty() && !c.of_entity ? 5 : 3), his_role = true;
  for (const std::string& m : marks) {
    if (std::find(r.known[id].marks.begin(), r.known[id].marks.end(), m) != r.known[id].marks.end()) score += 2, his_role = true;
  }
  // "Canada's envoy" is not its prime minister; "the Norwegian diplomat" may be whoever was named and is Norwegian.
  if (!his_role && (!c.of.empty() || (c.role && leads))) return -1;
  if (leads && says(r, c, Use::against)) return -1;  // "the opposition leader" does not govern
  const std::string_view sectors = c.agent ? c.agent->sectors : c.role ? c.role->sectors : std::string_view();
  if (score > 0) {
    for (const std::string& s : a.sectors) score += share_sector(sectors, s) ? 1 : 0;
  }
  return score;
}

// "Obama met the American hiker": whom somebody does something to or with is not himself.
const Candidate* doer_beside(const Reading& r, const Candidate& c) {
  const TokenId verb = r.token(c.head).head;
  const Relation relation = base(r.token(c.head).relation);
  if (!verb || r.token(verb).upos != Upos::verb || (relation != Relation::obj && relation != Relation::iobj && relation != Relation::obl)) return nullptr;
  const TokenId subject = r.grammar.child(verb, Relation::nsubj);
  return subject && subject < c.begin ? r.at(subject) : nullptr;
}

ActorId met_person(Reading& r, const Candidate& c, int least) {
  const std::vector<std::string> marks = marks_of(r, c);
  ActorId best;
  int best_score = least - 1;
  const Candidate* doer = doer_beside(r, c);
  const std::size_t n = r.persons.size();
  for (std::size_t i = n > kLookBack ? n - kLookBack : 0; i < n; ++i) {
    const ActorId id = r.persons[i];
    const Known& what = r.known[id];
    if (what.plural != c.plural) continue;
    if (std::find(c.of.begin(), c.of.end(), id) != c.of.end()) continue;
    if (doer && std::find(doer->actors.begin(), doer->actors.end(), id) != doer->actors.end()) continue;
    const bool before = what.mentions > 0 && what.last < c.begin;
    const int score = person_fit(r, c, id, marks) * 2 + (before ? 1 : 0);
    if (score <= 0 || score / 2 < least) continue;
    const auto more = [&](ActorId one, ActorId other) {  // "the president", where two are spoken of
      const Known &a = r.known[one], &b = r.known[other];
      const std::uint32_t here = r.sentence_of(c.begin), first = r.sentence_of(std::min(a.last, b.last));
      const bool both = c.role && a.mentions && b.mentions && first + 3 >= here && std::max(a.last, b.last) < c.begin;
      return both && a.mentions != b.mentions ? a.mentions > b.mentions : a.last > b.last;
    };
    if (score > best_score || (score == best_score && best && more(id, best))) best = id, best_score = score;
  }
  return best;
}

bool former(const Reading& r, const Candidate& c) {
  for (TokenId t = c.begin; t < c.head; t = TokenId(t.value + 1)) {
    if (is(r.folded(t), Use::not_now) && r.folded(t) != "first" && r.folded(t) != "new") return true;
  }
  return false;
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

}  // namespace

// Who held this office on the day.
ActorId holder(Reading& r, const Candidate& c, EntityId of) {
  if (!c.role || !of || !r.page.published || former(r, c) || says(r, c, Use::against)) return {};
  if (is(r.lemma(c.head), Use::counterpart)) return {};  // a state has many ambassadors
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

}  // namespace vedette::who
