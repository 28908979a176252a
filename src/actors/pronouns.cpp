// Whom a pronoun means: relative and reflexive pronouns by the tree, the others by a linear model over the actors mentioned near.
// Door: resolve_pronoun. Test: actors_test.cpp. The features follow Lappin and Leass (1994) and the parallelism baseline of
// Webster et al. (2018); the weights are fitted (lexicon/actors/weights.tsv).

#include "actors/pronouns.h"

#include <algorithm>

#include "actors/reading.h"

namespace vedette::who {
namespace {

// The head noun of the relative clause that a relative pronoun stands in.
TokenId relative_head(const Reading& r, TokenId t) {
  for (int up = 0; up < 4 && t; ++up) {
    const Token& token = r.token(t);
    if (token.relation == Relation::acl_relcl) return token.head;
    t = token.head;
  }
  return {};
}

// The subject of the clause that a reflexive pronoun stands in.
TokenId own_subject(const Reading& r, TokenId t) {
  for (int up = 0; up < 6 && t; ++up) {
    if (const TokenId subject = r.grammar.child(t, Relation::nsubj)) return subject;
    t = r.token(t).head;
  }
  return {};
}

bool unclear(const std::vector<Antecedent>& all, const Antecedent& best) {
  for (const Antecedent& a : all) {
    if (&a != &best && best.score - a.score < 0.05 && a.features[static_cast<std::size_t>(Feature::same_sentence)] ==
                                                          best.features[static_cast<std::size_t>(Feature::same_sentence)]) {
      return true;
    }
  }
  return false;
}

}  // namespace

void resolve_pronoun(Reading& r, std::uint32_t index) {
  const Pronoun& p = *r.candidates[index].pronoun;
  const TokenId t = r.candidates[index].head;
  if (p.use == Case::relative || p.use == Case::reflexive) {
    const TokenId whom = p.use == Case::relative ? relative_head(r, t) : own_subject(r, t);
    const std::uint32_t other = whom ? r.at_head[whom.value] : 0;
    if (other && other - 1 != index && !r.candidates[other - 1].actors.empty()) {
      r.candidates[index].actors = std::vector<ActorId>(r.candidates[other - 1].actors);
    } else {
      r.candidates[index].silent = true;
    }
    return;
  }
  std::vector<Antecedent> all = antecedents(r, index);
  if (r.weighed) r.weighed->emplace_back(index, all);
  const auto best = std::max_element(all.begin(), all.end(), [](const Antecedent& a, const Antecedent& b) { return a.score < b.score; });
  if (best == all.end() || best->score < weight(p.sex == 'n' ? "thing:least" : p.number == 'p' ? "group:least" : "person:least")) {
    r.candidates[index].silent = true;
    return;
  }
  if (unclear(all, *best)) {
    UnclearReference doubt;
    doubt.span = r.token(t).span;
    for (const Antecedent& a : all) {
      if (best->score - a.score < 0.05) doubt.candidates.insert(doubt.candidates.end(), a.actors.begin(), a.actors.end());
    }
    r.unclear.push_back(std::move(doubt));
  }
  r.candidates[index].actors = best->actors;
  if (best->actors.size() == 1 && p.sex != 'n' && p.number == 's' && is_person(r.actors[best->actors[0]]) && !r.actors[best->actors[0]].sex) {
    r.actors[best->actors[0]].sex = p.sex;
  }
}

}  // namespace vedette::who
