#include "archive/gathered.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "archive/connection.h"

namespace vedette {
namespace {

std::string all(const Database& database, std::string_view sql) {
  Result<Statement> rows = database.prepare(sql);
  EXPECT_TRUE(rows);
  std::string out;
  while (*rows->step()) (out += rows->text(0)) += ' ';
  return out;
}

TEST(Gathered, RowsGoIntoTheirLargeTableOnce) {
  const std::string path = (std::filesystem::path(testing::TempDir()) / "gathered.vedette").string();
  std::filesystem::remove(path);
  Result<Database> database = Database::open(path, true, true);
  ASSERT_TRUE(database && make_archive(*database));
  ASSERT_TRUE(database->run("INSERT INTO party VALUES(1, 'Kidal', NULL, 'MLI', 1, 1), (2, 'Mali', 'state:MLI', 'MLI', 1, 1);"
                            "INSERT INTO party_alias VALUES('mali', 2); INSERT INTO party_alias_new VALUES('kidal', 1), ('malian', 2);"
                            "INSERT INTO story_band VALUES(7, 1); INSERT INTO story_band_new VALUES(7, 1), (3, 2);"
                            "INSERT INTO story_key_new VALUES(5, 1, 1), (4, 1, 1)"));
  const std::string names = "SELECT folded FROM party_name ORDER BY 1";
  EXPECT_EQ(all(*database, names), "kidal mali malian ");
  ASSERT_TRUE(sort_gathered(*database));
  EXPECT_EQ(all(*database, names), "kidal mali malian ");
  EXPECT_EQ(all(*database, "SELECT folded FROM party_alias ORDER BY 1"), "kidal mali malian ");
  EXPECT_EQ(all(*database, "SELECT band || ':' || article FROM story_band ORDER BY band"), "3:2 7:1 ");
  EXPECT_EQ(all(*database, "SELECT term FROM story_key ORDER BY 1"), "4 5 ");
  for (const char* table : {"party_alias_new", "story_band_new", "story_key_new"})
    EXPECT_EQ(all(*database, std::string("SELECT count(*) FROM ") + table), "0 ") << table;
  std::filesystem::remove(path);
}

TEST(Gathered, ItIsTimeWhereManyOrAPartOfAllAreNew) {
  EXPECT_FALSE(is_time_to_sort(8'191, 8'191));
  EXPECT_TRUE(is_time_to_sort(8'192, 8'192));
  EXPECT_FALSE(is_time_to_sort(62'499, 1'000'000));
  EXPECT_TRUE(is_time_to_sort(62'500, 1'000'000));
}

}  // namespace
}  // namespace vedette
