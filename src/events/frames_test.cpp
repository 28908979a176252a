// Every frame's test sentence, read with the model that is shipped.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "actors/actors.h"
#include "events/events.h"
#include "events/lexicon.h"
#include "events/made_for_test.h"
#include "grammar/grammar.h"
#include "grammar/model.h"
#include "page/page.h"
#include "page/words.h"
#include "places/places.h"
#include "quotes/cues.h"
#include "quotes/quotes.h"
#include "times/times.h"
#include "world/world.h"

namespace vedette {
namespace {

const std::string kData = VEDETTE_DATA;

bool names(const Page& page, const Actors& actors, const std::vector<ActorId>& who, const std::vector<Span>& evidence,
           std::string_view expected) {
  if (expected.empty()) return true;
  for (const Span span : evidence) {
    const std::string_view text = page.at(span);
    if (text.find(expected) != std::string_view::npos || expected.find(text) != std::string_view::npos) return true;
  }
  for (const ActorId id : who) {
    if (actors.actors[id].name.find(expected) != std::string::npos) return true;
  }
  return false;
}

TEST(FramesTest, TestSentencesAreReadAsExpected) {
  auto world = World::open(kData + "/world.bin");
  auto words = Words::open(kData + "/words.marisa");
  auto model = Model::open(kData + "/english.model");
  auto cues = Cues::load(std::string(VEDETTE_SOURCE) + "/lexicon/cues.tsv");
  auto lexicon = lexicon_with_bars();
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  if (!world || !words || !model || !cues) FAIL() << "no compiled world or model";
  std::size_t right = 0;
  std::string wrong;
  for (const Frame& frame : lexicon->frames()) {
    Article article;
    article.text = frame.test;
    article.published = "2023-06-29";
    const Page page = lay_out(article, *world, *words);
    const Grammar grammar = parse(page, *model, *world);
    const Actors actors = find_actors(page, grammar, *world);
    const Places places = find_places(page, grammar, *world);
    const Times times = find_times(page, grammar);
    const Quotes quotes = find_quotes(page, grammar, actors, times, places, *cues);
    const Events events = find_events(page, grammar, *world, actors, places, times, quotes, *lexicon);
    bool found = false;
    std::string given;
    for (const Event& event : events.events) {
      const EventType& type = lexicon->type(frame.type);
      found |= (event.type == type.name || event.type == type.future) &&
               names(page, actors, event.source, event.source_evidence, frame.expect_source) &&
               names(page, actors, event.target, event.target_evidence, frame.expect_target);
      given += fmt::format(" {}/{}/{}", event.type, event.source.size(), event.target.size());
    }
    right += found;
    if (!found)
      wrong += fmt::format("{}:{}: {} ({}){}\n", frame.file, frame.line, frame.test, lexicon->type(frame.type).name, given);
  }
  EXPECT_GE(right * 100, lexicon->frames().size() * 90)
      << right << " of " << lexicon->frames().size() << " are read as expected. Not these:\n"
      << wrong;
}

}  // namespace
}  // namespace vedette
