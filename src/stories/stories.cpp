// Puts reports of one happening together. Door: Stories. Test: stories_test.cpp; measured by `vedette stories` on ECB+.
#include "stories/stories.h"

#include <algorithm>
#include <cmath>

namespace vedette {
namespace {

constexpr double kSame = 0.22;            // cosine from which a report belongs to a story
constexpr double kCopy = 0.7;             // resemblance from which a text is a copy
constexpr std::size_t kKeyTerms = 24;     // of a report, by which it finds its story
constexpr std::size_t kCandidates = 64;   // stories looked at for a term: common terms lead to too many
constexpr std::chrono::days kApart{7};

}  // namespace

std::vector<Stories::Weighted> Stories::weigh(const Fingerprint& print) const {
  const double all = static_cast<double>(signatures_.size()) + 1;
  std::vector<Weighted> vector;
  double square = 0;
  for (const Term& term : print.terms) {
    const auto with = reports_with_.find(term.term);
    const double seen = with == reports_with_.end() ? 0 : with->second;
    const double weight = (1 + std::log(term.weight)) * std::log((all + 20) / (seen + 1));
    vector.push_back({term.term, static_cast<float>(weight)});
    square += weight * weight;
  }
  const auto length = static_cast<float>(square > 0 ? std::sqrt(square) : 1);
  for (Weighted& part : vector) part.weight /= length;
  std::sort(vector.begin(), vector.end(), [](const Weighted& a, const Weighted& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; });
  return vector;
}

std::uint32_t Stories::copy_of(const Fingerprint& print) const {
  for (const std::uint64_t key : bands_of(print.signature)) {
    const auto found = by_band_.find(key);
    if (found == by_band_.end()) continue;
    for (const std::uint32_t other : found->second)
      if (resemblance(signatures_[other], print.signature) >= kCopy) return other;
  }
  return static_cast<std::uint32_t>(signatures_.size());
}

Placed Stories::add(const Fingerprint& print) {
  const auto number = static_cast<std::uint32_t>(signatures_.size());
  const std::vector<Weighted> vector = weigh(print);
  Placed placed{{}, copy_of(print), false};
  placed.is_copy = placed.copy_of != number;

  if (placed.is_copy) {
    placed.story = story_of_[placed.copy_of];
  } else {
    std::vector<std::uint32_t> candidates;
    for (std::size_t i = 0; i < std::min(kKeyTerms, vector.size()); ++i) {
      const auto found = by_term_.find(vector[i].term);
      if (found == by_term_.end()) continue;
      const std::size_t from = found->second.size() > kCandidates ? found->second.size() - kCandidates : 0;
      candidates.insert(candidates.end(), found->second.begin() + static_cast<std::ptrdiff_t>(from), found->second.end());
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    double best = kSame;
    for (const std::uint32_t candidate : candidates) {
      const Story& story = stories_[candidate];
      if (print.published && story.first && (*print.published - *story.last > kApart || *story.first - *print.published > kApart)) continue;
      double product = 0;
      for (const Weighted& part : vector) {
        const auto there = story.centre.find(part.term);
        if (there != story.centre.end()) product += part.weight * there->second;
      }
      const double cosine = story.length > 0 ? product / story.length : 0;
      if (cosine > best) best = cosine, placed.story = StoryId(std::size_t{candidate});
    }
  }
  if (!placed.story) {
    placed.story = StoryId(stories_.size());
    stories_.emplace_back();
  }

  Story& story = stories_[placed.story.value];
  double square = story.length * story.length;
  for (std::size_t i = 0; i < vector.size(); ++i) {
    float& there = story.centre[vector[i].term];
    square += 2.0 * there * vector[i].weight + static_cast<double>(vector[i].weight) * vector[i].weight;
    there += vector[i].weight;
    if (i >= kKeyTerms) continue;
    std::vector<std::uint32_t>& with = by_term_[vector[i].term];
    if (std::find(with.begin(), with.end(), placed.story.value) == with.end()) with.push_back(placed.story.value);
  }
  story.length = std::sqrt(square);
  ++story.reports;
  if (print.published) {
    story.first = story.first ? std::min(*story.first, *print.published) : *print.published;
    story.last = story.last ? std::max(*story.last, *print.published) : *print.published;
  }
  for (const Term& term : print.terms) ++reports_with_[term.term];
  for (const std::uint64_t key : bands_of(print.signature)) by_band_[key].push_back(number);
  signatures_.push_back(print.signature);
  story_of_.push_back(placed.story);
  return placed;
}

}  // namespace vedette
