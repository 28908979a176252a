// vedette stories ARCHIVE [--show N]: its stories, or one of them. vedette stories FILES: which reports tell of one happening, and which
// are copies. Test: tests/stories.py.
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "engine.h"
#include "in_order.h"
#include "intake/articles.h"
#include "report/json.h"
#include "stories/memory_index.h"
#include "vedette/archive_stories.h"

namespace vedette {
namespace {

struct StoriesOptions {
  EngineOptions engine;
  std::vector<std::string> files;
  int threads = 1;
  StoryQuery query;
  std::int64_t show = 0;
  std::string format = "table";
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
    return {article->id.empty() ? article->where : article->id, fingerprint_of(*told, article->text, words_of(*told, article->text)), {}};
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

bool is_archive(const std::string& path) {
  if (path.starts_with("postgresql://") || path.starts_with("postgres://")) return true;
  char head[16] = {};
  std::ifstream(path, std::ios::binary).read(head, sizeof head);
  return std::string_view(head, 15) == "SQLite format 3";
}

void print_story(const StoryRow& story, bool jsonl) {
  if (!jsonl) {
    fmt::print("story {}: {}\n  {} to {}; {} reports from {} independent sources; {} disagreements\n", story.story, story.title, story.first_day, story.last_day,
               story.reports, story.sources, story.disagreements);
    return;
  }
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.key("story"), json.number(story.story);
  json.field_or_null("title", story.title), json.field_or_null("first_day", story.first_day), json.field_or_null("last_day", story.last_day);
  json.key("reports"), json.number(story.reports);
  json.key("sources"), json.number(story.sources);
  json.key("disagreements"), json.number(story.disagreements);
  json.end_object();
  fmt::print("{}\n", line);
}

// One line for each report, event and disagreeing value, told apart by "row".
void print_account_lines(const StoryAccount& account) {
  const auto print = [](std::string_view kind, auto fill) {
    std::string line;
    JsonWriter json(line);
    json.begin_object();
    json.field("row", kind);
    fill(json);
    json.end_object();
    fmt::print("{}\n", line);
  };
  for (const auto& r : account.reports)
    print("report", [&](JsonWriter& json) {
      json.field("article", r.article), json.field_or_null("title", r.title), json.field_or_null("published", r.published), json.field("outlet", r.outlet);
      json.field("source", r.source), json.field_or_null("copy_of", r.copy_of);
      json.key("replaced"), json.boolean(r.replaced);
    });
  for (const auto& e : account.events)
    print("event", [&](JsonWriter& json) {
      json.key("story_event"), json.number(e.number);
      json.field("type", e.type), json.field("cameo", e.cameo), json.field("status", e.status), json.field_or_null("date", e.date);
      json.field_or_null("source", e.source), json.field_or_null("target", e.target), json.field_or_null("place", e.place);
      json.key("reports"), json.number(e.reports);
      json.key("sources"), json.number(e.sources);
    });
  for (const auto& v : account.values)
    print("disagreement", [&](JsonWriter& json) {
      json.key("disagreement"), json.number(v.disagreement);
      json.key("story_event"), json.number(v.event);
      json.field("kind", v.kind), json.field("about", v.about), json.field("value", v.value), json.field("source", v.source), json.field("article", v.article);
      json.key("begin"), json.number(v.begin);
      json.key("end"), json.number(v.end);
      json.field("words", v.words);
      json.key("open"), json.boolean(v.open);
      json.key("newer"), json.boolean(v.newer);
    });
}

void print_account(const StoryAccount& account) {
  fmt::print("\nReports\n");
  for (const auto& r : account.reports)
    fmt::print("  {}  {} ({}{}{}) {}\n", r.article.substr(0, 8), r.title, r.outlet, r.source == r.outlet ? "" : ", from " + r.source,
               r.copy_of.empty() ? "" : ", a copy of " + r.copy_of.substr(0, 8), r.replaced ? "since replaced by a newer version" : "");
  fmt::print("\nEvents\n");
  for (const auto& e : account.events)
    fmt::print("  {:10} {:10} {:10} {} -> {}{}  ({} reports, {} sources)\n", e.date, e.type, e.status, e.source.empty() ? "?" : e.source, e.target.empty() ? "?" : e.target,
               e.place.empty() ? "" : " at " + e.place, e.reports, e.sources);
  std::int64_t last = 0;
  for (const auto& v : account.values) {
    if (v.disagreement != last) fmt::print("\n{}: {} {}{}\n", v.open ? "Disagreement" : "Correction", v.kind, v.about, v.event ? fmt::format(" (event {})", v.event) : "");
    last = v.disagreement;
    fmt::print("  {} says {}: \"{}\" in {} [{}, {}){}\n", v.source, v.value, v.words, v.article.substr(0, 8), v.begin, v.end, v.newer ? "; it has since said otherwise" : "");
  }
}

int ask_stories(const StoriesOptions& options) {
  const std::string& archive = options.files.front();
  const bool jsonl = options.format == "jsonl";
  if (options.show == 0) {
    const auto list = stories_of(archive, options.query);
    if (!list) return complain(list.error().message, kWrongUse);
    for (const StoryRow& story : *list) print_story(story, jsonl);
    return kAllRead;
  }
  const auto account = story_account(archive, options.show);
  if (!account) return complain(account.error().message, kWrongUse);
  if (!*account) return complain(fmt::format("{} has no story {}; `vedette stories {}` lists them", archive, options.show, archive), kSomeFailed);
  print_story((*account)->story, jsonl);
  jsonl ? print_account_lines(**account) : print_account(**account);
  return kAllRead;
}

}  // namespace

void add_stories_command(CLI::App& app, int& status) {
  auto options = std::make_shared<StoriesOptions>();
  CLI::App* command = app.add_subcommand("stories", "The stories of an archive; or loose reports put together, and the copies named");
  command->add_option("files", options->files, "An archive; or text, JSONL, HTML, feeds, WARC, CSV; folders or globs; - or nothing is standard input")->type_name("FILE");
  command->add_option("--threads", options->threads, "Articles read at once")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_option("--show", options->show, "Of an archive: all of one story, by its number")->type_name("STORY");
  command->add_option("--since", options->query.since, "Of an archive: stories told on this day or later")->type_name("DATE");
  command->add_option("--until", options->query.until, "Of an archive: stories told on this day or before")->type_name("DATE");
  command->add_option("--who", options->query.who, "Of an archive: stories of this actor: a name, a key (state:LTU) or a state code");
  command->add_option("--text", options->query.text, "Of an archive: words that a report of the story holds, in its title or text");
  command->add_option("--limit", options->query.limit, "The most stories")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  command->add_option("--format", options->format, "Of an archive: table or jsonl")->check(CLI::IsMember({"table", "jsonl"}))->capture_default_str();
  add_knowledge_options(*command, options->engine);
  command->callback([options, &status] {
    const bool archive = options->files.size() == 1 && is_archive(options->files.front());
    status = archive ? ask_stories(*options) : put_together(*options);
  });
}

}  // namespace vedette
