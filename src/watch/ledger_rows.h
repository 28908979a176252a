#pragma once
// The room's own: what load_ledger is made of.

#include "watch/ledger.h"

namespace vedette {

// Appends the articles numbered above `after`, with their actors, places, events, quotes and commitments; lists come unsorted.
Outcome read_rows(const Database& archive, std::int64_t after, Ledger& ledger);
// Stories, copies and merged events, anew; without the tables of stories every article stands alone.
// `merged` gets the happening's key of each event that a story has merged, by (article, number).
using MergedEvents = std::unordered_map<std::uint64_t, std::uint64_t>;
Outcome read_stories(const Database& archive, Ledger& ledger, MergedEvents& merged);
inline std::uint64_t event_key(Index article, std::uint16_t number) { return (std::uint64_t{article} << 16) | number; }

// Sorts the lists and makes all that is derived from them.
void sort_lists(Ledger& ledger);
void make_postings(Ledger& ledger);
void make_happenings(Ledger& ledger, const MergedEvents& merged);
void follow_up(Ledger& ledger);  // what became of announcements and commitments

// Items of each key in the order of their numbers.
template <class Each>
Postings postings(std::size_t keys, Each each) {
  Postings made;
  made.starts.assign(keys + 1, 0);
  each([&](Index key, Index) { ++made.starts[key + 1]; });
  for (std::size_t key = 0; key < keys; ++key) made.starts[key + 1] += made.starts[key];
  made.items.resize(made.starts[keys]);
  std::vector<Index> next(made.starts.begin(), made.starts.end() - 1);
  each([&](Index key, Index item) { made.items[next[key]++] = item; });
  return made;
}

}  // namespace vedette
