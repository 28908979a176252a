#pragma once
// The ledger: an archive's events, actors, quotes and commitments in columns in memory, so that a question scans numbers and touches the
// disk only for the words of what it shows. A ledger is never changed; `load_ledger` makes the next one from it and the archive.

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "archive/database.h"
#include "base/result.h"
#include "watch/days.h"

namespace vedette {

class World;

// Places in the ledger's lists. An index is a bare number here: there are millions, and they are cut, sorted and counted.
using Index = std::uint32_t;
inline constexpr Index kNone = std::numeric_limits<Index>::max();

// PLOVER's types in the order of their cooperation, as the record writes them.
inline constexpr std::array<std::string_view, 16> kEventTypes = {"AGREE",   "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                                                 "ACCUSE",  "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
enum class Status : std::uint8_t { happened, ongoing, scheduled, pledged, called_for, conditional, denied, hypothetical };
inline constexpr std::array<std::string_view, 8> kStatuses = {"happened", "ongoing", "scheduled", "pledged", "called-for", "conditional", "denied", "hypothetical"};
inline bool is_fact(Status status) { return status == Status::happened || status == Status::ongoing; }

struct LedgerArticle {
  std::int64_t row = 0;           // article.article
  std::string id, title, url, author, published, language, added;
  std::int64_t characters = 0;
  std::uint32_t doubts = 0;
  DayNumber day = kNoDay;         // of publication
  Index site = kNone;             // into sites
};

// Somebody across articles: an entity of the world, or a name within a state.
struct LedgerActor {
  std::string name, entity, country, kind;
  std::string folded;             // of the name
  std::uint32_t mentions = 0;
  bool official = false;          // acts for its state: a state, its government, who is called of it, its forces
  const std::string& key() const { return entity.empty() ? name : entity; }
};

struct LedgerPlace {
  std::string name, kind, country, folded;
  double latitude = 0, longitude = 0;
  bool located = false;
  std::int64_t geonames = 0;
};

struct LedgerEvent {
  Index article = 0;
  DayNumber first = kNoDay, last = kNoDay;  // of its date
  Index place = kNone, said_by = kNone;
  Index actors = 0;               // into event_actors: the sources, then the targets
  std::uint8_t sources = 0, targets = 0;
  std::uint8_t type = 0, quad = 0;
  Status status = Status::happened;
  std::uint16_t number = 0;
  std::uint16_t mode = 0, cameo = 0;  // into codes
  Index date = 0;                 // into words
  float goldstein = 0, confidence = 0;
  std::uint32_t trigger_begin = 0, trigger_end = 0, begin = 0, end = 0;  // code points of the raw text
  Index happening = 0;
  std::uint64_t merged = 0;       // the merged event of its story; 0 where it has none
};

struct LedgerQuote {
  Index article = 0;
  std::uint16_t number = 0;
  std::uint8_t kind = 0;          // into kQuoteKinds
  Index speaker = kNone;
  std::uint32_t begin = 0, end = 0;
  std::shared_ptr<const std::string> words;  // folded
  Index about = 0;                // into quote_about
  std::uint8_t abouts = 0;
};
inline constexpr std::array<std::string_view, 3> kQuoteKinds = {"direct", "partial", "indirect"};

enum class Kept : std::uint8_t { open, kept, broken };
struct LedgerCommitment {
  Index article = 0;
  std::uint16_t number = 0;
  Index by = kNone;
  Index due = kNone;              // into words
  DayNumber due_first = kNoDay, due_last = kNoDay;
  std::uint16_t event_number = 0;
  Index event = kNone;            // into events
  std::uint32_t begin = 0, end = 0;
  Kept state = Kept::open;
  Index because = kNone;          // the event that settled it
  bool overdue = false;
};

enum class Came : std::uint8_t { ahead, took_place, called_off, silent, unknown };
inline constexpr std::array<std::string_view, 5> kCame = {"ahead", "took-place", "called-off", "silent", "unknown"};
struct Announcement {
  Index event = 0;                // the first report's
  DayNumber first = kNoDay, last = kNoDay, announced = kNoDay;
  Came state = Came::unknown;
  Index because = kNone;
  std::uint32_t reports = 0, sources = 0;
};

// One event of the world as its tellings give it: the stories' merged event, else what agrees in day, type, sources and targets.
struct Happening {
  DayNumber day = kNoDay;         // of its date, else the report's
  Index first = kNone;            // the telling that counts: a fact before a plan, the surest
  float weight = 0;               // how likely it is a fact, by its independent sources; 0 where no telling is a fact
  float goldstein = 0;
  std::uint16_t sources = 0, reports = 0;
};

struct LedgerStory {
  std::int64_t story = 0;
  std::string title, folded;
  DayNumber first = kNoDay, last = kNoDay;
  std::uint32_t reports = 0, sources = 0, copies = 0, events = 0, disagreements = 0;
};

// Lists of numbers, one after another: what belongs to key k is [begin(k), end(k)).
struct Postings {
  std::vector<Index> starts, items;
  const Index* begin(Index key) const { return items.data() + starts[key]; }
  const Index* end(Index key) const { return items.data() + starts[key + 1]; }
  std::size_t size(Index key) const { return starts[key + 1] - starts[key]; }
  std::size_t keys() const { return starts.empty() ? 0 : starts.size() - 1; }
};

// Whether a word of a name begins at `at`.
bool begins_word(std::string_view name, std::size_t at);

// Finds actors by their folded names. What is known of the first of them is shared with the ledger before.
class NameIndex {
 public:
  NameIndex() = default;
  NameIndex(const std::vector<LedgerActor>& actors, const NameIndex& before);
  // Those of exactly this name.
  std::vector<Index> named(const std::vector<LedgerActor>& actors, std::string_view folded) const;
  // All whose key, or a word of whose name, may begin so, in no order; nullopt: everybody may.
  std::optional<std::vector<Index>> beginning(std::string_view folded) const;

 private:
  struct Known {
    std::vector<std::pair<std::uint64_t, Index>> by_digest;
    Postings by_two, by_three;  // by a word's first bytes
  };
  std::shared_ptr<const Known> known_;
  Index actors_ = 0;            // of all of them the later ones are not in `known_`
};

// Strings kept once, quick to copy.
class Strings {
 public:
  Index add(std::string_view text);
  Index find(std::string_view text) const;  // kNone where it is not there
  const std::string& operator[](Index at) const { return all_[at]; }
  std::size_t size() const { return all_.size(); }

 private:
  std::size_t slot_of(std::string_view text) const;  // where it is, or belongs
  std::vector<std::string> all_;
  std::vector<Index> slots_;                         // a hash table with linear probing; kNone: free
};

// What is read from the archive, and goes on from one ledger to the next.
struct LedgerLists {
  std::string state;              // changes with the archive, for ETags
  std::int64_t removed = 0, rewritten = 0;

  Strings sites, words, codes, actor_keys, place_keys, countries;
  std::vector<std::shared_ptr<const LedgerArticle>> articles;   // in the order they were added
  std::vector<std::int64_t> rows;                               // by article: its number in the archive
  std::vector<Index> replaced_by, copy_of;                      // by article; kNone, its own number
  std::vector<std::int64_t> story_of;                           // by article; 0 for none
  std::vector<Index> source_of;                                 // by article: whose report it is, into words
  std::vector<std::uint32_t> article_quotes, article_commitments;
  std::vector<LedgerActor> actors;
  std::vector<LedgerPlace> places;
  std::vector<LedgerEvent> events;                              // by day, article, number; those without a day first
  std::vector<Index> event_actors;
  std::vector<LedgerQuote> quotes;                              // by the report's day, article, number
  std::vector<Index> quote_about;
  std::vector<LedgerCommitment> commitments;                    // by the report's day, article, number
  std::vector<LedgerStory> stories;                             // by last day
  std::unordered_map<std::int64_t, Index> story_at;
  std::vector<std::pair<Index, Index>> actor_articles;          // (actor, article), as read
  NameIndex names;                                              // of actors
};

// With what is derived from the lists.
struct Ledger : LedgerLists {
  Ledger() = default;
  explicit Ledger(const LedgerLists& lists) : LedgerLists(lists) {}

  DayNumber as_of = kNoDay;                                     // last day of a report
  std::vector<Announcement> announcements;                      // by day
  std::vector<DayNumber> last_announced;                        // the last day of those up to here
  std::vector<Happening> happenings;
  std::vector<Index> by_day;                                    // articles that are shown, by day and number
  std::vector<Index> article_rank;                              // their place in it; kNone for those that are not shown
  std::unordered_map<std::string_view, Index> article_of;       // by id
  Postings events_of_article, events_of_actor, events_of_place, events_of_happening;
  Postings articles_of_actor, articles_of_story, quotes_of_article, quotes_of_actor, quotes_about_actor, commitments_of_actor;
  Postings events_of_country, quotes_of_country, quotes_about_country;  // by country: of everybody of that state
  std::vector<Index> actors_by_reports;
  std::vector<Index> actor_rank;                                // their place in it; kNone for those that no report names
  std::vector<Index> country_of_actor;                          // into countries; kNone for those of no state

  const Index* sources_begin(const LedgerEvent& e) const { return event_actors.data() + e.actors; }
  const Index* sources_end(const LedgerEvent& e) const { return sources_begin(e) + e.sources; }
  const Index* targets_end(const LedgerEvent& e) const { return sources_end(e) + e.targets; }
  bool is_shown(Index article) const { return article_rank[article] != kNone; }
  // The first announcement that may last to `day`, and the first that begins behind it.
  std::size_t plans_to(DayNumber day) const;
  std::size_t plans_behind(DayNumber day) const;
  // The article with this number in the archive; kNone where it is not there. From `from` on.
  Index article_at(std::int64_t row, std::size_t from = 0) const;
};

// Reads what is new since `before` (nullptr: everything). Gives `before` itself where nothing has changed. `world` may be null: then
// actors keep the names that the reports give them.
Result<std::shared_ptr<const Ledger>> load_ledger(const Database& archive, const World* world, const std::shared_ptr<const Ledger>& before);

}  // namespace vedette
