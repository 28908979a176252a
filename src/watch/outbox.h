#pragma once
// Alerts that were found, and to whom they were sent: an SQLite file beside the archive, so that nothing is missed or sent twice after a restart.

#include "watch/alerts.h"

namespace vedette {

class Outbox {
 public:
  static Result<Outbox> open(const std::string& path);

  // Of the alerts those that are new, each once; they are kept with their numbers, and `raised` is when.
  Result<std::vector<Alert>> keep(std::vector<Alert> found, const Database& archive, const std::string& raised);
  Result<std::vector<Alert>> after(std::int64_t number, std::int64_t limit) const;
  struct Query {
    std::string rule, since, until;  // days on which they were raised
    std::int64_t before = 0;         // 0: from the newest
    std::int64_t limit = 50;
  };
  Result<std::vector<Alert>> list(const Query& query) const;  // the newest first
  std::int64_t count() const;        // the last number
  // What a channel has not had yet, oldest first.
  Result<std::vector<Alert>> waiting(const std::string& channel, std::int64_t limit) const;
  Outcome sent(const std::string& channel, std::int64_t alert);

 private:
  explicit Outbox(Database database) : database_(std::move(database)) {}
  Result<std::vector<Alert>> rows(const std::string& sql, const std::vector<std::string>& values) const;
  Database database_;
};

// One JSON object, as the API has it.
std::string alert_json(const Alert& alert);

}  // namespace vedette
