#pragma once
// Keeps the stories of an archive up to date, article by article.

#include "archive/story_store.h"

namespace vedette {

// What stories take from an article and its record. It is made on any thread, before the archive is written to.
struct StoryReading {
  Told told;
  std::vector<MergedEvent> events;  // of it, ready to be compared
  std::vector<Figure> figures;
  Fingerprint print;  // empty where only the telling is wanted
};
StoryReading story_reading(const std::string& text, Told told);

class StoryKeeper {
 public:
  explicit StoryKeeper(const Database& database) : store_(database) {}

  // After the article's own rows are there. `older`: the articles that it is a newer version of, which have just been marked as replaced.
  Outcome added(Number article, const StoryReading& reading, const std::vector<Number>& older);
  // Before the article's rows go; `text` as before. Those that it replaced count again.
  Outcome removing(Number article);
  // After they are gone.
  Outcome removed();
  // Puts all stories together again, as adding the articles in their order would.
  Outcome rebuild();
  // Before a transaction's end; afterwards everything is in the rows.
  Outcome flush() {
    clean_ = false;
    return store_.flush();
  }
  // While another thread writes the rows of the articles, added() may read through a connection of its own; false where it may not.
  bool read_beside() { return store_.read_beside(); }
  void end_reading_beside() { store_.end_reading_beside(); }
  // A transaction begins; one before it that was not committed is forgotten.
  void begin() { clean_ ? store_.begin() : store_.forget(); }
  void committed() { clean_ = true; }

 private:
  std::optional<StoryReading> read(Number article);
  void enter(const StoryMember& member, const StoryReading& reading);
  void retract(const StoryMember& member);
  void credit(const StoryMember& member, const std::string& agency);
  void retell(Number story);
  std::string source_of(const StoryMember& member, const Told& told);

  StoryStore store_;
  std::optional<Error> fault_;
  bool clean_ = false;   // what the store keeps is what is on disk
  std::set<Number> shrunken_;  // the stories of an article that goes, and of those that it replaced
};

}  // namespace vedette
