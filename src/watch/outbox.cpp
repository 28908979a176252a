// Keeps alerts and who had them. Door: Outbox. Test: tests/watch.py.
#include "watch/outbox.h"

#include <fmt/format.h>

#include "report/json.h"

namespace vedette {
namespace {

constexpr int kOutboxFormat = 1;
constexpr int kApplicationId = 0x56575443;  // "VWTC"
constexpr const char* kSchema = R"sql(
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS alert(
  alert INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, rule TEXT NOT NULL, kind TEXT NOT NULL, raised TEXT NOT NULL, day TEXT NOT NULL, text TEXT NOT NULL,
  article TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, begin INTEGER NOT NULL, "end" INTEGER NOT NULL, event INTEGER NOT NULL, story INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS covered(rule TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(rule, key)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sent(channel TEXT NOT NULL, alert INTEGER NOT NULL, PRIMARY KEY(channel, alert)) STRICT, WITHOUT ROWID;
COMMIT;
)sql";
constexpr std::string_view kColumns = R"(alert, key, rule, kind, raised, day, text, article, title, words, begin, "end", event, story)";

Result<std::int64_t> pragma(const Database& database, const char* name) {
  Result<Statement> asked = database.prepare(fmt::format("PRAGMA {}", name));
  if (!asked) return asked.error();
  const Result<bool> row = asked->step();
  if (!row) return row.error();
  return asked->integer(0);
}

}  // namespace

Result<Outbox> Outbox::open(const std::string& path) {
  Result<Database> database = Database::open(path, true, true);
  if (!database) return database.error();
  const Result<std::int64_t> application = pragma(*database, "application_id");
  if (!application) return application.error();
  const Result<std::int64_t> pages = pragma(*database, "page_count");
  if (!pages) return pages.error();
  if (*pages > 0 && *application != kApplicationId) return Error{path + ": this is no file of alerts; give another path, or take it away"};
  if (*pages == 0)
    if (Outcome done = database->run(fmt::format("PRAGMA journal_mode = WAL; PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, kOutboxFormat)); !done) return done.error();
  if (Outcome done = database->run(std::string(kSchema) + "PRAGMA synchronous = FULL"); !done) return done.error();
  return Outbox(*std::move(database));
}

Result<std::vector<Alert>> Outbox::keep(std::vector<Alert> found, const Database& archive, const std::string& raised) {
  if (Outcome done = database_.run("BEGIN IMMEDIATE"); !done) return done.error();
  struct Undo {
    const Database& database;
    bool kept = false;
    ~Undo() {
      if (!kept) static_cast<void>(database.run("ROLLBACK"));
    }
  } undo{database_};
  Result<Statement> covered = database_.prepare("SELECT 1 FROM covered WHERE rule = ? AND key = ?");
  if (!covered) return covered.error();
  Result<Statement> cover = database_.prepare("INSERT OR IGNORE INTO covered VALUES(?, ?)");
  if (!cover) return cover.error();
  std::vector<Alert> fresh;
  for (Alert& alert : found) {
    bool known = false;
    std::size_t missing = 0;
    for (const std::string& key : alert.covers) {
      covered->bind(1, alert.rule).bind(2, key);
      const Result<bool> row = covered->step();
      covered->reset();
      if (!row) return row.error();
      known = known || *row;
      missing += *row ? 0 : 1;
    }
    if (missing)
      for (const std::string& key : alert.covers)
        if (Outcome done = cover->bind(1, alert.rule).bind(2, key).run(); !done) return done.error();
    if (!known) fresh.push_back(std::move(alert));
  }
  if (Outcome done = quote_words(fresh, archive); !done) return done.error();
  Result<Statement> insert = database_.prepare(fmt::format("INSERT INTO alert({}) VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING alert", kColumns));
  if (!insert) return insert.error();
  for (Alert& alert : fresh) {
    alert.raised = raised;
    insert->bind(1, alert.key).bind(2, alert.rule).bind(3, alert.kind).bind(4, alert.raised).bind(5, alert.day).bind(6, alert.text).bind(7, alert.article)
                       .bind(8, alert.title).bind(9, alert.words).bind(10, std::int64_t{alert.begin}).bind(11, std::int64_t{alert.end}).bind(12, std::int64_t{alert.event})
                       .bind(13, alert.story);
    const Result<std::int64_t> number = insert->number();
    if (!number) return number.error();
    alert.number = *number;
  }
  if (Outcome done = database_.run("COMMIT"); !done) return done.error();
  undo.kept = true;
  return fresh;
}

Result<std::vector<Alert>> Outbox::rows(const std::string& sql, const std::vector<std::string>& values) const {
  Result<Statement> asked = database_.prepare(sql);
  if (!asked) return asked.error();
  for (std::size_t i = 0; i < values.size(); ++i) asked->bind(static_cast<int>(i) + 1, values[i]);
  std::vector<Alert> alerts;
  while (true) {
    const Result<bool> row = asked->step();
    if (!row) return row.error();
    if (!*row) return alerts;
    Alert alert;
    alert.number = asked->integer(0);
    int column = 1;
    for (std::string* field : {&alert.key, &alert.rule, &alert.kind, &alert.raised, &alert.day, &alert.text, &alert.article, &alert.title, &alert.words})
      *field = asked->text(column++);
    alert.begin = static_cast<std::uint32_t>(asked->integer(10)), alert.end = static_cast<std::uint32_t>(asked->integer(11));
    alert.event = static_cast<int>(asked->integer(12)), alert.story = asked->integer(13);
    alerts.push_back(std::move(alert));
  }
}

Result<std::vector<Alert>> Outbox::after(std::int64_t number, std::int64_t limit) const {
  return rows(fmt::format("SELECT {} FROM alert WHERE alert > {} ORDER BY alert LIMIT {}", kColumns, number, limit), {});
}

Result<std::vector<Alert>> Outbox::list(const Query& query) const {
  std::string sql = fmt::format("SELECT {} FROM alert WHERE 1", kColumns);
  std::vector<std::string> values;
  const auto add = [&](std::string_view condition, const std::string& value) {
    if (value.empty()) return;
    values.push_back(value);
    sql += fmt::format(" AND {} ?{}", condition, values.size());
  };
  add("rule =", query.rule), add("raised >=", query.since), add("raised <", query.until.empty() ? std::string() : query.until + "~");
  if (query.before) sql += fmt::format(" AND alert < {}", query.before);
  return rows(sql + fmt::format(" ORDER BY alert DESC LIMIT {}", query.limit), values);
}

std::int64_t Outbox::count() const {
  Result<Statement> asked = database_.prepare("SELECT coalesce(max(alert), 0) FROM alert");
  if (!asked) return 0;
  const Result<bool> row = asked->step();
  return row && *row ? asked->integer(0) : 0;
}

Result<std::vector<Alert>> Outbox::waiting(const std::string& channel, std::int64_t limit) const {
  return rows(fmt::format("SELECT {} FROM alert a WHERE NOT EXISTS(SELECT 1 FROM sent s WHERE s.channel = ?1 AND s.alert = a.alert) ORDER BY alert LIMIT {}", kColumns, limit), {channel});
}

Outcome Outbox::sent(const std::string& channel, std::int64_t alert) {
  Result<Statement> insert = database_.prepare("INSERT OR IGNORE INTO sent VALUES(?, ?)");
  if (!insert) return insert.error();
  return insert->bind(1, channel).bind(2, alert).run();
}

std::string alert_json(const Alert& alert) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("alert"), json.number(alert.number);
  json.field("key", alert.key), json.field("rule", alert.rule), json.field("kind", alert.kind), json.field("raised", alert.raised);
  json.field_or_null("day", alert.day), json.field("text", alert.text);
  json.field_or_null("article", alert.article), json.field_or_null("title", alert.title);
  json.key("begin"), alert.article.empty() ? json.null() : json.number(alert.begin);
  json.key("end"), alert.article.empty() ? json.null() : json.number(alert.end);
  json.field_or_null("words", alert.words);
  json.field_or_null("event", alert.event ? fmt::format("e{}", alert.event) : std::string());
  json.key("story"), alert.story ? json.number(alert.story) : json.null();
  json.end_object();
  return out;
}

}  // namespace vedette
