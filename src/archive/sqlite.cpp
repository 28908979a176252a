// SQLite behind the database. Door: open_sqlite. Test: tests/archive.py, tests/archive_faults.py.
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "archive/checked_pages.h"
#include "archive/database.h"

namespace vedette {
namespace {

std::string advice(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL: return "the disk is full; make room and run the command again: what was acknowledged is kept";
    case SQLITE_READONLY: return "it cannot be written; check the file's and the folder's permissions";
    case SQLITE_BUSY: case SQLITE_LOCKED: return "another program holds it; wait for that to end and run the command again";
    case SQLITE_NOTADB: return "this is no archive, or it is damaged; give an archive that `vedette add` made";
    case SQLITE_CORRUPT: return "the file is damaged; restore it from a backup, or add the articles to a new archive";
    case SQLITE_IOERR: return "the disk failed; check it and run the command again: what was acknowledged is kept";
    case SQLITE_CANTOPEN: return "it cannot be opened; check that the folder exists and may be read and written";
    default: return {};
  }
}

Error fault(sqlite3* database, std::string_view path) {
  const std::string what = advice(sqlite3_errcode(database));
  return Error{fmt::format("{}: {}{}{}", path, sqlite3_errmsg(database), what.empty() ? "" : "; ", what)};
}

class SqliteCursor final : public RawStatement {
 public:
  SqliteCursor(sqlite3_stmt* raw, const std::string& path) : raw_(raw), path_(path) {}
  ~SqliteCursor() override { sqlite3_finalize(raw_); }
  SqliteCursor(const SqliteCursor&) = delete;
  SqliteCursor& operator=(const SqliteCursor&) = delete;

  void bind(int at, std::string_view text) override { sqlite3_bind_text64(raw_, at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8); }
  void bind_blob(int at, std::string_view bytes) override { sqlite3_bind_blob64(raw_, at, bytes.data(), bytes.size(), SQLITE_TRANSIENT); }
  void bind(int at, std::int64_t number) override { sqlite3_bind_int64(raw_, at, number); }
  void bind(int at, double number) override { sqlite3_bind_double(raw_, at, number); }
  void bind_null(int at) override { sqlite3_bind_null(raw_, at); }
  void reset() override { sqlite3_reset(raw_); }
  std::int64_t changed() const override { return sqlite3_changes64(sqlite3_db_handle(raw_)); }

  Result<bool> step() override {
    const int code = sqlite3_step(raw_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    const Error error = fault(sqlite3_db_handle(raw_), path_);
    sqlite3_reset(raw_);
    return error;
  }

  std::string_view text(int column) const override {
    const void* bytes = sqlite3_column_blob(raw_, column);
    return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(raw_, column))) : std::string_view();
  }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(raw_, column); }
  double real(int column) const override { return sqlite3_column_double(raw_, column); }
  bool is_null(int column) const override { return sqlite3_column_type(raw_, column) == SQLITE_NULL; }

  // The bytes of `cells` are read in place.
  Outcome insert(std::initializer_list<Cell> cells) {
    int at = 0;
    for (const Cell& cell : cells) {
      ++at;
      if (const auto* text = std::get_if<std::string_view>(&cell)) sqlite3_bind_text64(raw_, at, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
      else if (const auto* number = std::get_if<std::int64_t>(&cell)) sqlite3_bind_int64(raw_, at, *number);
      else if (const auto* blob = std::get_if<Blob>(&cell)) sqlite3_bind_blob64(raw_, at, blob->bytes.data() ? blob->bytes.data() : "", blob->bytes.size(), SQLITE_STATIC);
      else if (const auto* real = std::get_if<double>(&cell)) sqlite3_bind_double(raw_, at, *real);
      else sqlite3_bind_null(raw_, at);
    }
    const Result<bool> row = step();
    sqlite3_reset(raw_);
    return row ? Outcome(Done{}) : Outcome(row.error());
  }

 private:
  sqlite3_stmt* raw_;
  const std::string& path_;
};

class SqliteEngine final : public Database::Engine {
 public:
  explicit SqliteEngine(std::string path) : path_(std::move(path)) {}
  ~SqliteEngine() override {
    inserts_.clear();
    sqlite3_close_v2(raw_);
  }
  SqliteEngine(const SqliteEngine&) = delete;
  SqliteEngine& operator=(const SqliteEngine&) = delete;

  Outcome open(bool write, bool create) {
    const int flags = (write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | (create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
    const std::string name = write || may_write_beside() ? path_ : as_unchanging();
    // Nobody asks how much memory SQLite has taken, and counting it takes a lock each time. Too late where the process has used SQLite.
    static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(uncounted);
    if (sqlite3_open_v2(name.c_str(), &raw_, flags | (name == path_ ? 0 : SQLITE_OPEN_URI), checked_pages()) != SQLITE_OK) return fault(raw_, path_);
    // Room for what the many prepared statements hold, which the usual forty pieces are too few for; the rest is fetched piece by piece.
    if (write) sqlite3_db_config(raw_, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 1200, 400);
    if (create) {
      // Of a new file. Larger pages make fewer of them for the same rows; adding takes a tenth less time than with 4096.
      if (Outcome done = run("PRAGMA page_size = 8192"); !done) return done;
      make_room_for_checksums(raw_);
    }
    sqlite3_extended_result_codes(raw_, 0);
    sqlite3_busy_timeout(raw_, 10'000);
    // The texts and titles are hostile: no SQL of a file's own is trusted.
    sqlite3_db_config(raw_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // What a page held is overwritten where the page is written anyway.
    return run(write ? "PRAGMA synchronous = FULL; PRAGMA secure_delete = FAST; PRAGMA cache_size = -49152; PRAGMA wal_autocheckpoint = 16384" : "PRAGMA cache_size = -16384");
  }

  Dialect dialect() const override { return Dialect::sqlite; }

  Result<Statement> prepare(std::string_view sql) override {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(raw_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      return fault(raw_, path_);
    return Statement(std::make_unique<SqliteCursor>(statement, path_));
  }

  Outcome run(const std::string& sql) override {
    if (sqlite3_exec(raw_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return fault(raw_, path_);
    return Done{};
  }

  Outcome put(const char* table, std::initializer_list<Cell> cells) override {
    std::unique_ptr<SqliteCursor>& insert = inserts_[table];
    if (!insert) {
      std::string sql = fmt::format("INSERT INTO {} VALUES(", table);
      for (std::size_t i = 0; i < cells.size(); ++i) sql += i ? ", ?" : "?";
      sqlite3_stmt* statement = nullptr;
      if (sqlite3_prepare_v3(raw_, (sql + ")").c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) return fault(raw_, path_);
      insert = std::make_unique<SqliteCursor>(statement, path_);
    }
    return insert->insert(cells);
  }

  Outcome flush() override { return Done{}; }

  Outcome rewrite() override {
    make_room_for_checksums(raw_);
    Outcome done = run("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
    if (!done) return done;
    all_have_checksums(raw_);
    return run(fmt::format("PRAGMA user_version = {}; PRAGMA wal_checkpoint(TRUNCATE)", number("PRAGMA user_version")));  // writes the first page
  }

  void read_ahead() override { read_through(raw_, static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE) / 2); }

  std::vector<std::string> file_faults() override {
    std::vector<std::string> faults;
    std::error_code error;
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path_, error));
    const std::int64_t page_size = number("PRAGMA page_size");
    const std::int64_t pages = number("PRAGMA page_count");
    // Where nothing waits in the -wal file, the file is as long as its pages are.
    const bool settled = !std::filesystem::exists(path_ + "-wal", error) || std::filesystem::file_size(path_ + "-wal", error) == 0;
    if (settled && size != page_size * pages)
      faults.push_back(fmt::format("the file has {} bytes and should have {}: {} pages of {}", size, page_size * pages, pages, page_size));
    for (const std::int64_t page : wrong_pages(raw_)) faults.push_back(fmt::format("page {} is not as Vedette wrote it: it is damaged, or another program has changed it (where that was meant, `vedette migrate --rewrite` takes it over)", page));
    return faults;
  }

 private:
  std::int64_t number(const char* pragma) {
    Result<Statement> asked = prepare(pragma);
    const Result<std::int64_t> value = asked ? asked->number() : Result<std::int64_t>(asked.error());
    return value ? *value : 0;
  }

  // Also a reader writes beside an archive, to tell writers of itself. Where it may not, and nothing waits there to be read with the
  // archive, as on a disk that cannot be written, the archive is read as a file that does not change.
  bool may_write_beside() const {
    const std::filesystem::path folder = std::filesystem::path(path_).parent_path();
    std::error_code error;
    return access(folder.empty() ? "." : folder.c_str(), W_OK) == 0 || (std::filesystem::exists(path_ + "-wal", error) && std::filesystem::file_size(path_ + "-wal", error) > 0);
  }
  std::string as_unchanging() const {
    std::string address = "file:";
    for (const char c : path_) address += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02x}", c) : std::string(1, c);
    return address + "?immutable=1";
  }

  sqlite3* raw_ = nullptr;
  std::string path_;
  std::map<const char*, std::unique_ptr<SqliteCursor>> inserts_;  // by the name's own address: names are literals
};

}  // namespace

Result<std::shared_ptr<Database::Engine>> open_sqlite(const std::string& path, bool write, bool create) {
  auto engine = std::make_shared<SqliteEngine>(path);
  if (Outcome done = engine->open(write, create); !done) return done.error();
  return std::shared_ptr<Database::Engine>(std::move(engine));
}

}  // namespace vedette
