// vedette articles FILES: what is in pages, feeds and crawls, as JSONL, unread. Test: tests/intake.py.
#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "article_json.h"
#include "commands.h"
#include "intake/articles.h"
#include "report/json.h"

namespace vedette {

std::string article_json(const Article& article) {
  std::string line;
  line.reserve(article.text.size() + article.text.size() / 16 + 512);
  JsonWriter json(line);
  json.begin_object();
  for (const auto& [key, value] : {std::pair{"id", &article.id}, {"url", &article.url}, {"title", &article.title}, {"site", &article.site},
                                   {"author", &article.author}, {"published", &article.published}, {"language", &article.language}})
    if (!value->empty()) json.field(key, *value);
  json.field("text", article.text);
  json.end_object();
  return line;
}

void add_articles_command(CLI::App& app, int& status) {
  struct Options {
    std::vector<std::string> files, columns;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("articles", "Take the articles out of pages, feeds and crawls, as JSONL, without reading them");
  command->add_option("files", options->files, "Text, JSONL, HTML, feeds, WARC, CSV; folders or globs; - or nothing is standard input")->type_name("FILE");
  command->add_option("--column", options->columns, "What a column of a CSV file holds, where its name does not say")->type_name("NAME=KEY");
  command->callback([options, &status] {
    const auto columns = columns_of(options->columns);
    if (!columns) return void(status = complain("--column: " + columns.error().message, kWrongUse));
    Result<ArticleStream> articles = ArticleStream::open(options->files, *columns);
    if (!articles) return void(status = complain(articles.error().message, kWrongUse));
    while (std::optional<Result<Article>> article = articles->next()) {
      if (!*article) {
        status = complain(article->error().message, kSomeFailed);
        continue;
      }
      const std::string line = article_json(**article) + "\n";
      if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return void(status = complain("standard output cannot be written; stopping", kSomeFailed));
    }
    if (std::fflush(stdout) != 0) status = complain("standard output cannot be written", kSomeFailed);
  });
}

}  // namespace vedette
