#include "page/decode.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace vedette {
namespace {

std::string decoded(std::string_view raw) {
  Draft draft(raw);
  decode(draft);
  return draft.text();
}

TEST(Decode, LeavesGoodTextAlone) {
  for (const std::string_view text : {"", "Plain text.\n\nMore \t text.", "José Manuel Barroso said: “It’s €5 – no more…”",
                                      "Ærø, Łódź, İstanbul", "AT&T and R&D; Q&A &c.", "Там сказали", "Là-bas, l’été « à Paris »",
                                      "PRÉSIDENCE “É”", "“São Tomé”—the islands", "東京で会談", "قال الرئيس", "जयपुर में"})
    EXPECT_EQ(decoded(text), text);
}

TEST(Decode, UndoesMojibake) {
  EXPECT_EQ(decoded("said: â€œWhat we face.â€\u009D"), "said: “What we face.”");
  EXPECT_EQ(decoded("afraid it will get worse.â€\n\nArmy"), "afraid it will get worse.”\n\nArmy");
  EXPECT_EQ(decoded("â€œIn Pakistan.â€ He"), "“In Pakistan.” He");
  EXPECT_EQ(decoded("the peopleâ€™s concern â€“ and more â€” of itâ€¦"), "the people’s concern – and more — of it…");
  EXPECT_EQ(decoded("JosÃ© in MÃ¼nchen, â‚¬5 Ã\u00A0 la carte, Â£3"), "José in München, €5 à la carte, £3");
  EXPECT_EQ(decoded("donâ\u0080\u0099t"), "don’t") << "read as Latin-1";
  EXPECT_EQ(decoded("donât, itâs"), "don’t, it’s") << "both bytes lost";
  EXPECT_EQ(decoded("ErdoÄŸan, Å\u00A0ahin, WaÅ‚Ä™sa"), "Erdoğan, Šahin, Wałęsa");
  EXPECT_EQ(decoded("ÐœÐ¾Ñ\u0081ÐºÐ²Ð°"), "Москва") << "a foreign script, several letters";
}

TEST(Decode, UndoesMojibakeOfMojibake) {
  EXPECT_EQ(decoded("saidÃ¢â‚¬Å“"), "said“");
  EXPECT_EQ(decoded("FranÃƒÂ§ois"), "François");
  EXPECT_EQ(decoded("FranA\u0303\u0083A\u0302§ois and PeA\u0303±a"), "François and Peña") << "letter and mark apart";
}

TEST(Decode, UndoesMacRoman) { EXPECT_EQ(decoded("‚ÄúWe won‚Äôt go,‚Äù he said ‚Äì twice"), "“We won’t go,” he said – twice"); }

TEST(Decode, ReadsEntities) {
  EXPECT_EQ(decoded("&quot;Q&amp;A&quot; &#8220;x&#8221; &#x201C; &#146;s &eacute; 5&nbsp;km"), "\"Q&A\" “x” “ ’s é 5 km");
  EXPECT_EQ(decoded("&amp;quot;twice&amp;#8217;"), "\"twice’");
  EXPECT_EQ(decoded("&unknown; &; &#xZZ; &#; R&D;"), "&unknown; &; &#xZZ; &#; R&D;");
  EXPECT_EQ(decoded("&#0;&#xD800;&#99999999;"), "\uFFFD\uFFFD&#99999999;");
}

TEST(Decode, MendsBytesThatAreNoUtf8) {
  EXPECT_EQ(decoded("\x93quoted\x94 caf\xE9"), "“quoted” café") << "Windows-1252 in between";
  EXPECT_EQ(decoded("cut \xE2\x80"), "cut \uFFFD\uFFFD");
  EXPECT_EQ(decoded("\xF0\x9F\x98 x"), "\uFFFD\uFFFD\uFFFD x");
}

TEST(Decode, DropsControls) {
  using namespace std::string_view_literals;
  EXPECT_EQ(decoded("\xEF\xBB\xBFone\r\ntwo\rthree\0four\x07"sv), "one\ntwo\nthreefour");
  EXPECT_EQ(decoded("five\u00A0six\u2009seven\u200Beight\u00ADnine\u2028ten"), "five six seveneightnine\nten");
}

TEST(Decode, MendsEveryString) {
  std::string bytes;
  for (unsigned i = 0; i < 1u << 16; ++i) {
    bytes.assign({'a', static_cast<char>(i >> 8), static_cast<char>(i & 0xFF), 'b'});
    const std::string text = decoded(bytes);
    ASSERT_TRUE(is_valid_utf8(text)) << i;
  }
}

}  // namespace
}  // namespace vedette
