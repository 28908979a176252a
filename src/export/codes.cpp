// Codes of other data sets. Door: codes.h. Test: codes_test.cpp.
#include "export/codes.h"

#include <charconv>
#include <map>
#include <vector>

#include "world/tsv.h"

namespace vedette {
namespace {

#include "export_tables.inc"

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const char* name, const char* content) {
  Rows rows;
  const Result<TsvTable> table = parse_tsv(name, content);
  if (table)
    for (const TsvRow& row : table->rows) rows.push_back(row.cells);
  return rows;
}

bool fits(std::string_view wanted, std::string_view value) { return wanted == "*" || wanted == value; }

int number_of(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} && end == digits.data() + digits.size() ? value : 0;
}

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

const StateCodes* state_codes(std::string_view alpha3) {
  static const std::map<std::string, StateCodes, std::less<>> states = [] {
    std::map<std::string, StateCodes, std::less<>> all;
    for (const auto& cells : rows_of("states.tsv", k_states)) all[cells[0]] = {cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]};
    return all;
  }();
  const auto found = states.find(alpha3);
  return found == states.end() ? nullptr : &found->second;
}

std::string_view state_name(std::string_view alpha3) {
  const StateCodes* state = state_codes(alpha3);
  return state ? std::string_view(state->name) : std::string_view();
}

std::string_view cameo_name(std::string_view code) {
  static const std::map<std::string, std::string, std::less<>> names = [] {
    std::map<std::string, std::string, std::less<>> all;
    for (const auto& cells : rows_of("codes.tsv", k_codes)) all[cells[0]] = cells[1];
    return all;
  }();
  const auto found = names.find(code);
  return found == names.end() ? std::string_view() : found->second;
}

CameoParts parts_of(std::string_view cameo, std::string_view alpha3) {
  static const std::map<std::string, std::string, std::less<>> kinds = [] {
    std::map<std::string, std::string, std::less<>> all;
    for (const auto& cells : rows_of("cameo_parts.tsv", k_cameo_parts)) all[cells[0]] = cells[1];
    return all;
  }();
  CameoParts parts;
  const StateCodes* state = state_codes(alpha3);
  std::size_t types = 0;
  std::size_t religions = 0;
  for (std::size_t at = 0; at + 3 <= cameo.size(); at += 3) {
    const std::string_view part = cameo.substr(at, 3);
    if (at == 0 && !alpha3.empty() && (part == alpha3 || (state && part == state->cameo))) {
      parts.country = part;
      continue;
    }
    const auto kind = kinds.find(part);
    if (kind == kinds.end()) {
      if (parts.group.empty()) parts.group = part;
    } else if (kind->second == "region") {
      if (parts.country.empty()) parts.country = part;
    } else if (kind->second == "religion") {
      if (religions < 2) parts.religions[religions++] = part;
    } else if (types < 3) {
      parts.types[types++] = part;
    }
  }
  return parts;
}

int cameo_quad(std::string_view code) {
  const int root = number_of(code.substr(0, 2));
  return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

const AcledType* acled_type(const EventView& event, bool both_sides_armed) {
  struct Rule {
    std::vector<std::string> when;  // type, mode, cameo, sides
    AcledType then;
  };
  static const std::vector<Rule> rules = [] {
    std::vector<Rule> all;
    for (const auto& c : rows_of("acled.tsv", k_acled)) all.push_back({{c[0], c[1], c[2], c[3]}, {c[4], c[5], c[6]}});
    return all;
  }();
  for (const Rule& rule : rules)
    if (rule.when[0] == event.type && fits(rule.when[1], event.mode) && (rule.when[2] == "*" || event.cameo.starts_with(rule.when[2])) &&
        (rule.when[3] == "*" || both_sides_armed))
      return &rule.then;
  return nullptr;
}

KnownDate known_date(std::string_view value) {
  KnownDate date;
  const std::string_view first = value.substr(0, value.find('/'));
  if (first.size() < 4 || !is_digits(first.substr(0, 4))) return date;
  date.year = number_of(first.substr(0, 4));
  if (first.size() < 7 || first[4] != '-' || !is_digits(first.substr(5, 2))) return date;
  date.month = number_of(first.substr(5, 2));
  if (first.size() >= 10 && first[7] == '-' && is_digits(first.substr(8, 2))) date.day = number_of(first.substr(8, 2));
  return date;
}

}  // namespace vedette
