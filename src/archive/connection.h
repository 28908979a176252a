#pragma once
#include "archive/database.h"
#include "archive/story_keeper.h"
#include "vedette/archive.h"

namespace vedette {

// The statements of adding are prepared once an archive.
struct Archive::Connection {
  Database database;
  Statement known, tombstone, insert_article, older, replace_older, insert_words;
  Statement actor, place, where, quote, event, event_actor, commitment, doubt;
  StoryKeeper stories{database};
  bool in_transaction = false;
};

// Writes the rows of a record under `article`; `connection` has its statements prepared.
Outcome write_rows(Archive::Connection& connection, std::int64_t article, const std::string& record);
Outcome delete_rows(const Database& database, std::int64_t article);
Outcome prepare_adding(Archive::Connection& connection);

}  // namespace vedette
