#pragma once
// The codes of other data sets, from the tables of lexicon/exports and lexicon/codes.tsv.

#include <string>
#include <string_view>

#include "report/record_view.h"

namespace vedette {

struct StateCodes {
  std::string name;
  std::string cameo;       // "KSV"
  std::string fips;        // FIPS 10-4, as GDELT has it
  std::string iso_number;  // ISO 3166-1 numeric, without leading zeros
  std::string cow;         // Correlates of War
  std::string acled_region;
};

const StateCodes* state_codes(std::string_view alpha3);  // null for what is no state
std::string_view state_name(std::string_view alpha3);    // empty for what is no state
std::string_view cameo_name(std::string_view code);      // "Consider policy option"

// A CAMEO actor code taken apart as GDELT does: "IGOWSTNAT" is of the region WST, the group NAT and the type IGO.
struct CameoParts {
  std::string country;  // a state or region
  std::string group;
  std::string religions[2];
  std::string types[3];
};
CameoParts parts_of(std::string_view cameo, std::string_view alpha3);

// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict: by CAMEO's root, as GDELT counts.
int cameo_quad(std::string_view code);

struct AcledType {
  std::string event_type, sub_event_type, disorder_type;
};
// How ACLED would call the event; null where it is none of ACLED's.
const AcledType* acled_type(const EventView& event, bool both_sides_armed);

// A date of a record, as far as it is known.
struct KnownDate {
  int year = 0, month = 0, day = 0;  // 0: not known
};
KnownDate known_date(std::string_view value);

}  // namespace vedette
