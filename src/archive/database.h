#pragma once
// A database with its faults as Results: statements, transactions, rows in bulk. Behind it stands SQLite (sqlite.cpp) or PostgreSQL
// (postgresql.cpp). SQL is written once, as SQLite takes it, with the parameters ? or ?1; what the two say differently is in `Dialect`.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace vedette {

// What stands behind a statement. Positions of parameters count from 1, those of columns from 0.
class RawStatement {
 public:
  virtual ~RawStatement() = default;
  virtual void bind(int at, std::string_view text) = 0;
  virtual void bind_blob(int at, std::string_view bytes) = 0;
  virtual void bind(int at, std::int64_t number) = 0;
  virtual void bind(int at, double number) = 0;
  virtual void bind_null(int at) = 0;
  virtual Result<bool> step() = 0;
  virtual std::int64_t changed() const = 0;  // rows, by the statement's last run; before it is reset
  virtual void reset() = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual bool is_null(int column) const = 0;
};

// A prepared statement; bound and stepped by position. Values of a row live until the next step.
class Statement {
 public:
  Statement() = default;
  explicit operator bool() const { return cursor_ != nullptr; }
  explicit Statement(std::unique_ptr<RawStatement> cursor) : cursor_(std::move(cursor)) {}

  Statement& bind(int at, std::string_view text) { return cursor_->bind(at, text), *this; }
  Statement& bind_or_null(int at, std::string_view text) { return text.empty() ? bind_null(at) : bind(at, text); }
  Statement& bind_blob(int at, std::string_view bytes) { return cursor_->bind_blob(at, bytes), *this; }
  Statement& bind(int at, std::int64_t number) { return cursor_->bind(at, number), *this; }
  Statement& bind(int at, double number) { return cursor_->bind(at, number), *this; }
  Statement& bind_null(int at) { return cursor_->bind_null(at), *this; }

  Result<bool> step() { return cursor_->step(); }  // whether there is a row
  Outcome run();                                   // steps to the end and resets
  Result<std::int64_t> change();                   // the same, and tells how many rows it has changed
  Result<std::int64_t> number();                   // the first column of the first row, 0 where there is none; resets

  std::string_view text(int column) const { return cursor_->text(column); }
  std::int64_t integer(int column) const { return cursor_->integer(column); }
  double real(int column) const { return cursor_->real(column); }
  bool is_null(int column) const { return cursor_->is_null(column); }
  void reset() { cursor_->reset(); }

 private:
  std::unique_ptr<RawStatement> cursor_;
};

// The value of a column; texts and bytes need to live only until put() returns.
struct Blob {
  std::string_view bytes;
};
using Cell = std::variant<std::monostate, std::int64_t, double, std::string_view, Blob>;

inline Cell or_null(std::string_view text) { return text.empty() ? Cell() : Cell(text); }
inline Cell or_null(std::int64_t number) { return number == 0 ? Cell() : Cell(number); }

enum class Dialect : unsigned char { sqlite, postgresql };

class Database {
 public:
  // What stands behind a database.
  struct Engine {
    virtual ~Engine() = default;
    virtual Dialect dialect() const = 0;
    virtual Result<Statement> prepare(std::string_view sql) = 0;
    virtual Outcome run(const std::string& sql) = 0;
    virtual Outcome put(const char* table, std::initializer_list<Cell> cells) = 0;
    virtual Outcome flush() = 0;
    virtual std::vector<std::string> file_faults() { return {}; }
    virtual void read_ahead() {}
    virtual Outcome rewrite() { return run("VACUUM"); }
  };

  // A file, or postgresql://USER@HOST/NAME. `create` makes the file where there is none. Waits ten seconds for another writer.
  static Result<Database> open(const std::string& path, bool write, bool create);

  Dialect dialect() const { return engine_->dialect(); }
  Result<Statement> prepare(std::string_view sql) const { return engine_->prepare(sql); }
  Outcome run(const std::string& sql) const { return engine_->run(sql); }
  // A row with a value for every column of the table. PostgreSQL gets rows by COPY, before the next statement runs.
  Outcome put(const char* table, std::initializer_list<Cell> cells) const { return engine_->put(table, cells); }

  // A transaction of one writer at a time; what commit has returned from is on disk.
  Outcome begin() const;
  Outcome commit() const;
  Outcome rollback() const { return run("ROLLBACK"); }

  // What is wrong with the file's size, and with the bytes of the pages that were read so far.
  std::vector<std::string> file_faults() const { return engine_->file_faults(); }
  // Before all of a file is read, here and there: brings it into the system's cache from one end to the other, where it finds room.
  void read_ahead() const { engine_->read_ahead(); }
  // Writes every page anew, with its checksum, and gives unused room back.
  Outcome rewrite() const { return engine_->rewrite(); }

  const std::string& path() const { return path_; }

 private:
  std::shared_ptr<Engine> engine_;
  std::string path_;
};

bool is_postgresql(std::string_view path);  // whether an archive's name is an address of PostgreSQL
Result<std::shared_ptr<Database::Engine>> open_sqlite(const std::string& path, bool write, bool create);
Result<std::shared_ptr<Database::Engine>> open_postgresql(const std::string& address, bool write);

}  // namespace vedette
