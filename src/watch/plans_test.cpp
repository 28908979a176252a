#include <gtest/gtest.h>

#include "watch/ledger_rows.h"

namespace vedette {
namespace {

constexpr DayNumber kMonday = 19'786;  // 2024-03-04

struct Told {
  std::string cameo;
  Status status = Status::happened;
  DayNumber first = kNoDay, last = kNoDay;
  Index place = kNone;
  std::vector<Index> sources, targets;
};

// A ledger whose reports tell one event each.
class Reports {
 public:
  Index actor(std::string name, std::string country, std::string kind, bool official = false, std::string entity = {}) {
    const Index at = ledger_.actor_keys.add(entity.empty() ? name + '\n' + country : entity);
    ledger_.actors.push_back({name, entity, country, kind, name, 1, official});
    return at;
  }
  Index place(std::string name, std::string country, std::string kind, double latitude, double longitude) {
    ledger_.places.push_back({name, kind, country, name, latitude, longitude, true, 0});
    return ledger_.place_keys.add(name);
  }
  void report(DayNumber day, const Told& told) {
    const auto article = static_cast<Index>(ledger_.articles.size());
    auto made = std::make_shared<LedgerArticle>();
    made->row = article + 1, made->id = std::to_string(article), made->day = day;
    ledger_.articles.push_back(std::move(made));
    ledger_.rows.push_back(article + 1);
    ledger_.replaced_by.push_back(kNone), ledger_.copy_of.push_back(article), ledger_.story_of.push_back(0), ledger_.source_of.push_back(article);
    ledger_.article_quotes.push_back(0), ledger_.article_commitments.push_back(0);
    LedgerEvent event;
    event.article = article, event.number = 1, event.first = told.first, event.last = told.last == kNoDay ? told.first : told.last;
    event.place = told.place, event.status = told.status;
    event.cameo = static_cast<std::uint16_t>(ledger_.codes.add(told.cameo));
    event.actors = static_cast<Index>(ledger_.event_actors.size());
    event.sources = static_cast<std::uint8_t>(told.sources.size()), event.targets = static_cast<std::uint8_t>(told.targets.size());
    for (const std::vector<Index>* side : {&told.sources, &told.targets}) ledger_.event_actors.insert(ledger_.event_actors.end(), side->begin(), side->end());
    ledger_.events.push_back(event);
  }
  void promise(Index article, Index by) {
    LedgerCommitment promise;
    promise.article = article, promise.number = 1, promise.event_number = 1, promise.by = by;
    ledger_.commitments.push_back(promise);
  }
  const Ledger& follow() {
    sort_lists(ledger_), make_happenings(ledger_), make_postings(ledger_, nullptr), follow_up(ledger_, nullptr);
    return ledger_;
  }
  std::string came() {
    const Ledger& ledger = follow();
    return ledger.announcements.size() == 1 ? std::string(kCame[static_cast<std::size_t>(ledger.announcements[0].state)]) : "not one announcement";
  }

 private:
  Ledger ledger_;
};

struct Plans : testing::Test {
  Reports reports;
  Index kosovo = reports.actor("Kosovo", "XKX", "state", true, "state:XKX"), serbia = reports.actor("Serbia", "SRB", "state", true, "state:SRB");
  Index kurti = reports.actor("Albin Kurti", "XKX", "person", true), vucic = reports.actor("Aleksandar Vucic", "SRB", "person", true);
  Index farmers = reports.actor("farmers", "SRB", "people"), counterpart = reports.actor("Serbian counterpart", "SRB", "person"), italy = reports.actor("Italy", "ITA", "state", true, "state:ITA");
  Index brussels = reports.place("Brussels", "BEL", "city", 50.85, 4.35), ixelles = reports.place("Ixelles", "BEL", "city", 50.83, 4.37);
  Index liege = reports.place("Liège", "BEL", "city", 50.63, 5.57), belgium = reports.place("Belgium", "BEL", "country", 50.8, 4.5), rome = reports.place("Rome", "ITA", "city", 41.9, 12.5);

  // They are to meet on Thursday; what a report of Friday tells comes of it by the end of the month.
  std::string after(const Told& told, DayNumber report = kMonday + 4, const Told& plan = {}) {
    reports.report(kMonday, plan.cameo.empty() ? Told{"036", Status::scheduled, kMonday + 3, kMonday + 3, brussels, {kosovo}, {serbia}} : plan);
    reports.report(report, told);
    reports.report(kMonday + 20, {"010", Status::happened, kNoDay, kNoDay, kNone, {italy}, {}});
    return reports.came();
  }
};

TEST_F(Plans, AreToldByTheirStatesMen) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, brussels, {kurti}, {vucic}}), "took-place"); }
TEST_F(Plans, AreToldTheOtherWayRound) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, kNone, {vucic, kosovo}, {}}), "took-place"); }
TEST_F(Plans, AreToldWithoutADay) { EXPECT_EQ(after({"057", Status::happened, kNoDay, kNoDay, belgium, {kurti}, {serbia}}), "took-place"); }
TEST_F(Plans, AreToldInASuburb) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, ixelles, {kurti}, {vucic}}), "took-place"); }
TEST_F(Plans, AreToldOfAnUnnamedCounterpartInTheTown) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, brussels, {kurti}, {counterpart}}), "took-place"); }
TEST_F(Plans, AreCalledOff) { EXPECT_EQ(after({"040", Status::denied, kMonday + 3, kMonday + 3, kNone, {kosovo}, {serbia}}, kMonday + 2), "called-off"); }

TEST_F(Plans, AreNotToldElsewhere) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, rome, {kurti}, {vucic}}), "silent"); }
TEST_F(Plans, AreNotToldInAnotherTown) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, liege, {kurti}, {vucic}}), "silent"); }
TEST_F(Plans, AreNotToldByOneOfTwoStates) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, brussels, {kurti}, {italy}}), "silent"); }
TEST_F(Plans, AreNotToldByWhoActsForNobody) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, kNone, {kurti}, {farmers}}), "silent"); }
TEST_F(Plans, AreNotToldOfAnUnnamedCounterpartSomewhere) { EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, kNone, {kurti}, {counterpart}}), "silent"); }
TEST_F(Plans, AreNotToldByAnotherPlan) { EXPECT_EQ(after({"036", Status::happened, kMonday + 3, kMonday + 3, brussels, {kosovo}, {serbia}}), "silent"); }
TEST_F(Plans, AreNotToldByPraise) { EXPECT_EQ(after({"051", Status::happened, kMonday + 3, kMonday + 3, brussels, {kosovo}, {serbia}}), "silent"); }
TEST_F(Plans, AreNotToldBeforeTheirDay) { EXPECT_EQ(after({"040", Status::happened, kMonday, kMonday, brussels, {kurti}, {vucic}}, kMonday + 1), "silent"); }
TEST_F(Plans, AreNotToldLongAfterTheirDay) { EXPECT_EQ(after({"040", Status::happened, kMonday + 10, kMonday + 10, brussels, {kurti}, {vucic}}, kMonday + 11), "silent"); }

TEST_F(Plans, AidIsToldBySidesAsAnnounced) {
  const Told plan{"033", Status::scheduled, kMonday + 3, kMonday + 3, kNone, {italy}, {kosovo}};
  EXPECT_EQ(after({"070", Status::happened, kMonday + 3, kMonday + 3, kNone, {kosovo}, {italy}}, kMonday + 4, plan), "silent");
}
TEST_F(Plans, AidIsTold) {
  const Told plan{"033", Status::scheduled, kMonday + 3, kMonday + 3, kNone, {italy}, {kosovo}};
  EXPECT_EQ(after({"073", Status::happened, kNoDay, kNoDay, kNone, {italy}, {kurti}}, kMonday + 4, plan), "took-place");
}
TEST_F(Plans, OfOneAloneAreToldInTheTownOrOnTheDay) {
  const Told plan{"036", Status::scheduled, kMonday + 3, kMonday + 3, brussels, {kosovo}, {}};
  EXPECT_EQ(after({"040", Status::happened, kMonday + 3, kMonday + 3, brussels, {kurti}, {italy}}, kMonday + 4, plan), "took-place");
}
TEST_F(Plans, OfOneAloneAreNotToldByWhateverHeDoes) {
  const Told plan{"036", Status::scheduled, kMonday + 3, kMonday + 3, brussels, {kosovo}, {}};
  EXPECT_EQ(after({"040", Status::happened, kNoDay, kNoDay, kNone, {kurti}, {italy}}, kMonday + 4, plan), "silent");
}

TEST_F(Plans, PromisesAreKeptByActsNotByPromises) {
  reports.report(kMonday, {"033", Status::pledged, kNoDay, kNoDay, kNone, {italy}, {kosovo}});
  reports.promise(0, italy);
  reports.report(kMonday + 1, {"033", Status::happened, kMonday + 1, kMonday + 1, kNone, {italy}, {kosovo}});
  reports.report(kMonday + 9, {"070", Status::happened, kMonday + 8, kMonday + 8, kNone, {italy}, {kosovo}});
  const Ledger& ledger = reports.follow();
  EXPECT_EQ(ledger.commitments[0].state, Kept::kept);
  EXPECT_EQ(ledger.events[ledger.commitments[0].because].first, kMonday + 8);
}

}  // namespace
}  // namespace vedette
