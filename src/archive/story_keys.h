#pragma once
// What the keys of stories are remembered by while many articles are added, so that most of them need not be looked up in their tables.
// Only what is asked often is remembered, and only as much as there is room for; what is remembered is always as the tables have it.

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stories/stories.h"

namespace vedette {

// The days and stories of terms. A term is worth remembering when as much has been read for answers as reading all of it takes.
class TermLists {
 public:
  struct Key {
    std::int32_t day;
    std::uint32_t story;
    auto operator<=>(const Key&) const = default;
  };

  // Appends the latest stories of a term from the last day back to the first, at most `limit`. False where the term is not remembered.
  bool find(std::uint32_t term, int first_day, int last_day, std::size_t limit, std::vector<std::pair<int, Number>>& found) const;
  // Counts that a term is looked up. Gives how many keys of it are worth reading now to remember them, 0 for none.
  std::size_t asked(std::uint32_t term);
  void remember(std::uint32_t term, std::vector<Key> sorted);
  // Keys that were written, in order; of terms that are not remembered nothing is.
  void written(std::uint32_t term, std::span<const Key> sorted);
  bool is_full() const;  // it has grown far beyond its room, and is to be cleared
  void clear() { *this = {}; }

 private:
  struct List {
    std::uint32_t asked = 0;
    bool complete = false;
    std::vector<Key> keys;  // in order
  };
  std::unordered_map<std::uint32_t, List> lists_;
  std::size_t kept_ = 0;
};

// Says of most bands that no article has them (Bloom 1970).
class BandFilter {
 public:
  bool is_made() const { return !words_.empty(); }
  // Counts that a band is looked up. True when it is worth making the filter: `bands` are in the tables.
  bool asked(std::uint64_t bands) { return ++asked_ > bands / 64; }
  void make(std::uint64_t bands);  // with room for twice as many; it is gone when more have come
  void add(std::uint64_t band);
  bool may_have(std::uint64_t band) const;
  void clear() { *this = {}; }

 private:
  std::vector<std::uint64_t> words_;  // as many as a power of two
  std::uint64_t asked_ = 0, held_ = 0, room_ = 0;
};

}  // namespace vedette
