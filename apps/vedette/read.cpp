// vedette read [FILE…|-]: reads articles and writes their records or cards. Test: tests/command_line.py.
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "engine.h"
#include "in_order.h"
#include "intake/articles.h"

namespace vedette {
namespace {

struct ReadOptions {
  EngineOptions engine;
  std::vector<std::string> files;
  std::string format;
  Step until = Step::report;
  std::string published;
  std::vector<std::string> columns;
  int threads = 1;
};

const std::map<std::string, Step> kSteps = {{"page", Step::page},     {"grammar", Step::grammar}, {"actors", Step::actors},
                                            {"places", Step::places}, {"times", Step::times},     {"quotes", Step::quotes},
                                            {"events", Step::events}, {"doubts", Step::doubts},   {"report", Step::report}};

Format chosen_format(const std::string& name, Step until) {
  if (name == "jsonl" || until != Step::report) return Format::jsonl;
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  if (name.empty() && !terminal) return Format::jsonl;
  const char* no_color = std::getenv("NO_COLOR");
  return terminal && (no_color == nullptr || *no_color == '\0') ? Format::color_card : Format::card;
}

// Counts on standard error how far a long run has come, on a terminal only, a few times a second.
class Progress {
 public:
  void count() {
    ++articles_;
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(300)) return;
    last_ = now;
    fmt::print(stderr, "\r{} articles read", articles_);
    drawn_ = true;
  }
  ~Progress() {
    if (drawn_) fmt::print(stderr, "\r{} articles read\n", articles_);
  }

 private:
  bool shown_ = isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0;
  bool drawn_ = false;
  std::size_t articles_ = 0;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

struct Output {
  std::string text;
  std::string complaint;
};

int read_all(const ReadOptions& options) {
  if (!options.published.empty() && (!day_of(options.published) || options.published.size() > 10))
    return complain(fmt::format("--published: '{}' is no day of the calendar; expected YYYY-MM-DD", options.published), kWrongUse);
  const Result<Engine> engine = Engine::open(options.engine);
  if (!engine) return complain(engine.error().message, kWrongUse);
  for (const std::string& row : engine->refused_rows()) complain(row, kSomeFailed);
  const auto columns = columns_of(options.columns);
  if (!columns) return complain("--column: " + columns.error().message, kWrongUse);
  Result<ArticleStream> articles = ArticleStream::open(options.files, *columns);
  if (!articles) return complain(articles.error().message, kWrongUse);

  const Format format = chosen_format(options.format, options.until);
  int status = kAllRead;
  bool first = true;
  Progress progress;
  const auto read_one = [&](Result<Article> article) -> Output {
    if (!article) return {{}, article.error().message};
    if (!options.published.empty()) article->published = options.published;
    return {engine->write(engine->read(*article, options.until), format), {}};
  };
  const auto write_one = [&](const Output& output) {
    if (!output.complaint.empty()) {
      status = complain(output.complaint, kSomeFailed);
      return;
    }
    if (!first && format != Format::jsonl) std::fputs("\n\n", stdout);
    first = false;
    if (std::fwrite(output.text.data(), 1, output.text.size(), stdout) != output.text.size()) {
      complain("standard output cannot be written; stopping", kSomeFailed);
      std::_Exit(kSomeFailed);
    }
    progress.count();
  };
  in_order(options.threads, [&] { return articles->next(); }, read_one, write_one);
  if (std::fflush(stdout) != 0) return complain("standard output cannot be written", kSomeFailed);
  return status;
}

}  // namespace

void add_read_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ReadOptions>();
  CLI::App* command = app.add_subcommand("read", "Read articles and write their records");
  command->add_option("files", options->files, "Text, JSONL, HTML, feeds, WARC, CSV; folders or globs; - or nothing is standard input")->type_name("FILE");
  command->add_option("--format", options->format, "card (laid out for a person; the default on a terminal) or jsonl")
      ->check(CLI::IsMember({"card", "jsonl"}));
  command->add_option("--until", options->until, "Stop after a step and print what it made")
      ->transform(CLI::CheckedTransformer(kSteps))->type_name("STEP");
  command->add_option("--published", options->published, "The day of the report, where the article does not say")->type_name("DATE");
  command->add_option("--column", options->columns, "What a column of a CSV file holds, where its name does not say")->type_name("NAME=KEY")->allow_extra_args(false);
  command->add_option("--threads", options->threads, "Articles read at once")->check(CLI::Range(1, 256))->capture_default_str();
  add_knowledge_options(*command, options->engine);
  command->footer(
      "Exit status: 0 all read, 1 some could not be read (named on standard error), 2 wrong use.\n"
      "Examples:\n"
      "  vedette read report.txt\n"
      "  vedette read --format jsonl --threads 4 news/*.jsonl > records.jsonl\n"
      "  vedette read --until grammar report.txt      CoNLL-U");
  command->callback([options, &status] { status = read_all(*options); });
}

}  // namespace vedette
