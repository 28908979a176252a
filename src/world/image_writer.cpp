// Writes the compiled world: the same bytes for the same tables. Door: make_image. Test: image_test.cpp.
#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "world/image.h"

namespace vedette {
namespace {

constexpr std::uint32_t kNone = EntityId::kNone;
constexpr std::size_t kMostUses = 400;  // of one place name; the most populous stay

class Writer {
 public:
  ImageText text(std::string_view given) {
    const auto [found, fresh] = known_.try_emplace(std::string(given), static_cast<std::uint32_t>(texts_.size()));
    if (fresh) texts_ += given;
    return {found->second, static_cast<std::uint32_t>(given.size())};
  }

  template <class T>
  void section(Section which, const std::vector<T>& items) {
    auto& [bytes, count] = sections_[static_cast<std::size_t>(which)];
    bytes.assign(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
    count = items.size();
  }

  ImageEntry entry(std::string_view name, std::size_t first, std::size_t count) {
    const ImageText place = text(name);
    if (place.length > 0xFFFF || count > 0xFFFF) too_much_ = true;
    return {place.at, static_cast<std::uint16_t>(place.length), static_cast<std::uint16_t>(count), static_cast<std::uint32_t>(first)};
  }

  void table(Section entries, const std::vector<ImageEntry>& items) {
    if (items.size() >= kSlotEntryMask) too_many_ = true;
    std::size_t size = 4;
    while (size * 3 < items.size() * 5) size *= 2;  // at most 60 % full
    std::vector<std::uint32_t> slots(size, 0);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::uint64_t hash = hash64(std::string_view(texts_).substr(items[i].text, items[i].length));
      std::size_t at = hash & (size - 1);
      while (slots[at] != 0) at = (at + 1) & (size - 1);
      slots[at] = slot_tag(hash) | static_cast<std::uint32_t>(i + 1);
    }
    section(entries, items);
    section(static_cast<Section>(static_cast<std::uint32_t>(entries) + 1), slots);
  }

  Result<std::string> finish() {
    if (too_many_) return Error{fmt::format("a table has more than {} names", kSlotEntryMask - 1)};
    if (too_much_) return Error{"a name is longer than 65,535 bytes, or one name has more than 65,535 meanings"};
    sections_[0] = {texts_, texts_.size()};
    std::string out(sizeof(ImageHeader) + sections_.size() * sizeof(SectionPlace), '\0');
    for (std::size_t i = 0; i < sections_.size(); ++i) {
      out.resize((out.size() + 7) / 8 * 8, '\0');
      const SectionPlace place{out.size(), sections_[i].second};
      std::memcpy(out.data() + sizeof(ImageHeader) + i * sizeof(SectionPlace), &place, sizeof(place));
      out += sections_[i].first;
    }
    if (texts_.size() > 0x7FFFFFFF) return Error{"the texts of the world are longer than 2 GiB"};
    const ImageHeader header{kWorldMagic, kWorldVersion, static_cast<std::uint32_t>(sections_.size()), out.size(),
                             digest_of(std::string_view(out).substr(sizeof(ImageHeader)))};
    std::memcpy(out.data(), &header, sizeof(header));
    return out;
  }

 private:
  std::string texts_;
  std::unordered_map<std::string, std::uint32_t> known_;
  std::array<std::pair<std::string, std::size_t>, static_cast<std::size_t>(Section::count)> sections_;
  bool too_much_ = false;
  bool too_many_ = false;
};

std::int32_t number(std::optional<Day> day) {
  return day ? static_cast<std::int32_t>(day->time_since_epoch().count()) : kNoDay;
}

// How far to look ahead from a name's first word: the most words, counted as generously as a tokenizer may split them.
class FirstWords {
 public:
  void add(const std::string& name) {
    std::size_t words = 1;
    for (const char c : name) words += c == ' ' ? 1 : c == '-' || c == '/' ? 2 : c == '\'' || c == '.' || c == ',' || c == '&' || c == '(' || c == ')' ? 1 : 0;
    for (const char* end : {" ", " -/'.,("}) {
      std::size_t& most = longest_[name.substr(0, name.find_first_of(end))];
      most = std::max(most, words);
    }
  }
  // Only words with names longer than `least`.
  std::vector<ImageEntry> entries(Writer& writer, std::size_t least) const {
    std::vector<ImageEntry> out;
    for (const auto& [word, most] : longest_) {
      if (!word.empty() && most > least) out.push_back(writer.entry(word, most, 0));
    }
    return out;
  }

 private:
  std::map<std::string, std::size_t> longest_;
};

void write_entities(const Tables& tables, Writer& writer) {
  std::vector<ImageEntity> entities;
  std::vector<ImageText> other_names;
  std::map<std::string, std::uint32_t> keys;
  for (const EntityDraft& draft : tables.entities) {
    ImageEntity item{};
    item.key = writer.text(draft.key);
    item.name = writer.text(draft.name);
    item.country = writer.text(draft.country);
    item.sectors = writer.text(draft.sectors);
    item.cameo = writer.text(draft.cameo);
    item.stands_for_role = writer.text(draft.stands_for_role);
    item.latitude = draft.latitude;
    item.longitude = draft.longitude;
    item.from = number(draft.from);
    item.to = number(draft.to);
    item.stands_for = draft.stands_for.value;
    item.other_names = static_cast<std::uint32_t>(other_names.size());
    item.other_names_count = static_cast<std::uint32_t>(draft.other_names.size());
    item.kind = static_cast<std::uint8_t>(draft.kind);
    item.sex = draft.sex;
    for (const std::string& name : draft.other_names) other_names.push_back(writer.text(name));
    keys[draft.key] = static_cast<std::uint32_t>(tables.first_id + entities.size());
    entities.push_back(item);
  }
  writer.section(Section::entities, entities);
  writer.section(Section::texts_of_entities, other_names);
  std::vector<ImageEntry> entries;
  for (const auto& [key, id] : keys) entries.push_back(writer.entry(key, id, 1));
  writer.table(Section::key_entries, entries);
}

void write_names(const Tables& tables, Writer& writer) {
  std::vector<Named> named;
  std::vector<ImageEntry> entries;
  FirstWords first_words;
  for (const auto& [name, uses] : tables.names) {
    entries.push_back(writer.entry(name, named.size(), uses.size()));
    std::vector<Named> sorted = uses;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Named& a, const Named& b) {
      return std::pair(a.guessed, a.use) < std::pair(b.guessed, b.use);
    });
    for (const Named& use : sorted) named.push_back(use);
    first_words.add(name);
  }
  // Named has a byte of padding that must not carry what happened to lie in memory.
  std::vector<Named> clean(named.size());
  if (!clean.empty()) std::memset(static_cast<void*>(clean.data()), 0, clean.size() * sizeof(Named));
  for (std::size_t i = 0; i < named.size(); ++i) {
    clean[i].entity = named[i].entity;
    clean[i].use = named[i].use;
    clean[i].capitals = named[i].capitals;
    clean[i].guessed = named[i].guessed;
  }
  writer.section(Section::named, clean);
  writer.table(Section::name_entries, entries);
  writer.table(Section::first_word_entries, first_words.entries(writer, 0));
}

void write_roles(const Tables& tables, Writer& writer) {
  std::vector<ImageRole> roles;
  std::vector<ImageText> titles;
  std::map<std::string, std::vector<ImageTitleUse>> uses;
  for (const RoleDraft& draft : tables.roles) {
    ImageRole role{};
    role.key = writer.text(draft.key);
    role.name = writer.text(draft.titles.front());
    role.sectors = writer.text(draft.sectors);
    role.rank = draft.rank;
    role.titles = static_cast<std::uint32_t>(titles.size());
    role.titles_count = static_cast<std::uint32_t>(draft.titles.size());
    for (const std::string& title : draft.titles) titles.push_back(writer.text(title));
    role.only_of = static_cast<std::uint32_t>(titles.size());
    role.only_of_count = static_cast<std::uint32_t>(draft.only_of.size());
    std::vector<std::uint32_t> of;
    for (const std::string& code : draft.only_of) {
      EntityId id = tables.find(code);
      if (!id) id = tables.find_state(code);
      titles.push_back(writer.text(code));
      of.push_back(id.value);
    }
    if (of.empty()) of.push_back(kNone);
    const auto number = static_cast<std::uint32_t>(roles.size());
    const auto add = [&](const std::string& title) {
      for (const std::uint32_t state : of) {
        auto& list = uses[title];
        const bool known = std::any_of(list.begin(), list.end(), [&](const ImageTitleUse& use) { return use.of == state; });
        if (!known) list.push_back({number, state});
      }
    };
    for (const std::string& title : draft.titles) {
      std::string folded = fold(title);
      add(folded);
      std::replace(folded.begin(), folded.end(), '-', ' ');
      add(folded);
    }
    roles.push_back(role);
  }
  writer.section(Section::roles, roles);
  writer.section(Section::role_titles, titles);
  std::vector<ImageTitleUse> flat;
  std::vector<ImageEntry> entries;
  for (const auto& [title, list] : uses) {
    entries.push_back(writer.entry(title, flat.size(), list.size()));
    flat.insert(flat.end(), list.begin(), list.end());
  }
  writer.section(Section::title_uses, flat);
  writer.table(Section::title_entries, entries);
}

// Numbers of `items` in another order than they lie in.
template <class T, class Key>
std::vector<std::uint32_t> order_by(const std::vector<T>& items, Key key) {
  std::vector<std::uint32_t> order(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(items[a]) < key(items[b]); });
  return order;
}

void write_facts(const Tables& tables, Writer& writer) {
  std::vector<ImageTenure> tenures;
  for (const TenureDraft& draft : tables.tenures) {
    tenures.push_back({draft.holder.value, draft.of.value, writer.text(draft.role), number(draft.from), number(draft.to)});
  }
  std::stable_sort(tenures.begin(), tenures.end(), [](const ImageTenure& a, const ImageTenure& b) {
    return std::pair(a.holder, a.from) < std::pair(b.holder, b.from);
  });
  writer.section(Section::tenures_of, order_by(tenures, [](const ImageTenure& t) { return std::pair(t.of, t.from); }));
  writer.section(Section::tenures, tenures);

  std::vector<ImageMembership> memberships;
  for (const Membership& m : tables.memberships) memberships.push_back({m.body.value, m.member.value, number(m.from), number(m.to)});
  std::stable_sort(memberships.begin(), memberships.end(), [](const ImageMembership& a, const ImageMembership& b) {
    return std::pair(a.body, a.from) < std::pair(b.body, b.from);
  });
  writer.section(Section::memberships_of_member, order_by(memberships, [](const ImageMembership& m) { return std::pair(m.member, m.from); }));
  writer.section(Section::memberships, memberships);

  std::vector<ImageRelation> relations;
  for (const RelationDraft& r : tables.relations) {
    relations.push_back({writer.text(r.type), r.from.value, r.to.value, number(r.since), number(r.until)});
  }
  std::stable_sort(relations.begin(), relations.end(), [](const ImageRelation& a, const ImageRelation& b) { return a.from < b.from; });
  writer.section(Section::relations, relations);

  std::vector<ImageCode> codes;
  for (const CodeDraft& c : tables.codes) codes.push_back({c.entity.value, writer.text(c.code), number(c.from), number(c.to)});
  std::stable_sort(codes.begin(), codes.end(), [](const ImageCode& a, const ImageCode& b) { return a.entity < b.entity; });
  writer.section(Section::codes, codes);

  std::vector<ImageAgent> agents;
  std::vector<ImageEntry> entries;
  for (const auto& [noun, agent] : tables.agents) {
    entries.push_back(writer.entry(noun, agents.size(), 1));
    agents.push_back({writer.text(noun), writer.text(agent.sectors), agent.collective ? 1U : 0U});
  }
  writer.section(Section::agents, agents);
  writer.table(Section::agent_entries, entries);
}

void write_letters(const std::map<std::string, char>& names, Section section, Writer& writer) {
  std::vector<ImageEntry> entries;
  for (const auto& [name, letter] : names) entries.push_back(writer.entry(name, static_cast<unsigned char>(letter), 1));
  writer.table(section, entries);
}

Outcome write_places(const Tables& tables, Writer& writer) {
  std::vector<ImagePlace> places;
  std::map<std::string, std::uint16_t> admin_numbers{{"", std::uint16_t{0}}};
  std::vector<ImageText> admin_names{writer.text("")};
  std::unordered_map<std::string, std::vector<PlaceUseBits>> uses;
  FirstWords first_words;
  for (const PlaceDraft& draft : tables.places) {
    ImagePlace place{};
    place.name = writer.text(draft.name);
    place.latitude = static_cast<float>(draft.latitude);
    place.longitude = static_cast<float>(draft.longitude);
    place.population = draft.population;
    place.geonames = draft.geonames;
    place.entity = draft.entity.value;
    draft.country.copy(place.country, 3);
    const auto [found, fresh] = admin_numbers.try_emplace(draft.admin1, static_cast<std::uint16_t>(admin_names.size()));
    if (fresh) admin_names.push_back(writer.text(draft.admin1));
    if (admin_names.size() > 0xFFFF) return Error{"there are more than 65,535 first-order divisions"};
    place.admin1 = found->second;
    place.kind = static_cast<std::uint8_t>(draft.kind);
    place.seat = draft.seat ? 1 : 0;
    place.spellings = std::min<std::size_t>(draft.spellings, 127) & 0x7F;
    const auto number = static_cast<std::uint32_t>(places.size());
    places.push_back(place);
    const std::string usual = place_form(fold(draft.name));
    uses[usual].push_back(number);
    std::set<std::string> others;
    for (const std::string& other : draft.other_names) others.insert(place_form(fold(other)));
    for (const std::string& name : std::set(others)) {
      if (name.starts_with("the ")) others.insert(name.substr(4));
    }
    if (usual.starts_with("the ")) others.insert(usual.substr(4));
    for (const std::string& other : others) {
      if (other != usual && !other.empty()) uses[other].push_back(number | kOtherName);
    }
  }
  std::vector<std::string_view> names;
  for (const auto& [name, list] : uses) names.push_back(name);
  std::sort(names.begin(), names.end());
  std::vector<PlaceUseBits> flat;
  std::vector<ImageEntry> entries;
  for (const std::string_view name : names) {
    auto& list = uses[std::string(name)];
    std::stable_sort(list.begin(), list.end(), [&](PlaceUseBits a, PlaceUseBits b) {
      return places[a & ~kOtherName].population > places[b & ~kOtherName].population;
    });
    if (list.size() > kMostUses) list.resize(kMostUses);
    entries.push_back(writer.entry(name, flat.size(), list.size()));
    flat.insert(flat.end(), list.begin(), list.end());
    first_words.add(std::string(name));
  }
  writer.section(Section::places, places);
  writer.section(Section::place_uses, flat);
  writer.section(Section::admin_names, admin_names);
  writer.table(Section::place_entries, entries);
  writer.table(Section::first_place_word_entries, first_words.entries(writer, 1));
  return Done{};
}

}  // namespace

Result<std::string> make_image(const Tables& tables) {
  Writer writer;
  write_entities(tables, writer);
  write_names(tables, writer);
  write_roles(tables, writer);
  write_facts(tables, writer);
  write_letters(tables.given_names, Section::given_entries, writer);
  write_letters(tables.family_names, Section::family_entries, writer);
  std::map<std::string, char> family_first;
  for (const auto& [code, yes] : tables.family_first) family_first[code] = 1;
  write_letters(family_first, Section::order_entries, writer);
  write_letters(tables.discards, Section::discard_entries, writer);
  if (const Outcome done = write_places(tables, writer); !done) return done.error();
  return writer.finish();
}

}  // namespace vedette
