#pragma once
// The rows of stories: what a transaction changes is gathered here, seen by what comes after it, and written at its end.

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "archive/database.h"
#include "archive/story_keys.h"
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

// A story as far as the next report needs it, and what a transaction has changed in it.
struct StoryFile {
  std::string title;
  std::int64_t reports = 0, sources = 0, disagreements = 0;
  Book book;
  bool bare = false;                                    // no row tells anything of it yet
  std::int64_t written = 0;                             // events that rows hold: those up to this number
  std::map<std::int64_t, MergedEvent> aside;            // events that the book no longer compares, until they are written
  std::map<std::string, std::int64_t> by_source;        // reports of an independent source that came, less those that went
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> told_by;  // the same for an event
  std::map<QuestionKey, Question> questions;            // that were asked
  std::map<QuestionKey, Question> answered;             // of them, as the rows have them: without claims
  std::vector<EventMention> mentions;                        // that no row holds yet
  std::set<std::string> counted;                        // of book.counted, what the rows hold
  bool touched = false;                                 // in this transaction
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
  // The file of a story, to be changed in place.
  StoryFile& file(Number story);
  MergedEvent* event(Number story, StoryFile& file, std::int64_t number);  // none where there is no such event
  Question& question(Number story, StoryFile& file, const QuestionKey& key);
  // Says when the claims of a question were told, where that matters for a claim of `source`; null: for any.
  void date(Question& question, const std::string* source);
  std::vector<QuestionKey> questions_of(Number story, const StoryFile& file, std::int64_t event);
  void clear(Number story);            // takes out all that it tells
  std::vector<Number> members(Number story);       // the articles of a story, in order
  std::vector<Number> copies_of(Number article);   // in order
  std::vector<EventMention> mentions(Number article);
  bool is_replaced(Number article);                // by one that is in a story
  bool is_fresh(Number article) const { return members_.contains(article); }

  // From here until end_reading_beside() all is read through a connection of its own, as the transaction found it, while another thread
  // writes rows of articles. False where that cannot be: all is read as before.
  bool read_beside();
  void end_reading_beside();

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
  void remember(std::uint32_t term, std::size_t most);
  void make_band_filter();
  void write_story(Number story);
  bool changes(Statement& statement);  // runs it; whether it has changed a row
  void put(const char* table, std::initializer_list<Cell> cells);
  void count_sources(Number story, StoryFile& file);
  void answer_questions(StoryFile& file);
  void write_file(Number story, StoryFile& file);
  void write_events(Number story, StoryFile& file);
  void write_claims(Number story, StoryFile& file);
  void make_room();

  struct Count {
    std::uint32_t articles = 0;
    bool changed = false;
  };
  const Database& database_;
  std::unordered_map<const char*, Statement> statements_;
  std::optional<Database> beside_;     // reads while another thread writes
  bool reads_beside_ = false;
  std::unordered_map<const char*, Statement> statements_beside_;
  std::optional<Error> fault_;
  bool checked_ = false;
  std::uint64_t written_ = 0;          // transactions that have changed stories, by any program
  std::uint64_t seen_ = 0;
  Number last_story_ = 0;
  std::uint64_t sorted_ = 0;           // reports seen when the keys went into the large tables
  bool has_dayless_ = false;           // reports without a day
  bool counters_changed_ = false;
  std::unordered_map<std::uint32_t, Count> counts_;
  TermLists term_lists_;
  BandFilter band_filter_;
  std::unordered_map<std::uint64_t, std::vector<Number>> bands_;
  std::unordered_map<std::uint32_t, std::set<std::pair<int, Number>>> keys_;
  std::map<Number, StoryMember> members_;
  std::map<Number, std::pair<std::string, std::string>> sources_;  // outlets and sources of articles that are in the rows, given anew
  struct KeptState {
    StoryState state;
    bool changed = false, opened = false;
  };
  std::map<Number, KeptState> states_;
  std::map<Number, StoryFile> files_;
};

}  // namespace vedette
