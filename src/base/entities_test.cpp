#include "base/entities.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

TEST(Entities, NamedAndNumbered) {
  EXPECT_EQ(without_entities("&quot;a&amp;b&quot; &#8217; &#x2019; &eacute; &nbsp;"), "\"a&b\" ’ ’ é \u00A0");
  EXPECT_EQ(without_entities("&#146;&#0;&#xD800;"), "’\uFFFD\uFFFD") << "as browsers read them";
  EXPECT_EQ(without_entities("AT&T; R&D &; &unknown; &#; &#99999999; &"), "AT&T; R&D &; &unknown; &#; &#99999999; &");
}

TEST(Windows1252, HasFiveGaps) {
  int gaps = 0;
  for (int byte = 0x80; byte < 0xA0; ++byte) gaps += windows_1252(static_cast<unsigned char>(byte)) == 0;
  EXPECT_EQ(gaps, 5);
  EXPECT_EQ(windows_1252(0x93), U'“');
}

}  // namespace
}  // namespace vedette
