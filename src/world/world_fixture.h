#pragma once
// For tests: a small world made from tables that the test writes down.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "world/image.h"
#include "world/names.h"
#include "world/rows.h"

namespace vedette {

inline std::string scratch_file(const std::string& name, const std::string& content) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("vedette-world-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = (folder / name).string();
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

inline Day on(const char* date) { return *day_of(date); }

// Tables by name and content, on top of three states.
using Files = std::vector<std::pair<std::string, std::string>>;

inline constexpr const char* kStates =
    "state\tother_names\tadjectives\tpeople\tcameo\tfrom\tto\n"
    "AUT\tAustria|Republic of Austria\tAustrian\tAustrians\t\t\t\n"
    "GBR\tUnited Kingdom|Britain|UK\tBritish\tBritons\t\t\t\n"
    "USA\tUnited States|US|America\tAmerican\tAmericans\t\t\t\n";

inline std::vector<std::string> fill(Tables& tables, const Files& files) {
  std::vector<TsvTable> parsed;
  parsed.push_back(*parse_tsv("states.tsv", kStates));
  for (const auto& [name, content] : files) parsed.push_back(*parse_tsv(name, content));
  return add_rows(tables, parsed);
}

inline World small_world(const Files& files) {
  Tables tables;
  const std::vector<std::string> messages = fill(tables, files);
  EXPECT_TRUE(messages.empty()) << messages.front();
  finish_names(tables);
  const std::string path = scratch_file("small.bin", *make_image(tables));
  Result<World> world = World::open(path);
  EXPECT_TRUE(world) << (world ? "" : world.error().message);
  std::filesystem::remove(path);
  return *std::move(world);
}

}  // namespace vedette
