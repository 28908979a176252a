// vedette events, quotes, actors: asks an archive. Test: tests/archive.py.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "print_rows.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

struct AskOptions {
  std::string archive;
  std::string format = "table";
  EventQuery events;
  QuoteQuery quotes;
  std::string name;
  std::int64_t limit = 100;
};

CLI::App* ask_command(CLI::App& app, const char* name, const char* help, const std::shared_ptr<AskOptions>& options) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("archive", options->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_option("--format", options->format, "table, jsonl or csv")->check(CLI::IsMember({"table", "jsonl", "csv"}))->capture_default_str();
  command->add_option("--limit", options->limit, "The most rows")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  return command;
}

// Opens the archive, asks, and prints; `ask` gives Result<vector of rows>.
template <class Ask>
int answer(const AskOptions& options, const Row& columns, Ask ask) {
  const Result<Archive> archive = Archive::open(options.archive, false);
  if (!archive) return complain(archive.error().message, kWrongUse);
  const Result<std::vector<Row>> rows = ask(*archive);
  if (!rows) return complain(rows.error().message, kSomeFailed);
  print_rows(columns, *rows, options.format);
  return kAllRead;
}

}  // namespace

void add_ask_commands(CLI::App& app, int& status) {
  auto events = std::make_shared<AskOptions>();
  CLI::App* command = ask_command(app, "events", "Events of an archive", events);
  EventQuery& query = events->events;
  command->add_option("--since", query.from, "First day of the event")->type_name("DATE");
  command->add_option("--until", query.to, "Last day of the event")->type_name("DATE");
  command->add_option("--who", query.who, "Source: a name, a key (state:LTU) or a state code");
  command->add_option("--to-whom", query.to_whom, "Target, in the same way");
  command->add_option("--type", query.type, "PLOVER type: ASSAULT");
  command->add_option("--status", query.status, "happened, scheduled, pledged…");
  command->add_option("--confidence", query.confidence, "The least: how often events like these are right")->check(CLI::Range(0.0, 1.0));
  command->add_option("--where", query.where, "Of the place: a state's three letters, a name, or LATITUDE,LONGITUDE,KILOMETRES");
  command->add_option("--story", query.story, "Number of a story")->check(CLI::PositiveNumber);
  command->add_option("--text", query.text, "Words that the article holds");
  command->callback([events, &status] {
    events->events.limit = events->limit;
    status = answer(*events, {"date", "type", "cameo", "status", "source", "target", "place", "said_by", "goldstein", "confidence", "title", "published", "url", "article", "event", "sentence"},
                    [&](const Archive& archive) -> Result<std::vector<Row>> {
                      const Result<std::vector<EventRow>> found = archive.events(events->events);
                      if (!found) return found.error();
                      std::vector<Row> rows;
                      for (const EventRow& e : *found)
                        rows.push_back({e.date, e.type, e.cameo, e.status, e.source, e.target, e.place, e.said_by, fmt::format("{:.1f}", e.goldstein),
                                        fmt::format("{:.2f}", e.confidence), e.title, e.published, e.url, e.article, e.event, e.sentence});
                      return rows;
                    });
  });

  auto quotes = std::make_shared<AskOptions>();
  command = ask_command(app, "quotes", "Quotes of an archive", quotes);
  command->add_option("--who", quotes->quotes.speaker, "The speaker: a name or a key");
  command->add_option("--since", quotes->quotes.since, "First day of the report")->type_name("DATE");
  command->add_option("--until", quotes->quotes.until, "Last day of the report")->type_name("DATE");
  command->add_option("--text", quotes->quotes.text, "Words that the article holds");
  command->callback([quotes, &status] {
    quotes->quotes.limit = quotes->limit;
    status = answer(*quotes, {"published", "speaker", "kind", "words", "article"}, [&](const Archive& archive) -> Result<std::vector<Row>> {
      const Result<std::vector<QuoteRow>> found = archive.quotes(quotes->quotes);
      if (!found) return found.error();
      std::vector<Row> rows;
      for (const QuoteRow& q : *found) rows.push_back({q.published, q.speaker, q.kind, q.words, q.article});
      return rows;
    });
  });

  auto actors = std::make_shared<AskOptions>();
  command = ask_command(app, "actors", "Actors of an archive, the most reported first", actors);
  command->add_option("--name", actors->name, "A name or a key");
  command->callback([actors, &status] {
    status = answer(*actors, {"name", "entity", "country", "reports", "mentions"}, [&](const Archive& archive) -> Result<std::vector<Row>> {
      const Result<std::vector<ActorRow>> found = archive.actors(actors->name, actors->limit);
      if (!found) return found.error();
      std::vector<Row> rows;
      for (const ActorRow& a : *found) rows.push_back({a.name, a.entity, a.country, std::to_string(a.reports), std::to_string(a.mentions)});
      return rows;
    });
  });
}

}  // namespace vedette
