#pragma once
// Tables whose keys are spread at random: a row of them is written beside no other of its transaction, and costs a page of its own. Each
// such table X has a small X_new, where rows are gathered; now and then these go into the large one, sorted, many to a page (the idea is
// that of O'Neil and others, The Log-Structured Merge-Tree, 1996, with two levels). What a reader looks for may stand in either.

#include <cstdint>

#include "archive/database.h"

namespace vedette {

// Whether it is time: `gathered` of `all` reports have left their keys in the small tables. These are never more than a part of all, so
// that each page of a large table is written for many keys at once.
bool is_time_to_sort(std::uint64_t gathered, std::uint64_t all);
Outcome sort_gathered(const Database& database);

}  // namespace vedette
