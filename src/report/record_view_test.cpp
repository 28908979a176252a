#include "report/record_view.h"

#include <optional>

#include <gtest/gtest.h>

namespace vedette {
namespace {

const std::string kRecord = R"json({"schema":"vedette/report/1","article":{"id":"ab12","url":"https://example.org/1","title":"Post \"raided\"",
"site":null,"published":"2023-10-03","published_from":"given","language":"en","characters":60,"agencies":["Reuters","AFP"],"page":"cd34",
"given":{"id":"7","author":"A. Writer"}},
"blocks":[{"kind":"title","span":[0,12]},{"kind":"body","span":[13,60]}],
"repairs":[{"kind":"mojibake","span":[3,5],"was":"Ã©","now":"é"}],
"actors":[{"id":"a1","name":"Mali","kind":"state","entity":"state:MLI","country":"MLI","sectors":["GOV","MIL"],"cameo":"MLI",
"roles":[{"role":"host","of":null,"from":"2020-01-01","to":null,"source":"world"}],
"mentions":[{"span":[13,17],"text":"Mali","form":"name"},{"span":[20,22],"text":"It","form":"pronoun"}]}],
"places":[{"id":"p1","name":"Kidal","kind":"city","country":"MLI","admin1":"Kidal","lat":18,"lon":1.5,"geonames":2455290,
"mentions":[{"span":[30,35],"text":"Kidal","use":"literal"}]},
{"id":"p2","name":"Sahel","kind":"region","country":null,"admin1":null,"lat":null,"lon":null,"geonames":null,"mentions":[]}],
"times":[{"id":"t1","span":[40,46],"text":"Monday","value":"2023-10-02","type":"DATE","anchor":"published"}],
"quotes":[{"id":"q1","kind":"direct","span":[47,50],"text":"yes","speaker":"a1","cue":{"span":[51,55],"text":"said"},"audience":["a1"],
"time":"t1","place":null}],
"events":[{"id":"e1","type":"ASSAULT","mode":null,"contexts":["military"],"cameo":"190","goldstein":-10,"quad":4,"source":[],"target":["a1"],
"date":"2023-10-02","time":"t1","place":"p1","status":"happened","said_by":"a1","quote":"q1","trigger":{"span":[23,29],"text":"raided"},
"sentence":{"span":[13,60]},"evidence":{"target":[[13,17]],"date":[[40,46]]},"confidence":0.75}],
"commitments":[{"by":"a1","to":["a1"],"what":"leave","due":"2023-12","event":"e1","span":[1,4]}],
"relations":[{"type":"member-of","from":"a1","to":"a1","since":null,"until":null,"source":"world","span":null}],
"doubts":[{"kind":"day","note":"Two days.","spans":[[1,2],[3,4]]}],
"made_by":{"vedette":"0.1","model":"m","world":"w","lexicon":"l"}})json";

std::string with(std::string_view what, std::string_view instead) {
  std::string record = kRecord;
  const std::size_t at = record.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return record.replace(at, what.size(), instead);
}

std::string fault_of(const std::string& record) {
  const Result<RecordView> view = RecordView::of(record);
  return view ? "none" : view.error().message;
}

TEST(RecordView, GivesAllThatARecordHolds) {
  const Result<RecordView> read = RecordView::of(kRecord);
  ASSERT_TRUE(read) << read.error().message;
  const RecordView& r = *read;
  EXPECT_EQ(r.article_id, "ab12");
  EXPECT_EQ(r.title, "Post \"raided\"");
  EXPECT_EQ(r.site, "");
  EXPECT_EQ(r.author, "A. Writer");
  EXPECT_EQ(r.agencies, (std::vector<std::string_view>{"Reuters", "AFP"}));
  EXPECT_EQ(r.made_by.lexicon, "l");
  EXPECT_EQ(r.missing, "");
  EXPECT_EQ(r.blocks[1].form, "body");
  EXPECT_EQ(r.repairs[0].now, "é");
  ASSERT_TRUE(r.actor("a1"));
  EXPECT_EQ(r.actor("a1")->sectors.size(), 2u);
  EXPECT_EQ(r.actor("a1")->roles[0].from, "2020-01-01");
  EXPECT_EQ(r.actor("a1")->mentions[1].form, "pronoun");
  ASSERT_TRUE(r.place("p1"));
  EXPECT_EQ(r.place("p1")->at, std::pair(18.0, 1.5));
  EXPECT_EQ(r.place("p1")->geonames, 2455290);
  EXPECT_EQ(r.place("p2")->at, std::nullopt);
  EXPECT_EQ(r.times[0].words.text, "Monday");
  ASSERT_TRUE(r.quote("q1") && r.quote("q1")->cue);
  EXPECT_EQ(r.quote("q1")->cue->text, "said");
  ASSERT_TRUE(r.event("e1"));
  const EventView& event = *r.event("e1");
  EXPECT_EQ(event.number, 1);
  EXPECT_EQ(event.goldstein, -10);
  EXPECT_EQ(event.trigger.span, (SpanView{23, 29}));
  ASSERT_EQ(event.evidence.size(), 2u);
  EXPECT_EQ(event.evidence[1].part, "date");
  EXPECT_EQ(event.evidence[1].span, (SpanView{40, 46}));
  EXPECT_EQ(r.commitments[0].due, "2023-12");
  EXPECT_EQ(r.relations[0].span, std::nullopt);
  EXPECT_EQ(r.doubts[0].spans.size(), 2u);
  EXPECT_EQ(r.event("e2"), nullptr);
  EXPECT_EQ(r.actor(""), nullptr);
}

TEST(RecordView, TellsARecordOfAnEarlierStep) {
  const Result<RecordView> read = RecordView::of(R"({"schema":"vedette/report/1","article":{"id":"x"},"blocks":[],"repairs":[],"actors":[]})");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->missing, "places");
}

TEST(RecordView, SaysWhereARecordIsNotAsItShouldBe) {
  EXPECT_EQ(fault_of("{"), "this is no JSON object; expected a record, as `vedette read --format jsonl` writes it");
  EXPECT_EQ(fault_of("[1]"), "this is no JSON object; expected a record, as `vedette read --format jsonl` writes it");
  EXPECT_NE(fault_of(with("report/1", "report/2")).find("no record of the schema"), std::string::npos);
  EXPECT_EQ(fault_of(R"({"schema":"vedette/report/1"})"), "the record has no article");
  EXPECT_EQ(fault_of(with("\"characters\":60", "\"characters\":\"60\"")), "the record's characters: expected a whole number");
  EXPECT_EQ(fault_of(with("[23,29]", "[29,23]")), "the record's events, number 1, span: expected [begin, end)");
  EXPECT_EQ(fault_of(with("[23,29]", "[-1,29]")), "the record's events, number 1, span: expected [begin, end)");
  EXPECT_EQ(fault_of(with("[23,29]", "[1,2,3]")), "the record's events, number 1, span: expected [begin, end)");
  EXPECT_EQ(fault_of(with("\"trigger\":{\"span\":[23,29],\"text\":\"raided\"},", "")), "the record's events, number 1, trigger: expected an object");
  EXPECT_EQ(fault_of(with("\"Sahel\"", "3")), "the record's places, number 2, name: expected a text");
  EXPECT_EQ(fault_of(with("[\"GOV\",\"MIL\"]", "[\"GOV\",1]")), "the record's actors, number 1, sectors: expected texts");
  EXPECT_EQ(fault_of(with("\"spans\":[[1,2],[3,4]]", "\"spans\":7")), "the record's doubts, number 1, spans: expected a list");
  EXPECT_EQ(fault_of(with("\"blocks\":[", "\"blocks\":[true,")), "the record's blocks: expected objects");
}

TEST(RecordView, StaysWhenItIsMovedAndWhenOthersAreRead) {
  std::optional<RecordView> kept;
  {
    Result<RecordView> read = RecordView::of(kRecord);
    ASSERT_TRUE(read);
    kept = *std::move(read);
  }
  for (int i = 0; i < 3; ++i) {
    const Result<RecordView> other = RecordView::of(with("Post", "Camp"));
    ASSERT_TRUE(other);
    EXPECT_EQ(other->title, "Camp \"raided\"");
  }
  EXPECT_EQ(kept->title, "Post \"raided\"");
  EXPECT_EQ(kept->events[0].trigger.text, "raided");
}

TEST(RecordView, NumbersOfIds) {
  EXPECT_EQ(number_of_id("a12"), 12);
  EXPECT_EQ(number_of_id(""), 0);
  EXPECT_EQ(number_of_id("a"), 0);
  EXPECT_EQ(number_of_id("ax"), 0);
}

}  // namespace
}  // namespace vedette
