#pragma once
// World: what was true when. States, bodies, offices and who held them, groups, parties, agencies, sites, regions, places.
// Read only; compiled by the build (world_compile) from world/*.tsv and data packages into one mapped file.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "base/result.h"

namespace vedette {

enum class EntityKind : std::uint8_t {
  state,        // states and territories, key "state:LTU"
  body,         // international and national bodies: NATO, IAEA, Human Rights Watch; key "body:NATO"
  armed_group,  // key "group:wagner-group"
  party,        // key "party:..."
  company,      // key "company:..."
  agency,       // news agencies and media, key "agency:reuters"
  people,       // peoples, faiths: Rohingya, Kurds; key "people:..."
  person,       // key "person:jens-stoltenberg"
  site,         // a seat of power that stands for somebody: the Kremlin; key "site:kremlin"
  region        // a region, sea, strait, range: the Sahel, Donbas; key "region:sahel"
};

// What a name says of its entity.
enum class NameUse : std::uint8_t {
  name,      // "Lithuania", "Jens Stoltenberg", "Wagner Group"
  short_name,    // an abbreviation or a last name that stands alone: "NATO", "HRW", "Stoltenberg"
  adjective, // "Lithuanian", "Rohingya"
  people,    // "Lithuanians"
  capital    // "Vilnius": the place, or by metonymy the government
};

struct Named {
  EntityId entity;
  NameUse use = NameUse::name;
  bool capitals = false;     // written in capitals only: "US" and "WHO" are names, "us" and "who" are not
  bool guessed = false;      // not in a table, made by a rule: another spelling
};

// Views into the mapped file; valid as long as the World.
struct Entity {
  EntityKind kind;
  std::string_view key;      // "state:LTU"
  std::string_view name;     // "Lithuania"
  std::string_view country;  // ISO 3166 alpha-3 of the state it belongs to (a state's own); empty where none
  std::string_view sectors;  // PLOVER sector codes parted by blanks: "GOV", "IGO", "REB"; "WIRE" marks a news agency
  std::string_view cameo;    // "LTU", "IGOWSTNAT", "WAG"; empty: made from country and sector
  char sex;                  // 'f', 'm' or 0: persons
  std::optional<Day> from;   // when it began and ceased to be, where that is known
  std::optional<Day> to;
  EntityId stands_for;       // sites: whom "the Kremlin" stands for; news agencies of a state: the state
  std::string_view stands_for_role;  // sites: the office, where it is one ("president"); else empty
  double latitude;           // states, sites, regions: a middle point; NaN where there is none
  double longitude;
};

// Somebody held an office. A missing `from` is "long before", a missing `to` is "still".
struct Tenure {
  EntityId holder;
  EntityId of;               // state, body, group, party or company
  std::string_view role;     // key of roles.tsv: "president", "foreign-minister", "secretary-general"
  std::optional<Day> from;
  std::optional<Day> to;
};

struct Membership {
  EntityId body;
  EntityId member;
  std::optional<Day> from;
  std::optional<Day> to;
};

// An office as roles.tsv knows it.
struct RoleKind {
  std::string_view key;      // "foreign-minister"
  std::string_view name;     // "foreign minister": the usual title
  std::string_view sectors;  // sector codes of who holds it
  std::uint8_t rank;         // 1 head of state, 2 head of government, 3 minister, 4 other; who speaks for the state: 1 to 3
};

// A noun for a kind of actor, from agents.tsv: "troops" is MIL, "protesters" CVL, "police" COP.
struct Agent {
  std::string_view noun;     // the lemma, folded
  std::string_view sectors;
  bool collective;           // stands for an organisation ("army"), else for persons ("soldier")
};

enum class PlaceKind : std::uint8_t { country, admin, city, site, region, water, mountain };

struct PlaceRecord {
  PlaceKind kind;
  std::string_view name;
  std::string_view country;   // alpha-3; empty for regions of several states
  std::string_view admin1;    // name of the first-order division
  double latitude;
  double longitude;
  std::uint32_t population;
  std::uint32_t geonames;     // 0 where there is none
  EntityId entity;            // states, regions and sites; none for places of the gazetteer
  bool other_name;            // was asked for by another name than its usual one
  bool seat;                  // seat of a state or of a first-order division
  int spellings;              // of its name in all languages, up to 127: whoever is spoken of everywhere has many
};

struct StateRelation {
  std::string_view type;      // "allied-with", "at-war-with", "borders", "hosts"
  EntityId from;
  EntityId to;
  std::optional<Day> since;
  std::optional<Day> until;
};

class World {
 public:
  // Maps the compiled file; refuses one that is cut, of another version or damaged, and says so.
  static Result<World> open(const std::string& path);
  World(World&&) noexcept;
  World& operator=(World&&) noexcept;
  ~World();

  // The user's own rows, in the same TSV as world/*.tsv (a header line names the table by its columns) or one of PETRARCH's actor,
  // agent or discard dictionaries. Gives a message for every row that was refused; the others are in force.
  Result<std::vector<std::string>> add_user_file(const std::string& path);

  std::string_view digest() const;  // of what is in force, hex

  // Names are asked for folded (base/utf8.h). Longer names are asked for by their words parted by single blanks.
  std::span<const Named> named(std::string_view folded) const;
  // The most words that a name beginning with this folded word has; 0 where none does: how far to look ahead.
  int longest_name_from(std::string_view folded_word) const;

  std::size_t entity_count() const;
  Entity entity(EntityId id) const;
  EntityId entity_of(std::string_view key) const;       // none where the key is not known
  EntityId state(std::string_view alpha3) const;
  std::vector<std::string_view> other_names(EntityId id) const;
  // CAMEO code on a day: users' dictionaries date them; else the entity's own, which may be empty.
  std::string_view cameo_on(EntityId id, std::optional<Day> on) const;

  // Offices. A day of none asks for any day.
  std::vector<Tenure> tenures_of(EntityId holder) const;                                        // in order of `from`
  std::vector<Tenure> holders(EntityId of, std::string_view role, std::optional<Day> on) const;
  std::vector<Tenure> offices_of(EntityId of, std::optional<Day> on) const;                      // all roles
  // The role that a folded title names, for a state where titles differ ("secretary of state" of the USA); longest first is yours.
  const RoleKind* role(std::string_view folded_title, EntityId of = {}) const;
  const RoleKind* role_of_key(std::string_view key) const;
  std::string_view title(std::string_view role_key, EntityId of) const;                          // "chancellor"

  // Membership on a day.
  bool is_member(EntityId member, EntityId body, std::optional<Day> on) const;
  std::vector<Membership> members(EntityId body, std::optional<Day> on) const;
  std::vector<Membership> memberships(EntityId member, std::optional<Day> on) const;
  std::vector<StateRelation> relations(EntityId from) const;                                     // borders among them
  EntityId capital_of(std::string_view folded_city) const;                                        // the state; none where it is no capital

  const Agent* agent(std::string_view folded_lemma) const;
  bool is_discarded(std::string_view folded_name) const;  // user's discard dictionary: never an actor

  // Persons' names: 'f', 'm', 'u' (either) for a known given name; 0 where it is none.
  char given_name(std::string_view folded) const;
  bool is_family_name(std::string_view folded) const;
  bool family_name_first(std::string_view alpha3) const;  // where persons' family names come first: China, Korea, Vietnam

  // The gazetteer, folded names; most populous first. States, regions, sites and waters are in it too.
  std::vector<PlaceRecord> places(std::string_view folded) const;
  bool is_place(std::string_view folded) const;
  int longest_place_from(std::string_view folded_word) const;  // as longest_name_from, for places

 private:
  World();
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace vedette
