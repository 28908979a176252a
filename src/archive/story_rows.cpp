// Reads and writes what a story's reports tell. Door: StoryStore::file. Test: tests/stories.py.
#include <simdjson.h>

#include <fmt/format.h>

#include "archive/json_string.h"
#include "archive/story_store.h"

namespace vedette {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string json_of(const std::vector<Party>& parties) {
  std::string out = "[";
  for (const Party& party : parties)
    out += fmt::format("{}[{},{},{},{},{}]", out.size() > 1 ? "," : "", json_string(party.name), json_string(party.kind), json_string(party.entity),
                       json_string(party.country), json_string(party.sectors));
  return out + "]";
}

std::string json_of(const MergedEvent& event) {
  const MergedPlace& place = event.place;
  return fmt::format(R"({{"source":{},"target":{},"place":[{},{},{},{},{},{},{}]}})", json_of(event.source), json_of(event.target), json_string(place.name),
                     json_string(place.kind), json_string(place.country), place.geonames, place.located, place.latitude, place.longitude);
}

std::string json_of(const std::map<std::string, std::int64_t>& counts) {
  std::string out = "{";
  for (const auto& [name, count] : counts) out += fmt::format("{}{}:{}", out.size() > 1 ? "," : "", json_string(name), count);
  return out + "}";
}

std::string text_at(const array& cells, std::size_t at) {
  std::string_view value;
  return cells.at(at).get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

double real_at(const array& cells, std::size_t at) {
  double value = 0;
  std::int64_t whole = 0;
  if (cells.at(at).get(value) == simdjson::SUCCESS) return value;
  return cells.at(at).get(whole) == simdjson::SUCCESS ? static_cast<double>(whole) : 0;
}

std::vector<Party> parties_of(const object& from, std::string_view side) {
  std::vector<Party> parties;
  array all;
  if (from[side].get(all) != simdjson::SUCCESS) return parties;
  for (const element one : all)
    if (array cells; one.get(cells) == simdjson::SUCCESS)
      parties.push_back({text_at(cells, 0), text_at(cells, 1), text_at(cells, 2), text_at(cells, 3), text_at(cells, 4)});
  return parties;
}

void take_parties(std::string_view json, MergedEvent& event) {
  thread_local simdjson::dom::parser parser;
  object all;
  if (parser.parse(simdjson::padded_string(json)).get(all) != simdjson::SUCCESS) return;
  event.source = parties_of(all, "source");
  event.target = parties_of(all, "target");
  array cells;
  if (all["place"].get(cells) != simdjson::SUCCESS) return;
  event.place = {text_at(cells, 0), text_at(cells, 1), text_at(cells, 2), static_cast<std::int64_t>(real_at(cells, 3)), real_at(cells, 5), real_at(cells, 6), false};
  bool located = false;
  if (cells.at(4).get(located) == simdjson::SUCCESS) event.place.located = located;
}

std::map<std::string, std::int64_t> counts_of(std::string_view json) {
  thread_local simdjson::dom::parser parser;
  std::map<std::string, std::int64_t> counts;
  object all;
  if (parser.parse(simdjson::padded_string(json)).get(all) != simdjson::SUCCESS) return counts;
  for (const auto field : all) counts[std::string(field.key)] = field.value.get_int64().value_unsafe();
  return counts;
}

std::string names_of(const std::vector<Party>& parties) {
  std::string out;
  for (const Party& party : parties) out += (out.empty() ? "" : "; ") + party.name;
  return out;
}

}  // namespace

StoryFile& StoryStore::file(Number story, bool& whole) {
  refresh();
  const auto [kept, fresh] = files_.try_emplace(story);
  StoryFile& file = kept->second;
  file.touched = true;
  whole = file.whole;
  if (!fresh) return file;
  if (Statement* row = statement("SELECT title, reports FROM story WHERE story = ?")) {
    row->bind(1, story);
    if (next(*row)) file.title = row->text(0), file.reports = row->integer(1);
    row->reset();
  }
  if (Statement* rows = statement("SELECT source, reports FROM story_source WHERE story = ?")) {
    rows->bind(1, story);
    while (next(*rows)) file.sources[std::string(rows->text(0))] = rows->integer(1);
    rows->reset();
  }
  if (Statement* rows = statement("SELECT count(*) FROM (SELECT 1 FROM story_article WHERE story = ? LIMIT 2) t")) {
    rows->bind(1, story);
    if (next(*rows)) file.members = rows->integer(0);
    rows->reset();
  }
  whole = file.whole = file.members > 1;
  if (Statement* rows = statement("SELECT story_event, type, cameo, status, date, words, reports, reported_by, parties FROM story_event WHERE story = ? ORDER BY story_event")) {
    rows->bind(1, story);
    while (next(*rows)) {
      MergedEvent& event = file.book.events.emplace_back();
      event.number = rows->integer(0);
      event.type = rows->text(1), event.cameo = rows->text(2), event.status = rows->text(3), event.date = rows->text(4), event.trigger = rows->text(5);
      event.reports = rows->integer(6);
      event.reported_by = counts_of(rows->text(7));
      take_parties(rows->text(8), event);
    }
    rows->reset();
  }
  if (Statement* rows = statement("SELECT c.story_event, c.kind, c.about, c.value, c.source, c.article, c.begin, c.\"end\", c.newer, a.published "
                                  "FROM story_claim c JOIN article a ON a.article = c.article WHERE c.story = ? ORDER BY c.article, c.story_event, c.kind, c.about, c.value")) {
    rows->bind(1, story);
    while (next(*rows)) {
      const auto text = [&](int column) { return std::string(rows->text(column)); };
      file.book.claim({rows->integer(0), text(1), text(2), text(3), text(4), rows->integer(5),
                                  {static_cast<std::uint32_t>(rows->integer(6)), static_cast<std::uint32_t>(rows->integer(7))}, text(9), rows->integer(8) != 0, false});
    }
    rows->reset();
  }
  if (Statement* rows = statement("SELECT disagreement, story_event, kind, about, open FROM story_dispute WHERE story = ? ORDER BY disagreement")) {
    rows->bind(1, story);
    while (next(*rows)) file.disputes.push_back({rows->integer(0), rows->integer(1), std::string(rows->text(2)), std::string(rows->text(3)), rows->integer(4) != 0});
    rows->reset();
  }
  file.book.kept();
  file.stored_sources = file.sources;
  file.stored_disputes = file.disputes;
  return file;
}

void StoryStore::write_book(Number story, StoryFile& file) {
  if (Statement* put = statement("INSERT INTO story_source(story, source, reports) VALUES(?, ?, ?) ON CONFLICT(story, source) DO UPDATE SET reports = excluded.reports"))
    for (const auto& [source, reports] : file.sources) {
      const auto stored = file.stored_sources.find(source);
      if (stored == file.stored_sources.end() || stored->second != reports) run(put->bind(1, story).bind(2, source).bind(3, reports));
    }
  if (Statement* clear = statement("DELETE FROM story_source WHERE story = ? AND source = ?"))
    for (const auto& [source, reports] : file.stored_sources)
      if (!file.sources.contains(source)) run(clear->bind(1, story).bind(2, source));
  if (Statement* put = statement(
          "INSERT INTO story_event(story, story_event, type, cameo, status, date, day, source, target, place, country, words, reports, sources, reported_by, parties) "
          "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(story, story_event) DO UPDATE SET status = excluded.status, date = excluded.date, day = excluded.day, "
          "source = excluded.source, target = excluded.target, place = excluded.place, country = excluded.country, reports = excluded.reports, sources = excluded.sources, "
          "reported_by = excluded.reported_by, parties = excluded.parties"))
    for (std::size_t i = 0; i < file.book.events.size(); ++i) {
      const MergedEvent& event = file.book.events[i];
      if (!event.changed) continue;
      const auto days = days_of(event.date);
      run(put->bind(1, story).bind(2, event.number).bind(3, event.type).bind(4, event.cameo).bind(5, event.status).bind_or_null(6, event.date)
              .bind_or_null(7, days ? iso(days->first) : std::string()).bind_or_null(8, names_of(event.source)).bind_or_null(9, names_of(event.target))
              .bind_or_null(10, event.place.name).bind_or_null(11, event.place.country).bind(12, event.trigger).bind(13, event.reports)
              .bind(14, static_cast<std::int64_t>(event.reported_by.size())).bind(15, json_of(event.reported_by)).bind(16, json_of(event)));
    }
  if (Statement* insert = statement("INSERT INTO story_event_mention(article, event, story, story_event) VALUES(?, ?, ?, ?)"))
    for (const Mention& mention : file.fresh) run(insert->bind(1, mention.article).bind(2, mention.event).bind(3, story).bind(4, mention.story_event));
  if (file.members > 1)
    if (Statement* put = statement("INSERT INTO story_claim(story, story_event, kind, about, value, source, article, begin, \"end\", newer) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                   "ON CONFLICT(story, story_event, kind, about, value, source) DO UPDATE SET newer = excluded.newer"))
      for (const Claim& claim : file.book.claims()) {
        if (!claim.changed) continue;
        run(put->bind(1, story).bind(2, claim.event).bind(3, claim.kind).bind(4, claim.about).bind(5, claim.value).bind(6, claim.source).bind(7, claim.article)
                .bind(8, std::int64_t{claim.at.begin}).bind(9, std::int64_t{claim.at.end}).bind(10, std::int64_t{claim.newer}));
      }
  file.fresh.clear();
  file.stored_sources = file.sources;
  if (file.members > 1) file.book.kept();
  if (file.disputes == file.stored_disputes) return;
  file.stored_disputes = file.disputes;
  if (Statement* clear = statement("DELETE FROM story_dispute WHERE story = ?")) run(clear->bind(1, story));
  if (Statement* insert = statement("INSERT INTO story_dispute(story, disagreement, story_event, kind, about, open) VALUES(?, ?, ?, ?, ?, ?)"))
    for (const Dispute& dispute : file.disputes)
      run(insert->bind(1, story).bind(2, dispute.number).bind(3, dispute.event).bind(4, dispute.kind).bind(5, dispute.about).bind(6, std::int64_t{dispute.open}));
}

}  // namespace vedette
