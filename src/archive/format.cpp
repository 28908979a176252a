// Makes an archive's tables, tells its format, and brings older formats up to date. Doors: make_archive, format_of, migrate. Test:
// tests/archive_formats.py.
#include <chrono>
#include <thread>
#include <utility>

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

// The same on PostgreSQL, where format 3 was the first: what is put aside goes into a schema of its own, with the names of its indexes.
Outcome put_aside_on_server(const Database& database) {
  std::string drops = "DROP VIEW IF EXISTS disagreement; ";
  // All that a format has had; party_name is a table up to format 4.
  for (const char* table : {"manifest", "made_by", "party", "party_name", "location", "actor", "place", "quote", "event", "event_actor", "commitment", "doubt", "words", "story",
                            "story_article", "story_source", "story_event", "story_event_source", "story_event_mention", "story_claim", "story_dispute", "story_counted", "story_band",
                            "story_band_new", "story_key", "story_key_new", "story_term", "story_centre"})
    drops += fmt::format("DROP TABLE IF EXISTS {} CASCADE; ", table);
  return database.run(drops + "CREATE SCHEMA vedette_before; ALTER TABLE article SET SCHEMA vedette_before; ALTER TABLE vedette_before.article RENAME TO before_article; "
                              "ALTER TABLE removed SET SCHEMA vedette_before; ALTER TABLE vedette_before.removed RENAME TO before_removed;");
}

// Every article again, with its number, the day it was added and its newer version; its rows laid out anew from its record. `before` is
// the schema where they lie, with its point.
Outcome bring_over(Archive::Connection& c, const std::string& before) {
  // Some at a time: a server's answer is held whole.
  Result<Statement> some = c.database.prepare(fmt::format(
      "SELECT article, id, url, title, site, given_id, added, given, text, record, record_digest, replaced_by FROM {}before_article WHERE article > ? ORDER BY article LIMIT 100", before));
  if (!some) return some.error();
  std::int64_t last = 0;
  bool more = true;
  while (std::exchange(more, false)) {
    struct Old {
      std::int64_t number;
      Packed packed;
      std::string added;
      bool replaced;
    };
    std::vector<Old> all;
    some->bind(1, last);
    while (true) {
      const Result<bool> row = some->step();
      if (!row) return row.error();
      if (!*row) break;
      more = true;
      last = some->integer(0);
      const auto take = [&](int column) { return std::string(some->text(column)); };
      const Result<std::string> text = decompress(some->text(8));
      const Result<std::string> record = decompress(some->text(9));
      if (!text || !record)
        return Error{fmt::format("{}: article {} is damaged and cannot be brought to the new format; take it out with the program that made the archive", c.database.path(), take(1))};
      Result<Layout> layout = lay_out(*record);
      if (!layout) return layout.error();
      Old& old = all.emplace_back(Old{last, {}, take(6), !some->is_null(11)});
      Packed& packed = old.packed;
      packed.id = take(1), packed.given = take(7), packed.text = take(8), packed.record = take(9), packed.record_digest = take(10);
      packed.article.id = take(5), packed.article.url = take(2), packed.article.site = take(4), packed.article.text = *text;
      packed.made_by = number_of(layout->made_by);
      packed.layout = *std::move(layout);
    }
    some->reset();
    for (const Old& old : all) {
      if (Outcome done = c.insert(old.number, old.packed, old.added); !done) return done;
      c.tally.keep(SetDigest::of(member_of(old.packed.id, old.packed.record_digest)), old.packed.made_by, 1);
    }
    for (const Old& old : all) {
      const Result<RowNumbers> numbers = c.registry.numbers(old.packed.layout);
      if (!numbers) return numbers.error();
      if (Outcome done = write_rows(c.database, old.number, old.packed.layout, *numbers); !done) return done;
      c.tally.count(old.packed.layout, *numbers, old.replaced ? 0 : 1);
    }
    for (const Old& old : all)
      if (Outcome done = c.insert_words_of(old.number, old.packed); !done) return done;
  }
  return c.database.run(fmt::format("UPDATE article SET replaced_by = (SELECT replaced_by FROM {0}before_article b WHERE b.article = article.article) "
                                    "WHERE article IN (SELECT article FROM {0}before_article WHERE replaced_by IS NOT NULL);"
                                    "INSERT INTO removed SELECT * FROM {0}before_removed;",
                                    before));
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
  const bool sqlite = database.dialect() == Dialect::sqlite;
  // Tables are renamed below without what refers to them, which is made anew.
  Outcome done = sqlite ? database.run("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;") : Outcome(Done{});
  if (done) done = database.begin();
  if (!done) return done;
  const Result<std::int64_t> format = format_of(database);
  if (!format) return format.error();
  if (*format < kArchiveFormat) {
    done = sqlite ? put_aside(database) : put_aside_on_server(database);
    if (done) done = database.run(tables_of(database.dialect()) + marks_of(database.dialect()));
    if (done) done = connection.prepare();
    if (done) done = connection.registry.begin();
    if (done) done = bring_over(connection, sqlite ? "" : "vedette_before.");
    if (done) done = connection.stories.rebuild();
    if (done) done = connection.tally.write(database, connection.registry);
    if (done) done = database.run(sqlite ? "DROP TABLE before_article; DROP TABLE before_removed;" : "DROP SCHEMA vedette_before CASCADE");
  }
  if (done) done = database.commit();
  connection.makers.clear();
  if (!done) static_cast<void>(database.rollback());
  return done && sqlite ? database.run("PRAGMA legacy_alter_table = OFF") : done;
}

}  // namespace vedette
