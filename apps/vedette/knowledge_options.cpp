// What the commands share: where the engine's knowledge lies, and how a fault is said. Test: tests/command_line.py.
#include <sys/auxv.h>

#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"

namespace vedette {

void add_knowledge_options(CLI::App& command, EngineOptions& options) {
  options.data_folder = data_folder_beside_program();
  command.add_option("--data", options.data_folder, "Folder of model, world and lexicon")->capture_default_str();
  command.add_option("--world", options.user_worlds, "Your own rows of the world, or PETRARCH dictionaries")->type_name("FILE")->allow_extra_args(false);
  command.add_option("--lexicon", options.user_lexicons, "Your own frames")->type_name("FILE")->allow_extra_args(false);
}

std::string data_folder_beside_program() {
  std::error_code error;
  std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  // Where /proc is not mounted, the system still says by which path it started the program.
  if (error) program = std::filesystem::canonical(reinterpret_cast<const char*>(getauxval(AT_EXECFN)), error);
  return (program.parent_path().parent_path() / "share" / "vedette").string();
}

int complain(const std::string& message, int status) {
  fmt::print(stderr, "vedette: {}\n", message);
  return status;
}

}  // namespace vedette
