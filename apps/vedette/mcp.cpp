// vedette mcp ARCHIVE: the archive's tools for an assistant, over standard input and output. It reads only. Test: tests/mcp.py.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <memory>

#include "commands.h"
#include "mcp/protocol.h"
#include "serve/api.h"
#include "vedette/engine.h"
#include "world/world.h"

namespace vedette {
namespace {

int answer_assistant(const std::string& path, const World& world) {
  ServeOptions options;
  options.archive = path;
  options.world = &world;
  Keeper keeper(path, &world, {});
  keeper.start();
  if (const auto ledger = keeper.now(); !ledger) return complain(ledger.error().message, kWrongUse);
  const Result<Database> database = Database::open(path, false, false);
  if (!database) return complain(database.error().message, kWrongUse);
  if (Outcome done = database->run("PRAGMA query_only = ON"); !done) return complain(done.error().message, kWrongUse);

  const AssistantProtocol protocol([&](const ToolQuestion& question) -> ToolAnswer {
    const auto ledger = keeper.now();
    if (!ledger) return {*unavailable(ledger.error().message).body, true};
    Request request;
    request.method = "GET";
    request.path = {"api", "1"};
    request.path.insert(request.path.end(), question.path.begin(), question.path.end());
    request.query = question.query;
    Asked asked(request, *ledger, *database, options);
    const Answer answer = ask_api(asked);
    std::string json = *answer.body;
    while (json.ends_with('\n')) json.pop_back();  // a message is one line
    return {std::move(json), answer.status != 200};
  });
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    if (const auto reply = protocol.reply(line)) {
      fmt::print("{}\n", *reply);
      std::fflush(stdout);
    }
  }
  return kAllRead;
}

}  // namespace

void add_mcp_command(CLI::App& app, int& status) {
  struct Options {
    EngineOptions engine;
    std::string archive;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("mcp", "Let an assistant ask an archive: a Model Context Protocol server on standard input and output");
  command->add_option("archive", options->archive, "The archive")->required()->type_name("ARCHIVE");
  add_knowledge_options(*command, options->engine);
  command->callback([options, &status] {
    const Result<World> world = World::open(options->engine.data_folder + "/world.bin");
    status = world ? answer_assistant(options->archive, *world) : complain(world.error().message, kWrongUse);
  });
}

}  // namespace vedette
