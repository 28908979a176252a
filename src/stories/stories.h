#pragma once
// Stories: reports of one happening put together, one at a time, at a cost that does not grow with how many there are.

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "stories/fingerprint.h"

namespace vedette {

using StoryId = Id<struct StoryTag>;

// Where a report was put.
struct Placed {
  StoryId story;
  std::uint32_t copy_of;      // the first report of the same text, or its own number
  bool is_copy = false;
};

// Single-pass clustering by the cosine of tf-idf vectors with the story's centre (Allan et al. 1998), candidates through the story's own
// weightiest terms, within a week of the story where both have a day. Copies are found by the bands of their signatures.
class Stories {
 public:
  // Reports are numbered from 0 in the order they come.
  Placed add(const Fingerprint& print);
  std::size_t size() const { return stories_.size(); }

 private:
  struct Story {
    std::unordered_map<std::uint64_t, float> centre;  // sum of the reports' vectors
    double length = 0;                                // of the centre
    std::size_t reports = 0;
    std::optional<Day> first, last;
  };
  struct Weighted {
    std::uint64_t term;
    float weight;
  };
  std::vector<Weighted> weigh(const Fingerprint& print) const;
  std::uint32_t copy_of(const Fingerprint& print) const;

  std::vector<Story> stories_;
  std::vector<StoryId> story_of_;                                     // by report
  std::vector<Signature> signatures_;                                 // by report
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_band_;
  std::unordered_map<std::uint64_t, std::uint32_t> reports_with_;     // by term
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_term_;  // stories in which the term weighs
};

}  // namespace vedette
