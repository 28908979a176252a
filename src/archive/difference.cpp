// Says what two records of one article tell differently. Door: differences. Test: tests/archive.py.
#include <fmt/format.h>

#include <map>

#include "archive/layout.h"
#include "vedette/archive.h"

namespace vedette {
namespace {

// An event, quote or actor with all ids resolved to names, so that another numbering is no difference.
struct Told {
  std::string words;                                        // what it is called in the answer
  std::vector<std::pair<const char*, std::string>> fields;
};
using Items = std::multimap<std::string, Told>;  // by what makes it the same item in both records

std::string name_of(const Layout& layout, std::int64_t actor) {
  return actor >= 1 && actor <= static_cast<std::int64_t>(layout.actors.size()) ? layout.actors[static_cast<std::size_t>(actor) - 1].name : std::string();
}

std::string names_of(const Layout& layout, const std::vector<std::int64_t>& actors) {
  std::string all;
  for (const std::int64_t actor : actors) all.append(all.empty() ? "" : "; ").append(name_of(layout, actor));
  return all;
}

Items events_of(const Layout& layout) {
  Items items;
  for (const Layout::Event& e : layout.events) {
    const bool placed = e.place >= 1 && e.place <= static_cast<std::int64_t>(layout.places.size());
    const std::string source = names_of(layout, e.sources);
    const std::string target = names_of(layout, e.targets);
    items.emplace(fmt::format("{:09}-{:09}", e.trigger_begin, e.trigger_end),
                  Told{fmt::format("{} {}: {} -> {}", e.type, e.cameo, source.empty() ? "?" : source, target.empty() ? "?" : target),
                       {{"type", e.type}, {"mode", e.mode}, {"cameo", e.cameo}, {"status", e.status}, {"date", e.date},
                        {"place", placed ? layout.places[static_cast<std::size_t>(e.place) - 1].name : std::string()},
                        {"source", source}, {"target", target}, {"said_by", name_of(layout, e.said_by)}, {"confidence", fmt::format("{:.2f}", e.confidence)}}});
  }
  return items;
}

Items quotes_of(const Layout& layout) {
  Items items;
  for (const Layout::Quote& q : layout.quotes)
    items.emplace(fmt::format("{:09}-{:09}", q.begin, q.end), Told{q.words, {{"kind", q.kind}, {"speaker", name_of(layout, q.speaker)}}});
  return items;
}

Items actors_of(const Layout& layout) {
  Items items;
  for (const Layout::Actor& a : layout.actors)
    items.emplace(a.name, Told{a.name, {{"kind", a.kind}, {"entity", a.entity}, {"country", a.country}, {"sectors", a.sectors}, {"cameo", a.cameo},
                                        {"mentions", std::to_string(a.mentions)}}});
  return items;
}

void compare(const char* item, const Items& before, const Items& after, std::vector<Difference>& found) {
  auto old = before.begin();
  auto now = after.begin();
  while (old != before.end() || now != after.end()) {
    if (now == after.end() || (old != before.end() && old->first < now->first)) {
      found.push_back({item, "gone", old->second.words, {}, {}, {}});
      ++old;
    } else if (old == before.end() || now->first < old->first) {
      found.push_back({item, "new", now->second.words, {}, {}, {}});
      ++now;
    } else {
      for (std::size_t i = 0; i < old->second.fields.size(); ++i)
        if (old->second.fields[i].second != now->second.fields[i].second)
          found.push_back({item, "changed", old->second.words, old->second.fields[i].first, old->second.fields[i].second, now->second.fields[i].second});
      ++old, ++now;
    }
  }
}

}  // namespace

Result<std::vector<Difference>> differences(const std::string& before, const std::string& after) {
  const Result<Layout> old = lay_out(before);
  if (!old) return old.error();
  const Result<Layout> now = lay_out(after);
  if (!now) return now.error();
  std::vector<Difference> found;
  if (old->published != now->published) found.push_back({"article", "changed", now->title, "published", old->published, now->published});
  compare("event", events_of(*old), events_of(*now), found);
  compare("quote", quotes_of(*old), quotes_of(*now), found);
  compare("actor", actors_of(*old), actors_of(*now), found);
  return found;
}

}  // namespace vedette
