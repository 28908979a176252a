#pragma once
#include <atomic>
#include <future>
#include <memory>
#include <set>
#include <vector>

#include "archive/database.h"
#include "archive/layout.h"
#include "archive/registry.h"
#include "archive/story_keeper.h"
#include "archive/tally.h"
#include "vedette/archive.h"

namespace vedette {

// An article and its record as the archive keeps them.
struct Packed {
  Article article;
  std::string id, given, text, record, record_digest;  // text and record are packed
  SetDigest member;  // of the archive's digest
  std::int64_t made_by = 0;
  Layout layout;
  StoryReading reading;
};

// An article that is new to the archive, with its number. Whoever is done with a part of it lets go of it: many articles are in work at
// once, and what they hold is most of what adding needs.
struct Fresh {
  std::int64_t number = 0;
  std::shared_ptr<const Packed> packed;         // until its rows are written
  std::shared_ptr<const StoryReading> reading;  // until its story is found
  RowNumbers numbers;
  std::vector<std::int64_t> older;  // that it is a newer version of
};

// Hands articles from the thread that numbers them to those that go on with them, one after the other.
class Handing {
 public:
  explicit Handing(std::size_t most) : all_(most) {}
  void add(Fresh fresh) {
    all_[many_] = std::move(fresh);
    state_.store(2 * ++many_, std::memory_order_release);
    state_.notify_one();
  }
  void close() {
    state_.store(2 * many_ + 1, std::memory_order_release);
    state_.notify_one();
  }
  // Waits until article `i` is there; null when no more come.
  Fresh* wait_for(std::size_t i) {
    std::size_t state = state_.load(std::memory_order_acquire);
    for (; state / 2 <= i && state % 2 == 0; state = state_.load(std::memory_order_acquire)) state_.wait(state, std::memory_order_acquire);
    return i < state / 2 ? &all_[i] : nullptr;
  }

 private:
  std::vector<Fresh> all_;              // its size does not change
  std::size_t many_ = 0;                // of the thread that adds
  std::atomic<std::size_t> state_ = 0;  // twice the number of those that are there, and 1 when no more come
};

// The statements of adding are prepared once an archive.
struct Archive::Connection {
  Database database;
  Statement known, tombstone, older, replace_older, insert_words;
  Registry registry{database};
  Tally tally;
  StoryKeeper stories{database};
  bool in_transaction = false;
  bool checks_references = true;  // SQLite does, of each row that is written
  std::set<std::int64_t> makers;  // rows of made_by that are there
  bool only_added = false;        // the transaction has written no rows of stories yet
  std::future<Outcome> telling;   // finds the stories of articles whose rows are written meanwhile

  Outcome prepare();
  void forget();  // what a transaction has gathered
  Outcome told();  // waits until all articles that were added have their stories
  // Puts the article itself in, and its words, which come after the articles of a transaction: the index of words writes out what it has
  // gathered before each statement that may have to be undone.
  Outcome insert(std::int64_t number, const Packed& packed, const std::string& now);
  Outcome insert_words_of(std::int64_t number, const Packed& packed);
  Result<std::vector<Added>> take_in(std::vector<std::shared_ptr<const Packed>> packed, const std::string& now, Handing& fresh);
  // The layout of an article's record, and its digest and maker.
  struct Kept {
    std::string id, record_digest;
    std::int64_t made_by = 0, replaced_by = 0;
    Layout layout;
  };
  Result<Kept> kept(std::int64_t article) const;
  Outcome known_maker(const Layout::MadeBy& made_by, std::int64_t number);
};

std::int64_t number_of(const Layout::MadeBy& made_by);
// Makes the tables of a new archive; brings an older format up to this one; says what is wrong with another file.
Outcome make_archive(Database& database);
Result<std::int64_t> format_of(const Database& database);  // 0 where there is nothing yet
Outcome migrate(Archive::Connection& connection);

// The text for the full-text index, title first; on PostgreSQL folded, and no more of it than an index row takes.
std::pair<std::string, std::string> indexed_words(Dialect dialect, std::string_view title, std::string_view text);

}  // namespace vedette
