#pragma once
// Doubts: what does not fit together inside a report.

#include <string>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace vedette {

struct Page;
struct Grammar;
struct Actors;
struct Places;
struct Times;
struct Quotes;
struct Events;
class World;

struct Doubt {
  std::string kind;          // "date-conflict", "number-conflict", "unbalanced-quote", "unclear-speaker", "name-variant", "role-conflict"
  std::vector<Span> spans;
  std::string note;          // a sentence for a person
};

struct Doubts {
  std::vector<Doubt> doubts;
};

// What cannot come before what: a person is arrested before being sentenced. From lexicon/order.tsv (first, then: lemmas parted by |).
class EventOrder {
 public:
  static Result<EventOrder> load(const std::string& path);
  // Whether the deed with lemma `one` has to lie before that with lemma `other`, where both are done to the same actor.
  bool comes_before(std::string_view one, std::string_view other) const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;  // sorted
};

// What the rooms before have said is left to find what does not fit.
struct DoubtsInput {
  const Page& page;
  const Grammar& grammar;
  const World& world;
  const Actors& actors;
  const Places& places;
  const Times& times;
  const Quotes& quotes;
  const Events& events;
  const EventOrder& order;
};

Doubts find_doubts(const DoubtsInput& input);

}  // namespace vedette
