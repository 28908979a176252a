// Opens what the engine knows and gives it the user's additions. Door: Engine::open. Test: tests/command_line.py and tests/record_check.py.
#include "knowledge.h"

#include "engine.h"
#include "events/explain.h"
#include "vedette/version.h"

namespace vedette {

Engine::Engine(std::unique_ptr<Knowledge> knowledge) : knowledge_(std::move(knowledge)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const EngineOptions& options) {
  const std::string& folder = options.data_folder;
  Result<World> world = World::open(folder + "/world.bin");
  if (!world) return world.error();
  std::vector<std::string> refused;
  for (const std::string& path : options.user_worlds) {
    Result<std::vector<std::string>> rows = world->add_user_file(path);
    if (!rows) return rows.error();
    refused.insert(refused.end(), rows->begin(), rows->end());
  }
  Result<Words> words = Words::open(folder + "/words.marisa");
  if (!words) return words.error();
  Result<Model> model = Model::open(folder + "/english.model");
  if (!model) return model.error();
  Result<Cues> cues = Cues::load(folder + "/lexicon/cues.tsv");
  if (!cues) return cues.error();
  Result<Lexicon> lexicon = Lexicon::load(folder + "/lexicon", options.user_lexicons);
  if (!lexicon) return lexicon.error();
  Result<EventOrder> order = EventOrder::load(folder + "/lexicon/order.tsv");
  if (!order) return order.error();
  return Engine(std::make_unique<Knowledge>(Knowledge{*std::move(world), *std::move(words), *std::move(model), *std::move(cues),
                                                      *std::move(lexicon), *std::move(order), std::move(refused)}));
}

Result<std::string> Engine::explain(const Article& article, std::string_view event) const {
  const Reading reading = read(article);
  std::size_t number = 0;
  for (const char c : event.starts_with('e') ? event.substr(1) : std::string_view("x")) {
    if (c < '0' || c > '9' || number > reading.events.events.size()) return Error{"an event is named e1, e2, …; got '" + std::string(event) + "'"};
    number = 10 * number + static_cast<std::size_t>(c - '0');
  }
  if (number == 0 || number > reading.events.events.size())
    return Error{"the report has no event '" + std::string(event) + "'; it has " + std::to_string(reading.events.events.size())};
  return explain_event(*reading.page, reading.grammar, knowledge_->world, reading.actors, reading.places, reading.times, reading.quotes,
                       reading.events, EventId(number - 1), knowledge_->lexicon);
}

const World& Engine::world() const { return knowledge_->world; }

MadeBy Engine::made_by() const {
  return {kVersion, std::string(knowledge_->model.digest()), std::string(knowledge_->world.digest()),
          std::string(knowledge_->lexicon.digest())};
}

const std::vector<std::string>& Engine::refused_rows() const { return knowledge_->refused_rows; }

}  // namespace vedette
