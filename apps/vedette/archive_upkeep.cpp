// vedette remove, reread, verify, manifest, migrate: what changes, checks and describes an archive. Test: tests/archive.py.
#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "base/digest.h"
#include "commands.h"
#include "engine.h"
#include "print_rows.h"
#include "report/json.h"
#include "vedette/archive.h"

namespace vedette {

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

namespace {

struct RereadOptions {
  EngineOptions engine;
  std::string archive;
  bool all = false, changes = false;
};

int reread(const RereadOptions& options) {
  const Result<Engine> engine = Engine::open(options.engine);
  if (!engine) return complain(engine.error().message, kWrongUse);
  Result<Archive> archive = Archive::open(options.archive, true);
  if (!archive) return complain(archive.error().message, kWrongUse);
  std::size_t changed = 0;
  std::size_t seen = 0;
  // A record that is as it would be written is left alone, so a reread that was broken off goes on where it stopped.
  const Outcome done = archive->each([&](const Article& article, const std::string& record) -> Outcome {
    ++seen;
    std::string fresh = engine->write(engine->read(article), Format::jsonl);
    fresh.pop_back();
    const bool same = fresh == record;
    if (same && !options.all) return Done{};
    const std::string id = sha256_hex(article.text);
    if (Outcome begun = archive->begin(); !begun) return begun;
    if (Outcome replaced = archive->replace_record(id, fresh); !replaced) return replaced;
    if (Outcome kept = archive->commit(); !kept) return kept;
    changed += !same;
    if (same || !options.changes) return Done{};
    const Result<std::vector<Difference>> found = differences(record, fresh);
    if (!found) return found.error();
    print_rows(kDifferenceColumns, rows_of(id, *found), "jsonl");
    return Done{};
  });
  if (!done) return complain(done.error().message, kSomeFailed);
  const Result<bool> stale = archive->stories_are_stale();
  if (!stale) return complain(stale.error().message, kSomeFailed);
  if (*stale) {
    Outcome told = archive->begin();
    if (told) told = archive->rebuild_stories();
    if (told) told = archive->commit();
    if (!told) return complain(told.error().message, kSomeFailed);
  }
  fmt::print(options.changes ? stderr : stdout, "{} articles read again, {} records changed\n", seen, changed);
  return kAllRead;
}

int print_manifest(const std::string& path) {
  const Result<Archive> archive = Archive::open(path, false);
  if (!archive) return complain(archive.error().message, kWrongUse);
  const Result<Manifest> manifest = archive->manifest();
  if (!manifest) return complain(manifest.error().message, kSomeFailed);
  const Result<ArchiveState> state = archive->state();
  if (!state) return complain(state.error().message, kSomeFailed);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (const auto& [key, value] : {std::pair("format", manifest->format), std::pair("articles", manifest->articles), std::pair("removed", state->removed),
                                   std::pair("events", state->events), std::pair("quotes", state->quotes)})
    json.key(key), json.number(value);
  json.field("digest", manifest->digest);
  json.key("made_by");
  json.begin_array();
  for (const Manifest::Maker& maker : manifest->makers) {
    json.begin_object();
    json.field("vedette", maker.vedette), json.field("model", maker.model), json.field("world", maker.world), json.field("lexicon", maker.lexicon);
    json.key("articles"), json.number(maker.articles);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", out);
  return kAllRead;
}

int verify(const EngineOptions& engine_options, const std::string& path, bool reproduce) {
  const Result<Archive> archive = Archive::open(path, false);
  if (!archive) return complain(archive.error().message, kWrongUse);
  Result<std::vector<std::string>> faults = archive->verify();
  if (!faults) return complain(faults.error().message, kSomeFailed);
  std::size_t seen = 0;
  if (reproduce) {
    const Result<Engine> engine = Engine::open(engine_options);
    if (!engine) return complain(engine.error().message, kWrongUse);
    const Outcome done = archive->each([&](const Article& article, const std::string& record) -> Outcome {
      ++seen;
      if (engine->write(engine->read(article), Format::jsonl) != record + "\n")
        faults->push_back(sha256_hex(article.text) + ": read again, the record differs; `vedette reread` brings it up to date");
      return Done{};
    });
    if (!done) return complain(done.error().message, kSomeFailed);
  }
  for (const std::string& fault : *faults) complain(fault, kSomeFailed);
  if (!faults->empty()) return kSomeFailed;
  const Result<ArchiveState> state = archive->state();
  if (!state) return complain(state.error().message, kSomeFailed);
  fmt::print("{} articles with {} events and {} quotes; all digests are right{}\n", state->articles, state->events, state->quotes,
             reproduce ? fmt::format(", and {} records were reproduced to the byte", seen) : std::string());
  return kAllRead;
}

}  // namespace

void add_archive_commands(CLI::App& app, int& status) {
  struct RemoveOptions {
    std::string archive, id, reason;
  };
  auto remove = std::make_shared<RemoveOptions>();
  CLI::App* command = app.add_subcommand("remove", "Take an article out of an archive; a tombstone with the reason stays");
  command->add_option("archive", remove->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_option("id", remove->id, "The article: the SHA-256 of its text")->required();
  command->add_option("--reason", remove->reason, "Why, in a few words")->required();
  command->callback([remove, &status] {
    Result<Archive> archive = Archive::open(remove->archive, true);
    if (!archive) return void(status = complain(archive.error().message, kWrongUse));
    if (Outcome done = archive->begin(); !done) return void(status = complain(done.error().message, kSomeFailed));
    const Result<bool> removed = archive->remove(remove->id, remove->reason, now());
    if (!removed) return void(status = complain(removed.error().message, kSomeFailed));
    if (Outcome done = archive->commit(); !done) return void(status = complain(done.error().message, kSomeFailed));
    if (!*removed) status = complain("there is no article with the id " + remove->id, kSomeFailed);
  });

  struct CheckOptions {
    EngineOptions engine;
    std::string archive;
    bool reproduce = false;
  };
  auto again = std::make_shared<RereadOptions>();
  command = app.add_subcommand("reread", "Read every article of an archive again, with the model, world and lexicon of today");
  command->add_option("archive", again->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_flag("--changes", again->changes, "Print what changed, a line of JSON each");
  command->add_flag("--all", again->all, "Write the rows of every article anew, also where its record is as it was");
  add_knowledge_options(*command, again->engine);
  command->callback([again, &status] { status = reread(*again); });

  auto check = std::make_shared<CheckOptions>();
  command = app.add_subcommand("verify", "Check the digests of an archive, and that its records can be reproduced");
  command->add_option("archive", check->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_flag("--reproduce", check->reproduce, "Read every article again and compare the records to the byte");
  add_knowledge_options(*command, check->engine);
  command->callback([check, &status] { status = verify(check->engine, check->archive, check->reproduce); });

  auto path = std::make_shared<std::string>();
  command = app.add_subcommand("manifest", "What an archive says of itself: format, counts, digest, and what made its records");
  command->add_option("archive", *path, "The archive")->required()->type_name("ARCHIVE");
  command->callback([path, &status] { status = print_manifest(*path); });

  struct MigrateOptions {
    std::string archive;
    bool rewrite = false;
  };
  auto older = std::make_shared<MigrateOptions>();
  command = app.add_subcommand("migrate", "Bring an archive of an older format up to date; all or nothing of it is done");
  command->add_option("archive", older->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_flag("--rewrite", older->rewrite, "Write every page of the file anew, with its checksum, and give unused room back");
  command->callback([older, &status] {
    Result<Archive> archive = Archive::open(older->archive, true);
    if (!archive) return void(status = complain(archive.error().message, kWrongUse));
    if (older->rewrite)
      if (Outcome done = archive->rewrite(); !done) return void(status = complain(done.error().message, kSomeFailed));
    const Result<Manifest> manifest = archive->manifest();
    if (!manifest) return void(status = complain(manifest.error().message, kSomeFailed));
    fmt::print("{} articles in format {}\n", manifest->articles, manifest->format);
  });
}

}  // namespace vedette
