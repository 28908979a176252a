#pragma once
// The rows of one article in the archive's tables.

#include "archive/database.h"
#include "archive/layout.h"
#include "archive/registry.h"

namespace vedette {

Outcome write_rows(const Database& database, std::int64_t article, const Layout& layout, const RowNumbers& numbers);
Outcome delete_rows(const Database& database, std::int64_t article);

// Reads what the tables hold of an article, as write_rows was given it. Its statements are prepared once.
class RowReader {
 public:
  struct Rows {
    Layout layout;
    RowNumbers numbers;
  };
  explicit RowReader(const Database& database) : database_(database) {}
  // An Error where rows are missing or contradict each other.
  Result<Rows> read(std::int64_t article);

 private:
  // Asks for the rows of `article` in order of their numbers, which must count from 1 where `counted`.
  template <class Each>
  Outcome for_rows(Statement& rows, const char* sql, std::int64_t article, bool counted, Each each);

  const Database& database_;
  Statement actors_, places_, quotes_, events_, sides_, commitments_, doubts_;
};

}  // namespace vedette
