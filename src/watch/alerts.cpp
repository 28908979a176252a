// What the rules find. Doors: find_alerts, quote_words. Test: tests/watch.py.
#include "watch/alerts.h"

#include <algorithm>

#include <fmt/format.h>

#include "archive/compress.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "watch/tension.h"

namespace vedette {
namespace {

constexpr double kOneSided95 = 1.645;  // standard errors that a rise must exceed
constexpr DayNumber kWeek = 7;

// A type as words of an alert (words.tsv).
struct Words {
  std::string_view type, done, todo, to;
};
constexpr Words kWords[] = {
#include "words.inc"
};

// "attacked", "to meet with", "not attacked".
std::string deed_words(std::string_view type, Status status, bool aimed) {
  const auto found = std::find_if(std::begin(kWords), std::end(kWords), [&](const Words& words) { return words.type == type; });
  if (found == std::end(kWords)) return std::string(type);
  const bool ahead = status == Status::scheduled || status == Status::pledged || status == Status::called_for || status == Status::conditional;
  const std::string words = ahead ? fmt::format("to {}", found->todo) : fmt::format("{}{}", status == Status::denied ? "not " : "", found->done);
  return aimed && found->to != "-" ? fmt::format("{} {}", words, found->to) : words;
}

class Finder {
 public:
  Finder(const Ledger& ledger, const Database& archive, const World* world, std::vector<Alert>& alerts) : ledger_(ledger), archive_(archive), world_(world), alerts_(alerts) {}

  Outcome find(const Rule& rule) {
    if (ledger_.as_of == kNoDay) return Done{};
    switch (rule.kind) {
      case RuleKind::event: events(rule); break;
      case RuleKind::tension: tension(rule); break;
      case RuleKind::due: due(rule); break;
      case RuleKind::missed: missed(rule); break;
      case RuleKind::contradiction: return contradictions(rule);
    }
    return Done{};
  }
 private:
  std::string names(const Index* begin, const Index* end) const {
    std::string all;
    for (const Index* actor = begin; actor != end; ++actor) all += (all.empty() ? "" : ", ") + ledger_.actors[*actor].name;
    return all.empty() ? "somebody" : all;
  }
  std::string keys(const Index* begin, const Index* end) const {
    std::vector<std::string> all;
    for (const Index* actor = begin; actor != end; ++actor) all.push_back(ledger_.actors[*actor].key());
    std::sort(all.begin(), all.end());
    std::string joined;
    for (const std::string& key : all) joined += key + '\n';
    return joined;
  }
  // The event as its story knows it: whatever the report.
  std::string signature(const LedgerEvent& e) const {
    const std::string what = fmt::format("{}|{}|{}|{}", e.type, e.first, keys(ledger_.sources_begin(e), ledger_.sources_end(e)), keys(ledger_.sources_end(e), ledger_.targets_end(e)));
    return fmt::format("{:016x}", hash64(what));
  }

  Alert about(const Rule& rule, Index event) const {
    const LedgerEvent& e = ledger_.events[event];
    Alert alert = in_article(rule, e.article, e.begin, e.end);
    alert.event = e.number;
    alert.day = day_text(e.first);
    return alert;
  }
  Alert in_article(const Rule& rule, Index article, std::uint32_t begin, std::uint32_t end) const {
    Alert alert;
    alert.rule = rule.name, alert.kind = kind_name(rule.kind);
    alert.article = ledger_.articles[article]->id, alert.title = ledger_.articles[article]->title;
    alert.begin = begin, alert.end = end;
    alert.story = ledger_.story_of[article];
    return alert;
  }

  void events(const Rule& rule) {
    EventFilter filter;
    const auto side = [&](const std::string& text, std::optional<Side>& out) {
      if (!text.empty()) out = Side::of(ledger_, world_, text);
    };
    side(rule.who, filter.who), side(rule.to_whom, filter.to_whom), side(rule.any, filter.any), side(rule.left, filter.left), side(rule.right, filter.right);
    filter.types = rule.types;
    filter.statuses = rule.statuses ? rule.statuses : 1U << static_cast<unsigned>(Status::happened) | 1U << static_cast<unsigned>(Status::ongoing);
    filter.country = rule.country;
    filter.confidence = rule.confidence;
    if (rule.near) filter.places = places_near(ledger_, rule.latitude, rule.longitude, rule.radius);
    if (!rule.place.empty()) filter.places = places_named(ledger_, rule.place);
    std::vector<std::uint8_t> seen(ledger_.happenings.size(), 0);
    recent(rule.days, [&](Index article) {
      for (const Index* at = ledger_.events_of_article.begin(article); at != ledger_.events_of_article.end(article); ++at) {
        const LedgerEvent& e = ledger_.events[*at];
        const Happening& happening = ledger_.happenings[e.happening];
        if (seen[e.happening] || happening.sources < rule.sources || !filter.matches(ledger_, e)) continue;
        seen[e.happening] = 1;
        Alert alert = about(rule, *at);
        const bool aimed = ledger_.sources_end(e) != ledger_.targets_end(e);
        alert.text = fmt::format("{} {}{}{}{}; told by ", names(ledger_.sources_begin(e), ledger_.sources_end(e)), deed_words(kEventTypes[e.type], e.status, aimed),
                                 aimed ? " " + names(ledger_.sources_end(e), ledger_.targets_end(e)) : "",
                                 e.first == kNoDay ? "" : " on " + day_text(e.first),
                                 e.status == Status::happened ? "" : fmt::format(" ({})", kStatuses[static_cast<std::size_t>(e.status)]));
        alert.text += happening.sources == 1 ? "one source" : fmt::format("{} independent sources", happening.sources);
        for (const Index* telling = ledger_.events_of_happening.begin(e.happening); telling != ledger_.events_of_happening.end(e.happening); ++telling)
          alert.covers.push_back(fmt::format("told:{}:{}", ledger_.articles[ledger_.events[*telling].article]->id, ledger_.events[*telling].number));
        if (alert.story) alert.covers.push_back(fmt::format("story:{}:{}", alert.story, signature(e)));
        // A copy that no story has joined: the text is another's.
        for (const Index* twin = ledger_.events_of_article.begin(ledger_.copy_of[article]); twin != ledger_.events_of_article.end(ledger_.copy_of[article]); ++twin)
          if (ledger_.copy_of[article] != article && signature(ledger_.events[*twin]) == signature(e))
            alert.covers.push_back(fmt::format("told:{}:{}", ledger_.articles[ledger_.copy_of[article]]->id, ledger_.events[*twin].number));
        alert.key = alert.covers.front();
        alerts_.push_back(std::move(alert));
      }
    });
  }

  template <class Each>
  void recent(int days, Each each) const {
    auto from = std::lower_bound(ledger_.by_day.begin(), ledger_.by_day.end(), ledger_.as_of - days, [&](Index a, DayNumber day) { return ledger_.articles[a]->day <= day; });
    for (; from != ledger_.by_day.end(); ++from) each(*from);
  }

  void tension(const Rule& rule) {
    EventFilter filter;
    filter.left = Side::of(ledger_, world_, rule.left), filter.right = Side::of(ledger_, world_, rule.right);
    const DayNumber first = ledger_.as_of - rule.days;
    filter.since = first - reach_of(kHalfLife) - kWeek, filter.until = ledger_.as_of;
    const std::vector<Push> pushes = pushes_of(ledger_, filter);
    const std::vector<TensionDay> days = tension_of(pushes, first - kWeek, ledger_.as_of, kHalfLife);
    const auto holds = [&](std::size_t at, bool rising) {
      const double error = (days[at].high - days[at].low) / 2 / 1.96;
      return rising ? at >= static_cast<std::size_t>(kWeek) && days[at].tension - days[at - kWeek].tension > kOneSided95 * error && error > 0 : days[at].tension > rule.above;
    };
    for (const bool rising : {false, true}) {
      if ((rising && !rule.rising) || (!rising && !rule.has_above) || !holds(days.size() - 1, rising)) continue;
      // One alert as long as it lasts: each day of it is covered.
      std::size_t start = days.size() - 1;
      while (start > 0 && holds(start - 1, rising)) --start;
      const Push* heaviest = nullptr;
      for (const Push& push : pushes)
        if (push.day >= days[start].day - kWeek && push.value > 0 && (!heaviest || push.value >= heaviest->value)) heaviest = &push;
      if (!heaviest) continue;
      Alert alert = about(rule, heaviest->event);
      alert.day = day_text(ledger_.as_of);
      const TensionDay& now = days.back();
      alert.text = rising ? fmt::format("tension between {} and {} is rising: {:.2f} after {:.2f} a week before (95 per cent: {:.2f} to {:.2f})", rule.left, rule.right, now.tension,
                                        days[days.size() - 1 - kWeek].tension, now.low, now.high)
                          : fmt::format("tension between {} and {} is {:.2f}, above {:.2f} (95 per cent: {:.2f} to {:.2f})", rule.left, rule.right, now.tension, rule.above, now.low, now.high);
      for (std::size_t at = start; at < days.size(); ++at) alert.covers.push_back(fmt::format("{}:{}", rising ? "rising" : "above", day_text(days[at].day)));
      alert.key = alert.covers.back();
      alerts_.push_back(std::move(alert));
    }
  }

  void due(const Rule& rule) {
    const Side side = rule.any.empty() ? Side() : Side::of(ledger_, world_, rule.any);
    for (const LedgerCommitment& promise : ledger_.commitments) {
      if (promise.state != Kept::open || promise.due_last == kNoDay || promise.due_last < ledger_.as_of || promise.due_last > ledger_.as_of + rule.days) continue;
      if (!rule.any.empty() && (promise.by == kNone || !side.holds(promise.by, ledger_.articles[promise.article]->day))) continue;
      Alert alert = in_article(rule, promise.article, promise.begin, promise.end);
      alert.day = day_text(promise.due_last);
      alert.event = promise.event_number;
      alert.text = fmt::format("{} promised something that is due by {}", promise.by == kNone ? "somebody" : ledger_.actors[promise.by].name, alert.day);
      alert.covers = {fmt::format("due:{}:{}", alert.article, promise.number)};
      if (alert.story) alert.covers.push_back(fmt::format("due-story:{}:{}:{}", alert.story, promise.by == kNone ? "" : ledger_.actors[promise.by].key(), alert.day));
      alert.key = alert.covers.front();
      alerts_.push_back(std::move(alert));
    }
  }

  void missed(const Rule& rule) {
    const Side side = rule.any.empty() ? Side() : Side::of(ledger_, world_, rule.any);
    for (const Announcement& plan : ledger_.announcements) {
      if ((plan.state != Came::silent && plan.state != Came::called_off) || plan.last < ledger_.as_of - rule.days) continue;
      const LedgerEvent& e = ledger_.events[plan.event];
      if (!rule.any.empty() && !side.any(ledger_.sources_begin(e), ledger_.targets_end(e), plan.first)) continue;
      Alert alert = about(rule, plan.event);
      alert.text = fmt::format("{} was announced for {}, and {}: {}{}", kEventTypes[e.type], day_text(plan.first), plan.state == Came::silent ? "no later report tells of it" : "a later report denies it",
                               names(ledger_.sources_begin(e), ledger_.sources_end(e)), e.targets ? " with " + names(ledger_.sources_end(e), ledger_.targets_end(e)) : "");
      alert.covers = {fmt::format("missed:{}:{}", alert.article, e.number), fmt::format("missed-event:{}", signature(e))};
      alert.key = alert.covers.back();
      alerts_.push_back(std::move(alert));
    }
  }

  Outcome contradictions(const Rule& rule) {
    const Side side = rule.any.empty() ? Side() : Side::of(ledger_, world_, rule.any);
    for (const LedgerStory& story : ledger_.stories) {
      if (!story.disagreements || story.last == kNoDay || story.last < ledger_.as_of - rule.days) continue;
      const auto at_story = ledger_.story_at.find(story.story);
      if (!rule.any.empty()) {
        bool there = false;
        for (const Index* at = ledger_.articles_of_story.begin(at_story->second); at != ledger_.articles_of_story.end(at_story->second) && !there; ++at)
          for (const Index* e = ledger_.events_of_article.begin(*at); e != ledger_.events_of_article.end(*at) && !there; ++e)
            there = side.any(ledger_.sources_begin(ledger_.events[*e]), ledger_.targets_end(ledger_.events[*e]), ledger_.events[*e].first);
        if (!there) continue;
      }
      Result<Statement> rows = archive_.prepare("SELECT disagreement, kind, about, value, article, begin, \"end\" FROM disagreement WHERE story = ? ORDER BY disagreement, value, article");
      if (!rows) return rows.error();
      rows->bind(1, story.story);
      std::int64_t last = -1;
      while (true) {
        const Result<bool> row = rows->step();
        if (!row) return row.error();
        if (!*row) break;
        const std::string value(rows->text(3));
        if (rows->integer(0) == last) {
          Alert& alert = alerts_.back();
          if (alert.text.find(" " + value) == std::string::npos && alert.text.size() < 300) alert.text += " or " + value;
          continue;
        }
        const auto article = std::lower_bound(ledger_.articles.begin(), ledger_.articles.end(), rows->integer(4), [](const auto& a, std::int64_t r) { return a->row < r; });
        if (article == ledger_.articles.end() || (*article)->row != rows->integer(4)) continue;
        last = rows->integer(0);
        Alert alert = in_article(rule, static_cast<Index>(article - ledger_.articles.begin()), static_cast<std::uint32_t>(rows->integer(5)), static_cast<std::uint32_t>(rows->integer(6)));
        alert.day = day_text(story.last);
        alert.story = story.story;
        alert.covers = {fmt::format("contradiction:{}:{}:{}", story.story, rows->text(1), rows->text(2))};
        alert.key = alert.covers.front();
        alert.text = fmt::format("reports of one story disagree on {} {}: {}", rows->text(1), rows->text(2), value);
        alerts_.push_back(std::move(alert));
      }
    }
    return Done{};
  }

  const Ledger& ledger_;
  const Database& archive_;
  const World* world_;
  std::vector<Alert>& alerts_;
};

}  // namespace

Result<std::vector<Alert>> find_alerts(const Rules& rules, const Ledger& ledger, const Database& archive, const World* world) {
  std::vector<Alert> alerts;
  Finder finder(ledger, archive, world, alerts);
  for (const Rule& rule : rules.rules)
    if (Outcome done = finder.find(rule); !done) return done.error();
  return alerts;
}

Outcome quote_words(std::vector<Alert>& alerts, const Database& archive) {
  std::unordered_map<std::string, std::string> texts;
  for (Alert& alert : alerts) {
    if (alert.article.empty()) continue;
    const auto [found, fresh] = texts.try_emplace(alert.article);
    if (fresh) {
      Result<Statement> asked = archive.prepare("SELECT text FROM article WHERE id = ?");
      if (!asked) return asked.error();
      asked->bind(1, alert.article);
      const Result<bool> row = asked->step();
      if (!row) return row.error();
      if (!*row) continue;
      Result<std::string> text = decompress(asked->text(0));
      if (!text) return text.error();
      found->second = *std::move(text);
    }
    std::size_t at = 0;
    std::uint32_t number = 0;
    for (; number < alert.begin && at < found->second.size(); ++number) next_code_point(found->second, at);
    const std::size_t start = at;
    for (; number < alert.end && at < found->second.size(); ++number) next_code_point(found->second, at);
    alert.words = found->second.substr(start, at - start);
  }
  return Done{};
}

}  // namespace vedette
