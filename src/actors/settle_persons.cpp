// Which person a name is: somebody named before, somebody of the world, or somebody new. Door: settle_person.
// Test: actors_test.cpp.

#include "actors/settle.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette::who {
namespace {

// How well a person of the world fits the report: an office on the day, a state that is named, a title before the name.
int fit(const Reading& r, const States& states, EntityId person, TokenId begin) {
  const Entity e = r.world.entity(person);
  int score = 0;
  bool led = false, leads = false;
  if (const EntityId state = r.world.state(e.country); state && count_of(states, state)) score += 2;
  const RoleKind* title = begin.value ? r.world.role(r.folded(TokenId(begin.value - 1))) : nullptr;
  for (const Tenure& t : r.world.tenures_of(person)) {
    const bool now = r.page.published && (!t.from || *t.from <= *r.page.published) && (!t.to || *r.page.published <= *t.to);
    if (now) score = std::max(score, 0) + 2;
    if (title && title->key == t.role) score += now ? 3 : 1;
    if (now && t.of && r.actor_of(t.of)) score += 1;
    if (now && !leads) {
      const RoleKind* kind = r.world.role(r.world.title(t.role, t.of), t.of);
      leads = kind && kind->rank >= 1 && kind->rank <= 2;
    }
    if (!r.page.published && !led) {  // an undated report: heads of state and of government are the likeliest
      const RoleKind* kind = r.world.role(r.world.title(t.role, t.of), t.of);
      led = kind && kind->rank <= 2;
    }
  }
  if ((led && score > 0) || leads) score += 1;  // "Putin": who leads a state on the day needs no first name
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
           std::find(full.begin(), full.end(), a) != full.end() ||
           (given.size() > 2 && std::find(given.begin(), given.end(), b) != given.end());  // "Luis "Jerry" Ortiz", once "Jerry Ortiz"
  }
  return false;
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

// The title right before a name is of an office that this person held.
bool held_title(const Reading& r, TokenId name, EntityId person) {
  const RoleKind* title = name.value ? r.world.role(r.folded(TokenId(name.value - 1))) : nullptr;
  if (!title || !person) return false;
  const std::vector<Tenure> tenures = r.world.tenures_of(person);
  return std::any_of(tenures.begin(), tenures.end(), [&](const Tenure& t) { return t.role == title->key; });
}

// Whether a name that holds this word is a subject, or stands beside one: "The man, Gary Gomes, fled".
bool is_subject(const Reading& r, TokenId at) {
  for (int up = 0; up < 3 && at; ++up, at = r.token(at).head) {
    const Relation relation = base(r.token(at).relation);
    if (relation == Relation::nsubj) return true;
    if (relation != Relation::flat && relation != Relation::appos && relation != Relation::nmod_desc) return false;
  }
  return false;
}

// The actor that has been named before with one of these words: of several of one family, the one whom the report names most
// in full, for that is whom the bare name means; of strangers, the last.
ActorId met_person(const Reading& r, const Candidate& c, const std::vector<std::string>& words, const std::vector<std::uint32_t>& seen) {
  const char sex = honorific_sex(r, c);
  ActorId best;
  std::pair<int, std::uint64_t> best_rank{-1, 0};
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
      const int times = words.size() == 1 && last ? static_cast<int>(std::min(r.known[id].named_in_full, 100u)) : 0;
      // Not who was brought in as a relative; of those named in full as often, whom the report named first.
      const bool family = words.size() == 1 && last && times;
      if (family && r.known[id].as_kin && c.begin < r.known[id].first) continue;  // nobody speaks of him before he is brought in
      constexpr std::uint32_t kNear = 250;  // words: whoever was just spoken of is meant before a stranger of that name elsewhere in the report
      const bool near = seen[id.value] && seen[id.value] <= c.begin.value + 1 && c.begin.value + 1 - seen[id.value] <= kNear;
      const int own = words.size() == 1 && last && !r.known[id].as_kin ? 300 + (near ? 250 : 0) : 0;
      const int titled = words.size() == 1 && last && held_title(r, c.begin, actor.entity) ? 600 : 0;
      // "Katherine Gomes was found dead. The man, Gary Gomes, fled. Gomes was arrested": whom it has just named
      constexpr std::uint32_t kNext = 60;
      const bool next = family && near && c.begin.value + 1 - seen[id.value] <= kNext && is_subject(r, TokenId(seen[id.value] - 1));
      const std::pair<int, std::uint64_t> rank{(last ? 1000 : 0) + own + titled + 2 * times + (seen[id.value] || family ? 1 : 0),
                                               family && !next ? ~r.known[id].first.value : seen[id.value] + (family ? std::uint64_t{1} << 32 : 0)};
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

// "his sister Katie", "the son of the late president Akhmad Kadyrov": named as somebody's relative.
bool hangs_on_kin(const Reading& r, const Candidate& c) {
  if (c.begin.value > 1) {  // "his mother, Ann Lee"
    const TokenId before(c.begin.value - (r.token(TokenId(c.begin.value - 1)).xpos == Xpos::comma ? 2 : 1));
    const Noun* kin = r.sentence_of(before) == r.sentence_of(c.begin) ? noun(r.lemma(before)) : nullptr;
    if (kin && kin->what == NounClass::kin) return true;
  }
  TokenId at = c.head;
  for (int up = 0; up < 3 && at; ++up) {
    const Relation relation = base(r.token(at).relation);
    const TokenId above = r.token(at).head;
    if (r.token(at).relation == Relation::nmod_poss) return false;  // "Scott's wife": he is nobody's
    const bool beside = relation == Relation::appos || relation == Relation::flat || relation == Relation::compound ||
                        relation == Relation::nmod || relation == Relation::nmod_desc ||
                        (relation == Relation::conj && base(r.token(above).relation) == Relation::appos);  // "her parents, Ann and Tom Lee"
    for (const TokenId child : r.grammar.children(at)) {
      const Relation under = base(r.token(child).relation);
      const bool title = under == Relation::compound || under == Relation::flat || under == Relation::appos || under == Relation::nmod_desc;
      const Noun* kin = title && up == 0 ? noun(r.lemma(child)) : nullptr;
      if (kin && kin->what == NounClass::kin) return true;
    }
    if (!beside || !above) return false;
    if (const Noun* kin = noun(r.lemma(above)); kin && kin->what == NounClass::kin) return true;
    at = above;
  }
  return false;
}

// Whether this person's name ends in this word.
bool bears(const Reading& r, EntityId person, const std::string& last) { return fold(r.world.entity(person).name).ends_with(" " + last); }

// Whether it is the second half of his name: "Zuma" of Dlamini-Zuma, not "Bashir" of al-Bashir.
bool doubled(const Reading& r, EntityId person, const std::string& last) {
  const std::string name = fold(r.world.entity(person).name);
  if (!name.ends_with("-" + last)) return false;
  const std::size_t end = name.size() - last.size() - 1, begin = name.rfind(' ', end);
  const std::size_t from = begin == std::string::npos ? 0 : begin + 1;
  return !is(std::string_view(name).substr(from, end - from), Use::name_particle);
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

}  // namespace

void settle_person(Reading& r, Candidate& c, const States& states, std::vector<std::uint32_t>& seen) {
  std::vector<std::string> words = words_of(r, c);
  while (words.size() > 2 && is(words.back(), Use::name_suffix)) words.pop_back();
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
    int score = fit(r, states, n.entity, c.begin);
    if (words.size() == 1 && !bears(r, n.entity, words[0])) {  // "Zuma" is not Dlamini-Zuma where there is a Zuma
      const bool other = doubled(r, n.entity, words[0]) &&
                         std::any_of(c.options.begin(), c.options.end(), [&](const Named& o) { return bears(r, o.entity, words[0]); });
      score -= other ? 10 : score > 1 ? 1 : 0;
    }
    if (score > best) entity = n.entity, best = score;
  }
  // "President Obama" is not the first lady, though the report names her more.
  if (actor && words.size() == 1 && entity && entity != r.actors[actor].entity && held_title(r, c.begin, entity) &&
      !held_title(r, c.begin, r.actors[actor].entity)) {
    actor = {};
  }
  // A namesake: the report gives a title, and nothing in it fits this person of the world.
  const TokenId before(c.begin.value ? c.begin.value - 1 : 0);
  const bool namesake =
      entity && best <= 0 && r.page.published && c.begin.value && (r.world.role(r.folded(before)) || noun(r.folded(before)));
  if (namesake) entity = {};
  if (!actor && !entity && !namesake && words.size() > 1) {
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
  if (words.size() > 1 && !r.known[actor].named_in_full) r.known[actor].as_kin = hangs_on_kin(r, c);
  r.known[actor].named_in_full += words.size() > 1;
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

}  // namespace vedette::who
