// Puts together what the reports of a story tell. Door: tell, disputes. Test: book_test.cpp.
#include "stories/book.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "stories/match.h"

namespace vedette {
namespace {

constexpr int kSameTelling = 9;  // points from which two events of one report are one, told twice

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<Party> parties_of(const Told& told, const std::vector<std::size_t>& actors) {
  std::vector<Party> parties;
  for (const std::size_t which : actors) {
    const ToldActor& actor = told.actors[which];
    parties.push_back({actor.name, actor.kind, actor.entity, actor.country, joined(actor.sectors)});
  }
  return parties;
}

MergedEvent as_merged(const Told& told, const ToldEvent& event) {
  MergedEvent merged;
  merged.type = event.type, merged.cameo = event.cameo, merged.status = event.status, merged.date = event.date;
  merged.source = parties_of(told, event.source);
  merged.target = parties_of(told, event.target);
  if (event.place) {
    const ToldPlace& place = told.places[*event.place];
    merged.place = {place.name, place.kind, place.country, place.geonames, place.latitude.value_or(0), place.longitude.value_or(0),
                    place.latitude.has_value() && place.longitude.has_value()};
  }
  merged.trigger = event.trigger;
  return merged;
}

void fill_in(MergedEvent& event, const MergedEvent& told) {
  if (event.source.empty()) event.source = told.source;
  if (event.target.empty()) event.target = told.target;
  const bool sharper_place = !told.place.name.empty() && event.place.kind == "country" && told.place.kind != "country" && told.place.country == event.place.country;
  if (event.place.name.empty() || sharper_place) event.place = told.place;
  const auto days = days_of(told.date);
  const auto before = days_of(event.date);
  const bool sharper_day = days && before && days->first == days->last && before->first != before->last && before->overlaps(*days);
  if ((days && !before) || sharper_day) event.date = told.date;
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

  std::vector<Mention> events() {
    std::vector<Mention> mentions;
    std::map<std::int64_t, std::string> taken;  // events of the book that this report tells, and with which status
    for (const ToldEvent& event : told_.events) {
      const MergedEvent merged = as_merged(told_, event);
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
        book_.events.push_back(merged);
        book_.events.back().number = static_cast<std::int64_t>(book_.events.size());
      } else {
        fill_in(book_.events[best], merged);
      }
      MergedEvent& into = book_.events[best];
      if (!taken.contains(into.number)) {
        ++into.reports;
        ++into.reported_by[report_.source];
      }
      taken[into.number] = event.status;
      mentions.push_back({report_.article, event.number, into.number});
      claim_of(event, merged, into);
    }
    return mentions;
  }

  void figures(const std::vector<Figure>& figures, const std::vector<Mention>& mentions) {
    std::set<std::pair<std::int64_t, std::string>> said;
    for (const Figure& figure : figures) {
      std::int64_t event = event_of(figure, mentions);
      if (event == 0 && !figure.lead) continue;
      if (event == 0) event = anchor(figure);
      if (!said.emplace(event, figure.about).second) continue;  // the first is the one that the report is of
      claim(event, "number", figure.about, figure.value, figure.at);
    }
  }

 private:
  void claim(std::int64_t event, std::string kind, std::string about, std::string value, Range at) {
    for (const Claim& there : book_.claims)
      if (there.event == event && there.source == report_.source && there.kind == kind && there.about == about && there.value == value) return;
    book_.claims.push_back({event, std::move(kind), std::move(about), std::move(value), report_.source, report_.article, at, report_.published, false});
  }

  // Who and where are named as the event has them, but where the report contradicts it.
  void claim_of(const ToldEvent& event, const MergedEvent& merged, const MergedEvent& into) {
    claim(into.number, "status", event.type, event.status == "denied" ? "denied" : "happened", event.trigger_at);
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
  std::int64_t event_of(const Figure& figure, const std::vector<Mention>& mentions) const {
    const std::string_view wanted = event_of_figure(figure.about);
    std::tuple<bool, std::uint32_t, std::size_t> best{true, 0, told_.events.size()};
    for (std::size_t i = 0; i < told_.events.size(); ++i) {
      const ToldEvent& event = told_.events[i];
      if (!event.sentence.contains(figure.at) || (!wanted.empty() && event.type != wanted)) continue;
      const std::uint32_t apart = event.trigger_at.begin > figure.at.begin ? event.trigger_at.begin - figure.at.begin : figure.at.begin - event.trigger_at.begin;
      const std::tuple<bool, std::uint32_t, std::size_t> here{false, apart, i};
      best = std::min(best, here);
    }
    return std::get<0>(best) ? 0 : mentions[std::get<2>(best)].story_event;
  }

  // A figure of a report's head belongs with those that other reports' heads give of the same; else to the story as a whole.
  std::int64_t anchor(const Figure& figure) const {
    std::pair<Number, std::int64_t> first{report_.article, 0};
    for (const Claim& there : book_.claims)
      if (there.kind == "number" && there.about == figure.about) first = std::min(first, {there.article, there.event});
    return first.first == report_.article ? 0 : first.second;
  }

  Book& book_;
  const BookReport& report_;
  const Told& told_;
};

bool agree(const std::string& kind, const Claim& a, const Claim& b) { return kind == "number" ? amounts_agree(a.value, b.value) : a.value == b.value; }

}  // namespace

std::vector<Mention> tell(Book& book, const BookReport& report, const Told& told, const std::vector<Figure>& figures) {
  Teller teller(book, report, told);
  std::vector<Mention> mentions = teller.events();
  teller.figures(figures, mentions);
  return mentions;
}

void retract(Book& book, const BookReport& report, const std::vector<Mention>& mentions) {
  std::set<std::int64_t> events;
  for (const Mention& mention : mentions) events.insert(mention.story_event);
  for (MergedEvent& event : book.events) {
    if (!events.contains(event.number)) continue;
    --event.reports;
    const auto by = event.reported_by.find(report.source);
    if (by != event.reported_by.end() && --by->second == 0) event.reported_by.erase(by);
  }
}

std::vector<Dispute> disputes(Book& book) {
  std::map<std::tuple<std::int64_t, std::string, std::string>, std::vector<std::size_t>> questions;
  for (std::size_t i = 0; i < book.claims.size(); ++i) {
    book.claims[i].newer = false;
    questions[{book.claims[i].event, book.claims[i].kind, book.claims[i].about}].push_back(i);
  }
  std::vector<Dispute> found;
  for (const auto& [question, claims] : questions) {
    const auto& [event, kind, about] = question;
    const auto fits = [&](std::size_t a, std::size_t b) { return agree(kind, book.claims[a], book.claims[b]); };
    bool corrected = false;
    for (const std::size_t older : claims) {
      Claim& claim = book.claims[older];
      for (const std::size_t newer : claims) {
        const Claim& other = book.claims[newer];
        if (other.source != claim.source || other.article == claim.article || fits(older, newer)) continue;
        if (std::tie(other.told, other.article) > std::tie(claim.told, claim.article)) claim.newer = corrected = true;
      }
    }
    bool open = false;
    for (const std::size_t a : claims) {
      for (const std::size_t b : claims) {
        if (open || a >= b || book.claims[a].newer || book.claims[b].newer || fits(a, b)) continue;
        if (book.claims[a].source == book.claims[b].source) {
          open = kind == "status";  // one report tells that a thing happened and that somebody denies it
          continue;
        }
        // Two sources disagree where nothing that one says agrees with anything that the other does.
        bool share = false;
        for (const std::size_t x : claims)
          for (const std::size_t y : claims)
            share |= book.claims[x].source == book.claims[a].source && book.claims[y].source == book.claims[b].source && !book.claims[x].newer &&
                     !book.claims[y].newer && fits(x, y);
        open = !share;
      }
    }
    if (open || corrected) found.push_back({static_cast<std::int64_t>(found.size()) + 1, event, kind, about, open});
  }
  return found;
}

}  // namespace vedette
