#pragma once
// SQLite with its faults as Results: opening, statements, transactions.

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace vedette {

// A prepared statement; bound and stepped by position. Values of a row live until the next step.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* raw) : raw_(raw) {}

  Statement& bind(int at, std::string_view text) { return sqlite3_bind_text(raw_.get(), at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT), *this; }
  Statement& bind_or_null(int at, std::string_view text) { return text.empty() ? bind_null(at) : bind(at, text); }
  Statement& bind_blob(int at, std::string_view bytes) { return sqlite3_bind_blob64(raw_.get(), at, bytes.data(), bytes.size(), SQLITE_TRANSIENT), *this; }
  Statement& bind(int at, std::int64_t number) { return sqlite3_bind_int64(raw_.get(), at, number), *this; }
  Statement& bind(int at, double number) { return sqlite3_bind_double(raw_.get(), at, number), *this; }
  Statement& bind_null(int at) { return sqlite3_bind_null(raw_.get(), at), *this; }

  Result<bool> step();  // whether there is a row
  Outcome run();        // steps to the end and resets

  std::string_view text(int column) const;
  std::int64_t integer(int column) const { return sqlite3_column_int64(raw_.get(), column); }
  double real(int column) const { return sqlite3_column_double(raw_.get(), column); }
  bool is_null(int column) const { return sqlite3_column_type(raw_.get(), column) == SQLITE_NULL; }
  void reset() { sqlite3_reset(raw_.get()); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* raw) const { sqlite3_finalize(raw); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> raw_;
};

class Database {
 public:
  // `create` makes the file where there is none. Waits ten seconds for another writer.
  static Result<Database> open(const std::string& path, bool write, bool create);

  Result<Statement> prepare(std::string_view sql) const;
  Outcome run(const std::string& sql) const;
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(raw_.get()); }
  const std::string& path() const { return path_; }
  // The fault that SQLite reports, with what to do about the common ones (full, read only, locked, no database).
  Error fault() const;

 private:
  struct Close {
    void operator()(sqlite3* raw) const { sqlite3_close_v2(raw); }
  };
  std::unique_ptr<sqlite3, Close> raw_;
  std::string path_;
};

}  // namespace vedette
