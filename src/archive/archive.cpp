// Keeps articles and their records in one database. Door: Archive. Test: tests/archive.py; the format is in docs/archive.md.
#include "vedette/archive.h"

#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/connection.h"
#include "archive/rows.h"
#include "archive/schema.h"
#include "base/digest.h"

namespace vedette {

Archive::Archive(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(const std::string& path, bool write, bool create) {
  Result<Database> database = Database::open(path, write, create);
  if (!database) return database.error();
  Result<std::int64_t> format = format_of(*database);
  if (!format) return format.error();
  if (*format == 0 && create) {
    if (Outcome done = make_archive(*database); !done) return done.error();
    format = format_of(*database);
    if (!format) return format.error();
  }
  if (*format == 0) return Error{fmt::format("{}: this is no archive of Vedette; give one that `vedette add` made", path)};
  if (*format > kArchiveFormat)
    return Error{fmt::format("{}: the archive is of format {}, and this program reads up to {}; use a newer program", path, *format, kArchiveFormat)};
  auto connection = std::make_unique<Connection>();
  connection->database = *std::move(database);
  if (*format < kArchiveFormat) {
    if (!write)
      return Error{fmt::format("{}: the archive is of format {}, and this program asks format {}; `vedette migrate` brings it up to date", path, *format, kArchiveFormat)};
    if (Outcome done = migrate(*connection); !done) return done.error();
  }
  if (connection->database.dialect() == Dialect::sqlite)
    if (Outcome done = connection->database.run(write ? "PRAGMA foreign_keys = ON" : "PRAGMA query_only = ON"); !done) return done.error();
  if (write)
    if (Outcome done = connection->prepare(); !done) return done.error();
  return Archive(std::move(connection));
}

std::int64_t number_of(const Layout::MadeBy& made_by) {
  const std::string all = fmt::format("{}|{}|{}|{}", made_by.vedette, made_by.model, made_by.world, made_by.lexicon);
  return static_cast<std::int64_t>(hash64(all) >> 1 | 1);
}

Outcome Archive::Connection::prepare() {
  const bool sqlite = database.dialect() == Dialect::sqlite;
  const std::pair<Statement*, std::string> wanted[] = {
      {&known, "SELECT article FROM article WHERE id = ?"},
      {&tombstone, "SELECT 1 FROM removed WHERE id = ?"},
      {&older, "SELECT article FROM article WHERE url = ?1 AND replaced_by IS NULL AND article <> ?2"},
      {&replace_older, "UPDATE article SET replaced_by = ?1 WHERE url = ?2 AND replaced_by IS NULL AND article <> ?1"},
      {&insert_words, sqlite ? "INSERT INTO words(rowid, title, text) VALUES(?, ?, ?)"
                             : "INSERT INTO words VALUES(?, setweight(to_tsvector('simple', ?), 'A') || to_tsvector('simple', ?))"}};
  for (const auto& [statement, sql] : wanted) {
    Result<Statement> prepared = database.prepare(sql);
    if (!prepared) return prepared.error();
    *statement = *std::move(prepared);
  }
  return Done{};
}

Outcome Archive::Connection::known_maker(const Layout::MadeBy& m, std::int64_t number) {
  if (!makers.insert(number).second) return Done{};
  Result<Statement> maker = database.prepare("INSERT INTO made_by VALUES(?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING");
  if (!maker) return maker.error();
  return maker->bind(1, number).bind(2, m.vedette).bind(3, m.model).bind(4, m.world).bind(5, m.lexicon).run();
}

Result<Archive::Connection::Kept> Archive::Connection::kept(std::int64_t article) const {
  Result<Statement> found = database.prepare("SELECT id, record_digest, made_by, replaced_by, record FROM article WHERE article = ?");
  if (!found) return found.error();
  found->bind(1, article);
  const Result<bool> row = found->step();
  if (!row) return row.error();
  if (!*row) return Error{fmt::format("{}: there is no article {}", database.path(), article)};
  const Result<std::string> record = decompress(found->text(4));
  if (!record) return record.error();
  Result<Layout> layout = lay_out(*record);
  if (!layout) return layout.error();
  return Kept{std::string(found->text(0)), std::string(found->text(1)), found->integer(2), found->integer(3), *std::move(layout)};
}

Outcome Archive::Connection::told() {
  if (!telling.valid()) return Done{};
  Outcome done = telling.get();
  stories.end_reading_beside();
  return done;
}

void Archive::Connection::forget() {
  static_cast<void>(told());
  tally.forget();
  makers.clear();
  stories.begin();
  in_transaction = false;
}

Outcome Archive::begin(Changes changes) {
  connection_->forget();
  const bool checks = changes == Changes::any;
  if (connection_->database.dialect() == Dialect::sqlite && checks != connection_->checks_references) {
    if (Outcome done = connection_->database.run(checks ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF"); !done) return done;
    connection_->checks_references = checks;
  }
  if (Outcome done = connection_->database.begin(); !done) return done;
  connection_->in_transaction = connection_->only_added = true;
  return connection_->registry.begin();
}

Outcome Archive::commit() {
  connection_->in_transaction = false;
  if (Outcome done = connection_->tally.write(connection_->database, connection_->registry); !done) return done;
  if (Outcome done = connection_->told(); !done) return done;
  if (Outcome done = connection_->stories.flush(); !done) return done;
  if (Outcome done = connection_->database.commit(); !done) return done;
  connection_->registry.committed();
  connection_->stories.committed();
  return Done{};
}

Outcome Archive::rollback() {
  connection_->forget();
  return connection_->database.rollback();
}

Result<Added> Archive::add(const Article& article, const std::string& record, const std::string& now) {
  const Result<std::shared_ptr<const Packed>> packed = pack(article, record);
  if (!packed) return packed.error();
  const Result<std::vector<Added>> added = add({*packed}, now);
  if (!added) return added.error();
  return added->front();
}

// Gives each article its number and puts it in, where it is new.
Result<std::vector<Added>> Archive::Connection::take_in(std::vector<std::shared_ptr<const Packed>> packed, const std::string& now, Handing& fresh) {
  std::vector<Added> outcomes;
  for (std::shared_ptr<const Packed>& from : packed) {
    const std::shared_ptr<const Packed> p = std::move(from);
    const Result<std::int64_t> there = known.bind(1, p->id).number();
    if (!there) return there.error();
    const Result<std::int64_t> removed = tombstone.bind(1, p->id).number();
    if (!removed) return removed.error();
    outcomes.push_back(*there ? Added::unchanged : *removed ? Added::withheld : Added::fresh);
    if (*there || *removed) continue;
    const std::int64_t number = registry.next_article();
    if (Outcome done = insert(number, *p, now); !done) return done.error();
    Result<RowNumbers> numbers = registry.numbers(p->layout);
    if (!numbers) return numbers.error();
    tally.keep(p->member, p->made_by, 1);
    tally.count(p->layout, *numbers, 1);
    Fresh f{number, p, {p, &p->reading}, *std::move(numbers), {}};
    const Result<std::int64_t> before = p->article.url.empty() ? Result<std::int64_t>(0) : older.bind(1, p->article.url).bind(2, number).number();
    if (!before) return before.error();
    if (*before != 0) {
      outcomes.back() = Added::new_version;
      f.older.push_back(*before);
      const Result<Kept> old = kept(*before);
      if (!old) return old.error();
      const Result<RowNumbers> its = registry.numbers(old->layout);
      if (!its) return its.error();
      tally.count(old->layout, *its, -1);
      if (Outcome done = replace_older.bind(1, number).bind(2, p->article.url).run(); !done) return done.error();
    }
    fresh.add(std::move(f));
  }
  return outcomes;
}

Result<std::vector<Added>> Archive::add(std::vector<std::shared_ptr<const Packed>> packed, const std::string& now) {
  Connection& c = *connection_;
  if (!c.in_transaction) {
    if (Outcome done = begin(Changes::additions); !done) return done.error();
    Result<std::vector<Added>> added = add(std::move(packed), now);
    const Outcome done = added ? commit() : rollback();
    return done ? std::move(added) : Result<std::vector<Added>>(done.error());
  }
  if (Outcome done = c.told(); !done) return done.error();
  constexpr std::size_t kManyArticles = 32;  // that are worth a thread
  const bool beside = c.only_added && packed.size() >= kManyArticles && c.stories.read_beside();
  const auto fresh = std::make_shared<Handing>(packed.size());
  const auto tell = [&c, fresh] {
    Outcome done = Done{};
    Fresh* f = nullptr;
    for (std::size_t i = 0; done && (f = fresh->wait_for(i)); ++i) {
      done = c.stories.added(f->number, *f->reading, f->older);
      f->reading.reset();
    }
    return done;
  };
  if (beside) c.telling = std::async(tell);
  Result<std::vector<Added>> outcomes = [&] {
    const std::unique_ptr<Handing, void (*)(Handing*)> closing(fresh.get(), [](Handing* handing) { handing->close(); });  // whatever happens
    return c.take_in(std::move(packed), now, *fresh);
  }();
  if (!outcomes) return outcomes.error();
  for (std::size_t i = 0; const Fresh* f = fresh->wait_for(i); ++i)
    if (Outcome done = c.insert_words_of(f->number, *f->packed); !done) return done.error();
  for (std::size_t i = 0; Fresh* f = fresh->wait_for(i); ++i) {
    if (Outcome done = write_rows(c.database, f->number, f->packed->layout, f->numbers); !done) return done.error();
    f->packed.reset();
  }
  if (!beside)
    if (Outcome done = tell(); !done) return done.error();
  return outcomes;
}

Result<bool> Archive::remove(const std::string& id, const std::string& reason, const std::string& now) {
  Connection& c = *connection_;
  if (Outcome done = c.told(); !done) return done.error();
  c.only_added = false;
  Result<Statement> found = c.database.prepare("SELECT article, url, title, text FROM article WHERE id = ?");
  if (!found) return found.error();
  found->bind(1, id);
  const Result<bool> row = found->step();
  if (!row) return row.error();
  if (!*row) return false;
  const std::int64_t number = found->integer(0);
  const std::string url(found->text(1));
  const std::string title(found->text(2));
  const Result<std::string> text = decompress(found->text(3));
  found->reset();
  if (!text) return text.error();
  const Result<Connection::Kept> kept = c.kept(number);
  if (!kept) return kept.error();
  // The version before this one stands in its place.
  Result<Statement> before = c.database.prepare("SELECT article FROM article WHERE replaced_by = ?");
  if (!before) return before.error();
  const Result<std::int64_t> older = before->bind(1, number).number();
  if (!older) return older.error();
  c.tally.keep(SetDigest::of(member_of(id, kept->record_digest)), kept->made_by, -1);
  c.tally.rewritten();
  if (kept->replaced_by == 0) {
    const Result<RowNumbers> numbers = c.registry.numbers(kept->layout);
    if (!numbers) return numbers.error();
    c.tally.count(kept->layout, *numbers, -1);
    if (*older) {
      const Result<Connection::Kept> again = c.kept(*older);
      if (!again) return again.error();
      const Result<RowNumbers> its = c.registry.numbers(again->layout);
      if (!its) return its.error();
      c.tally.count(again->layout, *its, 1);
    }
  }
  if (c.database.dialect() == Dialect::sqlite) {
    // What is taken out does not stay readable in pages that are free.
    if (Outcome done = c.database.run("PRAGMA secure_delete = ON"); !done) return done.error();
    Result<Statement> words = c.database.prepare("INSERT INTO words(words, rowid, title, text) VALUES('delete', ?, ?, ?)");
    if (!words) return words.error();
    if (Outcome done = words->bind(1, number).bind(2, title).bind(3, *text).run(); !done) return done.error();
  }
  if (Outcome done = c.stories.removing(number); !done) return done.error();
  if (Outcome done = delete_rows(c.database, number); !done) return done.error();
  if (Outcome done = c.database.run(fmt::format("UPDATE article SET replaced_by = {1} WHERE replaced_by = {0}; DELETE FROM article WHERE article = {0}", number,
                                                kept->replaced_by ? std::to_string(kept->replaced_by) : "NULL"));
      !done)
    return done.error();
  Result<Statement> grave = c.database.prepare("INSERT INTO removed VALUES(?, ?, ?, ?)");
  if (!grave) return grave.error();
  if (Outcome done = grave->bind(1, id).bind_or_null(2, url).bind(3, now).bind(4, reason).run(); !done) return done.error();
  if (Outcome done = c.stories.removed(); !done) return done.error();
  return true;
}

Outcome Archive::replace_record(const std::string& id, const std::string& record) {
  Connection& c = *connection_;
  if (Outcome done = c.told(); !done) return done;
  c.only_added = false;
  const Result<std::int64_t> number = c.known.bind(1, id).number();
  if (!number) return number.error();
  if (*number == 0) return Error{"there is no article with the id " + id};
  const Result<Layout> layout = lay_out(record);
  if (!layout) return layout.error();
  const Result<Connection::Kept> kept = c.kept(*number);
  if (!kept) return kept.error();
  const std::int64_t made_by = number_of(layout->made_by);
  const std::string digest = sha256_hex(record);
  const Result<RowNumbers> before = c.registry.numbers(kept->layout);
  const Result<RowNumbers> after = c.registry.numbers(*layout);
  if (!before) return before.error();
  if (!after) return after.error();
  c.tally.keep(SetDigest::of(member_of(id, kept->record_digest)), kept->made_by, -1);
  c.tally.keep(SetDigest::of(member_of(id, digest)), made_by, 1);
  c.tally.rewritten();
  if (kept->replaced_by == 0) c.tally.count(kept->layout, *before, -1);
  c.tally.count(*layout, *after, kept->replaced_by == 0 ? 1 : 0);
  if (Outcome done = delete_rows(c.database, *number); !done) return done;
  if (Outcome done = c.known_maker(layout->made_by, made_by); !done) return done;
  if (Outcome done = c.database.run("INSERT INTO manifest(key, value) VALUES('stories_stale', '1') ON CONFLICT(key) DO NOTHING"); !done) return done;
  Result<Statement> update = c.database.prepare(
      "UPDATE article SET record = ?, record_digest = ?, published = ?, published_from = ?, language = ?, characters = ?, made_by = ? WHERE article = ?");
  if (!update) return update.error();
  if (Outcome done = update->bind_blob(1, compress(record)).bind(2, digest).bind_or_null(3, layout->published).bind_or_null(4, layout->published_from)
                         .bind_or_null(5, layout->language).bind(6, layout->characters).bind(7, made_by).bind(8, *number).run();
      !done)
    return done;
  return write_rows(c.database, *number, *layout, *after);
}

Outcome Archive::rebuild_stories() {
  if (Outcome done = connection_->told(); !done) return done;
  connection_->only_added = false;
  connection_->tally.rewritten();  // who reads what is new alone reads all again
  return connection_->stories.rebuild();
}

Outcome Archive::rewrite() { return connection_->database.rewrite(); }

Result<bool> Archive::stories_are_stale() const {
  Result<Statement> found = connection_->database.prepare("SELECT (SELECT count(*) FROM manifest WHERE key = 'stories_stale') + "
                                                         "(SELECT count(*) FROM (SELECT 1 FROM article WHERE article NOT IN (SELECT article FROM story_article) LIMIT 1) t)");
  if (!found) return found.error();
  const Result<std::int64_t> stale = found->number();
  if (!stale) return stale.error();
  return *stale > 0;
}

Result<ArchiveState> Archive::state() const {
  Result<Statement> counts = connection_->database.prepare(
      "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM removed), (SELECT count(*) FROM event), (SELECT count(*) FROM quote)");
  if (!counts) return counts.error();
  const Result<bool> row = counts->step();
  if (!row) return row.error();
  return ArchiveState{counts->integer(0), counts->integer(1), counts->integer(2), counts->integer(3)};
}

}  // namespace vedette
