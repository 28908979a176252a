#pragma once
// The compiled world and word list that the tests of this room ask; opened once.

#include <gtest/gtest.h>

#include "page/words.h"
#include "world/world.h"

namespace vedette {

inline const World& test_world() {
  static const World world = [] {
    Result<World> opened = World::open(VEDETTE_DATA "/world.bin");
    if (!opened) throw std::runtime_error(opened.error().message);
    return *std::move(opened);
  }();
  return world;
}

inline const Words& test_words() {
  static const Words words = [] {
    Result<Words> opened = Words::open(VEDETTE_DATA "/words.marisa");
    if (!opened) throw std::runtime_error(opened.error().message);
    return *std::move(opened);
  }();
  return words;
}

}  // namespace vedette
