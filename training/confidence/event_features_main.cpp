// Writes what the confidence of every event of some texts rests on, for training/confidence/fit.py.
//   event_features DATA < articles.jsonl > features.jsonl       (articles: {"id", "text", "published"})
// DATA is the folder of model, world and lexicon; set `least` in its lexicon/confidence.tsv to 0 to see every event.

#include <fmt/format.h>
#include <simdjson.h>

#include <iostream>
#include <string>

#include "base/utf8.h"
#include "engine.h"

namespace vedette {
namespace {

int run(const std::string& folder) {
  const Result<Engine> engine = Engine::open({.data_folder = folder, .user_worlds = {}, .user_lexicons = {}});
  if (!engine) return fmt::print(stderr, "{}\n", engine.error().message), 1;
  simdjson::dom::parser parser;
  for (std::string line; std::getline(std::cin, line);) {
    const simdjson::dom::element row = parser.parse(line);
    Article article;
    article.id = std::string(row["id"].get_string().value());
    article.text = std::string(row["text"].get_string().value());
    std::string_view published;
    if (!row["published"].get(published)) article.published = std::string(published);
    const Reading reading = engine->read(article, Step::events);
    const Events& found = reading.events;
    const CodePointIndex index(article.text);
    std::string events;
    for (std::size_t i = 0; i < found.events.size(); ++i) {
      const Event& event = found.events[EventId(i)];
      std::string features;
      for (const auto& [name, value] : found.features[EventId(i)]) {
        features += fmt::format("{}\"{}\":{:.4g}", features.empty() ? "" : ",", name, value);
      }
      const RawSpan raw = reading.page->map.raw(reading.grammar.span(event.trigger_begin, event.trigger_end));
      events += fmt::format("{}{{\"trigger\":[{},{}],\"features\":{{{}}}}}", events.empty() ? "" : ",", index.at_byte(raw.begin),
                            index.at_byte(raw.end), features);
    }
    std::cout << fmt::format("{{\"id\":\"{}\",\"events\":[{}]}}\n", article.id, events);
  }
  return 0;
}

}  // namespace
}  // namespace vedette

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: event_features DATA < articles.jsonl > features.jsonl\n");
    return 2;
  }
  return vedette::run(argv[1]);
}
