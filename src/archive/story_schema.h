#pragma once
// The story tables of the archive; docs/stories.md says how they are kept, docs/archive.md what they hold.

namespace vedette {

inline constexpr const char* kStorySchema = R"sql(
CREATE TABLE story(
  story INTEGER PRIMARY KEY,
  title TEXT,                           -- of its first report that has one
  first_day TEXT, last_day TEXT,        -- between them its reports were published
  reports INTEGER NOT NULL,             -- articles, copies too, but not the older versions of one address
  sources INTEGER NOT NULL,             -- independent ones: a wire report counts once, whatever the masthead
  disagreements INTEGER NOT NULL,
  events INTEGER NOT NULL) STRICT;      -- rows of story_event
CREATE INDEX story_last_day ON story(last_day);
CREATE TABLE story_article(
  article INTEGER PRIMARY KEY REFERENCES article(article) ON DELETE CASCADE,
  story INTEGER NOT NULL REFERENCES story(story) ON DELETE CASCADE,
  copy_of INTEGER REFERENCES article(article),  -- the first report of nearly this text
  outlet TEXT NOT NULL,                 -- who published it: the site, else the address's host, else the article's own number
  source TEXT NOT NULL,                 -- whose report it is: the agency credited, else the outlet of the text it copies, else its own
  signature BLOB NOT NULL, terms BLOB NOT NULL) STRICT;
CREATE INDEX story_article_story ON story_article(story);
CREATE INDEX story_article_copy ON story_article(copy_of) WHERE copy_of IS NOT NULL;
CREATE TABLE story_source(
  story INTEGER NOT NULL REFERENCES story(story) ON DELETE CASCADE,
  source TEXT NOT NULL, reports INTEGER NOT NULL,
  PRIMARY KEY(story, source)) STRICT, WITHOUT ROWID;
CREATE TABLE story_event(
  story INTEGER NOT NULL REFERENCES story(story) ON DELETE CASCADE,
  story_event INTEGER NOT NULL,
  type TEXT NOT NULL, cameo TEXT NOT NULL, status TEXT NOT NULL, date TEXT, day TEXT,
  source TEXT, target TEXT, place TEXT, country TEXT,
  words TEXT NOT NULL,                  -- the trigger in the first report
  reports INTEGER NOT NULL, sources INTEGER NOT NULL,
  article INTEGER NOT NULL, event INTEGER NOT NULL,  -- the first report of it, and which of its events it is
  last_article INTEGER NOT NULL,        -- the report that told it last
  parties TEXT NOT NULL,                -- by what the next report's events are compared with it, JSON
  PRIMARY KEY(story, story_event)) STRICT, WITHOUT ROWID;
CREATE TABLE story_event_source(
  story INTEGER NOT NULL, story_event INTEGER NOT NULL,
  source TEXT NOT NULL, reports INTEGER NOT NULL,
  PRIMARY KEY(story, story_event, source),
  FOREIGN KEY(story, story_event) REFERENCES story_event(story, story_event) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE story_event_mention(
  article INTEGER NOT NULL, event INTEGER NOT NULL, story INTEGER NOT NULL, story_event INTEGER NOT NULL,
  PRIMARY KEY(article, event),
  FOREIGN KEY(article, event) REFERENCES event(article, event) ON DELETE CASCADE) STRICT, WITHOUT ROWID;
CREATE TABLE story_claim(
  story INTEGER NOT NULL REFERENCES story(story) ON DELETE CASCADE,
  story_event INTEGER NOT NULL,         -- 0: the story as a whole
  kind TEXT NOT NULL, about TEXT NOT NULL, value TEXT NOT NULL,
  source TEXT NOT NULL,
  article INTEGER NOT NULL, begin INTEGER NOT NULL, "end" INTEGER NOT NULL,
  newer INTEGER NOT NULL,               -- 1 where the same source says otherwise in a newer report
  PRIMARY KEY(story, story_event, kind, about, value, source)) STRICT, WITHOUT ROWID;
CREATE TABLE story_dispute(
  story INTEGER NOT NULL REFERENCES story(story) ON DELETE CASCADE,
  story_event INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
  open INTEGER NOT NULL,                -- 1: sources disagree
  corrected INTEGER NOT NULL,           -- 1: a source has corrected itself
  left_out INTEGER NOT NULL,            -- claims that are not kept: of a value that many sources give, or that nobody gives any more
  PRIMARY KEY(story, story_event, kind, about)) STRICT, WITHOUT ROWID;
CREATE VIEW disagreement AS
  SELECT d.story, d.disagreement, d.story_event, c.kind, c.about, d.open, c.value, c.source, c.article, c.begin, c."end", c.newer, d.left_out
  FROM (SELECT story, row_number() OVER (PARTITION BY story ORDER BY story_event, kind, about) AS disagreement, story_event, kind, about, open, left_out
        FROM story_dispute WHERE open = 1 OR corrected = 1) d
  JOIN story_claim c ON c.story = d.story AND c.story_event = d.story_event AND c.kind = d.kind AND c.about = d.about;
CREATE TABLE story_counted(
  story INTEGER NOT NULL REFERENCES story(story) ON DELETE CASCADE,
  about TEXT NOT NULL, article INTEGER NOT NULL, story_event INTEGER NOT NULL,
  PRIMARY KEY(story, about)) STRICT, WITHOUT ROWID;
-- Keys are spread at random over their tables (gathered.h).
CREATE TABLE story_band(band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(band, article)) STRICT, WITHOUT ROWID;
CREATE TABLE story_key(term INTEGER NOT NULL, day INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY(term, day, story)) STRICT, WITHOUT ROWID;
CREATE TABLE story_band_new(band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(band, article)) STRICT, WITHOUT ROWID;
CREATE TABLE story_key_new(term INTEGER NOT NULL, day INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY(term, day, story)) STRICT, WITHOUT ROWID;
CREATE TABLE story_term(term INTEGER PRIMARY KEY, articles INTEGER NOT NULL) STRICT;
CREATE TABLE story_centre(story INTEGER PRIMARY KEY REFERENCES story(story) ON DELETE CASCADE, terms BLOB NOT NULL, compared BLOB NOT NULL) STRICT;
)sql";

}  // namespace vedette
