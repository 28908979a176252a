// Asks the archive for events. Door: Archive::events. Test: tests/archive.py; bench/archive.py says how fast.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/connection.h"
#include "archive/location.h"
#include "archive/question.h"
#include "base/utf8.h"

namespace vedette {
namespace {

// A part of a question with more rows than this does not drive it: then it is cheaper to go through the days from the newest on, for
// enough rows will fit soon. Where several parts must meet, that is less certain. Articles weigh more than rows of an index.
constexpr std::int64_t kFewRows = 20'000;
constexpr std::int64_t kFewRowsOfSeveral = 60'000;
constexpr std::int64_t kManyRows = 250'000;  // more than these are not put in order to find the newest of them
constexpr std::int64_t kTriedFrom = 10'000;
constexpr std::int64_t kTried = 10;          // for each event that is asked for
constexpr std::int64_t kFewArticles = 1'500;
constexpr std::int64_t kSomeArticles = 30'000;
constexpr std::int64_t kTooMany = std::numeric_limits<std::int64_t>::max();

struct Part {
  std::string from;   // gives the days and numbers of its events, as columns of `table`
  char table = 'e';
  std::string where;  // the condition on it when it drives
  std::string check;  // the condition on `event e` when another part drives
  std::string among;  // the condition on `{0}.article` and `{0}.event` where an index alone tells of which events it holds, else empty
  std::int64_t rows = 0;
};

struct Key {
  std::int64_t article = 0, event = 0;
};

class EventSearch {
 public:
  EventSearch(const Database& database, const EventQuery& query) : database_(database), query_(query), sql_(database.dialect()) {}

  Result<std::vector<Key>> run() {
    for (const auto& [name, side] : {std::pair(&query_.who, "source"), std::pair(&query_.to_whom, "target")})
      if (!name->empty())
        if (Outcome done = add_side(*name, side); !done) return done.error();
    if (!query_.where.empty())
      if (Outcome done = add_where(); !done) return done.error();
    if (!query_.text.empty())
      if (Outcome done = add_text(); !done) return done.error();
    if (query_.story) add_story();
    if (!query_.type.empty())
      if (Outcome done = add_type(); !done) return done.error();
    if (nothing_) return std::vector<Key>();
    return ask();
  }

 private:
  Outcome add_side(const std::string& name, const char* side) {
    const Result<Whom> who = whom(database_, name);
    if (!who) return who.error();
    if (who->nobody()) return nothing_ = true, Done{};
    const std::string is = who->country.empty() ? "party " + sql_.any_of(who->parties) : "country = " + sql_.value(who->country);
    const std::string index = who->country.empty() ? "event_actor_party" : "event_actor_country";
    Part part;
    part.table = 'd';
    part.from = "event_actor d" + sql_.by(index);
    part.where = fmt::format("d.side = '{}' AND d.{}", side, is);
    part.check = fmt::format("EXISTS(SELECT 1 FROM event_actor x WHERE x.article = e.article AND x.event = e.event AND x.side = '{}' AND x.{})", side, is);
    part.among = fmt::format("EXISTS(SELECT 1 FROM event_actor x{} WHERE x.side = '{}' AND x.{} AND x.article = {{0}}.article AND x.event = {{0}}.event)", sql_.by(index), side, is);
    return add(std::move(part));
  }

  Outcome add_where() {
    const std::optional<Circle> circle = circle_of(query_.where);
    if (!circle && query_.where.size() == 3 && query_.where.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos)
      return add_events("event_country", "country = " + sql_.value(query_.where));
    const Result<std::vector<std::int64_t>> locations = circle ? locations_in(database_, *circle) : locations_named(database_, query_.where);
    if (!locations) return locations.error();
    if (locations->empty()) return nothing_ = true, Done{};
    return add_events("event_location", "location " + sql_.any_of(*locations));
  }

  Outcome add_text() {
    const std::string match = sql_.words_match(query_.text);
    const Result<std::int64_t> articles = count_up_to(database_, sql_, "SELECT 1 FROM words w WHERE " + match, kSomeArticles);
    if (!articles) return articles.error();
    if (*articles == 0) nothing_ = true;
    Part part;
    part.from = "words w CROSS JOIN event e";
    part.where = fmt::format("{} AND e.article = {}", match, sql_.words_article());
    part.check = *articles > kSomeArticles ? fmt::format("EXISTS(SELECT 1 FROM words w WHERE {} AND {} = e.article)", match, sql_.words_article())
                                           : fmt::format("e.article IN (SELECT {} FROM words w WHERE {})", sql_.words_article(), match);
    part.rows = *articles <= kFewArticles ? *articles * 10 : kTooMany;
    parts_.push_back(std::move(part));
    return Done{};
  }

  void add_story() {
    Part part;
    part.from = "story_article s CROSS JOIN event e";
    part.where = fmt::format("s.story = {} AND e.article = s.article", query_.story);
    part.check = fmt::format("e.article IN (SELECT article FROM story_article WHERE story = {})", query_.story);
    part.rows = 0;
    parts_.push_back(std::move(part));
  }

  Outcome add_type() {
    std::string type;
    for (const char c : query_.type) type += static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return add_events("event_type", "type = " + sql_.value(type));
  }

  // The events of which `is`, a condition on a column of theirs, holds.
  Outcome add_events(std::string_view index, const std::string& is) {
    Part part;
    part.from = "event e" + sql_.by(index);
    part.check = part.where = "e." + is;
    part.among = fmt::format("EXISTS(SELECT 1 FROM event x{} WHERE x.{} AND x.article = {{0}}.article AND x.event = {{0}}.event)", sql_.by(index), is);
    return add(std::move(part));
  }

  // Of a part that has more rows than another it does not matter how many: the other drives.
  Outcome add(Part part) {
    std::int64_t most = kManyRows;
    for (const Part& other : parts_) most = std::min(most, other.rows);
    const Result<std::int64_t> count = count_up_to(database_, sql_, fmt::format("SELECT 1 FROM {} WHERE {}", part.from, part.where), most);
    if (!count) return count.error();
    part.rows = *count > most ? kTooMany : *count;
    nothing_ |= *count == 0;
    parts_.push_back(std::move(part));
    return Done{};
  }

  // Driven by the part with the fewest rows: its events in order, each then checked until enough are found. Where they are many, only the
  // newest of them are tried; where those are not enough or there are too many, all events are gone through in order.
  Result<std::vector<Key>> ask() {
    const Part* driver = nullptr;
    for (const Part& part : parts_)
      if (part.rows <= kManyRows && (!driver || part.rows < driver->rows)) driver = &part;
    // With the index of another part all rows of this one are soon looked at.
    const bool soon = driver && driver->rows <= kFewRowsOfSeveral && std::any_of(parts_.begin(), parts_.end(), [&](const Part& part) { return among_rows_of(*driver, part); });
    if (driver && driver->rows > kTriedFrom && !soon) {
      Result<std::vector<Key>> newest = ask(driver, kTried * std::min(query_.limit, kManyRows));
      if (!newest || static_cast<std::int64_t>(newest->size()) >= query_.limit) return newest;
    }
    return ask(driver && driver->rows <= (parts_.size() > 1 ? kFewRowsOfSeveral : kFewRows) ? driver : nullptr, 0);
  }

  // Whether the index of a part can say which rows of the driver's index fit.
  static bool among_rows_of(const Part& driver, const Part& part) { return &part != &driver && !part.among.empty() && !driver.among.empty(); }

  // `newest`: rows of the driver that are looked at, 0 for all.
  Result<std::vector<Key>> ask(const Part* driver, std::int64_t newest) {
    const char table = driver ? driver->table : 'e';
    std::string checks, among;
    for (const Part& part : parts_) {
      if (&part == driver) continue;
      // Where all rows of an index are looked at, other indexes say which of them fit before they are put in order and events are read.
      if (driver && newest == 0 && among_rows_of(*driver, part))
        among += " AND " + fmt::format(fmt::runtime(part.among), table);
      else
        checks += " AND " + part.check;
    }
    if (!query_.status.empty()) checks += " AND e.status = " + sql_.value(lower(query_.status));
    if (query_.confidence > 0) checks += fmt::format(" AND e.confidence >= {}", query_.confidence);
    std::string days;
    if (!query_.from.empty()) days += fmt::format(" AND {}.day >= {}", table, sql_.value(query_.from));
    if (!query_.to.empty()) days += fmt::format(" AND {}.day <= {}", table, sql_.value(query_.to));
    const auto order = [](char of) { return fmt::format("ORDER BY {0}.day DESC NULLS LAST, {0}.article DESC, {0}.event DESC", of); };
    std::string sql;
    if (driver) {
      // SQLite keeps the order of what the inner question gives, which a limit makes sure of; PostgreSQL has to be told.
      const bool sqlite = sql_.dialect() == Dialect::sqlite;
      const std::string rows = newest ? fmt::format(" LIMIT {}", newest) : sqlite ? " LIMIT -1" : "";
      sql = fmt::format("SELECT k.day, k.article, k.event FROM (SELECT {9}{0}.day, {0}.article, {0}.event FROM {1} WHERE {2}{10}{3} {4}{5}) k "
                        "CROSS JOIN event e CROSS JOIN article t WHERE e.article = k.article AND e.event = k.event AND t.article = k.article AND t.replaced_by IS NULL{6} "
                        "{7} LIMIT {8}",
                        table, driver->from, driver->where, days, order(table), rows, checks, sqlite ? "" : order('k'), newest ? newest : query_.limit,
                        newest ? "" : "DISTINCT ", among);
    } else {
      sql = fmt::format("SELECT e.day, e.article, e.event FROM event e{} CROSS JOIN article t WHERE t.article = e.article AND t.replaced_by IS NULL{}{} {} LIMIT {}",
                        sql_.by("event_day"), checks, days, order('e'), query_.limit);
    }
    Result<Statement> found = sql_.prepare(database_, sql);
    if (!found) return found.error();
    std::vector<Key> keys;
    while (static_cast<std::int64_t>(keys.size()) < query_.limit) {
      const Result<bool> row = found->step();
      if (!row) return row.error();
      if (!*row) break;
      // An event of which several actors fit comes once for each of them, one after the other.
      const Key key{found->integer(1), found->integer(2)};
      if (keys.empty() || keys.back().article != key.article || keys.back().event != key.event) keys.push_back(key);
    }
    return keys;
  }

  const Database& database_;
  const EventQuery& query_;
  Sql sql_;
  std::vector<Part> parts_;
  bool nothing_ = false;  // a part that no row can meet
};

// [begin, end) in code points of a text.
std::string slice(std::string_view text, std::int64_t begin, std::int64_t end) {
  std::string out;
  std::int64_t number = 0;
  for (std::size_t at = 0; at < text.size() && number < end; ++number) {
    const std::size_t start = at;
    next_code_point(text, at);
    if (number >= begin) out.append(text, start, at - start);
  }
  return out;
}

// "name; name" of one side of an event.
Result<std::string> names(Statement& asked, const Key& key, std::string_view side) {
  asked.bind(1, key.article).bind(2, key.event).bind(3, side);
  std::string all;
  while (true) {
    const Result<bool> row = asked.step();
    if (!row) return row.error();
    if (!*row) break;
    all.append(all.empty() ? "" : "; ").append(asked.text(0));
  }
  asked.reset();
  return all;
}

}  // namespace

Result<std::vector<EventRow>> Archive::events(const EventQuery& query) const {
  const Database& database = connection_->database;
  const Result<std::vector<Key>> keys = EventSearch(database, query).run();
  if (!keys) return keys.error();
  Result<Statement> found = database.prepare(
      "SELECT t.id, t.title, t.published, t.url, e.type, e.cameo, e.status, e.date, p.name, s.name, e.goldstein, e.confidence, t.text, e.sentence_begin, "
      "e.sentence_end FROM event e JOIN article t ON t.article = e.article LEFT JOIN place p ON p.article = e.article AND p.place = e.place "
      "LEFT JOIN actor s ON s.article = e.article AND s.actor = e.said_by WHERE e.article = ? AND e.event = ?");
  Result<Statement> sides = database.prepare(
      "SELECT a.name FROM event_actor x JOIN actor a ON a.article = x.article AND a.actor = x.actor WHERE x.article = ? AND x.event = ? AND x.side = ? ORDER BY x.actor");
  if (!found) return found.error();
  if (!sides) return sides.error();
  std::vector<EventRow> rows;
  for (const Key& key : *keys) {
    const Result<bool> row = found->bind(1, key.article).bind(2, key.event).step();
    if (!row) return row.error();
    if (!*row) continue;  // removed meanwhile
    const auto take = [&](int column) { return std::string(found->text(column)); };
    const Result<std::string> text = decompress(found->text(12));
    if (!text) return Error{fmt::format("{}: article {}: {}; `vedette verify` says what is well", database.path(), take(0), text.error().message)};
    EventRow event{take(0), take(1), take(2), take(3), fmt::format("e{}", key.event), take(4), take(5), take(6), take(7), take(8), {}, {}, take(9),
                   found->real(10), found->real(11), slice(*text, found->integer(13), found->integer(14))};
    found->reset();
    for (const auto& [side, into] : {std::pair("source", &event.source), std::pair("target", &event.target)}) {
      Result<std::string> all = names(*sides, key, side);
      if (!all) return all.error();
      *into = *std::move(all);
    }
    rows.push_back(std::move(event));
  }
  return rows;
}

}  // namespace vedette
