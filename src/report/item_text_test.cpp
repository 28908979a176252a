#include "report/item_text.h"

#include <gtest/gtest.h>

namespace vedette {
namespace {

const std::string kText = "Raid in Mali\n\nMali said on Monday: \"Rebels raided Kidal\".\n\nNothing more.";
const std::string kRecord = R"json({"schema":"vedette/report/1","article":{"id":"ab12","url":null,"title":"Raid in Mali","site":"one.example",
"published":"2023-10-03","published_from":"given","language":"en","characters":72,"agencies":[],"given":{}},
"blocks":[{"kind":"title","span":[0,12]},{"kind":"body","span":[14,57]},{"kind":"body","span":[59,72]}],"repairs":[],
"actors":[{"id":"a1","name":"Mali","kind":"state","entity":"state:MLI","country":"MLI","sectors":[],"cameo":"MLI","roles":[],
"mentions":[{"span":[14,18],"text":"Mali","form":"name"}]},
{"id":"a2","name":"Rebels","kind":"armed-group","entity":null,"country":null,"sectors":["REB"],"cameo":"REB","roles":[],
"mentions":[{"span":[36,42],"text":"Rebels","form":"description"}]}],
"places":[{"id":"p1","name":"Kidal","kind":"city","country":"MLI","admin1":null,"lat":18.44,"lon":1.41,"geonames":2455290,
"mentions":[{"span":[50,55],"text":"Kidal","use":"literal"}]}],
"times":[{"id":"t1","span":[27,33],"text":"Monday","value":"2023-10-02","type":"DATE","anchor":"published"}],
"quotes":[{"id":"q1","kind":"direct","span":[36,55],"text":"Rebels raided Kidal","speaker":"a1","cue":{"span":[19,23],"text":"said"},"audience":[],
"time":null,"place":null}],
"events":[{"id":"e1","type":"ASSAULT","mode":null,"contexts":["military"],"cameo":"190","goldstein":-10,"quad":4,"source":["a2"],"target":[],
"date":"2023-10-02","time":"t1","place":"p1","status":"happened","said_by":"a1","quote":"q1","trigger":{"span":[43,49],"text":"raided"},
"sentence":{"span":[14,57]},"evidence":{"source":[[36,42]],"target":[],"date":[[27,33]],"place":[[50,55]],"mentions":[]},"confidence":0.75}],
"commitments":[],"relations":[],"doubts":[],"made_by":{"vedette":"0.1","model":"m","world":"w","lexicon":"l"}})json";

std::string shown(std::string_view item, bool whole = false) {
  const Result<RecordView> record = RecordView::of(kRecord);
  if (!record) return record.error().message;
  const Result<std::string> text = write_item(*record, kText, item, whole, {});
  return text ? *text : text.error().message;
}

TEST(ItemText, AnEventWithItsEvidence) {
  EXPECT_EQ(shown("e1"), R"(e1 ASSAULT 190 happened
  trigger      raided
  source       Rebels
  date         2023-10-02 (“Monday”)
  place        Kidal, MLI (18.44, 1.41)
  said by      Mali (state:MLI)
  in quote     q1 (“Rebels raided Kidal”)
  contexts     military
  weight       Goldstein -10, quad class 4, confidence 0.75
  title        Raid in Mali
  site         one.example
  published    2023-10-03
  article      ab12

  Raid in Mali

  Mali said on [date: Monday]: "[quote: [source: Rebels] [trigger: raided] [place: Kidal]]".

  Nothing more.
)");
}

TEST(ItemText, AQuoteAnActorAPlace) {
  EXPECT_NE(shown("q1").find("speaker      Mali (state:MLI)"), std::string::npos);
  EXPECT_NE(shown("q1").find("Mali [cue: said] on Monday: \"[quote: Rebels [e1: raided] Kidal]\"."), std::string::npos);
  EXPECT_NE(shown("a2").find("e1           source of ASSAULT 190, happened: Rebels → ?, 2023-10-02, Kidal"), std::string::npos);
  EXPECT_NE(shown("a2").find("[description: Rebels] [e1: raided] Kidal"), std::string::npos);
  EXPECT_NE(shown("p1").find("raided] [literal: Kidal]"), std::string::npos);
}

TEST(ItemText, TheReportNamesItsEventsAndQuotesInTheText) {
  EXPECT_NE(shown("").find("  e1           ASSAULT 190, happened: Rebels → ?, 2023-10-02, Kidal\n"), std::string::npos);
  EXPECT_NE(shown("").find("\"[q1: Rebels [e1: raided] Kidal]\"."), std::string::npos);
}

TEST(ItemText, AnItemThatIsNotThere) {
  EXPECT_EQ(shown("e9"), "the report has no e9; it has 1 events (e1, e2, …), 1 quotes (q1, …), 2 actors (a1, …) and 1 places (p1, …)");
}

}  // namespace
}  // namespace vedette
