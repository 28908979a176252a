#include "watch_room.h"

namespace vedette {
WatchRoom::WatchRoom(const ServeOptions& options) : options_(options) {}
Answer WatchRoom::rules() const { return json_answer("{}"); }
Answer WatchRoom::write_rules(const Request&) { return refusal(403, "no"); }
Answer WatchRoom::alerts(const Request&, std::string_view) const { return json_answer("{}"); }
std::int64_t WatchRoom::alert_count() const { return 0; }
bool WatchRoom::writable() const { return false; }
std::vector<std::pair<std::int64_t, std::string>> WatchRoom::look(const Ledger&, const Database&) { return {}; }
std::vector<std::pair<std::int64_t, std::string>> WatchRoom::since(std::int64_t) const { return {}; }
std::string WatchRoom::etag() const { return {}; }
}  // namespace vedette
