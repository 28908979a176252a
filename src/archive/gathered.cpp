// Moves gathered rows into their large tables. Door: sort_gathered. Test: gathered_test.cpp.
#include "archive/gathered.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vedette {

bool is_time_to_sort(std::uint64_t gathered, std::uint64_t all) {
  constexpr std::uint64_t kFewest = 8'192;
  return gathered >= std::max(kFewest, all / 16);
}

Outcome sort_gathered(const Database& database) {
  // In SQLite's own words inserting needs no second journal, by which the statement alone could be undone.
  const char* move = database.dialect() == Dialect::sqlite ? "INSERT OR IGNORE INTO {0} SELECT {1} FROM {0}_new ORDER BY {1}"
                                                           : "INSERT INTO {0} SELECT {1} FROM {0}_new WHERE 1 = 1 ORDER BY {1} ON CONFLICT DO NOTHING";
  for (const auto& [table, columns] : {std::pair("story_band", "band, article"), std::pair("story_key", "term, day, story"), std::pair("party_alias", "folded, party")}) {
    if (Outcome done = database.run(fmt::format(fmt::runtime(move), table, columns)); !done) return done;
    if (Outcome done = database.run(fmt::format("DELETE FROM {}_new", table)); !done) return done;
  }
  return Done{};
}

}  // namespace vedette
