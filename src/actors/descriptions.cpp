// Finds the noun phrases and pronouns that may mean an actor without naming it: "the Lithuanian President", "three soldiers",
// "the six", "he". Door: find_descriptions. Whom they mean is coreference.cpp's and pronouns.cpp's. Test: actors_test.cpp.

#include <algorithm>
#include <charconv>

#include "actors/named_by.h"

namespace vedette::who {
namespace {

bool is_noun(const Token& token) { return token.upos == Upos::noun || token.upos == Upos::propn; }

// "secretary general", "minister of foreign affairs": the longest title around its head word.
void find_title(Reading& r, Candidate& c, TokenId limit) {
  const TokenId t = c.head;
  const TokenId first = r.grammar.sentences[r.token(t).sentence].begin;
  int most = 0;  // words before the head that can be part of a title
  for (std::uint32_t at = t.value; at > first.value && most < 3; ++most) {
    const Token& before = r.token(TokenId(--at));
    if (before.upos != Upos::adj && !is_noun(before) && before.upos != Upos::verb && before.xpos != Xpos::hyph && before.upos != Upos::adp &&
        before.upos != Upos::cconj) {
      break;
    }
  }
  for (int back = most; back >= 0; --back) {
    const TokenId begin(t.value - back);
    std::string key;
    bool broken = false;
    for (TokenId at = begin; at < t; at = TokenId(at.value + 1)) {
      broken |= r.name_at[at.value] != 0 || r.token(at).xpos == Xpos::comma || r.token(at).xpos == Xpos::pos;
      key += r.folded(at);
      if (!r.glued(at)) key += ' ';
    }
    if (broken) continue;
    const std::string before = key;
    for (const std::string_view word : {r.lemma(t), r.folded(t)}) {
      key = before;
      key += word;
      if (!c.role) {
        if (const RoleKind* role = r.world.role(key)) c.role = role, c.title_begin = begin;
      }
      if (!c.agent) {
        if (const Agent* agent = r.world.agent(key)) c.agent = agent;
      }
    }
    // What follows: "general", "of state", "of foreign affairs".
    const TokenId follows(t.value + 1);
    if (follows >= limit || (r.folded(follows) != "of" && r.folded(follows) != "for" && !is_noun(r.token(follows)) &&
                             r.token(follows).upos != Upos::adj && r.token(follows).xpos != Xpos::hyph && !r.glued(t))) {
      continue;
    }
    if (!c.noun && !c.agent && !c.role) continue;
    std::string after = before + std::string(r.lemma(t));
    for (TokenId at(t.value + 1); at < limit && at.value <= t.value + 4; at = TokenId(at.value + 1)) {
      const Token& token = r.token(at);
      if (token.upos == Upos::punct && r.folded(at) != "-") break;
      if (!r.glued(TokenId(at.value - 1))) after += ' ';
      after += r.folded(at);
      if (at.value == t.value + 1 && token.upos != Upos::adp && token.upos != Upos::adj && !is_noun(token) && token.upos != Upos::punct) break;
      if (const RoleKind* role = r.world.role(after); role && (!c.title_end || at > c.title_end)) {
        c.role = role;
        c.title_begin = begin;
        c.title_end = at;
      }
    }
    if (c.title_end && c.title_end > t) return;
  }
  // "ministry of health", "department of justice and security": the field belongs to the title.
  if (!is(r.lemma(t), Use::office_word)) return;
  std::uint32_t at = t.value + 1;
  if (at + 1 >= limit.value || (r.folded(TokenId(at)) != "of" && r.folded(TokenId(at)) != "for")) return;
  TokenId last = t;
  for (++at; at < limit.value && at < t.value + 8 && !r.name_at[at]; ++at) {
    const Token& token = r.token(TokenId(at));
    if (is_noun(token)) last = TokenId(at);
    else if (token.upos != Upos::adj && token.upos != Upos::cconj) break;
  }
  if (last == t) return;
  c.title_end = last;
  if (!c.title_begin) c.title_begin = t;
}

// The first word of the noun phrase: over determiners, adjectives, numbers, possessors and nouns before its head.
TokenId phrase_begin(const Reading& r, TokenId head) {
  std::uint32_t begin = head.value;
  for (const TokenId child : r.grammar.children(head)) {
    if (child > head) break;
    switch (base(r.token(child).relation)) {
      case Relation::nmod: case Relation::obl:
        if (!r.preposition(child).empty() || base(r.token(child).relation) == Relation::obl) break;
        [[fallthrough]];
      case Relation::det: case Relation::amod: case Relation::compound: case Relation::nummod:
      case Relation::flat: case Relation::advmod: case Relation::goeswith:
        begin = std::min(begin, r.reach_begin[child.value]);
        break;
      default: break;
    }
  }
  return TokenId(begin);
}

// Where the phrase ends: after its head, or after an of-phrase that follows.
TokenId phrase_end(const Reading& r, const Candidate& c) {
  std::uint32_t end = std::max(c.head.value, c.title_end ? c.title_end.value : 0) + 1;
  for (const TokenId child : r.grammar.children(c.head)) {
    if (child <= c.head || base(r.token(child).relation) != Relation::nmod) continue;
    if (r.preposition(child) != "of" || r.reach_begin[child.value] > end + 1) continue;
    std::uint32_t stop = child.value + 1;
    bool listed = false;  // "Poland, Norway and Albania", not "Bulgaria, Georgi Parvanov"
    for (const TokenId part : r.grammar.children(child)) {
      listed |= base(r.token(part).relation) == Relation::conj && r.grammar.child(part, Relation::cc);
    }
    for (const TokenId part : r.grammar.children(child)) {  // not what hangs on loosely: clauses and appositions
      const Relation relation = base(r.token(part).relation);
      const bool bare = relation == Relation::conj && listed && !r.grammar.child(part, Relation::det) && !r.grammar.child(part, Relation::nmod_poss) &&
                        !r.grammar.child(part, Relation::nsubj);
      if (part > child && (bare || relation == Relation::flat || relation == Relation::compound ||
                           (relation == Relation::nmod && r.preposition(part) == "of"))) {
        stop = std::max(stop, r.reach_end[part.value]);
      }
    }
    end = std::max(end, stop);
  }
  while (end + 1 < r.size() && end > c.head.value + 1 && r.glued(TokenId(end - 1)) && r.folded(TokenId(end)) == "-" && r.glued(TokenId(end))) end += 2;
  // "President of the European Commission", however the tree hangs it.
  if (end + 1 < r.size() && r.folded(TokenId(end)) == "of") {
    std::uint32_t from = end + 1 + (r.token(TokenId(end + 1)).upos == Upos::det ? 1 : 0);
    const bool apposed = from + 1 < r.size() && !r.name_at[from] && r.name_at[from + 1];
    if (apposed && (r.token(TokenId(from)).upos == Upos::adj || is(r.folded(TokenId(from)), Use::adjoining))) ++from;  // "of neighboring Pakistan"
    if (from < r.size() && r.name_at[from] && r.candidates[r.name_at[from] - 1].begin.value == from &&
        r.sentence_of(TokenId(from)) == r.sentence_of(c.head)) {
      end = r.candidates[r.name_at[from] - 1].end.value;
    }
  }
  return TokenId(end);
}

std::uint32_t number_of(const Reading& r, TokenId t) {
  static constexpr std::string_view kWords[] = {"zero", "one", "two",   "three", "four", "five",  "six",
                                                "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  const std::string_view word = r.folded(t);
  for (std::uint32_t i = 0; i < std::size(kWords); ++i) {
    if (kWords[i] == word) return i;
  }
  std::uint32_t n = 0;
  std::from_chars(word.data(), word.data() + word.size(), n);
  return n;
}

// "charged with killing mother and sister": relatives to whom something is done need no article.
bool bare_relative(const Reading& r, TokenId t) {
  const auto kin = [&](TokenId at) {
    const Noun* found = noun(r.lemma(at));
    return found && found->what == NounClass::kin;
  };
  if (!kin(t)) return false;
  const Relation relation = r.token(t).relation;
  const bool listed = relation == Relation::conj && r.token(t).head && r.token(t).head < t && kin(r.token(t).head);
  return relation == Relation::obj || relation == Relation::nsubj_pass || listed;
}

bool argument(const Token& token) {
  switch (base(token.relation)) {
    case Relation::nsubj: case Relation::obj: case Relation::iobj: case Relation::obl: case Relation::nmod: case Relation::conj:
    case Relation::root: case Relation::appos: case Relation::csubj:
      return true;
    default: return false;
  }
}

// The subject of a verb of acting, or owned by a state or named so: "Libya's mission said".
bool acts(const Reading& r, TokenId t) {
  const Token& token = r.token(t);
  if (base(token.relation) != Relation::nsubj || token.relation == Relation::nsubj_pass || !token.head) return false;
  return is(r.lemma(token.head), Use::acting_verb) && r.token(token.head).upos == Upos::verb;
}

// "Iranian and Russian officials", "12 Somali and 11 Yemeni sailors", "federal and regional police": the conjunction is the phrase's own.
bool joins_adjectives(const Reading& r, TokenId t, TokenId noun) {
  if (r.token(t).upos != Upos::cconj && r.token(t).xpos != Xpos::comma) return false;
  const TokenId second = r.token(t).head;
  const TokenId first = second && base(r.token(second).relation) == Relation::conj ? r.token(second).head : TokenId();
  if (!first || r.token(first).head != noun || second > noun) return false;
  const auto adjective = [&](TokenId word) {
    const bool nation = r.name_at[word.value] && r.candidates[r.name_at[word.value] - 1].form == Form::adjective;
    return nation || (r.token(word).upos == Upos::adj && base(r.token(first).relation) == Relation::amod);
  };
  return adjective(first) && (adjective(second) || r.token(second).upos == Upos::num);
}

// Words that cannot belong to the phrase though the tree says so: prepositions, verbs, days ("On Tuesday Secretary General").
TokenId after_strangers(const Reading& r, TokenId begin, TokenId head) {
  TokenId from = begin;
  for (TokenId t = begin; t < head; t = TokenId(t.value + 1)) {
    const Token& token = r.token(t);
    if (r.name_at[t.value]) continue;
    const bool joined = (t.value && r.glued(TokenId(t.value - 1))) || r.glued(t);  // "front-line", "so-called"
    const bool verb = token.upos == Upos::verb && token.xpos != Xpos::vbn && !joined;
    const bool stranger = (token.upos == Upos::punct && !joined) || (token.upos == Upos::adp && !joined && !is(r.folded(t), Use::quantity)) || verb || token.upos == Upos::sconj || token.upos == Upos::cconj ||
                          (token.upos == Upos::pron && token.xpos != Xpos::prps && !pronoun(r.folded(t))) ||
                          token.xpos == Xpos::wdt || token.xpos == Xpos::wp || (token.upos == Upos::aux) ||
                          (is(r.folded(t), Use::time_word) && !joined);
    if (stranger && !joins_adjectives(r, t, head)) from = TokenId(t.value + 1);
  }
  return from;
}

// A number or a quantity that stands for those it counts: with an of-phrase, or bare as what a verb is done to that is done to
// persons.
bool counts(const Reading& r, TokenId t) {
  const Token& token = r.token(t);
  if (token.upos != Upos::num && !is(r.lemma(t), Use::count_noun)) return false;
  if (r.world.agent(r.lemma(t)) || noun(r.lemma(t))) return false;
  const Relation relation = base(token.relation);
  if (relation != Relation::nsubj && relation != Relation::obj && relation != Relation::obl && relation != Relation::conj &&
      relation != Relation::nmod) {
    return false;
  }
  for (const TokenId child : r.grammar.children(t)) {
    const Relation under = base(r.token(child).relation);
    if (child > t && (under == Relation::nmod || under == Relation::obl)) {
      const std::string_view preposition = r.preposition(child);
      return preposition == "of" || preposition == "than";
    }
    if (under == Relation::det && r.folded(child) == "the") return false;
  }
  if (!token.head || !is(r.lemma(token.head), Use::person_verb)) return false;
  if (t.value + 1 < r.size() && (r.token(TokenId(t.value + 1)).upos == Upos::sym || r.token(TokenId(t.value + 1)).upos == Upos::num)) return false;
  return relation == Relation::obj || token.relation == Relation::nsubj_pass || (relation == Relation::nsubj && !r.grammar.child(token.head, Relation::obj));
}

void add_pronoun(Reading& r, TokenId t, const Pronoun& p) {
  const Token& token = r.token(t);
  if (base(token.relation) == Relation::expl) return;
  if (p.use == Case::relative) {
    TokenId clause = t;
    bool relative = false;
    for (int up = 0; up < 4 && clause && !relative; ++up) {
      relative = r.token(clause).relation == Relation::acl_relcl;
      if (!relative) clause = r.token(clause).head;
    }
    if (!relative || (token.upos != Upos::pron && token.upos != Upos::det)) return;
  } else if (token.upos != Upos::pron && token.upos != Upos::det && token.xpos != Xpos::prp && token.xpos != Xpos::prps) {
    return;
  }
  Candidate c;
  c.begin = c.head = t;
  c.end = TokenId(t.value + 1);
  c.form = Form::pronoun;
  c.pronoun = &p;
  c.sex = p.sex;
  c.plural = p.number == 'p';
  r.candidates.push_back(std::move(c));
}

// Whose trade is force, of a state or against it.
bool is_armed(const Agent& agent) {
  return agent.sectors == "REB" || agent.sectors == "COP" || agent.sectors == "MIL";
}

void describe(Reading& r, TokenId t) {
  const Token& token = r.token(t);
  Candidate c;
  c.head = t;
  c.form = Form::description;
  const bool number = token.upos == Upos::num;
  if (counts(r, t)) {  // "dozens of protesters", "more than 1,500 people", "injured eight others"
    c.begin = phrase_begin(r, t);
    c.end = phrase_end(r, c);
    c.plural = true;
    c.counts = true;
    r.candidates.push_back(std::move(c));
    return;
  }
  const TokenId limit = r.grammar.sentences[token.sentence].end;
  if (number) {  // "the six", "all six"
    const TokenId det = r.grammar.child(t, Relation::det);
    if (!argument(token) || !det || det > t || number_of(r, t) < 2 || number_of(r, t) > 999) return;
    for (const TokenId child : r.grammar.children(t)) {
      if (base(r.token(child).relation) == Relation::nmod || r.token(child).upos == Upos::noun) return;  // "six of the men"
    }
    c.count = number_of(r, t);
    c.plural = true;
  } else {
    const std::string_view lemma = r.lemma(t);
    c.noun = noun(lemma) ? noun(lemma) : noun(r.folded(t));
    find_title(r, c, limit);
    if (const TokenId office = c.role ? TokenId() : office_behind(r, t, limit); office && !r.name_at[t.value]) {
      c.begin = phrase_begin(r, t);
      c.end = TokenId(office.value + 1);
      c.role = r.world.role(r.folded(office));
      c.title_begin = office;
      if (office.value + 1 < limit.value && r.name_at[office.value + 1]) c.named = r.name_at[office.value + 1];
      if (c.named) r.candidates.push_back(std::move(c));
      return;
    }
    if (!c.noun && !c.agent && !c.role) return;
    if (t.value && base(r.token(TokenId(t.value - 1)).relation) == Relation::compound) c.modifier = r.world.agent(r.lemma(TokenId(t.value - 1)));
    const Relation relation = base(token.relation);
    const bool before_noun = (relation == Relation::compound || relation == Relation::amod) && token.head && token.head > t;
    const bool before_name = before_noun && r.name_at[token.head.value];
    const bool does = before_noun && relation == Relation::compound && c.agent &&
                      is(r.lemma(token.head), Use::violent_noun) && is_armed(*c.agent);
    if (does) {  // "a rebel attack", "a police raid"
      c.begin = t;
      c.end = TokenId(t.value + 1);
      c.plural = !c.agent->collective;
      r.candidates.push_back(std::move(c));
      return;
    }
    if (before_noun && !before_name) return;  // "police station"
    if (c.noun && c.noun->what == NounClass::anyone && !argument(token)) return;
    const bool states = c.noun && c.noun->what == NounClass::country && (token.xpos == Xpos::nns || token.xpos == Xpos::nnps);
    if (is(lemma, Use::doubtful) && !c.role && !states && !acts(r, t) && !is_addressed(r, t)) return;
    c.plural = token.xpos == Xpos::nns || token.xpos == Xpos::nnps;
    if (c.noun) c.sex = c.noun->sex;
  }
  c.begin = phrase_begin(r, t);
  if (c.title_begin && c.title_begin < c.begin) c.begin = c.title_begin;
  // A name before the head belongs to the phrase, but the phrase does not begin inside a name.
  if (r.name_at[c.begin.value]) c.begin = std::min(c.begin, r.candidates[r.name_at[c.begin.value] - 1].begin);
  if (c.begin > t) c.begin = t;
  c.begin = after_strangers(r, c.begin, t);
  c.end = phrase_end(r, c);
  const bool shares = base(token.relation) == Relation::conj && token.head && token.head < t &&  // "his mother and sister"
                      (r.grammar.child(token.head, Relation::nmod_poss) || r.grammar.child(token.head, Relation::det));
  const TokenId counted = base(token.relation) == Relation::nmod && r.preposition(t) == "of" ? token.head : TokenId();  // "thousands of fisherman"
  const bool many = counted && counted < t && is(r.lemma(counted), Use::count_noun) && c.noun && c.noun->kinds == "person";
  if (many) c.plural = true;
  if (!number && !c.plural && !shares && !bare_relative(r, t) && c.begin == t && !c.title_end && !r.upper(t) && !(c.agent && c.agent->collective) && !named_by(r, c)) return;  // "held hostage"
  if (is(r.folded(c.begin), Use::negative) && !(c.plural && r.folded(c.begin) == "any")) return;
  for (TokenId at = c.begin; at < t; at = TokenId(at.value + 1)) {
    const Token& word = r.token(at);
    const std::string_view form = r.folded(at);
    c.indefinite |= (word.head == t || at == c.begin) && (form == "a" || form == "an");
    if (base(word.relation) == Relation::det || word.upos == Upos::det) c.definite |= form == "the" || form == "this" || form == "these" || form == "that" || form == "those" || form == "both" || form == "all";
    if (word.relation == Relation::nmod_poss) c.definite = true;
    if (base(word.relation) == Relation::nummod && word.head == t && word.upos == Upos::num) c.count = number_of(r, at);
  }
  c.named = named_by(r, c);
  if (c.named && c.begin.value && r.name_at[c.begin.value - 1]) {  // "WHO director Margaret Chan", hung on the name
    const Candidate& before = r.candidates[r.name_at[c.begin.value - 1] - 1];
    const bool other = before.end == c.begin && !before.silent && r.name_at[c.begin.value - 1] != c.named &&
                       (before.actors.empty() || r.actors[before.actors[0]].kind != ActorKind::person);
    if (other && r.sentence_of(before.begin) == r.sentence_of(t)) c.begin = before.begin;
  }
  if (c.named && r.upper(t)) {  // "for insulting President X": a lower-case word is no part of a title
    for (TokenId at = c.begin; at < t; at = TokenId(at.value + 1)) {
      const bool lower = r.token(at).upos == Upos::adj && !r.name_at[at.value] && !r.upper(at) && !is(r.folded(at), Use::not_now);
      if (lower && !r.world.role(r.folded_span(at, TokenId(t.value + 1)))) c.begin = TokenId(at.value + 1);
    }
  }
  if (c.title_end && c.title_end > t) c.head = r.head_of(std::min(c.title_begin, t), TokenId(c.title_end.value + 1));
  r.candidates.push_back(std::move(c));
}

}  // namespace

void find_descriptions(Reading& r) {
  std::uint32_t past_title = 0;  // "General" of "Secretary General" is no description of its own
  for (std::uint32_t i = 0; i < r.size(); ++i) {
    const TokenId t(i);
    if (r.silent[i] || r.name_at[i] || i < past_title) continue;
    const Token& token = r.token(t);
    if (is_noun(token) || (token.upos == Upos::adj && is(r.lemma(t), Use::count_noun)) || token.upos == Upos::num || (token.upos == Upos::adj && argument(token) && r.grammar.child(t, Relation::det))) {
      describe(r, t);
      if (!r.candidates.empty() && r.candidates.back().title_end && r.candidates.back().title_begin <= t) {
        past_title = std::max(past_title, r.candidates.back().title_end.value + 1);
      }
    } else if (token.upos == Upos::pron || token.upos == Upos::det) {
      if (const Pronoun* p = pronoun(r.folded(t))) add_pronoun(r, t, *p);
    }
  }
  // `named` and `name_at` count in the order of before.
  const std::size_t n = r.candidates.size();
  std::vector<std::uint32_t> order(n), place(n + 1, 0);
  for (std::uint32_t i = 0; i < n; ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Candidate &x = r.candidates[a], &y = r.candidates[b];
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  std::vector<Candidate> sorted;
  sorted.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    place[order[i] + 1] = i + 1;
    sorted.push_back(std::move(r.candidates[order[i]]));
  }
  r.candidates = std::move(sorted);
  for (Candidate& c : r.candidates) c.named = place[c.named];
  for (std::uint32_t& at : r.name_at) at = place[at];
  for (std::uint32_t i = 0; i < n; ++i) {
    const Candidate& c = r.candidates[i];
    if (c.silent) continue;
    std::uint32_t& slot = r.at_head[c.head.value];
    if (!slot || c.form == Form::name) slot = i + 1;
  }
}

}  // namespace vedette::who
