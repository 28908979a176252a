#pragma once
// PETRARCH's actor, agent and discard dictionaries, read as they are. Format: Schrodt, Beieler and Idris, "Three's a charm? Open event
// data coding with EL:DIABLO, PETRARCH, and the Open Event Data Alliance" (2014), and the dictionaries' own remarks.

#include <string>
#include <string_view>
#include <vector>

#include "world/tables.h"

namespace vedette {

// Whether this is such a dictionary rather than a table with a header line.
bool is_petrarch(std::string_view content);

// Puts the dictionary's lines in force. Gives "file:line: …" for every line that does not parse; it is skipped.
std::vector<std::string> add_petrarch(Tables& tables, const std::string& file, std::string_view content);

}  // namespace vedette
