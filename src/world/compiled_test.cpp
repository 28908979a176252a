// The world as the build compiles it: sizes, speed, and facts that every source agrees on.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "base/utf8.h"
#include "world/image.h"
#include "world/tsv.h"
#include "world/world.h"

namespace vedette {
namespace {

const std::string kPath = VEDETTE_DATA "/world.bin";

const World& compiled() {
  static const World world = [] {
    Result<World> opened = World::open(kPath);
    if (!opened) {
      ADD_FAILURE() << opened.error().message;
      std::abort();
    }
    return *std::move(opened);
  }();
  return world;
}

bool means(const char* name, const char* key, NameUse use) {
  for (const Named& named : compiled().named(name)) {
    if (named.use == use && compiled().entity(named.entity).key == key) return true;
  }
  return false;
}

TEST(CompiledTest, IsSmallAndOpensFast) {
  EXPECT_LE(std::filesystem::file_size(kPath), 40U << 20U);
  compiled();
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const auto world = World::open(kPath);
    ASSERT_TRUE(world);
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  EXPECT_LT(best, 20);
}

TEST(CompiledTest, EveryRecordCanBeRead) {
  const World& world = compiled();
  ASSERT_GT(world.entity_count(), 250U);
  for (std::size_t i = 0; i < world.entity_count(); ++i) {
    const Entity entity = world.entity(EntityId(i));
    EXPECT_EQ(world.entity_of(entity.key), EntityId(i));
    EXPECT_FALSE(entity.name.empty()) << entity.key;
    EXPECT_FALSE(world.named(fold(entity.name)).empty()) << entity.key;
    for (const Tenure& tenure : world.tenures_of(EntityId(i))) {
      EXPECT_NE(world.role_of_key(tenure.role), nullptr) << tenure.role;
      EXPECT_FALSE(world.holders(tenure.of, tenure.role, tenure.from ? tenure.from : tenure.to).empty()) << entity.key;
    }
  }
}

TEST(CompiledTest, NamesOfStates) {
  EXPECT_TRUE(means("lithuania", "state:LTU", NameUse::name));
  EXPECT_TRUE(means("lithuanian", "state:LTU", NameUse::adjective));
  EXPECT_TRUE(means("lithuanians", "state:LTU", NameUse::people));
  EXPECT_TRUE(means("vilnius", "state:LTU", NameUse::capital));
  EXPECT_TRUE(means("kiev", "state:UKR", NameUse::capital));
  EXPECT_TRUE(means("kyiv", "state:UKR", NameUse::capital));
  EXPECT_TRUE(means("dutch", "state:NLD", NameUse::adjective));
  EXPECT_TRUE(means("kosovo", "state:XKX", NameUse::name));
  EXPECT_FALSE(means("french", "state:ATF", NameUse::adjective));
  EXPECT_EQ(compiled().capital_of("paris"), compiled().state("FRA"));
}

TEST(CompiledTest, StatesBorderOneAnotherBothWays) {
  const World& world = compiled();
  std::size_t borders = 0;
  for (std::size_t i = 0; i < world.entity_count(); ++i) {
    for (const StateRelation& relation : world.relations(EntityId(i))) {
      if (relation.type != "borders") continue;
      ++borders;
      const auto back = world.relations(relation.to);
      EXPECT_TRUE(std::any_of(back.begin(), back.end(), [&](const StateRelation& r) { return r.type == "borders" && r.to == relation.from; }))
          << world.entity(relation.from).name << " " << world.entity(relation.to).name;
    }
  }
  EXPECT_GT(borders, 600U);
}

TEST(CompiledTest, PlacesAreOnTheMap) {
  const auto paris = compiled().places("paris");
  ASSERT_GT(paris.size(), 5U);
  EXPECT_EQ(paris[0].country, "FRA");
  EXPECT_NEAR(paris[0].latitude, 48.85, 0.1);
  EXPECT_TRUE(std::is_sorted(paris.begin(), paris.end(), [](const auto& a, const auto& b) { return a.population > b.population; }));
  EXPECT_TRUE(std::any_of(paris.begin(), paris.end(), [](const PlaceRecord& p) { return p.admin1 == "Texas"; }));
  EXPECT_EQ(compiled().places("texas")[0].kind, PlaceKind::admin);
  EXPECT_TRUE(compiled().is_place("lithuania"));
  EXPECT_FALSE(compiled().is_place("xyzzyville"));
}

TEST(CompiledTest, TitlesAreThoseOfTheirStates) {
  const World& world = compiled();
  const auto role = [&](const char* title, const char* state) {
    const RoleKind* kind = world.role(title, world.state(state));
    return kind ? std::string(kind->key) : std::string();
  };
  EXPECT_EQ(role("secretary of state", "USA"), "foreign-minister");
  EXPECT_EQ(role("foreign secretary", "GBR"), "foreign-minister");
  EXPECT_EQ(role("chancellor", "DEU"), "prime-minister");
  EXPECT_EQ(role("chancellor", "AUT"), "prime-minister");
  EXPECT_EQ(role("chancellor of the exchequer", "GBR"), "finance-minister");
  EXPECT_EQ(role("defense secretary", "USA"), "defence-minister");
  EXPECT_EQ(role("taoiseach", "IRL"), "prime-minister");
}

TEST(CompiledTest, OtherSpellingsMeanTheSamePersons) {
  EXPECT_TRUE(means("lukashenko", "person:alexander-lukashenko", NameUse::short_name));
  EXPECT_TRUE(means("lukashenka", "person:alexander-lukashenko", NameUse::short_name));
  EXPECT_TRUE(means("zelensky", "person:volodymyr-zelenskyy", NameUse::short_name));
  EXPECT_TRUE(means("zelenskiy", "person:volodymyr-zelenskyy", NameUse::short_name));
  EXPECT_TRUE(means("zelenskyy", "person:volodymyr-zelenskyy", NameUse::short_name));
  EXPECT_TRUE(means("iohannis", "person:klaus-iohannis", NameUse::short_name));
  EXPECT_TRUE(means("johannis", "person:klaus-iohannis", NameUse::short_name));
  EXPECT_TRUE(means("xi", "person:xi-jinping", NameUse::short_name));
  EXPECT_TRUE(means("nauseda", "person:gitanas-nauseda", NameUse::short_name));
}

// A state's code, a key, or a key made from the name: "body:united-nations".
EntityId named_in_question(const std::string& of) {
  const World& world = compiled();
  if (const EntityId id = world.entity_of(of)) return id;
  if (const EntityId id = world.state(of)) return id;
  std::string name = of.substr(of.find(':') + 1);
  std::replace(name.begin(), name.end(), '-', ' ');
  for (const Named& named : world.named(name)) {
    if (world.entity(named.entity).key.starts_with(of.substr(0, of.find(':') + 1))) return named.entity;
  }
  return {};
}

// "role", "of", "on", "person": written apart from the tables. Another spelling of the name will do.
TEST(CompiledTest, OfficeQuestions) {
  const std::string path = VEDETTE_SOURCE "/src/world/testdata/office_questions.tsv";
  const Result<std::string> content = read_whole_file(path);
  if (!content) FAIL() << "the questions are not there: " << path;
  const Result<TsvTable> table = parse_tsv("office_questions.tsv", *content);
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_TRUE(table->refused.empty()) << table->refused.front();
  ASSERT_EQ(table->columns.size(), 4U);
  const World& world = compiled();
  std::size_t right = 0;
  std::string wrong;
  for (const TsvRow& row : table->rows) {
    const std::string& title = row.cells[0];
    const EntityId of = named_in_question(row.cells[1]);
    const auto day = day_of(row.cells[2]);
    EXPECT_TRUE(of && day) << "office_questions.tsv:" << row.line;
    if (!of || !day) continue;
    const RoleKind* role = world.role_of_key(title);
    if (!role) role = world.role(fold(title), of);
    bool found = false;
    std::string given;
    for (const Tenure& tenure : role ? world.holders(of, role->key, *day) : std::vector<Tenure>()) {
      given += std::string(given.empty() ? "" : ", ") + std::string(world.entity(tenure.holder).name);
      for (const Named& named : world.named(fold(row.cells[3]))) found = found || named.entity == tenure.holder;
    }
    right += found ? 1 : 0;
    if (!found) wrong += "line " + std::to_string(row.line) + ": " + title + " of " + row.cells[1] + " on " + row.cells[2] + " was " + row.cells[3] +
                         ", not " + (given.empty() ? "(nobody)" : given) + "\n";
  }
  EXPECT_GE(right * 100, table->rows.size() * 97) << right << " of " << table->rows.size() << " right\n" << wrong;
  RecordProperty("right", static_cast<int>(right));
}

}  // namespace
}  // namespace vedette
