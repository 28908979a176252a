#pragma once
// The watch inside the server: its rules file and the alerts kept so far.

#include <mutex>

#include "listing.h"
#include "serve.h"
#include "watch/outbox.h"

namespace vedette {

class WatchRoom {
 public:
  explicit WatchRoom(const ServeOptions& options);
  // The rules as they stand, {toml, writable, rules, faults}.
  Answer rules() const;
  // Takes new rules in place of those with the ETag that If-Match names.
  Answer write_rules(const Request& request);
  Answer alerts(const Request& request, std::string_view as_of) const;
  std::int64_t alert_count() const;
  bool writable() const;
  // Looks for what the rules are about; gives the alerts that are new, each as a JSON object with its number.
  std::vector<std::pair<std::int64_t, std::string>> look(const Ledger& ledger, const Database& archive);
  // Alerts with a number above `after`, as JSON objects.
  std::vector<std::pair<std::int64_t, std::string>> since(std::int64_t after) const;
  std::string etag() const;  // of the alerts

 private:
  std::string file() const;  // the rules' text, empty where there is none
  const ServeOptions& options_;
  std::string rules_path_;
  mutable std::mutex mutex_;
  std::optional<Outbox> outbox_;
  std::string fault_;        // why there is no outbox
};

}  // namespace vedette
