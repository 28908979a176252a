// The watch inside the server. Door: WatchRoom. Test: tests/serve.py.
#include "watch_room.h"

#include <fcntl.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <sstream>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/digest.h"
#include "base/utf8.h"

namespace vedette {
namespace {

constexpr std::int64_t kMostMissed = 1'000;

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

std::string etag_of(const std::string& toml) { return fmt::format("\"{:016x}\"", hash64(toml, 2)); }

std::string rules_json(const std::string& toml, bool writable) {
  const Rules rules = read_rules(toml);
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.field("toml", toml);
  json.key("writable"), json.boolean(writable);
  json.key("rules"), json.begin_array();
  for (const Rule& rule : rules.rules) {
    json.begin_object();
    json.field("name", rule.name), json.field("kind", kind_name(rule.kind)), json.field("summary", rule.summary);
    json.end_object();
  }
  json.end_array();
  json.key("faults"), json.begin_array();
  for (const RuleFault& fault : rules.faults) {
    json.begin_object();
    json.key("line"), json.number(fault.line), json.key("column"), json.number(fault.column), json.field("message", fault.message);
    json.end_object();
  }
  json.end_array(), json.end_object();
  return body;
}

}  // namespace

WatchRoom::WatchRoom(const ServeOptions& options) : options_(options), rules_path_(options.rules.empty() ? options.archive + ".rules.toml" : options.rules) {
  Result<Outbox> outbox = Outbox::open(options.alerts.empty() ? options.archive + ".watch" : options.alerts);
  if (outbox) {
    outbox_ = *std::move(outbox);
  } else {
    fault_ = outbox.error().message;
  }
}

std::string WatchRoom::file() const {
  std::ifstream in(rules_path_, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool WatchRoom::writable() const {
  if (::access(rules_path_.c_str(), F_OK) == 0) return ::access(rules_path_.c_str(), W_OK) == 0;
  const std::size_t slash = rules_path_.rfind('/');
  return ::access(slash == std::string::npos ? "." : rules_path_.substr(0, slash + 1).c_str(), W_OK) == 0;
}

Answer WatchRoom::rules() const {
  const std::lock_guard lock(mutex_);
  const std::string toml = file();
  Answer answer = json_answer(rules_json(toml, writable()));
  answer.etag = etag_of(toml);
  return answer;
}

Answer WatchRoom::write_rules(const Request& request) {
  if (!request.query.empty()) return *Parameters(request).fault();
  if (!request.content_type.starts_with("application/toml")) return refusal(415, "rules come as TOML", "Content-Type", "application/toml");
  if (request.if_match.empty()) return refusal(428, "say which rules these take the place of", "If-Match", "the ETag of GET /api/1/rules");
  if (!is_valid_utf8(request.body)) return refusal(400, "the rules are no UTF-8", "body", "TOML in UTF-8");
  const std::lock_guard lock(mutex_);
  if (request.if_match != "*" && request.if_match != etag_of(file())) return refusal(412, "the rules were changed meanwhile; read them again", "If-Match", "the ETag of GET /api/1/rules");
  const Rules rules = read_rules(request.body);
  // Channels reach out of this machine and into its folders: only who has the file may change them.
  const auto channels = [](const Rules& of) {
    std::vector<std::string> keys;
    for (const Channel& channel : of.channels) keys.push_back(channel.key() + (channel.to_private ? "!" : ""));
    return keys;
  };
  if (!rules.faults.empty()) {
    Answer answer = json_answer(rules_json(request.body, writable()));
    answer.status = 422;
    return answer;
  }
  if (channels(rules) != channels(read_rules(file()))) return refusal(403, "[[deliver]] can be changed in the file alone, not from the page", "body", "the same [[deliver]] as in " + rules_path_);
  const std::string draft = rules_path_ + ".part";
  const int out = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  const bool written = out >= 0 && ::write(out, request.body.data(), request.body.size()) == static_cast<ssize_t>(request.body.size()) && ::fsync(out) == 0;
  if (out >= 0) ::close(out);
  if (!written || ::rename(draft.c_str(), rules_path_.c_str()) != 0) return refusal(503, rules_path_ + ": cannot be written; check the folder's permissions");
  Answer answer = json_answer(rules_json(request.body, writable()));
  answer.etag = etag_of(request.body);
  return answer;
}

Answer WatchRoom::alerts(const Request& request, std::string_view as_of) const {
  Parameters parameters(request);
  Outbox::Query query;
  query.rule = parameters.text("rule");
  query.since = day_text(parameters.day("since")), query.until = day_text(parameters.day("until"));
  Listing page(parameters, "alerts", "alert raised rule kind day text title article event begin end words story key");
  if (auto fault = parameters.fault()) return *fault;
  const std::lock_guard lock(mutex_);
  if (!outbox_) return refusal(503, fault_);
  query.limit = 10'001;
  if (page.after()) query.before = std::max<std::int64_t>(1, (*page.after())[0]);
  const Result<std::vector<Alert>> found = outbox_->list(query);
  if (!found) return refusal(503, found.error().message);
  for (const Alert& alert : *found)
    if (!page.add({alert.number, 0, 0}, [&](std::string& item) { item = alert_json(alert); })) break;
  return page.finish(as_of);
}

std::int64_t WatchRoom::alert_count() const {
  const std::lock_guard lock(mutex_);
  return outbox_ ? outbox_->count() : 0;
}

std::string WatchRoom::etag() const { return fmt::format("+{}", alert_count()); }

std::vector<std::pair<std::int64_t, std::string>> WatchRoom::look(const Ledger& ledger, const Database& archive) {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::int64_t, std::string>> fresh;
  const std::string toml = file();
  if (toml.empty() || !outbox_) return fresh;
  const Rules rules = read_rules(toml);
  if (!rules.faults.empty()) return fresh;
  Result<std::vector<Alert>> found = find_alerts(rules, ledger, archive, options_.world);
  if (!found) return fresh;
  const Result<std::vector<Alert>> kept = outbox_->keep(*std::move(found), archive, now());
  if (!kept) return fresh;
  for (const Alert& alert : *kept) fresh.emplace_back(alert.number, alert_json(alert));
  return fresh;
}

std::vector<std::pair<std::int64_t, std::string>> WatchRoom::since(std::int64_t after) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::int64_t, std::string>> missed;
  if (!outbox_) return missed;
  const Result<std::vector<Alert>> found = outbox_->after(after, kMostMissed);
  if (found)
    for (const Alert& alert : *found) missed.emplace_back(alert.number, alert_json(alert));
  return missed;
}

}  // namespace vedette
