#include "page/words.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "page/knowledge_for_tests.h"

namespace vedette {
namespace {

TEST(Words, HowCommonTheyAre) {
  EXPECT_EQ(test_words().rarity("the"), 10);
  EXPECT_GT(test_words().rarity("thallium"), 10);
  EXPECT_EQ(test_words().rarity("nausedawarned"), 0);
  EXPECT_NE(test_words().capital_rarity("Lithuanian"), 0);
  EXPECT_EQ(test_words().capital_rarity("the"), 0);
}

TEST(Words, WhichFormOthers) {
  EXPECT_GT(test_words().begins_others("over"), test_words().begins_others("said"));
  EXPECT_GT(test_words().ends_others("man"), test_words().ends_others("warned"));
  EXPECT_TRUE(test_words().is_running("warned"));
  EXPECT_FALSE(test_words().is_running("station"));
}

TEST(Words, Phrases) {
  EXPECT_TRUE(test_words().is_phrase(Cue::navigation, "see also"));
  EXPECT_FALSE(test_words().is_phrase(Cue::share, "see also"));
  EXPECT_EQ(test_words().phrase_at(Cue::navigation, "see also: mexico's drug war"), 8u);
  EXPECT_EQ(test_words().phrase_at(Cue::navigation, "seeing also"), 0u);
}

TEST(Words, RefusesWhatIsNoWordList) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "vedette_words_test.marisa";
  EXPECT_FALSE(Words::open("/no/such/file"));
  std::ofstream(file) << "nothing of the kind";
  EXPECT_FALSE(Words::open(file.string()));
  std::ifstream whole(VEDETTE_DATA "/words.marisa", std::ios::binary);
  std::string bytes(200'000, '\0');
  whole.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  std::ofstream(file, std::ios::binary) << bytes;
  const Result<Words> cut = Words::open(file.string());
  ASSERT_FALSE(cut);
  EXPECT_NE(cut.error().message.find("cut short"), std::string::npos);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace vedette
