#pragma once
// The engine: an article in, a report out. Safe to share between threads once it is open.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vedette/article.h"
#include "vedette/report.h"
#include "vedette/result.h"

namespace vedette {

struct Reading;
struct MadeBy;
class World;

// What the engine knows, and what the user adds to it.
struct EngineOptions {
  std::string data_folder;                  // holds world.bin, words.marisa, english.model and lexicon/
  std::vector<std::string> user_worlds;     // tables of the world, or PETRARCH dictionaries
  std::vector<std::string> user_lexicons;
};

class Engine {
 public:
  static Result<Engine> open(const EngineOptions& options);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // The walk through the rooms. The same article, knowledge and version give the same reading.
  Reading read(const Article& article, Step until = Step::report) const;
  std::string write(const Reading& reading, Format format) const;  // with its line end
  // Why an event ("e3") of the article stands as it does; an Error where there is no such event.
  Result<std::string> explain(const Article& article, std::string_view event) const;

  const World& world() const;
  MadeBy made_by() const;
  const std::vector<std::string>& refused_rows() const;  // rows of the user's files that were not taken, with file and line

 private:
  struct Knowledge;
  explicit Engine(std::unique_ptr<Knowledge> knowledge);
  std::unique_ptr<Knowledge> knowledge_;
};

}  // namespace vedette
