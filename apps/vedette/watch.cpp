// vedette watch ARCHIVE --rules FILE: alerts, once an event and story. Test: tests/watch.py; docs/watch.md.
#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <csignal>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>

#include "commands.h"
#include "vedette/engine.h"
#include "watch/deliver.h"
#include "watch/keeper.h"
#include "world/world.h"

namespace vedette {
namespace {

struct WatchOptions {
  EngineOptions engine;
  std::string archive, rules, alerts;
  bool once = false;
};

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

// Says each fault of the rules with its file, line and column.
Result<Rules> rules_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{path + ": cannot be read; give the file of the rules (docs/watch.md)"};
  std::stringstream text;
  text << in.rdbuf();
  Rules rules = read_rules(text.str());
  std::string all;
  for (const RuleFault& fault : rules.faults) all += fmt::format("{}{}:{}:{}: {}", all.empty() ? "" : "\nvedette: ", path, fault.line, fault.column, fault.message);
  if (!all.empty()) return Error{all};
  if (rules.channels.empty()) rules.channels.push_back({});  // standard output
  return rules;
}

int watch(const WatchOptions& options) {
  const Result<Rules> rules = rules_of(options.rules);
  if (!rules) return complain(rules.error().message, kWrongUse);
  Result<World> world = World::open(options.engine.data_folder + "/world.bin");
  if (!world) return complain(world.error().message, kWrongUse);
  for (const std::string& file : options.engine.user_worlds)
    if (const auto refused = world->add_user_file(file); !refused) return complain(refused.error().message, kWrongUse);
  Result<Outbox> outbox = Outbox::open(options.alerts.empty() ? options.archive + ".watch" : options.alerts);
  if (!outbox) return complain(outbox.error().message, kWrongUse);

  // Signals are waited for here; the keeper's thread must not be cut in the middle of a delivery.
  sigset_t ends;
  sigemptyset(&ends), sigaddset(&ends, SIGINT), sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  int status = kAllRead;
  std::mutex mutex;
  const auto send = [&] {
    for (const std::string& fault : deliver(rules->channels, *outbox)) status = complain(fault, kSomeFailed);
  };
  Keeper keeper(options.archive, &*world, [&](const std::shared_ptr<const Ledger>&, const std::shared_ptr<const Ledger>& ledger) {
    const std::lock_guard lock(mutex);
    const Result<Database> database = Database::open(options.archive, false, false);
    Result<std::vector<Alert>> found = database ? find_alerts(*rules, *ledger, *database, &*world) : Result<std::vector<Alert>>(database.error());
    if (!found) return void(status = complain(found.error().message, kSomeFailed));
    if (const auto kept = outbox->keep(*std::move(found), *database, now()); !kept) return void(status = complain(kept.error().message, kSomeFailed));
    send();
  });
  {
    const std::lock_guard lock(mutex);
    send();  // what an earlier run found and did not get rid of
  }
  keeper.start();
  if (const auto ledger = keeper.now(); !ledger && options.once) return complain(ledger.error().message, kWrongUse);
  constexpr timespec kBetweenTries{30, 0};
  while (!options.once) {
    if (sigtimedwait(&ends, nullptr, &kBetweenTries) >= 0) break;
    const std::lock_guard lock(mutex);
    status = kAllRead;
    send();
  }
  keeper.stop();
  return status;
}

}  // namespace

void add_watch_command(CLI::App& app, int& status) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App* command = app.add_subcommand("watch", "Send alerts on what rules look for, once an event and story (docs/watch.md)");
  command->add_option("archive", options->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_option("--rules", options->rules, "The rules, TOML")->required()->type_name("FILE");
  command->add_option("--alerts", options->alerts, "Where it is kept what was found and sent; else ARCHIVE.watch")->type_name("FILE");
  command->add_flag("--once", options->once, "Look once and end, in place of going on");
  add_knowledge_options(*command, options->engine);
  command->callback([options, &status] { status = watch(*options); });
}

}  // namespace vedette
