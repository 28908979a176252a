// Finds actors by their names. Door: NameIndex. Test: names_test.cpp.
#include <algorithm>

#include "base/digest.h"
#include "base/utf8.h"
#include "watch/ledger_rows.h"

namespace vedette {
namespace {

constexpr Index kMostUnknown = 1'024;  // later actors that are gone through one by one
constexpr std::size_t kKeys = std::size_t{1} << 16;

// Two bytes as they are; of three a digest.
Index key_of(std::string_view word, std::size_t length) {
  std::uint32_t bytes = 0;
  for (std::size_t i = 0; i < length; ++i) bytes = (bytes << 8) | static_cast<unsigned char>(word[i]);
  return length == 2 ? bytes : (bytes * 2654435769U) >> 16;  // Knuth's multiplicative hashing
}

Postings by_beginning(const std::vector<LedgerActor>& actors, std::size_t length) {
  std::vector<Index> last;
  return postings(kKeys, [&](auto put) {
    last.assign(kKeys, kNone);
    for (Index at = 0; at < actors.size(); ++at) {
      const auto add = [&](std::string_view word) {
        if (word.size() < length) return;
        const Index key = key_of(word, length);
        if (last[key] != at) put(key, last[key] = at);
      };
      const std::string_view name = actors[at].folded;
      for (std::size_t i = 0; i + length <= name.size(); ++i)
        if (begins_word(name, i)) add(name.substr(i));
      if (!actors[at].entity.empty()) add(fold(actors[at].entity));
    }
  });
}

}  // namespace

bool begins_word(std::string_view name, std::size_t at) { return at == 0 || name[at - 1] == ' ' || name[at - 1] == '-' || name[at - 1] == '('; }

NameIndex::NameIndex(const std::vector<LedgerActor>& actors, const NameIndex& before) : known_(before.known_), actors_(static_cast<Index>(actors.size())) {
  if (known_ && actors_ - known_->by_digest.size() <= kMostUnknown) return;
  auto made = std::make_shared<Known>();
  made->by_two = by_beginning(actors, 2);
  made->by_three = by_beginning(actors, 3);
  made->by_digest.reserve(actors.size());
  for (Index at = 0; at < actors_; ++at) made->by_digest.emplace_back(hash64(actors[at].folded), at);
  std::sort(made->by_digest.begin(), made->by_digest.end());
  known_ = std::move(made);
}

std::vector<Index> NameIndex::named(const std::vector<LedgerActor>& actors, std::string_view folded) const {
  std::vector<Index> found;
  if (!known_) return found;
  const std::uint64_t digest = hash64(folded);
  for (auto at = std::lower_bound(known_->by_digest.begin(), known_->by_digest.end(), std::pair(digest, Index{0})); at != known_->by_digest.end() && at->first == digest; ++at)
    if (actors[at->second].folded == folded) found.push_back(at->second);
  for (auto at = static_cast<Index>(known_->by_digest.size()); at < actors_; ++at)
    if (actors[at].folded == folded) found.push_back(at);
  return found;
}

std::optional<std::vector<Index>> NameIndex::beginning(std::string_view folded) const {
  if (folded.size() < 2 || !known_) return std::nullopt;
  const Postings& of = folded.size() == 2 ? known_->by_two : known_->by_three;
  const Index key = key_of(folded, folded.size() == 2 ? 2 : 3);
  std::vector<Index> found(of.begin(key), of.end(key));
  for (auto at = static_cast<Index>(known_->by_digest.size()); at < actors_; ++at) found.push_back(at);
  return found;
}

}  // namespace vedette
