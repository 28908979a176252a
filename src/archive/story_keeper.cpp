// Keeps stories up to date. Door: StoryKeeper. Test: tests/stories.py; how it goes is in docs/stories.md.
#include "archive/story_keeper.h"

#include <utility>

#include <fmt/format.h>

#include "archive/compress.h"

namespace vedette {
namespace {

std::string outlet_of(const Told& told, Number article) { return told.outlet.empty() ? fmt::format("article {}", article) : told.outlet; }

BookReport report_of(const StoryMember& member, const Told& told, bool replaced) { return {member.article, member.source, told.published_value, replaced}; }

}  // namespace

StoryReading story_reading(const std::string& text, Told told) {
  StoryReading reading{std::move(told), {}, {}};
  reading.figures = figures_in(reading.told, text);
  reading.print = fingerprint_of(reading.told, text);
  return reading;
}

std::optional<StoryReading> StoryKeeper::read(Number article) {
  Statement* found = store_.statement("SELECT text, record FROM article WHERE article = ?");
  if (!found) return std::nullopt;
  found->bind(1, article);
  std::optional<StoryReading> reading;
  if (store_.next(*found)) {
    const Result<std::string> text = decompress(found->text(0));
    const Result<std::string> record = decompress(found->text(1));
    if (text && record) {
      if (Result<Told> told = told_by(*record)) {
        reading = StoryReading{*std::move(told), {}, {}};
        reading->figures = figures_in(reading->told, *text);
      }
    }
  }
  found->reset();
  if (!reading) fault_ = Error{fmt::format("article {} is damaged; `vedette verify` says more", article)};
  return reading;
}

// The source of a copy is its first report's, and an agency that any of the copies credits is the source of all.
std::string StoryKeeper::source_of(const StoryMember& member, const Told& told) {
  const std::string own = told.agency.empty() ? member.outlet : told.agency;
  if (member.copy_of == 0) return own;
  const auto first = store_.member(member.copy_of);
  if (!first) return own;
  return first->source == first->outlet && !told.agency.empty() ? told.agency : first->source;
}

void StoryKeeper::enter(StoryFile& file, const StoryMember& member, const StoryReading& reading, bool replaced) {
  const BookReport report = report_of(member, reading.told, replaced);
  const std::vector<Mention> mentions = tell(file.book, report, reading.told, reading.figures);
  file.fresh.insert(file.fresh.end(), mentions.begin(), mentions.end());
  if (file.title.empty()) file.title = reading.told.title;
  ++file.members;
  if (replaced) return retract(file.book, report, mentions);
  ++file.reports;
  ++file.sources[member.source];
}

// Claims of a story of one report are in no rows: they are made again when a second one comes.
StoryFile& StoryKeeper::whole_file(Number story) {
  bool whole = false;
  StoryFile& file = store_.file(story, whole);
  if (whole) return file;
  for (const Number article : store_.members(story)) {
    const auto member = store_.member(article);
    if (!member || member->story != story || store_.is_fresh(article)) continue;
    const auto reading = read(article);
    if (!reading) continue;
    Book again;
    tell(again, report_of(*member, reading->told, false), reading->told, reading->figures);
    for (const Claim& claim : again.claims()) file.book.claim(claim);
  }
  file.whole = true;
  return file;
}

Outcome StoryKeeper::added(Number article, const StoryReading& reading, const std::vector<Number>& older) {
  clean_ = false;
  const Number expected = older.empty() ? 0 : store_.story_of(older.back());
  const Placed placed = place(store_, article, reading.print, expected);
  auto member = store_.member(article);
  if (!member) return store_.outcome();
  member->outlet = outlet_of(reading.told, article);
  member->source = source_of(*member, reading.told);
  store_.set_sources(article, member->outlet, member->source);

  const auto first = placed.copy_of ? store_.member(placed.copy_of) : std::nullopt;
  const bool credited = first && first->source != member->source;
  StoryFile& file = whole_file(placed.story);
  enter(file, *member, reading, false);
  for (const Number version : older) {
    const auto old = store_.member(version);
    if (!old) continue;
    StoryFile& its = whole_file(old->story);
    const std::vector<Mention> mentions = store_.mentions(version);
    retract(its.book, {version, old->source, {}, true}, mentions);
    --its.reports;
    if (const auto source = its.sources.find(old->source); source != its.sources.end() && --source->second == 0) its.sources.erase(source);
  }
  if (credited) {
    // The agency is now known: the copies before it rest on it too.
    store_.set_sources(first->article, first->outlet, member->source);
    for (const Number copy : store_.copies_of(first->article))
      if (const auto one = store_.member(copy)) store_.set_sources(copy, one->outlet, member->source);
    retell(placed.story);
  }
  return fault_ ? Outcome(*fault_) : store_.outcome();
}

// Tells a story again from the records of its reports.
void StoryKeeper::retell(Number story) {
  if (Outcome done = store_.flush(); !done) return void(fault_ = done.error());
  store_.forget();
  for (const char* sql : {"DELETE FROM story_event_mention WHERE article IN (SELECT article FROM story_article WHERE story = ?)",
                          "DELETE FROM story_dispute WHERE story = ?", "DELETE FROM story_claim WHERE story = ?", "DELETE FROM story_event WHERE story = ?",
                          "DELETE FROM story_source WHERE story = ?"})
    if (Statement* clear = store_.statement(sql)) store_.run(clear->bind(1, story));
  if (Statement* clear = store_.statement("UPDATE story SET title = NULL, reports = 0, sources = 0, disagreements = 0 WHERE story = ?")) store_.run(clear->bind(1, story));
  const std::vector<Number> members = store_.members(story);
  bool whole = false;
  StoryFile& file = store_.file(story, whole);
  file.members = 0;
  for (const Number article : members) {
    const auto member = store_.member(article);
    const auto reading = read(article);
    if (member && reading) enter(file, *member, *reading, store_.is_replaced(article));
  }
}

Outcome StoryKeeper::removing(Number article) {
  clean_ = false;
  if (Outcome done = store_.flush(); !done) return done;
  shrunken_ = {store_.story_of(article)};
  if (Statement* found = store_.statement("SELECT s.story FROM article a JOIN story_article s ON s.article = a.article WHERE a.replaced_by = ?")) {
    found->bind(1, article);
    while (store_.next(*found)) shrunken_.insert(found->integer(0));
    found->reset();
  }
  const auto member = store_.member(article);
  if (!member) return store_.outcome();
  // Where a copied text goes, the first of its copies stands for the rest.
  const std::vector<Number> copies = store_.copies_of(article);
  if (!copies.empty()) {
    if (Statement* update = store_.statement("UPDATE story_article SET copy_of = NULL WHERE article = ?")) store_.run(update->bind(1, copies.front()));
    if (Statement* update = store_.statement("UPDATE story_article SET copy_of = ? WHERE copy_of = ?")) store_.run(update->bind(1, copies.front()).bind(2, article));
    if (const auto heir = store_.member(copies.front()); heir && heir->has_signature) store_.put_bands(heir->article, heir->signature);
  }
  if (Statement* clear = store_.statement("DELETE FROM story_band WHERE band = ? AND article = ?"))
    for (const std::uint64_t band : bands_of(member->signature)) store_.run(clear->bind(1, static_cast<std::int64_t>(band)).bind(2, article));
  for (const char* sql : {"DELETE FROM story_event_mention WHERE article = ?", "DELETE FROM story_article WHERE article = ?"})
    if (Statement* clear = store_.statement(sql)) store_.run(clear->bind(1, article));
  Outcome done = store_.flush();
  store_.forget();
  return done;
}

Outcome StoryKeeper::removed() {
  store_.changed();
  for (const Number story : std::exchange(shrunken_, {})) {
    if (story == 0) continue;
    const std::vector<Number> members = store_.members(story);
    if (members.empty()) {
      for (const char* sql : {"DELETE FROM story_key WHERE story = ?", "DELETE FROM story WHERE story = ?"})
        if (Statement* clear = store_.statement(sql)) store_.run(clear->bind(1, story));
      continue;
    }
    StoryState state;
    for (const Number article : members) {
      const auto member = store_.member(article);
      const auto reading = read(article);
      if (member && reading) grow(state, reading->told.published, member->vector);
    }
    store_.put_state(story, state);
    retell(story);  // writes the state, too
    store_.changed();
  }
  if (fault_) return *fault_;
  return store_.flush();
}

Outcome StoryKeeper::rebuild() {
  store_.forget();
  if (Outcome done = store_.database().run(
          "DELETE FROM story_event_mention; DELETE FROM story_dispute; DELETE FROM story_claim; DELETE FROM story_event; DELETE FROM story_source; "
          "DELETE FROM story_article; DELETE FROM story_centre; DELETE FROM story; DELETE FROM story_band; DELETE FROM story_key; DELETE FROM story_term; "
          "DELETE FROM manifest WHERE key IN ('stories_seen', 'stories_opened', 'stories_stale');");
      !done)
    return done;
  constexpr int kBatch = 200;
  Number last = 0;
  while (true) {
    std::vector<Number> articles;
    if (Statement* found = store_.statement("SELECT article FROM article WHERE article > ? ORDER BY article LIMIT ?")) {
      found->bind(1, last).bind(2, std::int64_t{kBatch});
      while (store_.next(*found)) articles.push_back(found->integer(0));
      found->reset();
    }
    if (articles.empty()) return store_.outcome();
    for (const Number article : articles) {
      std::optional<StoryReading> reading;
      std::vector<Number> older;
      if (Statement* found = store_.statement("SELECT text, record FROM article WHERE article = ?")) {
        found->bind(1, article);
        if (store_.next(*found)) {
          const Result<std::string> text = decompress(found->text(0));
          const Result<std::string> record = decompress(found->text(1));
          if (!text || !record) return Error{fmt::format("article {} is damaged; `vedette verify` says more", article)};
          Result<Told> told = told_by(*record);
          if (!told) return told.error();
          reading = story_reading(*text, *std::move(told));
        }
        found->reset();
      }
      if (Statement* found = store_.statement("SELECT article FROM article WHERE replaced_by = ? ORDER BY article")) {
        found->bind(1, article);
        while (store_.next(*found)) older.push_back(found->integer(0));
        found->reset();
      }
      if (!reading) return store_.outcome();
      if (Outcome done = added(article, *reading, older); !done) return done;
    }
    last = articles.back();
    if (Outcome done = store_.flush(); !done) return done;
  }
}

}  // namespace vedette
