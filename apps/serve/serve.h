#pragma once
// vedette serve: an archive as a page and a JSON API. Door: serve.

#include <functional>
#include <string>
#include <vector>

#include "vedette/article.h"
#include "vedette/result.h"

namespace vedette {

class World;

struct ServeOptions {
  std::string archive;
  std::string address = "127.0.0.1";
  int port = 8417;                         // 0: any that is free
  std::string token_file;                  // needed where `address` is not loopback
  std::vector<std::string> hosts;          // names by which the server may be asked for, besides its addresses
  std::string rules;                       // the watch's rules; else ARCHIVE.rules.toml
  std::string alerts;                      // where alerts are kept; else ARCHIVE.watch
  int threads = 0;                         // 0: as many as the machine has
  int connections = 12'000;                // the most at once; the longest idle give way
  int header_seconds = 10;                 // for a request's header and body to come
  int idle_seconds = 60;                   // between two requests of a connection
  int write_seconds = 20;                  // for a client to take an answer
  const World* world = nullptr;            // for blocs and offices; may be null
  // Why an event stands as it does; may be empty. Called by several threads at once.
  std::function<Result<std::string>(const Article& article, const std::string& event)> explain;
};

// Serves until SIGINT or SIGTERM. Prints the address once it is ready.
Outcome serve(const ServeOptions& options);

}  // namespace vedette
