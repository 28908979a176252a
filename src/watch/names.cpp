// Finds actors by their names. Door: NameIndex. Test: names_test.cpp.
#include <algorithm>

#include "base/digest.h"
#include "base/utf8.h"
#include "watch/ledger_rows.h"

namespace vedette {
namespace {

constexpr std::size_t kKeys = std::size_t{1} << 16;

Index key_of(std::string_view beginning) { return static_cast<Index>(hash64(beginning) % kKeys); }

// Calls `each` with what stands from each word of a name to its end.
template <class Each>
void each_word(std::string_view name, Each each) {
  for (std::size_t at = 0; at < name.size(); ++at)
    if (begins_word(name, at)) each(name.substr(at));
}

Postings by_beginning(const std::vector<LedgerActor>& actors, const std::vector<Index>& order, std::size_t length) {
  std::vector<Index> last;
  return postings(kKeys, [&](auto put) {
    last.assign(kKeys, kNone);
    for (Index rank = 0; rank < order.size(); ++rank) {
      const auto add = [&](std::string_view word) {
        if (word.size() < length) return;
        const Index key = key_of(word.substr(0, length));
        if (last[key] != rank) put(key, last[key] = rank);
      };
      const LedgerActor& actor = actors[order[rank]];
      each_word(actor.folded, add);
      if (!actor.entity.empty()) add(fold(actor.entity));
    }
  });
}

}  // namespace

bool begins_word(std::string_view name, std::size_t at) { return at == 0 || name[at - 1] == ' ' || name[at - 1] == '-' || name[at - 1] == '('; }

NameIndex::NameIndex(const std::vector<LedgerActor>& actors, const std::vector<Index>& order)
    : by_two_(by_beginning(actors, order, 2)), by_three_(by_beginning(actors, order, 3)) {
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

std::optional<std::span<const Index>> NameIndex::beginning(std::string_view folded) const {
  if (folded.size() < 2 || by_two_.keys() == 0) return std::nullopt;
  const Postings& of = folded.size() == 2 ? by_two_ : by_three_;
  const Index key = key_of(folded.substr(0, folded.size() == 2 ? 2 : 3));
  return std::span<const Index>(of.begin(key), of.end(key));
}

}  // namespace vedette
