// Keeps stories up to date. Door: StoryKeeper. Test: tests/stories.py; how it goes is in docs/stories.md.
#include "archive/story_keeper.h"

#include <utility>

#include <fmt/format.h>

#include "archive/compress.h"

namespace vedette {
namespace {

std::string outlet_of(const Told& told, Number article) { return told.outlet.empty() ? fmt::format("article {}", article) : told.outlet; }

std::set<std::int64_t> events_of(const std::vector<EventMention>& mentions) {
  std::set<std::int64_t> events;
  for (const EventMention& mention : mentions) events.insert(mention.story_event);
  return events;
}

}  // namespace

StoryReading story_reading(const std::string& text, Told told) {
  StoryReading reading{std::move(told), {}, {}, {}};
  reading.events = merged_events(reading.told);
  const BlockWords words = words_of(reading.told, text);
  reading.figures = figures_in(reading.told, text, words);
  reading.print = fingerprint_of(reading.told, text, words);
  // All of them that is needed is in the events. Many readings wait to be written: their room is given back.
  std::vector<ToldActor>().swap(reading.told.actors), std::vector<ToldPlace>().swap(reading.told.places), std::vector<ToldBlock>().swap(reading.told.blocks);
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
        reading = StoryReading{*std::move(told), {}, {}, {}};
        reading->events = merged_events(reading->told);
        reading->figures = figures_in(reading->told, *text, words_of(reading->told, *text));
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

void StoryKeeper::enter(const StoryMember& member, const StoryReading& reading) {
  StoryFile& file = store_.file(member.story);
  const Telling telling = tell(file.book, {member.article, member.source, reading.told.published_value}, reading.told, reading.events, reading.figures);
  file.mentions.insert(file.mentions.end(), telling.mentions.begin(), telling.mentions.end());
  for (const std::int64_t event : events_of(telling.mentions)) ++file.told_by[{event, member.source}];
  for (const Claim& claim : telling.claims) {
    Question& question = store_.question(member.story, file, claim.key);
    store_.date(question, &claim.source);
    take(question, claim);
  }
  for (MergedEvent& event : part(file.book)) file.aside.insert_or_assign(event.number, std::move(event));
  if (file.title.empty()) file.title = reading.told.title;
  ++file.reports;
  ++file.by_source[member.source];
}

// A newer version has come: the report no longer counts, but what it claimed is kept.
void StoryKeeper::retract(const StoryMember& member) {
  StoryFile& file = store_.file(member.story);
  for (const std::int64_t number : events_of(store_.mentions(member.article))) {
    MergedEvent* event = store_.event(member.story, file, number);
    if (!event) continue;
    --event->reports;
    event->changed = true;
    --file.told_by[{number, member.source}];
  }
  --file.reports;
  --file.by_source[member.source];
}

// A report turns out to be an agency's.
void StoryKeeper::credit(const StoryMember& member, const std::string& agency) {
  if (member.source == agency) return;
  store_.set_sources(member.article, member.outlet, agency);
  StoryFile& file = store_.file(member.story);
  std::set<std::int64_t> events = events_of(store_.mentions(member.article));
  if (!store_.is_replaced(member.article)) {
    --file.by_source[member.source];
    ++file.by_source[agency];
    for (const std::int64_t number : events) {
      --file.told_by[{number, member.source}];
      ++file.told_by[{number, agency}];
    }
  }
  events.insert(0);
  for (const std::int64_t number : events)
    for (const QuestionKey& key : store_.questions_of(member.story, file, number)) {
      Question& question = store_.question(member.story, file, key);
      store_.date(question, nullptr);
      rename_source(question, member.article, agency);
    }
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
  enter(*member, reading);
  for (const Number version : older)
    if (const auto old = store_.member(version)) retract(*old);
  if (first && first->source != member->source) {
    // The agency is now known: the copies before it rest on it too.
    credit(*first, member->source);
    for (const Number copy : store_.copies_of(first->article))
      if (const auto one = store_.member(copy)) credit(*one, member->source);
  }
  return fault_ ? Outcome(*fault_) : store_.outcome();
}

// Tells a story again from the records of its reports.
void StoryKeeper::retell(Number story) {
  constexpr std::size_t kBatch = 200;  // reports told before they are written
  if (Outcome done = store_.flush(); !done) return void(fault_ = done.error());
  store_.forget();
  store_.clear(story);
  std::size_t told = 0;
  for (const Number article : store_.members(story)) {
    const auto member = store_.member(article);
    const auto reading = read(article);
    if (!member || !reading) continue;
    enter(*member, *reading);
    if (store_.is_replaced(article)) retract(*member);
    if (++told % kBatch != 0) continue;
    if (Outcome done = store_.flush(); !done) return void(fault_ = done.error());
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
  for (const char* sql : {"DELETE FROM story_band WHERE band = ? AND article = ?", "DELETE FROM story_band_new WHERE band = ? AND article = ?"})
    if (Statement* clear = store_.statement(sql))
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
      for (const char* sql : {"DELETE FROM story_key WHERE story = ?", "DELETE FROM story_key_new WHERE story = ?", "DELETE FROM story WHERE story = ?"})
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
          "DELETE FROM story_event_mention; DELETE FROM story_dispute; DELETE FROM story_claim; DELETE FROM story_counted; DELETE FROM story_event_source; "
          "DELETE FROM story_event; DELETE FROM story_source; "
          "DELETE FROM story_article; DELETE FROM story_centre; DELETE FROM story; DELETE FROM story_band; DELETE FROM story_key; DELETE FROM story_band_new; DELETE FROM story_key_new; "
          "DELETE FROM story_term; "
          "DELETE FROM manifest WHERE key IN ('stories_seen', 'stories_opened', 'stories_stale', 'stories_sorted');");
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
