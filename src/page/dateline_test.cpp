#include "page/dateline.h"

#include <gtest/gtest.h>

#include "page/knowledge_for_tests.h"

namespace vedette {
namespace {

std::string read(std::string_view text) {
  const auto date = written_date(text, 0);
  return date ? date->as_day() ? date->value() : "no day" : "none";
}

TEST(WrittenDate, AsNewsPagesWriteIt) {
  EXPECT_EQ(read("2023-06-29"), "2023-06-29");
  EXPECT_EQ(read("2023/06/29 10:05"), "2023-06-29T10:05");
  EXPECT_EQ(read("2023-06-29T10:05:30.123Z"), "2023-06-29T10:05Z");
  EXPECT_EQ(read("2023-06-29T10:05+02:00"), "2023-06-29T10:05+02:00");
  EXPECT_EQ(read("Friday, August 21, 2015"), "2015-08-21");
  EXPECT_EQ(read("21 August 2015"), "2015-08-21");
  EXPECT_EQ(read("Aug. 21st, 2015, 6:49 p.m. EDT"), "2015-08-21T18:49");
  EXPECT_EQ(read("29-03-2022 18:49 IST"), "2022-03-29T18:49");
  EXPECT_EQ(read("29.03.2022, 12.05 GMT"), "2022-03-29T12:05Z");
  EXPECT_EQ(read("03/29/2022"), "2022-03-29");
  EXPECT_EQ(read("29-Mar-2022"), "2022-03-29");
  EXPECT_EQ(read("Tue, 29 Mar 2022 1849 GMT"), "2022-03-29T18:49Z");
  EXPECT_EQ(read("Sept 5, 2001"), "2001-09-05");
}

TEST(WrittenDate, NotWhatIsNone) {
  EXPECT_EQ(read("2023-02-30"), "no day");
  EXPECT_EQ(read("November 19"), "no day") << "no year";
  EXPECT_EQ(read("03/04/2022"), "no day") << "the month may be the one or the other";
  EXPECT_EQ(read("10-12"), "none");
  EXPECT_EQ(read("1.5.2"), "none");
  EXPECT_EQ(read("May he rest"), "none");
  EXPECT_EQ(read("Marches 20, 2020"), "none");
  EXPECT_EQ(read(""), "none");
}

struct Parts {
  std::string line;
  std::string place;
  std::string date;
  bool operator==(const Parts&) const = default;
};
void PrintTo(const Parts& parts, std::ostream* out) { *out << parts.line << " | " << parts.place << " | " << parts.date; }

Parts parts(std::string_view text) {
  const auto found = dateline_at(text, {0, static_cast<std::uint32_t>(text.size())}, test_world(), test_words());
  if (!found) return {"none", "", ""};
  std::string date;
  if (found->date)
    date = found->date->as_day() ? found->date->value()
                                 : std::to_string(found->date->month) + "/" + std::to_string(found->date->day);
  return {std::string(found->span.of(text)), std::string(found->place.of(text)), date};
}

TEST(Dateline, LinesOfNothingElse) {
  EXPECT_EQ(parts("date 2023-06-29"), (Parts{"date 2023-06-29", "", "2023-06-29"}));
  EXPECT_EQ(parts("Friday, August 21, 2015"), (Parts{"Friday, August 21, 2015", "", "2015-08-21"}));
  EXPECT_EQ(parts("Updated: 29-03-2022 18:49 IST"), (Parts{"Updated: 29-03-2022 18:49 IST", "", "2022-03-29T18:49"}));
  EXPECT_EQ(parts("Published on 3 June 2021 | Last updated 4 June 2021"),
            (Parts{"Published on 3 June 2021 | Last updated 4 June 2021", "", "2021-06-03"}));
}

TEST(Dateline, ADateAndThenTheReport) {
  EXPECT_EQ(parts("date 2007-07-24 Libya has freed six foreign medical personnel."),
            (Parts{"date 2007-07-24", "", "2007-07-24"}));
  EXPECT_EQ(parts("June 5, 2020 was a day of protests in many cities of the country."), (Parts{"none", "", ""}));
}

TEST(Dateline, PlaceDateAndAgency) {
  EXPECT_EQ(parts("CAIRO, November 19. /TASS/ Egypt has"), (Parts{"CAIRO, November 19. /TASS/", "CAIRO", "11/19"}));
  EXPECT_EQ(parts("WASHINGTON (AP) — The president"), (Parts{"WASHINGTON (AP) —", "WASHINGTON", ""}));
  EXPECT_EQ(parts("BEIJING, Aug. 21, 2015 (Xinhua) -- China"),
            (Parts{"BEIJING, Aug. 21, 2015 (Xinhua) --", "BEIJING", "2015-08-21"}));
  EXPECT_EQ(parts("KABUL, Afghanistan (AP) - The Taliban"), (Parts{"KABUL, Afghanistan (AP) -", "KABUL", ""}));
  EXPECT_EQ(parts("NEW DELHI: The foreign minister"), (Parts{"NEW DELHI:", "NEW DELHI", ""}));
  EXPECT_EQ(parts("UNITED NATIONS, June 3 (Reuters) - The"),
            (Parts{"UNITED NATIONS, June 3 (Reuters) -", "UNITED NATIONS", "6/3"}));
  EXPECT_EQ(parts("Geneva (4 May 2020) – The High Commissioner"), (Parts{"Geneva (4 May 2020) –", "Geneva", "2020-05-04"}));
}

TEST(Dateline, NotWhatIsAReport) {
  for (const std::string_view text :
       {"NATO said it would defend its members.", "Paris is a city of", "Russia - which denies it - said",
        "The UN (United Nations) said", "Libya has freed six", "On June 3 the minister", "US: Troops to leave",
        "ANALYSIS: Why the talks failed", "FILE - In this photo the president", ""})
    EXPECT_EQ(parts(text), (Parts{"none", "", ""})) << text;
}

}  // namespace
}  // namespace vedette
