#pragma once
// Typed ids: an ActorId cannot be handed to something that wants a PlaceId.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace vedette {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t v) : value(static_cast<std::uint32_t>(v)) {}
  constexpr explicit operator bool() const { return value != kNone; }
  constexpr auto operator<=>(const Id&) const = default;
};

// A vector that is indexed by its own kind of id.
template <class IdType, class T>
class IdVector {
 public:
  IdType add(T item) {
    items_.push_back(std::move(item));
    return IdType(items_.size() - 1);
  }
  T& operator[](IdType id) { return items_[id.value]; }
  const T& operator[](IdType id) const { return items_[id.value]; }
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  T& back() { return items_.back(); }
  const T& back() const { return items_.back(); }
  void reserve(std::size_t n) { items_.reserve(n); }

 private:
  std::vector<T> items_;
};

using TokenId = Id<struct TokenTag>;        // a syntactic word of Grammar::tokens
using SentenceId = Id<struct SentenceTag>;
using BlockId = Id<struct BlockTag>;
using EntityId = Id<struct EntityTag>;      // an entity of the World
using ActorId = Id<struct ActorTag>;
using PlaceId = Id<struct PlaceTag>;
using TimeId = Id<struct TimeTag>;
using QuoteId = Id<struct QuoteTag>;
using EventId = Id<struct EventTag>;

}  // namespace vedette
