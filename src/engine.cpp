// The corridor: an article walks through the rooms once, front to back. Door: Engine. Test: tests/command_line.py and tests/record_check.py.
#include "engine.h"

#include "knowledge.h"
#include "report/card.h"
#include "report/record.h"

namespace vedette {

Reading Engine::read(const Article& article, Step until) const {
  const Knowledge& known = *knowledge_;
  Reading reading;
  reading.article = article;
  reading.until = until;
  reading.page = std::make_unique<const Page>(lay_out(article, known.world, known.words));
  const Page& page = *reading.page;
  if (until == Step::page) return reading;

  reading.grammar = parse(page, known.model, known.world);
  const Grammar& grammar = reading.grammar;
  if (until == Step::grammar) return reading;

  reading.actors = find_actors(page, grammar, known.world);
  reading.places = find_places(page, grammar, known.world);
  reading.times = find_times(page, grammar);
  if (until <= Step::times) return reading;

  reading.quotes = find_quotes(page, grammar, reading.actors, reading.times, reading.places, known.cues);
  if (until == Step::quotes) return reading;

  reading.events = find_events(page, grammar, known.world, reading.actors, reading.places, reading.times, reading.quotes,
                               known.lexicon);
  if (until == Step::events) return reading;

  reading.doubts = find_doubts({page, grammar, known.world, reading.actors, reading.places, reading.times, reading.quotes,
                                reading.events, known.order});
  return reading;
}

std::string Engine::write(const Reading& reading, Format format) const {
  if (format == Format::jsonl) return write_step(reading, knowledge_->world, made_by());
  return write_card(reading, knowledge_->world, format == Format::color_card);
}

}  // namespace vedette
