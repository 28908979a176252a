// Finds the locations that a question means. Doors: circle_of, locations_in, locations_named. Test: location_test.cpp, tests/archive.py.
#include "archive/location.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "base/utf8.h"

namespace vedette {
namespace {

constexpr double kEarthRadius = 6371.0088;  // kilometres, the mean radius of the IUGG
constexpr double kDegree = std::numbers::pi / 180;

Outcome take_box(Statement& statement, const Circle& circle, double west, double east, double height, std::vector<std::int64_t>& into) {
  statement.bind(1, circle.latitude - height).bind(2, circle.latitude + height).bind(3, west).bind(4, east);
  while (true) {
    const Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) break;
    if (kilometres_between(circle.latitude, circle.longitude, statement.real(1), statement.real(2)) <= circle.kilometres) into.push_back(statement.integer(0));
  }
  statement.reset();
  return Done{};
}

}  // namespace

std::optional<Circle> circle_of(std::string_view text) {
  std::array<double, 3> parts{};
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t end = i < 2 ? text.find(',') : text.size();
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    const auto [stop, error] = std::from_chars(part.data(), part.data() + part.size(), parts[i]);
    if (error != std::errc() || stop != part.data() + part.size() || !std::isfinite(parts[i])) return std::nullopt;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (std::abs(parts[0]) > 90 || std::abs(parts[1]) > 180 || parts[2] < 0) return std::nullopt;
  return Circle{parts[0], parts[1], parts[2]};
}

double kilometres_between(double latitude, double longitude, double other_latitude, double other_longitude) {
  const double up = std::sin((other_latitude - latitude) * kDegree / 2);
  const double along = std::sin((other_longitude - longitude) * kDegree / 2);
  const double chord = up * up + std::cos(latitude * kDegree) * std::cos(other_latitude * kDegree) * along * along;
  return 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, chord)));
}

Result<std::vector<std::int64_t>> locations_in(const Database& database, const Circle& circle) {
  const bool sqlite = database.dialect() == Dialect::sqlite;
  Result<Statement> boxed = database.prepare(
      sqlite ? "SELECT l.location, l.latitude, l.longitude FROM location_where w JOIN location l ON l.location = w.location "
               "WHERE w.north >= ?1 AND w.south <= ?2 AND w.east >= ?3 AND w.west <= ?4"
             : "SELECT location, latitude, longitude FROM location WHERE latitude BETWEEN ?1 AND ?2 AND longitude BETWEEN ?3 AND ?4");
  if (!boxed) return boxed.error();
  // A box around the circle, a little wider than it: the index keeps single precision. Near a pole, and where the box would cross the
  // 180th meridian, it goes all the way round.
  const double height = circle.kilometres / (kEarthRadius * kDegree) + 0.001;
  const double narrowest = std::cos(std::min(90.0, std::abs(circle.latitude) + height) * kDegree);
  const double width = narrowest > 0.01 ? height / narrowest : 360;
  const bool around = circle.longitude - width < -180 || circle.longitude + width > 180;
  std::vector<std::int64_t> found;
  if (Outcome done = take_box(*boxed, circle, around ? -181 : circle.longitude - width, around ? 181 : circle.longitude + width, height, found); !done)
    return done.error();
  return found;
}

Result<std::vector<std::int64_t>> locations_named(const Database& database, std::string_view name) {
  Result<Statement> named = database.prepare("SELECT location FROM location WHERE folded = ?");
  if (!named) return named.error();
  named->bind(1, fold(name));
  std::vector<std::int64_t> found;
  while (true) {
    const Result<bool> row = named->step();
    if (!row) return row.error();
    if (!*row) return found;
    found.push_back(named->integer(0));
  }
}

}  // namespace vedette
