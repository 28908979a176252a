#pragma once
// The commands of the program: each adds its options to the app and sets the exit status when it is run.

#include <string>

#include "vedette/engine.h"

namespace CLI {
class App;
}

namespace vedette {

constexpr int kAllRead = 0;
constexpr int kSomeFailed = 1;
constexpr int kWrongUse = 2;

void add_read_command(CLI::App& app, int& status);
void add_explain_command(CLI::App& app, int& status);
void add_world_command(CLI::App& app, int& status);
void add_add_command(CLI::App& app, int& status);
void add_archive_commands(CLI::App& app, int& status);  // remove, reread, verify, manifest, migrate
void add_diff_command(CLI::App& app, int& status);
void add_ask_commands(CLI::App& app, int& status);      // events, quotes, actors
void add_show_command(CLI::App& app, int& status);
void add_articles_command(CLI::App& app, int& status);
void add_fetch_command(CLI::App& app, int& status);
void add_export_command(CLI::App& app, int& status);
void add_stories_command(CLI::App& app, int& status);
void add_send_command(CLI::App& app, int& status);      // apps/work
void add_work_command(CLI::App& app, int& status);
void add_mcp_command(CLI::App& app, int& status);
void add_serve_command(CLI::App& app, int& status);
void add_watch_command(CLI::App& app, int& status);

// The options that say what the engine knows, shared by the commands that read.
void add_knowledge_options(CLI::App& command, EngineOptions& options);
// The data beside the program: ../share/vedette seen from it.
std::string data_folder_beside_program();
std::string now();  // the time of the clock, for what is added and removed: 2023-06-29T12:00:00Z
// Says what is wrong on standard error, and gives the status for it.
int complain(const std::string& message, int status);

}  // namespace vedette
