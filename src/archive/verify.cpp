// Says what is wrong with an archive. Door: Archive::verify. Test: tests/archive.py, tests/archive_faults.py.
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

// Every text, record and row against the digests; gives the digest of all.
Result<SetDigest> check_articles(const Database& database, std::vector<std::string>& faults) {
  SetDigest whole;
  Result<Statement> some = database.prepare("SELECT article, id, text, record, record_digest FROM article WHERE article > ? ORDER BY article LIMIT 100");
  if (!some) return some.error();
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
      whole += SetDigest::of(member_of(id, some->text(4)));
      const Result<std::string> text = decompress(some->text(2));
      const Result<std::string> record = decompress(some->text(3));
      if (!text || sha256_hex(*text) != id) faults.push_back(id + ": the text is not the one that was added");
      if (!record || sha256_hex(*record) != some->text(4)) {
        faults.push_back(id + ": the record is not the one that was written");
        continue;
      }
      const Result<Layout> laid_out = lay_out(*record);
      if (!laid_out) {
        faults.push_back(fmt::format("{}: {}", id, laid_out.error().message));
        continue;
      }
      const Result<Layout> rows = read_rows(database, last);
      if (!rows) faults.push_back(fmt::format("{}: {}; `vedette reread --all` writes the rows again", id, rows.error().message));
      else if (!same_rows(*rows, *laid_out)) faults.push_back(id + ": its rows are not those of its record; `vedette reread --all` writes them again");
    }
    some->reset();
  }
  return whole;
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

// "+party" keeps SQLite from going through the rows in the order of an index, each from another page.
Outcome check_counts(const Database& database, const SetDigest& whole, std::vector<std::string>& faults) {
  const Outcome counted = count_faults(database, {
      {"SELECT count(*) FROM (SELECT party, count(DISTINCT article) AS reports, sum(mentions) AS mentions FROM actor "
       "WHERE article NOT IN (SELECT article FROM article WHERE replaced_by IS NOT NULL) GROUP BY +party) c LEFT JOIN party p ON p.party = c.party AND p.reports = c.reports AND p.mentions = c.mentions "
       "WHERE p.party IS NULL",
       "{} parties are counted wrongly"},
      {"SELECT count(*) FROM party WHERE NOT EXISTS(SELECT 1 FROM party_name n WHERE n.party = party.party)", "{} parties have no name"},
      {"SELECT count(*) FROM made_by m WHERE m.articles <> (SELECT count(*) FROM article a WHERE a.made_by = m.made_by)",
       "the articles of {} makers are counted wrongly"}}, faults);
  if (!counted) return counted;
  Result<Statement> fact = database.prepare("SELECT value FROM manifest WHERE key = 'digest'");
  if (!fact) return fact.error();
  const Result<bool> row = fact->step();
  if (!row) return row.error();
  if ((*row ? std::string(fact->text(0)) : SetDigest().hex()) != whole.hex()) faults.emplace_back("the articles are not those of the manifest's digest");
  return Done{};
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
      {"SELECT count(*) FROM story_source x WHERE x.reports <> (SELECT count(*) FROM story_article m "
       "WHERE m.story = x.story AND m.source = x.source AND m.article NOT IN (SELECT article FROM article WHERE replaced_by IS NOT NULL))",
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
  Result<Statement> sizes = database.prepare("SELECT sz FROM words_docsize");
  if (!sizes) return sizes.error();
  std::int64_t expected = 0;
  while (true) {
    const Result<bool> row = sizes->step();
    if (!row) return row.error();
    if (!*row) break;
    expected += sum_of_numbers(sizes->text(0));
  }
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
  // One moment of the archive, also while others write.
  if (Outcome done = database.run(database.dialect() == Dialect::sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ"); !done) return done.error();
  Outcome done = check_structure(database, faults);
  if (done) {
    const Result<SetDigest> whole = check_articles(database, faults);
    done = whole ? check_counts(database, *whole, faults) : Outcome(whole.error());
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
