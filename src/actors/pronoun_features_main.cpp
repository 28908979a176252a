// Writes what every pronoun of some texts could mean, with features, for training/pronouns/fit.py.
//   pronoun_features DATA MODEL < articles.jsonl > features.jsonl       (articles: {"id", "text"})
// DATA is the folder of world.bin and words.marisa.

#include <fmt/format.h>
#include <simdjson.h>

#include <iostream>
#include <string>
#include <vector>

#include "actors/reading.h"
#include "base/utf8.h"
#include "grammar/model.h"
#include "page/words.h"

namespace vedette::who {
namespace {

std::string span_of(const Page& page, const CodePointIndex& index, Span span) {
  const RawSpan raw = page.map.raw(span);
  return fmt::format("[{},{}]", index.at_byte(raw.begin), index.at_byte(raw.end));
}

std::string list_of(const std::vector<std::string>& items) { return fmt::format("[{}]", fmt::join(items, ",")); }

// One JSON object: for each actor the spans of its mentions, for each pronoun its antecedents.
std::string features(const Article& article, const Model& model, const World& world, const Words& words) {
  const Page page = lay_out(article, world, words);
  const Grammar grammar = parse(page, model, world);
  const CodePointIndex index(article.text);
  std::vector<std::pair<std::uint32_t, std::vector<Antecedent>>> weighed;
  Reading r(page, grammar, world);
  r.weighed = &weighed;
  find_names(r);
  settle_names(r);
  world_roles(r);
  find_descriptions(r);
  for (std::uint32_t i = 0; i < r.candidates.size(); ++i) resolve(r, i);

  std::vector<std::vector<std::string>> spans(r.actors.size());
  for (const Candidate& c : r.candidates) {
    if (c.silent || c.form == Form::pronoun) continue;
    for (const ActorId id : c.actors) spans[id.value].push_back(span_of(page, index, grammar.span(c.begin, c.end)));
  }
  std::vector<std::string> all_spans, pronouns;
  for (const auto& of_actor : spans) all_spans.push_back(list_of(of_actor));
  for (const auto& [i, antecedents] : weighed) {
    const Candidate& c = r.candidates[i];
    std::vector<std::string> items;
    for (const Antecedent& a : antecedents) {
      std::vector<std::uint32_t> ids;
      for (const ActorId id : a.actors) ids.push_back(id.value);
      items.push_back(fmt::format("{{\"actors\":[{}],\"features\":[{}]}}", fmt::join(ids, ","), fmt::join(a.features, ",")));
    }
    const bool owner = grammar.tokens[c.head].relation == Relation::nmod_poss;
    const char* kind = c.pronoun->sex == 'n' ? "thing" : c.pronoun->number == 'p' ? "group" : owner ? "owner" : "person";
    pronouns.push_back(fmt::format("{{\"span\":{},\"kind\":\"{}\",\"antecedents\":{}}}", span_of(page, index, grammar.span(c.begin, c.end)),
                                   kind, list_of(items)));
  }
  return fmt::format("{{\"id\":\"{}\",\"spans\":{},\"pronouns\":{}}}\n", article.id, list_of(all_spans), list_of(pronouns));
}

int run(const std::string& data, const std::string& model_path) {
  const Result<Model> model = Model::open(model_path);
  const Result<World> world = World::open(data + "/world.bin");
  const Result<Words> words = Words::open(data + "/words.marisa");
  if (!model) return fmt::print(stderr, "{}\n", model.error().message), 1;
  if (!world) return fmt::print(stderr, "{}\n", world.error().message), 1;
  if (!words) return fmt::print(stderr, "{}\n", words.error().message), 1;
  simdjson::dom::parser parser;
  for (std::string line; std::getline(std::cin, line);) {
    const simdjson::dom::element row = parser.parse(line);
    Article article;
    article.id = std::string(row["id"].get_string().value());
    article.text = std::string(row["text"].get_string().value());
    std::cout << features(article, *model, *world, *words);
  }
  return 0;
}

}  // namespace
}  // namespace vedette::who

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: pronoun_features DATA MODEL < articles.jsonl > features.jsonl\n");
    return 2;
  }
  return vedette::who::run(argv[1], argv[2]);
}
