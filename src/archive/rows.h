#pragma once
// The rows of one article in the archive's tables.

#include "archive/database.h"
#include "archive/layout.h"
#include "archive/registry.h"

namespace vedette {

Outcome write_rows(const Database& database, std::int64_t article, const Layout& layout, const RowNumbers& numbers);
Outcome delete_rows(const Database& database, std::int64_t article);
// What the tables hold of an article, as write_rows was given it; an Error where rows are missing or contradict each other.
Result<Layout> read_rows(const Database& database, std::int64_t article);

}  // namespace vedette
