// Says what is wrong with an archive. Door: Archive::verify. Test: tests/archive.py, tests/archive_faults.py.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/connection.h"
#include "archive/rows.h"
#include "archive/schema.h"
#include "base/digest.h"

namespace vedette {
namespace {

constexpr std::size_t kMostFaults = 100;

bool same_rows(const Layout& a, const Layout& b) {
  return a.actors == b.actors && a.places == b.places && a.quotes == b.quotes && a.events == b.events && a.commitments == b.commitments && a.doubts == b.doubts;
}

// The file's own structure, and that what refers to a row finds it.
Outcome check_structure(const Database& database, std::vector<std::string>& faults) {
  if (database.dialect() == Dialect::postgresql) return Done{};
  // Every reference is looked up: with a small cache each would read its pages again.
  for (const char* check : {"PRAGMA cache_size = -131072", "PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"}) {
    Result<Statement> found = database.prepare(check);
    if (!found) return found.error();
    while (faults.size() < kMostFaults) {
      const Result<bool> row = found->step();
      if (!row) return row.error();
      if (!*row) break;
      if (found->text(0) == "ok") continue;
      faults.push_back(check == std::string_view("PRAGMA foreign_key_check")
                           ? fmt::format("table {}: row {} refers to a row of {} that is not there", found->text(0), found->integer(1), found->text(2))
                           : std::string(found->text(0)));
    }
  }
  return Done{};
}

// What the articles come to, one by one, which the archive's own counts are compared with.
struct Census {
  struct Party {
    std::int64_t reports = 0, mentions = 0;
  };
  SetDigest digest;
  std::map<std::int64_t, std::int64_t> makers;  // articles of each
  std::vector<Party> parties;                   // by number
  std::int64_t homeless = 0;                    // actors of a party whose number nobody has
  bool whole = false;                           // false where there were so many faults that not all was read

  // Older versions of an address do not count.
  void count(const Layout& layout, const std::vector<std::int64_t>& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] < 1 || static_cast<std::size_t>(numbers[i]) >= parties.size()) {
        ++homeless;
        continue;
      }
      Party& party = parties[static_cast<std::size_t>(numbers[i])];
      party.mentions += layout.actors[i].mentions;
      party.reports += std::find(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(i), numbers[i]) == numbers.begin() + static_cast<std::ptrdiff_t>(i);
    }
  }
};

// Every text, record and row against the digests.
Result<Census> check_articles(const Database& database, std::vector<std::string>& faults) {
  Census census;
  Result<Statement> last_party = database.prepare("SELECT coalesce(max(party), 0) FROM party");
  if (!last_party) return last_party.error();
  const Result<std::int64_t> parties = last_party->number();
  if (!parties) return parties.error();
  census.parties.resize(static_cast<std::size_t>(*parties) + 1);
  Result<Statement> some = database.prepare("SELECT article, id, text, record, record_digest, made_by, replaced_by IS NULL FROM article WHERE article > ? ORDER BY article LIMIT 100");
  if (!some) return some.error();
  RowReader reader(database);
  std::int64_t last = 0;
  bool more = true;
  while (more && faults.size() < kMostFaults) {
    more = false;
    some->bind(1, last);
    while (true) {
      const Result<bool> row = some->step();
      if (!row) return row.error();
      if (!*row) break;
      more = true;
      last = some->integer(0);
      const std::string id(some->text(1));
      census.digest += SetDigest::of(member_of(id, some->text(4)));
      ++census.makers[some->integer(5)];
      const Result<std::string> text = decompress(some->text(2));
      const Result<std::string> record = decompress(some->text(3));
      if (!text || sha256_hex(*text) != id) faults.push_back(id + ": the text is not the one that was added");
      const Result<RowReader::Rows> rows = reader.read(last);
      if (!rows) faults.push_back(fmt::format("{}: {}; `vedette reread --all` writes the rows again", id, rows.error().message));
      else if (some->integer(6)) census.count(rows->layout, rows->numbers.parties);
      if (!record || sha256_hex(*record) != some->text(4)) {
        faults.push_back(id + ": the record is not the one that was written");
        continue;
      }
      const Result<Layout> laid_out = lay_out(*record);
      if (!laid_out) faults.push_back(fmt::format("{}: {}", id, laid_out.error().message));
      else if (rows && !same_rows(rows->layout, *laid_out)) faults.push_back(id + ": its rows are not those of its record; `vedette reread --all` writes them again");
    }
    some->reset();
  }
  census.whole = !more;
  return census;
}

// Counts what must not be there, and says it in words.
Outcome count_faults(const Database& database, std::initializer_list<std::pair<const char*, const char*>> checks, std::vector<std::string>& faults) {
  for (const auto& [sql, words] : checks) {
    Result<Statement> asked = database.prepare(sql);
    if (!asked) return asked.error();
    const Result<std::int64_t> wrong = asked->number();
    if (!wrong) return wrong.error();
    if (*wrong) faults.push_back(fmt::format(fmt::runtime(words), *wrong));
  }
  return Done{};
}

// Goes through all rows of a question.
template <class Each>
Outcome for_each_row(const Database& database, const char* sql, Each each) {
  Result<Statement> rows = database.prepare(sql);
  if (!rows) return rows.error();
  while (true) {
    const Result<bool> row = rows->step();
    if (!row) return row.error();
    if (!*row) return Done{};
    each(*rows);
  }
}

Outcome check_parties(const Database& database, Census& census, std::vector<std::string>& faults) {
  std::vector<bool> named(census.parties.size());
  Outcome done = for_each_row(database, "SELECT party FROM party_name", [&](const Statement& row) {
    if (const auto number = static_cast<std::size_t>(row.integer(0)); number < named.size()) named[number] = true;
  });
  if (!done) return done;
  std::int64_t wrong = census.homeless;
  std::int64_t nameless = 0;
  done = for_each_row(database, "SELECT party, reports, mentions FROM party", [&](const Statement& row) {
    const auto number = static_cast<std::size_t>(row.integer(0));
    if (number >= named.size()) return void(++wrong);
    nameless += !named[number];
    const Census::Party seen = std::exchange(census.parties[number], {});
    wrong += seen.reports != row.integer(1) || seen.mentions != row.integer(2);
  });
  if (!done) return done;
  for (const Census::Party& seen : census.parties) wrong += seen.reports != 0;  // no row has taken it
  if (wrong) faults.push_back(fmt::format("{} parties are counted wrongly", wrong));
  if (nameless) faults.push_back(fmt::format("{} parties have no name", nameless));
  return Done{};
}

// The archive's counts over all its articles.
Outcome check_counts(const Database& database, Census& census, std::vector<std::string>& faults) {
  if (!census.whole) return Done{};
  if (Outcome done = check_parties(database, census, faults); !done) return done;
  std::int64_t wrong = 0;
  Outcome done = for_each_row(database, "SELECT made_by, articles FROM made_by", [&](const Statement& row) { wrong += census.makers[row.integer(0)] != row.integer(1); });
  if (!done) return done;
  if (wrong) faults.push_back(fmt::format("the articles of {} makers are counted wrongly", wrong));
  std::string digest = SetDigest().hex();
  done = for_each_row(database, "SELECT value FROM manifest WHERE key = 'digest'", [&](const Statement& row) { digest = row.text(0); });
  if (done && digest != census.digest.hex()) faults.emplace_back("the articles are not those of the manifest's digest");
  return done;
}

// What stories hold of each other, and that they hold every article.
Outcome check_stories(const Database& database, std::vector<std::string>& faults) {
  Result<Statement> stale = database.prepare("SELECT count(*) FROM manifest WHERE key = 'stories_stale'");
  if (!stale) return stale.error();
  const Result<std::int64_t> is_stale = stale->number();
  if (!is_stale) return is_stale.error();
  if (*is_stale) {
    faults.emplace_back("records were replaced and the stories are not yet put together again; `vedette reread` does it");
    return Done{};
  }
  return count_faults(database, {
      {"SELECT count(*) FROM article a LEFT JOIN story_article s ON s.article = a.article WHERE s.article IS NULL", "{} articles are in no story"},
      {"SELECT count(*) FROM story s WHERE s.reports <> (SELECT count(*) FROM story_article m WHERE m.story = s.story "
       "AND m.article NOT IN (SELECT article FROM article WHERE replaced_by IS NOT NULL))",
       "the reports of {} stories are counted wrongly"},
      {"SELECT count(*) FROM story s WHERE s.sources <> (SELECT count(*) FROM story_source x WHERE x.story = s.story)", "the sources of {} stories are counted wrongly"},
      {"SELECT count(*) FROM story_source x LEFT JOIN (SELECT story, source, count(*) AS reports FROM story_article "
       "WHERE article NOT IN (SELECT article FROM article WHERE replaced_by IS NOT NULL) GROUP BY story, source) m "
       "ON m.story = x.story AND m.source = x.source WHERE x.reports <> coalesce(m.reports, 0)",
       "the reports of {} sources of stories are counted wrongly"},
      {"SELECT count(*) FROM story s WHERE s.disagreements <> (SELECT count(*) FROM story_dispute d WHERE d.story = s.story AND d.open = 1)",
       "the disagreements of {} stories are counted wrongly"},
      {"SELECT count(*) FROM story s LEFT JOIN story_centre c ON c.story = s.story WHERE c.story IS NULL", "{} stories have no centre to compare reports with"},
      {"SELECT count(*) FROM story_event_mention m LEFT JOIN story_event e ON e.story = m.story AND e.story_event = m.story_event WHERE e.story IS NULL",
       "{} events of reports belong to an event of a story that is not there"},
      {"SELECT count(*) FROM event e LEFT JOIN story_event_mention m ON m.article = e.article AND m.event = e.event WHERE m.article IS NULL",
       "{} events of reports belong to no event of a story"}}, faults);
}

// SQLite's variable-length numbers: seven bits a byte, the highest first.
std::int64_t sum_of_numbers(std::string_view bytes) {
  std::int64_t sum = 0;
  std::int64_t number = 0;
  for (const char c : bytes) {
    number = number << 7 | (c & 0x7F);
    if (c & 0x80) continue;
    sum += number, number = 0;
  }
  return sum;
}

// The index of words: that it holds every article and no other, and as many words as the articles have.
Outcome check_words(const Database& database, std::vector<std::string>& faults) {
  const bool sqlite = database.dialect() == Dialect::sqlite;
  const Outcome counted = count_faults(database, {
      {sqlite ? "SELECT count(*) FROM article a LEFT JOIN words_docsize w ON w.id = a.article WHERE w.id IS NULL"
              : "SELECT count(*) FROM article a LEFT JOIN words w ON w.article = a.article WHERE w.article IS NULL",
       "{} articles are not in the index of words"},
      {sqlite ? "SELECT count(*) FROM words_docsize w LEFT JOIN article a ON a.article = w.id WHERE a.article IS NULL"
              : "SELECT count(*) FROM words w LEFT JOIN article a ON a.article = w.article WHERE a.article IS NULL",
       "the index of words holds {} articles that are not there"}}, faults);
  if (!counted || !sqlite) return counted;
  std::int64_t expected = 0;
  const Outcome summed = for_each_row(database, "SELECT sz FROM words_docsize", [&](const Statement& row) { expected += sum_of_numbers(row.text(0)); });
  if (!summed) return summed;
  // The list of the index's words is a table of this connection alone.
  Result<Statement> asked = database.prepare("PRAGMA query_only");
  if (!asked) return asked.error();
  const Result<std::int64_t> query_only = asked->number();
  if (!query_only) return query_only.error();
  if (Outcome done = database.run("PRAGMA query_only = OFF; CREATE VIRTUAL TABLE temp.words_seen USING fts5vocab('main', 'words', 'row')"); !done) return done;
  Outcome done = Done{};
  {
    Result<Statement> all = database.prepare("SELECT sum(cnt) FROM temp.words_seen");
    const Result<std::int64_t> seen = all ? all->number() : Result<std::int64_t>(all.error());
    if (!seen) done = seen.error();
    else if (*seen != expected) faults.push_back(fmt::format("the index of words has {} words, and the articles have {}", *seen, expected));
  }
  const Outcome dropped = database.run(fmt::format("DROP TABLE temp.words_seen; PRAGMA query_only = {}", *query_only));
  return done ? dropped : done;
}

}  // namespace

Result<std::vector<std::string>> Archive::verify() const {
  const Database& database = connection_->database;
  std::vector<std::string> faults;
  database.read_ahead();
  // One moment of the archive, also while others write.
  if (Outcome done = database.run(database.dialect() == Dialect::sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ"); !done) return done.error();
  Outcome done = check_structure(database, faults);
  if (done) {
    Result<Census> census = check_articles(database, faults);
    done = census ? check_counts(database, *census, faults) : Outcome(census.error());
    if (done) done = check_stories(database, faults);
    if (done) done = check_words(database, faults);
  }
  const std::vector<std::string> of_file = database.file_faults();
  if (Outcome ended = database.run("ROLLBACK"); !ended) return ended.error();
  // A file too damaged to be asked is one more fault.
  if (!done) faults.push_back(done.error().message);
  faults.insert(faults.end(), of_file.begin(), of_file.end());
  if (faults.size() > kMostFaults) faults.resize(kMostFaults);
  return faults;
}

Result<Manifest> Archive::manifest() const {
  Manifest manifest;
  Result<Statement> facts = connection_->database.prepare("SELECT key, value FROM manifest");
  if (!facts) return facts.error();
  manifest.digest = SetDigest().hex();
  while (true) {
    const Result<bool> row = facts->step();
    if (!row) return row.error();
    if (!*row) break;
    if (facts->text(0) == "format") manifest.format = facts->integer(1);
    if (facts->text(0) == "articles") manifest.articles = facts->integer(1);
    if (facts->text(0) == "digest") manifest.digest = facts->text(1);
  }
  Result<Statement> makers = connection_->database.prepare("SELECT vedette, model, world, lexicon, articles FROM made_by WHERE articles > 0 ORDER BY articles DESC, made_by");
  if (!makers) return makers.error();
  while (true) {
    const Result<bool> row = makers->step();
    if (!row) return row.error();
    if (!*row) return manifest;
    const auto take = [&](int column) { return std::string(makers->text(column)); };
    manifest.makers.push_back({take(0), take(1), take(2), take(3), makers->integer(4)});
  }
}

}  // namespace vedette
