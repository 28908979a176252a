// Puts reports of one happening together. Door: place. Test: stories_test.cpp; measured by `vedette stories` on ECB+.
#include "stories/stories.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace vedette {
namespace {

constexpr double kSame = 0.22;             // cosine from which a report belongs to a story
constexpr double kCopy = 0.7;              // resemblance from which a text is a copy
constexpr std::size_t kTerms = 64;         // kept of a report
constexpr std::size_t kCentreTerms = 256;  // kept of a story
constexpr std::size_t kKeys = 16;          // of a report's terms, by which it finds its story
constexpr std::size_t kOfKey = 32;         // stories looked at for a key: common terms lead to too many
constexpr std::size_t kCandidates = 8;     // stories compared, those that share the most
constexpr std::size_t kOfBand = 8;         // articles compared for a band
constexpr std::chrono::days kApart{7};
constexpr double kSmooth = 20;             // reports that the first ones are taken to follow
constexpr std::uint64_t kCountAll = 4096;  // after so many reports the counts of terms hardly move:
constexpr std::uint32_t kCountEvery = 16;  // one in so many is counted then, and for all of them
constexpr int kNoDay = -1;
constexpr int kFarDay = 10'000'000;

int number_of(Day day) { return std::max(0, static_cast<int>(day.time_since_epoch().count()) + 1'000'000); }

bool heavier(const Term& a, const Term& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; }

void keep_heaviest(TermVector& terms, std::size_t most) {
  if (terms.size() <= most) return;
  std::nth_element(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(most), terms.end(), heavier);
  terms.resize(most);
}

// The report's heaviest terms, heaviest first, of length one.
TermVector weigh(StoryIndex& index, const Fingerprint& print) {
  const double all = static_cast<double>(index.seen()) + 1;
  const std::vector<std::uint32_t> with = index.counts(print.terms);
  TermVector vector;
  vector.reserve(print.terms.size());
  for (std::size_t i = 0; i < print.terms.size() && i < with.size(); ++i) {
    const double weight = (1 + std::log(print.terms[i].weight)) * std::log((all + kSmooth) / (with[i] + 1.0));
    if (weight > 0) vector.push_back({print.terms[i].term, static_cast<float>(weight)});
  }
  keep_heaviest(vector, kTerms);
  std::sort(vector.begin(), vector.end(), heavier);
  double square = 0;
  for (const Term& part : vector) square += static_cast<double>(part.weight) * part.weight;
  const auto length = static_cast<float>(square > 0 ? std::sqrt(square) : 1);
  for (Term& part : vector) part.weight /= length;
  return vector;
}

// Of a report's vector, sorted by term and of length one, and a centre.
double cosine(const TermVector& vector, const TermVector& centre) {
  double product = 0;
  double square = 0;
  std::size_t at = 0;
  for (const Term& there : centre) {
    square += static_cast<double>(there.weight) * there.weight;
    while (at < vector.size() && vector[at].term < there.term) ++at;
    if (at < vector.size() && vector[at].term == there.term) product += static_cast<double>(vector[at].weight) * there.weight;
  }
  return square > 0 ? product / std::sqrt(square) : 0;
}

Number copied_by(StoryIndex& index, const Fingerprint& print) {
  if (!print.has_signature) return 0;
  std::vector<Number> seen;
  for (const std::uint64_t band : bands_of(print.signature)) {
    for (const Number article : index.with_band(band, kOfBand)) {
      if (std::find(seen.begin(), seen.end(), article) != seen.end()) continue;
      seen.push_back(article);
      if (resemblance(index.signature(article), print.signature) >= kCopy) return article;
    }
  }
  return 0;
}

// The stories that share the most of the report's heaviest terms.
std::vector<Number> candidates(StoryIndex& index, const TermVector& heaviest_first, std::optional<Day> day) {
  std::unordered_map<Number, double> shared;
  const auto look = [&](const Term& part, int first, int last) {
    for (const Number story : index.with_term(part.term, first, last, kOfKey)) shared[story] += part.weight;
  };
  for (std::size_t i = 0; i < std::min(kKeys, heaviest_first.size()); ++i) {
    const Term& part = heaviest_first[i];
    if (!day) {
      look(part, kNoDay, kFarDay);
      continue;
    }
    look(part, number_of(*day) - static_cast<int>(kApart.count()), number_of(*day) + static_cast<int>(kApart.count()));
    look(part, kNoDay, kNoDay);
  }
  std::vector<std::pair<double, Number>> ranked;
  for (const auto& [story, weight] : shared) ranked.emplace_back(-weight, story);
  std::sort(ranked.begin(), ranked.end());
  std::vector<Number> best;
  for (std::size_t i = 0; i < std::min(kCandidates, ranked.size()); ++i) best.push_back(ranked[i].second);
  return best;
}

bool too_far_apart(std::optional<Day> day, const StoryState& state) {
  return day && state.first && (*day - *state.last > kApart || *state.first - *day > kApart);
}

}  // namespace

void grow(StoryState& state, std::optional<Day> day, const TermVector& vector) {
  if (day) {
    state.first = state.first ? std::min(*state.first, *day) : *day;
    state.last = state.last ? std::max(*state.last, *day) : *day;
  }
  TermVector sum;
  sum.reserve(state.centre.size() + vector.size());
  std::size_t at = 0;
  for (const Term& there : state.centre) {
    while (at < vector.size() && vector[at].term < there.term) sum.push_back(vector[at++]);
    const bool both = at < vector.size() && vector[at].term == there.term;
    sum.push_back({there.term, there.weight + (both ? vector[at++].weight : 0)});
  }
  sum.insert(sum.end(), vector.begin() + static_cast<std::ptrdiff_t>(at), vector.end());
  keep_heaviest(sum, kCentreTerms);
  std::sort(sum.begin(), sum.end());
  state.centre = std::move(sum);
}

Placed place(StoryIndex& index, Number article, const Fingerprint& print, Number expected) {
  const TermVector heaviest_first = weigh(index, print);
  TermVector vector = heaviest_first;
  std::sort(vector.begin(), vector.end());

  Placed placed;
  placed.copy_of = copied_by(index, print);
  StoryState state;
  if (placed.copy_of != 0) {
    placed.story = index.story_of(placed.copy_of);
    state = index.state(placed.story);
  } else {
    double best = kSame;
    std::vector<Number> stories = candidates(index, heaviest_first, print.published);
    if (expected != 0) stories.push_back(expected);
    for (const Number story : stories) {
      StoryState candidate = index.state(story);
      if (story != expected && too_far_apart(print.published, candidate)) continue;
      const double likeness = cosine(vector, candidate.centre) * (story == expected ? 2 : 1);
      if (likeness > best) best = likeness, placed.story = story, state = std::move(candidate);
    }
  }
  if (placed.story == 0) placed.story = index.open_story(), placed.opened = true;

  const int day = print.published ? number_of(*print.published) : kNoDay;
  grow(state, print.published, vector);
  index.put_state(placed.story, state);
  index.put_article(article, placed.story, placed.copy_of, print, vector);
  // A copy leads where its first does: only that is indexed.
  if (placed.copy_of == 0) {
    for (std::size_t i = 0; i < std::min(kKeys, heaviest_first.size()); ++i) index.put_key(heaviest_first[i].term, day, placed.story);
    if (print.has_signature) index.put_bands(article, print.signature);
  }
  const std::uint64_t seen = index.seen();
  index.count(print.terms, seen < kCountAll ? 1 : seen % kCountEvery == 0 ? kCountEvery : 0);
  return placed;
}

}  // namespace vedette
