#pragma once
// Stories: reports of one happening put together, one at a time, at a cost that does not grow with how many there are.

#include <cstdint>
#include <optional>
#include <vector>

#include "stories/fingerprint.h"

namespace vedette {

using Number = std::int64_t;  // of an article or a story, from 1; 0 is none

// The weighty terms of a report or of a story's reports together, sorted by term.
using TermVector = std::vector<Term>;

struct StoryState {
  std::optional<Day> first, last;  // of its reports
  TermVector centre;               // the sum of its reports' vectors
};

// Where stories are kept: in memory, or in an archive. Answers are the same for the same calls in the same order. An index that fails
// (a disk) answers with nothing from then on; whoever owns it asks it for its fault when the report is placed.
class StoryIndex {
 public:
  virtual ~StoryIndex() = default;

  virtual std::uint64_t seen() = 0;                                                // reports that were placed, ever
  virtual std::vector<std::uint32_t> counts(const std::vector<Term>& terms) = 0;  // in how many of them each term stands
  virtual void count(const std::vector<Term>& terms, std::uint32_t by) = 0;       // one more was seen; adds `by` to each, which may be 0

  virtual std::vector<Number> with_band(std::uint64_t band, std::size_t limit) = 0;  // articles, the earliest first
  virtual Signature signature(Number article) = 0;
  virtual Number story_of(Number article) = 0;
  // Stories with a report of these days (a negative day is of reports without one) in which the term weighs, the latest first.
  virtual std::vector<Number> with_term(std::uint32_t term, int first_day, int last_day, std::size_t limit) = 0;
  virtual StoryState state(Number story) = 0;

  virtual Number open_story() = 0;
  virtual void put_state(Number story, const StoryState& state) = 0;
  virtual void put_article(Number article, Number story, Number copy_of, const Fingerprint& print, const TermVector& vector) = 0;
  virtual void put_bands(Number article, const Signature& signature) = 0;
  virtual void put_key(std::uint32_t term, int day, Number story) = 0;
};

// Where a report was put.
struct Placed {
  Number story = 0;
  Number copy_of = 0;  // the first report of nearly the same text
  bool opened = false; // the story is new
};

// Single-pass clustering by the cosine of tf-idf vectors with the story's centre (Allan et al. 1998), candidates through the reports'
// weightiest terms, within a week of the story where both have a day. Copies are found by the bands of their signatures. A story that is
// `expected`, that of an older version, takes the report at half the likeness.
Placed place(StoryIndex& index, Number article, const Fingerprint& print, Number expected = 0);

// Adds a report to a story: its days, its part of the centre. `place` does it itself; this is for putting a story together again.
void grow(StoryState& state, std::optional<Day> day, const TermVector& vector);

}  // namespace vedette
