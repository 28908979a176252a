#pragma once
// From a request to an answer: who may ask, which handler answers, what is kept of answers.

#include <list>
#include <mutex>

#include "api.h"
#include "watch_room.h"

namespace vedette {

// Answers of one state of the archive, by target; the longest unused go.
class AnswerCache {
 public:
  std::shared_ptr<const Answer> find(const std::string& key);
  void put(const std::string& key, std::shared_ptr<const Answer> answer);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const Answer>>;
  std::mutex mutex_;
  std::list<Entry> entries_;
  std::unordered_map<std::string, std::list<Entry>::iterator> known_;
  std::size_t bytes_ = 0;
};

class Service {
 public:
  Service(const ServeOptions& options, Keeper& keeper, WatchRoom& watch, std::string token);
  // Safe to call from many threads.
  Answer answer(const Request& request);
  // Why this request may not come in: its Host, Origin or token; nullopt where it may.
  std::optional<Answer> refuse(const Request& request) const;
  // The content security policy of every answer.
  const std::string& policy() const { return policy_; }

  // Called when new rules are in force.
  std::function<void()> rules_written;

 private:
  Answer route(const Request& request);
  Answer page(const Request& request) const;
  const ServeOptions& options_;
  Keeper& keeper_;
  WatchRoom& watch_;
  std::string token_;
  std::string policy_;
  std::vector<Answer> files_;  // of the page, as page_files has them
  AnswerCache cache_;
};

// The page's files, /api/1/openapi.json and the security policy for the page's own scripts and styles.
struct PageFile {
  std::string_view path, bytes;
};
const std::vector<PageFile>& page_files();
std::string_view page_html();
std::string_view openapi_json();
std::string policy_of(std::string_view html);

}  // namespace vedette
