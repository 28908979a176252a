#pragma once
// A report as it came in, before anything is done to it.

#include <string>

namespace vedette {

// Everything but `text` may be empty. All strings are as given; `text` may hold invalid UTF-8 (page mends it).
struct Article {
  std::string id;         // the id that the source gave it; the record's own id is the SHA-256 of `text`
  std::string text;       // the raw text; every position in a report counts from its start
  std::string title;
  std::string url;
  std::string site;
  std::string published;  // as given: an ISO date or date-time, not yet checked
  std::string author;     // as the source names them, "By" left off
  std::string language;   // BCP 47, as given
  std::string page_digest;  // SHA-256 of the web page that `text` was taken from, hex; else empty
  std::string where;      // "file.jsonl:12", for messages
};

}  // namespace vedette
