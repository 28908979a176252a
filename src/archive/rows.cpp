// Lays a record out in rows. Door: write_rows. Test: tests/archive.py.
#include <simdjson.h>

#include <cstdlib>

#include "archive/connection.h"

namespace vedette {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string_view text_of(const object& from, std::string_view key) {
  std::string_view value;
  return from[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
}

double real_of(const object& from, std::string_view key) {
  double value = 0;
  std::int64_t whole = 0;
  if (from[key].get(value) == simdjson::SUCCESS) return value;
  return from[key].get(whole) == simdjson::SUCCESS ? static_cast<double>(whole) : 0;
}

// "a12" to 12; 0 for null.
std::int64_t number_of(std::string_view id) { return id.size() > 1 ? std::strtol(std::string(id.substr(1)).c_str(), nullptr, 10) : 0; }

Statement& bind_id(Statement& statement, int at, std::string_view id) {
  const std::int64_t number = number_of(id);
  return number ? statement.bind(at, number) : statement.bind_null(at);
}

std::pair<std::int64_t, std::int64_t> span_of(const object& from) {
  std::int64_t ends[2] = {0, 0};
  array span;
  if (from["span"].get(span) == simdjson::SUCCESS) {
    int i = 0;
    for (const element end : span)
      if (i < 2) ends[i++] = end.get_int64().value_unsafe();
  }
  return {ends[0], ends[1]};
}

// The first day of an ISO value, for sorting and asking; empty where the value has no year.
std::string first_day(std::string_view value) {
  const std::string_view point = value.substr(0, value.find('/'));
  if (point.size() < 4 || point.find_first_not_of("0123456789") < 4) return {};
  std::string day(point.substr(0, 10));
  if (day.size() == 4) return day + "-01-01";
  if (day.size() == 7 && day[5] != 'W') return day + "-01";
  return day.size() == 10 && day[5] != 'W' ? day : std::string(point.substr(0, 4)) + "-01-01";
}

template <class Each>
Outcome for_each_object(const object& report, std::string_view key, Each each) {
  array items;
  if (report[key].get(items) != simdjson::SUCCESS) return Error{"the record has no list of " + std::string(key)};
  std::int64_t number = 0;
  for (const element item : items) {
    object here;
    if (item.get(here) != simdjson::SUCCESS) return Error{"the record's " + std::string(key) + " hold something else than objects"};
    if (Outcome done = each(here, ++number); !done) return done;
  }
  return Done{};
}

}  // namespace

Outcome write_rows(Archive::Connection& c, std::int64_t article, const std::string& record) {
  thread_local simdjson::dom::parser parser;
  object report;
  if (parser.parse(record).get(report) != simdjson::SUCCESS) return Error{"a record is no JSON object"};
  if (text_of(report, "schema") != "vedette/report/1") return Error{"a record is not of the schema vedette/report/1"};

  Outcome done = for_each_object(report, "actors", [&](const object& actor, std::int64_t number) -> Outcome {
    std::string sectors;
    array all;
    if (actor["sectors"].get(all) == simdjson::SUCCESS)
      for (const element sector : all) sectors += (sectors.empty() ? "" : " ") + std::string(sector.get_string().value_unsafe());
    array mentions;
    const bool listed = actor["mentions"].get(mentions) == simdjson::SUCCESS;
    return c.actor.bind(1, article).bind(2, number).bind(3, text_of(actor, "name")).bind(4, text_of(actor, "kind"))
        .bind_or_null(5, text_of(actor, "entity")).bind_or_null(6, text_of(actor, "country")).bind(7, sectors)
        .bind_or_null(8, text_of(actor, "cameo")).bind(9, listed ? static_cast<std::int64_t>(mentions.size()) : 0).run();
  });
  if (!done) return done;
  done = for_each_object(report, "places", [&](const object& place, std::int64_t number) -> Outcome {
    const bool located = !place["lat"].is_null();
    const double latitude = real_of(place, "lat");
    const double longitude = real_of(place, "lon");
    c.place.bind(1, article).bind(2, number).bind(3, text_of(place, "name")).bind(4, text_of(place, "kind"))
        .bind_or_null(5, text_of(place, "country")).bind_or_null(6, text_of(place, "admin1"));
    located ? c.place.bind(7, latitude).bind(8, longitude) : c.place.bind_null(7).bind_null(8);
    std::int64_t geonames = 0;
    place["geonames"].get(geonames) == simdjson::SUCCESS ? c.place.bind(9, geonames) : c.place.bind_null(9);
    if (Outcome row = c.place.run(); !row || !located) return row;
    return c.where.bind(1, latitude).bind(2, longitude).bind(3, article).bind(4, number).run();
  });
  if (!done) return done;
  done = for_each_object(report, "quotes", [&](const object& quote, std::int64_t number) -> Outcome {
    const auto [begin, end] = span_of(quote);
    c.quote.bind(1, article).bind(2, number).bind(3, text_of(quote, "kind"));
    bind_id(c.quote, 4, text_of(quote, "speaker"));
    return c.quote.bind(5, begin).bind(6, end).bind(7, text_of(quote, "text")).run();
  });
  if (!done) return done;
  done = for_each_object(report, "events", [&](const object& event, std::int64_t number) -> Outcome {
    object trigger;
    object sentence;
    if (event["trigger"].get(trigger) != simdjson::SUCCESS || event["sentence"].get(sentence) != simdjson::SUCCESS)
      return Error{"an event of the record has no trigger or sentence"};
    const auto [trigger_begin, trigger_end] = span_of(trigger);
    const auto [sentence_begin, sentence_end] = span_of(sentence);
    const std::string_view date = text_of(event, "date");
    c.event.bind(1, article).bind(2, number).bind(3, text_of(event, "type")).bind_or_null(4, text_of(event, "mode"))
        .bind(5, text_of(event, "cameo")).bind(6, real_of(event, "goldstein")).bind(7, static_cast<std::int64_t>(real_of(event, "quad")))
        .bind(8, text_of(event, "status")).bind_or_null(9, date).bind_or_null(10, first_day(date));
    bind_id(c.event, 11, text_of(event, "place"));
    bind_id(c.event, 12, text_of(event, "said_by"));
    if (Outcome row = c.event.bind(13, real_of(event, "confidence")).bind(14, trigger_begin).bind(15, trigger_end).bind(16, sentence_begin)
                          .bind(17, sentence_end).run();
        !row)
      return row;
    for (const std::string_view side : {"source", "target"}) {
      array actors;
      if (event[side].get(actors) != simdjson::SUCCESS) continue;
      for (const element actor : actors)
        if (Outcome row = c.event_actor.bind(1, article).bind(2, number).bind(3, side).bind(4, number_of(actor.get_string().value_unsafe())).run(); !row)
          return row;
    }
    return Done{};
  });
  if (!done) return done;
  done = for_each_object(report, "commitments", [&](const object& commitment, std::int64_t number) -> Outcome {
    const auto [begin, end] = span_of(commitment);
    c.commitment.bind(1, article).bind(2, number);
    bind_id(c.commitment, 3, text_of(commitment, "by"));
    c.commitment.bind(4, text_of(commitment, "what")).bind_or_null(5, text_of(commitment, "due"));
    bind_id(c.commitment, 6, text_of(commitment, "event"));
    return c.commitment.bind(7, begin).bind(8, end).run();
  });
  if (!done) return done;
  return for_each_object(report, "doubts", [&](const object& doubt, std::int64_t number) -> Outcome {
    return c.doubt.bind(1, article).bind(2, number).bind(3, text_of(doubt, "kind")).bind(4, text_of(doubt, "note")).run();
  });
}

Outcome delete_rows(const Database& database, std::int64_t article) {
  const std::string which = std::to_string(article);
  std::string sql = "DELETE FROM place_where WHERE article = " + which + ";";
  for (const char* table : {"event_actor", "event", "quote", "commitment", "doubt", "place", "actor"})
    sql += "DELETE FROM " + std::string(table) + " WHERE article = " + which + ";";
  return database.run(sql);
}

Outcome prepare_adding(Archive::Connection& c) {
  const std::pair<Statement*, const char*> wanted[] = {
      {&c.known, "SELECT article FROM article WHERE id = ?"},
      {&c.tombstone, "SELECT 1 FROM removed WHERE id = ?"},
      {&c.insert_article, "INSERT INTO article(id, given_id, url, title, site, published, published_from, language, characters, added, given, "
                          "text, record, record_digest) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&c.older, "SELECT article FROM article WHERE url = ? AND replaced_by IS NULL"},
      {&c.replace_older, "UPDATE article SET replaced_by = ?1 WHERE url = ?2 AND replaced_by IS NULL AND article <> ?1"},
      {&c.insert_words, "INSERT INTO words(rowid, title, text) VALUES(?, ?, ?)"},
      {&c.actor, "INSERT INTO actor VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&c.place, "INSERT INTO place VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&c.where, "INSERT INTO place_where(south, north, west, east, article, place) VALUES(?1, ?1, ?2, ?2, ?3, ?4)"},
      {&c.quote, "INSERT INTO quote VALUES(?, ?, ?, ?, ?, ?, ?)"},
      {&c.event, "INSERT INTO event VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
      {&c.event_actor, "INSERT OR IGNORE INTO event_actor VALUES(?, ?, ?, ?)"},
      {&c.commitment, "INSERT INTO commitment VALUES(?, ?, ?, ?, ?, ?, ?, ?)"},
      {&c.doubt, "INSERT INTO doubt VALUES(?, ?, ?, ?)"}};
  for (const auto& [statement, sql] : wanted) {
    Result<Statement> prepared = c.database.prepare(sql);
    if (!prepared) return prepared.error();
    *statement = *std::move(prepared);
  }
  return Done{};
}

}  // namespace vedette
