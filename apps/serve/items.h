#pragma once
// Writes the items of the API: events, quotes, articles and the like, as openapi.json has them.

#include <unordered_map>

#include "report/json.h"
#include "watch/ledger.h"

namespace vedette {

// Words of articles, read from the archive when they are shown. The first fault is kept: words are empty from then on.
class ArchiveWords {
 public:
  ArchiveWords(const Database& archive, const Ledger& ledger) : archive_(archive), ledger_(ledger) {}
  // Live as long as this.
  std::string_view slice(Index article, std::uint32_t begin, std::uint32_t end);
  const std::string& text(Index article);
  // What an article without a title begins with: its first line of four words or more, cut after a word where it is long; else empty.
  std::string opening(Index article);
  const std::optional<Error>& fault() const { return fault_; }
  const Database& archive() const { return archive_; }
  void keep(Error error) {
    if (!fault_) fault_ = std::move(error);
  }

 private:
  const Database& archive_;
  const Ledger& ledger_;
  std::optional<Statement> asked_;
  std::unordered_map<Index, std::string> texts_;
  std::optional<Error> fault_;
};

// An open item: fields are added to it.
class Items {
 public:
  // `words` may be null where no item with words is written; openings are then left out.
  Items(const Ledger& ledger, ArchiveWords* words, JsonWriter& json) : ledger_(ledger), words_(words), json_(json) {}

  void event(Index at);
  void quote(const LedgerQuote& quote);
  void commitment(const LedgerCommitment& promise);
  void announcement(const Announcement& plan);
  void article(Index at);
  void story(const LedgerStory& story);
  void actor_row(Index actor);
  void actor_ref(Index actor);                 // kNone gives null
  void place_ref(Index place);                 // kNone gives null
  void evidence(Index event);                  // kNone gives null
  void telling(Index event);
  // Fields of an item.
  void where(Index article);                   // article, title, site, published
  void span(Index article, std::uint32_t begin, std::uint32_t end);
  void side(const Index* begin, const Index* end);
  void article_fields(Index at);
  void story_fields(const LedgerStory& story);
  void actor_fields(Index actor);
  void day(std::string_view name, DayNumber day) { json_.field_or_null(name, day_text(day)); }
  void story_number(Index article);
  std::size_t sources_of(const LedgerQuote& quote) const;

 private:
  const Ledger& ledger_;
  ArchiveWords* words_;
  JsonWriter& json_;
};

}  // namespace vedette
