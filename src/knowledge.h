#pragma once
// What the engine knows while it reads: all of it read only.

#include "doubts/doubts.h"
#include "events/lexicon.h"
#include "grammar/model.h"
#include "page/words.h"
#include "quotes/cues.h"
#include "vedette/engine.h"
#include "world/world.h"

namespace vedette {

struct Engine::Knowledge {
  World world;
  Words words;
  Model model;
  Cues cues;
  Lexicon lexicon;
  EventOrder order;
  std::vector<std::string> refused_rows;
};

}  // namespace vedette
