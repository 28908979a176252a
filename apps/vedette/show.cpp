// vedette show ARCHIVE ARTICLE[/ITEM]: a report, or one event, quote, actor or place of it, with its evidence marked in the text.
// Test: tests/show.py.
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "engine.h"
#include "report/item_text.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

constexpr std::size_t kWidth = 100;

struct ShowOptions {
  EngineOptions engine;
  std::string archive, article, item;
  std::string format = "text", color = "auto";
  std::size_t width = 0;
  bool whole = false;
};

TextStyle style_of(const ShowOptions& options) {
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  const char* no_color = std::getenv("NO_COLOR");
  TextStyle style;
  style.color = options.color == "always" || (options.color == "auto" && terminal && (no_color == nullptr || *no_color == '\0'));
  winsize size{};
  if (options.width) style.width = options.width;
  else if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) style.width = std::min<std::size_t>(size.ws_col, kWidth);
  return style;
}

// "ID/e3" is the item e3 of the article ID, unless an article has all of it as its id.
void part_item(ShowOptions& options) {
  const std::size_t slash = options.article.rfind('/');
  if (!options.item.empty() || slash == std::string::npos || slash + 2 >= options.article.size()) return;
  const std::string tail = options.article.substr(slash + 1);
  if (std::string_view("eqap").find(tail[0]) == std::string_view::npos || tail.find_first_not_of("0123456789", 1) != std::string::npos) return;
  options.item = tail;
  options.article.resize(slash);
}

int show(ShowOptions options) {
  const Result<Archive> archive = Archive::open(options.archive, false);
  if (!archive) return complain(archive.error().message, kWrongUse);
  auto found = archive->find(options.article);
  if (found && !*found) {
    part_item(options);
    if (!options.item.empty()) found = archive->find(options.article);
  }
  if (!found) return complain(found.error().message, kSomeFailed);
  if (!*found) return complain(fmt::format("there is no article with the id {}; `vedette events {}` prints the ids", options.article, options.archive), kSomeFailed);
  const auto& [article, record] = **found;
  if (options.format == "jsonl") return fmt::print("{}\n", record), kAllRead;
  if (options.format == "card") {
    const Result<Engine> engine = Engine::open(options.engine);
    if (!engine) return complain(engine.error().message, kWrongUse);
    fmt::print("{}", engine->write(engine->read(article), style_of(options).color ? Format::color_card : Format::card));
    return kAllRead;
  }
  const Result<RecordView> view = RecordView::of(record);
  if (!view) return complain(view.error().message, kSomeFailed);
  const Result<std::string> text = write_item(*view, article.text, options.item, options.whole, style_of(options));
  if (!text) return complain(text.error().message, kSomeFailed);
  fmt::print("{}", *text);
  return kAllRead;
}

}  // namespace

void add_show_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command = app.add_subcommand("show", "A report of an archive, or an event or quote of it, with the evidence marked in its text");
  command->add_option("archive", options->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_option("article", options->article, "The article's id, or the beginning of it; ID/e3 is its third event")->required()->type_name("ARTICLE[/ITEM]");
  command->add_option("item", options->item, "Of the article only an event (e3), a quote (q1), an actor (a2) or a place (p1)")->type_name("ITEM");
  command->add_flag("--whole", options->whole, "Of an item, the whole text instead of the paragraphs around it");
  command->add_option("--format", options->format, "text, card (the article read again and summed up) or jsonl (its record)")
      ->check(CLI::IsMember({"text", "card", "jsonl"}))->capture_default_str();
  command->add_option("--color", options->color, "auto (on a terminal), always or never")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  command->add_option("--width", options->width, "Columns; else those of the terminal, at most 100")->check(CLI::Range(40, 1000));
  add_knowledge_options(*command, options->engine);
  command->footer(
      "Examples:\n"
      "  vedette events news.vedette --type ASSAULT --limit 1    an event, with its article\n"
      "  vedette show news.vedette 395166d6/e2                   that event in its text\n"
      "  vedette show news.vedette 395166d6                      the whole report");
  command->callback([options, &status] { status = show(*options); });
}

}  // namespace vedette
