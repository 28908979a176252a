// vedette work --from nats://… --to ARCHIVE: reads the articles of a stream into an archive, together with any number of other workers.
//
// A message is acknowledged only when the archive has committed its article, so a worker may be killed at any moment: what it held
// comes to another one, and an article that the archive has already changes nothing (at-least-once delivery, idempotent writes).
// Test: tests/work.py.
#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <span>
#include <thread>

#include "base/digest.h"
#include "commands.h"
#include "engine.h"
#include "in_order.h"
#include "vedette/archive.h"
#include "work/article_message.h"
#include "work/metrics.h"

namespace vedette {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kNanoseconds = 1'000'000'000;
constexpr std::uint64_t kSuspicious = 5;  // delivered so often without an end, a message is read alone: it may be what kills workers
constexpr std::uint64_t kHopeless = 10;   // and after so many times it is a dead letter
constexpr int kArchiveTries = 20;         // faults of the archive in a row before the worker gives up

struct WorkOptions {
  EngineOptions engine;
  std::string from, to, credentials, stream, consumer = "vedette", reports, metrics;
  int threads = 1;
  int batch = 50;
  int acknowledge_within = 60;  // seconds
  int replicas = 1;
  bool until_empty = false;
};

std::atomic<bool> stopping = false;

struct Delivery {
  NatsMessage message;
  std::uint64_t sequence = 0, times = 1, waiting = 0;
  std::string_view body() const { return {natsMsg_GetData(message.get()), static_cast<std::size_t>(natsMsg_GetDataLength(message.get()))}; }
};

struct ReadDelivery {
  const Delivery* delivery = nullptr;
  Article article;
  std::string record;
  std::string complaint;
};

Result<Delivery> delivery_of(natsMsg* raw) {
  Delivery delivery{.message = NatsMessage(raw)};
  jsMsgMetaData* metadata = nullptr;
  if (const natsStatus status = natsMsg_GetMetaData(&metadata, raw); status != NATS_OK) return nats_fault("a message of no stream", status);
  delivery.sequence = metadata->Sequence.Stream;
  delivery.times = metadata->NumDelivered;
  delivery.waiting = metadata->NumPending;
  jsMsgMetaData_Destroy(metadata);
  return delivery;
}

class Worker {
 public:
  Worker(const WorkOptions& options, const Engine& engine, Archive& archive, const Nats& nats, std::string subject, std::string stream)
      : options_(options), engine_(engine), archive_(archive), nats_(nats), subject_(std::move(subject)), stream_(std::move(stream)) {}

  Outcome subscribe();
  int run();
  const Metrics& metrics() const { return metrics_; }

 private:
  std::vector<Delivery> fetch();
  bool finished() const;
  Outcome handle(std::span<const Delivery> batch);
  ReadDelivery read(const Delivery& delivery);
  Outcome keep(std::span<const ReadDelivery> batch);
  Outcome bury(const Delivery& delivery, const std::string& reason);
  Outcome publish_report(const ReadDelivery& read) const;

  const WorkOptions& options_;
  const Engine& engine_;
  Archive& archive_;
  const Nats& nats_;
  std::string subject_, stream_;
  NatsSubscription subscription_;
  Metrics metrics_;
  std::uint64_t kept_ = 0, buried_ = 0;
};

Outcome Worker::subscribe() {
  jsSubOptions subscription;
  jsSubOptions_Init(&subscription);
  subscription.Stream = stream_.c_str();
  subscription.ManualAck = true;
  subscription.Config.AckPolicy = js_AckExplicit;
  subscription.Config.AckWait = options_.acknowledge_within * kNanoseconds;
  subscription.Config.MaxAckPending = 20'000;
  natsSubscription* raw = nullptr;
  natsStatus status = NATS_OK;
  for (int attempt = 0; attempt < kArchiveTries && !stopping; ++attempt) {
    jsErrCode code{};
    status = js_PullSubscribe(&raw, nats_.stream(), subject_.c_str(), options_.consumer.c_str(), nullptr, &subscription, &code);
    if (status == NATS_OK) {
      subscription_.reset(raw);
      return Done{};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  return nats_fault(fmt::format("the consumer {} of the stream {} could not be joined", options_.consumer, stream_), status);
}

std::vector<Delivery> Worker::fetch() {
  natsMsgList list{};
  std::vector<Delivery> batch;
  const natsStatus status = natsSubscription_Fetch(&list, subscription_.get(), options_.batch, 1000, nullptr);
  for (int i = 0; i < list.Count; ++i) {
    natsMsg* raw = std::exchange(list.Msgs[i], nullptr);
    if (Result<Delivery> delivery = delivery_of(raw)) batch.push_back(*std::move(delivery));
  }
  natsMsgList_Destroy(&list);
  // While a stream has no leader, asking fails at once.
  if (batch.empty() && status != NATS_OK && status != NATS_TIMEOUT) std::this_thread::sleep_for(std::chrono::milliseconds(250));
  return batch;
}

// Whether every message of the stream has been given out and acknowledged.
bool Worker::finished() const {
  jsConsumerInfo* info = nullptr;
  if (js_GetConsumerInfo(&info, nats_.stream(), stream_.c_str(), options_.consumer.c_str(), nullptr, nullptr) != NATS_OK) return false;
  const bool done = info->NumPending == 0 && info->NumAckPending == 0;
  jsConsumerInfo_Destroy(info);
  return done;
}

ReadDelivery Worker::read(const Delivery& delivery) {
  const auto begun = Clock::now();
  const std::string where = fmt::format("message {} of {}", delivery.sequence, stream_);
  // simdjson's parser is reused by the thread that reads.
  thread_local ArticleMessages messages(nats_, subject_);
  Result<Article> article = messages.read(delivery.body(), where);
  if (!article) return {&delivery, {}, {}, article.error().message};
  std::string record = engine_.write(engine_.read(*article), Format::jsonl);
  record.pop_back();
  metrics_.reading_seconds += std::chrono::duration<double>(Clock::now() - begun).count();
  return {&delivery, *std::move(article), std::move(record), {}};
}

Outcome Worker::bury(const Delivery& delivery, const std::string& reason) {
  if (Outcome done = nats_.publish(dead_subject(subject_), delivery.body(), fmt::format("dead-{}-{}", stream_, delivery.sequence),
                                   {{"Vedette-Reason", reason}, {"Vedette-Sequence", std::to_string(delivery.sequence)}});
      !done)
    return done;
  natsMsg_Term(delivery.message.get(), nullptr);
  ++metrics_.articles[Metrics::dead];
  ++buried_;
  complain(reason + "; it is kept in " + dead_subject(subject_), kSomeFailed);
  return Done{};
}

Outcome Worker::publish_report(const ReadDelivery& read) const {
  const std::string id = sha256_hex(read.article.text);
  if (static_cast<std::int64_t>(read.record.size()) + 4096 < nats_.largest_message()) return nats_.publish(options_.reports, read.record, id);
  return nats_.publish(options_.reports, fmt::format(R"({{"article":{{"id":"{}"}},"too_large":true}})", id), id);
}

Outcome Worker::keep(std::span<const ReadDelivery> batch) {
  const auto begun = Clock::now();
  std::array<std::uint64_t, 4> counts{};
  if (Outcome done = archive_.begin(Archive::Changes::additions); !done) return done;
  for (const ReadDelivery& read : batch) {
    if (!read.complaint.empty()) continue;
    const Result<Added> added = archive_.add(read.article, read.record, fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))));
    if (!added) return added.error();
    ++counts[static_cast<std::size_t>(*added)];
  }
  if (Outcome done = archive_.commit(); !done) return done;
  for (std::size_t i = 0; i < counts.size(); ++i) metrics_.articles[i] += counts[i];
  ++metrics_.batches;
  metrics_.keeping_seconds += std::chrono::duration<double>(Clock::now() - begun).count();
  return Done{};
}

Outcome Worker::handle(std::span<const Delivery> batch) {
  std::vector<ReadDelivery> done;
  done.reserve(batch.size());
  std::size_t taken = 0;
  auto touched = Clock::now();
  in_order(
      options_.threads, [&]() -> std::optional<const Delivery*> { return taken < batch.size() ? std::optional(&batch[taken++]) : std::nullopt; },
      [&](const Delivery* delivery) { return read(*delivery); },
      [&](ReadDelivery&& read) {
        done.push_back(std::move(read));
        if (Clock::now() - touched < std::chrono::seconds(options_.acknowledge_within) / 3) return;
        touched = Clock::now();
        for (const Delivery& delivery : batch) natsMsg_InProgress(delivery.message.get(), nullptr);
      });
  if (Outcome kept = keep(done); !kept) return kept;
  for (const ReadDelivery& read : done) {
    if (!read.complaint.empty()) {
      if (Outcome buried = bury(*read.delivery, read.complaint); !buried) return buried;
      continue;
    }
    if (!options_.reports.empty())
      if (Outcome published = publish_report(read); !published) return published;
    if (natsMsg_AckSync(read.delivery->message.get(), nullptr, nullptr) != NATS_OK) continue;  // it comes again, and changes nothing
    ++kept_;
    ArticleMessages(nats_, subject_).forget_parts(read.delivery->body());
  }
  return Done{};
}

int Worker::run() {
  int faults = 0;
  while (!stopping) {
    std::vector<Delivery> batch = fetch();
    if (batch.empty()) {
      metrics_.waiting = 0;
      if (options_.until_empty && finished()) break;
      continue;
    }
    metrics_.waiting = batch.back().waiting;
    for (const Delivery& delivery : batch) metrics_.redelivered += delivery.times > 1;
    const auto suspicious = std::stable_partition(batch.begin(), batch.end(), [](const Delivery& d) { return d.times <= kSuspicious; });
    const auto sound = static_cast<std::size_t>(suspicious - batch.begin());
    Outcome outcome = sound ? handle(std::span(batch).first(sound)) : Done{};
    for (std::size_t i = sound; i < batch.size() && outcome; ++i)
      outcome = batch[i].times > kHopeless ? bury(batch[i], fmt::format("message {} of {} was given out {} times and never came to an end", batch[i].sequence, stream_, batch[i].times))
                                           : handle(std::span(batch).subspan(i, 1));
    if (outcome) {
      faults = 0;
      continue;
    }
    // Nothing was acknowledged: the messages come again, to this worker or another.
    ++metrics_.faults;
    complain(outcome.error().message, kSomeFailed);
    for (const Delivery& delivery : batch) natsMsg_NakWithDelay(delivery.message.get(), 1000, nullptr);
    if (++faults >= kArchiveTries) return complain("the archive cannot be written to; what was not acknowledged stays in the stream", kSomeFailed);
    // A transaction that failed half-way ends with its connection.
    if (Result<Archive> fresh = Archive::open(options_.to, true)) archive_ = *std::move(fresh);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  }
  fmt::print(stderr, "{} articles kept, {} dead letters\n", kept_, buried_);
  return buried_ ? kSomeFailed : kAllRead;
}

int work(const WorkOptions& options) {
  const Result<NatsAddress> address = nats_address(options.from);
  if (!address) return complain(address.error().message, kWrongUse);
  const Result<Engine> engine = Engine::open(options.engine);
  if (!engine) return complain(engine.error().message, kWrongUse);
  Result<Archive> archive = Archive::open(options.to, true, true);
  if (!archive) return complain(archive.error().message, kWrongUse);
  const Result<Nats> nats = Nats::open(*address, options.credentials);
  if (!nats) return complain(nats.error().message, kWrongUse);
  const std::string stream = options.stream.empty() ? stream_of(address->subject) : options.stream;
  if (Outcome made = make_article_streams(*nats, address->subject, stream, options.replicas); !made) return complain(made.error().message, kWrongUse);
  if (!options.reports.empty())
    if (Outcome made = nats->make_stream({options.reports, stream_of(options.reports), options.replicas, 0}); !made)
      return complain(made.error().message, kWrongUse);

  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { stopping = true; });
  Worker worker(options, *engine, *archive, *nats, address->subject, stream);
  std::optional<MetricsServer> metrics;
  if (!options.metrics.empty()) {
    Result<MetricsServer> opened = MetricsServer::open(options.metrics, worker.metrics());
    if (!opened) return complain(opened.error().message, kWrongUse);
    metrics.emplace(*std::move(opened));
    fmt::print(stderr, "metrics at port {}\n", metrics->port());
  }
  if (Outcome joined = worker.subscribe(); !joined) return complain(joined.error().message, kWrongUse);
  return worker.run();
}

}  // namespace

void add_work_command(CLI::App& app, int& status) {
  auto options = std::make_shared<WorkOptions>();
  CLI::App* command = app.add_subcommand("work", "Read the articles of a NATS stream into an archive, with other workers");
  command->add_option("--from", options->from, "Servers and subject: nats://HOST:PORT,HOST:PORT/articles")->required()->type_name("NATS");
  command->add_option("--to", options->to, "The archive: a file on this host, or postgresql://…")->required()->type_name("ARCHIVE");
  command->add_option("--consumer", options->consumer, "The workers of one name share the stream")->capture_default_str();
  command->add_option("--stream", options->stream, "Name of the stream; by default the subject's, in capitals");
  command->add_option("--reports", options->reports, "Publish each record to this subject, too")->type_name("SUBJECT");
  command->add_option("--replicas", options->replicas, "Servers that hold each message, where streams are made")->check(CLI::Range(1, 5))->capture_default_str();
  command->add_option("--threads", options->threads, "Articles read at once")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_option("--batch", options->batch, "Articles a transaction")->check(CLI::Range(1, 1000))->capture_default_str();
  command->add_option("--acknowledge-within", options->acknowledge_within, "Seconds after which what a lost worker held comes to another")
      ->check(CLI::Range(1, 3600))->capture_default_str();
  command->add_option("--metrics", options->metrics, "Show counters for Prometheus at ADDRESS:PORT/metrics");
  command->add_option("--credentials", options->credentials, "A NATS credentials file")->check(CLI::ExistingFile)->type_name("FILE");
  command->add_flag("--until-empty", options->until_empty, "End when the stream has nothing left");
  add_knowledge_options(*command, options->engine);
  command->callback([options, &status] { status = work(*options); });
}

}  // namespace vedette
