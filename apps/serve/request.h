#pragma once
// What a handler of the API sees of HTTP, and what it gives back.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vedette {

struct Request {
  std::string method;
  std::string target;                                              // as it came
  std::vector<std::string> path;                                   // decoded parts: "api", "1", "events"
  std::vector<std::pair<std::string, std::string>> query;          // decoded
  std::string host, origin, fetch_site, authorization, cookie, content_type, if_match, if_none_match, last_event_id;
  bool takes_gzip = false;
  std::string body;
  std::string local_address;                                       // that the client connected to
};

struct Answer {
  unsigned status = 200;
  std::string type = "application/json";
  std::shared_ptr<const std::string> body = std::make_shared<const std::string>();
  std::shared_ptr<const std::string> packed;                       // gzip of the body, where it was worth it
  std::string etag;
  std::vector<std::pair<std::string, std::string>> headers;
};

// Parts a target; false where it is no valid one.
bool parse_target(std::string_view target, Request& request);
// gzip at a level for answers that are made anew each time; empty where it fails.
std::string gzip(std::string_view bytes, int level);

// {"error": {"status", "message", "parameter", "expected"}}
Answer refusal(unsigned status, std::string_view message, std::string_view parameter = {}, std::string_view expected = {});
Answer json_answer(std::string body);

}  // namespace vedette
