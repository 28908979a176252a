// Puts together what the reports of a story tell. Door: tell, disputes. Test: tests/stories.py.
#include "stories/book.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/digest.h"
#include "stories/match.h"

namespace vedette {
namespace {

constexpr std::int64_t kHappened = 3;
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
      into.changed = true;
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
      // A figure of a report's head belongs with those that other reports' heads give of the same.
      if (event == 0) event = book_.counted_of(figure.about, report_.article);
      if (!said.emplace(event, figure.about).second) continue;  // the first is the one that the report is of
      claim(event, "number", figure.about, figure.value, figure.at);
    }
  }

 private:
  void claim(std::int64_t event, std::string kind, std::string about, std::string value, Range at) {
    book_.claim({event, std::move(kind), std::move(about), std::move(value), report_.source, report_.article, at, report_.published, false, true});
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

  Book& book_;
  const BookReport& report_;
  const Told& told_;
};

bool agree(const std::string& kind, const std::string& a, const std::string& b) { return a == b || (kind == "number" && amounts_agree(a, b)); }

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
    event.changed = true;
    const auto by = event.reported_by.find(report.source);
    if (by != event.reported_by.end() && --by->second == 0) event.reported_by.erase(by);
  }
}

namespace {

// The claims of one question, by source and by value.
struct Question {
  std::vector<std::size_t> claims;
  std::set<std::string> values;
};

bool any_agree(const std::string& kind, const std::set<std::string>& a, const std::set<std::string>& b) {
  for (const std::string& one : a)
    for (const std::string& other : b)
      if (agree(kind, one, other)) return true;
  return false;
}

// Marks what sources have corrected themselves in; whether they have in anything.
bool mark_corrections(Book& book, const std::string& kind, const Question& question) {
  std::map<std::string, std::vector<std::size_t>> by_source;
  for (const std::size_t claim : question.claims) by_source[book.claims()[claim].source].push_back(claim);
  bool corrected = false;
  for (const auto& [source, claims] : by_source)
    for (const std::size_t older : claims) {
      const Claim& claim = book.claims()[older];
      const bool newer = std::any_of(claims.begin(), claims.end(), [&](std::size_t which) {
        const Claim& other = book.claims()[which];
        return other.article != claim.article && std::tie(other.told, other.article) > std::tie(claim.told, claim.article) && !agree(kind, claim.value, other.value);
      });
      corrected |= newer;
      book.mark_newer(older, newer);
    }
  return corrected;
}

// Whether two sources disagree: nothing that one says agrees with anything that the other does. That a thing happened and that
// somebody denies it may stand in one report.
bool is_open(const Book& book, const std::string& kind, const Question& question) {
  std::map<std::string, std::set<std::string>> said;
  std::set<std::string> values;
  for (const std::size_t which : question.claims) {
    const Claim& claim = book.claims()[which];
    if (claim.newer) continue;
    said[claim.source].insert(claim.value);
    values.insert(claim.value);
  }
  if (kind == "status") return values.size() > 1;
  std::set<std::set<std::string>> different;
  for (const auto& [source, all] : said) different.insert(all);
  for (auto one = different.begin(); one != different.end(); ++one)
    for (auto other = std::next(one); other != different.end(); ++other)
      if (!any_agree(kind, *one, *other)) return true;
  return false;
}

}  // namespace

std::vector<Dispute> disputes(Book& book) {
  std::map<std::tuple<std::int64_t, std::string_view, std::string_view>, Question> questions;
  for (std::size_t i = 0; i < book.claims().size(); ++i) {
    const Claim& claim = book.claims()[i];
    Question& question = questions[{claim.event, claim.kind, claim.about}];
    question.claims.push_back(i);
    question.values.insert(claim.value);
  }
  std::vector<Dispute> found;
  for (const auto& [which, question] : questions) {
    if (question.values.size() < 2) {
      for (const std::size_t claim : question.claims) book.mark_newer(claim, false);
      continue;
    }
    const std::string kind(std::get<1>(which));
    const bool corrected = mark_corrections(book, kind, question);
    const bool open = is_open(book, kind, question);
    if (open || corrected) found.push_back({static_cast<std::int64_t>(found.size()) + 1, std::get<0>(which), kind, std::string(std::get<2>(which)), open});
  }
  return found;
}

void Book::claim(Claim claim) {
  std::uint64_t key = hash64(claim.kind, static_cast<std::uint64_t>(claim.event));
  for (const std::string* part : {&claim.about, &claim.value, &claim.source}) key = hash64(*part, key);
  if (!known_.insert(key).second) return;
  if (claim.kind == "number") {
    const auto [there, fresh] = counted_.try_emplace(claim.about, claim.article, claim.event);
    if (!fresh) there->second = std::min(there->second, {claim.article, claim.event});
  }
  claims_.push_back(std::move(claim));
}

void Book::mark_newer(std::size_t claim, bool newer) {
  Claim& there = claims_[claim];
  there.changed |= there.newer != newer;
  there.newer = newer;
}

std::int64_t Book::counted_of(const std::string& about, Number article) const {
  const auto found = counted_.find(about);
  return found == counted_.end() || found->second.first >= article ? 0 : found->second.second;
}

void Book::kept() {
  for (MergedEvent& event : events) event.changed = false;
  for (Claim& claim : claims_) claim.changed = false;
}

}  // namespace vedette
