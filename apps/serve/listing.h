#pragma once
// A page of a list as JSON, or the whole of it as JSONL or CSV: items are added until it is full.

#include <array>
#include <optional>
#include <type_traits>

#include "parameters.h"
#include "report/json.h"

namespace vedette {

// Where a page ended: numbers that say it whatever is added meanwhile.
using PageMark = std::array<std::int64_t, 3>;

class Listing {
 public:
  // `columns`: keys of an item with blanks between, the order of the CSV. Reads limit, after and format.
  Listing(Parameters& parameters, std::string_view name, std::string_view columns);

  const std::optional<PageMark>& after() const { return after_; }
  // Writes an item with `write(JsonWriter&)`; false, and nothing is written, where the page is full.
  template <class Write>
  bool add(const PageMark& at, Write write) {
    if (count_ == limit_) return more_ = true, false;
    item_.clear();
    if constexpr (std::is_invocable_v<Write, std::string&>) {
      write(item_);  // the item as it is
    } else {
      JsonWriter json(item_);
      write(json);
    }
    put(at);
    return true;
  }
  Answer finish(std::string_view as_of);

 private:
  void put(const PageMark& at);
  std::string name_, columns_, format_, out_, item_;
  std::int64_t limit_ = 0, count_ = 0;
  bool more_ = false;
  std::optional<PageMark> after_;
  PageMark last_{};
};

}  // namespace vedette
