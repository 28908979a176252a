#pragma once
// Quotes: who said it. Direct and partial quotes stand between marks; indirect ones are reported clauses.

#include <optional>
#include <string>
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

enum class QuoteKind : std::uint8_t { direct, partial, indirect };

struct Quote {
  QuoteKind kind = QuoteKind::direct;
  Span span;                       // inside the marks; of an indirect quote the reported clause
  ActorId speaker;                 // none where the text does not say
  TokenId cue;                     // "said", "according"; none where it is carried from the quote before
  std::vector<ActorId> audience;   // "told reporters"
  TimeId time;                     // when and where it was said
  PlaceId place;
  QuoteId inside;                  // the quote that this one stands in; none at the top
  std::vector<ActorId> unclear;    // candidates where the speaker is in doubt
  bool doubtful = false;           // the text does not settle the speaker
};

struct Quotes {
  IdVector<QuoteId, Quote> quotes;  // in order of their spans
  std::vector<QuoteId> of_token;    // the innermost quote that covers a token; one entry a token
};

// Words that report speech, from lexicon/cues.tsv: lemma, and how it goes ("said", "told", "according to").
class Cues;

Quotes find_quotes(const Page& page, const Grammar& grammar, const Actors& actors, const Times& times, const Places& places,
                   const Cues& cues);

}  // namespace vedette
