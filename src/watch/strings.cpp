// Strings kept once. Door: Strings. Test: strings_test.cpp.
#include "base/digest.h"
#include "watch/ledger.h"

namespace vedette {

std::size_t Strings::slot_of(std::string_view text) const {
  std::size_t slot = hash64(text) & (slots_.size() - 1);
  while (slots_[slot] != kNone && all_[slots_[slot]] != text) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

Index Strings::add(std::string_view text) {
  if (all_.size() * 2 >= slots_.size()) {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, kNone);
    for (Index at = 0; at < all_.size(); ++at) slots_[slot_of(all_[at])] = at;
  }
  const std::size_t slot = slot_of(text);
  if (slots_[slot] == kNone) {
    slots_[slot] = static_cast<Index>(all_.size());
    all_.emplace_back(text);
  }
  return slots_[slot];
}

Index Strings::find(std::string_view text) const { return slots_.empty() ? kNone : slots_[slot_of(text)]; }

}  // namespace vedette
