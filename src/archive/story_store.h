#pragma once
// The rows of stories: what a transaction changes is gathered here, seen by what comes after it, and written at its end.

#include <map>
#include <set>
#include <unordered_map>

#include "archive/database.h"
#include "stories/book.h"

namespace vedette {

// An article as its story has it.
struct StoryMember {
  Number article = 0, story = 0, copy_of = 0;
  std::string outlet, source;
  Signature signature{};
  bool has_signature = false;
  TermVector vector;
};

// A story with all that is told in it.
struct StoryFile {
  std::string title;
  std::map<std::string, std::int64_t> sources;  // independent ones, and how many reports each has
  std::int64_t reports = 0;
  std::int64_t members = 0;                     // articles, older versions too
  Book book;
  std::vector<Dispute> disputes;
  std::vector<Mention> fresh;                   // mentions that no row holds yet
  bool whole = true;                            // whether the claims are there: those of a story of one report are in no rows
  bool touched = false;                         // in this transaction
  std::vector<Dispute> stored_disputes;         // as the rows have it
  std::map<std::string, std::int64_t> stored_sources;
};

// After a fault (fault() says which) nothing is read or written any more.
class StoryStore : public StoryIndex {
 public:
  explicit StoryStore(const Database& database) : database_(database) {}

  std::uint64_t seen() override;
  std::vector<std::uint32_t> counts(const std::vector<Term>& terms) override;
  void count(const std::vector<Term>& terms, std::uint32_t by) override;
  std::vector<Number> with_band(std::uint64_t band, std::size_t limit) override;
  Signature signature(Number article) override;
  Number story_of(Number article) override;
  std::vector<Number> with_term(std::uint32_t term, int first_day, int last_day, std::size_t limit) override;
  StoryState state(Number story) override;
  Number open_story() override;
  void put_state(Number story, const StoryState& state) override;
  void put_article(Number article, Number story, Number copy_of, const Fingerprint& print, const TermVector& vector) override;
  void put_bands(Number article, const Signature& signature) override;
  void put_key(std::uint32_t term, int day, Number story) override;

  std::optional<StoryMember> member(Number article);
  void set_sources(Number article, const std::string& outlet, const std::string& source);
  // The file of a story, to be changed in place. Claims of a story of one article are not kept; `whole` says whether they are there.
  StoryFile& file(Number story, bool& whole);
  std::vector<Number> members(Number story);       // the articles of a story, in order
  std::vector<Number> copies_of(Number article);   // in order
  std::vector<Mention> mentions(Number article);
  bool is_replaced(Number article);                // by one that is in a story
  bool is_fresh(Number article) const { return members_.contains(article); }

  Outcome flush();   // writes what is gathered
  void forget();     // drops what is gathered and all that was read: after a rollback, and where rows were changed beside this
  void changed() { refresh(), counters_changed_ = true; }  // other programs must read again
  void begin() { checked_ = false; }  // another transaction: others may have written
  Outcome outcome() const { return fault_ ? Outcome(*fault_) : Outcome(Done{}); }
  const Database& database() const { return database_; }
  // A statement that is kept prepared; none after a fault.
  Statement* statement(const char* sql);
  bool next(Statement& statement);  // whether there is a row
  void run(Statement& statement);

 private:
  void refresh();    // forgets what was read where another program has written since
  void drop_what_was_read();
  void write_members();
  void write_keys();
  void write_state(Number story, const StoryState& state);
  void write_file(Number story, StoryFile& file);
  void write_book(Number story, StoryFile& file);

  struct Count {
    std::uint32_t articles = 0;
    bool changed = false;
  };
  const Database& database_;
  std::map<const char*, Statement> statements_;
  std::optional<Error> fault_;
  bool checked_ = false;
  std::uint64_t written_ = 0;          // transactions that have changed stories, by any program
  std::uint64_t seen_ = 0;
  Number last_story_ = 0;
  bool counters_changed_ = false;
  std::unordered_map<std::uint32_t, Count> counts_;
  std::map<std::uint64_t, std::vector<Number>> bands_;
  std::map<std::uint32_t, std::set<std::pair<int, Number>>> keys_;
  std::map<Number, StoryMember> members_;
  struct KeptState {
    StoryState state;
    bool changed = false, opened = false;
  };
  std::map<Number, KeptState> states_;
  std::map<Number, StoryFile> files_;
};

}  // namespace vedette
