#pragma once
// What a worker counts, in the Prometheus text form, over HTTP.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "vedette/result.h"

namespace vedette {

struct Metrics {
  // By what the archive said of an article, and those that could not be read.
  enum Outcome : unsigned char { fresh, unchanged, new_version, withheld, dead, kOutcomes };
  std::array<std::atomic<std::uint64_t>, kOutcomes> articles{};
  std::atomic<std::uint64_t> redelivered = 0;  // messages that came a second time or later
  std::atomic<std::uint64_t> batches = 0;
  std::atomic<std::uint64_t> faults = 0;       // batches that the archive could not take
  std::atomic<double> reading_seconds = 0;
  std::atomic<double> keeping_seconds = 0;     // in the archive's transactions
  std::atomic<std::uint64_t> waiting = 0;      // messages in the stream that no worker has been given

  std::string text() const;
};

// Answers GET /metrics at "ADDRESS:PORT" on a thread of its own, one request at a time, until it is destroyed. Port 0 takes a free one.
class MetricsServer {
 public:
  static Result<MetricsServer> open(const std::string& address, const Metrics& metrics);
  MetricsServer(MetricsServer&&) noexcept;
  ~MetricsServer();
  int port() const;

 private:
  struct State;
  explicit MetricsServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace vedette
