#pragma once
// Stories of reports that no archive holds.

#include <limits>
#include <set>
#include <unordered_map>

#include "stories/stories.h"

namespace vedette {

class MemoryIndex : public StoryIndex {
 public:
  std::uint64_t seen() override { return seen_; }
  std::vector<std::uint32_t> counts(const std::vector<Term>& terms) override;
  void count(const std::vector<Term>& terms, std::uint32_t by) override;
  std::vector<Number> with_band(std::uint64_t band, std::size_t limit) override;
  Signature signature(Number article) override { return articles_.at(article).signature; }
  Number story_of(Number article) override { return articles_.at(article).story; }
  std::vector<Number> with_term(std::uint32_t term, int first_day, int last_day, std::size_t limit) override;
  StoryState state(Number story) override { return states_.at(static_cast<std::size_t>(story) - 1); }
  Number open_story() override;
  void put_state(Number story, const StoryState& state) override { states_.at(static_cast<std::size_t>(story) - 1) = state; }
  void put_article(Number article, Number story, Number copy_of, const Fingerprint& print, const TermVector& vector) override;
  void put_bands(Number article, const Signature& signature) override;
  void put_key(std::uint32_t term, int day, Number story) override { keys_[term].emplace(day, story); }

  std::size_t size() const { return states_.size(); }

 private:
  struct Kept {
    Number story;
    Signature signature;
  };
  std::uint64_t seen_ = 0;
  std::unordered_map<std::uint32_t, std::uint32_t> counts_;
  std::unordered_map<std::uint64_t, std::vector<Number>> bands_;
  std::unordered_map<std::uint32_t, std::set<std::pair<int, Number>>> keys_;  // day and story
  std::unordered_map<Number, Kept> articles_;
  std::vector<StoryState> states_;
};

}  // namespace vedette
