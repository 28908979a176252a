// Times in sentences, with the shipped model and world.
#include "times/times.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "grammar/grammar.h"
#include "grammar/model.h"
#include "page/page.h"
#include "page/words.h"
#include "world/world.h"

namespace vedette {
namespace {

constexpr const char* kThursday = "2023-06-29";

struct Case {
  const char* text;
  const char* phrase;   // a part of the time's words
  const char* value;
  const char* published = kThursday;
};

class Knowing : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(VEDETTE_DATA "/english.model")) return;
    world_ = new Result<World>(World::open(VEDETTE_DATA "/world.bin"));
    words_ = new Result<Words>(Words::open(VEDETTE_DATA "/words.marisa"));
    model_ = new Result<Model>(Model::open(VEDETTE_DATA "/english.model"));
  }
  static Result<World>* world_;
  static Result<Words>* words_;
  static Result<Model>* model_;
};

Result<World>* Knowing::world_ = nullptr;
Result<Words>* Knowing::words_ = nullptr;
Result<Model>* Knowing::model_ = nullptr;

class TimesTest : public Knowing, public testing::WithParamInterface<Case> {};

TEST_P(TimesTest, HaveTheirValue) {
  if (model_ == nullptr) FAIL() << "the model is not there";
  ASSERT_TRUE(*world_) << world_->error().message;
  ASSERT_TRUE(*words_) << words_->error().message;
  ASSERT_TRUE(*model_) << model_->error().message;
  const Case& c = GetParam();
  Article article;
  article.text = c.text;
  article.published = c.published;
  const Page page = lay_out(article, **world_, **words_);
  const Grammar grammar = parse(page, **model_, **world_);
  const Times times = find_times(page, grammar);
  const std::size_t at = page.text.find(c.phrase);
  ASSERT_NE(at, std::string::npos);
  std::string found;
  for (const Time& time : times.times) {
    if (time.span.contains(static_cast<std::uint32_t>(at))) found = time.value;
  }
  EXPECT_EQ(found, c.value) << c.text << " | " << c.phrase;
}

INSTANTIATE_TEST_SUITE_P(
    News, TimesTest,
    testing::Values(Case{"The minister arrived in Oslo on Tuesday.", "Tuesday", "2023-06-27"},
                    Case{"The ministers will meet in Oslo on Tuesday.", "Tuesday", "2023-07-04"},
                    Case{"He said he would visit Tripoli on Saturday.", "Saturday", "2023-07-01"},
                    Case{"The troops left the city yesterday.", "yesterday", "2023-06-28"},
                    Case{"The army attacked the village last night.", "last night", "2023-06-28TNI"},
                    Case{"The talks will take place next week.", "next week", "2023-W27"},
                    Case{"The summit will be held on July 11 and 12 in Vilnius.", "July 11", "2023-07-11/2023-07-12"},
                    Case{"The war began in March 2011.", "March", "2011-03"},
                    Case{"The election was held in November.", "November", "2022-11"},
                    Case{"The rebels seized the town over the weekend.", "weekend", "2023-W25-WE"},
                    Case{"He was arrested on 3 May 2019 in Cairo.", "3 May", "2019-05-03"},
                    Case{"The report of 2023-05-04 was withdrawn.", "2023-05-04", "2023-05-04"},
                    Case{"The ceasefire lasted three weeks.", "three weeks", "P3W"},
                    Case{"He spent 18 years in prison.", "18 years", "P18Y"},
                    Case{"Three days ago the bridge was bombed.", "Three days ago", "2023-06-26"},
                    Case{"They signed the treaty in 1999. Two years later the king left.", "Two years later", "2001"},
                    Case{"He was arrested on June 5. The next day he was freed.", "The next day", "2023-06-06"},
                    Case{"The council meets every Monday.", "every Monday", "XXXX-WXX-1"},
                    Case{"The attack began at 7 p.m. on Saturday.", "7 p.m.", "2023-06-24T19:00"},
                    Case{"In the 1980s the country was at war.", "1980s", "198"},
                    Case{"Prices rose in the first half of 2022.", "first half", "2022-H1"},
                    Case{"The parliament rejected the budget this year.", "this year", "2023"}));

INSTANTIATE_TEST_SUITE_P(
    WithoutADate, TimesTest,
    testing::Values(Case{"The troops left the city yesterday.", "yesterday", "XXXX-XX-XX", ""},
                    Case{"The minister arrived on Tuesday.", "Tuesday", "XXXX-WXX-2", ""},
                    Case{"The talks will take place next week.", "next week", "XXXX-WXX", ""}));

INSTANTIATE_TEST_SUITE_P(
    Stories, TimesTest,
    testing::Values(Case{"In 1861 the war began. In April 1862 the army marched south. It fought on May 5 and lost. The king fled in 1863. He "
                         "died in 1870.", "May 5", "1862-05-05"},
                    Case{"The siege began in November 1904. In 1903 the fort had been built, and in 1902 the railway. By November 1904 it was "
                         "cut off. In February the fort fell. In 1906 it was sold.", "February", "1905-02"}));

TEST_F(Knowing, WordsThatTellNoTimeAreNone) {
  if (model_ == nullptr) FAIL() << "the model is not there";
  Article article;
  article.text = "May Smith may march with 2000 soldiers, and 1500 people saw 3000 troops.";
  const Page page = lay_out(article, **world_, **words_);
  const Grammar grammar = parse(page, **model_, **world_);
  EXPECT_TRUE(find_times(page, grammar).times.empty());
}

}  // namespace
}  // namespace vedette
