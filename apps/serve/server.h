#pragma once
// HTTP: listens, reads requests within limits, streams events, stops in order.

#include "service.h"

namespace vedette {

// Something new for those who listen to /api/1/stream.
struct Notice {
  std::string id, event, data;
};

class Server {
 public:
  Server(const ServeOptions& options, Service& service);
  ~Server();
  // Binds and listens; says the port.
  Result<int> open();
  // Serves until a signal comes, then lets the answers that are on their way be finished.
  void run();
  // To all who listen; from any thread.
  void publish(std::vector<Notice> notices);
  // What a listener is sent first: the state, and what it missed since Last-Event-ID.
  std::function<std::vector<Notice>(const std::string& last_event_id)> greet;

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace vedette
