#include "fetch/robots.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

bool allows(std::string_view file, std::string_view path) { return Robots::of(file, "vedette").allows(path); }

TEST(Robots, LongestRuleDecides) {
  const std::string_view file = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\n";
  EXPECT_TRUE(allows(file, "/"));
  EXPECT_FALSE(allows(file, "/a"));
  EXPECT_TRUE(allows(file, "/a/b"));
  EXPECT_FALSE(allows(file, "/a/b/c"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /x\nAllow: /x\n", "/x"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow:\n", "/x"));
  EXPECT_TRUE(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
}

TEST(Robots, OwnGroupComesBeforeTheGeneralOne) {
  const std::string_view file = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-Agent: Vedette/1.0\nDisallow: /secret # no\nUser-agent: vedette\nDisallow: /too\n";
  EXPECT_TRUE(allows(file, "/news"));
  EXPECT_FALSE(allows(file, "/secret"));
  EXPECT_FALSE(allows(file, "/too"));
  EXPECT_FALSE(allows("User-agent: vedette\nUser-agent: x\nDisallow: /\n", "/news"));
  EXPECT_TRUE(allows("User-agent: vedettebot\nDisallow: /\n", "/news"));
}

TEST(Robots, StarsAndEnds) {
  const std::string_view file = "user-agent:*\ndisallow: /*.pdf$\ndisallow: /a*z/\n";
  EXPECT_FALSE(allows(file, "/x/y.pdf"));
  EXPECT_TRUE(allows(file, "/x/y.pdf?download"));
  EXPECT_FALSE(allows(file, "/abcz/"));
  EXPECT_TRUE(allows(file, "/abc/"));
}

TEST(Robots, PathsAreComparedDecoded) {
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /a%3cd.html\n", "/a%3Cd.html"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /%7Ejoe\n", "/~joe"));
  EXPECT_FALSE(allows("User-agent: *\nDisallow: /ü\n", "/%C3%BC"));
}

TEST(Robots, AnyFileIsReadInTime) {
  std::string stars = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 2000; ++i) stars += "*a";
  EXPECT_TRUE(allows(stars + "b$\n", "/" + std::string(5000, 'a')));
  EXPECT_EQ(Robots::of("User-agent: *\nCrawl-delay: 2.5\n", "vedette").delay(), 2.5);
  EXPECT_FALSE(Robots::nothing_allowed().allows("/x"));
  EXPECT_TRUE(Robots().allows("/x"));
}

}  // namespace
}  // namespace vedette
