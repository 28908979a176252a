#pragma once
// Whether two reports' events may be one.

#include "stories/book.h"

namespace vedette {

enum class Fit : unsigned char { conflict, open, weak, strong };  // contradict; one is unknown; may be the same; are the same

Fit parties_fit(const std::vector<Party>& a, const std::vector<Party>& b);
bool is_wide(const MergedPlace& place);  // a country, a division or a region
Fit places_fit(const MergedPlace& a, const MergedPlace& b);
// Days at most `tolerance` days apart: strong on the same day, weak apart.
Fit days_fit(const std::optional<DayRange>& a, const std::optional<DayRange>& b, int tolerance);

// How well an event of a report fits one of the book: 0 not at all.
int likeness(const MergedEvent& told, const MergedEvent& book);

}  // namespace vedette
