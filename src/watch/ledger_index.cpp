// Sorts a ledger's lists and indexes them. Doors: sort_lists, make_postings. Test: tests/serve.py.
#include <algorithm>

#include "watch/ledger_rows.h"

namespace vedette {
namespace {

// Most of the list is in order from the ledger before: only the tail is sorted, and merged in.
template <class List, class Less>
void sort_tail(List& list, Less less) {
  const auto tail = std::is_sorted_until(list.begin(), list.end(), less);
  std::sort(tail, list.end(), less);
  std::inplace_merge(list.begin(), tail, list.end(), less);
}

template <class Item>
Postings by_article(const std::vector<Item>& items, std::size_t articles) {
  return postings(articles, [&](auto put) {
    for (std::size_t at = 0; at < items.size(); ++at) put(items[at].article, static_cast<Index>(at));
  });
}

}  // namespace

void sort_lists(Ledger& ledger) {
  const auto gone = [&](const auto& item) { return ledger.replaced_by[item.article] != kNone; };
  std::erase_if(ledger.events, gone);
  std::erase_if(ledger.quotes, gone);
  std::erase_if(ledger.commitments, gone);

  ledger.by_day.clear();
  for (std::size_t at = 0; at < ledger.articles.size(); ++at)
    if (ledger.replaced_by[at] == kNone) ledger.by_day.push_back(static_cast<Index>(at));
  const auto day = [&](Index at) { return ledger.articles[at]->day; };
  std::vector<std::pair<DayNumber, Index>> days;
  for (const Index at : ledger.by_day) days.emplace_back(day(at), at);
  std::sort(days.begin(), days.end());
  for (std::size_t i = 0; i < days.size(); ++i) ledger.by_day[i] = days[i].second;
  ledger.article_rank.assign(ledger.articles.size(), kNone);
  for (std::size_t at = 0; at < ledger.by_day.size(); ++at) ledger.article_rank[ledger.by_day[at]] = static_cast<Index>(at);
  ledger.as_of = ledger.by_day.empty() ? kNoDay : day(ledger.by_day.back());

  sort_tail(ledger.events, [](const LedgerEvent& a, const LedgerEvent& b) {
    return std::tuple(a.first, a.article, a.number) < std::tuple(b.first, b.article, b.number);
  });
  const auto by_report = [&](const auto& a, const auto& b) {
    return std::pair(ledger.article_rank[a.article], a.number) < std::pair(ledger.article_rank[b.article], b.number);
  };
  sort_tail(ledger.quotes, by_report);
  sort_tail(ledger.commitments, by_report);
}

namespace {

// Those that most reports name first. Of those that as many reports name as before the order is known.
void rank_actors(Ledger& ledger, const Ledger* before) {
  const auto reports = [&](Index at) { return ledger.articles_of_actor.size(at); };
  const auto less = [&](Index a, Index b) { return reports(a) != reports(b) ? reports(a) > reports(b) : ledger.actors[a].key() < ledger.actors[b].key(); };
  std::vector<Index> same, other;
  std::vector<std::uint8_t> is_same(ledger.actors.size(), 0);
  if (before)
    for (const Index at : before->actors_by_reports)
      if (before->articles_of_actor.size(at) == reports(at)) same.push_back(at), is_same[at] = 1;
  for (Index at = 0; at < ledger.actors.size(); ++at)
    if (!is_same[at] && reports(at)) other.push_back(at);
  std::sort(other.begin(), other.end(), less);
  ledger.actors_by_reports.resize(same.size() + other.size());
  std::merge(same.begin(), same.end(), other.begin(), other.end(), ledger.actors_by_reports.begin(), less);
  ledger.actor_rank.assign(ledger.actors.size(), kNone);
  for (Index rank = 0; rank < ledger.actors_by_reports.size(); ++rank) ledger.actor_rank[ledger.actors_by_reports[rank]] = rank;
}

}  // namespace

void make_postings(Ledger& ledger, const Ledger* before) {
  const std::size_t articles = ledger.articles.size();
  const std::size_t actors = ledger.actors.size();
  ledger.article_of.clear();
  ledger.article_of.reserve(articles);
  for (std::size_t at = 0; at < articles; ++at) ledger.article_of.emplace(ledger.articles[at]->id, static_cast<Index>(at));

  ledger.country_of_actor.assign(actors, kNone);
  for (std::size_t at = 0; at < actors; ++at)
    if (!ledger.actors[at].country.empty()) ledger.country_of_actor[at] = ledger.countries.add(ledger.actors[at].country);

  ledger.events_of_article = by_article(ledger.events, articles);
  ledger.quotes_of_article = by_article(ledger.quotes, articles);
  const auto of_events = [&](std::size_t keys, auto key) {
    return postings(keys, [&](auto put) {
      for (std::size_t at = 0; at < ledger.events.size(); ++at)
        if (const Index k = key(ledger.events[at]); k != kNone) put(k, static_cast<Index>(at));
    });
  };
  ledger.events_of_place = of_events(ledger.places.size(), [](const LedgerEvent& e) { return e.place; });
  ledger.events_of_happening = of_events(ledger.happenings.size(), [](const LedgerEvent& e) { return e.happening; });
  // Once an event, also where somebody is on both sides.
  ledger.events_of_actor = postings(actors, [&](auto put) {
    for (std::size_t at = 0; at < ledger.events.size(); ++at) {
      const Index* const begin = ledger.sources_begin(ledger.events[at]);
      const Index* const end = ledger.targets_end(ledger.events[at]);
      for (const Index* actor = begin; actor != end; ++actor)
        if (std::find(begin, actor, *actor) == actor) put(*actor, static_cast<Index>(at));
    }
  });
  // The states of some actors, each once.
  const auto states = [&](const Index* begin, const Index* end, Index item, auto put) {
    for (const Index* actor = begin; actor != end; ++actor) {
      const Index country = ledger.country_of_actor[*actor];
      if (country != kNone && std::none_of(begin, actor, [&](Index before) { return ledger.country_of_actor[before] == country; })) put(country, item);
    }
  };
  ledger.events_of_country = postings(ledger.countries.size(), [&](auto put) {
    for (std::size_t at = 0; at < ledger.events.size(); ++at) states(ledger.sources_begin(ledger.events[at]), ledger.targets_end(ledger.events[at]), static_cast<Index>(at), put);
  });
  ledger.quotes_of_country = postings(ledger.countries.size(), [&](auto put) {
    for (std::size_t at = 0; at < ledger.quotes.size(); ++at)
      if (const Index* speaker = &ledger.quotes[at].speaker; *speaker != kNone) states(speaker, speaker + 1, static_cast<Index>(at), put);
  });
  ledger.quotes_about_country = postings(ledger.countries.size(), [&](auto put) {
    for (std::size_t at = 0; at < ledger.quotes.size(); ++at) {
      const Index* const about = ledger.quote_about.data() + ledger.quotes[at].about;
      states(about, about + ledger.quotes[at].abouts, static_cast<Index>(at), put);
    }
  });
  ledger.articles_of_actor = postings(actors, [&](auto put) {
    std::vector<Index> last(actors, kNone);  // within an article an actor may come twice: a state and its government
    for (const auto& [actor, article] : ledger.actor_articles)
      if (ledger.is_shown(article) && last[actor] != article) put(actor, last[actor] = article);
  });
  ledger.quotes_of_actor = postings(actors, [&](auto put) {
    for (std::size_t at = 0; at < ledger.quotes.size(); ++at)
      if (ledger.quotes[at].speaker != kNone) put(ledger.quotes[at].speaker, static_cast<Index>(at));
  });
  ledger.quotes_about_actor = postings(actors, [&](auto put) {
    for (std::size_t at = 0; at < ledger.quotes.size(); ++at)
      for (Index i = 0; i < ledger.quotes[at].abouts; ++i) put(ledger.quote_about[ledger.quotes[at].about + i], static_cast<Index>(at));
  });
  for (LedgerCommitment& promise : ledger.commitments) {
    promise.event = kNone;
    for (const Index* at = ledger.events_of_article.begin(promise.article); at != ledger.events_of_article.end(promise.article); ++at)
      if (promise.event_number && ledger.events[*at].number == promise.event_number) promise.event = *at;
  }
  ledger.commitments_of_actor = postings(actors, [&](auto put) {
    for (std::size_t at = 0; at < ledger.commitments.size(); ++at)
      if (ledger.commitments[at].by != kNone) put(ledger.commitments[at].by, static_cast<Index>(at));
  });
  ledger.articles_of_story = postings(ledger.stories.size(), [&](auto put) {
    for (const Index at : ledger.by_day)
      if (const auto found = ledger.story_at.find(ledger.story_of[at]); found != ledger.story_at.end()) put(found->second, at);
  });

  rank_actors(ledger, before);
  ledger.names = NameIndex(ledger.actors, ledger.names);
}

}  // namespace vedette
