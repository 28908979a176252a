#pragma once
// The numbers of articles, parties and locations: the next one for what the archive has not met. They count up, so that the rows of what is new
// are written at the end of tables and indexes.

#include <unordered_map>
#include <vector>

#include "archive/database.h"
#include "archive/layout.h"

namespace vedette {

// The number of each actor's party and each place's location, in the order of a layout.
struct RowNumbers {
  std::vector<std::int64_t> parties, locations;
};

// Numbers that were given hold from one transaction to the next while no other program has taken rows out.
class Registry {
 public:
  explicit Registry(const Database& database) : database_(database) {}

  std::int64_t next_article() { return ++last_article_; }
  Result<RowNumbers> numbers(const Layout& layout);
  // The keys of what was numbered afresh in this transaction; whoever writes the rows asks for them.
  bool is_new_party(std::int64_t number) const { return number > stored_parties_; }
  bool is_new_location(std::int64_t number) const { return number > stored_locations_; }

  Outcome begin();  // of a transaction; what one before it gave is forgotten if that was not committed
  void committed() { open_ = false; }

 private:
  void forget();
  Result<std::int64_t> party(const Layout::Actor& actor);
  Result<std::int64_t> location(const Layout::Place& place);

  const Database& database_;
  Statement by_entity_, by_name_, by_place_;
  std::unordered_map<std::int64_t, std::int64_t> parties_, locations_;  // by key
  std::int64_t last_article_ = 0;
  std::int64_t last_party_ = 0, last_location_ = 0;
  std::int64_t stored_parties_ = 0, stored_locations_ = 0;
  std::int64_t rewritten_ = -1;  // as the manifest had it
  bool open_ = false;
};

}  // namespace vedette
