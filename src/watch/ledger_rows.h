#pragma once
// The room's own: what load_ledger is made of.

#include "watch/ledger.h"

namespace vedette {

// Appends the articles numbered above `after`, with their actors, places, events, quotes and commitments; lists come unsorted.
Outcome read_rows(const Database& archive, std::int64_t after, Ledger& ledger);
// Stories, copies and merged events: where there is a ledger before, whose lists these are, those that articles from `first` on have
// changed. Without the tables of stories every article stands alone.
Outcome read_stories(const Database& archive, const Ledger* before, Index first, Ledger& ledger);

// Sorts the lists and makes all that is derived from them.
void sort_lists(Ledger& ledger);
void make_happenings(Ledger& ledger);
void make_postings(Ledger& ledger, const Ledger* before);
void follow_up(Ledger& ledger, const World* world);  // what became of announcements and commitments
// Gives the events that were announced and took place, each with the event that tells it.
std::unordered_map<Index, Index> follow_announcements(Ledger& ledger, const class Parties& parties, const class Deeds& deeds);

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
