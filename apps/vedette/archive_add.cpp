// vedette add FILES --to ARCHIVE, remove, reread, verify: what changes or checks an archive. Test: tests/archive.py.
#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "base/digest.h"
#include "commands.h"
#include "engine.h"
#include "in_order.h"
#include "intake/articles.h"
#include "record_file.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

constexpr std::size_t kBatch = 200;  // articles a transaction: one wait for the disk for all of them

std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

struct AddOptions {
  EngineOptions engine;
  std::vector<std::string> files;
  std::string records;  // of these articles, made earlier
  std::string archive;
  int threads = 1;
  bool each = false;
};

struct ReadArticle {
  Article article;
  std::string record;
  std::string complaint;
};

// Puts articles into the archive a batch at a time, so that the archive is held only while a batch is written.
class Adding {
 public:
  Adding(Archive archive, bool acknowledge) : archive_(std::move(archive)), acknowledge_(acknowledge) {}

  Outcome add(ReadArticle read) {
    batch_.push_back(std::move(read));
    return batch_.size() < kBatch ? Outcome(Done{}) : keep();
  }
  // Writes what waits; what is printed as added is on disk.
  Outcome keep() {
    if (batch_.empty()) return Done{};
    if (Outcome done = archive_.begin(); !done) return done;
    for (const ReadArticle& read : batch_) {
      const Result<Added> added = archive_.add(read.article, read.record, now());
      if (!added) return added.error();
      ++counts_[static_cast<std::size_t>(*added)];
    }
    if (Outcome done = archive_.commit(); !done) return done;
    if (acknowledge_)
      for (const ReadArticle& read : batch_) fmt::print("{}\n", read.article.id.empty() ? read.article.where : read.article.id);
    if (acknowledge_) std::fflush(stdout);
    batch_.clear();
    return Done{};
  }
  std::size_t count(Added what) const { return counts_[static_cast<std::size_t>(what)]; }

 private:
  Archive archive_;
  bool acknowledge_;
  std::vector<ReadArticle> batch_;
  std::size_t counts_[4] = {};
};

int add_all(const AddOptions& options) {
  std::optional<Engine> engine;
  std::optional<RecordFile> records;
  if (options.records.empty()) {
    Result<Engine> opened = Engine::open(options.engine);
    if (!opened) return complain(opened.error().message, kWrongUse);
    engine = *std::move(opened);
  } else {
    Result<RecordFile> opened = RecordFile::open(options.records);
    if (!opened) return complain(opened.error().message, kWrongUse);
    records = *std::move(opened);
  }
  Result<Archive> archive = Archive::open(options.archive, true, true);
  if (!archive) return complain(archive.error().message, kWrongUse);
  Result<ArticleStream> articles = ArticleStream::open(options.files);
  if (!articles) return complain(articles.error().message, kWrongUse);

  int status = kAllRead;
  Adding adding(*std::move(archive), options.each);
  std::string fault;
  const auto next = [&]() -> std::optional<ReadArticle> {
    if (!fault.empty()) return std::nullopt;
    std::optional<Result<Article>> article = articles->next();
    if (!article) return std::nullopt;
    if (!*article) return ReadArticle{{}, {}, article->error().message};
    if (!records) return ReadArticle{**std::move(article), {}, {}};
    Result<std::string> record = records->next((*article)->text);
    if (!record) return ReadArticle{{}, {}, fmt::format("{}: {}", (*article)->where, record.error().message)};
    return ReadArticle{**std::move(article), *std::move(record), {}};
  };
  const auto read_one = [&](ReadArticle read) {
    if (!read.complaint.empty() || !engine) return read;
    read.record = engine->write(engine->read(read.article), Format::jsonl);
    read.record.pop_back();
    return read;
  };
  const auto add_one = [&](ReadArticle read) {
    if (!fault.empty()) return;
    if (!read.complaint.empty()) return void(status = complain(read.complaint, kSomeFailed));
    if (Outcome done = adding.add(std::move(read)); !done) fault = done.error().message;
  };
  in_order(options.threads, next, read_one, add_one);
  if (fault.empty())
    if (Outcome done = adding.keep(); !done) fault = done.error().message;
  if (!fault.empty()) return complain(fault + " (what was acknowledged before is kept)", kSomeFailed);
  fmt::print(stderr, "{} added, {} of them newer versions; {} were there already, {} stay removed\n",
             adding.count(Added::fresh) + adding.count(Added::new_version), adding.count(Added::new_version), adding.count(Added::unchanged),
             adding.count(Added::withheld));
  return status;
}

int reread(const EngineOptions& engine_options, const std::string& path) {
  const Result<Engine> engine = Engine::open(engine_options);
  if (!engine) return complain(engine.error().message, kWrongUse);
  Result<Archive> archive = Archive::open(path, true);
  if (!archive) return complain(archive.error().message, kWrongUse);
  Result<Archive> writer = Archive::open(path, true);
  if (!writer) return complain(writer.error().message, kWrongUse);
  std::size_t changed = 0;
  std::size_t seen = 0;
  // A record that is as it would be written is left alone, so a reread that was broken off goes on where it stopped.
  const Outcome done = archive->each([&](const Article& article, const std::string& record) -> Outcome {
    ++seen;
    const Reading reading = engine->read(article);
    std::string fresh = engine->write(reading, Format::jsonl);
    fresh.pop_back();
    if (fresh == record) return Done{};
    ++changed;
    if (Outcome begun = writer->begin(); !begun) return begun;
    if (Outcome replaced = writer->replace_record(sha256_hex(article.text), fresh); !replaced) return replaced;
    return writer->commit();
  });
  if (!done) return complain(done.error().message, kSomeFailed);
  const Result<bool> stale = writer->stories_are_stale();
  if (!stale) return complain(stale.error().message, kSomeFailed);
  if (*stale) {
    Outcome told = writer->begin();
    if (told) told = writer->rebuild_stories();
    if (told) told = writer->commit();
    if (!told) return complain(told.error().message, kSomeFailed);
  }
  fmt::print("{} articles read again, {} records changed\n", seen, changed);
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
  auto add = std::make_shared<AddOptions>();
  CLI::App* command = app.add_subcommand("add", "Read articles into an archive");
  command->add_option("files", add->files, "Text, JSONL, HTML, feeds, WARC, CSV; folders or globs; - or nothing is standard input")->type_name("FILE");
  command->add_option("--to", add->archive, "The archive, made where there is none")->required()->type_name("ARCHIVE");
  command->add_option("--records", add->records, "Their records, as `vedette read --format jsonl` wrote them, in the same order: nothing is read again")
      ->type_name("FILE");
  command->add_option("--threads", add->threads, "Articles read at once")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_flag("--acknowledge", add->each, "Print the id of each article once it is on disk");
  add_knowledge_options(*command, add->engine);
  command->callback([add, &status] { status = add_all(*add); });

  struct RemoveOptions {
    std::string archive, id, reason;
  };
  auto remove = std::make_shared<RemoveOptions>();
  command = app.add_subcommand("remove", "Take an article out of an archive; a tombstone with the reason stays");
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
  auto again = std::make_shared<CheckOptions>();
  command = app.add_subcommand("reread", "Read every article of an archive again, with the model, world and lexicon of today");
  command->add_option("archive", again->archive, "The archive")->required()->type_name("ARCHIVE");
  add_knowledge_options(*command, again->engine);
  command->callback([again, &status] { status = reread(again->engine, again->archive); });

  auto check = std::make_shared<CheckOptions>();
  command = app.add_subcommand("verify", "Check the digests of an archive, and that its records can be reproduced");
  command->add_option("archive", check->archive, "The archive")->required()->type_name("ARCHIVE");
  command->add_flag("--reproduce", check->reproduce, "Read every article again and compare the records to the byte");
  add_knowledge_options(*command, check->engine);
  command->callback([check, &status] { status = verify(check->engine, check->archive, check->reproduce); });
}

}  // namespace vedette
