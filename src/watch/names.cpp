// Finds actors by their names. Door: NameIndex. Test: tests/serve.py.
#include <algorithm>

#include "base/digest.h"
#include "watch/ledger.h"

namespace vedette {

NameIndex::NameIndex(const std::vector<LedgerActor>& actors) {
  by_digest_.reserve(actors.size());
  for (Index at = 0; at < actors.size(); ++at) by_digest_.emplace_back(hash64(actors[at].folded), at);
  std::sort(by_digest_.begin(), by_digest_.end());
}

std::vector<Index> NameIndex::named(const std::vector<LedgerActor>& actors, std::string_view folded) const {
  std::vector<Index> found;
  const std::uint64_t digest = hash64(folded);
  for (auto at = std::lower_bound(by_digest_.begin(), by_digest_.end(), std::pair(digest, Index{0})); at != by_digest_.end() && at->first == digest; ++at)
    if (actors[at->second].folded == folded) found.push_back(at->second);
  return found;
}

}  // namespace vedette
