// Makes an archive's tables, tells its format, and brings older formats up to date. Doors: make_archive, format_of, migrate. Test:
// tests/archive_formats.py.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/connection.h"
#include "archive/rows.h"
#include "archive/schema.h"
#include "archive/story_schema.h"

namespace vedette {
namespace {

Result<std::int64_t> ask_number(const Database& database, const std::string& sql) {
  Result<Statement> statement = database.prepare(sql);
  if (!statement) return statement.error();
  return statement->number();
}

std::string tables_of(Dialect dialect) {
  return fmt::format("{}{}{}{}{}", kArticleSchema, kRowSchema, kOrderSchema, dialect == Dialect::sqlite ? kSqliteSchema : kPostgresqlSchema, kStorySchema);
}

std::string marks_of(Dialect dialect) {
  const std::string fact = fmt::format("INSERT INTO manifest VALUES('format', '{}');", kArchiveFormat);
  if (dialect == Dialect::postgresql) return fact;
  return fmt::format("{} PRAGMA application_id = {}; PRAGMA user_version = {};", fact, kApplicationId, kArchiveFormat);
}

// Drops what the records can give again, and puts the tables that cannot be made again aside as before_NAME.
Outcome put_aside(const Database& database) {
  std::string drops;
  Result<Statement> found = database.prepare(
      "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type = 'table', sql NOT LIKE 'CREATE VIRTUAL%'");
  if (!found) return found.error();
  std::vector<std::string> hidden;  // tables of a virtual one's own go with it
  while (true) {
    const Result<bool> row = found->step();
    if (!row) return row.error();
    if (!*row) break;
    const std::string type(found->text(0));
    const std::string name(found->text(1));
    if (name == "article" || name == "removed") continue;
    bool own = false;
    for (const std::string& table : hidden) own |= name.starts_with(table + "_");
    if (own) continue;
    if (found->text(2).starts_with("CREATE VIRTUAL")) hidden.push_back(name);
    std::string quoted;
    for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    drops += fmt::format("DROP {} IF EXISTS \"{}\";", type, quoted);
  }
  found->reset();
  return database.run(drops + "ALTER TABLE article RENAME TO before_article; ALTER TABLE removed RENAME TO before_removed;");
}

// Every article again, with its number, the day it was added and its newer version; its rows laid out anew from its record.
Outcome bring_over(Archive::Connection& c) {
  Result<Statement> all = c.database.prepare("SELECT article, id, url, title, site, given_id, added, given, text, record, record_digest, replaced_by FROM before_article ORDER BY article");
  if (!all) return all.error();
  while (true) {
    const Result<bool> row = all->step();
    if (!row) return row.error();
    if (!*row) break;
    const auto take = [&](int column) { return std::string(all->text(column)); };
    const Result<std::string> text = decompress(all->text(8));
    const Result<std::string> record = decompress(all->text(9));
    if (!text || !record)
      return Error{fmt::format("{}: article {} is damaged and cannot be brought to the new format; take it out with the program that made the archive", c.database.path(), take(1))};
    Result<Layout> layout = lay_out(*record);
    if (!layout) return layout.error();
    Packed packed;
    packed.id = take(1), packed.given = take(7), packed.text = take(8), packed.record = take(9), packed.record_digest = take(10);
    packed.article.id = take(5), packed.article.url = take(2), packed.article.site = take(4), packed.article.text = *text;
    packed.made_by = number_of(layout->made_by);
    packed.layout = *std::move(layout);
    const std::int64_t number = all->integer(0);
    if (Outcome done = c.insert(number, packed, take(6)); !done) return done;
    if (Outcome done = c.insert_words_of(number, packed); !done) return done;
    const Result<RowNumbers> numbers = c.registry.numbers(packed.layout);
    if (!numbers) return numbers.error();
    if (Outcome done = write_rows(c.database, number, packed.layout, *numbers); !done) return done;
    c.tally.keep(SetDigest::of(member_of(packed.id, packed.record_digest)), packed.made_by, 1);
    c.tally.count(packed.layout, *numbers, all->is_null(11) ? 1 : 0);
  }
  return c.database.run("UPDATE article SET replaced_by = (SELECT replaced_by FROM before_article b WHERE b.article = article.article) "
                        "WHERE article IN (SELECT article FROM before_article WHERE replaced_by IS NOT NULL);"
                        "INSERT INTO removed SELECT * FROM before_removed;");
}

}  // namespace

Result<std::int64_t> format_of(const Database& database) {
  if (database.dialect() == Dialect::postgresql) {
    const Result<std::int64_t> there = ask_number(database, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'manifest'");
    if (!there || *there == 0) return there;
    return ask_number(database, "SELECT CAST(value AS BIGINT) FROM manifest WHERE key = 'format'");
  }
  const Result<std::int64_t> application = ask_number(database, "PRAGMA application_id");
  if (!application || *application != kApplicationId) return application ? Result<std::int64_t>(0) : application;
  return ask_number(database, "PRAGMA user_version");
}

// Several programs may make it at once: each waits for its turn and looks again.
Outcome make_archive(Database& database) {
  const bool sqlite = database.dialect() == Dialect::sqlite;
  const std::string count = sqlite ? "SELECT count(*) FROM sqlite_master" : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
  Result<std::int64_t> tables = ask_number(database, count);
  if (!tables) return tables.error();
  if (*tables > 0) return Done{};
  Outcome done = Done{};
  // The change of the mode is refused at once while another has the file, whatever the waiting time.
  for (int attempt = 0; sqlite && attempt < 100; ++attempt) {
    if (done = database.run("PRAGMA journal_mode = WAL"); done) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  if (done) done = database.begin();
  if (!done) return done;
  tables = ask_number(database, count);
  if (!tables) return tables.error();
  if (*tables == 0) done = database.run(tables_of(database.dialect()) + marks_of(database.dialect()));
  return done ? database.commit() : done;
}

Outcome migrate(Archive::Connection& connection) {
  const Database& database = connection.database;
  if (database.dialect() == Dialect::postgresql) return Error{database.path() + ": no older format of this archive is known"};
  // Tables are renamed below without what refers to them, which is made anew.
  Outcome done = database.run("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;");
  if (done) done = database.begin();
  if (!done) return done;
  const Result<std::int64_t> format = format_of(database);
  if (!format) return format.error();
  if (*format < kArchiveFormat) {
    done = put_aside(database);
    if (done) done = database.run(tables_of(Dialect::sqlite) + marks_of(Dialect::sqlite));
    if (done) done = connection.prepare();
    if (done) done = connection.registry.begin();
    if (done) done = bring_over(connection);
    if (done) done = connection.stories.rebuild();
    if (done) done = connection.tally.write(database, connection.registry);
    if (done) done = database.run("DROP TABLE before_article; DROP TABLE before_removed;");
  }
  if (done) done = database.commit();
  connection.makers.clear();
  if (!done) static_cast<void>(database.rollback());
  return done ? database.run("PRAGMA legacy_alter_table = OFF") : done;
}

}  // namespace vedette
