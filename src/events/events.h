#pragma once
// Events: who did what to whom (PLOVER types, CAMEO codes), how real it is, when and where; what was promised; how actors stand.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/span.h"

namespace vedette {

struct Page;
struct Grammar;
struct Actors;
struct Times;
struct Places;
struct Quotes;
class World;
class Lexicon;

enum class Status : std::uint8_t { happened, ongoing, scheduled, pledged, called_for, conditional, denied, hypothetical };

struct Event {
  std::string_view type;                   // "CONSULT": views are into the lexicon, which must live as long
  std::string_view mode;                   // "meet"; empty where PLOVER has none
  std::vector<std::string_view> contexts;  // "military", "diplomatic"
  std::string_view cameo;                  // "036"
  double goldstein = 0;
  int quad = 0;  // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  std::vector<ActorId> source;
  std::vector<ActorId> target;
  std::string date;  // ISO value or range; empty where it is not known
  TimeId time;
  PlaceId place;
  Status status = Status::happened;
  ActorId said_by;  // none: the reporter
  QuoteId quote;
  SentenceId sentence;
  TokenId trigger_begin;  // tokens [trigger_begin, trigger_end)
  TokenId trigger_end;
  std::vector<Span> source_evidence;
  std::vector<Span> target_evidence;
  std::vector<Span> date_evidence;
  std::vector<Span> place_evidence;
  std::vector<Span> other_mentions;  // triggers of the same event told again
  double confidence = 0;
  std::uint32_t frame = 0;  // the frame of the lexicon that fired, for `explain`
  std::string why;          // how status and date were found, for `explain`
};

struct Commitment {
  ActorId by;
  std::vector<ActorId> to;
  Span what;
  std::string due;  // ISO value or empty
  EventId event;
};

struct ActorRelation {
  std::string type;  // "member-of", "allied-with", "leads", "part-of", "borders", "hosts", "at-war-with"
  ActorId from;
  ActorId to;
  std::string since;  // ISO or empty
  std::string until;
  std::optional<Span> span;  // none: the world says so
};

// What the confidence of an event rests on, by the names of lexicon/confidence.tsv.
using ConfidenceFeatures = std::vector<std::pair<std::string_view, double>>;

struct Events {
  IdVector<EventId, Event> events;  // in order of their triggers
  IdVector<EventId, ConfidenceFeatures> features;
  std::vector<Commitment> commitments;
  std::vector<ActorRelation> relations;
  std::vector<std::string> notes;  // a sentence that was capped, for a person
};

Events find_events(const Page& page, const Grammar& grammar, const World& world, const Actors& actors, const Places& places,
                   const Times& times, const Quotes& quotes, const Lexicon& lexicon);

}  // namespace vedette
