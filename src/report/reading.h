#pragma once
// A reading: what every room made of one article. The record is written from it.

#include <memory>
#include <string>

#include "actors/actors.h"
#include "doubts/doubts.h"
#include "events/events.h"
#include "grammar/grammar.h"
#include "page/page.h"
#include "places/places.h"
#include "quotes/quotes.h"
#include "times/times.h"
#include "vedette/article.h"
#include "vedette/report.h"

namespace vedette {

// Versions and digests that, with the article, fix the record to the byte.
struct MadeBy {
  std::string vedette;
  std::string model;
  std::string world;
  std::string lexicon;
};

struct Reading {
  Article article;
  Step until = Step::report;
  std::unique_ptr<const Page> page;  // stays where it is: the grammar looks into its text
  Grammar grammar;
  Actors actors;
  Places places;
  Times times;
  Quotes quotes;
  Events events;
  Doubts doubts;
};

}  // namespace vedette
