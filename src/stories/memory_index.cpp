// Keeps stories in memory. Door: MemoryIndex. Test: stories_test.cpp.
#include "stories/memory_index.h"

namespace vedette {

std::vector<std::uint32_t> MemoryIndex::counts(const std::vector<Term>& terms) {
  std::vector<std::uint32_t> with;
  with.reserve(terms.size());
  for (const Term& term : terms) {
    const auto found = counts_.find(term.term);
    with.push_back(found == counts_.end() ? 0 : found->second);
  }
  return with;
}

void MemoryIndex::count(const std::vector<Term>& terms, std::uint32_t by) {
  ++seen_;
  if (by == 0) return;
  for (const Term& term : terms) counts_[term.term] += by;
}

std::vector<Number> MemoryIndex::with_band(std::uint64_t band, std::size_t limit) {
  const auto found = bands_.find(band);
  if (found == bands_.end()) return {};
  std::vector<Number> articles = found->second;
  if (articles.size() > limit) articles.resize(limit);
  return articles;
}

std::vector<Number> MemoryIndex::with_term(std::uint32_t term, int first_day, int last_day, std::size_t limit) {
  std::vector<Number> stories;
  const auto found = keys_.find(term);
  if (found == keys_.end()) return stories;
  auto at = found->second.upper_bound({last_day, std::numeric_limits<Number>::max()});
  while (at != found->second.begin() && stories.size() < limit) {
    --at;
    if (at->first < first_day) break;
    stories.push_back(at->second);
  }
  return stories;
}

Number MemoryIndex::open_story() {
  states_.emplace_back();
  return static_cast<Number>(states_.size());
}

void MemoryIndex::put_article(Number article, Number story, Number, const Fingerprint& print, const TermVector&) {
  articles_[article] = {story, print.signature};
}

void MemoryIndex::put_bands(Number article, const Signature& signature) {
  for (const std::uint64_t band : bands_of(signature)) bands_[band].push_back(article);
}

}  // namespace vedette
