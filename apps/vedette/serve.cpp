// vedette serve ARCHIVE: the archive as a page and a JSON API. Test: tests/serve.py.
#include "serve/serve.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <mutex>

#include "commands.h"
#include "vedette/engine.h"
#include "world/world.h"

namespace vedette {

void add_serve_command(CLI::App& app, int& status) {
  struct Options {
    EngineOptions engine;
    ServeOptions serve;
  };
  auto options = std::make_shared<Options>();
  ServeOptions& serve_options = options->serve;
  CLI::App* command = app.add_subcommand("serve", "Open an archive as a page in the browser, and as a JSON API (docs/api.md)");
  command->add_option("archive", serve_options.archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_option("--port", serve_options.port, "The port; 0 is any that is free")->check(CLI::Range(0, 65535))->capture_default_str();
  command->add_option("--listen", serve_options.address, "The address to listen on; beyond this machine only with --token")->type_name("ADDRESS")->capture_default_str();
  command->add_option("--token", serve_options.token_file, "File with the token that a client must know")->type_name("FILE");
  command->add_option("--host", serve_options.hosts, "A name by which the server may be asked for, besides its address")->type_name("NAME");
  command->add_option("--rules", serve_options.rules, "The watch's rules (docs/watch.md); else ARCHIVE.rules.toml")->type_name("FILE");
  command->add_option("--alerts", serve_options.alerts, "Where alerts are kept; else ARCHIVE.watch")->type_name("FILE");
  command->add_option("--threads", serve_options.threads, "Threads that answer; 0 is as many as the machine has, at least 4")->check(CLI::Range(0, 256))->capture_default_str();
  command->add_option("--connections", serve_options.connections, "The most connections at once; the longest idle give way")->check(CLI::Range(16, 1'000'000))->capture_default_str();
  command->add_option("--header-seconds", serve_options.header_seconds, "In which a request must have come")->check(CLI::Range(1, 600))->capture_default_str();
  command->add_option("--idle-seconds", serve_options.idle_seconds, "For which a connection may rest between requests")->check(CLI::Range(1, 3600))->capture_default_str();
  command->add_option("--write-seconds", serve_options.write_seconds, "In which a client must have taken an answer")->check(CLI::Range(1, 600))->capture_default_str();
  add_knowledge_options(*command, options->engine);
  command->callback([options, &status] {
    Result<World> world = World::open(options->engine.data_folder + "/world.bin");
    if (!world) return void(status = complain(world.error().message, kWrongUse));
    for (const std::string& file : options->engine.user_worlds) {
      const Result<std::vector<std::string>> refused = world->add_user_file(file);
      if (!refused) return void(status = complain(refused.error().message, kWrongUse));
    }
    ServeOptions asked = options->serve;
    asked.world = &*world;
    // The engine is opened when somebody first asks why.
    auto once = std::make_shared<std::once_flag>();
    auto engine = std::make_shared<std::optional<Result<Engine>>>();
    asked.explain = [options, once, engine](const Article& article, const std::string& event) -> Result<std::string> {
      std::call_once(*once, [&] { *engine = Engine::open(options->engine); });
      if (!**engine) return (*engine)->error();
      return (**engine)->explain(article, event);
    };
    const Outcome done = serve(asked);
    status = done ? kAllRead : complain(done.error().message, kWrongUse);
  });
}

}  // namespace vedette
