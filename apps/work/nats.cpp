// Connects to NATS and makes streams. Door: nats.h. Test: tests/work.py, against real servers.
#include "work/nats.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace vedette {
namespace {

constexpr int kTries = 40;  // with a pause of a quarter of a second: an election of a new leader takes a few seconds
constexpr int kTriesToConnect = 12;  // servers and workers may be started together
constexpr std::chrono::milliseconds kPause{250};
constexpr std::int64_t kWindow = 3600LL * 1'000'000'000;  // for how long a stream remembers message ids, in nanoseconds

}  // namespace

Error nats_fault(std::string_view doing, natsStatus status) {
  const char* last = nats_GetLastError(nullptr);
  return Error{fmt::format("{}: {}{}", doing, natsStatus_GetText(status), last && *last ? fmt::format(" ({})", last) : std::string())};
}

Result<NatsAddress> nats_address(std::string_view given) {
  const Error expected{fmt::format("{}: expected nats://HOST:PORT/SUBJECT, several servers parted by commas", given)};
  constexpr std::string_view kScheme = "nats://";
  if (!given.starts_with(kScheme)) return expected;
  std::string_view rest = given.substr(kScheme.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || slash == 0) return expected;
  NatsAddress address{.servers = {}, .subject = std::string(rest.substr(slash + 1))};
  const bool plain = !address.subject.empty() && address.subject.find_first_of(" \t*>/") == std::string::npos &&
                     address.subject.front() != '.' && address.subject.back() != '.';
  if (!plain) return Error{fmt::format("{}: the subject must be a name such as articles or news.articles, without wildcards", given)};
  rest = rest.substr(0, slash);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (comma == 0) return expected;
    address.servers.push_back(fmt::format("{}{}", kScheme, rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return address;
}

std::string stream_of(std::string_view subject) {
  std::string name(subject);
  for (char& c : name) c = c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

Result<Nats> Nats::open(const NatsAddress& address, const std::string& credentials) {
  std::vector<const char*> servers;
  for (const std::string& server : address.servers) servers.push_back(server.c_str());
  natsOptions* raw = nullptr;
  natsStatus status = natsOptions_Create(&raw);
  const std::unique_ptr<natsOptions, NatsDestroy<natsOptions_Destroy>> options(raw);
  if (status == NATS_OK) status = natsOptions_SetServers(raw, servers.data(), static_cast<int>(servers.size()));
  if (status == NATS_OK) status = natsOptions_SetName(raw, "vedette");
  if (status == NATS_OK) status = natsOptions_SetMaxReconnect(raw, -1);
  if (status == NATS_OK) status = natsOptions_SetReconnectWait(raw, kPause.count());
  if (status == NATS_OK && !credentials.empty()) status = natsOptions_SetUserCredentialsFromFiles(raw, credentials.c_str(), nullptr);
  Nats nats;
  natsConnection* connection = nullptr;
  for (int attempt = 0; attempt < kTriesToConnect && status == NATS_OK; ++attempt) {
    if (attempt) std::this_thread::sleep_for(kPause);
    const natsStatus tried = natsConnection_Connect(&connection, raw);
    if (tried == NATS_OK) break;
    if (tried != NATS_NO_SERVER || attempt + 1 == kTriesToConnect) status = tried;
  }
  nats.connection_.reset(connection);
  if (status != NATS_OK) return nats_fault(fmt::format("no connection to {}", fmt::join(address.servers, ", ")), status);
  jsCtx* stream = nullptr;
  status = natsConnection_JetStream(&stream, connection, nullptr);
  nats.stream_.reset(stream);
  if (status != NATS_OK) return nats_fault(fmt::format("no JetStream at {}", fmt::join(address.servers, ", ")), status);
  return nats;
}

Outcome Nats::make_stream(const StreamPlan& plan) const {
  natsStatus status = NATS_OK;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    if (attempt) std::this_thread::sleep_for(kPause);
    jsErrCode code{};
    jsStreamInfo* info = nullptr;
    status = js_GetStreamInfo(&info, stream_.get(), plan.name.c_str(), nullptr, &code);
    jsStreamInfo_Destroy(info);
    if (status == NATS_OK) return Done{};
    if (code == JSNotEnabledErr || code == JSNotEnabledForAccountErr)
      return Error{"this NATS server has no JetStream; start it with -js"};
    if (status != NATS_NOT_FOUND) continue;
    jsStreamConfig config;
    jsStreamConfig_Init(&config);
    const char* subject = plan.subject.c_str();
    config.Name = plan.name.c_str();
    config.Subjects = &subject;
    config.SubjectsLen = 1;
    config.Replicas = plan.replicas;
    config.Duplicates = kWindow;
    config.MaxMsgsPerSubject = plan.latest_of_subject > 0 ? plan.latest_of_subject : -1;
    status = js_AddStream(nullptr, stream_.get(), &config, nullptr, &code);
    if (status == NATS_OK) return Done{};
    if (code == JSStreamSubjectOverlapErr)
      return Error{fmt::format("another stream takes in {} already; give its name with --stream", plan.subject)};
  }
  return nats_fault(fmt::format("the stream {} could not be made", plan.name), status);
}

Outcome Nats::publish(const std::string& subject, std::string_view body, const std::string& id,
                      std::initializer_list<std::pair<const char*, std::string>> headers) const {
  jsPubOptions options;
  jsPubOptions_Init(&options);
  options.MsgId = id.c_str();
  natsStatus status = NATS_OK;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    if (attempt) std::this_thread::sleep_for(kPause);
    natsMsg* raw = nullptr;
    status = natsMsg_Create(&raw, subject.c_str(), nullptr, body.data(), static_cast<int>(body.size()));
    const NatsMessage message(raw);
    for (const auto& [name, value] : headers)
      if (status == NATS_OK) status = natsMsgHeader_Set(raw, name, value.c_str());
    if (status == NATS_OK) status = js_PublishMsg(nullptr, stream_.get(), raw, &options, nullptr);
    if (status == NATS_OK) return Done{};
    if (status == NATS_MAX_PAYLOAD) break;
  }
  return nats_fault("nothing could be published to " + subject, status);
}

Result<NatsMessage> Nats::latest(const std::string& stream, const std::string& subject) const {
  natsStatus status = NATS_OK;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    if (attempt) std::this_thread::sleep_for(kPause);
    natsMsg* raw = nullptr;
    status = js_GetLastMsg(&raw, stream_.get(), stream.c_str(), subject.c_str(), nullptr, nullptr);
    if (status == NATS_OK) return NatsMessage(raw);
    if (status == NATS_NOT_FOUND) break;
  }
  return nats_fault("nothing stands at " + subject, status);
}

}  // namespace vedette
