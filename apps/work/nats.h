#pragma once
// NATS JetStream with its faults as Results: the connection, the streams, messages. Method names follow libnats.

#include <nats/nats.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vedette/result.h"

namespace vedette {

template <auto Destroy>
struct NatsDestroy {
  void operator()(auto* raw) const { Destroy(raw); }
};
using NatsMessage = std::unique_ptr<natsMsg, NatsDestroy<natsMsg_Destroy>>;
using NatsSubscription = std::unique_ptr<natsSubscription, NatsDestroy<natsSubscription_Destroy>>;

// "nats://HOST:PORT,HOST:PORT/SUBJECT": the servers to try, and a subject.
struct NatsAddress {
  std::vector<std::string> servers;  // "nats://HOST:PORT"
  std::string subject;
};
Result<NatsAddress> nats_address(std::string_view given);

// The stream that holds a subject: "articles" stands in ARTICLES, "news.in" in NEWS_IN.
std::string stream_of(std::string_view subject);

struct StreamPlan {
  std::string subject;                // what it takes in
  std::string name;
  int replicas = 1;
  std::int64_t latest_of_subject = 0;  // keep only so many messages a subject; 0 keeps all
};

class Nats {
 public:
  // Connects and goes on connecting again, for as long as the program lives, when a server goes away. `credentials` may be empty.
  static Result<Nats> open(const NatsAddress& address, const std::string& credentials);

  // Makes the stream where there is none; one that is there stays as it is.
  Outcome make_stream(const StreamPlan& plan) const;
  // Waits until the stream has the message; the same id within the stream's window changes nothing. `headers`: pairs of name and value.
  Outcome publish(const std::string& subject, std::string_view body, const std::string& id,
                  std::initializer_list<std::pair<const char*, std::string>> headers = {}) const;
  // The latest message of a subject; waits for a stream that is between two leaders.
  Result<NatsMessage> latest(const std::string& stream, const std::string& subject) const;
  jsCtx* stream() const { return stream_.get(); }
  std::int64_t largest_message() const { return natsConnection_GetMaxPayload(connection_.get()); }

 private:
  std::unique_ptr<natsConnection, NatsDestroy<natsConnection_Destroy>> connection_;
  std::unique_ptr<jsCtx, NatsDestroy<jsCtx_Destroy>> stream_;
};

// What libnats says of its last fault on this thread.
Error nats_fault(std::string_view doing, natsStatus status);

}  // namespace vedette
