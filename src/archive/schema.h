#pragma once
// The archive's format on disk, written down in docs/archive.md. Changing it means a new format number and a migration.

namespace vedette {

inline constexpr int kArchiveFormat = 2;
inline constexpr int kApplicationId = 0x56444554;  // "VDET": tells an archive from any other SQLite file

inline constexpr const char* kSchema = R"sql(
CREATE TABLE manifest(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
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
  record_digest TEXT NOT NULL           -- SHA-256 of that line
) STRICT;
CREATE INDEX article_url ON article(url) WHERE url IS NOT NULL;
CREATE INDEX article_published ON article(published);
CREATE TABLE removed(id TEXT PRIMARY KEY, url TEXT, removed TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE actor(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  actor INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, entity TEXT, country TEXT, sectors TEXT NOT NULL, cameo TEXT,
  mentions INTEGER NOT NULL,
  PRIMARY KEY(article, actor)) STRICT, WITHOUT ROWID;
CREATE INDEX actor_entity ON actor(entity) WHERE entity IS NOT NULL;
CREATE INDEX actor_name ON actor(name);
CREATE TABLE place(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  place INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT, latitude REAL, longitude REAL, geonames INTEGER,
  PRIMARY KEY(article, place)) STRICT, WITHOUT ROWID;
CREATE INDEX place_country ON place(country);
CREATE VIRTUAL TABLE place_where USING rtree(id, south, north, west, east, +article INTEGER, +place INTEGER);
CREATE TABLE quote(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  quote INTEGER NOT NULL, kind TEXT NOT NULL, speaker INTEGER, begin INTEGER NOT NULL, "end" INTEGER NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY(article, quote)) STRICT, WITHOUT ROWID;
CREATE TABLE event(
  article INTEGER NOT NULL REFERENCES article(article) ON DELETE CASCADE,
  event INTEGER NOT NULL, type TEXT NOT NULL, mode TEXT, cameo TEXT NOT NULL, goldstein REAL NOT NULL, quad INTEGER NOT NULL,
  status TEXT NOT NULL, date TEXT, day TEXT, place INTEGER, said_by INTEGER, confidence REAL NOT NULL,
  trigger_begin INTEGER NOT NULL, trigger_end INTEGER NOT NULL, sentence_begin INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  PRIMARY KEY(article, event)) STRICT, WITHOUT ROWID;
CREATE INDEX event_day ON event(day);
CREATE INDEX event_type ON event(type, day);
CREATE TABLE event_actor(
  article INTEGER NOT NULL, event INTEGER NOT NULL, side TEXT NOT NULL CHECK(side IN ('source', 'target')), actor INTEGER NOT NULL,
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
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize="unicode61 remove_diacritics 2");
)sql";

}  // namespace vedette
