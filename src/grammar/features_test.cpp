#include "grammar/features.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

FormFeatures features(std::string_view form) {
  FormFeatures found;
  std::string scratch;
  features_of(form, found, scratch);
  return found;
}

TEST(Features, CaseAndAccentsLeaveTheFoldedFormAlone) {
  EXPECT_EQ(features("Geneva").vector_key, features("GENEVA").vector_key);
  EXPECT_EQ(features("Orb\u00e1n").vector_key, features("Orban").vector_key);
  EXPECT_EQ(features("Geneva").words[0], features("geneva").words[0]);
  EXPECT_NE(features("Geneva").words[1], features("geneva").words[1]);
}

TEST(Features, NumbersOfOneShapeAreAlikeButForTheirVector) {
  EXPECT_EQ(features("1997").words[0], features("2023").words[0]);
  EXPECT_NE(features("1997").vector_key, features("2023").vector_key);
}

TEST(Features, RowsLieInTheirTables) {
  for (std::string_view form : {"", "a", "of", "Saint-\u00c9tienne", "\xff\xfe", "\u6771\u4eac", "antidisestablishmentarianism"}) {
    const FormFeatures found = features(form);
    ASSERT_LE(found.affix_count, kMaxAffixes);
    ASSERT_LE(found.gram_count, kMaxGrams);
    for (std::uint32_t row : found.words) EXPECT_LT(row, kWordRows);
    for (std::size_t i = 0; i < found.affix_count; ++i) EXPECT_LT(found.affixes[i], kAffixRows);
    for (std::size_t i = 0; i < found.gram_count; ++i) EXPECT_LT(found.grams[i], kGramRows);
  }
}

TEST(Features, ALongFormHasNoMoreOfThem) {
  const FormFeatures found = features(std::string(1 << 20, 'a'));
  EXPECT_LE(found.gram_count, kMaxGrams);
  EXPECT_EQ(found.affix_count, kMaxAffixes);
}

}  // namespace
}  // namespace vedette
