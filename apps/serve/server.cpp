// HTTP over Boost.Beast with coroutines, one strand a connection. Door: Server. Test: tests/serve.py.
#include "server.h"

#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <iostream>

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <fmt/format.h>

namespace vedette {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using net::ip::tcp;
using net::awaitable;
using net::use_awaitable;
constexpr auto kNoThrow = net::as_tuple(net::use_awaitable);

constexpr std::size_t kHeaderLimit = 16 << 10;
constexpr std::size_t kBodyLimit = 256 << 10;
constexpr std::chrono::seconds kHeartbeat(15);
constexpr std::chrono::seconds kLastWords(5);        // for answers that are on their way when the server stops
constexpr std::size_t kMostWaiting = 512;            // notices that a slow listener may leave unread
constexpr int kMostListeners = 2'000;

// What is known of a connection from outside its coroutine.
struct Connection : std::enable_shared_from_this<Connection> {
  explicit Connection(tcp::socket socket) : stream(std::move(socket)), wake(stream.get_executor()) {}
  beast::tcp_stream stream;
  net::steady_timer wake;                            // of a listener: there is something to send
  std::mutex mutex;
  std::deque<Notice> waiting;
  bool overrun = false;
  std::list<std::shared_ptr<Connection>>::iterator place;
  std::list<std::weak_ptr<Connection>>::iterator idle_place;
  bool is_idle = false;                              // waits for a request: may be closed for another
};

Request request_of(const http::request<http::string_body>& message, const std::string& local, bool& valid) {
  Request request;
  const auto field = [&](http::field name) { return std::string(message[name]); };
  request.method = std::string(message.method_string());
  valid = parse_target(std::string_view(message.target().data(), message.target().size()), request) && message.count(http::field::host) <= 1;
  request.host = field(http::field::host), request.origin = field(http::field::origin), request.authorization = field(http::field::authorization);
  request.cookie = field(http::field::cookie), request.content_type = field(http::field::content_type);
  request.if_match = field(http::field::if_match), request.if_none_match = field(http::field::if_none_match);
  request.fetch_site = std::string(message["Sec-Fetch-Site"]);
  request.last_event_id = std::string(message["Last-Event-ID"]);
  request.takes_gzip = message[http::field::accept_encoding].find("gzip") != std::string::npos;
  request.body = message.body();
  request.local_address = local;
  return request;
}

template <class Message>
void put_headers(Message& message, const Answer& answer, const std::string& policy) {
  message.set(http::field::content_type, answer.type);
  message.set(http::field::cache_control, "no-cache");
  if (!answer.etag.empty()) message.set(http::field::etag, answer.etag);
  message.set(http::field::vary, "Accept-Encoding");
  message.set("Content-Security-Policy", policy);
  message.set("X-Content-Type-Options", "nosniff");
  message.set("X-Frame-Options", "DENY");
  message.set("Referrer-Policy", "no-referrer");
  message.set("Cross-Origin-Opener-Policy", "same-origin");
  message.set("Cross-Origin-Resource-Policy", "same-origin");
  for (const auto& [name, value] : answer.headers) message.set(name, value);
}

std::string event_text(const Notice& notice) {
  // JSON without line ends of its own: one data line.
  return (notice.id.empty() ? std::string() : "id: " + notice.id + "\n") + "event: " + notice.event + "\ndata: " + notice.data + "\n\n";
}

}  // namespace

struct Server::Core {
  Core(const ServeOptions& o, Service& s, Server& w) : options(o), service(s), server(w), signals(context), acceptor(context), closing(context) {}

  const ServeOptions& options;
  Service& service;
  Server& server;
  net::io_context context;
  net::signal_set signals;
  tcp::acceptor acceptor;
  net::steady_timer closing;
  std::atomic<bool> stopping = false;
  std::mutex mutex;                                  // of the lists
  std::list<std::shared_ptr<Connection>> all;
  std::list<std::weak_ptr<Connection>> idle;         // the longest idle first
  std::vector<std::weak_ptr<Connection>> listeners;
  int listening = 0;

  void mark_idle(const std::shared_ptr<Connection>& connection, bool is_idle) {
    const std::lock_guard lock(mutex);
    if (connection->is_idle == is_idle) return;
    connection->is_idle = is_idle;
    if (is_idle) {
      connection->idle_place = idle.insert(idle.end(), connection);
    } else {
      idle.erase(connection->idle_place);
    }
  }

  static void close(const std::shared_ptr<Connection>& connection) {
    net::post(connection->stream.get_executor(), [connection] {
      connection->wake.cancel();
      error_code ignored;
      connection->stream.socket().close(ignored);
    });
  }

  // Makes room for one more: the longest idle goes.
  void make_room() {
    std::shared_ptr<Connection> oldest;
    {
      const std::lock_guard lock(mutex);
      if (static_cast<int>(all.size()) < options.connections) return;
      while (!idle.empty() && !oldest) {
        oldest = idle.front().lock();
        if (oldest) oldest->is_idle = false;
        idle.pop_front();
      }
    }
    if (oldest) close(oldest);
  }

  awaitable<void> accept() {
    while (!stopping) {
      auto [fault, socket] = co_await acceptor.async_accept(net::make_strand(context), kNoThrow);
      if (stopping) break;
      if (fault) {
        // Out of descriptors: the longest idle goes, and a moment passes.
        std::shared_ptr<Connection> oldest;
        {
          const std::lock_guard lock(mutex);
          if (!idle.empty()) oldest = idle.front().lock();
        }
        if (oldest) close(oldest);
        net::steady_timer pause(context, std::chrono::milliseconds(20));
        co_await pause.async_wait(kNoThrow);
        continue;
      }
      make_room();
      auto connection = std::make_shared<Connection>(std::move(socket));
      {
        const std::lock_guard lock(mutex);
        if (static_cast<int>(all.size()) >= options.connections + 64) continue;  // nobody is idle: it is closed at once
        connection->place = all.insert(all.end(), connection);
      }
      net::co_spawn(connection->stream.get_executor(), session(connection), [this, connection](const std::exception_ptr&) {
        mark_idle(connection, false);
        const std::lock_guard lock(mutex);
        all.erase(connection->place);
        if (stopping && all.empty()) net::post(context, [this] { closing.cancel(); });
      });
    }
  }

  awaitable<void> session(std::shared_ptr<Connection> connection) {
    beast::tcp_stream& stream = connection->stream;
    error_code ignored;
    stream.socket().set_option(tcp::no_delay(true), ignored);
    const std::string local = stream.socket().local_endpoint(ignored).address().to_string();
    const int lowest = options.header_seconds;
    beast::flat_buffer buffer(kHeaderLimit + kBodyLimit);
    bool first = true;
    while (!stopping) {
      http::request_parser<http::string_body> parser;
      parser.header_limit(kHeaderLimit);
      parser.body_limit(kBodyLimit);
      if (buffer.size() == 0) {
        // Nothing has come yet: idle, and to be closed if its place is needed. Without a byte read no memory is held.
        mark_idle(connection, true);
        const bool came = co_await readable(connection, std::chrono::seconds(first ? lowest : options.idle_seconds));
        mark_idle(connection, false);
        if (!came) co_return;
      }
      first = false;
      stream.expires_after(std::chrono::seconds(lowest));
      auto [fault, bytes] = co_await http::async_read(stream, buffer, parser, kNoThrow);
      if (fault == http::error::end_of_stream || fault == beast::error::timeout || fault == net::error::operation_aborted) co_return;
      if (fault) {
        const bool long_body = fault == http::error::body_limit;
        const bool long_head = fault == http::error::header_limit || fault == http::error::buffer_overflow;
        Answer answer = long_body   ? refusal(413, fmt::format("a body may have {} bytes", kBodyLimit))
                        : long_head ? refusal(431, fmt::format("a header may have {} bytes", kHeaderLimit))
                                    : refusal(400, "this is no HTTP request: " + fault.message());
        co_await send(stream, answer, 11, false, false, false);
        co_await linger(stream);
        co_return;
      }
      const http::request<http::string_body> message = parser.release();
      bool valid = false;
      const Request request = request_of(message, local, valid);
      const bool keep = message.keep_alive() && !stopping;
      const bool head = message.method() == http::verb::head;
      if (valid && request.path.size() == 3 && request.path[0] == "api" && request.path[1] == "1" && request.path[2] == "stream" && request.method == "GET" && request.query.empty()) {
        if (const auto refused = service.refuse(request)) {
          if (!co_await send(stream, *refused, message.version(), keep, false, request.takes_gzip)) co_return;
          continue;
        }
        co_await listen(connection, request);
        co_return;
      }
      Answer answer;
      try {
        answer = valid ? service.answer(request) : refusal(400, "the address is no valid one", "address", "UTF-8, each percent sign with two hexadecimal digits, at most 64 parameters");
      } catch (const std::exception& fault_inside) {
        answer = refusal(500, std::string("the server failed: ") + fault_inside.what());
      }
      if (!co_await send(stream, answer, message.version(), keep, head, request.takes_gzip) || !keep) break;
    }
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  // Waits for a byte to come, without holding a buffer for it.
  static awaitable<bool> readable(const std::shared_ptr<Connection>& connection, std::chrono::seconds most) {
    connection->wake.expires_after(most);
    connection->wake.async_wait([weak = connection->weak_from_this()](const error_code& fault) {
      error_code ignored;
      if (const auto here = weak.lock(); here && !fault) here->stream.socket().cancel(ignored);
    });
    auto [fault] = co_await connection->stream.socket().async_wait(tcp::socket::wait_read, kNoThrow);
    connection->wake.cancel();
    co_return !fault;
  }

  // A client that still sends would see a reset in place of the refusal: what it sends is read for a moment.
  awaitable<void> linger(beast::tcp_stream& stream) {
    error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream.expires_after(std::chrono::seconds(1));
    char waste[4096];
    for (int i = 0; i < 64; ++i) {
      auto [fault, bytes] = co_await stream.async_read_some(net::buffer(waste), kNoThrow);
      if (fault) break;
    }
  }

  awaitable<bool> send(beast::tcp_stream& stream, const Answer& answer, unsigned version, bool keep, bool head, bool takes_gzip) {
    const bool packed = takes_gzip && answer.packed;
    const std::string& bytes = packed ? *answer.packed : *answer.body;
    http::response<http::span_body<const char>> response;
    response.result(answer.status);
    response.version(version);
    response.keep_alive(keep);
    put_headers(response, answer, service.policy());
    if (packed) response.set(http::field::content_encoding, "gzip");
    response.body() = {bytes.data(), head || answer.status == 304 ? 0 : bytes.size()};
    if (answer.status != 304) response.content_length(bytes.size());
    stream.expires_after(std::chrono::seconds(options.write_seconds));
    http::response_serializer<http::span_body<const char>> serializer(response);
    if (head || answer.status == 304) {
      auto [fault, sent] = co_await http::async_write_header(stream, serializer, kNoThrow);
      co_return !fault;
    }
    auto [fault, sent] = co_await http::async_write(stream, serializer, kNoThrow);
    co_return !fault;
  }

  awaitable<void> listen(std::shared_ptr<Connection> connection, const Request& request) {
    beast::tcp_stream& stream = connection->stream;
    bool full = false;
    {
      const std::lock_guard lock(mutex);
      full = listening >= kMostListeners;
      if (!full) ++listening, listeners.push_back(connection);
    }
    if (full) {
      co_await send(stream, refusal(503, "too many listen already"), 11, false, false, false);
      co_return;
    }
    struct Leave {
      Core& core;
      ~Leave() {
        const std::lock_guard lock(core.mutex);
        --core.listening;
        std::erase_if(core.listeners, [](const auto& listener) { return listener.expired(); });
      }
    } leave{*this};
    Answer answer;
    answer.type = "text/event-stream";
    answer.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
    http::response<http::empty_body> response;
    response.result(200);
    response.keep_alive(false);
    put_headers(response, answer, service.policy());
    http::response_serializer<http::empty_body> serializer(response);
    stream.expires_after(std::chrono::seconds(options.write_seconds));
    {
      auto [fault, sent] = co_await http::async_write_header(stream, serializer, kNoThrow);
      if (fault) co_return;
    }
    std::string out = "retry: 3000\n\n";
    for (const Notice& notice : server.greet ? server.greet(request.last_event_id) : std::vector<Notice>()) out += event_text(notice);
    while (!stopping) {
      if (!out.empty()) {
        stream.expires_after(std::chrono::seconds(options.write_seconds));
        auto [fault, sent] = co_await net::async_write(stream, net::buffer(out), kNoThrow);
        if (fault) co_return;
        out.clear();
      }
      stream.expires_never();
      {
        const std::lock_guard lock(connection->mutex);
        if (connection->overrun) co_return;  // it comes again with Last-Event-ID
        for (const Notice& notice : connection->waiting) out += event_text(notice);
        connection->waiting.clear();
      }
      if (!out.empty()) continue;
      connection->wake.expires_after(kHeartbeat);
      auto [fault] = co_await connection->wake.async_wait(kNoThrow);
      if (!fault) out = ": still here\n\n";
      if (!stream.socket().is_open()) co_return;
    }
  }

  void stop() {
    if (stopping.exchange(true)) return;
    error_code ignored;
    acceptor.close(ignored);
    {
      const std::lock_guard lock(mutex);
      for (const auto& weak : idle)
        if (const auto connection = weak.lock()) close(connection);
      for (const auto& weak : listeners)
        if (const auto connection = weak.lock()) net::post(connection->stream.get_executor(), [connection] { connection->wake.cancel(); });
      closing.expires_after(all.empty() ? std::chrono::seconds(0) : kLastWords);
    }
    closing.async_wait([this](const error_code&) { context.stop(); });
    const std::lock_guard lock(mutex);
    if (all.empty()) closing.cancel();
  }
};

Server::Server(const ServeOptions& options, Service& service) : core_(std::make_unique<Core>(options, service, *this)) {}
Server::~Server() = default;

Result<int> Server::open() {
  // Each connection is a descriptor; the soft limit of 1,024 is for programs that use select.
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  error_code fault;
  const net::ip::address address = net::ip::make_address(core_->options.address, fault);
  if (fault) return Error{core_->options.address + ": this is no address; give one like 127.0.0.1, 0.0.0.0 or ::1"};
  const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(core_->options.port));
  core_->acceptor.open(endpoint.protocol(), fault);
  if (!fault) core_->acceptor.set_option(net::socket_base::reuse_address(true), fault);
  if (!fault) core_->acceptor.bind(endpoint, fault);
  if (!fault) core_->acceptor.listen(4096, fault);
  if (fault == net::error::address_in_use)
    return Error{fmt::format("{}:{} is taken by another program; give another --port, or 0 for any that is free", core_->options.address, core_->options.port)};
  if (fault) return Error{fmt::format("{}:{}: {}", core_->options.address, core_->options.port, fault.message())};
  return int{core_->acceptor.local_endpoint().port()};
}

void Server::run() {
  Core& core = *core_;
  core.signals.add(SIGINT), core.signals.add(SIGTERM);
  core.signals.async_wait([&core](const error_code& fault, int) {
    if (!fault) core.stop();
  });
  net::co_spawn(core.context, core.accept(), net::detached);
  // More than the cores: a long export or a slow disk must not hold up the short questions.
  const int threads = core.options.threads > 0 ? core.options.threads : std::max(4, static_cast<int>(std::thread::hardware_concurrency()));
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([&core] { core.context.run(); });
  core.context.run();
  for (std::thread& other : others) other.join();
}

void Server::publish(std::vector<Notice> notices) {
  Core& core = *core_;
  std::vector<std::shared_ptr<Connection>> listeners;
  {
    const std::lock_guard lock(core.mutex);
    for (const auto& weak : core.listeners)
      if (auto connection = weak.lock()) listeners.push_back(std::move(connection));
  }
  for (const auto& listener : listeners) {
    {
      const std::lock_guard lock(listener->mutex);
      for (const Notice& notice : notices) listener->waiting.push_back(notice);
      listener->overrun = listener->overrun || listener->waiting.size() > kMostWaiting;
    }
    net::post(listener->stream.get_executor(), [listener] { listener->wake.cancel(); });
  }
}

}  // namespace vedette
