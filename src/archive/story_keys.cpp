// Remembers keys of stories. Doors: TermLists, BandFilter. Test: story_keys_test.cpp.
#include "archive/story_keys.h"

#include <algorithm>
#include <bit>

namespace vedette {
namespace {

constexpr std::size_t kTermsKept = 400'000;
constexpr std::size_t kKeysKept = 1'200'000;    // 8 bytes each
constexpr std::uint32_t kAskedOften = 4;
constexpr std::size_t kKeysOfAnswer = 32;       // that an answer reads, about

constexpr std::uint64_t kBitsOfBand = 16;       // gives one false answer in a hundred
constexpr std::uint64_t kMostWords = 1 << 21;   // 16 MB

std::uint64_t mixed(std::uint64_t band) {
  band = (band ^ (band >> 31)) * 0x9E3779B97F4A7C15;
  return band ^ (band >> 29);
}

// Four bits of one word.
std::uint64_t bits_of(std::uint64_t hash) {
  return std::uint64_t{1} << (hash >> 58) | std::uint64_t{1} << (hash >> 52 & 63) | std::uint64_t{1} << (hash >> 46 & 63) | std::uint64_t{1} << (hash >> 40 & 63);
}

}  // namespace

bool TermLists::find(std::uint32_t term, int first_day, int last_day, std::size_t limit, std::vector<std::pair<int, Number>>& found) const {
  const auto list = lists_.find(term);
  if (list == lists_.end() || !list->second.complete) return false;
  const std::vector<Key>& keys = list->second.keys;
  auto after = std::upper_bound(keys.begin(), keys.end(), last_day, [](int day, const Key& key) { return day < key.day; });
  for (; limit > 0 && after != keys.begin() && (after - 1)->day >= first_day; --limit) {
    --after;
    found.emplace_back(after->day, after->story);
  }
  return true;
}

std::size_t TermLists::asked(std::uint32_t term) {
  if (lists_.size() >= kTermsKept && !lists_.contains(term)) return 0;
  const std::uint32_t asked = ++lists_[term].asked;
  if (asked < kAskedOften || !std::has_single_bit(asked) || kept_ >= kKeysKept) return 0;
  return asked * kKeysOfAnswer;
}

void TermLists::remember(std::uint32_t term, std::vector<Key> sorted) {
  List& list = lists_[term];
  list.keys = std::move(sorted);
  list.keys.shrink_to_fit();
  list.complete = true;
  kept_ += list.keys.size();
}

void TermLists::written(std::uint32_t term, std::span<const Key> sorted) {
  const auto list = lists_.find(term);
  if (list == lists_.end() || !list->second.complete) return;
  std::vector<Key>& keys = list->second.keys;
  kept_ -= keys.size();
  const auto before = static_cast<std::ptrdiff_t>(keys.size());
  keys.insert(keys.end(), sorted.begin(), sorted.end());
  std::inplace_merge(keys.begin(), keys.begin() + before, keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  kept_ += keys.size();
}

bool TermLists::is_full() const { return kept_ > kKeysKept + kKeysKept / 4; }

void BandFilter::make(std::uint64_t bands) {
  words_.assign(std::min(kMostWords, std::bit_ceil(2 * bands * kBitsOfBand / 64 + 1)), 0);
  asked_ = held_ = 0;
  room_ = 2 * bands + 64;
}

void BandFilter::add(std::uint64_t band) {
  if (words_.empty()) return;
  if (++held_ > room_) return clear();
  const std::uint64_t hash = mixed(band);
  words_[hash & (words_.size() - 1)] |= bits_of(hash);
}

bool BandFilter::may_have(std::uint64_t band) const {
  const std::uint64_t hash = mixed(band);
  const std::uint64_t bits = bits_of(hash);
  return (words_[hash & (words_.size() - 1)] & bits) == bits;
}

}  // namespace vedette
