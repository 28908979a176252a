// SQLite's C interface with its faults as Results. Door: database.h. Test: tests/archive.py.
#include "archive/database.h"

#include <fmt/format.h>

namespace vedette {
namespace {

std::string advice(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL: return "the disk is full; make room and run the command again: what was acknowledged is kept";
    case SQLITE_READONLY: return "it cannot be written; check the file's and the folder's permissions";
    case SQLITE_BUSY: case SQLITE_LOCKED: return "another program holds it; wait for that to end and run the command again";
    case SQLITE_NOTADB: return "this is no archive, or it is damaged; give an archive that `vedette add` made";
    case SQLITE_CORRUPT: return "the file is damaged; restore it from a backup, or add the articles to a new archive";
    case SQLITE_CANTOPEN: return "it cannot be opened; check that the folder exists and may be read";
    default: return {};
  }
}

}  // namespace

Result<bool> Statement::step() {
  const int code = sqlite3_step(raw_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3* database = sqlite3_db_handle(raw_.get());
  const std::string what = advice(code);
  const char* path = sqlite3_db_filename(database, "main");
  return Error{fmt::format("{}: {}{}{}", path ? path : "the archive", sqlite3_errmsg(database), what.empty() ? "" : "; ", what)};
}

Outcome Statement::run() {
  while (true) {
    const Result<bool> row = step();
    if (!row) {
      reset();
      return row.error();
    }
    if (!*row) break;
  }
  reset();
  return Done{};
}

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(raw_.get(), column);
  return bytes ? std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(raw_.get(), column)))
               : std::string_view();
}

Result<Database> Database::open(const std::string& path, bool write, bool create) {
  Database database;
  database.path_ = path;
  sqlite3* raw = nullptr;
  const int flags = (write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | (create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  database.raw_.reset(raw);
  if (code != SQLITE_OK) return database.fault();
  sqlite3_busy_timeout(raw, 10'000);
  // The text and titles are hostile: no SQL of a file's own is trusted.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

Error Database::fault() const {
  const int code = sqlite3_errcode(raw_.get());
  const std::string what = advice(code);
  return Error{fmt::format("{}: {}{}{}", path_, sqlite3_errmsg(raw_.get()), what.empty() ? "" : "; ", what)};
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(raw_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return fault();
  return Statement(statement);
}

Outcome Database::run(const std::string& sql) const {
  if (sqlite3_exec(raw_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return fault();
  return Done{};
}

}  // namespace vedette
