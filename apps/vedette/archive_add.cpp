// vedette add FILES --to ARCHIVE. Test: tests/archive.py.
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands.h"
#include "engine.h"
#include "in_order.h"
#include "intake/articles.h"
#include "record_file.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

struct AddOptions {
  EngineOptions engine;
  std::vector<std::string> files;
  std::string records;  // of these articles, made earlier
  std::string archive;
  int threads = 1;
  bool each = false;
  std::size_t batch = 2000;
};

struct ReadArticle {
  Article article;
  std::string record;
  std::string complaint;
  std::string name;  // as it is acknowledged
  std::shared_ptr<const Packed> packed;
};

// Puts articles into the archive on a thread of its own, in transactions: all that waits while one is written goes into the next, so
// that they are large where much comes at once, and nothing waits long where little does. The articles that wait and those in work share
// one room.
class Adding {
 public:
  Adding(Archive archive, std::size_t batch, bool acknowledge) : archive_(std::move(archive)), most_(batch), acknowledge_(acknowledge), writer_([this] { write(); }) {}

  ~Adding() { static_cast<void>(end()); }
  Adding(const Adding&) = delete;
  Adding& operator=(const Adding&) = delete;

  // Waits while there is no room. False after a fault.
  bool add(ReadArticle read) {
    const std::size_t bytes = Archive::memory_of(*read.packed);
    // Gives its room back when the archive lets go of it.
    read.packed = std::shared_ptr<const Packed>(read.packed.get(), [this, packed = read.packed, bytes](const Packed*) mutable {
      packed.reset();
      leave(bytes);
    });
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return fault_ || !is_full(); });
    if (fault_) return false;
    if (waiting_.empty()) since_ = std::chrono::steady_clock::now();
    bytes_ += bytes;
    is_crowded_ |= bytes_ >= kMostBytes;
    waiting_.push_back(std::move(read));
    changed_.notify_all();
    return true;
  }
  // Writes what waits; no more comes.
  Outcome end() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      changed_.notify_all();
    }
    if (writer_.joinable()) writer_.join();
    return fault_ ? Outcome(*fault_) : Outcome(Done{});
  }
  std::size_t count(Added what) const { return counts_[static_cast<std::size_t>(what)]; }

 private:
  static constexpr std::chrono::milliseconds kLongestWait{500};
  static constexpr std::size_t kMostBytes = 48 << 20;

  bool is_full() const { return waiting_.size() >= most_ || is_crowded_; }

  // Who waits for room is not called for each article that goes.
  void leave(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    bytes_ -= bytes;
    if (!is_crowded_ || bytes_ > kMostBytes / 8 * 7) return;
    is_crowded_ = false;
    changed_.notify_all();
  }

  void write() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      changed_.wait_until(lock, since_ + kLongestWait, [&] { return ended_ || is_full(); });
      std::vector<ReadArticle> batch = std::exchange(waiting_, {});
      changed_.notify_all();
      lock.unlock();
      Outcome done = keep(std::move(batch));
      lock.lock();
      if (done) continue;
      fault_ = done.error();
      changed_.notify_all();
      return;
    }
  }

  // What is printed as added is on disk.
  Outcome keep(std::vector<ReadArticle> batch) {
    if (Outcome done = archive_.begin(Archive::Changes::additions); !done) return done;
    std::vector<std::shared_ptr<const Packed>> packed;
    for (ReadArticle& read : batch) packed.push_back(std::move(read.packed));
    const Result<std::vector<Added>> added = archive_.add(std::move(packed), now());
    if (!added) return added.error();
    if (Outcome done = archive_.commit(); !done) return done;
    for (const Added outcome : *added) ++counts_[static_cast<std::size_t>(outcome)];
    if (acknowledge_)
      for (const ReadArticle& read : batch) fmt::print("{}\n", read.name);
    if (acknowledge_) std::fflush(stdout);
    return Done{};
  }

  // What the archive and the list hold gives its room back here when they go.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t bytes_ = 0;      // of what waits and what is in work
  bool is_crowded_ = false;    // from when these were too many until they are clearly fewer
  Archive archive_;
  std::vector<ReadArticle> waiting_;
  std::chrono::steady_clock::time_point since_;  // the first of it came
  std::size_t most_;
  bool acknowledge_;
  std::size_t counts_[4] = {};
  bool ended_ = false;
  std::optional<Error> fault_;
  std::jthread writer_;
};

// The thread that asks takes what processors the archive's own leave: who reads ahead of the archive waits for it in the end, and should do
// so while it waits for the disk. Linux counts niceness by thread.
void give_way() {
  constexpr int kNiceness = 15;
  thread_local const int given = setpriority(PRIO_PROCESS, 0, kNiceness);
  static_cast<void>(given);
}

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
  Adding adding(*std::move(archive), options.batch, options.each);
  std::atomic<bool> stopped = false;  // by a fault of the archive
  const auto next = [&]() -> std::optional<ReadArticle> {
    if (stopped) return std::nullopt;
    std::optional<Result<Article>> article = articles->next();
    if (!article) return std::nullopt;
    if (!*article) return ReadArticle{{}, {}, article->error().message, {}, {}};
    if (!records) return ReadArticle{**std::move(article), {}, {}, {}, {}};
    Result<std::string> record = records->next((*article)->text);
    if (!record) return ReadArticle{{}, {}, fmt::format("{}: {}", (*article)->where, record.error().message), {}, {}};
    return ReadArticle{**std::move(article), *std::move(record), {}, {}, {}};
  };
  const auto read_one = [&](ReadArticle read) {
    if (!read.complaint.empty()) return read;
    give_way();
    std::string record = std::move(read.record);  // its room is not kept while the article waits
    if (engine) {
      record = engine->write(engine->read(read.article), Format::jsonl);
      record.pop_back();
    }
    read.name = read.article.id.empty() ? read.article.where : read.article.id;
    Result<std::shared_ptr<const Packed>> packed = Archive::pack(std::move(read.article), record);
    if (!packed) read.complaint = fmt::format("{}: {}", read.name, packed.error().message);
    else read.packed = *std::move(packed);
    return read;
  };
  const auto add_one = [&](ReadArticle read) {
    if (!read.complaint.empty()) return void(status = complain(read.complaint, kSomeFailed));
    if (!stopped && !adding.add(std::move(read))) stopped = true;
  };
  in_order(options.threads, next, read_one, add_one);
  if (Outcome done = adding.end(); !done) return complain(done.error().message + " (what was acknowledged before is kept)", kSomeFailed);
  fmt::print(stderr, "{} added, {} of them newer versions; {} were there already, {} stay removed\n",
             adding.count(Added::fresh) + adding.count(Added::new_version), adding.count(Added::new_version), adding.count(Added::unchanged),
             adding.count(Added::withheld));
  return status;
}

}  // namespace

void add_add_command(CLI::App& app, int& status) {
  auto add = std::make_shared<AddOptions>();
  CLI::App* command = app.add_subcommand("add", "Read articles into an archive");
  command->add_option("files", add->files, "Text, JSONL, HTML, feeds, WARC, CSV; folders or globs; - or nothing is standard input")->type_name("FILE");
  command->add_option("--to", add->archive, "The archive, made where there is none")->required()->type_name("ARCHIVE");
  command->add_option("--records", add->records, "Their records, as `vedette read --format jsonl` wrote them, in the same order: nothing is read again")
      ->type_name("FILE");
  command->add_option("--threads", add->threads, "Articles read at once")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_option("--batch", add->batch, "Articles a transaction at most: all of them wait for the disk once")->check(CLI::Range(1, 10'000))->capture_default_str();
  command->add_flag("--acknowledge", add->each, "Print the id of each article once it is on disk");
  add_knowledge_options(*command, add->engine);
  command->callback([add, &status] { status = add_all(*add); });
}

}  // namespace vedette
