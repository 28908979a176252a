#pragma once
// Fetches over http and https, politely and within bounds. The only room that uses the net; the engine does not link it.

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace vedette {

struct FetchLimits {
  std::size_t bytes = 32u << 20;  // of a body when it is unpacked
  double seconds = 30;            // for each request
  int redirects = 5;
  double delay = 1;               // seconds between two requests to one host; a site may ask for up to a minute
  bool allow_private = false;     // addresses that are not of the public internet
  std::vector<std::string> allowed_addresses;  // of these only such: "192.168.1.7"
  std::string user_agent;         // empty: "vedette/VERSION"
};

// What a server said of an earlier answer; with these it may say that nothing has changed.
struct Validators {
  std::string etag;
  std::string last_modified;
};

struct Fetched {
  bool unchanged = false;    // the server said that nothing has changed since; there is no body
  std::string url;           // after redirects
  std::string content_type;  // lower case, without parameters
  std::string charset;
  std::string body;
  Validators validators;
};

class Fetcher {
 public:
  explicit Fetcher(FetchLimits limits);
  Fetcher(Fetcher&&) noexcept;
  ~Fetcher();

  // Waits until the host may be asked, heeds its robots.txt, and follows redirects; every address that is connected to is checked.
  // The Error names what was wrong, without the address that was asked.
  Result<Fetched> get(const std::string& url, const Validators& known = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `reference` seen from `base`, without its fragment; an Error where that is no http or https address.
Result<std::string> resolved(const std::string& base, const std::string& reference);
std::string host_of(const std::string& url);  // lower case; empty where there is none

}  // namespace vedette
