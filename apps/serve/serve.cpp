// vedette serve: puts the parts together. Door: serve. Test: tests/serve.py.
#include "serve.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "stream.h"

namespace vedette {
namespace {

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

Result<std::string> read_token(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return Error{path + ": cannot be read; make it with `openssl rand -hex 24 > FILE; chmod 600 FILE`"};
  if (found.st_mode & (S_IRWXG | S_IRWXO)) return Error{path + ": others may read the token; `chmod 600` it"};
  std::ifstream file(path);
  std::string token;
  std::getline(file, token);
  while (!token.empty() && (token.back() == '\r' || token.back() == ' ')) token.pop_back();
  const bool plain = token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=") == std::string::npos;
  if (token.size() < 16 || !plain) return Error{path + ":1: a token has at least 16 letters and digits; make one with `openssl rand -hex 24`"};
  return token;
}

}  // namespace

Outcome serve(const ServeOptions& options) {
  std::string token;
  if (!options.token_file.empty()) {
    Result<std::string> read = read_token(options.token_file);
    if (!read) return read.error();
    token = *std::move(read);
  } else if (!is_loopback(options.address)) {
    return Error{options.address + " is open to others: give a --token FILE that they must know, or leave --listen out"};
  }
  WatchRoom watch(options);
  Server* listening = nullptr;
  std::mutex mutex;  // of `listening`: the keeper's thread may be at work when the server ends
  const auto alerts_of = [&](const Ledger& ledger) {
    std::vector<Notice> notices;
    const Result<Database> database = Database::open(options.archive, false, false);
    if (database)
      for (const auto& [number, json] : watch.look(ledger, *database)) notices.push_back({stream_id(ledger, number), "alert", json});
    return notices;
  };
  const auto tell = [&](std::vector<Notice> notices) {
    const std::lock_guard lock(mutex);
    if (listening && !notices.empty()) listening->publish(std::move(notices));
  };
  Keeper keeper(options.archive, options.world, [&](const std::shared_ptr<const Ledger>& before, const std::shared_ptr<const Ledger>& now) {
    const std::int64_t told = watch.alert_count();
    std::vector<Notice> alerts = alerts_of(*now);
    if (!before) return;
    std::vector<Notice> notices = {state_notice(*now)};
    for (Notice& notice : article_notices(*now, before->articles.empty() ? 0 : before->articles.back()->row, told)) notices.push_back(std::move(notice));
    for (Notice& notice : alerts) notices.push_back(std::move(notice));
    tell(std::move(notices));
  });
  Service service(options, keeper, watch, token);
  Server server(options, service);
  service.rules_written = [&] {
    if (const Result<std::shared_ptr<const Ledger>> ledger = keeper.now()) tell(alerts_of(**ledger));
  };
  server.greet = [&](const std::string& last_event_id) { return greeting(keeper, watch, last_event_id); };
  const Result<int> port = server.open();
  if (!port) return port.error();
  keeper.start();
  {
    const std::lock_guard lock(mutex);
    listening = &server;
  }
  const Result<std::shared_ptr<const Ledger>> ledger = keeper.now();
  if (!ledger) fmt::print(stderr, "vedette: {}; the page says so until it is there\n", ledger.error().message);
  const std::string address = options.address.find(':') == std::string::npos ? options.address : "[" + options.address + "]";
  fmt::print("http://{}:{}/{}\n", address, *port, token.empty() ? "" : "?token=…  (the token of " + options.token_file + ")");
  std::fflush(stdout);
  server.run();
  {
    const std::lock_guard lock(mutex);
    listening = nullptr;
  }
  keeper.stop();
  return Done{};
}

}  // namespace vedette
