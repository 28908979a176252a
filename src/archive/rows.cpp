// Writes an article's rows and reads them back. Doors: write_rows, delete_rows, RowReader. Test: tests/archive.py.
#include "archive/rows.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace vedette {
namespace {

// The item that an id means, where the record has it.
template <class Item>
const Item* item(const std::vector<Item>& items, std::int64_t number) {
  return number >= 1 && number <= static_cast<std::int64_t>(items.size()) ? &items[static_cast<std::size_t>(number) - 1] : nullptr;
}

Cell number_or_null(const std::optional<double>& value) { return value ? Cell(*value) : Cell(); }

// The number of the party of an actor, or of the location of a place; nothing where the record has no such item.
std::int64_t number_of(const std::vector<std::int64_t>& numbers, std::int64_t item) {
  return item >= 1 && item <= static_cast<std::int64_t>(numbers.size()) ? numbers[static_cast<std::size_t>(item) - 1] : 0;
}

std::string string(const Statement& row, int column) { return std::string(row.text(column)); }

std::optional<double> real_or_none(const Statement& row, int column) { return row.is_null(column) ? std::nullopt : std::optional(row.real(column)); }

}  // namespace

Outcome write_rows(const Database& database, std::int64_t article, const Layout& layout, const RowNumbers& numbers) {
  std::int64_t number = 0;
  for (const Layout::Actor& a : layout.actors) {
    ++number;
    if (Outcome done = database.put("actor", {article, number, a.name, a.kind, or_null(a.entity), or_null(a.country), a.sectors, or_null(a.cameo), a.mentions,
                                              number_of(numbers.parties, number)});
        !done)
      return done;
  }
  number = 0;
  for (const Layout::Place& p : layout.places) {
    ++number;
    if (Outcome done = database.put("place", {article, number, p.name, p.kind, or_null(p.country), or_null(p.admin1), number_or_null(p.latitude),
                                              number_or_null(p.longitude), or_null(p.geonames), number_of(numbers.locations, number)});
        !done)
      return done;
  }
  number = 0;
  for (const Layout::Quote& q : layout.quotes)
    if (Outcome done = database.put("quote", {article, ++number, q.kind, or_null(q.speaker), q.begin, q.end, q.words, or_null(number_of(numbers.parties, q.speaker))});
        !done)
      return done;
  number = 0;
  for (const Layout::Event& e : layout.events) {
    const Layout::Place* place = item(layout.places, e.place);
    if (Outcome done = database.put("event", {article, ++number, e.type, or_null(e.mode), e.cameo, e.goldstein, e.quad, e.status, or_null(e.date), or_null(e.day),
                                              or_null(e.place), or_null(e.said_by), e.confidence, e.trigger_begin, e.trigger_end, e.sentence_begin,
                                              e.sentence_end, or_null(number_of(numbers.locations, e.place)),
                                              place ? or_null(place->country) : Cell()});
        !done)
      return done;
  }
  number = 0;
  for (const Layout::Event& e : layout.events) {
    ++number;
    for (const auto& [side, actors] : {std::pair("source", &e.sources), std::pair("target", &e.targets)})
      for (const std::int64_t actor : *actors) {
        const Layout::Actor* who = item(layout.actors, actor);
        if (!who) return Error{fmt::format("event e{} of a record names the actor a{}, which it does not hold", number, actor)};
        if (Outcome done = database.put("event_actor", {article, number, side, actor, number_of(numbers.parties, actor), or_null(who->country), or_null(e.day)}); !done)
          return done;
      }
  }
  number = 0;
  for (const Layout::Commitment& c : layout.commitments)
    if (Outcome done = database.put("commitment", {article, ++number, or_null(c.by), c.words, or_null(c.due), or_null(c.event), c.begin, c.end}); !done)
      return done;
  number = 0;
  for (const Layout::Doubt& d : layout.doubts)
    if (Outcome done = database.put("doubt", {article, ++number, d.kind, d.note}); !done) return done;
  return Done{};
}

Outcome delete_rows(const Database& database, std::int64_t article) {
  std::string sql;
  for (const char* table : {"event_actor", "event", "quote", "commitment", "doubt", "place", "actor"})
    sql += fmt::format("DELETE FROM {} WHERE article = {};", table, article);
  return database.run(sql);
}

template <class Each>
Outcome RowReader::for_rows(Statement& rows, const char* sql, std::int64_t article, bool counted, Each each) {
  if (!rows) {
    Result<Statement> prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    rows = *std::move(prepared);
  }
  rows.bind(1, article);
  Outcome done = Done{};
  for (std::int64_t number = 1; done; ++number) {
    const Result<bool> row = rows.step();
    if (!row) done = row.error();
    else if (!*row) break;
    else if (counted && rows.integer(0) != number) done = Error{fmt::format("row {} of an article is missing", number)};
    else done = each(rows);
  }
  rows.reset();
  return done;
}

Result<RowReader::Rows> RowReader::read(std::int64_t article) {
  Rows read;
  Layout& layout = read.layout;
  RowNumbers& numbers = read.numbers;
  Outcome done = for_rows(actors_,
                          "SELECT a.actor, a.name, a.kind, a.entity, a.country, a.sectors, a.cameo, a.mentions, a.party, p.entity, p.name, p.country FROM actor a "
                          "LEFT JOIN party p ON p.party = a.party WHERE a.article = ? ORDER BY a.actor",
                          article, true, [&](const Statement& row) -> Outcome {
                            const std::int64_t key = party_key(row.text(9), fold(row.text(10)), row.text(11));
                            layout.actors.push_back({string(row, 1), string(row, 2), string(row, 3), string(row, 4), string(row, 5), string(row, 6), row.integer(7), key,
                                                     fold(row.text(1))});
                            numbers.parties.push_back(row.integer(8));
                            return Done{};
                          });
  if (done)
    done = for_rows(places_,
                    "SELECT p.place, p.name, p.kind, p.country, p.admin1, p.latitude, p.longitude, p.geonames, p.location, l.folded, l.country, l.latitude, l.longitude, "
                    "l.geonames FROM place p LEFT JOIN location l ON l.location = p.location WHERE p.article = ? ORDER BY p.place",
                    article, true, [&](const Statement& row) -> Outcome {
                      const std::int64_t key = location_key(row.text(9), row.text(10), real_or_none(row, 11), real_or_none(row, 12), row.integer(13));
                      layout.places.push_back({string(row, 1), string(row, 2), string(row, 3), string(row, 4), real_or_none(row, 5), real_or_none(row, 6), row.integer(7), key,
                                               fold(row.text(1))});
                      numbers.locations.push_back(row.integer(8));
                      return Done{};
                    });
  if (done)
    done = for_rows(quotes_, "SELECT quote, kind, speaker, begin, \"end\", words, party FROM quote WHERE article = ? ORDER BY quote", article, true,
                    [&](const Statement& row) -> Outcome {
                      if (row.integer(6) != number_of(numbers.parties, row.integer(2))) return Error{"a quote's speaker is not its own"};
                      layout.quotes.push_back({string(row, 1), row.integer(2), row.integer(3), row.integer(4), string(row, 5)});
                      return Done{};
                    });
  if (done)
    done = for_rows(events_, "SELECT event, type, mode, cameo, goldstein, quad, status, date, day, place, said_by, confidence, trigger_begin, trigger_end, "
                              "sentence_begin, sentence_end, location, country FROM event WHERE article = ? ORDER BY event",
                    article, true, [&](const Statement& row) -> Outcome {
                      Layout::Event event;
                      event.type = string(row, 1), event.mode = string(row, 2), event.cameo = string(row, 3);
                      event.goldstein = row.real(4), event.quad = row.integer(5);
                      event.status = string(row, 6), event.date = string(row, 7), event.day = string(row, 8);
                      event.place = row.integer(9), event.said_by = row.integer(10), event.confidence = row.real(11);
                      event.trigger_begin = row.integer(12), event.trigger_end = row.integer(13);
                      event.sentence_begin = row.integer(14), event.sentence_end = row.integer(15);
                      const Layout::Place* place = item(layout.places, event.place);
                      if (row.integer(16) != number_of(numbers.locations, event.place) || row.text(17) != (place ? place->country : "")) return Error{"an event's place is not its own"};
                      layout.events.push_back(std::move(event));
                      return Done{};
                    });
  if (done)
    done = for_rows(sides_, "SELECT event, side, actor, party, country, day FROM event_actor WHERE article = ? ORDER BY event, side, actor", article, false,
                    [&](const Statement& row) -> Outcome {
                      const Layout::Actor* actor = item(layout.actors, row.integer(2));
                      if (!item(layout.events, row.integer(0)) || !actor) return Error{"an event's actor belongs to nothing"};
                      Layout::Event& event = layout.events[static_cast<std::size_t>(row.integer(0)) - 1];
                      if (row.integer(3) != number_of(numbers.parties, row.integer(2)) || row.text(4) != actor->country || row.text(5) != event.day)
                        return Error{"an event's actor does not agree with the event"};
                      (row.text(1) == "source" ? event.sources : event.targets).push_back(row.integer(2));
                      return Done{};
                    });
  if (done)
    done = for_rows(commitments_, "SELECT commitment, by_actor, words, due, event, begin, \"end\" FROM commitment WHERE article = ? ORDER BY commitment", article, true,
                    [&](const Statement& row) -> Outcome {
                      layout.commitments.push_back({row.integer(1), string(row, 2), string(row, 3), row.integer(4), row.integer(5), row.integer(6)});
                      return Done{};
                    });
  if (done)
    done = for_rows(doubts_, "SELECT doubt, kind, note FROM doubt WHERE article = ? ORDER BY doubt", article, true, [&](const Statement& row) -> Outcome {
      layout.doubts.push_back({string(row, 1), string(row, 2)});
      return Done{};
    });
  if (!done) return done.error();
  return read;
}

}  // namespace vedette
