// vedette world NAME [--on DATE]: what is known of a name, and what was true on a day. Test: tests/command_line.py.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "world/world_lookup.h"

namespace vedette {

void add_world_command(CLI::App& app, int& status) {
  struct Options {
    std::string data = data_folder_beside_program();
    std::vector<std::string> user_worlds;
    std::string name;
    std::string on;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("world", "Show what is known of a name, and what was true on a day");
  command->add_option("name", options->name, "A name: \"Lithuania\", \"NATO\", \"Stoltenberg\"")->required();
  command->add_option("--on", options->on, "A day, YYYY-MM-DD")->type_name("DATE");
  command->add_option("--data", options->data, "Folder of model, world and lexicon")->capture_default_str();
  command->add_option("--world", options->user_worlds, "Your own rows of the world, or PETRARCH dictionaries")->type_name("FILE");
  command->callback([options, &status] {
    std::optional<Day> on;
    if (!options->on.empty()) {
      on = day_of(options->on);
      if (!on || options->on.size() != 10) {
        status = complain(fmt::format("--on: '{}' is no day of the calendar; expected YYYY-MM-DD", options->on), kWrongUse);
        return;
      }
    }
    Result<World> world = World::open(options->data + "/world.bin");
    if (!world) {
      status = complain(world.error().message, kWrongUse);
      return;
    }
    for (const std::string& path : options->user_worlds) {
      const Result<std::vector<std::string>> refused = world->add_user_file(path);
      if (!refused) {
        status = complain(refused.error().message, kWrongUse);
        return;
      }
      for (const std::string& row : *refused) complain(row, kSomeFailed);
    }
    const std::string text = describe(*world, options->name, on);
    if (text.empty()) {
      status = complain(fmt::format("nothing is known of '{}'", options->name), kSomeFailed);
      return;
    }
    fmt::print("{}", text);
  });
}

}  // namespace vedette
