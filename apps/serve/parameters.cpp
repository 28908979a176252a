// Reads a query's parameters. Door: Parameters. Test: tests/serve.py.
#include "parameters.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vedette {
namespace {

bool to_real(std::string_view text, double& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  return error == std::errc() && end == text.data() + text.size();
}

bool same(std::string_view a, std::string_view b, bool exact) {
  if (exact || a.size() != b.size()) return a == b;
  return std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return (x >= 'a' && x <= 'z' ? x - 32 : x) == (y >= 'a' && y <= 'z' ? y - 32 : y); });
}

}  // namespace

Parameters::Parameters(const Request& request) : request_(request) {
  std::set<std::string_view> seen;
  for (const auto& [name, value] : request.query)
    if (!seen.insert(name).second) wrong(name, "it once", "a parameter stands twice");
}

void Parameters::wrong(std::string_view name, std::string_view expected, std::string_view message) {
  if (fault_) return;
  const std::string what = message.empty() ? fmt::format("the parameter '{}' is wrong: expected {}", name, expected) : std::string(message);
  fault_ = refusal(400, what, name, expected);
}

const std::string* Parameters::find(std::string_view name) {
  known_.emplace(name);
  for (const auto& field : request_.query)
    if (field.first == name) return &field.second;
  return nullptr;
}

std::string Parameters::text(std::string_view name, std::size_t most) {
  const std::string* value = find(name);
  if (!value) return {};
  if (value->empty() || value->size() > most * 4) wrong(name, fmt::format("1 to {} characters", most));
  return *value;
}

std::string Parameters::require(std::string_view name, std::string_view expected, std::size_t most) {
  const std::string* value = find(name);
  if (!value || value->empty() || value->size() > most * 4) {
    wrong(name, expected, value ? "" : fmt::format("the parameter '{}' is missing: expected {}", name, expected));
    return {};
  }
  return *value;
}

DayNumber Parameters::day(std::string_view name) {
  const std::string* value = find(name);
  if (!value) return kNoDay;
  const DayNumber day = value->size() == 10 ? day_number(*value) : kNoDay;
  if (day == kNoDay) wrong(name, "a day of the calendar, YYYY-MM-DD");
  return day;
}

std::int64_t Parameters::whole(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
  const std::string* value = find(name);
  if (!value) return otherwise;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error != std::errc() || end != value->data() + value->size() || number < least || number > most) {
    wrong(name, fmt::format("a whole number from {} to {}", least, most));
    return otherwise;
  }
  return number;
}

double Parameters::real(std::string_view name, double least, double most, double otherwise) {
  const std::string* value = find(name);
  if (!value) return otherwise;
  double number = 0;
  if (!to_real(*value, number) || !(number >= least && number <= most)) {
    wrong(name, fmt::format("a number from {} to {}", least, most));
    return otherwise;
  }
  return number;
}

std::string Parameters::one_of(std::string_view name, std::span<const std::string_view> allowed, std::string_view otherwise) {
  const std::string* value = find(name);
  if (!value) return std::string(otherwise);
  if (std::find(allowed.begin(), allowed.end(), *value) == allowed.end()) wrong(name, fmt::format("one of {}", fmt::join(allowed, ", ")));
  return *value;
}

std::uint32_t Parameters::some_of(std::string_view name, std::span<const std::string_view> allowed, bool exact) {
  const std::string* value = find(name);
  if (!value) return 0;
  std::uint32_t bits = 0;
  for (std::string_view rest = *value;;) {
    const std::string_view item = rest.substr(0, rest.find(','));
    const auto found = std::find_if(allowed.begin(), allowed.end(), [&](std::string_view a) { return same(a, item, exact); });
    if (found == allowed.end()) {
      wrong(name, fmt::format("some of {}, with commas between", fmt::join(allowed, ", ")));
      return 0;
    }
    bits |= 1U << (found - allowed.begin());
    if (item.size() == rest.size()) return bits;
    rest = rest.substr(item.size() + 1);
  }
}

std::optional<std::pair<double, double>> Parameters::point(std::string_view name) {
  const std::string* value = find(name);
  if (!value) return std::nullopt;
  const std::size_t comma = value->find(',');
  std::pair<double, double> at;
  if (comma == std::string::npos || !to_real(std::string_view(*value).substr(0, comma), at.first) || !to_real(std::string_view(*value).substr(comma + 1), at.second) ||
      !(at.first >= -90 && at.first <= 90 && at.second >= -180 && at.second <= 180)) {
    wrong(name, "latitude,longitude in degrees: 50.45,30.52");
    return std::nullopt;
  }
  return at;
}

std::optional<Answer> Parameters::fault() {
  for (const auto& [name, value] : request_.query)
    if (!known_.contains(name)) {
      std::string all = known_.empty() ? "no parameter" : fmt::format("{}", fmt::join(known_, ", "));
      wrong(name, all, fmt::format("there is no parameter '{}' here", name));
    }
  return fault_;
}

}  // namespace vedette
