// Settles names by the world. Door: settle_names. Measured on UNER-EWT by `make eval`.
#include "grammar/known_names.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "base/utf8.h"
#include "grammar/grammar.h"
#include "world/world.h"

#include "organisation_words.inc"

namespace vedette {
namespace {

constexpr std::uint32_t kTown = 15'000;       // people: a smaller place does not overrule the model
constexpr std::uint32_t kMetropolis = 500'000;  // many words and names are a smaller city's, too
constexpr std::uint32_t kLongest = 6;          // words of a name that is looked up

// The kinds that a name may be of, a bit for each NameKind.
using Kinds = unsigned;
constexpr Kinds bit(NameKind kind) { return 1U << static_cast<unsigned>(kind); }

NameKind kind_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::state: case EntityKind::region: case EntityKind::site: return NameKind::location;
    case EntityKind::body: case EntityKind::armed_group: case EntityKind::party: case EntityKind::company: case EntityKind::agency:
      return NameKind::organisation;
    case EntityKind::person: return NameKind::person;
    case EntityKind::people: return NameKind::miscellaneous;
  }
  return NameKind::none;
}

const std::unordered_set<std::string_view>& organisation_words() {
  static const std::unordered_set<std::string_view> words = [] {
    std::unordered_set<std::string_view> found;
    std::string_view rest = kOrganisationWords;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      if (!line.empty() && line[0] != '#' && line != "word") found.insert(line);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return found;
  }();
  return words;
}

class Settler {
 public:
  Settler(Grammar& grammar, const World& world) : grammar_(grammar), world_(world) {}

  void settle() {
    for (Name& name : grammar_.names) {
      const NameKind kind = settled(name.begin.value, name.end.value, name.kind);
      if (kind == name.kind) continue;
      name.kind = kind;
      for (std::uint32_t i = name.begin.value; i < name.end.value; ++i) grammar_.tokens[TokenId(i)].name = kind;
    }
  }

 private:
  std::string folded(std::uint32_t begin, std::uint32_t end) const {
    const std::string text = fold(grammar_.span(TokenId(begin), TokenId(end)).of(grammar_.text));
    return text.starts_with("the ") ? text.substr(4) : text;
  }

  // What the world has under this name; small places and bare family names count for little and are left out.
  Kinds known(const std::string& name, std::uint32_t least_people) const {
    Kinds kinds = 0;
    for (const Named& named : world_.named(name)) {
      if (named.use == NameUse::adjective || named.use == NameUse::people) kinds |= bit(NameKind::miscellaneous);
      else if (named.use == NameUse::capital) kinds |= bit(NameKind::location);
      else kinds |= bit(kind_of(world_.entity(named.entity).kind));
    }
    if (!(kinds & bit(NameKind::location)) && world_.is_place(name)) {
      const std::vector<PlaceRecord> places = world_.places(name);
      if (!places.empty() && (places.front().population >= least_people || places.front().kind != PlaceKind::city)) kinds |= bit(NameKind::location);
    }
    return kinds;
  }

  NameKind settled(std::uint32_t begin, std::uint32_t end, NameKind given) const {
    if (end - begin > kLongest) return given;
    const Kinds kinds = known(folded(begin, end), end - begin > 1 ? kTown : kMetropolis);
    if (kinds & bit(given)) return given;
    if (end - begin == 1 && world_.given_name(folded(begin, end))) return given;
    if (end - begin > 1) {
      const std::string last = fold(grammar_.form(TokenId(end - 1)));
      const std::string first = fold(grammar_.form(TokenId(begin)));
      const bool of_name = begin + 1 < end && grammar_.form(TokenId(begin + 1)) == "of";
      if (organisation_words().contains(last) || (of_name && organisation_words().contains(first))) return NameKind::organisation;
      if (kinds == 0 && world_.given_name(first) && world_.is_family_name(last)) return NameKind::person;
    }
    for (const NameKind only : {NameKind::person, NameKind::organisation, NameKind::location})
      if (kinds == bit(only)) return only;
    return given;
  }

  Grammar& grammar_;
  const World& world_;
};

}  // namespace

void settle_names(Grammar& grammar, const World& world) { Settler(grammar, world).settle(); }

}  // namespace vedette
