#pragma once
// The archive's format on disk, written down in docs/archive.md. Changing it means a new format number; format.cpp brings older ones
// up to it by laying the records out anew, and tests/archive_formats.py keeps archives of older formats to try that with.

namespace vedette {

inline constexpr int kArchiveFormat = 5;
inline constexpr int kApplicationId = 0x56444554;  // "VDET": tells an archive from any other SQLite file

// What cannot be made again.
inline constexpr const char* kArticleSchema = R"sql(
CREATE TABLE manifest(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE made_by(
  made_by INTEGER PRIMARY KEY,
  vedette TEXT NOT NULL, model TEXT NOT NULL, world TEXT NOT NULL, lexicon TEXT NOT NULL,  -- a version and three digests
  articles INTEGER NOT NULL) STRICT;
CREATE TABLE article(
  article INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,              -- SHA-256 of the raw text
  given_id TEXT, url TEXT, title TEXT, site TEXT,
  published TEXT, published_from TEXT, language TEXT,
  characters INTEGER NOT NULL,
  added TEXT NOT NULL,
  replaced_by INTEGER REFERENCES article(article),   -- the newer version at the same address
  given TEXT NOT NULL,                  -- the article's metadata as given, JSON
  text BLOB NOT NULL,                   -- the raw text, zstd
  record BLOB NOT NULL,                 -- the vedette/report/1 line, zstd
  record_digest TEXT NOT NULL,          -- SHA-256 of that line
  made_by INTEGER NOT NULL REFERENCES made_by(made_by)
) STRICT;
CREATE INDEX article_url ON article(url) WHERE url IS NOT NULL;
CREATE INDEX article_published ON article(published);
CREATE INDEX article_given_id ON article(given_id) WHERE given_id IS NOT NULL;
CREATE INDEX article_replaced_by ON article(replaced_by) WHERE replaced_by IS NOT NULL;
CREATE TABLE removed(id TEXT PRIMARY KEY, url TEXT, removed TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
)sql";

// What is laid out from the records.
inline constexpr const char* kRowSchema = R"sql(
CREATE TABLE party(
  party INTEGER PRIMARY KEY,            -- one for each entity, and for each name and country of those without
  name TEXT NOT NULL, entity TEXT, country TEXT,
  reports INTEGER NOT NULL, mentions INTEGER NOT NULL) STRICT;  -- reports is 0 for those of older versions alone
CREATE INDEX party_reports ON party(reports);
CREATE INDEX party_entity ON party(entity) WHERE entity IS NOT NULL;
CREATE INDEX party_country ON party(country, reports) WHERE country IS NOT NULL;
-- The names of parties are spread at random over their table (gathered.h).
CREATE TABLE party_alias(
  folded TEXT NOT NULL, party INTEGER NOT NULL REFERENCES party(party) ON DELETE CASCADE,
  PRIMARY KEY(folded, party)) STRICT, WITHOUT ROWID;
CREATE TABLE party_alias_new(
  folded TEXT NOT NULL, party INTEGER NOT NULL REFERENCES party(party) ON DELETE CASCADE,
  PRIMARY KEY(folded, party)) STRICT, WITHOUT ROWID;
CREATE INDEX party_alias_party ON party_alias(party);
CREATE INDEX party_alias_new_party ON party_alias_new(party);
CREATE VIEW party_name AS SELECT folded, party FROM party_alias UNION ALL SELECT folded, party FROM party_alias_new;
CREATE TABLE location(
  location INTEGER PRIMARY KEY,         -- one for each combination of what follows
  name TEXT NOT NULL, folded TEXT NOT NULL, country TEXT, latitude REAL, longitude REAL, geonames INTEGER) STRICT;
CREATE INDEX location_folded ON location(folded);
CREATE TABLE actor(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  actor INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, entity TEXT, country TEXT, sectors TEXT NOT NULL, cameo TEXT,
  mentions INTEGER NOT NULL, party INTEGER NOT NULL,
  PRIMARY KEY(article, actor)) STRICT, WITHOUT ROWID;
CREATE TABLE place(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  place INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT, latitude REAL, longitude REAL, geonames INTEGER,
  location INTEGER NOT NULL,
  PRIMARY KEY(article, place)) STRICT, WITHOUT ROWID;
CREATE TABLE quote(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  quote INTEGER NOT NULL, kind TEXT NOT NULL, speaker INTEGER, begin INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
  party INTEGER,
  PRIMARY KEY(article, quote)) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  event INTEGER NOT NULL, type TEXT NOT NULL, mode TEXT, cameo TEXT NOT NULL, goldstein REAL NOT NULL, quad INTEGER NOT NULL,
  status TEXT NOT NULL, date TEXT, day TEXT, place INTEGER, said_by INTEGER, confidence REAL NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL, sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  location INTEGER, country TEXT,
  PRIMARY KEY(article, event)) STRICT, WITHOUT ROWID;
CREATE TABLE event_actor(
  article INTEGER NOT NULL, event INTEGER NOT NULL, side TEXT NOT NULL CHECK(side IN ('source', 'target')), actor INTEGER NOT NULL,
  party INTEGER NOT NULL, country TEXT, day TEXT,
  PRIMARY KEY(article, event, side, actor),
  FOREIGN KEY(article, event) REFERENCES event(article, event) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE commitment(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  commitment INTEGER NOT NULL, by_actor INTEGER, words TEXT NOT NULL, due TEXT, event INTEGER, begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY(article, commitment)) STRICT, WITHOUT ROWID;
CREATE TABLE doubt(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  doubt INTEGER NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY(article, doubt)) STRICT, WITHOUT ROWID;
)sql";

// Indexes in which what comes last stands last, whatever its day: adding writes few of their pages. They hold the day, so that rows that
// are few are put in order without looking at the events; where they are many, the events are gone through by day.
inline constexpr const char* kOrderSchema = R"sql(
CREATE INDEX quote_party ON quote(party) WHERE party IS NOT NULL;
CREATE INDEX event_day ON event(day, article, event);
CREATE INDEX event_type ON event(type, article, event, day);
CREATE INDEX event_country ON event(country, article, event, day) WHERE country IS NOT NULL;
CREATE INDEX event_location ON event(location, article, event, day) WHERE location IS NOT NULL;
CREATE INDEX event_actor_party ON event_actor(party, side, article, event, day);
CREATE INDEX event_actor_country ON event_actor(country, side, article, event, day) WHERE country IS NOT NULL;
)sql";

inline constexpr const char* kSqliteSchema = R"sql(
CREATE VIRTUAL TABLE location_where USING rtree(location, south, north, west, east);
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 2");
INSERT INTO words(words, rank) VALUES('hashsize', 8388608);
)sql";

inline constexpr const char* kPostgresqlSchema = R"sql(
CREATE INDEX location_where ON location(latitude, longitude);
CREATE TABLE words(article BIGINT PRIMARY KEY REFERENCES article(article) ON DELETE CASCADE, lexemes TSVECTOR NOT NULL);
CREATE INDEX words_lexemes ON words USING GIN(lexemes);
)sql";

}  // namespace vedette
