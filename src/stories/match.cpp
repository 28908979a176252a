// Compares events of a story. Door: likeness. Test: tests/stories.py.
#include "stories/match.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_map>

#include "stories/tables.h"

namespace vedette {
namespace {

constexpr double kNearKilometres = 50;  // a town and its suburb, or two readings of one place
constexpr int kLeast = 3;               // points from which two events are one
constexpr int kLeastDisputed = 6;       // where they contradict each other in one thing

struct TypeRow {
  int days = 1;
  bool disputed = false;
};

const TypeRow& row_of(const std::string& type) {
  static const TypeRow usual;
  static const std::unordered_map<std::string, TypeRow> rows = [] {
    std::unordered_map<std::string, TypeRow> made;
    for (const auto& row : side_rows()) made[std::string(row[0])] = {std::atoi(std::string(row[1]).c_str()), row[2] == "yes"};
    return made;
  }();
  const auto found = rows.find(type);
  return found == rows.end() ? usual : found->second;
}

// What was, what is to be, and what is only spoken of are different events.
char class_of(const std::string& status) {
  if (status == "happened" || status == "ongoing" || status == "denied") return 'f';
  if (status == "scheduled" || status == "pledged") return 'p';
  return status.empty() ? 'f' : status[0];
}

std::string_view last_word(std::string_view name) {
  const std::size_t blank = name.find_last_of(' ');
  return blank == std::string_view::npos ? name : name.substr(blank + 1);
}

bool share_a_sector(std::string_view a, std::string_view b) {
  while (!a.empty()) {
    const std::size_t blank = a.find(' ');
    if (b.find(a.substr(0, blank)) != std::string_view::npos) return true;
    if (blank == std::string_view::npos) return false;
    a.remove_prefix(blank + 1);
  }
  return false;
}

bool acts_for_a_state(const Party& party) {
  return party.kind == "state" || party.kind == "government" || share_a_sector("GOV", party.sectors);
}

Fit party_fit(const Party& a, const Party& b) {
  if (!a.entity.empty() && a.entity == b.entity) return Fit::strong;
  const bool same_country = !a.country.empty() && a.country == b.country;
  if (!a.country.empty() && !b.country.empty() && !same_country) return Fit::conflict;
  if (!a.entity.empty() && !b.entity.empty()) {
    // "Russia" and "Putin": who speaks or acts for a state, and the state.
    return same_country && acts_for_a_state(a) && acts_for_a_state(b) && (a.kind != "person" || b.kind != "person") ? Fit::weak : Fit::conflict;
  }
  if (a.folded == b.folded || last_word(a.folded) == last_word(b.folded)) return Fit::strong;
  if (a.kind == "person" && b.kind == "person" && a.sectors.empty() && b.sectors.empty()) return Fit::conflict;
  if (!a.sectors.empty() && !b.sectors.empty()) return share_a_sector(a.sectors, b.sectors) ? Fit::weak : same_country ? Fit::open : Fit::conflict;
  return same_country ? Fit::weak : Fit::open;
}

double kilometres(const MergedPlace& a, const MergedPlace& b) {
  constexpr double kRadian = 0.017453292519943295;
  const double x = (a.longitude - b.longitude) * kRadian * std::cos((a.latitude + b.latitude) / 2 * kRadian);
  const double y = (a.latitude - b.latitude) * kRadian;
  return 6371 * std::sqrt(x * x + y * y);
}

}  // namespace

bool is_wide(const MergedPlace& place) { return place.kind == "country" || place.kind == "admin" || place.kind == "region"; }

Fit parties_fit(const std::vector<Party>& a, const std::vector<Party>& b) {
  if (a.empty() || b.empty()) return Fit::open;
  Fit best = Fit::conflict;
  for (const Party& one : a)
    for (const Party& other : b) best = std::max(best, party_fit(one, other));
  return best;
}

Fit places_fit(const MergedPlace& a, const MergedPlace& b) {
  if (a.name.empty() || b.name.empty()) return Fit::open;
  if ((a.geonames != 0 && a.geonames == b.geonames) || a.folded == b.folded) return is_wide(a) ? Fit::weak : Fit::strong;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return Fit::conflict;
  if (is_wide(a) || is_wide(b)) return Fit::open;
  if (a.located && b.located) return kilometres(a, b) <= kNearKilometres ? Fit::weak : Fit::conflict;
  return Fit::open;
}

Fit days_fit(const std::optional<DayRange>& one, const std::optional<DayRange>& other, int tolerance) {
  if (!one || !other) return Fit::open;
  if (one->overlaps(*other)) return one->first == one->last && *one == *other ? Fit::strong : Fit::open;
  const std::chrono::days slack(tolerance);
  return one->first <= other->last + slack && other->first <= one->last + slack ? Fit::weak : Fit::conflict;
}

int likeness(const MergedEvent& told, const MergedEvent& book) {
  if (told.type != book.type || class_of(told.status) != class_of(book.status)) return 0;
  const TypeRow& row = row_of(told.type);
  const Fit days = days_fit(told.days, book.days, row.days);
  if (days == Fit::conflict) return 0;
  const Fit source = parties_fit(told.source, book.source);
  const Fit target = parties_fit(told.target, book.target);
  const Fit place = places_fit(told.place, book.place);
  const auto points = [](Fit fit, int strong, int weak) { return fit == Fit::strong ? strong : fit == Fit::weak ? weak : 0; };
  const bool same_words = !told.trigger.empty() && told.trigger == book.trigger;
  const int sum = points(source, 3, 2) + points(target, 3, 2) + points(place, 3, 1) + (days == Fit::strong ? 1 : 0) + (told.cameo == book.cameo ? 1 : 0) +
                  (same_words ? 1 : 0);
  const int conflicts = (source == Fit::conflict) + (target == Fit::conflict) + (place == Fit::conflict);
  if (conflicts == 0) return sum >= kLeast ? sum : 0;
  // Reports of one event may contradict each other in where it was, and of some events in who did it; never in whom it befell.
  if (conflicts > 1 || target == Fit::conflict || (source == Fit::conflict && !row.disputed)) return 0;
  return sum >= kLeastDisputed ? sum - 3 : 0;
}

}  // namespace vedette
