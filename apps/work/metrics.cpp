// The worker's counters and the port that shows them. Door: metrics.h. Test: tests/work.py.
#include "work/metrics.h"

#include <fmt/format.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <functional>
#include <thread>

namespace vedette {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::asio::ip::tcp;

std::string Metrics::text() const {
  static constexpr std::array<const char*, kOutcomes> kNames = {"fresh", "unchanged", "new_version", "withheld", "dead"};
  std::string out = "# HELP vedette_articles_total Articles taken from the stream, by what became of them.\n# TYPE vedette_articles_total counter\n";
  for (std::size_t i = 0; i < kOutcomes; ++i) out += fmt::format("vedette_articles_total{{outcome=\"{}\"}} {}\n", kNames[i], articles[i].load());
  const auto add = [&](const char* name, const char* type, const char* help, auto value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0} {3}\n", name, help, type, value);
  };
  add("vedette_redelivered_total", "counter", "Messages that came again.", redelivered.load());
  add("vedette_batches_total", "counter", "Transactions of the archive.", batches.load());
  add("vedette_archive_faults_total", "counter", "Batches that the archive could not take; their messages come again.", faults.load());
  add("vedette_reading_seconds_total", "counter", "Time spent on reading articles, all threads together.", reading_seconds.load());
  add("vedette_keeping_seconds_total", "counter", "Time spent in the archive.", keeping_seconds.load());
  add("vedette_waiting", "gauge", "Messages in the stream that no worker has been given.", waiting.load());
  return out;
}

struct MetricsServer::State {
  boost::asio::io_context context;
  tcp::acceptor acceptor{context};
  const Metrics* metrics = nullptr;
  std::jthread thread;
  std::function<void()> accept;

  // One request and its answer, with five seconds for both; whatever the client does wrong ends its connection alone.
  struct Session : std::enable_shared_from_this<Session> {
    Session(tcp::socket socket, const Metrics& metrics) : stream(std::move(socket)), metrics(metrics) {
      parser.header_limit(4096);
      parser.body_limit(0);
    }
    beast::tcp_stream stream;
    const Metrics& metrics;
    beast::flat_buffer buffer;
    http::request_parser<http::empty_body> parser;
    http::response<http::string_body> answer;

    void start() {
      stream.expires_after(std::chrono::seconds(5));
      http::async_read(stream, buffer, parser, [self = shared_from_this()](beast::error_code error, std::size_t) {
        if (!error) self->reply();
      });
    }
    void reply() {
      const bool wanted = parser.get().method() == http::verb::get && parser.get().target() == "/metrics";
      answer.result(wanted ? http::status::ok : http::status::not_found);
      answer.set(http::field::content_type, wanted ? "text/plain; version=0.0.4; charset=utf-8" : "text/plain");
      answer.body() = wanted ? metrics.text() : "GET /metrics\n";
      answer.keep_alive(false);
      answer.prepare_payload();
      http::async_write(stream, answer, [self = shared_from_this()](beast::error_code, std::size_t) { self->stream.close(); });
    }
  };
};

MetricsServer::MetricsServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
MetricsServer::MetricsServer(MetricsServer&&) noexcept = default;
MetricsServer::~MetricsServer() {
  if (state_) state_->context.stop();
}

int MetricsServer::port() const { return state_->acceptor.local_endpoint().port(); }

Result<MetricsServer> MetricsServer::open(const std::string& address, const Metrics& metrics) {
  const std::size_t colon = address.rfind(':');
  unsigned port = 0;
  beast::error_code error;
  const auto host = boost::asio::ip::make_address(address.substr(0, colon), error);
  const char* end = address.data() + address.size();
  const bool sound = colon != std::string::npos && !error && std::from_chars(address.data() + colon + 1, end, port).ptr == end && port < 65536;
  if (!sound) return Error{fmt::format("{}: expected ADDRESS:PORT, such as 127.0.0.1:9100", address)};
  auto state = std::make_unique<State>();
  state->metrics = &metrics;
  const tcp::endpoint endpoint(host, static_cast<unsigned short>(port));
  state->acceptor.open(endpoint.protocol(), error);
  if (!error) state->acceptor.set_option(boost::asio::socket_base::reuse_address(true), error);
  if (!error) state->acceptor.bind(endpoint, error);
  if (!error) state->acceptor.listen(8, error);
  if (error) return Error{fmt::format("{}: the metrics cannot be served there: {}", address, error.message())};
  state->accept = [state = state.get()] {
    state->acceptor.async_accept([state](beast::error_code failed, tcp::socket socket) {
      if (!failed) std::make_shared<State::Session>(std::move(socket), *state->metrics)->start();
      if (failed != boost::asio::error::operation_aborted) state->accept();
    });
  };
  state->accept();
  state->thread = std::jthread([state = state.get()] { state->context.run(); });
  return MetricsServer(std::move(state));
}

}  // namespace vedette
