// Reads and writes what a story's reports tell. Door: StoryStore::file. Test: tests/stories.py.
#include <simdjson.h>

#include <cstring>

#include <fmt/format.h>

#include "archive/json_string.h"
#include "archive/story_store.h"
#include "base/utf8.h"

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
      parties.push_back({text_at(cells, 0), text_at(cells, 1), text_at(cells, 2), text_at(cells, 3), text_at(cells, 4), fold(text_at(cells, 0))});
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
  event.place = {text_at(cells, 0), text_at(cells, 1), text_at(cells, 2), static_cast<std::int64_t>(real_at(cells, 3)), real_at(cells, 5), real_at(cells, 6), false,
                 fold(text_at(cells, 0))};
  bool located = false;
  if (cells.at(4).get(located) == simdjson::SUCCESS) event.place.located = located;
}

std::string names_of(const std::vector<Party>& parties) {
  std::string out;
  for (const Party& party : parties) out += (out.empty() ? "" : "; ") + party.name;
  return out;
}

// From a row of: story_event, type, cameo, status, date, words, reports, sources, article, event, last_article, parties.
MergedEvent event_of(const Statement& row) {
  const auto text = [&](int column) { return std::string(row.text(column)); };
  MergedEvent event;
  event.number = row.integer(0);
  event.type = text(1), event.cameo = text(2), event.status = text(3), event.date = text(4), event.trigger = text(5);
  event.days = days_of(event.date);
  event.reports = row.integer(6), event.sources = row.integer(7);
  event.article = row.integer(8), event.event = row.integer(9), event.last = row.integer(10);
  take_parties(row.text(11), event);
  event.changed = false;
  return event;
}

constexpr const char* kEvent =
    "SELECT story_event, type, cameo, status, date, words, reports, sources, article, event, last_article, parties FROM story_event WHERE story = ? AND story_event = ?";

}  // namespace

StoryFile& StoryStore::file(Number story) {
  refresh();
  const auto [kept, fresh] = files_.try_emplace(story);
  StoryFile& file = kept->second;
  file.touched = true;
  if (!fresh) return file;
  std::string compared;
  if (Statement* row = statement("SELECT s.title, s.reports, s.sources, s.disagreements, s.events, c.compared FROM story s JOIN story_centre c ON c.story = s.story WHERE s.story = ?")) {
    row->bind(1, story);
    if (next(*row)) {
      file.title = row->text(0), file.reports = row->integer(1), file.sources = row->integer(2), file.disagreements = row->integer(3);
      file.written = file.book.numbered = row->integer(4);
      compared = row->text(5);
    }
    row->reset();
  }
  for (std::size_t at = 0; at + 4 <= compared.size(); at += 4) {
    std::uint32_t number = 0;
    std::memcpy(&number, compared.data() + at, 4);
    if (Statement* row = statement(kEvent)) {
      row->bind(1, story).bind(2, std::int64_t{number});
      if (next(*row)) file.book.events.push_back(event_of(*row));
      row->reset();
    }
  }
  if (Statement* rows = statement("SELECT about, article, story_event FROM story_counted WHERE story = ?")) {
    rows->bind(1, story);
    while (next(*rows)) {
      file.book.counted[std::string(rows->text(0))] = {rows->integer(1), rows->integer(2)};
      file.counted.insert(std::string(rows->text(0)));
    }
    rows->reset();
  }
  return file;
}

MergedEvent* StoryStore::event(Number story, StoryFile& file, std::int64_t number) {
  for (MergedEvent& event : file.book.events)
    if (event.number == number) return &event;
  if (const auto aside = file.aside.find(number); aside != file.aside.end()) return &aside->second;
  Statement* row = number > file.written ? nullptr : statement(kEvent);
  if (!row) return nullptr;
  row->bind(1, story).bind(2, number);
  MergedEvent* found = next(*row) ? &file.aside.emplace(number, event_of(*row)).first->second : nullptr;
  row->reset();
  return found;
}

Question& StoryStore::question(Number story, StoryFile& file, const QuestionKey& key) {
  const auto [kept, fresh] = file.questions.try_emplace(key);
  Question& question = kept->second;
  if (!fresh || file.bare || key.event > file.written) return question;
  if (Statement* rows = statement("SELECT value, source, article, begin, \"end\", newer FROM story_claim "
                                  "WHERE story = ? AND story_event = ? AND kind = ? AND about = ? ORDER BY article, value, source")) {
    rows->bind(1, story).bind(2, key.event).bind(3, key.kind).bind(4, key.about);
    while (next(*rows))
      question.claims.push_back({key, std::string(rows->text(0)), std::string(rows->text(1)), rows->integer(2),
                                 {static_cast<std::uint32_t>(rows->integer(3)), static_cast<std::uint32_t>(rows->integer(4))}, {}, rows->integer(5) != 0, true});
    rows->reset();
  }
  if (Statement* row = statement("SELECT open, corrected, left_out FROM story_dispute WHERE story = ? AND story_event = ? AND kind = ? AND about = ?")) {
    row->bind(1, story).bind(2, key.event).bind(3, key.kind).bind(4, key.about);
    if (next(*row)) question.open = row->integer(0) != 0, question.corrected = row->integer(1) != 0, question.left_out = row->integer(2);
    row->reset();
  }
  Question& answered = file.answered[key];
  answered.open = question.open, answered.corrected = question.corrected, answered.left_out = question.left_out;
  return question;
}

// When a claim was told matters only beside others of its source, or where there are too many values: few articles are asked for it.
void StoryStore::date(Question& question, const std::string* source) {
  std::map<std::string_view, int> of_source;
  std::set<std::string_view> values;
  for (const Claim& claim : question.claims) ++of_source[claim.source], values.insert(claim.value);
  const bool all = !source || values.size() + 1 >= kValuesOfQuestion;
  for (Claim& claim : question.claims) {
    if (!claim.kept || !claim.told.empty() || !(all || claim.source == *source || of_source[claim.source] > 1)) continue;
    if (Statement* row = statement("SELECT published FROM article WHERE article = ?")) {
      row->bind(1, claim.article);
      if (next(*row)) claim.told = row->text(0);
      row->reset();
    }
  }
}

std::vector<QuestionKey> StoryStore::questions_of(Number story, const StoryFile& file, std::int64_t event) {
  std::set<QuestionKey> keys;
  for (const auto& [key, question] : file.questions)
    if (key.event == event) keys.insert(key);
  if (Statement* rows = statement("SELECT DISTINCT kind, about FROM story_claim WHERE story = ? AND story_event = ?")) {
    rows->bind(1, story).bind(2, event);
    while (next(*rows)) keys.insert({event, std::string(rows->text(0)), std::string(rows->text(1))});
    rows->reset();
  }
  return {keys.begin(), keys.end()};
}

void StoryStore::clear(Number story) {
  for (const char* sql : {"DELETE FROM story_event_mention WHERE article IN (SELECT article FROM story_article WHERE story = ?)",
                          "DELETE FROM story_dispute WHERE story = ?", "DELETE FROM story_claim WHERE story = ?", "DELETE FROM story_event_source WHERE story = ?",
                          "DELETE FROM story_event WHERE story = ?", "DELETE FROM story_source WHERE story = ?", "DELETE FROM story_counted WHERE story = ?"})
    if (Statement* rows = statement(sql)) run(rows->bind(1, story));
  StoryFile& file = files_[story] = {};
  file.bare = file.touched = true;
}

// Says of each question anew whether it is in dispute.
void StoryStore::answer_questions(StoryFile& file) {
  for (auto& [key, question] : file.questions) {
    if (!question.changed) continue;
    const bool before = question.open;
    judge(question);
    file.disagreements += question.open - before;
  }
}

// A source has a row while it has reports: it counts, however many.
void StoryStore::count_sources(Number story, StoryFile& file) {
  if (file.bare) {
    std::erase_if(file.by_source, [](const auto& one) { return one.second <= 0; });
    std::erase_if(file.told_by, [](const auto& one) { return one.second <= 0; });
    file.sources = static_cast<std::int64_t>(file.by_source.size());
    for (const auto& [which, reports] : file.told_by)
      if (MergedEvent* told = event(story, file, which.first)) ++told->sources;
    return;
  }
  Statement* update = statement("UPDATE story_source SET reports = reports + ?3 WHERE story = ?1 AND source = ?2");
  Statement* insert = statement("INSERT INTO story_source VALUES(?, ?, ?)");
  Statement* none = statement("DELETE FROM story_source WHERE story = ? AND source = ? AND reports <= 0");
  if (!update || !insert || !none) return;
  for (const auto& [source, reports] : file.by_source) {
    if (reports == 0) continue;
    if (changes(update->bind(1, story).bind(2, source).bind(3, reports))) file.sources -= reports < 0 && changes(none->bind(1, story).bind(2, source));
    else if (reports > 0) run(insert->bind(1, story).bind(2, source).bind(3, reports)), ++file.sources;
  }
  file.by_source.clear();
  update = statement("UPDATE story_event_source SET reports = reports + ?4 WHERE story = ?1 AND story_event = ?2 AND source = ?3");
  insert = statement("INSERT INTO story_event_source VALUES(?, ?, ?, ?)");
  none = statement("DELETE FROM story_event_source WHERE story = ? AND story_event = ? AND source = ? AND reports <= 0");
  if (!update || !insert || !none) return;
  for (auto one = file.told_by.begin(); one != file.told_by.end() && !fault_;) {
    const auto& [which, reports] = *one;
    const auto& [number, source] = which;
    MergedEvent* told = event(story, file, number);
    if (told && number > file.written) {
      // Its row is written later, and this one after it.
      told->sources += reports > 0;
      ++one;
      continue;
    }
    if (told && reports != 0) {
      told->changed = true;
      if (changes(update->bind(1, story).bind(2, number).bind(3, source).bind(4, reports)))
        told->sources -= reports < 0 && changes(none->bind(1, story).bind(2, number).bind(3, source));
      else if (reports > 0)
        run(insert->bind(1, story).bind(2, number).bind(3, source).bind(4, reports)), ++told->sources;
    }
    one = file.told_by.erase(one);
  }
}

void StoryStore::write_file(Number story, StoryFile& file) {
  if (file.bare)
    for (const auto& [source, reports] : file.by_source) put("story_source", {story, source, reports});
  write_events(story, file);
  for (const auto& [which, reports] : file.told_by)
    if (reports > 0) put("story_event_source", {story, which.first, which.second, reports});
  for (const EventMention& mention : file.mentions) put("story_event_mention", {mention.article, mention.event, story, mention.story_event});
  write_claims(story, file);
  for (const auto& [about, first] : file.book.counted)
    if (file.counted.insert(about).second) put("story_counted", {story, about, first.first, first.second});
  file.by_source.clear(), file.told_by.clear(), file.mentions.clear(), file.aside.clear(), file.questions.clear(), file.answered.clear();
  file.written = file.book.numbered;
  file.bare = false;
}

void StoryStore::write_events(Number story, StoryFile& file) {
  std::vector<MergedEvent*> changed;
  for (auto& [number, event] : file.aside)
    if (event.changed) changed.push_back(&event);
  for (MergedEvent& event : file.book.events)
    if (event.changed) changed.push_back(&event);
  // What is there already first, so that what is new goes in together.
  for (const bool fresh : {false, true})
    for (MergedEvent* event : changed) {
      if ((event->number > file.written) != fresh) continue;
      const std::string day = event->days ? iso(event->days->first) : std::string();
      const std::string source = names_of(event->source);
      const std::string target = names_of(event->target);
      const std::string parties = json_of(*event);
      if (fresh) {
        put("story_event", {story, event->number, event->type, event->cameo, event->status, or_null(event->date), or_null(day), or_null(source), or_null(target),
                            or_null(event->place.name), or_null(event->place.country), event->trigger, event->reports, event->sources, event->article, event->event,
                            event->last, parties});
      } else if (Statement* update = statement("UPDATE story_event SET status = ?, date = ?, day = ?, source = ?, target = ?, place = ?, country = ?, reports = ?, sources = ?, "
                                               "last_article = ?, parties = ? WHERE story = ? AND story_event = ?")) {
        run(update->bind(1, event->status).bind_or_null(2, event->date).bind_or_null(3, day).bind_or_null(4, source).bind_or_null(5, target)
                .bind_or_null(6, event->place.name).bind_or_null(7, event->place.country).bind(8, event->reports).bind(9, event->sources).bind(10, event->last)
                .bind(11, parties).bind(12, story).bind(13, event->number));
      }
      event->changed = false;
    }
}

void StoryStore::write_claims(Number story, StoryFile& file) {
  Statement* gone = statement("DELETE FROM story_claim WHERE story = ? AND story_event = ? AND kind = ? AND about = ? AND value = ? AND source = ?");
  Statement* change = statement("UPDATE story_claim SET newer = ? WHERE story = ? AND story_event = ? AND kind = ? AND about = ? AND value = ? AND source = ?");
  Statement* dispute = statement("INSERT INTO story_dispute VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(story, story_event, kind, about) "
                                 "DO UPDATE SET open = excluded.open, corrected = excluded.corrected, left_out = excluded.left_out");
  Statement* settled = statement("DELETE FROM story_dispute WHERE story = ? AND story_event = ? AND kind = ? AND about = ?");
  if (!gone || !change || !dispute || !settled) return;
  for (const auto& [key, question] : file.questions) {
    for (const Claim& claim : question.gone)
      run(gone->bind(1, story).bind(2, key.event).bind(3, key.kind).bind(4, key.about).bind(5, claim.value).bind(6, claim.source));
    for (const Claim& claim : question.claims)
      if (claim.kept && claim.changed)
        run(change->bind(1, std::int64_t{claim.newer}).bind(2, story).bind(3, key.event).bind(4, key.kind).bind(5, key.about).bind(6, claim.value).bind(7, claim.source));
    const auto before = file.answered.find(key);
    const bool was_there = before != file.answered.end() && (before->second.open || before->second.corrected || before->second.left_out);
    const bool is_there = question.open || question.corrected || question.left_out;
    const bool same = was_there && before->second.open == question.open && before->second.corrected == question.corrected && before->second.left_out == question.left_out;
    if (is_there && !same)
      run(dispute->bind(1, story).bind(2, key.event).bind(3, key.kind).bind(4, key.about).bind(5, std::int64_t{question.open}).bind(6, std::int64_t{question.corrected})
              .bind(7, question.left_out));
    if (was_there && !is_there) run(settled->bind(1, story).bind(2, key.event).bind(3, key.kind).bind(4, key.about));
  }
  for (const auto& [key, question] : file.questions)
    for (const Claim& claim : question.claims)
      if (!claim.kept)
        put("story_claim", {story, key.event, key.kind, key.about, claim.value, claim.source, claim.article, std::int64_t{claim.at.begin}, std::int64_t{claim.at.end},
                            std::int64_t{claim.newer}});
}

}  // namespace vedette
