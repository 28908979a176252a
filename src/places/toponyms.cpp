// Finds the places that are named: names of the grammar and phrases of the gazetteer. Door: find_toponyms. Test: places_test.cpp.
#include "places/toponyms.h"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.h"

namespace vedette::where {
namespace {

constexpr int kMostWords = 8;                    // of a place name
constexpr std::uint32_t kKnownTown = 100000;  // people in a town that is recognised without the grammar's word for it

class Finder {
 public:
  Finder(const Grammar& grammar, const World& world) : grammar_(grammar), world_(world) {
    name_of_.assign(grammar.tokens.size(), -1);
    for (std::size_t n = 0; n < grammar.names.size(); ++n) {
      const Name& name = grammar.names[n];
      for (std::uint32_t t = name.begin.value; t < name.end.value; ++t) name_of_[t] = static_cast<int>(n);
      if (name.kind == NameKind::person && name.end.value > name.begin.value + 1) family_names_.insert(fold(form(name.end.value - 1)));
    }
  }

  std::vector<Toponym> run() {
    for (const Sentence& sentence : grammar_.sentences) {
      shouted_ = is_shouted(sentence);
      for (std::uint32_t t = sentence.begin.value; t < sentence.end.value;) t = step(t, sentence);
    }
    return std::move(found_);
  }

 private:
  const Token& token(std::uint32_t t) const { return grammar_.tokens[TokenId(t)]; }
  std::string_view form(std::uint32_t t) const { return grammar_.form(TokenId(t)); }
  std::string folded(std::uint32_t begin, std::uint32_t end) const {
    return fold(grammar_.span(TokenId(begin), TokenId(end)).of(grammar_.text));
  }
  bool capitalised(std::uint32_t t) const {
    std::size_t at = 0;
    return !form(t).empty() && is_upper(next_code_point(form(t), at));
  }
  bool has_capital(std::uint32_t t) const {
    for (std::size_t at = 0; at < form(t).size();) {
      if (is_upper(next_code_point(form(t), at))) return true;
    }
    return false;
  }
  NameKind kind(std::uint32_t t) const { return token(t).name; }
  bool all_capitals(std::uint32_t t) const {
    bool any = false;
    for (std::size_t at = 0; at < form(t).size();) {
      const char32_t c = next_code_point(form(t), at);
      if (is_lower(c)) return false;
      any = any || is_upper(c);
    }
    return any;
  }
  // A line in capitals: case tells nothing there.
  bool is_shouted(const Sentence& sentence) const {
    int words = 0;
    for (std::uint32_t t = sentence.begin.value; t < sentence.end.value; ++t) {
      if (form(t).size() < 2 || !capitalised(t)) {
        std::size_t at = 0;
        if (is_lower(next_code_point(form(t), at))) return false;
        continue;
      }
      if (!all_capitals(t)) return false;
      ++words;
    }
    return words > 2;
  }

  // Tokens from `t` on that may make a name of so many words: hyphens count for nothing.
  int reach(std::uint32_t t, std::uint32_t stop, int words) const {
    std::uint32_t end = t;
    for (; words > 0 && end < stop; ++end) {
      const bool mark = form(end) == "-" || form(end).front() == '\'' || form(end).back() == '\'';
      words -= mark ? 0 : 1;
    }
    return static_cast<int>(end - t);
  }

  // The end of a name of several words from `t` on that the world has for a body or person: "The Washington Post". `t` if none.
  std::uint32_t end_of_other_name(std::uint32_t t, std::uint32_t stop, const std::string& first) const {
    const int longest = std::min({kMostWords, world_.longest_name_from(first), static_cast<int>(stop - t)});
    for (int words = longest; words > 1; --words) {
      const std::uint32_t end = t + static_cast<std::uint32_t>(words);
      if (!capitalised(end - 1)) continue;
      bool place = false;
      bool other = false;
      for (const Named& use : world_.named(folded(t, end))) {
        const EntityKind of = world_.entity(use.entity).kind;
        place = place || of == EntityKind::state || of == EntityKind::region || of == EntityKind::site || of == EntityKind::people;
        other = true;
      }
      if (other) return place ? t : end;
    }
    return t;
  }

  // "U.S. Army", "Georgia's Parliament": the state stands in the name as its owner.
  bool begins_name_of_its_own(std::uint32_t begin, std::uint32_t end, std::uint32_t stop) const {
    const auto places = world_.places(folded(begin, end));
    if (std::none_of(places.begin(), places.end(), [](const PlaceRecord& place) { return place.kind == PlaceKind::country; })) return false;
    if (token(end).upos == Upos::part) return true;
    for (std::uint32_t t = end; t < stop; ++t) {
      if (is_public_noun(fold(form(t)))) return true;
    }
    return false;
  }

  // What stands at `t`, and where to go on.
  std::uint32_t step(std::uint32_t t, const Sentence& sentence) {
    const std::uint32_t stop = sentence.end.value;
    if (!capitalised(t)) return t + 1;
    const std::string first = fold(form(t));
    int most = world_.longest_place_from(first);
    if (t + 1 < stop && form(t + 1).front() == '\'') most = std::max(most, world_.longest_place_from(folded(t, t + 2)));  // "People's"
    const int longest = reach(t, stop, std::min(kMostWords, most));
    const std::uint32_t other = end_of_other_name(t, stop, first);
    for (int words = longest; words > 0; --words) {
      const std::uint32_t end = t + static_cast<std::uint32_t>(words);
      if (end < other && (words > 1 || !begins_name_of_its_own(t, end, other))) continue;
      if (words > 1 && !has_capital(end - 1) && token(end - 1).upos != Upos::num) continue;
      const std::string name = folded(t, end);
      if (!world_.is_place(name)) continue;
      if (const std::uint32_t next = take(t, end, name, sentence)) return next;
    }
    if (other > t) return other;
    if (const std::uint32_t next = take_adjective(t, first, stop)) return next;
    if (kind(t) == NameKind::location && token(t).name_begins) return take_unknown(t);
    return t + 1;
  }

  // Records the gazetteer's name [begin, end) if a place is meant; gives where to go on, 0 if not.
  std::uint32_t take(std::uint32_t begin, std::uint32_t end, const std::string& name, const Sentence& sentence) {
    if (end == begin + 1 && ((place_noun(name) != PlaceNoun::none && !before_place_noun(end, sentence)) || (token(begin).upos == Upos::adj && !is_state_name(name)))) return 0;
    if (name.size() < 2 || is_short_form_of_something_else(begin, end, name)) return 0;
    std::uint32_t from = begin;
    std::uint32_t to = end;
    PlaceNoun noun = PlaceNoun::none;
    const Name* longer = longer_name(begin, end);
    if (longer && longer->kind == NameKind::location) {
      auto [left, right] = segment(*longer, begin, end);
      if (left < begin || right > end) {
        noun = rest_noun(left, begin, end, right);
        if (noun == PlaceNoun::none) return 0;
        // "Nyanza Province" is the name, "Punjab province" is not.
        while (left < begin && !capitalised(left)) ++left;
        while (right > end && !capitalised(right - 1)) --right;
        from = left;
        to = right;
      }
    } else if (longer && longer->kind == NameKind::organisation && begins_public_body(*longer, begin, end, name)) {
      add(begin, end, name, PlaceNoun::none, true);
      found_.back().of_body = true;
      return end;
    } else if (longer && longer->kind == NameKind::organisation && longer->begin.value == begin && longer->end.value > end + 1 &&
               place_noun(fold(form(longer->end.value - 1))) == PlaceNoun::site && most_people(name) >= kKnownTown) {
      add(begin, end, name, PlaceNoun::none, true);  // "Seoul City Hall" stands in Seoul
      return longer->end.value;
    } else if (!longer && (goes_on_from_person(begin) || (kind(begin) == NameKind::location && end == begin + 1 && is_persons_name(begin, name)))) {
      return 0;
    } else if (longer || (kind(begin) != NameKind::location && !stands_alone(begin, end, name, kind(end - 1)))) {
      return 0;
    }
    if (to < sentence.end.value && noun == PlaceNoun::none && name_of_[to] < 0 && token(to).upos == Upos::propn && capitalised(to) && !shouted_) {
      const std::string next = fold(form(to));
      if (is_body_noun(next) && !is_public_noun(next) && place_noun(next) == PlaceNoun::none) return 0;  // "Manchester United"
    }
    if (to < sentence.end.value && noun == PlaceNoun::none && capitalised(to)) {
      const PlaceNoun next = place_noun(fold(form(to)));
      if (is_kind_of_place(next)) {
        noun = next;
        ++to;
      }
    }
    if (from > sentence.begin.value && form(from - 1) == "The" && from - 1 != sentence.begin.value) --from;
    if (noun == PlaceNoun::none && from == begin && from >= sentence.begin.value + 2 && fold(form(from - 1)) == "of") {
      const PlaceNoun before = place_noun(fold(form(from - 2)));  // "the state of Georgia", "the city of X"
      if (is_kind_of_place(before)) noun = before;
    }
    add(from, to, name, noun, true);
    return to;
  }

  // "Plateau State", "Western Province": only with its noun is such a word a name.
  bool before_place_noun(std::uint32_t t, const Sentence& sentence) const {
    if (t >= sentence.end.value || !capitalised(t)) return false;
    const PlaceNoun noun = place_noun(fold(form(t)));
    return noun == PlaceNoun::admin || noun == PlaceNoun::city;
  }

  // "us", "who", "Us": what is written in capitals elsewhere is not meant by another writing, and the other way round.
  bool is_short_form_of_something_else(std::uint32_t begin, std::uint32_t end, const std::string& name) const {
    if (end != begin + 1 || shouted_) return false;
    const bool written = all_capitals(begin) && form(begin).size() > 1;
    bool any = false;
    bool in_capitals = false;
    bool a_place = false;
    for (const Named& use : world_.named(name)) {
      any = true;
      if (!use.capitals) continue;
      in_capitals = true;
      const EntityKind of = world_.entity(use.entity).kind;
      a_place = a_place || of == EntityKind::state || of == EntityKind::region || of == EntityKind::site;
    }
    if (in_capitals && !written) return most_people(name) < kKnownTown / 10;  // "Gao" is a town, whatever "GAO" is
    if (in_capitals) return !a_place;
    if (!written || name.size() > 4 || any || kind(begin) == NameKind::location) return false;
    const auto places = world_.places(name);  // "NSW" is a division's short name, "CDC" a town nobody means
    return std::none_of(places.begin(), places.end(), [](const PlaceRecord& place) { return place.kind != PlaceKind::city; });
  }

  // The part of a name of the grammar, between commas and prepositions, in which [begin, end) lies.
  std::pair<std::uint32_t, std::uint32_t> segment(const Name& whole, std::uint32_t begin, std::uint32_t end) const {
    const auto parts = [&](std::uint32_t t) { return token(t).upos == Upos::punct || token(t).upos == Upos::adp || token(t).upos == Upos::cconj; };
    std::uint32_t left = begin;
    std::uint32_t right = end;
    while (left > whole.begin.value && !parts(left - 1)) --left;
    while (right < whole.end.value && !parts(right)) ++right;
    while (left < begin && token(left).upos == Upos::det) ++left;
    return {left, right};
  }

  // "California Department of Health", "China's Ministry of Health": a state, division or town and a body of its.
  bool begins_public_body(const Name& whole, std::uint32_t begin, std::uint32_t end, const std::string& name) const {
    std::uint32_t first = whole.begin.value;
    while (first < begin && token(first).upos == Upos::det) ++first;
    if (first != begin || end >= whole.end.value) return false;
    const auto places = world_.places(name);
    const bool ruled = std::any_of(places.begin(), places.end(), [](const PlaceRecord& place) {
      return place.kind == PlaceKind::country || place.kind == PlaceKind::admin;
    });
    const bool possessive = token(end).upos == Upos::part;
    if (possessive) return ruled;
    for (std::uint32_t t = end; t < whole.end.value; ++t) {
      const std::string word = fold(form(t));
      if (is_public_noun(word)) return ruled || t > end || word == "city" || word == "police";
      if (token(t).upos == Upos::adp || is_body_noun(word)) return false;
    }
    return false;
  }

  // "in Tyler", "near the Tyler airport"; "Tyler, Texas".
  bool stands_as_place(std::uint32_t begin, std::uint32_t end, bool strict) const {
    const Sentence& sentence = grammar_.sentences[token(begin).sentence];
    std::uint32_t before = begin;
    while (before > sentence.begin.value && (token(before - 1).upos == Upos::det || place_noun(fold(form(before - 1))) == PlaceNoun::direction)) --before;
    if (before > sentence.begin.value && token(before - 1).upos == Upos::adp && is_place_preposition(fold(form(before - 1)), strict)) return true;
    if (before > sentence.begin.value + 1 && fold(form(before - 1)) == "of") {
      const PlaceNoun of = place_noun(grammar_.lemma(TokenId(before - 2)));
      if (is_kind_of_place(of) || of == PlaceNoun::of_place) return true;
    }
    if (end < sentence.end.value && !capitalised(end)) {
      const PlaceNoun next = place_noun(grammar_.lemma(TokenId(end)));
      if (next == PlaceNoun::admin || next == PlaceNoun::city) return true;
    }
    // A list goes on from a place: "in Moonbi, Parkes and Berry".
    const TokenId head = token(begin).head;
    const bool coordinate = !found_.empty() && base(token(begin).relation) == Relation::conj && head && !(head < found_.back().begin) && head < found_.back().end;
    const bool could_be_person = strict && !coordinate && end == begin + 1 && (world_.given_name(fold(form(begin))) != 0 || world_.is_family_name(fold(form(begin))));
    if (!could_be_person && !found_.empty() && !found_.back().of && before > sentence.begin.value && found_.back().end.value + 1 >= before && found_.back().end.value < begin &&
        (form(before - 1) == "," || token(before - 1).upos == Upos::cconj)) {
      return true;
    }
    if (end + 1 >= sentence.end.value || form(end) != "," || !capitalised(end + 1)) return false;
    for (const PlaceRecord& place : world_.places(fold(form(end + 1)))) {
      if (place.kind == PlaceKind::country || (place.kind == PlaceKind::admin && !place.other_name)) return true;
    }
    return false;
  }

  // "Jonas Gahr" is a person, and so is what stands right behind.
  // "(Vladimir) Putin": a given name goes on to a family name.
  bool goes_on_from_person(std::uint32_t begin) const {
    const Sentence& sentence = grammar_.sentences[token(begin).sentence];
    std::uint32_t next = begin + 1;
    if (next < sentence.end.value && form(next) == ")") ++next;
    if (next < sentence.end.value && capitalised(next) && kind(next) != NameKind::location && world_.given_name(fold(form(begin))) != 0) {
      const auto uses = world_.named(fold(form(next)));
      const bool known = std::any_of(uses.begin(), uses.end(), [](const Named& use) { return use.use == NameUse::short_name; });
      if (kind(next) == NameKind::person || known) return true;
    }
    return begin > sentence.begin.value && kind(begin - 1) == NameKind::person && capitalised(begin - 1) && token(begin - 1).upos == Upos::propn;
  }

  // A town's name that somebody of the report bears, or a small town's that somebody of the world does ("Støre"), where nothing says
  // that the town is meant.
  bool is_persons_name(std::uint32_t t, const std::string& name) const {
    const bool in_report = family_names_.contains(name);
    const auto uses = world_.named(name);
    const bool borne = in_report || std::any_of(uses.begin(), uses.end(), [&](const Named& use) {
      return use.use == NameUse::short_name && !use.guessed && world_.entity(use.entity).kind == EntityKind::person;
    });
    if (!borne || stands_as_place(t, t + 1, true)) return false;
    for (const PlaceRecord& place : world_.places(name)) {
      if (place.kind == PlaceKind::country || (place.kind != PlaceKind::city && !place.other_name)) return false;
      if (!place.other_name && place.population >= (in_report ? 20 : 1) * kKnownTown) return false;
    }
    return true;
  }

  std::uint32_t most_people(const std::string& name) const {
    std::uint32_t most = 0;
    for (const PlaceRecord& place : world_.places(name)) most = std::max(most, place.other_name ? 0 : place.population);
    return most;
  }

  bool is_state_name(const std::string& name) const {
    const auto places = world_.places(name);
    return std::any_of(places.begin(), places.end(), [](const PlaceRecord& place) { return place.kind == PlaceKind::country && !place.other_name; });
  }

  // What is left of a name around [begin, end), if that is only nouns of places and directions; or a noun of a site at its end:
  // "Da Nang International Airport".
  PlaceNoun rest_noun(std::uint32_t left, std::uint32_t begin, std::uint32_t end, std::uint32_t right) const {
    PlaceNoun noun = PlaceNoun::none;
    if (left == begin && right > end && place_noun(fold(form(right - 1))) == PlaceNoun::site) return PlaceNoun::site;
    for (std::uint32_t t = left; t < right; ++t) {
      if (t == begin) t = end;
      if (t >= right) break;
      PlaceNoun of = place_noun(fold(form(t)));
      if (of == PlaceNoun::none && form(t).ends_with('s')) of = place_noun(fold(form(t).substr(0, form(t).size() - 1)));  // "Assam states"
      if (!is_kind_of_place(of) && of != PlaceNoun::direction) return PlaceNoun::none;
      if (noun == PlaceNoun::none || noun == PlaceNoun::direction) noun = of;
    }
    return noun;
  }

  // A name of the grammar that has a part of [begin, end) and more; determiners in front do not count.
  const Name* longer_name(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t t = begin; t < end; ++t) {
      if (name_of_[t] < 0) continue;
      const Name& whole = grammar_.names[static_cast<std::size_t>(name_of_[t])];
      std::uint32_t first = whole.begin.value;
      while (first < begin && token(first).upos == Upos::det) ++first;
      std::uint32_t last = whole.end.value;
      while (last > end && (token(last - 1).upos == Upos::cconj || token(last - 1).upos == Upos::punct)) --last;
      if (first < begin || last > end) return &whole;
    }
    return nullptr;
  }

  // Whether a name that the grammar does not take for a place is one all the same: well known, and no part of a longer name.
  bool stands_alone(std::uint32_t begin, std::uint32_t end, const std::string& name, NameKind given) const {
    const auto places = world_.places(name);
    if (token(end - 1).upos != Upos::propn && (end == begin + 1 || token(end - 1).upos != Upos::noun)) {
      // A state's own name written as a name, whatever the grammar took it for.
      const bool first_word = begin == grammar_.sentences[token(begin).sentence].begin.value;
      return !first_word && is_state_name(name);
    }
    const bool short_form = end == begin + 1 && !shouted_ && all_capitals(begin);
    if (end > begin + 1) {  // of several words, and a country's or division's: that is no chance
      const bool sure = std::any_of(places.begin(), places.end(), [](const PlaceRecord& place) {
        return place.kind == PlaceKind::country || (place.kind != PlaceKind::city && !place.other_name);
      });
      if (sure) return true;
    }
    // A part of a longer name: its neighbours are names that hang together with it.
    const auto joined = [&](std::uint32_t t) {
      return token(t).upos == Upos::propn && capitalised(t) && place_noun(fold(form(t))) == PlaceNoun::none && !world_.is_place(fold(form(t))) &&
             (name_of_[t] == -1 || given == NameKind::none);
    };
    const std::uint32_t first = grammar_.sentences[token(begin).sentence].begin.value;
    const std::uint32_t last = grammar_.sentences[token(begin).sentence].end.value;
    if (begin > first && joined(begin - 1) && name_of_[begin - 1] == -1) return false;
    if (end < last && joined(end) && name_of_[end] == -1) return false;
    if (end < last && capitalised(end) && is_body_noun(fold(form(end)))) return false;
    if (stands_as_place(begin, end, given != NameKind::none)) return true;
    const bool borne = end == begin + 1 && (world_.given_name(name) != 0 || world_.is_family_name(name) || is_persons_name(begin, name));
    const bool person = borne || (given == NameKind::person && end > begin + 1);
    std::uint32_t most = 0;
    for (const PlaceRecord& place : places) {
      if (place.kind == PlaceKind::country && (!place.other_name || given != NameKind::person)) return true;
      if (place.kind != PlaceKind::city && place.kind != PlaceKind::country && (!place.other_name || short_form) && !person) return true;
      if (place.kind == PlaceKind::city && !place.other_name) most = std::max(most, place.population);
    }
    return most >= (person ? 20 * kKnownTown : kKnownTown);
  }

  // "Turkish", "South Korean": the longest adjective of a state or region.
  std::uint32_t take_adjective(std::uint32_t t, const std::string& first, std::uint32_t stop) {
    if (kind(t) == NameKind::person) return 0;
    const int longest = std::min({kMostWords, world_.longest_name_from(first), static_cast<int>(stop - t)});
    for (int words = longest; words > 0; --words) {
      const std::uint32_t end = t + static_cast<std::uint32_t>(words);
      const std::string name = words == 1 ? first : folded(t, end);
      for (const Named& use : world_.named(name)) {
        if (use.use != NameUse::adjective || use.guessed || (use.capitals && !all_capitals(t))) continue;
        const EntityKind kind = world_.entity(use.entity).kind;
        if (kind != EntityKind::state && kind != EntityKind::region) continue;
        if (inside_body(t, end)) return 0;
        add(t, end, name, PlaceNoun::none, true);
        found_.back().of = use.entity;
        return end;
      }
    }
    return 0;
  }

  // A part of a longer name of a body: "Turkish Airlines".
  bool inside_body(std::uint32_t begin, std::uint32_t end) const {
    const int inside = name_of_[begin];
    if (inside < 0) return false;
    const Name& whole = grammar_.names[static_cast<std::size_t>(inside)];
    return whole.kind != NameKind::location && whole.kind != NameKind::miscellaneous && (whole.begin.value < begin || whole.end.value > end);
  }

  // The grammar takes it for a place, and the gazetteer does not have it.
  std::uint32_t take_unknown(std::uint32_t t) {
    const Name& whole = grammar_.names[static_cast<std::size_t>(name_of_[t])];
    const auto [left, right] = segment(whole, t, t + 1);
    std::uint32_t end = right;
    while (end > t + 1 && !capitalised(end - 1)) --end;
    bool only_nouns = true;
    for (std::uint32_t i = t; i < end; ++i) only_nouns = only_nouns && place_noun(fold(form(i))) != PlaceNoun::none;
    const bool abbreviation = end == t + 1 && !shouted_ && all_capitals(t) && form(t).size() <= 5;
    const bool person = end == t + 1 && family_names_.contains(fold(form(t))) && !stands_as_place(t, end, true);
    if (only_nouns || abbreviation || person || !stands_as_place(t, end, false)) return end;
    add(t, end, folded(t, end), place_noun(fold(form(end - 1))), false);
    return end;
  }

  void add(std::uint32_t begin, std::uint32_t end, std::string name, PlaceNoun noun, bool known) {
    found_.push_back({TokenId(begin), TokenId(end), std::move(name), noun, known, false, EntityId()});
  }

  const Grammar& grammar_;
  const World& world_;
  std::vector<int> name_of_;
  std::unordered_set<std::string> family_names_;  // the last words of the persons' names in the report
  bool shouted_ = false;
  std::vector<Toponym> found_;
};

}  // namespace

std::vector<Toponym> find_toponyms(const Grammar& grammar, const World& world) {
  return Finder(grammar, world).run();
}

}  // namespace vedette::where
