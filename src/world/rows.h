#pragma once
// The rows of world/*.tsv (world/README.md), checked and put into Tables.

#include <string>
#include <vector>

#include "world/tables.h"
#include "world/tsv.h"

namespace vedette {

// Puts the tables' rows in force, tables that others refer to first; which table it is, its columns tell. Gives a message
// "file:line: …" for every row that is wrong; such a row is left out.
std::vector<std::string> add_rows(Tables& tables, const std::vector<TsvTable>& files);

}  // namespace vedette
