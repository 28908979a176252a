#pragma once
// The stories of an archive: a list of them, and all that is known of one.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "vedette/result.h"

namespace vedette {

// What to look for; empty fields ask for anything.
struct StoryQuery {
  std::string since, until;     // days of the story's reports, YYYY-MM-DD
  std::string who;              // an actor of its reports: a name, a key (state:LTU) or a state code
  std::string text;             // words that one of its reports holds, as FTS5 takes them
  std::int64_t limit = 100;
};

struct StoryRow {
  std::int64_t story = 0;
  std::string title, first_day, last_day;
  std::int64_t reports = 0, sources = 0, disagreements = 0;
};

struct StoryAccount {
  struct Report {
    std::string article, title, published, outlet, source, copy_of;
    bool replaced = false;      // a newer version stands at its address
  };
  struct Event {
    std::int64_t number = 0;
    std::string type, cameo, status, date, source, target, place, country, words;
    std::int64_t reports = 0, sources = 0;
  };
  struct Source {
    std::string name;
    std::int64_t reports = 0;
  };
  // Which event of the story an event of a report is.
  struct Mention {
    std::int64_t event = 0;        // of the story
    std::string article;
    std::int64_t article_event = 0;
  };
  // A value of something that the reports disagree on, or that a source has corrected itself in, with the words that say so.
  struct Value {
    std::int64_t disagreement = 0, event = 0;
    std::string kind, about, value, source, article, words;
    std::int64_t begin = 0, end = 0;  // code points of the article's text
    bool open = false, newer = false;
  };
  StoryRow story;
  std::vector<Report> reports;
  std::vector<Source> sources;
  std::vector<Event> events;
  std::vector<Mention> mentions;
  std::vector<Value> values;
};

// `archive` is a file or postgresql://…; the newest stories first.
Result<std::vector<StoryRow>> stories_of(const std::string& archive, const StoryQuery& query);
Result<std::optional<StoryAccount>> story_account(const std::string& archive, std::int64_t story);
// All stories, in the order of their numbers.
Outcome each_story(const std::string& archive, const std::function<Outcome(const StoryAccount& account)>& visit);

}  // namespace vedette
