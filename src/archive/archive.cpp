// Keeps articles and their records in one SQLite file. Door: Archive. Test: tests/archive.py; the format is in docs/archive.md.
#include "vedette/archive.h"

#include <simdjson.h>

#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/connection.h"
#include "archive/json_string.h"
#include "archive/schema.h"
#include "archive/story_schema.h"
#include "base/digest.h"

namespace vedette {
namespace {

// What was given with the article, so that it can be read again to the same bytes.
std::string given_of(const Article& a) {
  return fmt::format(R"({{"id":{},"title":{},"url":{},"site":{},"published":{},"language":{},"page":{}}})", json_string(a.id), json_string(a.title),
                     json_string(a.url), json_string(a.site), json_string(a.published), json_string(a.language), json_string(a.page_digest));
}

Result<Article> article_of(std::string_view text, std::string_view given) {
  simdjson::dom::parser parser;
  simdjson::dom::object fields;
  if (parser.parse(simdjson::padded_string(given)).get(fields) != simdjson::SUCCESS) return Error{"an article's metadata is damaged"};
  const auto take = [&](std::string_view key) {
    std::string_view value;
    return fields[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  Article article;
  article.text = text;
  article.id = take("id"), article.title = take("title"), article.url = take("url"), article.site = take("site");
  article.published = take("published"), article.language = take("language"), article.page_digest = take("page");
  return article;
}

struct Summary {
  std::string published, from, language, title;
  std::int64_t characters = 0;
};

Result<Summary> summary_of(const std::string& record) {
  simdjson::dom::parser parser;
  simdjson::dom::element article;
  if (parser.parse(record)["article"].get(article) != simdjson::SUCCESS) return Error{"a record is no JSON object with an article"};
  const auto take = [&](std::string_view key) {
    std::string_view value;
    return article[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  Summary summary{take("published"), take("published_from"), take("language"), take("title"), 0};
  if (article["characters"].get(summary.characters) != simdjson::SUCCESS) summary.characters = 0;
  return summary;
}

Outcome make_tables(const Database& database) {
  if (Outcome done = database.run("BEGIN IMMEDIATE"); !done) return done;
  Result<Statement> tables = database.prepare("SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  const Result<bool> row = tables->step();
  if (!row) return row.error();
  const bool empty = tables->integer(0) == 0;
  tables->reset();
  if (!empty) return database.run("COMMIT");  // another program made them meanwhile
  return database.run(fmt::format("{} {} PRAGMA application_id = {}; PRAGMA user_version = {}; INSERT INTO manifest VALUES('format', '{}'); COMMIT;",
                                  kSchema, kStorySchema, kApplicationId, kArchiveFormat, kArchiveFormat));
}

Result<std::int64_t> number_of(const Database& database, const std::string& sql) {
  Result<Statement> statement = database.prepare(sql);
  if (!statement) return statement.error();
  const Result<bool> row = statement->step();
  if (!row) return row.error();
  return *row ? statement->integer(0) : 0;
}

Result<std::int64_t> pragma(const Database& database, const char* name) { return number_of(database, fmt::format("PRAGMA {}", name)); }

// Makes an archive of a file that holds nothing. Several programs may do so at once: each waits for its turn and looks again.
Outcome make_archive(const Database& database) {
  const Result<std::int64_t> tables = number_of(database, "SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  if (*tables > 0) return Done{};
  // The change of the mode is refused at once while another has the file, whatever the waiting time.
  Outcome done = Done{};
  for (int attempt = 0; attempt < 100; ++attempt) {
    if (done = database.run("PRAGMA journal_mode = WAL"); done) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  if (!done) return done;
  return make_tables(database);
}

}  // namespace

Archive::Archive(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(const std::string& path, bool write, bool create) {
  Result<Database> database = Database::open(path, write, create);
  if (!database) return database.error();
  if (create)
    if (Outcome done = make_archive(*database); !done) return done.error();
  const Result<std::int64_t> application = pragma(*database, "application_id");
  if (!application) return application.error();
  if (*application != kApplicationId) return Error{fmt::format("{}: this is no archive of Vedette; give one that `vedette add` made", path)};
  const Result<std::int64_t> format = pragma(*database, "user_version");
  if (!format) return format.error();
  if (*format > kArchiveFormat)
    return Error{fmt::format("{}: the archive is of format {}, and this program reads up to {}; use a newer program", path, *format, kArchiveFormat)};
  if (*format < kArchiveFormat && write)
    if (Outcome done = database->run(fmt::format("BEGIN IMMEDIATE; {} PRAGMA user_version = {}; UPDATE manifest SET value = '{}' WHERE key = 'format'; COMMIT;",
                                                 kStorySchema, kArchiveFormat, kArchiveFormat));
        !done)
      return done.error();
  if (Outcome done = database->run(write ? "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;" : "PRAGMA query_only = ON;"); !done)
    return done.error();
  auto connection = std::make_unique<Connection>();
  connection->database = *std::move(database);
  if (write)
    if (Outcome done = prepare_adding(*connection); !done) return done.error();
  return Archive(std::move(connection));
}

Outcome Archive::begin() {
  connection_->stories.forget();
  if (Outcome done = connection_->database.run("BEGIN IMMEDIATE"); !done) return done;
  connection_->in_transaction = true;
  return Done{};
}

Outcome Archive::commit() {
  if (Outcome done = connection_->stories.flush(); !done) return done;
  connection_->in_transaction = false;
  return connection_->database.run("COMMIT");
}

Result<Added> Archive::add(const Article& article, const std::string& record, const std::string& now) {
  Connection& c = *connection_;
  const std::string id = sha256_hex(article.text);
  for (const auto& [statement, outcome] : {std::pair{&c.known, Added::unchanged}, std::pair{&c.tombstone, Added::withheld}}) {
    statement->bind(1, id);
    const Result<bool> there = statement->step();
    statement->reset();
    if (!there) return there.error();
    if (*there) return outcome;
  }
  const Result<Summary> summary = summary_of(record);
  if (!summary) return summary.error();
  if (Outcome done = c.insert_article.bind(1, id).bind_or_null(2, article.id).bind_or_null(3, article.url).bind_or_null(4, summary->title)
                         .bind_or_null(5, article.site).bind_or_null(6, summary->published).bind_or_null(7, summary->from)
                         .bind_or_null(8, summary->language).bind(9, summary->characters).bind(10, now).bind(11, given_of(article))
                         .bind_blob(12, compress(article.text)).bind_blob(13, compress(record)).bind(14, sha256_hex(record)).run();
      !done)
    return done.error();
  const std::int64_t number = c.database.last_row();
  if (Outcome done = write_rows(c, number, record); !done) return done.error();
  if (Outcome done = c.insert_words.bind(1, number).bind(2, summary->title).bind(3, article.text).run(); !done) return done.error();
  const auto told = [&](Added added, const std::vector<std::int64_t>& older) -> Result<Added> {
    if (Outcome done = c.stories.added(number, article.text, record, older); !done) return done.error();
    if (!c.in_transaction)
      if (Outcome done = c.stories.flush(); !done) return done.error();
    return added;
  };
  if (article.url.empty()) return told(Added::fresh, {});
  c.older.bind(1, article.url);
  std::vector<std::int64_t> older;
  while (true) {
    const Result<bool> row = c.older.step();
    if (!row) return row.error();
    if (!*row) break;
    if (c.older.integer(0) != number) older.push_back(c.older.integer(0));
  }
  c.older.reset();
  if (older.empty()) return told(Added::fresh, {});
  if (Outcome done = c.replace_older.bind(1, number).bind(2, article.url).run(); !done) return done.error();
  return told(Added::new_version, older);
}

Result<bool> Archive::remove(const std::string& id, const std::string& reason, const std::string& now) {
  Connection& c = *connection_;
  Result<Statement> found = c.database.prepare("SELECT article, url, title, text FROM article WHERE id = ?");
  if (!found) return found.error();
  found->bind(1, id);
  const Result<bool> row = found->step();
  if (!row) return row.error();
  if (!*row) return false;
  const std::int64_t number = found->integer(0);
  const std::string url(found->text(1));
  const std::string title(found->text(2));
  const Result<std::string> text = decompress(found->text(3));
  found->reset();
  if (!text) return text.error();
  Result<Statement> words = c.database.prepare("INSERT INTO words(words, rowid, title, text) VALUES('delete', ?, ?, ?)");
  if (!words) return words.error();
  if (Outcome done = words->bind(1, number).bind(2, title).bind(3, *text).run(); !done) return done.error();
  if (Outcome done = c.stories.removing(number); !done) return done.error();
  if (Outcome done = delete_rows(c.database, number); !done) return done.error();
  if (Outcome done = c.database.run(fmt::format("UPDATE article SET replaced_by = NULL WHERE replaced_by = {0}; DELETE FROM article WHERE article = {0}", number)); !done)
    return done.error();
  Result<Statement> grave = c.database.prepare("INSERT OR REPLACE INTO removed VALUES(?, ?, ?, ?)");
  if (!grave) return grave.error();
  if (Outcome done = grave->bind(1, id).bind_or_null(2, url).bind(3, now).bind(4, reason).run(); !done) return done.error();
  if (Outcome done = c.stories.removed(); !done) return done.error();
  return true;
}

Outcome Archive::replace_record(const std::string& id, const std::string& record) {
  Connection& c = *connection_;
  c.known.bind(1, id);
  const Result<bool> there = c.known.step();
  const std::int64_t number = there && *there ? c.known.integer(0) : 0;
  c.known.reset();
  if (!there) return there.error();
  if (number == 0) return Error{"there is no article with the id " + id};
  const Result<Summary> summary = summary_of(record);
  if (!summary) return summary.error();
  if (Outcome done = delete_rows(c.database, number); !done) return done;
  if (Outcome done = write_rows(c, number, record); !done) return done;
  if (Outcome done = c.database.run("INSERT INTO manifest(key, value) VALUES('stories_stale', '1') ON CONFLICT(key) DO NOTHING"); !done) return done;
  Result<Statement> update = c.database.prepare("UPDATE article SET record = ?, record_digest = ?, published = ?, published_from = ?, language = ? WHERE article = ?");
  if (!update) return update.error();
  return update->bind_blob(1, compress(record)).bind(2, sha256_hex(record)).bind_or_null(3, summary->published).bind_or_null(4, summary->from)
      .bind_or_null(5, summary->language).bind(6, number).run();
}

Outcome Archive::rebuild_stories() { return connection_->stories.rebuild(); }

Result<bool> Archive::stories_are_stale() const {
  Result<Statement> found = connection_->database.prepare("SELECT (SELECT count(*) FROM manifest WHERE key = 'stories_stale') + "
                                                         "(SELECT count(*) FROM (SELECT 1 FROM article WHERE article NOT IN (SELECT article FROM story_article) LIMIT 1) t)");
  if (!found) return found.error();
  const Result<bool> row = found->step();
  if (!row) return row.error();
  return found->integer(0) > 0;
}

Result<ArchiveState> Archive::state() const {
  Result<Statement> counts = connection_->database.prepare(
      "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM removed), (SELECT count(*) FROM event), (SELECT count(*) FROM quote)");
  if (!counts) return counts.error();
  const Result<bool> row = counts->step();
  if (!row) return row.error();
  return ArchiveState{counts->integer(0), counts->integer(1), counts->integer(2), counts->integer(3)};
}

Outcome Archive::each(const std::function<Outcome(const Article&, const std::string&)>& visit) const {
  Result<Statement> all = connection_->database.prepare("SELECT text, given, record FROM article ORDER BY article");
  if (!all) return all.error();
  while (true) {
    const Result<bool> row = all->step();
    if (!row) return row.error();
    if (!*row) return Done{};
    const Result<std::string> text = decompress(all->text(0));
    if (!text) return text.error();
    const Result<std::string> record = decompress(all->text(2));
    if (!record) return record.error();
    const Result<Article> article = article_of(*text, all->text(1));
    if (!article) return article.error();
    if (Outcome done = visit(*article, *record); !done) return done;
  }
}

Result<std::optional<std::pair<Article, std::string>>> Archive::find(const std::string& id) const {
  using Found = std::optional<std::pair<Article, std::string>>;
  Result<Statement> found = connection_->database.prepare(
      "SELECT text, given, record FROM article WHERE id >= ?1 AND id < ?1 || 'g' OR given_id = ?1 ORDER BY article LIMIT 2");
  if (!found) return found.error();
  found->bind(1, id);
  const Result<bool> row = found->step();
  if (!row) return row.error();
  if (!*row) return Found();
  const Result<std::string> text = decompress(found->text(0));
  if (!text) return text.error();
  const Result<std::string> record = decompress(found->text(2));
  if (!record) return record.error();
  Result<Article> article = article_of(*text, found->text(1));
  if (!article) return article.error();
  const Result<bool> more = found->step();
  if (!more) return more.error();
  if (*more) return Error{"several articles have an id that begins with " + id + "; give more of it"};
  return Found(std::pair(*std::move(article), *record));
}

Result<std::vector<std::string>> Archive::verify() const {
  std::vector<std::string> faults;
  Result<Statement> check = connection_->database.prepare("PRAGMA integrity_check(20)");
  if (!check) return check.error();
  while (true) {
    const Result<bool> row = check->step();
    if (!row) return row.error();
    if (!*row) break;
    if (check->text(0) != "ok") faults.emplace_back(check->text(0));
  }
  Result<Statement> all = connection_->database.prepare("SELECT id, text, record, record_digest FROM article ORDER BY article");
  if (!all) return all.error();
  while (true) {
    const Result<bool> row = all->step();
    if (!row) return row.error();
    if (!*row) break;
    const std::string id(all->text(0));
    const Result<std::string> text = decompress(all->text(1));
    const Result<std::string> record = decompress(all->text(2));
    if (!text || sha256_hex(*text) != id) faults.push_back(id + ": the text is not the one that was added");
    if (!record || sha256_hex(*record) != all->text(3)) faults.push_back(id + ": the record is not the one that was written");
  }
  return faults;
}

}  // namespace vedette
