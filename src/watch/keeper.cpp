// Keeps a ledger up with its archive. Door: Keeper. Test: tests/serve.py.
#include "watch/keeper.h"

#include <malloc.h>
#include <sys/stat.h>

#include <chrono>

#include "archive/schema.h"

namespace vedette {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks(500);

Result<std::int64_t> pragma(const Database& database, const char* name) {
  Result<Statement> asked = database.prepare(std::string("PRAGMA ") + name);
  if (!asked) return asked.error();
  return asked->number();
}

}  // namespace

Keeper::Keeper(std::string path, const World* world, Changed changed) : path_(std::move(path)), world_(world), changed_(std::move(changed)) {}

Keeper::~Keeper() { stop(); }

void Keeper::start() {
  look();
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    auto pause = kBetweenLooks;
    while (!wake_.wait_for(lock, pause, [this] { return stopping_; })) {
      lock.unlock();
      const auto begin = std::chrono::steady_clock::now();
      look();
      // A large archive that is added to all the time must not keep a core busy: one part reading, two parts rest.
      const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
      pause = std::max(kBetweenLooks, took * 2);
      lock.lock();
    }
  });
}

void Keeper::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<std::shared_ptr<const Ledger>> Keeper::now() const {
  const std::lock_guard lock(mutex_);
  if (!fault_.empty() || !ledger_) return Error{fault_.empty() ? "the archive is being read; ask again in a moment" : fault_};
  return ledger_;
}

std::optional<std::pair<std::uint64_t, std::uint64_t>> Keeper::file() const {
  struct stat found {};
  if (::stat(path_.c_str(), &found) != 0) return std::nullopt;
  return std::pair<std::uint64_t, std::uint64_t>(found.st_dev, found.st_ino);
}

void Keeper::look() {
  const Outcome done = read();
  const std::lock_guard lock(mutex_);
  fault_ = done ? std::string() : done.error().message;
}

Outcome Keeper::read() {
  if (is_postgresql(path_)) return Error{"the page is served from an archive in a file; make one of this with `vedette export`, or ask PostgreSQL itself"};
  const auto there = file();
  if (!there) {
    database_.reset();
    opened_.reset();
    return Error{path_ + ": there is no such archive; give the path of one that `vedette add` made, or put it back"};
  }
  if (there != opened_ || !database_) {
    database_.reset();
    Result<Database> database = Database::open(path_, false, false);
    if (!database) return database.error();
    // A locked archive is said at once, not waited for.
    if (Outcome done = database->run("PRAGMA busy_timeout = 500; PRAGMA query_only = ON"); !done) return done;
    const Result<std::int64_t> application = pragma(*database, "application_id");
    if (!application) return application.error();
    if (*application != kApplicationId) return Error{path_ + ": this is no archive of Vedette; give one that `vedette add` made"};
    const Result<std::int64_t> format = pragma(*database, "user_version");
    if (!format) return format.error();
    if (*format > kArchiveFormat) return Error{path_ + ": the archive is of a newer format than this program reads; use a newer program"};
    database_ = *std::move(database);
    if (opened_ != there) ++generation_;
    opened_ = there;
    seen_version_ = -1;
    const std::lock_guard lock(mutex_);
    ledger_.reset();
  }
  const Result<std::int64_t> version = pragma(*database_, "data_version");
  if (!version) return version.error();
  std::shared_ptr<const Ledger> before;
  {
    const std::lock_guard lock(mutex_);
    before = ledger_;
  }
  if (before && *version == seen_version_) return Done{};
  Result<std::shared_ptr<const Ledger>> next = load_ledger(*database_, world_, before);
  if (!next) {
    database_.reset();  // whatever it was, a fresh connection sees it afresh
    return next.error();
  }
  seen_version_ = *version;
  if (*next == before) return Done{};
  {
    const std::lock_guard lock(mutex_);
    ledger_ = *next;
    fault_.clear();
  }
  if (changed_) changed_(before, *next);
  before.reset();
  ::malloc_trim(0);  // what the ledger before has held goes back to the system
  return Done{};
}

}  // namespace vedette
