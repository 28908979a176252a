// Articles in and out of the archive: packing, the article's own row, finding. Doors: Archive::pack, each, find. Test: tests/archive.py.
#include <simdjson.h>

#include <fmt/format.h>

#include "archive/compress.h"
#include "archive/connection.h"
#include "archive/json_string.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "report/record_view.h"

namespace vedette {
namespace {

constexpr std::size_t kMostWords = 400'000;  // bytes; PostgreSQL takes a megabyte of lexemes with their places

// What was given with the article, so that it can be read again to the same bytes.
std::string given_of(const Article& a) {
  return fmt::format(R"({{"id":{},"title":{},"url":{},"site":{},"published":{},"language":{},"page":{}}})", json_string(a.id), json_string(a.title),
                     json_string(a.url), json_string(a.site), json_string(a.published), json_string(a.language), json_string(a.page_digest));
}

Result<Article> article_of(std::string_view text, std::string_view given) {
  simdjson::dom::parser parser;
  simdjson::dom::object fields;
  if (parser.parse(simdjson::padded_string(given)).get(fields) != simdjson::SUCCESS) return Error{"an article's metadata is damaged"};
  const auto take = [&](std::string_view key) {
    std::string_view value;
    return fields[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
  };
  Article article;
  article.text = text;
  article.id = take("id"), article.title = take("title"), article.url = take("url"), article.site = take("site");
  article.published = take("published"), article.language = take("language"), article.page_digest = take("page");
  return article;
}


struct Row {
  std::int64_t number = 0;
  Article article;
  std::string record;
};

// From a row of: article, text, given, record.
Result<Row> unpack(const Statement& row) {
  const Result<std::string> text = decompress(row.text(1));
  if (!text) return text.error();
  Result<std::string> record = decompress(row.text(3));
  if (!record) return record.error();
  Result<Article> article = article_of(*text, row.text(2));
  if (!article) return article.error();
  return Row{row.integer(0), *std::move(article), *std::move(record)};
}

}  // namespace

Result<std::shared_ptr<const Packed>> Archive::pack(Article article, const std::string& record) {
  const Result<RecordView> view = RecordView::of(record);
  if (!view) return view.error();
  Result<Layout> layout = lay_out(*view);
  if (!layout) return layout.error();
  auto packed = std::make_shared<Packed>();
  packed->id = sha256_hex(article.text);
  packed->given = given_of(article);
  packed->text = compress(article.text);
  packed->record = compress(record);
  packed->record_digest = sha256_hex(record);
  packed->member = SetDigest::of(member_of(packed->id, packed->record_digest));
  packed->made_by = number_of(layout->made_by);
  packed->layout = *std::move(layout);
  packed->reading = story_reading(article.text, told_by(*view));
  packed->article = std::move(article);
  return std::shared_ptr<const Packed>(std::move(packed));
}

std::size_t Archive::memory_of(const Packed& p) {
  constexpr std::size_t kArticle = 3'500, kRow = 270;  // of itself; of an item in the layout, and the same of it as stories have it
  const Layout& l = p.layout;
  const std::size_t items = l.actors.size() + l.places.size() + l.quotes.size() + l.events.size() + l.commitments.size() + l.doubts.size();
  return kArticle + p.article.text.size() + p.text.size() + p.record.size() + 2 * kRow * items + p.reading.print.terms.size() * sizeof(Term);
}

std::pair<std::string, std::string> indexed_words(Dialect dialect, std::string_view title, std::string_view text) {
  if (dialect == Dialect::sqlite) return {std::string(title), std::string(text)};
  return {fold(title), fold(text.substr(0, kMostWords))};
}

Outcome Archive::Connection::insert(std::int64_t number, const Packed& p, const std::string& now) {
  if (Outcome done = known_maker(p.layout.made_by, p.made_by); !done) return done;
  const Layout& l = p.layout;
  return database.put("article", {number, p.id, or_null(p.article.id), or_null(p.article.url), or_null(l.title), or_null(p.article.site), or_null(l.published),
                                  or_null(l.published_from), or_null(l.language), l.characters, now, Cell(), p.given, Blob{p.text}, Blob{p.record}, p.record_digest,
                                  p.made_by});
}

Outcome Archive::Connection::insert_words_of(std::int64_t number, const Packed& p) {
  const auto [title, text] = indexed_words(database.dialect(), p.layout.title, p.article.text);
  return insert_words.bind(1, number).bind(2, title).bind(3, text).run();
}

Outcome Archive::each(const std::function<Outcome(const Article&, const std::string&)>& visit) const {
  // A hundred at a time: the archive may change between them.
  Result<Statement> some = connection_->database.prepare("SELECT article, text, given, record FROM article WHERE article > ? ORDER BY article LIMIT 100");
  if (!some) return some.error();
  std::int64_t last = 0;
  std::vector<Row> rows;
  do {
    rows.clear();
    some->bind(1, last);
    while (true) {
      const Result<bool> row = some->step();
      if (!row) return row.error();
      if (!*row) break;
      Result<Row> unpacked = unpack(*some);
      if (!unpacked) return Error{fmt::format("{}: article {}: {}; `vedette verify` says what is well", connection_->database.path(), some->integer(0), unpacked.error().message)};
      rows.push_back(*std::move(unpacked));
    }
    some->reset();
    for (const Row& row : rows)
      if (Outcome done = visit(row.article, row.record); !done) return done;
    if (!rows.empty()) last = rows.back().number;
  } while (!rows.empty());
  return Done{};
}

Result<std::optional<std::pair<Article, std::string>>> Archive::find(const std::string& id) const {
  using Found = std::optional<std::pair<Article, std::string>>;
  Result<Statement> found = connection_->database.prepare(
      "SELECT article, text, given, record FROM article WHERE (id >= ?1 AND id < ?1 || 'g') OR given_id = ?1 ORDER BY article LIMIT 2");
  if (!found) return found.error();
  found->bind(1, id);
  Result<bool> row = found->step();
  if (!row) return row.error();
  if (!*row) return Found();
  Result<Row> unpacked = unpack(*found);
  if (!unpacked) return unpacked.error();
  row = found->step();
  if (!row) return row.error();
  if (*row) return Error{"several articles have an id that begins with " + id + "; give more of it"};
  return Found(std::pair(std::move(unpacked->article), std::move(unpacked->record)));
}

}  // namespace vedette
