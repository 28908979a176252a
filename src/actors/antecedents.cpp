// The actors that a pronoun could mean, each with its features and score. Door: antecedents. Test: actors_test.cpp.

#include <algorithm>
#include <cmath>

#include "actors/pronouns.h"
#include "actors/reading.h"

namespace vedette::who {

const std::array<std::string_view, kFeatures> kFeatureNames = {
    "same_sentence", "previous_sentence", "sentences_apart", "between", "nearest", "subject", "passive_subject", "object", "oblique",
    "possessor", "nominal", "apposition", "conjunct", "parallel", "both_subjects", "both_possessors", "subject_here", "subject_before",
    "main_subject", "governs", "governs_near", "owns", "same_clause", "named", "pronoun", "same_pronoun", "described", "sex_known",
    "sex_guessed", "often", "most_often", "first_met", "follows", "same_paragraph", "in_title", "is_state", "is_body", "is_group",
    "is_person", "several", "only_one", "distance", "lately", "opens",
    "things_between", "thing_subject", "impersonal", "acts", "possessive", "only_spoke", "governs_over", "told_over"};

namespace {

constexpr std::uint32_t kFarthest = 100;  // candidates looked back at
constexpr std::uint32_t kSentences = 8;

bool clausal(Relation relation) {
  switch (base(relation)) {
    case Relation::root: case Relation::ccomp: case Relation::xcomp: case Relation::advcl: case Relation::acl: case Relation::parataxis:
    case Relation::csubj: return true;
    default: return false;
  }
}

// The predicate of the clause that `t` stands in.
TokenId clause_of(const Reading& r, TokenId t) {
  TokenId at = r.token(t).head;
  for (int up = 0; up < 20 && at; ++up) {
    const Token& token = r.token(at);
    if (clausal(token.relation) || (base(token.relation) == Relation::conj && token.upos == Upos::verb)) return at;
    at = token.head;
  }
  return at;
}

// The subjects of the clauses above the pronoun, from its own outwards.
struct Governors {
  std::array<TokenId, 6> subjects;
  std::size_t own = 0;  // how many of them belong to the pronoun's own clause (shared with a coordinated one)
  std::size_t all = 0;
};

Governors governors_of(const Reading& r, TokenId pronoun) {
  Governors g;
  bool own = true;
  TokenId clause = clause_of(r, pronoun);
  for (int up = 0; up < 8 && clause && g.all < g.subjects.size(); ++up) {
    const TokenId subject = r.grammar.child(clause, Relation::nsubj);
    if (subject && subject != pronoun) {
      g.subjects[g.all++] = subject;
      if (own) g.own = g.all;
    }
    const Relation relation = base(r.token(clause).relation);
    if (subject) own = false;
    else if (relation != Relation::conj && relation != Relation::xcomp) own = false;
    if (!r.token(clause).head) break;
    // An acl's head is a noun: its clause is the next one up.
    const TokenId head = r.token(clause).head;
    const bool predicate = r.token(head).upos == Upos::verb || r.token(head).relation == Relation::root ||
                           (clausal(r.token(head).relation) && r.grammar.child(head, Relation::cop));  // "was on probation"
    clause = predicate ? head : clause_of(r, head);
  }
  return g;
}

Relation role_of(const Reading& r, TokenId t) {
  Relation relation = r.token(t).relation;
  if (relation == Relation::nmod_poss) return relation;
  return base(relation);
}

bool fits(const Reading& r, const Pronoun& p, ActorId id) {
  const Actor& a = r.actors[id];
  const bool person = a.kind == ActorKind::person;
  if (p.sex == 'm' || p.sex == 'f') return person && !r.known[id].plural && (!a.sex || a.sex == p.sex);
  if (p.sex == 'n') return !person && a.kind != ActorKind::people && !r.known[id].plural;
  return !person || r.known[id].plural;
}

void set(Antecedent& a, Feature f, float value) { a.features[static_cast<std::size_t>(f)] = value; }
float get(const Antecedent& a, Feature f) { return a.features[static_cast<std::size_t>(f)]; }

// "her" has one form for two cases: the tree tells.
bool possessive_at(const Reading& r, TokenId pronoun) { return r.token(pronoun).relation == Relation::nmod_poss; }

// One set of weights for each kind of pronoun.
using Weights = std::array<float, kFeatures>;
const Weights& weights_of(const Pronoun& p, bool possessive) {
  static const auto kRead = [](std::string_view kind) {
    Weights w{};
    for (std::size_t i = 0; i < kFeatures; ++i) w[i] = static_cast<float>(weight(std::string(kind) + std::string(kFeatureNames[i])));
    return w;
  };
  static const Weights kPerson = kRead("person:"), kOwner = kRead("owner:"), kThing = kRead("thing:"), kGroup = kRead("group:");
  return p.sex == 'n' ? kThing : p.number == 'p' ? kGroup : possessive ? kOwner : kPerson;
}

// "…, Jones said.": the last words of a sentence that tells something else. What follows speaks of that, unless it goes on to say
// what he said.
bool only_spoke(const Reading& r, TokenId name, TokenId pronoun) {
  const TokenId verb = r.token(name).head;
  if (!verb || r.token(verb).upos != Upos::verb || base(r.token(name).relation) != Relation::nsubj) return false;
  const Sentence& sentence = r.grammar.sentences[r.token(name).sentence];
  constexpr std::uint32_t kContent = 5;  // words of what was said
  const TokenId first = std::min(name, verb), last = std::max(name, verb);
  if (first.value < sentence.begin.value + kContent || r.token(pronoun).sentence == r.token(name).sentence) return false;
  for (std::uint32_t t = last.value + 1; t < sentence.end.value; ++t) {
    if (r.token(TokenId(t)).upos != Upos::punct) return false;
  }
  const TokenId own = r.token(pronoun).head;
  if (!own) return true;
  const auto goes_on = [&](TokenId at) { return r.folded(at) == r.folded(verb) || r.grammar.child(at, Relation::ccomp); };
  return !goes_on(own);
}

// "Smith says Jones was drunk when he fell": whoever tells it, with somebody else as the subject of what he tells.
bool told_over(const Reading& r, const Candidate& c, const Candidate& pronoun, const Governors& g, ActorId whom) {
  const TokenId own = clause_of(r, pronoun.head);
  if (own && base(r.token(own).relation) == Relation::conj) return false;  // "Smith said Jones was right, and he thanked him"
  for (std::size_t i = g.own; i < g.all; ++i) {
    if (g.subjects[i] != c.head) continue;
    for (std::size_t j = g.own; j < i; ++j) {
      const Candidate* nearer = r.at(g.subjects[j]);
      if (!nearer || nearer->actors.empty() || nearer->actors[0] == whom || !fits(r, *pronoun.pronoun, nearer->actors[0])) continue;
      const TokenId told = r.token(g.subjects[j]).head;
      if (told && base(r.token(told).relation) == Relation::ccomp && r.token(told).head == r.token(c.head).head) return true;
    }
  }
  return false;
}

// What the last mention says.
void describe_mention(const Reading& r, const Candidate& c, const Candidate& pronoun, const Governors& g, Antecedent& a) {
  const Relation role = role_of(r, c.head), own = role_of(r, pronoun.head);
  const TokenId head = r.token(c.head).head;
  set(a, Feature::subject, role == Relation::nsubj && r.token(c.head).relation != Relation::nsubj_pass);
  set(a, Feature::passive_subject, r.token(c.head).relation == Relation::nsubj_pass);
  set(a, Feature::object, role == Relation::obj || role == Relation::iobj);
  set(a, Feature::oblique, role == Relation::obl);
  set(a, Feature::possessor, role == Relation::nmod_poss);
  set(a, Feature::nominal, role == Relation::nmod);
  set(a, Feature::apposition, role == Relation::appos);
  set(a, Feature::conjunct, role == Relation::conj);
  set(a, Feature::parallel, role == own);
  set(a, Feature::both_subjects, role == own && own == Relation::nsubj);
  set(a, Feature::both_possessors, role == own && own == Relation::nmod_poss);
  set(a, Feature::named, c.form == Form::name);
  set(a, Feature::pronoun, c.form == Form::pronoun);
  set(a, Feature::same_pronoun, c.form == Form::pronoun && c.pronoun->sex == pronoun.pronoun->sex && c.pronoun->number == pronoun.pronoun->number);
  set(a, Feature::described, c.form == Form::description);
  set(a, Feature::only_spoke, only_spoke(r, c.head, pronoun.head));
  set(a, Feature::same_clause, head && head == r.token(pronoun.head).head && role != Relation::nsubj);
  const bool possessive = possessive_at(r, pronoun.head);
  for (std::size_t i = 0; i < g.all; ++i) {
    if (g.subjects[i] != c.head) continue;
    if (i < g.own) {
      set(a, Feature::owns, possessive || own == Relation::obl || own == Relation::nmod ? 1 : 0);
    } else {
      set(a, Feature::governs, 1);
      set(a, Feature::governs_near, i == g.own);
    }
  }
}

// "It is clear that...", "it seems", "it takes time to": what the pronoun stands for may be a clause.
bool impersonal(const Reading& r, TokenId pronoun) {
  const TokenId head = r.token(pronoun).head;
  if (!head || base(r.token(pronoun).relation) != Relation::nsubj) return false;
  if (r.token(head).upos == Upos::adj) return true;
  for (const TokenId child : r.grammar.children(head)) {
    const Relation relation = base(r.token(child).relation);
    if (child > head && (relation == Relation::csubj || (relation == Relation::ccomp && (r.grammar.child(head, Relation::cop) || r.token(pronoun).relation == Relation::nsubj_pass)))) return true;
  }
  return false;
}

// Things since `from` that are no actors but that "it" could mean: subjects and objects in the singular.
std::pair<int, bool> things_between(const Reading& r, TokenId from, TokenId to) {
  int things = 0;
  bool subject = false;
  const std::uint32_t first = to.value > from.value + 120 ? to.value - 120 : from.value + 1;
  for (std::uint32_t i = first; i < to.value && things < 5; ++i) {
    const Token& token = r.token(TokenId(i));
    const Relation relation = base(token.relation);
    if ((token.xpos != Xpos::nn && token.xpos != Xpos::nnp) || (relation != Relation::nsubj && relation != Relation::obj)) continue;
    const Candidate* c = r.at(TokenId(i));
    if (c && !c->actors.empty()) continue;
    ++things;
    subject |= relation == Relation::nsubj;
  }
  return {things, subject};
}

// Binding: an object is not its own subject ("he met him"), and a possessor is not what it possesses ("his father John").
bool bound_away(const Reading& r, const Candidate& c, const Candidate& pronoun, const Governors& g) {
  if (pronoun.begin >= c.begin && pronoun.begin < c.end) return true;
  const Relation own = base(r.token(pronoun.head).relation);
  const TokenId above = r.token(pronoun.head).head;
  if (possessive_at(r, pronoun.head)) {
    if (!above) return false;
    if (c.head == above) return true;
    const Relation relation = base(r.token(c.head).relation);
    if (r.token(c.head).head == above && (relation == Relation::appos || relation == Relation::flat || relation == Relation::nmod_desc)) return true;
    return r.token(above).head == c.head && base(r.token(above).relation) == Relation::appos;
  }
  if (own == Relation::obj || own == Relation::iobj) {
    for (std::size_t i = 0; i < g.own; ++i) {
      if (g.subjects[i] == c.head) return true;
    }
  }
  // Two arguments of one verb are two, but a second subject is a slip: "Smith scolded him: "…," she said".
  const TokenId head = r.token(c.head).head;
  const Relation relation = base(r.token(c.head).relation);
  const auto core = [](Relation x) { return x == Relation::nsubj || x == Relation::obj || x == Relation::iobj || x == Relation::obl; };
  if (head && head == above && core(relation) && core(own) && !(relation == Relation::nsubj && own == Relation::nsubj)) return true;
  return head == pronoun.head || (relation == Relation::conj && above == c.head) || (own == Relation::conj && above == c.head);
}

// "A former teacher, she joined the army": what is said of her, and nobody else.
bool said_of_it(const Reading& r, const Candidate& c, const Candidate& pronoun) {
  if (c.form != Form::description || c.definite || base(r.token(pronoun.head).relation) != Relation::nsubj) return false;
  const Sentence& sentence = r.grammar.sentences[SentenceId(r.sentence_of(pronoun.head))];
  const bool opens = c.begin == sentence.begin || c.end.value + 1 == pronoun.begin.value;  // "A law and order crime-fighter, he"
  if (!opens || c.begin < sentence.begin || r.token(sentence.begin).upos != Upos::det || r.token(TokenId(pronoun.begin.value - 1)).xpos != Xpos::comma) {
    return false;
  }
  for (TokenId t = sentence.begin; t < pronoun.begin; t = TokenId(t.value + 1)) {
    if (r.token(t).upos == Upos::verb || r.token(t).upos == Upos::aux) return false;
  }
  return true;
}

// Who says "he ..." does not mean himself.
bool quotes_it(const Reading& r, const Candidate& c, const Candidate& pronoun, const Governors& g) {
  if (!r.quoted[pronoun.head.value] || r.quoted[c.head.value] || r.sentence_of(c.head) != r.sentence_of(pronoun.head)) return false;
  if (std::find(g.subjects.begin(), g.subjects.begin() + static_cast<std::ptrdiff_t>(g.all), c.head) != g.subjects.begin() + static_cast<std::ptrdiff_t>(g.all)) return true;
  const TokenId verb = base(r.token(c.head).relation) == Relation::nsubj ? r.token(c.head).head : TokenId();
  if (!verb || r.quoted[verb.value]) return false;
  if (base(r.token(verb).relation) == Relation::parataxis && r.quoted[r.token(verb).head.value]) return true;
  // "…," says Smith, "and then she …": the quote goes on behind whoever says it, however the parts hang together
  const auto said = [&](TokenId child) { return base(r.token(child).relation) == Relation::ccomp && child < verb && r.quoted[child.value]; };
  const auto parts = r.grammar.children(verb);
  return std::any_of(parts.begin(), parts.end(), said);
}

}  // namespace

std::vector<Antecedent> antecedents(const Reading& r, std::uint32_t index) {
  const Candidate& pronoun = r.candidates[index];
  const Pronoun& p = *pronoun.pronoun;
  const Governors g = governors_of(r, pronoun.head);
  const std::uint32_t here = r.sentence_of(pronoun.begin);
  const BlockId block = r.grammar.sentences[SentenceId(here)].block;
  std::vector<Antecedent> all;
  std::vector<ActorId> barred;
  float others = 0;
  const auto consider = [&](std::uint32_t i, bool follows) {
    const Candidate& c = r.candidates[i];
    if (c.actors.empty() || c.silent || c.form == Form::adjective) return;
    std::vector<ActorId> whom = c.actors;
    bool several = whom.size() > 1;
    if (p.number == 'p' && !several) {  // "X and Y ... they"
      for (const TokenId child : r.grammar.children(c.head)) {
        if (base(r.token(child).relation) != Relation::conj) continue;
        if (const Candidate* other = r.at(child); other && other->actors.size() == 1 && other->actors[0] != whom[0]) {
          whom.push_back(other->actors[0]);
          several = true;
        }
      }
    }
    if (p.number != 'p' && several) return;
    if (!several && !fits(r, p, whom[0])) return;
    // "the Kraft plant ... she": a name that only marks a thing, of nobody who is known to be a man or a woman
    if (!several && (p.sex == 'm' || p.sex == 'f') && c.form == Form::name && !r.actors[whom[0]].sex &&
        base(r.token(c.head).relation) == Relation::compound) {
      return;
    }
    if (several && p.number == 'p' && c.form == Form::pronoun && c.pronoun->number != 'p') return;
    const bool away = bound_away(r, c, pronoun, g) || quotes_it(r, c, pronoun, g) || said_of_it(r, c, pronoun);
    const bool was_barred = std::find(barred.begin(), barred.end(), whom[0]) != barred.end();
    if (away && !several) {
      // Bound away here, it is so by an earlier mention too, unless the pronoun's own clause is left.
      if (!was_barred) barred.push_back(whom[0]);
    }
    if (away || (was_barred && !several)) return;
    const std::uint32_t there = r.sentence_of(c.begin);
    const std::uint32_t apart = here - there;
    const bool subject = base(r.token(c.head).relation) == Relation::nsubj;
    const bool main = subject && r.token(c.head).head && r.token(r.token(c.head).head).relation == Relation::root;
    Antecedent* found = nullptr;
    for (Antecedent& a : all) {
      if (a.actors == whom) found = &a;
    }
    if (!found) {
      if (follows && !all.empty() && c.form != Form::name) return;
      all.emplace_back();
      found = &all.back();
      found->actors = whom;
      set(*found, Feature::same_sentence, apart == 0 && !follows);
      set(*found, Feature::previous_sentence, apart == 1);
      set(*found, Feature::sentences_apart, static_cast<float>(std::min(apart, 5u)));
      set(*found, Feature::between, std::min(others, 5.0f));
      set(*found, Feature::nearest, others == 0);
      set(*found, Feature::follows, follows);
      set(*found, Feature::several, several);
      const std::uint32_t far = follows ? c.begin.value - pronoun.begin.value : pronoun.begin.value - c.begin.value;
      set(*found, Feature::distance, static_cast<float>(std::log(1.0 + far)));
      set(*found, Feature::same_paragraph, r.grammar.sentences[SentenceId(there)].block == block);
      describe_mention(r, c, pronoun, g, *found);
      // "Fairman says that when Hiller met them, she ...": a nearer one stands within what he says.
      set(*found, Feature::governs_over, apart == 0 && !follows && others > 0 && get(*found, Feature::governs) > 0);
      if (p.sex == 'n') {
        const auto [things, thing_subject] = things_between(r, c.head, pronoun.begin);
        set(*found, Feature::things_between, static_cast<float>(things));
        set(*found, Feature::thing_subject, thing_subject);
      }
      others += 1;
      const Actor& actor = r.actors[whom[0]];
      const Known& known = r.known[whom[0]];
      set(*found, Feature::sex_known, p.sex && p.sex != 'n' && actor.sex == p.sex);
      set(*found, Feature::sex_guessed, p.sex && p.sex != 'n' && !actor.sex);
      set(*found, Feature::often, static_cast<float>(std::log(1.0 + known.mentions)));
      set(*found, Feature::first_met, !r.persons.empty() && whom[0] == r.persons.front());
      set(*found, Feature::is_state, actor.kind == ActorKind::state || actor.kind == ActorKind::government);
      set(*found, Feature::is_body, actor.kind == ActorKind::body || actor.kind == ActorKind::company || actor.kind == ActorKind::party || actor.kind == ActorKind::armed_group);
      set(*found, Feature::is_group, actor.kind == ActorKind::people);
      set(*found, Feature::is_person, actor.kind == ActorKind::person);
    }
    if (!follows && apart == 0 && told_over(r, c, pronoun, g, whom[0])) set(*found, Feature::told_over, 1);
    if (!follows && apart <= 2) set(*found, Feature::lately, std::min(get(*found, Feature::lately) + 1, 4.0f));
    const TokenId start = r.grammar.sentences[SentenceId(there)].begin;
    const bool after_as = c.begin.value == start.value + 1 && r.token(start).upos == Upos::sconj;  // "As the protesters marched, they"
    if ((c.begin == start || after_as) && apart <= 1 && !follows) set(*found, Feature::opens, 1);
    if (subject && apart == 0 && !follows) set(*found, Feature::subject_here, 1);
    if (subject && apart == 1) set(*found, Feature::subject_before, 1);
    if (main && apart <= 1) set(*found, Feature::main_subject, 1);
    if (r.grammar.sentences[SentenceId(there)].block && r.page.blocks.size() > r.grammar.sentences[SentenceId(there)].block.value &&
        r.page.blocks[r.grammar.sentences[SentenceId(there)].block.value].kind == BlockKind::title) {
      set(*found, Feature::in_title, 1);
    }
  };
  for (std::uint32_t i = index, looked = 0; i-- > 0 && looked < kFarthest; ++looked) {
    if (here - r.sentence_of(r.candidates[i].begin) > kSentences) break;
    consider(i, false);
  }
  if (p.sex != 'n') {
    for (std::uint32_t i = index + 1; i < r.candidates.size() && r.sentence_of(r.candidates[i].begin) == here; ++i) {
      if (r.candidates[i].form == Form::name) consider(i, true);
    }
  }
  if (p.sex == 'n') {
    const TokenId head = r.token(pronoun.head).head;
    const bool nothing = impersonal(r, pronoun.head);
    const bool acts = head && base(r.token(pronoun.head).relation) == Relation::nsubj && is(r.lemma(head), Use::acting_verb);
    for (Antecedent& a : all) {
      set(a, Feature::impersonal, nothing);
      set(a, Feature::acts, acts);
      set(a, Feature::possessive, possessive_at(r, pronoun.head));
    }
  }
  const Weights& w = weights_of(p, possessive_at(r, pronoun.head));
  float most = 0;
  for (const Antecedent& a : all) most = std::max(most, get(a, Feature::often));
  for (Antecedent& a : all) {
    set(a, Feature::most_often, get(a, Feature::often) == most && most > 0);
    set(a, Feature::only_one, all.size() == 1);
    for (std::size_t i = 0; i < kFeatures; ++i) a.score += w[i] * a.features[i];
  }
  return all;
}

}  // namespace vedette::who
