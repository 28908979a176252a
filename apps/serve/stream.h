#pragma once
// What those who listen to /api/1/stream are told.

#include "server.h"

namespace vedette {

// "ARTICLE-ALERT": the last article's row and the last alert's number, for Last-Event-ID.
std::string stream_id(const Ledger& ledger, std::int64_t alert);
Notice state_notice(const Ledger& ledger);
// Articles above `after`, at most the newest 100; `alert` is the last alert that was told before them.
std::vector<Notice> article_notices(const Ledger& ledger, std::int64_t after, std::int64_t alert);
// The state, and what was missed since `last_event_id`.
std::vector<Notice> greeting(const Keeper& keeper, const WatchRoom& watch, const std::string& last_event_id);

}  // namespace vedette
