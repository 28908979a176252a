#pragma once
// The record: `vedette/report/1`, as docs/report.md says.

#include <string>

#include "report/reading.h"
#include "world/world.h"

namespace vedette {

// One JSON object, without a line end. After an earlier step than `report` only what the rooms up to there made is in it;
// after `page` it holds `article`, `blocks`, `repairs` and `text`, the repaired body text.
std::string write_record(const Reading& reading, const World& world, const MadeBy& made_by);

// The step's own output as `--until` prints it, with its line end: CoNLL-U after grammar, else a line of JSON.
std::string write_step(const Reading& reading, const World& world, const MadeBy& made_by);

std::string_view name_of(BlockKind kind);
std::string_view name_of(RepairKind kind);
std::string_view name_of(ActorKind kind);
std::string_view name_of(MentionForm form);
std::string_view name_of(PlaceKind kind);
std::string_view name_of(TimeKind kind);
std::string_view name_of(QuoteKind kind);
std::string_view name_of(Status status);  // "called-for"

}  // namespace vedette
