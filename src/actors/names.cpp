// Finds names: the longest match of the world's names over folded words, and the names that the grammar saw. Door: find_names.
// Which actor a name is comes later (settle.cpp). Test: actors_test.cpp.

#include "actors/names.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette::who {

// The longest name of the world that begins at `begin` and ends in this sentence.
Match longest(const Reading& r, TokenId begin, TokenId limit) {
  // Names have a capital early: "al-Qaida", "bin Laden". Most words are passed over without a look into the world.
  if (!r.upper(begin) && !(begin.value + 1 < limit.value && r.upper(TokenId(begin.value + 1))) &&
      !(begin.value + 2 < limit.value && r.upper(TokenId(begin.value + 2)) && r.glued(begin))) {
    return {};
  }
  if (r.token(begin).upos == Upos::det && !(begin.value + 1 < limit.value && r.upper(TokenId(begin.value + 1)))) return {};
  int words = r.world.longest_name_from(r.folded(begin));
  std::string key(r.folded(begin));
  TokenId at(begin.value + 1);
  if (!words) {  // "al-Qaida", "U.S.-led": a word of several tokens
    while (at < limit && r.glued(TokenId(at.value - 1)) && at.value - begin.value < 6) {
      key += r.folded(at);
      at = TokenId(at.value + 1);
      if ((words = r.world.longest_name_from(key))) break;
    }
    if (!words) return {};
  }
  Match best;
  for (int seen = 1;;) {
    if (const auto options = r.world.named(key); !options.empty()) best = {at, options};
    if (at >= limit || at.value - begin.value > 16) break;
    if (!r.glued(TokenId(at.value - 1))) {
      if (++seen > words) break;
      key += ' ';
    }
    key += r.folded(at);
    at = TokenId(at.value + 1);
  }
  return best;
}

bool has(std::span<const Named> options, NameUse use) {
  return std::any_of(options.begin(), options.end(), [&](const Named& n) { return n.use == use; });
}

// Whether a name of the world that is no person's begins here.
bool names_other(const Reading& r, TokenId at, TokenId limit) {
  const Match match = longest(r, at, limit);
  return std::any_of(match.options.begin(), match.options.end(),
                     [&](const Named& n) { return r.world.entity(n.entity).kind != EntityKind::person; });
}

namespace {

// Whether these words are written as a name is: capitals, and for an abbreviation all of them.
bool written_as_name(const Reading& r, TokenId begin, const Match& match, NameKind seen) {
  bool capital = false;
  std::size_t letters = 0;
  for (TokenId t = begin; t < match.end; t = TokenId(t.value + 1)) {
    capital |= r.upper(t);
    letters += r.token(t).span.size();
  }
  if (!capital) return false;
  if (match.end.value - begin.value > 1) return true;
  const Token& token = r.token(begin);
  if (letters <= 4 && has(match.options, NameUse::short_name) && !has(match.options, NameUse::name) && letters <= 3) {
    return r.all_upper(begin, match.end);
  }
  const bool proper = token.upos == Upos::propn || seen != NameKind::none || r.all_upper(begin, match.end);
  if (has(match.options, NameUse::adjective)) return proper || token.upos == Upos::adj || token.upos == Upos::noun;
  if (has(match.options, NameUse::people)) return proper || token.upos == Upos::noun;
  return proper;
}

bool names_person(const Reading& r, const Match& match) {
  return std::any_of(match.options.begin(), match.options.end(), [&](const Named& n) { return r.world.entity(n.entity).kind == EntityKind::person; });
}

// A name of the world that may be something else: one word that is also a person's name, a common word, a place.
bool plausible(const Reading& r, TokenId begin, const Match& match, NameKind seen) {
  if (!r.upper(begin) && r.token(begin).upos == Upos::adp) return false;
  const bool paper = std::any_of(match.options.begin(), match.options.end(), [&](const Named& n) { return r.world.entity(n.entity).kind == EntityKind::agency; });
  if (paper && !r.upper(begin) && r.token(begin).upos == Upos::det && !r.world.named(r.folded(TokenId(begin.value + 1))).empty()) return false;  // "the Australian"
  if (!written_as_name(r, begin, match, seen)) return false;
  const bool single = match.end.value == begin.value + 1;
  bool any = false;
  for (const Named& n : match.options) {
    const EntityKind kind = r.world.entity(n.entity).kind;
    if (kind == EntityKind::person && single) {
      const TokenId before(begin.value ? begin.value - 1 : 0);
      const Relation relation = base(r.token(begin).relation);
      const bool acts = r.token(begin).upos == Upos::propn && (relation == Relation::nsubj || r.token(begin).relation == Relation::nmod_poss);
      if (is(r.folded(begin), Use::time_word) && (relation != Relation::nsubj || is(r.folded(begin), Use::weekday))) continue;  // "Friday's raid"
      any |= seen == NameKind::person || (acts && seen == NameKind::none && r.folded(begin).size() > 3) || (begin.value && r.upper(before) && (honorific(r.folded(before)) || r.world.role(r.folded(before))));
    } else if ((kind == EntityKind::company || kind == EntityKind::agency || kind == EntityKind::party) && single) {
      const bool opens = r.grammar.sentences[r.token(begin).sentence].begin == begin;
      any |= seen == NameKind::organisation || (!opens && seen != NameKind::person) || r.all_upper(begin, match.end);
    } else {
      any |= kind != EntityKind::region;
    }
  }
  return any;
}

// A name whose last word says what it is ("Mexican Army", "Foreign Ministry", "NATO Secretary General") is read as a description.
bool is_description(const Reading& r, TokenId begin, TokenId end) {
  const TokenId last(end.value - 1);
  const std::string_view word = r.folded(last);
  if (r.world.agent(word) || r.world.agent(r.lemma(last))) return true;
  if (r.world.role(word) || noun(word)) return true;
  return end.value - begin.value >= 2 && r.world.role(r.folded_span(TokenId(end.value - 2), end));
}

void add_name(Reading& r, TokenId begin, TokenId end, NameKind kind, std::span<const Named> options) {
  Candidate c;
  c.begin = begin;
  c.end = end;
  c.head = r.head_of(begin, end);
  c.name_kind = kind;
  c.options = options;
  r.candidates.push_back(std::move(c));
  for (std::uint32_t t = begin.value; t < end.value; ++t) r.name_at[t] = static_cast<std::uint32_t>(r.candidates.size());
}

// A place makes no mention; it tells which state is spoken of.
void add_place(Reading& r, TokenId begin, TokenId end) {
  if (!r.candidates.empty() && r.candidates.back().end > begin) return;
  Candidate c;
  c.begin = begin;
  c.end = end;
  c.head = r.head_of(begin, end);
  c.silent = true;
  const auto places = r.world.places(r.folded_span(begin, end));
  if (!places.empty()) {
    c.of_entity = r.world.state(places.front().country);
    c.count = places.front().population;
  }
  r.candidates.push_back(std::move(c));
  for (std::uint32_t t = begin.value; t < end.value; ++t) r.name_at[t] = static_cast<std::uint32_t>(r.candidates.size());
}

// "M. D.", "M.B.A.": what stands behind a name.
bool only_initials(const Reading& r, TokenId begin, TokenId end) {
  bool point = false;
  for (TokenId t = begin; t < end; t = TokenId(t.value + 1)) {
    const std::string_view word = r.folded(t);
    if (word.size() > 2 || (word.size() == 2 && word[1] != '.')) return false;
    point |= word.back() == '.';
  }
  return point && end.value > begin.value + 1;
}

// "R-N.H.", "D-Ariz.": the party and the state behind a senator's name.
bool is_party_mark(const Reading& r, TokenId begin, TokenId end) {
  if (end.value == begin.value + 1) return r.token(begin).span.size() > 3 && r.folded(begin).size() > 3 && r.folded(begin)[1] == '-' && r.upper(begin);
  return end.value >= begin.value + 3 && r.token(begin).span.size() == 1 && r.glued(begin) && r.folded(TokenId(begin.value + 1)) == "-";
}

// "Palestine Hotel", "Georgia Avenue": a place that bears the name of a state.
bool place_behind(const Reading& r, TokenId begin, TokenId end, TokenId limit) {
  return end < limit && !r.glued(TokenId(end.value - 1)) && r.upper(end) && r.token(end).upos == Upos::propn && is(r.folded(end), Use::place_noun) &&
         r.upper(begin) && r.token(TokenId(end.value - 1)).head == end;
}

// "the Peace and Security Council": where a longer name begins of which the world knows another's; the match's own begin where none does.
TokenId joined_before(const Reading& r, TokenId begin, TokenId from) {
  if (begin.value < from.value + 2 || r.token(TokenId(begin.value - 1)).upos != Upos::cconj) return begin;
  const TokenId other(begin.value - 2);
  if (!r.upper(other) || r.token(other).upos != Upos::propn || r.name_at[other.value] || r.world.role(r.folded(other)) || r.world.agent(r.lemma(other)) ||
      noun(r.folded(other)) || is(r.folded(other), Use::body_word)) {
    return begin;
  }
  return other;
}

// "Korean Central News Agency" where the grammar began at "Central".
TokenId with_adjective(Reading& r, TokenId begin, TokenId end) {
  if (!begin.value || end.value - begin.value < 2 || r.candidates.empty()) return begin;
  const Candidate& before = r.candidates.back();
  if (before.end != begin || before.silent || before.end.value - before.begin.value > 1 || !has(before.options, NameUse::adjective) ||
      !is(r.folded(TokenId(end.value - 1)), Use::body_word)) {
    return begin;
  }
  const TokenId from = before.begin;
  r.candidates.pop_back();
  return from;
}

// "Robert Wood Johnson Foundation": a body that bears a person's name. Where its name ends; none where it is a person's.
TokenId named_after(const Reading& r, TokenId begin, TokenId end, TokenId limit) {
  for (TokenId t = end; t < limit && t.value < end.value + 3 && !r.glued(TokenId(t.value - 1)); t = TokenId(t.value + 1)) {
    if (r.token(t).upos != Upos::propn || !r.upper(t)) break;
    if (is(r.folded(t), Use::body_word) && r.token(begin).upos == Upos::propn) return TokenId(t.value + 1);
  }
  return {};
}

// "HMS Kent", "USS Cole": what bears letters before its own name is told from others by that name.
TokenId with_name_behind(const Reading& r, TokenId begin, TokenId end, TokenId limit) {
  const bool letters = end.value == begin.value + 1 && r.all_upper(begin, end) && end < limit && !r.glued(begin);
  if (!letters || r.token(end).upos != Upos::propn || !r.upper(end) || r.all_upper(end, TokenId(end.value + 1))) return end;
  const Relation relation = base(r.token(begin).relation);
  const bool one = (r.token(begin).head == end && (relation == Relation::compound || relation == Relation::flat)) ||
                   (r.token(end).head == begin && base(r.token(end).relation) == Relation::flat);
  return one ? TokenId(end.value + 1) : end;
}

// A place that the grammar took for a body or a person ("Hague", "Yeoncheon"). `stranger`: no person of the report bears that word.
bool is_place_only(const Reading& r, TokenId begin, TokenId end, NameKind kind, bool stranger) {
  const std::string key = r.folded_span(begin, end);
  if (!r.world.is_place(key)) return false;
  if (kind != NameKind::person) return end.value - begin.value < 3 && !r.all_upper(begin, end);
  if (stranger && begin.value && end.value == begin.value + 1 && (base(r.token(begin).relation) == Relation::obl || base(r.token(begin).relation) == Relation::nmod) &&
      is(r.folded(TokenId(begin.value - 1)), Use::place_preposition)) {  // "a store in Dayton", where nobody else is called so
    const auto places = r.world.places(key);
    if (std::any_of(places.begin(), places.end(), [](const PlaceRecord& place) { return place.population > 100000; })) return true;
  }
  if (r.world.given_name(key) || r.world.is_family_name(key) || !begin.value) return false;
  const TokenId before(begin.value - 1);
  return is(r.folded(before), Use::place_preposition) ||
         (r.folded(before) == "of" && before.value && is(r.lemma(TokenId(before.value - 1)), Use::place_noun));
}

// Drops a possessive mark and punctuation at the edges.
std::pair<TokenId, TokenId> trimmed(const Reading& r, TokenId begin, TokenId end) {
  const auto outside = [&](std::uint32_t t) {
    const Token& token = r.token(TokenId(t));
    return token.upos == Upos::punct || token.xpos == Xpos::pos || token.upos == Upos::det;
  };
  while (begin < end && outside(begin.value)) begin = TokenId(begin.value + 1);
  while (begin < end && outside(end.value - 1)) end = TokenId(end.value - 1);
  return {begin, end};
}

// Whether [begin, end) has more of a name than [from, to): a capital word that no comma parts from it.
bool capital_outside(const Reading& r, TokenId begin, TokenId end, TokenId from, TokenId to) {
  bool capital = false;
  for (TokenId t = begin; t < end; t = TokenId(t.value + 1)) {
    if (t >= from && t < to) continue;
    if (r.token(t).xpos == Xpos::comma) return false;
    capital |= r.upper(t);
  }
  return capital;
}

}  // namespace

TokenId office_behind(const Reading& r, TokenId last, TokenId limit) {
  const std::uint32_t joined = last.value + 1;
  if (!r.upper(last) || joined + 2 >= limit.value || r.token(TokenId(joined)).upos != Upos::cconj || !r.upper(TokenId(joined + 1))) return {};
  for (TokenId k(joined + 2); k < limit && k.value < joined + 5 && r.upper(k) && !r.name_at[k.value]; k = TokenId(k.value + 1)) {
    const TokenId field(k.value - 1);
    if (r.world.role(r.folded(k))) return r.world.role(r.folded(field)) || r.name_at[field.value] ? TokenId() : k;
  }
  return {};
}

// "North and South Korea", "East or West Jerusalem": the name behind, and what the first word makes of its end.
struct Shared {
  Match second;
  EntityId first;
};

Shared shared_end(const Reading& r, TokenId at, TokenId limit) {
  const TokenId joint(at.value + 1), second(at.value + 2);
  if (second.value + 1 >= limit.value || r.token(joint).upos != Upos::cconj || !r.upper(at) || !r.upper(second)) return {};
  const Match match = longest(r, second, limit);
  if (!match.end || match.end.value - second.value < 2) return {};
  const auto options = r.world.named(std::string(r.folded(at)) + ' ' + std::string(r.folded_span(TokenId(second.value + 1), match.end)));
  for (const Named& n : options) {
    if (std::any_of(match.options.begin(), match.options.end(), [&](const Named& o) { return o.use == n.use && o.entity != n.entity; }))
      return {match, n.entity};
  }
  return {};
}

void find_names(Reading& r) {
  std::size_t next = 0;  // the first grammar name that does not end before `at`
  const std::vector<Name>& names = r.grammar.names;
  std::vector<std::uint8_t> used(names.size(), 0);
  Words words = words_of_persons(r);
  for (const Sentence& sentence : r.grammar.sentences) {
    for (TokenId at = sentence.begin; at < sentence.end;) {
      const TokenId step(at.value + 1);
      if (r.silent[at.value]) {
        at = step;
        continue;
      }
      while (next < names.size() && names[next].end <= at) ++next;
      if (const Shared shared = shared_end(r, at, sentence.end); shared.first) {
        add_name(r, at, shared.second.end, NameKind::none, shared.second.options);
        r.candidates.back().and_entities.push_back(shared.first);
        for (std::size_t k = next; k < names.size() && names[k].begin < shared.second.end; ++k) used[k] = 1;
        at = shared.second.end;
        continue;
      }
      const bool begins = next < names.size() && names[next].begin == at && names[next].kind == NameKind::person;
      if (const TokenId end = nicknamed(r, at, sentence.end, begins)) {
        add_name(r, at, end, NameKind::person, {});
        while (next < names.size() && names[next].begin < end) used[next++] = 1;
        at = end;
        continue;
      }
      const Match match = longest(r, at, sentence.end);
      // What the grammar saw here: a name that overlaps the match, or begins here.
      const Name* seen = nullptr;
      if (next < names.size() && names[next].begin < (match.end ? match.end : step)) seen = &names[next];
      bool take = match.end && !r.world.is_discarded(r.folded_span(at, match.end)) &&
                  plausible(r, at, match, seen ? seen->kind : NameKind::none);
      if (take && match.end.value == at.value + 1 && seen && seen->kind == NameKind::person && words.count(r.folded(at)) && seen->end == match.end &&
          !has(match.options, NameUse::adjective) && !has(match.options, NameUse::people) && !names_person(r, match)) {
        take = false;  // "Dominique", where the report names Jean Dominique
      }
      if (take && place_behind(r, at, match.end, sentence.end) && has(match.options, NameUse::name)) {
        at = TokenId(match.end.value + 1);
        continue;
      }
      if (take && seen && !used[next]) {
        const auto [begin, end] = trimmed(r, seen->begin, seen->end);
        const bool inside = begin <= at && match.end <= end && end.value - begin.value > match.end.value - at.value;
        const bool whole_person = has(match.options, NameUse::name) && match.end.value - at.value > 1;
        // "the Sunni Muslim Lashkar-e-Jhangvi": what they are, and the name behind it
        const bool two = inside && begin == at && (has(match.options, NameUse::adjective) || has(match.options, NameUse::people)) &&
                         names_other(r, match.end, sentence.end) && longest(r, match.end, sentence.end).end >= end;
        if (inside && !two && !is_description(r, begin, end) && !whole_person && capital_outside(r, begin, end, at, match.end)) {
          take = false;  // "Bank of England"
        }
        if (inside && seen->kind == NameKind::person && !whole_person && after_titles(r, begin, end) >= at && match.end == end) take = true;
      }
      if (take) {
        const bool body = match.end.value - at.value > 1 && match.options.size() == 1 && r.world.entity(match.options[0].entity).kind == EntityKind::body;
        const TokenId longer = body ? joined_before(r, at, sentence.begin) : at;
        const bool person = match.end.value - at.value > 1 && std::all_of(match.options.begin(), match.options.end(), [&](const Named& n) {
          return r.world.entity(n.entity).kind == EntityKind::person;
        });
        if (const TokenId after = person ? named_after(r, at, match.end, sentence.end) : TokenId()) {  // "Robert Wood Johnson Foundation"
          add_name(r, at, after, NameKind::organisation, {});
          while (next < names.size() && names[next].begin < after) used[next++] = 1;
          at = after;
          continue;
        }
        if (longer < at) add_name(r, longer, match.end, NameKind::organisation, {});
        else add_name(r, at, match.end, seen ? seen->kind : NameKind::none, match.options);
        while (next < names.size() && names[next].begin < match.end) used[next++] = 1;
        if (next && names[next - 1].end > match.end) --next;  // the rest of a longer name is looked at again
        at = match.end;
        continue;
      }
      const bool part_of_world = match.end.value > at.value + 1 && has(match.options, NameUse::adjective) &&
                                 std::all_of(match.options.begin(), match.options.end(), [&](const Named& n) {
                                   return r.world.entity(n.entity).kind == EntityKind::region;
                                 });
      if (part_of_world && !(seen && seen->end > match.end)) {  // "Latin American" is not American
        at = match.end;
        continue;
      }
      const bool called = seen && !used[next] && seen->kind != NameKind::person && seen->begin == at && called_person(r, *seen, words);
      if (seen && !used[next] && seen->kind == NameKind::location && seen->begin <= at && !called) add_place(r, at, seen->end);
      if (seen && !used[next] && seen->begin <= at && at.value < seen->end.value) {
        auto [begin, end] = trimmed(r, seen->begin, seen->end);
        if (seen->kind == NameKind::person) {
          while (begin.value + 1 < end.value && !r.upper(begin) && r.upper(TokenId(begin.value + 1)) && !is(r.folded(begin), Use::name_particle))
            begin = TokenId(begin.value + 1);  // "sue Hillary Clinton"
          begin = after_titles(r, begin, end);
          end = before_nationality(r, begin, end);
          if (end.value > begin.value + 1 && is_day_behind(r, begin, TokenId(end.value - 1))) end = TokenId(end.value - 1);
        }
        if (begin > at) {
          at = step;
          continue;
        }
        begin = at;
        used[next] = 1;
        std::span<const Named> options;
        if (seen->kind != NameKind::person && end.value - begin.value > 1) {
          const std::string usual = mended(r.world, r.folded_span(begin, end));
          if (!usual.empty()) options = r.world.named(usual);
        }
        NameKind kind = called ? NameKind::person : seen->kind;
        const bool shoal = end.value - begin.value > 1 && is(r.folded(TokenId(end.value - 1)), Use::place_noun);
        if (kind == NameKind::person && shoal) {
          add_place(r, begin, end);
          at = end;
          continue;
        }
        const bool wanted = !options.empty() || kind == NameKind::person || (seen->kind == NameKind::organisation && !is_description(r, begin, end));
        if (seen->kind == NameKind::person && all_titles(r, begin, end)) {
          at = step;
          continue;
        }
        if (seen->kind == NameKind::person) end = extended(r, begin, end, sentence.end, next + 1 < names.size() ? &names[next + 1] : nullptr);
        if (const TokenId after = seen->kind == NameKind::person ? named_after(r, begin, end, sentence.end) : TokenId()) {
          end = after;
          kind = NameKind::organisation;
        }
        if (seen->kind == NameKind::organisation) begin = with_adjective(r, begin, end);
        if (kind == NameKind::organisation && options.empty()) end = with_name_behind(r, begin, end, sentence.end);
        // "University of" Georgia
        while (seen->kind != NameKind::person && end < sentence.end && r.token(TokenId(end.value - 1)).upos == Upos::adp &&
               r.token(end).upos == Upos::propn) {
          end = TokenId(end.value + 1);
        }
        if (!called && (seen->kind != NameKind::person || end.value == begin.value + 1)) {
          if (options.empty() && !is_description(r, begin, end) && is_place_only(r, begin, end, seen->kind, !words.count(r.folded(begin)))) {
            add_place(r, begin, end);
            at = end;
            continue;
          }
        }
        const bool day = (end.value == begin.value + 1 && is(r.folded(begin), Use::time_word)) || is_party_mark(r, begin, end);
        const bool letter = (end.value == begin.value + 1 && r.token(begin).span.size() == 1) || only_initials(r, begin, end);  // "E 52nd St."
        const bool field = kind == NameKind::organisation && options.empty() && begin < end && office_behind(r, TokenId(end.value - 1), sentence.end);
        const bool written = begin < end && !field && !letter && !day && (r.upper(begin) || r.upper(TokenId(end.value - 1)));
        if (wanted && written && !r.world.is_discarded(r.folded_span(begin, end))) {
          add_name(r, begin, end, kind, options);
          for (std::size_t k = next; k < names.size() && names[k].begin < end; ++k) used[k] = 1;
          r.candidates.back().mended = !options.empty();
          at = end;
          continue;
        }
      }
      if (const TokenId end = unseen_person(r, at, sentence.end, words); end && !(seen && seen->begin < end)) {
        add_name(r, at, end, NameKind::person, {});
        for (TokenId t = at; end.value - at.value > 1 && t < end; t = TokenId(t.value + 1)) words.insert(r.folded(t));
        at = end;
        continue;
      }
      at = step;
    }
  }
}

}  // namespace vedette::who
