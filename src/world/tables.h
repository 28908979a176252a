#pragma once
// The world while it is being put together: what the tables and packages say, checked, before it becomes an image (image.h).
// Filled by rows.h (TSV), packages.h (data packages) and petrarch.h (users' dictionaries).

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "world/world.h"

namespace vedette {

struct EntityDraft {
  EntityKind kind = EntityKind::state;
  std::string key, name, country, sectors, cameo, stands_for_role;
  char sex = 0;
  std::optional<Day> from, to;
  EntityId stands_for;
  double latitude = std::numeric_limits<double>::quiet_NaN();
  double longitude = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> other_names;
  bool described = false;  // has a row of its own, so that a second one is a duplicate
};

struct RoleDraft {
  std::string key, sectors;
  std::vector<std::string> titles;
  std::uint8_t rank = 4;
  std::vector<std::string> only_of;  // state codes or keys; empty for all
};

struct TenureDraft {
  EntityId holder, of;
  std::string role;
  std::optional<Day> from, to;
};

struct RelationDraft {
  std::string type;
  EntityId from, to;
  std::optional<Day> since, until;
  std::string where;
};

struct CodeDraft {
  EntityId entity;
  std::string code;
  std::optional<Day> from, to;
};

struct AgentDraft {
  std::string sectors;
  bool collective = false;
  bool plural = false;  // came as another noun's plural; a row of its own goes before that
};

struct PlaceDraft {
  PlaceKind kind = PlaceKind::city;
  std::string name, country, admin1;
  double latitude = 0, longitude = 0;
  std::uint32_t population = 0, geonames = 0;
  EntityId entity;
  bool seat = false;
  std::size_t spellings = 0;             // of its name in all languages that the gazetteer has
  std::vector<std::string> other_names;  // as written
};

struct PlaceFacts {
  std::vector<std::string> other_names;
  double latitude = 0, longitude = 0;  // NaN where the package's is good
  std::string where;  // "file:line", for messages
};

struct SpellingRule {
  std::string from, to;  // folded; '^' before or '$' behind binds `from` to the edge of a word
};

struct Tables {
  // What lies below, when these are a user's rows on top of an open world; null when the world itself is made.
  const World* below = nullptr;
  std::size_t first_id = 0;  // ids below this are the world's

  std::vector<EntityDraft> entities;
  std::unordered_map<std::string, EntityId> by_key;
  std::map<std::string, std::vector<Named>> names;  // folded
  std::vector<RoleDraft> roles;
  std::vector<TenureDraft> tenures;
  std::vector<Membership> memberships;
  std::vector<RelationDraft> relations;
  std::vector<CodeDraft> codes;  // dated CAMEO codes
  std::map<std::string, AgentDraft> agents;  // by folded noun and plural
  std::map<std::string, char> given_names;
  std::map<std::string, char> family_names;
  std::map<std::string, char> discards;
  std::vector<SpellingRule> spellings;
  std::map<std::string, bool> family_first;  // states whose persons' family names come first
  std::map<std::string, std::string> package_codes;  // codes that the package of states uses for others: UNK for XKX
  std::map<std::string, PlaceFacts> place_facts;  // of "USA" or "USA/Texas": what the packages lack
  std::vector<std::string> division_words;  // that a division's name may leave out: "Oblast"
  std::vector<PlaceDraft> places;

  EntityId find(std::string_view key) const;      // here or below
  EntityId find_state(std::string_view code) const;
  EntityId add(EntityDraft draft);                // the key must be new
  EntityDraft* draft(EntityId id);                // null for what lies below
  bool has_role(std::string_view key) const;

  // A name as written; folds it, adds what stands for the same ("U.N." for "UN", without a leading "the").
  void add_name(EntityId entity, std::string_view written, NameUse use);
  void add_folded(EntityId entity, const std::string& folded, NameUse use, bool capitals = false, bool guessed = false);
};

bool is_written_in_capitals(std::string_view written);
// "Jens Stoltenberg" to "jens-stoltenberg".
std::string key_part(std::string_view name);

}  // namespace vedette
