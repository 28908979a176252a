#include "page/blocks.h"

#include <gtest/gtest.h>

#include "page/knowledge_for_tests.h"

namespace vedette {
namespace {

using Kinds = std::vector<std::pair<std::string, std::string>>;

Kinds blocks(std::string_view text) {
  constexpr const char* kNames[] = {"title",  "dateline", "byline", "body",       "caption",
                                    "credit", "agency",   "share",  "navigation", "other"};
  Kinds found;
  for (const Block& block : blocks_of(text, "", test_world(), test_words()).blocks)
    found.emplace_back(kNames[static_cast<int>(block.kind)], std::string(block.span.of(text).substr(0, 24)));
  return found;
}

const std::string kLead =
    "The prime minister of Norway met the president of France in Oslo on Monday to talk about the war, officials said.";
const std::string kMore =
    "They agreed to meet again in the spring, and to send more aid to the refugees who live in camps along the border.";

TEST(Blocks, OfAWholePage) {
  EXPECT_EQ(blocks("Norway and France hold talks in Oslo\n\nBy Jane Smith and Joe Bloggs\n\nFriday, August 21, 2015\n\n" + kLead +
                   "\n\nThe president in Oslo. (Image: Wikimedia Commons)\n\n" + kMore +
                   "\n\nSee also: Older talks\n\nWith information from agencies\n\nShare this: Twitter\n\nFacebook\n"),
            (Kinds{{"title", "Norway and France hold t"},
                   {"byline", "By Jane Smith and Joe Bl"},
                   {"dateline", "Friday, August 21, 2015"},
                   {"body", kLead.substr(0, 24)},
                   {"caption", "The president in Oslo."},
                   {"credit", "(Image: Wikimedia Common"},
                   {"body", kMore.substr(0, 24)},
                   {"navigation", "See also: Older talks"},
                   {"agency", "With information from ag"},
                   {"share", "Share this: Twitter"},
                   {"share", "Facebook"}}));
}

TEST(Blocks, PartsAnArticleOfOneLine) {
  EXPECT_EQ(
      blocks("date 2007-07-24 " + kLead + " The airport of Oslo, where the plane landed. (Wikimedia Commons / file photo) " +
             kMore + " Share this: Facebook Twitter Google+"),
      (Kinds{{"dateline", "date 2007-07-24"},
             {"body", kLead.substr(0, 24)},
             {"caption", "The airport of Oslo, whe"},
             {"credit", "(Wikimedia Commons / fil"},
             {"body", kMore.substr(0, 24)},
             {"share", "Share this: Facebook Twi"}}));
}

TEST(Blocks, CaptionsWithTheCreditOnTheNextLine) {
  EXPECT_EQ(blocks(kLead + "\n\nA rifle as used in the battle.\nImage: Wikimedia Commons.\n\n" + kMore),
            (Kinds{{"body", kLead.substr(0, 24)},
                   {"caption", "A rifle as used in the b"},
                   {"credit", "Image: Wikimedia Commons"},
                   {"body", kMore.substr(0, 24)}}));
  EXPECT_EQ(blocks(kLead + "\n\nA helicopter over the mountains. (U.S. Army)\n\n" + kMore),
            (Kinds{{"body", kLead.substr(0, 24)},
                   {"caption", "A helicopter over the mo"},
                   {"credit", "(U.S. Army)"},
                   {"body", kMore.substr(0, 24)}}));
}

TEST(Blocks, KeepsTheReportsOwnBrackets) {
  for (const std::string& text :
       {kLead + " The United Nations (UN) said so. (It had before.) Nobody else did.",
        kLead + " He spoke of the war (and of peace). The talks (in Oslo) went on.", kLead + " Share prices fell on Monday."})
    EXPECT_EQ(blocks(text), (Kinds{{"body", kLead.substr(0, 24)}}));
}

TEST(Blocks, AHeadlineOverTheReport) {
  EXPECT_EQ(blocks("date 2008-06-30\nSouth Korean police clamp down on protests\n\n" + kLead)[1].first, "title");
  EXPECT_EQ(blocks(kLead + "\n\n" + kMore)[0].first, "body");
  EXPECT_EQ(blocks("A short report, and nothing more")[0].first, "body");
}

TEST(Blocks, LinesAboutTheReport) {
  EXPECT_EQ(blocks("Russia, Ukraine hold talks in Istanbul on ending the war\nPTI | Istanbul | Updated: 29-03-2022 18:49 IST | "
                   "Created: 29-03-2022 18:49 IST\n\n" +
                   kLead + "\n\n___\n\n" + kMore +
                   "\n\n(This story has not been edited by our staff and is auto-generated from a feed.)\n\nCopyright 2020 The "
                   "Agency. All rights reserved."),
            (Kinds{{"title", "Russia, Ukraine hold tal"},
                   {"dateline", "PTI | Istanbul | Updated"},
                   {"body", kLead.substr(0, 24)},
                   {"other", "___"},
                   {"body", kMore.substr(0, 24)},
                   {"navigation", "(This story has not been"},
                   {"navigation", "Copyright 2020 The Agenc"}}));
  EXPECT_EQ(blocks("Islamabad, January 4\n\n" + kLead + "\n\nBackground\n\n" + kMore),
            (Kinds{{"dateline", "Islamabad, January 4"},
                   {"body", kLead.substr(0, 24)},
                   {"other", "Background"},
                   {"body", kMore.substr(0, 24)}}));
}

TEST(Blocks, WhatWasGluedBehindAParagraph) {
  const std::string three = kLead + " " + kMore;
  EXPECT_EQ(blocks(three + " READ ALSO: Lavrov arrives in Cairo").back(),
            (Kinds::value_type{"navigation", "READ ALSO: Lavrov arrive"}));
  EXPECT_EQ(blocks(three + " – Agencies").back(), (Kinds::value_type{"agency", "– Agencies"}));
  EXPECT_EQ(blocks(three + " -- Reuters").back(), (Kinds::value_type{"agency", "-- Reuters"}));
  EXPECT_EQ(blocks(three + " (With agency inputs)").back(), (Kinds::value_type{"agency", "(With agency inputs)"}));
}

TEST(Blocks, ACreditOnTheLineBelowACaptionThatWasGluedToTheReport) {
  EXPECT_EQ(blocks(kLead + " The secretary-general of the body.\nImage: World Economic Forum. " + kMore),
            (Kinds{{"body", kLead.substr(0, 24)},
                   {"caption", "The secretary-general of"},
                   {"credit", "Image: World Economic Fo"},
                   {"body", kMore.substr(0, 24)}}));
  EXPECT_EQ(blocks(kLead + " A rifle of that type. Image: Wikimedia Commons. " + kMore),
            (Kinds{{"body", kLead.substr(0, 24)},
                   {"caption", "A rifle of that type."},
                   {"credit", "Image: Wikimedia Commons"},
                   {"body", kMore.substr(0, 24)}}));
}

}  // namespace
}  // namespace vedette
