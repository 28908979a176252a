#pragma once
// The archive: articles, their records, and rows to query, in one SQLite file or in a PostgreSQL database. docs/archive.md describes it.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vedette/article.h"
#include "vedette/result.h"

namespace vedette {

enum class Added : unsigned char {
  fresh,        // new in the archive
  unchanged,    // this very text was there already
  new_version,  // another text stood at this address; it is kept, and points to this one
  withheld      // this text was removed before, and stays so
};

// What to look for; empty fields ask for anything. Who: a name, its case and accents put aside, a key (state:LTU), or a state's three
// letters, which also mean everybody who belongs to it.
struct EventQuery {
  std::string from, to;         // days of the event, YYYY-MM-DD
  std::string who, to_whom;
  std::string type, status;
  std::string where;            // a state's three letters, a place's name, or LAT,LON,KM
  std::string text;             // words that the article must hold, as FTS5 takes them
  double confidence = 0;        // at least
  std::int64_t story = 0;
  std::int64_t limit = 100;
};

struct EventRow {
  std::string article, title, published, url;
  std::string event, type, cameo, status, date, place, source, target, said_by;
  double goldstein = 0, confidence = 0;
  std::string sentence;         // the words that it rests on
};

struct QuoteQuery {
  std::string speaker, since, until, text;
  std::int64_t limit = 100;
};

struct QuoteRow {
  std::string article, published, speaker, kind, words;
};

struct ActorRow {
  std::string name, entity, country;
  std::int64_t reports = 0, mentions = 0;
};

struct ArchiveState {
  std::int64_t articles = 0, removed = 0, events = 0, quotes = 0;
};

struct ListedArticle {
  std::int64_t number = 0;
  std::string id, added;
  bool replaced = false;  // a newer text stands at its address
};

// What an archive says of itself.
struct Manifest {
  struct Maker {  // version of the program, digests of model, world and lexicon, and how many records they made
    std::string vedette, model, world, lexicon;
    std::int64_t articles = 0;
  };
  std::int64_t format = 0, articles = 0;
  std::string digest;         // of all texts and records together, whatever the order in which they came
  std::vector<Maker> makers;  // the one with the most records first
};

// What a later record of an article tells otherwise: an event (the same trigger), a quote (the same span) or an actor (the same name)
// that is new, gone or changed; a change names the field and both its values.
struct Difference {
  std::string item, change, words, field, before, after;
};

// An Error where one of the two is no vedette/report/1.
Result<std::vector<Difference>> differences(const std::string& before, const std::string& after);

struct Packed;  // an article and its record, laid out and packed for the archive

class Archive {
 public:
  struct Connection;  // the room's own
  // Opens an archive, or makes one where `create` is set and there is none. Refuses other files and archives of a newer format; one of
  // an older format is brought up to date when it is opened to be written.
  static Result<Archive> open(const std::string& path, bool write, bool create = false);
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  // Between begin and commit everything or nothing is kept; what commit has returned from is on disk.
  // One that only adds is faster: SQLite does not look up again what each new row refers to.
  enum class Changes { any, additions };
  Outcome begin(Changes changes = Changes::any);
  Outcome commit();
  Outcome rollback();
  // `record` is the line that the engine wrote; `now` an ISO date-time. The same article twice changes nothing.
  Result<Added> add(const Article& article, const std::string& record, const std::string& now);
  // The same for many at once. Packing is most of the work, and any thread may do it. What is handed in is let go article by article.
  static Result<std::shared_ptr<const Packed>> pack(Article article, const std::string& record);
  static std::size_t memory_of(const Packed& packed);  // in bytes, about
  Result<std::vector<Added>> add(std::vector<std::shared_ptr<const Packed>> packed, const std::string& now);
  // Takes an article out and leaves a tombstone with the reason; false where there is none with this id.
  Result<bool> remove(const std::string& id, const std::string& reason, const std::string& now);
  // Puts a new reading in the place of the old one.
  Outcome replace_record(const std::string& id, const std::string& record);

  // Puts all stories together again, as adding the articles one by one would; needed where records were replaced.
  Outcome rebuild_stories();
  Result<bool> stories_are_stale() const;
  // Writes the whole file anew: every page gets its checksum, and what removal left empty is given back.
  Outcome rewrite();

  Result<std::vector<EventRow>> events(const EventQuery& query) const;
  Result<std::vector<QuoteRow>> quotes(const QuoteQuery& query) const;
  Result<std::vector<ActorRow>> actors(const std::string& name, std::int64_t limit) const;
  Result<ArchiveState> state() const;
  Result<Manifest> manifest() const;

  Result<std::vector<ListedArticle>> list() const;  // in the order of each()
  // All articles in the order they were added, with their records. `visit` may change the archive.
  Outcome each(const std::function<Outcome(const Article& article, const std::string& record)>& visit) const;
  Result<std::optional<std::pair<Article, std::string>>> find(const std::string& id) const;  // a prefix that is unique will do
  // What is wrong with the file, the digests in it and the rows made from the records; empty where all is well.
  Result<std::vector<std::string>> verify() const;

 private:
  explicit Archive(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace vedette
