// The tools, written down once: their list for the assistant and their way into the API are made from this table. Test: tests/mcp.py.
#include "mcp/tools.h"

namespace vedette {
namespace {

constexpr ToolParameter kSince = {"since", "string", "First day, YYYY-MM-DD"};
constexpr ToolParameter kUntil = {"until", "string", "Last day, YYYY-MM-DD"};
constexpr ToolParameter kText = {"text", "string", "Words that the article holds; \"a phrase\", OR, NOT and word* as SQLite's FTS5 takes them"};
constexpr ToolParameter kLimit = {"limit", "integer", "The most items; 20 by default"};
constexpr ToolParameter kAfter = {"after", "string", "`next` of the answer before, for more of the same list"};
constexpr ToolParameter kStory = {"story", "integer", "Number of a story"};
constexpr ToolParameter kSite = {"site", "string", "The outlet, as the articles name it"};

constexpr ToolParameter kEvents[] = {
    {"who", "string", "Who did it: a name, a key such as state:LTU, or a state's three letters"},
    {"to_whom", "string", "To whom, in the same way"},
    {"any", "string", "Somebody on either side"},
    {"said_by", "string", "In whose mouth it stands"},
    {"type", "string", "PLOVER type: AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT"},
    {"status", "string", "happened, ongoing, scheduled, pledged, called-for, conditional, denied or hypothetical"},
    {"country", "string", "State where it took place, three letters"},
    {"place", "string", "Name of the place"},
    kSince, kUntil, kText, kSite, kStory, kLimit, kAfter};
constexpr ToolParameter kQuotes[] = {{"speaker", "string", "Who said it: a name or a key"},
                                     {"about", "string", "Whom the quote names"},
                                     kSince, kUntil, kText, kSite, kStory, kLimit, kAfter};
constexpr ToolParameter kActors[] = {{"text", "string", "A part of the name"},
                                     {"kind", "string", "state, body, person, group…"},
                                     {"country", "string", "Three letters"},
                                     kLimit, kAfter};
constexpr ToolParameter kActor[] = {{"actor", "string", "A key (state:LTU) or a name", true, true}, kSince, kUntil};
constexpr ToolParameter kStories[] = {kText, kSince, kUntil, {"sort", "string", "newest, or sources: the most widely told first"}, kLimit, kAfter};
constexpr ToolParameter kOneStory[] = {{"story", "integer", "Number of the story", true, true}};
constexpr ToolParameter kCommitments[] = {{"by", "string", "Who promised: a name or a key"},
                                          {"to", "string", "To whom"},
                                          {"state", "string", "kept, broken or open"},
                                          {"due_since", "string", "Due on this day or later"},
                                          {"due_until", "string", "Due on this day or earlier"},
                                          kSince, kUntil, kLimit, kAfter};
constexpr ToolParameter kCalendar[] = {{"any", "string", "Somebody who takes part"},
                                       {"type", "string", "PLOVER type"},
                                       {"state", "string", "ahead, took-place and the like: whether later reports say that it took place"},
                                       kSince, kUntil, kLimit, kAfter};
constexpr ToolParameter kArticle[] = {{"id", "string", "The article's id, as other answers give it", true, true}};

constexpr Tool kTools[] = {
    {"search_events", "Events", "Who did what to whom, when and where. Each event carries the words that it rests on, the address of the article, their span in its raw text, and how many independent sources tell of it.",
     "events", kEvents},
    {"search_quotes", "Quotes", "What was said by whom, to the letter, with its article and span. A quote is a claim of its speaker.", "quotes", kQuotes},
    {"search_actors", "Actors", "States, bodies, persons and groups that the archive's articles name, the most reported first.", "actors", kActors},
    {"get_actor", "One actor", "Roles over time, what an actor did, what was done to it, its quotes and its network.", "actors", kActor},
    {"search_stories", "Stories", "Happenings, each with the reports that tell of it and the number of its independent sources.", "stories", kStories},
    {"get_story", "One story", "A story's reports, independent sources, copies, merged events, and what its reports disagree on, each value with its words.", "stories", kOneStory},
    {"search_commitments", "Commitments", "Who promised what to whom, due when, and whether later reports say that it was kept.", "commitments", kCommitments},
    {"search_calendar", "Announced events", "What was announced for which day, and whether later reports say that it took place.", "calendar", kCalendar},
    {"get_article", "One article", "An article's raw text and its whole record (vedette/report/1); spans count code points of that text.", "articles", kArticle},
};

}  // namespace

std::span<const Tool> assistant_tools() { return kTools; }

}  // namespace vedette
