// Opens the database that a name means, and holds its transactions. Door: Database. Test: tests/archive.py.
#include "archive/database.h"

namespace vedette {

Outcome Statement::run() {
  while (true) {
    const Result<bool> row = step();
    if (row && *row) continue;
    reset();
    return row ? Outcome(Done{}) : Outcome(row.error());
  }
}

Result<std::int64_t> Statement::change() {
  const Result<bool> row = step();
  const std::int64_t rows = row ? cursor_->changed() : 0;
  reset();
  return row ? Result<std::int64_t>(rows) : Result<std::int64_t>(row.error());
}

Result<std::int64_t> Statement::number() {
  const Result<bool> row = step();
  const std::int64_t value = row && *row ? integer(0) : 0;
  reset();
  return row ? Result<std::int64_t>(value) : Result<std::int64_t>(row.error());
}

bool is_postgresql(std::string_view path) { return path.starts_with("postgresql://") || path.starts_with("postgres://"); }

Result<Database> Database::open(const std::string& path, bool write, bool create) {
  Result<std::shared_ptr<Engine>> engine = is_postgresql(path) ? open_postgresql(path, write) : open_sqlite(path, write, create);
  if (!engine) return engine.error();
  Database database;
  database.engine_ = *std::move(engine);
  database.path_ = path;
  return database;
}

// On PostgreSQL writers wait for each other at a lock of their own: rows that two of them share (names, counts, versions of an address)
// are then right without retries, and reading, which is what takes long, goes on beside it.
Outcome Database::begin() const {
  if (dialect() == Dialect::sqlite) return run("BEGIN IMMEDIATE");
  return run("BEGIN; SELECT pg_advisory_xact_lock(1447314772);");  // "VDET"
}

Outcome Database::commit() const {
  if (Outcome done = engine_->flush(); !done) return done;
  return run("COMMIT");
}

}  // namespace vedette
