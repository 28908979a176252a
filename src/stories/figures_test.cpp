#include "stories/figures.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

// "about=value; …" of the figures of a sentence.
std::string found(std::string_view text) {
  Told told;
  told.blocks.push_back({false, {0, static_cast<std::uint32_t>(text.size())}});
  std::string out;
  for (const Figure& figure : figures_in(told, text, words_of(told, text))) out += (out.empty() ? "" : "; ") + figure.about + "=" + figure.value;
  return out;
}

TEST(Figures, AreFoundOnBothSidesOfWhatTheyCount) {
  EXPECT_EQ(found("Rebels attacked the town and killed 12 people."), "dead=12");
  EXPECT_EQ(found("At least 12 people were killed and 30 wounded in the attack."), "dead=at least 12; injured=30");
  EXPECT_EQ(found("The death toll rose to 1,204 on Tuesday."), "dead=1204");
  EXPECT_EQ(found("Twenty-five people died when the dam broke."), "dead=25");
  EXPECT_EQ(found("The blast left 14 dead."), "dead=14");
  EXPECT_EQ(found("Police arrested more than two hundred protesters."), "arrested protesters=at least 200");
  EXPECT_EQ(found("About 3,000 troops will leave."), "troops=about 3000");
  EXPECT_EQ(found("Dozens were injured."), "injured=dozens");
  EXPECT_EQ(found("Washington pledged $10 million in aid."), "money=10000000");
}

TEST(Figures, CountThoseOfAGroupApart) {
  EXPECT_EQ(found("The raid killed 8 soldiers and 4 civilians."), "dead soldiers=8");
  EXPECT_EQ(found("Two policemen were wounded."), "injured police=2");
}

TEST(Figures, OfAnotherKindAreLeftAlone) {
  EXPECT_EQ(found("He was killed in 2014."), "");
  EXPECT_EQ(found("Three gunmen killed the mayor."), "");
  EXPECT_EQ(found("On 12 March four people were killed."), "dead=4");
  EXPECT_EQ(found("The war killed 12 people, including 3 children."), "dead=12");
  EXPECT_EQ(found("Twelve people, including three children, were killed."), "dead=12");
  EXPECT_EQ(found("Ten years later he died."), "");
  EXPECT_EQ(found("The minister said 5 percent died."), "");
}

TEST(Figures, AmountsAgreeWhereBothMayBeTrue) {
  EXPECT_TRUE(amounts_agree("12", "at least 10"));
  EXPECT_TRUE(amounts_agree("dozens", "36"));
  EXPECT_TRUE(amounts_agree("about 30", "28"));
  EXPECT_FALSE(amounts_agree("12", "14"));
  EXPECT_FALSE(amounts_agree("at least 12", "at least 14"));
  EXPECT_FALSE(amounts_agree("at least 15", "14"));
}

}  // namespace
}  // namespace vedette
