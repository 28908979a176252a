// Which words are a person's name, where the grammar took too much, too little or something else. Doors: names.h.
// Test: actors_test.cpp.

#include "actors/names.h"

namespace vedette::who {

// The part of a grammar name that is a person's own: without titles before it.
TokenId after_titles(const Reading& r, TokenId begin, TokenId end) {
  while (begin.value + 2 < end.value && r.world.role(r.folded_span(begin, TokenId(begin.value + 2)))) begin = TokenId(begin.value + 2);
  const auto small = [&](TokenId t) {  // "told police Jones had left", "relatives sue Ann Jones"
    return !r.upper(t) && ((r.token(t).upos == Upos::noun && r.world.agent(r.folded(t))) || r.token(t).upos == Upos::verb);
  };
  while (begin.value + 1 < end.value &&
         (honorific(r.folded(begin)) || r.world.role(r.folded(begin)) || noun(r.folded(begin)) || small(begin))) {
    begin = TokenId(begin.value + 1);
  }
  return begin;
}

// "Prime", "Secretary General": titles that the grammar took for a name.
bool all_titles(const Reading& r, TokenId begin, TokenId end) {
  for (TokenId t = begin; t < end; t = TokenId(t.value + 1)) {
    const std::string_view word = r.folded(t);
    const bool title = honorific(word) || r.world.role(word) || noun(word) || r.world.agent(word) ||
                       (t.value + 1 < r.size() && r.world.role(r.folded_span(t, TokenId(t.value + 2))));
    if (!title || r.world.is_family_name(word)) return false;
  }
  return true;
}

// "Klaus Iohannis Lithuanian Gitanas Nauseda", run together, are two: the first ends before the nationality.
TokenId before_nationality(const Reading& r, TokenId begin, TokenId end) {
  for (TokenId t(begin.value + 1); t.value + 1 < end.value; t = TokenId(t.value + 1)) {
    const Match match = longest(r, t, end);
    if (match.end && match.end < end && has(match.options, NameUse::adjective)) return t;
  }
  return end;
}

// "Minister John Smith Wednesday said": the day is no part of the name; "Brian May" is one.
bool is_day_behind(const Reading& r, TokenId begin, TokenId t) {
  return is(r.folded(t), Use::time_word) && (base(r.token(t).relation) != Relation::flat || t.value >= begin.value + 2);
}

// A person's name goes on over capital words that the grammar left out ("Klaus" Lohannis) and over hyphens.
TokenId extended(const Reading& r, TokenId begin, TokenId end, TokenId limit, const Name* next) {
  while (end < limit && end.value - begin.value < 6) {
    const TokenId last(end.value - 1);
    if (r.glued(last) && r.folded(end) == "-" && end.value + 1 < limit.value && r.glued(end)) {
      end = TokenId(end.value + 2);
      continue;
    }
    const bool free = !next || next->begin > end || next->kind == NameKind::person;
    if (r.glued(last) || r.token(end).upos != Upos::propn || !r.upper(end) || !free || names_other(r, end, limit) || is_day_behind(r, begin, end) ||
        (r.world.agent(r.lemma(end)) && !(end.value == begin.value + 1 && r.world.is_family_name(r.folded(end)))) || r.world.role(r.folded(end))) {
      break;
    }
    if (next && next->begin == end && end.value - begin.value > 1) break;
    end = TokenId(end.value + 1);
  }
  return end;
}

// "Vincent "The Chin" Gigante", "John (Johnny) Roselli": a nickname between marks is part of the name. Where the name ends; none where
// no such name begins.
TokenId nicknamed(const Reading& r, TokenId begin, TokenId limit, bool person) {
  constexpr std::uint32_t kGiven = 3, kInside = 4;
  if (r.token(begin).upos != Upos::propn || !r.upper(begin) || !(person || r.world.given_name(r.folded(begin)))) return {};
  const auto name = [&](TokenId t) { return t < limit && r.token(t).upos == Upos::propn && r.upper(t); };
  TokenId at(begin.value + 1);
  while (at.value < begin.value + kGiven && name(at)) at = TokenId(at.value + 1);
  if (at >= limit) return {};
  const Xpos mark = r.token(at).xpos;
  const bool bracket = mark == Xpos::left_bracket;
  if (!bracket && mark != Xpos::open_quote) return {};
  TokenId end(at.value + 1);
  for (; end < limit && end.value <= at.value + kInside; end = TokenId(end.value + 1)) {
    if (r.token(end).upos == Upos::punct) break;
    const bool first = end.value == at.value + 1;
    if (r.token(end).upos != Upos::propn && r.token(end).upos != Upos::det && r.token(end).upos != Upos::noun && r.token(end).upos != Upos::adj) return {};
    if (first && !r.upper(end)) return {};
  }
  if (end >= limit || end.value == at.value + 1 || (bracket ? r.token(end).xpos != Xpos::right_bracket : r.token(end).xpos != Xpos::close_quote && r.token(end).xpos != Xpos::open_quote)) return {};
  if (bracket && (end.value > at.value + 2 || !r.world.given_name(r.folded(TokenId(at.value + 1))))) return {};  // "Smith (D) Ohio"
  const TokenId family(end.value + 1);
  if (!name(family) || is(r.folded(family), Use::time_word) || r.world.role(r.folded(family)) || r.world.agent(r.lemma(family))) return {};
  return TokenId(family.value + 1);
}

Words words_of_persons(const Reading& r) {
  Words words;
  for (const Name& name : r.grammar.names) {
    if (name.kind != NameKind::person || name.end.value - name.begin.value < 2) continue;
    for (TokenId t = after_titles(r, name.begin, name.end); t < name.end; t = TokenId(t.value + 1)) {
      if (r.upper(t) && r.folded(t).size() > 2) words.insert(r.folded(t));
    }
  }
  return words;
}

// "Yasmine Kacha", "Grace": persons that the grammar took for places or bodies, by their given names or by a full name met before.
bool called_person(const Reading& r, const Name& name, const Words& known) {
  const TokenId begin = name.begin, end = name.end;
  const std::uint32_t length = end.value - begin.value;
  if (length > 3 || r.all_upper(begin, end)) return false;
  const char sex = r.world.given_name(r.folded(begin));
  for (TokenId t = begin; t < end; t = TokenId(t.value + 1)) {
    const std::string_view word = r.folded(t);
    if (is(word, Use::body_word) || is(word, Use::company_word) || r.world.agent(word) || r.token(t).upos != Upos::propn) return false;
  }
  if (length > 1) return (sex == 'f' || sex == 'm') && !r.world.is_place(r.folded_span(begin, end));
  const TokenId before(begin.value ? begin.value - 1 : 0);
  if (begin.value && (is(r.folded(before), Use::place_preposition) || r.token(before).upos == Upos::det)) return false;
  if (known.count(r.folded(begin))) return true;
  const Relation relation = base(r.token(begin).relation);
  const bool argument = relation == Relation::nsubj || relation == Relation::obj || r.token(begin).relation == Relation::nmod_poss;
  if (!argument || (sex != 'f' && sex != 'm')) return false;
  for (const PlaceRecord& place : r.world.places(r.folded(begin))) {
    if (place.population > 100000 || place.kind == PlaceKind::country || place.kind == PlaceKind::region) return false;
  }
  return true;
}

// A person's name that the grammar did not see: behind a title, a word of a full name met elsewhere, or a given name and what
// follows it. None where there is none.
TokenId unseen_person(const Reading& r, TokenId begin, TokenId limit, const Words& known) {
  if (r.token(begin).upos != Upos::propn || !r.upper(begin) || r.silent[begin.value]) return {};
  const std::string_view word = r.folded(begin);
  if (word.size() < 2 || r.world.role(word) || r.world.agent(word) || noun(word) || honorific(word) || is(word, Use::time_word)) return {};
  const TokenId before(begin.value ? begin.value - 1 : 0);
  const bool titled = begin.value && r.sentence_of(before) == r.sentence_of(begin) && r.upper(before) &&
                      (honorific(r.folded(before)) || (r.world.role(r.folded(before)) && r.token(before).upos != Upos::verb));
  const Relation relation = base(r.token(begin).relation);
  const bool argument = relation == Relation::nsubj || relation == Relation::obj || relation == Relation::iobj || relation == Relation::conj ||
                        r.token(begin).relation == Relation::nmod_poss || relation == Relation::appos || relation == Relation::nmod ||
                        relation == Relation::obl;
  const bool placed = begin.value && (is(r.folded(before), Use::place_preposition) ||
                                      (r.folded(before) == "of" && before.value && is(r.lemma(TokenId(before.value - 1)), Use::place_noun)));
  const bool determined = begin.value && r.token(before).upos == Upos::det;
  const char sex = r.world.given_name(word);
  const bool called = (sex != 0 || r.world.is_family_name(word)) && argument && !placed && !determined && !r.all_upper(begin, TokenId(begin.value + 1));
  const bool alone = titled || (known.count(word) && !placed) || called;
  if (!alone && sex != 'f' && sex != 'm') return {};
  TokenId end(begin.value + 1);
  while (end < limit && end.value - begin.value < 4 && !r.glued(TokenId(end.value - 1)) && r.token(end).upos == Upos::propn && r.upper(end) &&
         !names_other(r, end, limit) && !r.world.agent(r.lemma(end)) && !is(r.folded(end), Use::time_word)) {
    end = TokenId(end.value + 1);
  }
  if (is(r.folded(TokenId(end.value - 1)), Use::place_noun)) return {};  // "Thomas Shoal"
  return alone || end.value - begin.value >= 2 ? end : TokenId();
}

}  // namespace vedette::who
