#include "watch/rules.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Rules, AreRead) {
  const Rules rules = read_rules(R"([[rule]]
name = "Near Banjska"
near = [42.97, 20.79]
radius = 25
type = ["ASSAULT", "COERCE"]
sources = 2

[[rule]]
name = "Tense"
kind = "tension"
pair = ["SRB", "XKX"]
above = 2.5

[[deliver]]
to = "mail"
folder = "alerts"
)");
  ASSERT_TRUE(rules.faults.empty()) << rules.faults[0].message;
  ASSERT_EQ(rules.rules.size(), 2U);
  EXPECT_TRUE(rules.rules[0].near);
  EXPECT_EQ(rules.rules[0].sources, 2);
  EXPECT_EQ(rules.rules[1].kind, RuleKind::tension);
  EXPECT_DOUBLE_EQ(rules.rules[1].above, 2.5);
  ASSERT_EQ(rules.channels.size(), 1U);
  EXPECT_EQ(rules.channels[0].key(), "mail:alerts");
}

struct Faulty {
  const char* toml;
  int line, column;
  const char* says;
};

TEST(Rules, SayWhereTheyAreWrong) {
  const Faulty all[] = {
      {"[[rule]]\nname = \"a\"\ntype = \"ASSAULTS\"\n", 3, 8, "expected one of AGREE"},
      {"[[rule]]\nname = \"a\"\nactor = \"RUS\"\ncolour = 3\n", 4, 10, "no 'colour'"},
      {"[[rule]]\nname = \"a\"\nkind = \"tension\"\npair = [\"A\", \"B\"]\n", 1, 1, "above"},
      {"[[rule]]\nname = \"a\"\n", 1, 1, "about"},
      {"[[rule]]\nname = \"a\"\nactor = \n", 3, 9, ""},
      {"[[rule]]\nactor = \"RUS\"\n", 1, 1, "no name"},
      {"[[rule]]\nname = \"a\"\nnear = [95, 0]\n", 3, 8, "latitude"},
      {"[rule]\nname = \"a\"\n", 1, 1, "[[rule]]"},
      {"[[deliver]]\nto = \"pigeon\"\n", 2, 6, "one of output"},
      {"[[deliver]]\nto = \"webhook\"\nurl = \"file:///etc/passwd\"\n", 1, 1, "https://"},
  };
  for (const Faulty& faulty : all) {
    const Rules rules = read_rules(faulty.toml);
    ASSERT_FALSE(rules.faults.empty()) << faulty.toml;
    EXPECT_EQ(rules.faults[0].line, faulty.line) << faulty.toml << rules.faults[0].message;
    EXPECT_EQ(rules.faults[0].column, faulty.column) << faulty.toml << rules.faults[0].message;
    EXPECT_NE(rules.faults[0].message.find(faulty.says), std::string::npos) << rules.faults[0].message;
  }
}

TEST(Rules, OfTheSameNameAreRefused) {
  EXPECT_FALSE(read_rules("[[rule]]\nname = \"a\"\nactor = \"RUS\"\n[[rule]]\nname = \"a\"\nactor = \"UKR\"\n").faults.empty());
}

}  // namespace
}  // namespace vedette
