// The command line. Each command stands in its own file and adds itself here. Test: tests/command_line.py.
#include <CLI/CLI.hpp>

#include "commands.h"
#include "vedette/version.h"

int main(int argc, char** argv) {
  CLI::App app{"Vedette reads news reports and keeps a sourced record of who did what to whom, who said what, and what is due."};
  app.set_version_flag("--version", std::string("vedette ") + vedette::kVersion);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  vedette read report.txt                       the reading, laid out for a person\n"
      "  vedette read --format jsonl news.jsonl        one record a line\n"
      "  cat report.txt | vedette read --published 2023-06-29 -\n"
      "  vedette read --until page report.txt          the repaired text and its blocks\n"
      "  vedette explain report.txt e3                 why the third event is as it is\n"
      "  vedette world Lithuania --on 2023-06-27       what was true of a name on a day\n"
      "  vedette add news.jsonl --to news.vedette      keep articles and records in an archive\n"
      "  vedette events news.vedette --who RUS --type ASSAULT --since 2023-06-01");
  int status = 0;
  vedette::add_read_command(app, status);
  vedette::add_explain_command(app, status);
  vedette::add_world_command(app, status);
  vedette::add_add_command(app, status);
  vedette::add_archive_commands(app, status);
  vedette::add_diff_command(app, status);
  vedette::add_stories_command(app, status);
  vedette::add_ask_commands(app, status);
  vedette::add_show_command(app, status);
  vedette::add_export_command(app, status);
  vedette::add_articles_command(app, status);
  vedette::add_fetch_command(app, status);
  vedette::add_send_command(app, status);
  vedette::add_work_command(app, status);
  vedette::add_mcp_command(app, status);
  vedette::add_serve_command(app, status);
  vedette::add_watch_command(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : vedette::kWrongUse;
  }
  return status;
}
