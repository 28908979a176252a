// vedette explain FILE EVENT: why an event of a report stands as it does. Test: tests/command_line.py.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "intake/articles.h"

namespace vedette {

void add_explain_command(CLI::App& app, int& status) {
  struct Options {
    EngineOptions engine;
    std::string file;
    std::string event;
    std::string published;
    std::string article;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("explain", "Show why an event of a report is as it is");
  command->add_option("file", options->file, "The article: text, or JSONL with --article")->required()->type_name("FILE");
  command->add_option("event", options->event, "The event: e1, e2, …")->required();
  command->add_option("--article", options->article, "Which article of the file, by its id; else the first")->type_name("ID");
  command->add_option("--published", options->published, "The day of the report, where the article does not say")->type_name("DATE");
  add_knowledge_options(*command, options->engine);
  command->callback([options, &status] {
    const Result<Engine> engine = Engine::open(options->engine);
    if (!engine) {
      status = complain(engine.error().message, kWrongUse);
      return;
    }
    Result<ArticleStream> articles = ArticleStream::open({options->file});
    if (!articles) {
      status = complain(articles.error().message, kWrongUse);
      return;
    }
    while (std::optional<Result<Article>> article = articles->next()) {
      if (!*article) {
        status = complain(article->error().message, kSomeFailed);
        continue;
      }
      if (!options->article.empty() && (*article)->id != options->article) continue;
      if (!options->published.empty()) (*article)->published = options->published;
      const Result<std::string> why = engine->explain(**article, options->event);
      if (why) {
        fmt::print("{}", *why);
      } else {
        status = complain(why.error().message, kSomeFailed);
      }
      return;
    }
    status = complain(options->article.empty() ? fmt::format("{} holds no article", options->file)
                                               : fmt::format("{} holds no article with the id '{}'", options->file, options->article),
                      kSomeFailed);
  });
}

}  // namespace vedette
