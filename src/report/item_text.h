#pragma once
// One thing of a report for a person: its fields, and below them the text with its evidence marked in place.

#include <string>
#include <string_view>

#include "base/result.h"
#include "report/marked_text.h"

namespace vedette {

// `item` is an event (e3), a quote (q1), an actor (a2) or a place (p1) of the record; empty is the report itself, with all events and
// quotes named in its text. `text` is the article's raw text. Of a single item only the paragraphs around its evidence are shown, unless
// `whole`. An Error where the record has no such item.
Result<std::string> write_item(const RecordView& record, std::string_view text, std::string_view item, bool whole, const TextStyle& style);

}  // namespace vedette
