// vedette stories FILES: which reports tell of one happening, and which are copies. Test: tests/command_line.py.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "engine.h"
#include "in_order.h"
#include "intake/articles.h"
#include "report/json.h"
#include "stories/memory_index.h"

namespace vedette {
namespace {

struct StoriesOptions {
  EngineOptions engine;
  std::vector<std::string> files;
  int threads = 1;
};

struct Printed {
  std::string name;
  Fingerprint print;
  std::string complaint;
};

int put_together(const StoriesOptions& options) {
  const Result<Engine> engine = Engine::open(options.engine);
  if (!engine) return complain(engine.error().message, kWrongUse);
  Result<ArticleStream> articles = ArticleStream::open(options.files);
  if (!articles) return complain(articles.error().message, kWrongUse);
  int status = kAllRead;
  MemoryIndex stories;
  std::vector<std::string> names;
  const auto print_of = [&](Result<Article> article) -> Printed {
    if (!article) return {{}, {}, article.error().message};
    const Result<Told> told = told_by(engine->write(engine->read(*article, Step::actors), Format::jsonl));
    if (!told) return {{}, {}, told.error().message};
    return {article->id.empty() ? article->where : article->id, fingerprint_of(*told, article->text), {}};
  };
  const auto put = [&](const Printed& printed) {
    if (!printed.complaint.empty()) {
      status = complain(printed.complaint, kSomeFailed);
      return;
    }
    names.push_back(printed.name);
    const Placed placed = place(stories, static_cast<Number>(names.size()), printed.print);
    std::string line;
    JsonWriter json(line);
    json.begin_object();
    json.field("article", printed.name);
    json.field("story", fmt::format("s{}", placed.story));
    json.field_or_null("copy_of", placed.copy_of ? std::string_view(names[static_cast<std::size_t>(placed.copy_of) - 1]) : std::string_view());
    json.end_object();
    fmt::print("{}\n", line);
  };
  in_order(options.threads, [&] { return articles->next(); }, print_of, put);
  return status;
}

}  // namespace

void add_stories_command(CLI::App& app, int& status) {
  auto options = std::make_shared<StoriesOptions>();
  CLI::App* command = app.add_subcommand("stories", "Put reports of one happening together, and name the copies");
  command->add_option("files", options->files, "Text, JSONL, HTML, feeds, WARC, CSV; folders or globs; - or nothing is standard input")->type_name("FILE");
  command->add_option("--threads", options->threads, "Articles read at once")->check(CLI::Range(1, 256))->capture_default_str();
  add_knowledge_options(*command, options->engine);
  command->callback([options, &status] { status = put_together(*options); });
}

}  // namespace vedette
