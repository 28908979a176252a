// Puts together what the reports of a story tell. Doors: tell, part. Test: book_test.cpp, tests/stories.py.
#include "stories/book.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/utf8.h"
#include "stories/match.h"

namespace vedette {
namespace {

constexpr std::int64_t kHappened = 3;
constexpr int kSameTelling = 9;          // points from which two events of one report are one, told twice
constexpr std::size_t kCompared = 256;  // events of a story that a report's are compared with

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<Party> parties_of(const Told& told, const std::vector<std::size_t>& actors) {
  std::vector<Party> parties;
  for (const std::size_t which : actors) {
    const ToldActor& actor = told.actors[which];
    parties.push_back({actor.name, actor.kind, actor.entity, actor.country, joined(actor.sectors), fold(actor.name)});
  }
  return parties;
}

MergedEvent as_merged(const Told& told, const ToldEvent& event) {
  MergedEvent merged;
  merged.type = event.type, merged.cameo = event.cameo, merged.status = event.status, merged.date = event.date;
  merged.days = days_of(event.date);
  merged.source = parties_of(told, event.source);
  merged.target = parties_of(told, event.target);
  if (event.place) {
    const ToldPlace& place = told.places[*event.place];
    merged.place = {place.name, place.kind, place.country, place.geonames, place.latitude.value_or(0), place.longitude.value_or(0),
                    place.latitude.has_value() && place.longitude.has_value(), fold(place.name)};
  }
  merged.trigger = event.trigger;
  return merged;
}

void fill_in(MergedEvent& event, const MergedEvent& told) {
  if (event.source.empty()) event.source = told.source;
  if (event.target.empty()) event.target = told.target;
  const bool sharper_place = !told.place.name.empty() && event.place.kind == "country" && told.place.kind != "country" && told.place.country == event.place.country;
  if (event.place.name.empty() || sharper_place) event.place = told.place;
  const bool sharper_day = told.days && event.days && told.days->first == told.days->last && event.days->first != event.days->last && event.days->overlaps(*told.days);
  if ((told.days && !event.days) || sharper_day) event.date = told.date, event.days = told.days;
  if (event.status == "denied") event.status = told.status;
}

std::string names(const std::vector<Party>& parties) {
  std::vector<std::string> all;
  for (const Party& party : parties) all.push_back(party.name);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::string out;
  for (const std::string& name : all) out += (out.empty() ? "" : "; ") + name;
  return out;
}

class Teller {
 public:
  Teller(Book& book, const BookReport& report, const Told& told) : book_(book), report_(report), told_(told) {}

  void events(const std::vector<MergedEvent>& events) {
    std::map<std::int64_t, std::string> taken;  // events of the book that this report tells, and with which status
    for (std::size_t which = 0; which < events.size(); ++which) {
      const ToldEvent& event = told_.events[which];
      const MergedEvent& merged = events[which];
      std::size_t best = book_.events.size();
      int most = 0;
      for (std::size_t i = 0; i < book_.events.size(); ++i) {
        const MergedEvent& there = book_.events[i];
        const int points = likeness(merged, there);
        if (points <= most) continue;
        // The events of one report are taken to be several, but for one that it tells twice, or both tells and denies.
        const auto told = taken.find(there.number);
        if (told != taken.end() && points < kSameTelling && (told->second == "denied") == (event.status == "denied")) continue;
        most = points, best = i;
      }
      if (best == book_.events.size()) {
        MergedEvent& fresh = book_.events.emplace_back(merged);
        fresh.number = ++book_.numbered;
        fresh.article = report_.article;
        fresh.event = event.number;
      } else {
        fill_in(book_.events[best], merged);
      }
      MergedEvent& into = book_.events[best];
      if (taken.insert_or_assign(into.number, event.status).second) ++into.reports;
      into.last = report_.article;
      into.changed = true;
      telling_.mentions.push_back({report_.article, event.number, into.number});
      claim_of(event, merged, into);
    }
  }

  void figures(const std::vector<Figure>& figures) {
    std::set<std::pair<std::int64_t, std::string>> said;
    for (const Figure& figure : figures) {
      std::int64_t event = event_of(figure);
      if (event == 0 && !figure.lead) continue;
      // A figure of a report's head belongs with those that other reports' heads give of the same.
      if (event == 0) event = counted_of(figure.about);
      if (!said.emplace(event, figure.about).second) continue;  // the first is the one that the report is of
      claim(event, "number", figure.about, figure.value, figure.at);
      book_.counted.try_emplace(figure.about, report_.article, event);
    }
  }

  Telling telling() { return std::move(telling_); }

 private:
  std::int64_t counted_of(const std::string& about) const {
    const auto found = book_.counted.find(about);
    return found == book_.counted.end() || found->second.first >= report_.article ? 0 : found->second.second;
  }

  void claim(std::int64_t event, std::string kind, std::string about, std::string value, Range at) {
    telling_.claims.push_back({{event, std::move(kind), std::move(about)}, std::move(value), report_.source, report_.article, at, report_.published});
  }

  // Who and where are named as the event has them, but where the report contradicts it.
  void claim_of(const ToldEvent& event, const MergedEvent& merged, const MergedEvent& into) {
    // That it happened is what most say: the first few stand for all, whose number the event has.
    if (event.status == "denied" || into.reports <= kHappened) claim(into.number, "status", event.type, event.status == "denied" ? "denied" : "happened", event.trigger_at);
    if (event.days && event.days->first == event.days->last && !event.date_words.empty())
      claim(into.number, "day", event.type, iso(event.days->first), event.date_words.front());
    if (event.place && !event.place_words.empty() && !is_wide(merged.place)) {
      const bool same = places_fit(merged.place, into.place) != Fit::conflict && !is_wide(into.place);
      claim(into.number, "place", event.type, same ? into.place.name : merged.place.name, event.place_words.front());
    }
    if (!event.source.empty() && !event.source_words.empty()) {
      const bool same = parties_fit(merged.source, into.source) != Fit::conflict;
      claim(into.number, "who", event.type, names(same ? into.source : merged.source), event.source_words.front());
    }
  }

  // The event of whose sentence the figure is a part: of several one of the kind that such figures tell of, else the nearest.
  std::int64_t event_of(const Figure& figure) const {
    const std::string_view wanted = event_of_figure(figure.about);
    std::tuple<bool, std::uint32_t, std::size_t> best{true, 0, told_.events.size()};
    for (std::size_t i = 0; i < told_.events.size(); ++i) {
      const ToldEvent& event = told_.events[i];
      if (!event.sentence.contains(figure.at) || (!wanted.empty() && event.type != wanted)) continue;
      const std::uint32_t apart = event.trigger_at.begin > figure.at.begin ? event.trigger_at.begin - figure.at.begin : figure.at.begin - event.trigger_at.begin;
      const std::tuple<bool, std::uint32_t, std::size_t> here{false, apart, i};
      best = std::min(best, here);
    }
    return std::get<0>(best) ? 0 : telling_.mentions[std::get<2>(best)].story_event;
  }

  Book& book_;
  const BookReport& report_;
  const Told& told_;
  Telling telling_;
};

}  // namespace

std::vector<MergedEvent> merged_events(const Told& told) {
  std::vector<MergedEvent> events;
  events.reserve(told.events.size());
  for (const ToldEvent& event : told.events) events.push_back(as_merged(told, event));
  return events;
}

Telling tell(Book& book, const BookReport& report, const Told& told, const std::vector<MergedEvent>& events, const std::vector<Figure>& figures) {
  Teller teller(book, report, told);
  teller.events(events);
  teller.figures(figures);
  return teller.telling();
}

std::vector<MergedEvent> part(Book& book) {
  if (book.events.size() <= kCompared) return {};
  std::vector<std::pair<Number, std::int64_t>> told;
  for (const MergedEvent& event : book.events) told.emplace_back(event.last, event.number);
  const auto oldest_kept = told.end() - static_cast<std::ptrdiff_t>(kCompared);
  std::nth_element(told.begin(), oldest_kept, told.end());
  const auto rest = std::stable_partition(book.events.begin(), book.events.end(), [&](const MergedEvent& event) { return std::pair(event.last, event.number) >= *oldest_kept; });
  std::vector<MergedEvent> parted(std::make_move_iterator(rest), std::make_move_iterator(book.events.end()));
  book.events.erase(rest, book.events.end());
  return parted;
}

}  // namespace vedette
