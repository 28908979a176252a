// Reads the data packages. Door: add_states, add_gazetteer. Test: compiled_test.cpp, on the compiled world.
#include "world/packages.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "world/tsv.h"

namespace vedette {
namespace {

namespace json = simdjson::dom;

constexpr std::uint32_t kFewPeople = 10000;  // a smaller town is known by its usual name only

std::string text_at(json::element element, std::string_view key) {
  std::string_view value;
  return element[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

template <class Use>
void each(json::element element, std::string_view key, Use use) {
  json::array items;
  if (element[key].get(items) != simdjson::SUCCESS) return;
  for (const json::element item : items) {
    std::string_view value;
    if (item.get(value) == simdjson::SUCCESS) use(value);
  }
}

bool is_latin(std::string_view text) {
  const std::string folded = fold(text);
  return std::all_of(folded.begin(), folded.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// "Lithuanian" to "Lithuanians"; "Chinese", "Dutch", "Swiss" name the people as they are.
std::string people_of(std::string_view demonym) {
  for (const std::string_view ending : {"ese", "ish", "ch", "sh", "ss", "s", "x"}) {
    if (demonym.ends_with(ending)) return std::string(demonym);
  }
  return std::string(demonym) + "s";
}

std::uint32_t number_of(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

double degrees(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Other names that an English text may use: in Latin letters, no code ("PAR"), no syllable-by-syllable transcription.
bool is_usable_other_name(std::string_view name) {
  std::size_t at = 0;
  if (name.size() < 4 || !is_upper(next_code_point(name, at)) || is_written_in_capitals(name)) return false;
  return is_latin(name);
}

// Both sexes' demonyms in English: "Bosnian" and "Herzegovinian" of "Bosnian, Herzegovinian".
std::set<std::string> demonyms_of(json::element state) {
  std::set<std::string> demonyms;
  json::element english;
  if (state.at_pointer("/demonyms/eng").get(english) != simdjson::SUCCESS) return demonyms;
  for (const char* sex : {"m", "f"}) {
    const std::string given = text_at(english, sex);
    for (const std::string_view part : split(given, ',')) {
      if (!trim(part).empty() && part.find(" or ") == std::string_view::npos) demonyms.emplace(trim(part));
    }
  }
  return demonyms;
}

struct Division {
  std::string name;
  std::vector<std::string> other_names;
  double latitude = 0, longitude = 0, places = 0;
  std::uint64_t population = 0;
  std::uint32_t geonames = 0;

  void add(const PlaceDraft& place) {
    latitude += place.latitude;
    longitude += place.longitude;
    population += place.population;
    places += 1;
  }
  // The middle of its places, where no better one is known.
  PlaceDraft draft(const std::string& country, const std::vector<std::string>& words) const {
    PlaceDraft place;
    place.kind = PlaceKind::admin;
    place.name = name;
    place.country = country;
    place.latitude = latitude / places;
    place.longitude = longitude / places;
    place.population = static_cast<std::uint32_t>(population);
    place.geonames = geonames;
    place.other_names = other_names;
    for (const std::string& word : words) {
      if (name.ends_with(" " + word)) place.other_names.push_back(name.substr(0, name.size() - word.size() - 1));
      if (name.starts_with(word + " of ")) place.other_names.push_back(name.substr(word.size() + 4));
    }
    return place;
  }
};

// "US.TX.113" to Dallas County: the gazetteer knows counties by their FIPS codes only.
Result<std::map<std::string, Division>> counties_of(const std::string& path) {
  const Result<std::string> content = read_whole_file(path);
  if (!content) return content.error();
  std::map<std::string, Division> counties;
  std::size_t line = 0;
  for (const std::string_view row : split(*content, '\n')) {
    if (++line == 1 || trim(row).empty()) continue;
    const auto cells = split(trim(row), ',');
    if (cells.size() != 5) return Error{fmt::format("{}:{}: has {} cells instead of 5", path, line, cells.size())};
    counties[fmt::format("US.{}.{}", cells[0], cells[2])].name = cells[3];
  }
  return counties;
}

}  // namespace

Outcome add_states(Tables& tables, const std::string& folder) {
  json::parser parser;
  json::element root;
  const std::string path = folder + "/countries.json";
  if (const auto error = parser.load(path).get(root)) return Error{fmt::format("{}: {}", path, simdjson::error_message(error))};
  const auto code_of = [&](const std::string& package_code) {
    const auto found = tables.package_codes.find(package_code);
    return found == tables.package_codes.end() ? package_code : found->second;
  };
  json::array states;
  if (root.get(states) != simdjson::SUCCESS) return Error{fmt::format("{}: is no list of states", path)};
  const auto independent = [](json::element state) {
    bool value = false;
    return state["independent"].get(value) != simdjson::SUCCESS || value;
  };
  std::set<std::string> owned;
  for (const json::element state : states) {
    if (independent(state)) owned.merge(demonyms_of(state));
  }
  std::set<std::pair<EntityId, EntityId>> borders;
  std::vector<std::pair<EntityId, std::string>> border_codes;
  for (const json::element state : states) {
    EntityDraft draft;
    const std::string code = code_of(text_at(state, "cca3"));
    json::element names;
    if (state["name"].get(names) != simdjson::SUCCESS || code.size() != 3) return Error{fmt::format("{}: a state lacks name or code", path)};
    draft.key = "state:" + code;
    draft.name = text_at(names, "common");
    draft.country = code;
    draft.cameo = code;
    json::array middle;
    if (state["latlng"].get(middle) == simdjson::SUCCESS && middle.size() == 2) {
      draft.latitude = middle.at(0).get_double().value();
      draft.longitude = middle.at(1).get_double().value();
    }
    std::vector<std::string> capitals;
    each(state, "capital", [&](std::string_view capital) { capitals.emplace_back(capital); });
    draft.other_names.push_back(text_at(names, "official"));
    each(state, "altSpellings", [&](std::string_view name) {
      const bool known = name == draft.name || std::find(draft.other_names.begin(), draft.other_names.end(), name) != draft.other_names.end();
      if (!known && name.size() > 3 && name.find(',') == std::string_view::npos && is_latin(name)) draft.other_names.emplace_back(name);
    });
    const EntityId id = tables.add(draft);
    tables.add_name(id, draft.name, NameUse::name);
    for (const std::string& name : draft.other_names) tables.add_name(id, name, NameUse::name);
    for (const std::string& capital : capitals) tables.add_name(id, capital, NameUse::capital);
    for (const std::string& demonym : demonyms_of(state)) {
      // A dependency that goes by its mother country's demonym does not own it.
      if (!independent(state) && owned.contains(demonym)) continue;
      tables.add_name(id, demonym, NameUse::adjective);
      tables.add_name(id, people_of(demonym), NameUse::people);
    }
    each(state, "borders", [&](std::string_view other) { border_codes.emplace_back(id, code_of(std::string(other))); });
    tables.package_codes["alpha-2 " + text_at(state, "cca2")] = code;
  }
  for (const auto& [from, code] : border_codes) borders.emplace(from, tables.find_state(code));
  for (const auto& [from, to] : borders) {
    if (to && borders.contains({to, from})) tables.relations.push_back({"borders", from, to, {}, {}, path});
  }
  return Done{};
}

Outcome add_gazetteer(Tables& tables, const std::string& folder) {
  json::parser parser;
  json::element root;
  const std::string divisions_path = folder + "/divisions.json";
  if (const auto error = parser.load(divisions_path).get(root)) {
    return Error{fmt::format("{}: {}", divisions_path, simdjson::error_message(error))};
  }
  std::map<std::string, Division> divisions;  // by "US.TX"
  for (const auto& [code, country] : json::object(root)) {
    json::array regions;
    if (country["regions"].get(regions) != simdjson::SUCCESS) continue;
    for (const json::element region : regions) {
      const std::string admin = text_at(region, "admin");
      const std::string name = text_at(region, "name");
      if (admin.empty() || name.empty()) continue;
      Division& division = divisions[fmt::format("{}.{}", code, admin)];
      division.name = name.substr(0, name.find(','));  // "Punjab, India"
      for (const char* language : {"en", "geonames"}) {
        json::element names;
        if (region["names"].get(names) == simdjson::SUCCESS && !text_at(names, language).empty()) {
          division.other_names.push_back(text_at(names, language));
        }
      }
      std::uint64_t geonames = 0;
      if (region.at_pointer("/reference/geonames").get(geonames) == simdjson::SUCCESS) {
        division.geonames = static_cast<std::uint32_t>(geonames);
      }
    }
  }

  const std::string path = folder + "/cities500.txt";
  const Result<std::string> content = read_whole_file(path);
  if (!content) return content.error();
  Result<std::map<std::string, Division>> counties = counties_of(folder + "/counties.csv");
  if (!counties) return counties.error();
  std::map<std::string, std::uint64_t> people_of_state;
  std::size_t line = 0;
  std::vector<PlaceDraft> places;
  for (const std::string_view row : split(*content, '\n')) {
    ++line;
    if (row.empty()) continue;
    const auto cells = split(row, '\t');
    if (cells.size() != 19) return Error{fmt::format("{}:{}: has {} cells instead of 19", path, line, cells.size())};
    if (cells[7] == "PPLX" && number_of(cells[14]) < 2000) continue;  // small quarters of towns: names that are words
    if (cells[7] == "PPLH" || cells[7] == "PPLQ" || cells[7] == "PPLW") continue;  // gone, abandoned, destroyed
    PlaceDraft place;
    place.kind = PlaceKind::city;
    place.geonames = number_of(cells[0]);
    place.name = cells[1];
    place.latitude = degrees(cells[4]);
    place.longitude = degrees(cells[5]);
    place.population = number_of(cells[14]);
    place.seat = cells[7] == "PPLC" || cells[7] == "PPLA";
    const auto code = tables.package_codes.find(fmt::format("alpha-2 {}", cells[8]));
    if (code != tables.package_codes.end()) place.country = code->second;
    people_of_state[place.country] += place.population;
    if (cells[10] != "") {
      Division& division = divisions[fmt::format("{}.{}", cells[8], cells[10])];
      place.admin1 = division.name;
      division.add(place);
      const auto county = counties->find(fmt::format("{}.{}.{}", cells[8], cells[10], cells[11]));
      if (county != counties->end()) county->second.add(place);
    }
    place.other_names.emplace_back(cells[2]);
    const auto spellings = split(cells[3], ',');
    place.spellings = spellings.size();
    for (const std::string_view other : spellings) {
      if (place.population < kFewPeople && !place.seat) break;
      if (is_usable_other_name(other)) place.other_names.emplace_back(other);
    }
    places.push_back(std::move(place));
  }

  for (const auto& [code, division] : divisions) {
    if (division.name.empty() || division.places == 0) continue;
    PlaceDraft place = division.draft(tables.package_codes.at("alpha-2 " + code.substr(0, 2)), tables.division_words);
    const auto facts = tables.place_facts.find(place.country + "/" + place.name);
    if (facts != tables.place_facts.end()) {
      if (!std::isnan(facts->second.latitude)) {
        place.latitude = facts->second.latitude;
        place.longitude = facts->second.longitude;
      }
      for (const std::string& other : facts->second.other_names) place.other_names.push_back(other);
      tables.place_facts.erase(facts);
    }
    tables.places.push_back(std::move(place));
  }
  for (const auto& [code, county] : *counties) {
    if (county.places == 0) continue;
    PlaceDraft place = county.draft(tables.package_codes.at("alpha-2 " + code.substr(0, 2)), tables.division_words);
    place.admin1 = divisions[code.substr(0, 5)].name;
    tables.places.push_back(std::move(place));
  }
  for (EntityDraft& state : tables.entities) {
    const auto facts = state.kind == EntityKind::state ? tables.place_facts.find(state.country) : tables.place_facts.end();
    if (facts == tables.place_facts.end()) continue;
    if (!std::isnan(facts->second.latitude)) {
      state.latitude = facts->second.latitude;
      state.longitude = facts->second.longitude;
    }
    tables.place_facts.erase(facts);
  }
  for (const auto& [place, facts] : tables.place_facts) return Error{fmt::format("{}: '{}' is no division that a package has", facts.where, place)};
  for (std::size_t i = 0; i < tables.entities.size(); ++i) {
    const EntityDraft& state = tables.entities[i];
    if (state.kind != EntityKind::state || std::isnan(state.latitude)) continue;
    PlaceDraft place;
    place.kind = PlaceKind::country;
    place.name = state.name;
    place.country = state.country;
    place.latitude = state.latitude;
    place.longitude = state.longitude;
    place.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(people_of_state[state.country], 0xFFFFFFFF));
    place.entity = EntityId(tables.first_id + i);
    place.other_names = state.other_names;
    tables.places.push_back(std::move(place));
  }
  for (PlaceDraft& place : places) tables.places.push_back(std::move(place));
  return Done{};
}

}  // namespace vedette
