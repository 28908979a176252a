// ACLED's columns (Raleigh et al. 2010; codebook of 2024). Door: acled_rows. Test: tests/exports.py.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/day.h"
#include "export/codes.h"
#include "export/export.h"

namespace vedette {
namespace {

enum Inter : int { kNone = 0, kState = 1, kRebel = 2, kMilitia = 3, kIdentity = 4, kRioters = 5, kProtesters = 6, kCivilians = 7, kOther = 8 };
constexpr std::array<const char*, 9> kInterNames = {"",        "State forces", "Rebel group", "Political militia",    "Identity militia",
                                                    "Rioters", "Protesters",   "Civilians",   "External/Other forces"};

bool has(const ActorView& actor, std::string_view sector) { return std::find(actor.sectors.begin(), actor.sectors.end(), sector) != actor.sectors.end(); }

// ACLED counts the forces of another state than the event's among the external ones.
Inter inter_of(const ActorView* actor, const PlaceView* place) {
  if (!actor) return kNone;
  if (has(*actor, "REB")) return kRebel;
  if (has(*actor, "UAF") || actor->kind == "armed-group") return kMilitia;
  if (actor->kind == "state" || actor->kind == "government" || has(*actor, "MIL") || has(*actor, "COP") || has(*actor, "GOV") || has(*actor, "SPY"))
    return place && !place->country.empty() && !actor->country.empty() && place->country != actor->country ? kOther
           : has(*actor, "IGO")                                                                            ? kOther
                                                                                                           : kState;
  if (has(*actor, "IGO")) return kOther;
  return kCivilians;
}

bool is_armed(Inter inter) { return inter == kState || inter == kRebel || inter == kMilitia || inter == kIdentity || inter == kOther; }

std::string interaction_of(Inter one, Inter two) {
  if (one == kNone && two == kNone) return {};
  if (one == kNone || two == kNone) return fmt::format("{} only", kInterNames[static_cast<std::size_t>(std::max(one, two))]);
  return fmt::format("{}-{}", kInterNames[static_cast<std::size_t>(std::min(one, two))], kInterNames[static_cast<std::size_t>(std::max(one, two))]);
}

const ActorView* first_of(const RecordView& record, const std::vector<std::string_view>& ids) { return ids.empty() ? nullptr : record.actor(ids.front()); }

std::string others_of(const RecordView& record, const std::vector<std::string_view>& ids) {
  std::string out;
  for (std::size_t i = 1; i < ids.size(); ++i)
    if (const ActorView* actor = record.actor(ids[i])) out += (out.empty() ? "" : "; ") + std::string(actor->name);
  return out;
}

// Seconds since 1970 of "2023-06-29T12:00:00Z".
Cell seconds_of(std::string_view time) {
  const std::optional<Day> day = time.size() >= 19 ? day_of(time.substr(0, 10)) : std::nullopt;
  if (!day) return {};
  const auto part = [&](std::size_t at) { return (time[at] - '0') * 10 + (time[at + 1] - '0'); };
  return Cell::whole(std::int64_t{day->time_since_epoch().count()} * 86400 + part(11) * 3600 + part(14) * 60 + part(17));
}

}  // namespace

void acled_rows(const ExportItem& item, const TakeRow& take) {
  const RecordView& record = item.record;
  const CodePointSlices text(item.text);
  for (const EventView& event : record.events) {
    if (!is_wanted(item, event) || (event.status != "happened" && event.status != "ongoing")) continue;
    const PlaceView* place = record.place(event.place);
    const ActorView* source = first_of(record, event.source);
    const ActorView* target = first_of(record, event.target);
    Inter one = inter_of(source, place);
    Inter two = inter_of(target, place);
    // Who attacks armed men, armed themselves or unnamed, fights with them; all else is against civilians.
    const AcledType* type = acled_type(event, is_armed(two) && (one == kNone || is_armed(one)));
    if (!type) continue;
    if (event.type == "PROTEST") one = type->event_type == "Riots" ? kRioters : kProtesters;
    const bool against_civilians = two == kCivilians && type->disorder_type == "Political violence";
    const KnownDate date = known_date(event.date);
    const StateCodes* state = place ? state_codes(place->country) : nullptr;
    const bool town = place && (place->kind == "city" || place->kind == "site");
    std::string day;
    if (date.month) day = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day ? date.day : 1);
    take(0, {fmt::format("{}{}", place ? place->country : std::string_view(), item.number * 1000 + event.number),
             day,
             date.year ? Cell::whole(date.year) : Cell(),
             date.day ? Cell::whole(event.date.find('/') == std::string_view::npos ? 1 : 2) : date.month ? Cell::whole(3) : Cell(),
             type->disorder_type,
             type->event_type,
             type->sub_event_type,
             source ? Cell(source->name) : Cell(),
             others_of(record, event.source),
             kInterNames[static_cast<std::size_t>(one)],
             target ? Cell(target->name) : Cell(),
             others_of(record, event.target),
             kInterNames[static_cast<std::size_t>(two)],
             interaction_of(one, two),
             against_civilians ? Cell("Civilian targeting") : Cell(),
             state && !state->iso_number.empty() ? Cell::whole(std::stoi(state->iso_number)) : Cell(),
             state ? Cell(state->acled_region) : Cell(),
             state ? Cell(state->name) : Cell(),
             place ? (place->kind == "admin" ? Cell(place->name) : Cell(place->admin1)) : Cell(),
             Cell(),
             Cell(),
             place ? Cell(place->name) : Cell(),
             place && place->at ? Cell::decimal(place->at->first, 4) : Cell(),
             place && place->at ? Cell::decimal(place->at->second, 4) : Cell(),
             !place ? Cell() : Cell::whole(town ? 1 : 3),
             record.site,
             Cell(),
             text.of(event.sentence.begin, event.sentence.end),
             Cell(),
             Cell(),
             seconds_of(item.added)});
  }
}

}  // namespace vedette
