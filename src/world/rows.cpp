// Checks the rows of the world's tables and puts them in force. Door: add_rows. Test: rows_test.cpp.
#include "world/rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "world/row.h"

namespace vedette {
namespace {

// Adds a described entity. A user's row for one that the world has adds its names to it.
EntityId put(Row& row, EntityDraft draft) {
  Tables& tables = row.tables();
  draft.described = true;
  const EntityId known = tables.find(draft.key);
  if (EntityDraft* here = tables.draft(known)) {
    if (here->described) row.complain(fmt::format("the key '{}' stands in an earlier row already", draft.key));
  }
  if (!row.good()) return {};
  const EntityId id = known ? known : tables.add(draft);
  const NameUse use = draft.kind == EntityKind::people ? NameUse::people : NameUse::name;
  tables.add_name(id, draft.name, use);
  for (const std::string& other : draft.other_names) tables.add_name(id, other, use);
  for (const std::string& adjective : row.list("adjectives")) tables.add_name(id, adjective, NameUse::adjective);
  return id;
}

EntityDraft draft_of(Row& row, EntityKind kind, std::string_view prefix) {
  EntityDraft draft;
  draft.kind = kind;
  draft.key = row.key(prefix);
  draft.name = row.needed("name");
  draft.other_names = row.list("other_names");
  draft.sectors = row.cell("sectors");
  draft.cameo = row.cell("cameo");
  draft.country = row.state_code(row.cell("country"));
  std::tie(draft.from, draft.to) = row.days("from", "to");
  return draft;
}

void add_state(Row& row) {
  Tables& tables = row.tables();
  const std::string code = row.needed("state");
  const auto [from, to] = row.days("from", "to");
  EntityId id = tables.find_state(code);
  const std::vector<std::string> names = row.list("other_names");
  if (!id && names.empty()) row.complain(fmt::format("the state '{}' is new and needs a name in `other_names`", code));
  if (code.size() != 3 || !is_written_in_capitals(code)) row.complain(fmt::format("'{}' is no alpha-3 code", code));
  if (!row.good()) return;
  if (!id) {
    EntityDraft draft;
    draft.key = "state:" + code;
    draft.name = names.front();
    draft.country = code;
    draft.cameo = code;
    id = tables.add(std::move(draft));
  }
  if (EntityDraft* draft = tables.draft(id)) {
    if (draft->described) return row.complain(fmt::format("the state '{}' stands in an earlier row already", code));
    draft->described = true;
    if (!row.cell("cameo").empty()) draft->cameo = row.cell("cameo");
    draft->from = from;
    draft->to = to;
    for (const std::string& name : names) {
      const bool known = name == draft->name || std::find(draft->other_names.begin(), draft->other_names.end(), name) != draft->other_names.end();
      if (!known) draft->other_names.push_back(name);
    }
  }
  for (const std::string& name : names) tables.add_name(id, name, NameUse::name);
  for (const std::string& adjective : row.list("adjectives")) tables.add_name(id, adjective, NameUse::adjective);
  for (const std::string& people : row.list("people")) {
    tables.add_name(id, people, NameUse::people);
    // "Turks" gives "Turk"; "Swiss" and "Chinese" are their own singular.
    if (people.ends_with('s') && !people.ends_with("ss") && !people.ends_with("us")) {
      tables.add_name(id, people.substr(0, people.size() - 1), NameUse::people);
    } else if (people.ends_with("men")) {
      tables.add_name(id, people.substr(0, people.size() - 2) + "an", NameUse::people);
    }
  }
}

void add_body(Row& row) { put(row, draft_of(row, EntityKind::body, "body:")); }

void add_group(Row& row) { put(row, draft_of(row, EntityKind::armed_group, "group:")); }

void add_party(Row& row) { put(row, draft_of(row, EntityKind::party, "party:")); }

void add_company(Row& row) { put(row, draft_of(row, EntityKind::company, "company:")); }

void add_people(Row& row) {
  EntityDraft draft = draft_of(row, EntityKind::people, "people:");
  const std::string kind = row.needed("kind");
  if (kind != "ethnic" && kind != "religious") row.complain(fmt::format("`kind` '{}' is neither ethnic nor religious", kind));
  draft.sectors = kind == "religious" ? "REL" : "";
  put(row, std::move(draft));
}

void add_agency(Row& row) {
  EntityDraft draft = draft_of(row, EntityKind::agency, "agency:");
  const std::string kind = row.needed("kind");
  if (kind != "agency" && kind != "media") row.complain(fmt::format("`kind` '{}' is neither agency nor media", kind));
  draft.sectors = kind == "agency" ? "JRN WIRE" : "JRN";  // WIRE is no sector of PLOVER: it tells agencies from other media
  if (!row.cell("stands_for").empty()) draft.stands_for = row.entity(row.cell("stands_for"));
  put(row, std::move(draft));
}

void add_place(Row& row, const EntityDraft& draft, EntityId id, PlaceKind kind) {
  if (!id || std::isnan(draft.latitude)) return;
  PlaceDraft place;
  place.kind = kind;
  place.name = draft.name;
  place.country = draft.country;
  place.latitude = draft.latitude;
  place.longitude = draft.longitude;
  place.entity = id;
  place.other_names = draft.other_names;
  row.tables().places.push_back(std::move(place));
}

void add_site(Row& row) {
  EntityDraft draft = draft_of(row, EntityKind::site, "site:");
  draft.latitude = row.number("latitude", -90, 90);
  draft.longitude = row.number("longitude", -180, 180);
  std::string_view stands_for = row.cell("stands_for");
  if (const std::size_t slash = stands_for.find('/'); slash != std::string_view::npos) {
    draft.stands_for_role = stands_for.substr(slash + 1);
    if (!row.tables().has_role(draft.stands_for_role)) {
      row.complain(fmt::format("`stands_for`: '{}' is no role of roles.tsv", draft.stands_for_role));
    }
    stands_for = stands_for.substr(0, slash);
  }
  if (!stands_for.empty()) draft.stands_for = row.entity(stands_for);
  const EntityDraft copy = draft;
  add_place(row, copy, put(row, std::move(draft)), PlaceKind::site);
}

void add_region(Row& row) {
  EntityDraft draft = draft_of(row, EntityKind::region, "region:");
  draft.latitude = row.number("latitude", -90, 90);
  draft.longitude = row.number("longitude", -180, 180);
  const std::string_view kind = row.cell("kind");
  const bool known = kind == "region" || kind == "water" || kind == "mountain";
  if (!known) row.complain(fmt::format("`kind` '{}' is neither region, water nor mountain", kind));
  const auto countries = row.list("countries");
  for (const std::string& country : countries) row.state_code(country);
  if (countries.size() == 1) draft.country = countries.front();
  const EntityDraft copy = draft;
  add_place(row, copy, put(row, std::move(draft)),
            kind == "water" ? PlaceKind::water : kind == "mountain" ? PlaceKind::mountain : PlaceKind::region);
}

void add_role(Row& row) {
  Tables& tables = row.tables();
  RoleDraft role;
  role.key = row.needed("role");
  role.titles = row.list("titles");
  role.sectors = row.cell("sectors");
  role.only_of = row.list("only_of");
  const std::string rank = row.needed("rank");
  if (rank.size() != 1 || rank[0] < '1' || rank[0] > '4') row.complain(fmt::format("`rank` '{}' is not 1, 2, 3 or 4", rank));
  if (role.titles.empty()) row.complain("`titles` is empty");
  for (const std::string& of : role.only_of) row.entity(of);
  for (const RoleDraft& other : tables.roles) {
    if (other.key == role.key && other.only_of == role.only_of) {
      row.complain(fmt::format("the role '{}' for these states stands in an earlier row already", role.key));
    }
  }
  if (!row.good()) return;
  role.rank = static_cast<std::uint8_t>(rank[0] - '0');
  tables.roles.push_back(std::move(role));
}

EntityId person(Row& row, const std::string& name) {
  Tables& tables = row.tables();
  const std::string key = "person:" + key_part(name);
  if (const EntityId id = tables.find(key)) return id;
  EntityDraft draft;
  draft.kind = EntityKind::person;
  draft.key = key;
  draft.name = name;
  return tables.add(std::move(draft));
}

void add_person(Row& row) {
  Tables& tables = row.tables();
  const std::string name = row.needed("person");
  const std::string country = row.state_code(row.cell("country"));
  const char sex = row.sex();
  const auto [from, to] = row.days("from", "to");
  if (!row.good()) return;
  const EntityId id = person(row, name);
  EntityDraft* draft = tables.draft(id);
  if (draft && draft->described) return row.complain(fmt::format("the person '{}' stands in an earlier row already", name));
  for (const std::string& other : row.list("other_names")) {
    tables.add_name(id, other, other.find(' ') == std::string::npos ? NameUse::short_name : NameUse::name);
    if (draft) draft->other_names.push_back(other);
  }
  if (!draft) return;
  draft->described = true;
  draft->country = country;
  draft->sex = sex;
  draft->sectors = row.cell("sectors");
  draft->from = from;
  draft->to = to;
}

void add_office(Row& row) {
  Tables& tables = row.tables();
  TenureDraft tenure;
  tenure.of = row.entity(row.needed("of"));
  tenure.role = row.needed("role");
  const std::string name = row.needed("person");
  const char sex = row.sex();
  std::tie(tenure.from, tenure.to) = row.days("from", "to");
  if (!tenure.role.empty() && !tables.has_role(tenure.role)) row.complain(fmt::format("'{}' is no role of roles.tsv", tenure.role));
  if (key_part(name).empty()) row.complain(fmt::format("'{}' is no name", name));
  if (!row.good()) return;
  tenure.holder = person(row, name);
  if (EntityDraft* draft = tables.draft(tenure.holder)) {
    if (draft->sex && sex && draft->sex != sex) row.complain(fmt::format("{} was of sex {} in an earlier row", name, draft->sex));
    if (!draft->sex) draft->sex = sex;
    if (draft->country.empty()) {
      if (const EntityDraft* of = tables.draft(tenure.of)) {
        draft->country = of->country;
      } else if (tables.below) {
        draft->country = tables.below->entity(tenure.of).country;
      }
    }
  }
  const bool twice = std::any_of(tables.tenures.begin(), tables.tenures.end(), [&](const TenureDraft& other) {
    return other.holder == tenure.holder && other.of == tenure.of && other.role == tenure.role && other.from == tenure.from;
  });
  if (twice) row.complain(fmt::format("{} holds '{}' from this day in an earlier row already", name, tenure.role));
  if (row.good()) tables.tenures.push_back(std::move(tenure));
}

void add_membership(Row& row) {
  Membership membership;
  membership.body = row.entity(row.needed("body"));
  membership.member = row.entity(row.needed("member"));
  std::tie(membership.from, membership.to) = row.days("from", "to");
  for (const Membership& other : row.tables().memberships) {
    if (other.body == membership.body && other.member == membership.member && other.from == membership.from) {
      row.complain("this membership stands in an earlier row already");
    }
  }
  if (row.good()) row.tables().memberships.push_back(membership);
}

void add_relation(Row& row) {
  RelationDraft relation;
  relation.type = row.needed("type");
  relation.from = row.entity(row.needed("from"));
  relation.to = row.entity(row.needed("to"));
  std::tie(relation.since, relation.until) = row.days("since", "until");
  relation.where = row.where();
  if (relation.from == relation.to) row.complain("stands from something to itself");
  if (row.good()) row.tables().relations.push_back(std::move(relation));
}

void add_agent(Row& row) {
  Tables& tables = row.tables();
  const std::string noun = fold(row.needed("noun"));
  const std::string_view collective = row.cell("collective");
  if (collective != "yes" && collective != "no") row.complain(fmt::format("`collective` '{}' is neither yes nor no", collective));
  if (row.needed("sectors").empty()) return;
  const auto earlier = tables.agents.find(noun);
  if (earlier != tables.agents.end() && !earlier->second.plural) row.complain(fmt::format("the noun '{}' stands in an earlier row already", noun));
  if (!row.good()) return;
  const AgentDraft agent{std::string(row.cell("sectors")), collective == "yes"};
  tables.agents[noun] = agent;
  for (const std::string& plural : row.list("plural")) {
    tables.agents.try_emplace(fold(plural), AgentDraft{agent.sectors, agent.collective, true});
  }
}

void add_spelling(Row& row) {
  row.needed("from");
  // A blank at the edge belongs to the rule: "^al " is the article as a word of its own.
  const auto folded = [&](std::string_view column) {
    const std::string_view text = row.untrimmed(column);
    return fold(text) + (text.ends_with(' ') ? " " : "");
  };
  if (row.good()) row.tables().spellings.push_back({folded("from"), folded("to")});
}

void add_given_name(Row& row) {
  const std::string name = fold(row.needed("name"));
  const std::string_view sex = row.cell("sex");
  if (sex != "f" && sex != "m" && sex != "u") return row.complain(fmt::format("`sex` '{}' is not f, m or u", sex));
  if (!row.tables().given_names.emplace(name, sex[0]).second) row.complain(fmt::format("'{}' stands in an earlier row already", name));
}

void add_family_name(Row& row) {
  const std::string name = fold(row.needed("name"));
  if (row.good() && !row.tables().family_names.emplace(name, 1).second) row.complain(fmt::format("'{}' stands in an earlier row already", name));
}

void add_name_order(Row& row) {
  const std::string code = row.state_code(row.needed("country"));
  const std::string_view order = row.cell("order");
  if (order != "family-first") row.complain(fmt::format("`order` '{}' is not family-first", order));
  if (row.good()) row.tables().family_first[code] = true;
}

// Other names of a capital, and other seats of government: "Kiev", "The Hague".
void add_capital(Row& row) {
  const EntityId state = row.entity(row.needed("state"));
  if (row.list("capitals").empty()) row.complain("`capitals` is empty");
  if (!row.good()) return;
  for (const std::string& capital : row.list("capitals")) row.tables().add_name(state, capital, NameUse::capital);
}

void add_package_code(Row& row) {
  const std::string code = row.needed("package_code");
  const std::string state = row.needed("state");
  if (row.good()) row.tables().package_codes[code] = state;
}

// A place that no package has.
void add_place_of_kind(Row& row, PlaceKind kind) {
  PlaceDraft place;
  place.kind = kind;
  place.name = row.needed("name");
  place.other_names = row.list("other_names");
  place.country = row.state_code(row.needed("country"));
  place.admin1 = row.cell("admin1");
  place.latitude = row.number("latitude", -90, 90);
  place.longitude = row.number("longitude", -180, 180);
  if (std::isnan(place.latitude) || std::isnan(place.longitude)) row.complain("`latitude` or `longitude` is empty");
  for (const PlaceDraft& other : row.tables().places) {
    if (other.kind == kind && !other.entity && other.name == place.name && other.country == place.country) {
      row.complain(fmt::format("'{}' stands in an earlier row already", place.name));
    }
  }
  const double people = row.number("population", 0, 4e9);
  if (!std::isnan(people)) place.population = static_cast<std::uint32_t>(people);
  if (row.good()) row.tables().places.push_back(std::move(place));
}

void add_division(Row& row) { add_place_of_kind(row, PlaceKind::admin); }

void add_town(Row& row) { add_place_of_kind(row, PlaceKind::city); }

void add_division_word(Row& row) { row.tables().division_words.push_back(row.needed("division_word")); }

void add_place_facts(Row& row) {
  PlaceFacts facts{row.list("other_names"), row.number("latitude", -90, 90), row.number("longitude", -180, 180), row.where()};
  const std::string place = row.needed("place");
  row.state_code(place.substr(0, place.find('/')));
  if (std::isnan(facts.latitude) != std::isnan(facts.longitude)) row.complain("only one of `latitude` and `longitude` is given");
  if (row.tables().place_facts.contains(place)) row.complain(fmt::format("'{}' stands in an earlier row already", place));
  if (row.good()) row.tables().place_facts.emplace(place, std::move(facts));
}

struct TableKind {
  std::string_view name;
  std::string_view columns;  // as README.md has them
  void (*add)(Row&);
};

// In the order in which they are read: what others refer to stands first.
constexpr std::array kTables = {
    TableKind{"package_codes", "package_code state", add_package_code},
    TableKind{"states", "state other_names adjectives people cameo from to", add_state},
    TableKind{"capitals", "state capitals", add_capital},
    TableKind{"bodies", "key name other_names sectors cameo country seat from to source", add_body},
    TableKind{"groups", "key name other_names country sectors cameo from to source", add_group},
    TableKind{"parties", "key name other_names country from to source", add_party},
    TableKind{"companies", "key name other_names country sectors source", add_company},
    TableKind{"peoples", "key name other_names adjectives country kind cameo", add_people},
    TableKind{"regions", "key name other_names adjectives kind countries latitude longitude", add_region},
    TableKind{"agencies", "key name other_names country kind stands_for source", add_agency},
    TableKind{"roles", "role titles rank sectors only_of", add_role},
    TableKind{"persons", "person other_names country sex sectors from to source", add_person},
    TableKind{"offices", "of role person sex from to source", add_office},
    TableKind{"sites", "key name other_names country latitude longitude stands_for", add_site},
    TableKind{"memberships", "body member from to source", add_membership},
    TableKind{"relations", "type from to since until source", add_relation},
    TableKind{"agents", "noun plural sectors collective", add_agent},
    TableKind{"spellings", "from to", add_spelling},
    TableKind{"given_names", "name sex", add_given_name},
    TableKind{"family_names", "name", add_family_name},
    TableKind{"divisions", "name other_names country admin1 latitude longitude", add_division},
    TableKind{"division_words", "division_word", add_division_word},
    TableKind{"towns", "name other_names country admin1 latitude longitude population", add_town},
    TableKind{"places", "place other_names latitude longitude", add_place_facts},
    TableKind{"name_order", "country order", add_name_order},
};

// A chain of "part-of" that comes back to where it began.
void check_cycles(const Tables& tables, std::vector<std::string>& messages) {
  std::map<EntityId, std::vector<const RelationDraft*>> above;
  for (const RelationDraft& relation : tables.relations) {
    if (relation.type == "part-of") above[relation.from].push_back(&relation);
  }
  std::map<EntityId, int> state;  // 1 on the way, 2 done
  const std::function<void(EntityId)> visit = [&](EntityId id) {
    state[id] = 1;
    const auto found = above.find(id);
    if (found != above.end()) {
      for (const RelationDraft* relation : found->second) {
        if (state[relation->to] == 1) {
          messages.push_back(fmt::format("{}: closes a cycle: what is part of something cannot hold it", relation->where));
        } else if (state[relation->to] == 0) {
          visit(relation->to);
        }
      }
    }
    state[id] = 2;
  };
  for (const auto& [id, relations] : above) {
    if (state[id] == 0) visit(id);
  }
}

}  // namespace

std::vector<std::string> add_rows(Tables& tables, const std::vector<TsvTable>& files) {
  std::vector<std::string> messages;
  std::vector<std::string> columns;
  for (const TsvTable& file : files) {
    columns.push_back(fmt::format("{}", fmt::join(file.columns, " ")));
    messages.insert(messages.end(), file.refused.begin(), file.refused.end());
    if (std::none_of(kTables.begin(), kTables.end(), [&](const TableKind& kind) { return kind.columns == columns.back(); })) {
      messages.push_back(fmt::format("{}:1: the columns ({}) are those of no table of the world", file.file, columns.back()));
    }
  }
  for (const TableKind& kind : kTables) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (columns[i] != kind.columns) continue;
      for (const TsvRow& cells : files[i].rows) {
        Row row(tables, files[i], cells, messages);
        kind.add(row);
      }
    }
  }
  check_cycles(tables, messages);
  return messages;
}

}  // namespace vedette
