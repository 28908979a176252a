// Actors and blocs. Door: api.h. Test: tests/serve.py.
#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "api.h"
#include "archive/compress.h"
#include "base/utf8.h"
#include "report/record_view.h"
#include "watch/blocs.h"
#include "world/world.h"

namespace vedette {
namespace {

std::string day_or_empty(std::optional<Day> day) { return day ? iso(*day) : std::string(); }

bool a_word_begins(std::string_view name, std::string_view with) {
  for (std::size_t at = name.find(with); at != std::string_view::npos; at = name.find(with, at + 1))
    if (begins_word(name, at)) return true;
  return false;
}

struct SaidRole {
  std::string role, of, from, to, article;
  bool operator==(const SaidRole& o) const { return std::tie(role, of, from, to) == std::tie(o.role, o.of, o.from, o.to); }
};

// Whose an office is: the record has an actor's id, or a key of the world.
std::string name_of(const RecordView& record, const World* world, std::string_view of) {
  for (const ActorView& actor : record.actors)
    if (actor.id == of) return std::string(actor.name);
  if (const EntityId entity = world && !of.empty() ? world->entity_of(of) : EntityId()) return std::string(world->entity(entity).name);
  return std::string(of);
}

// What the reports say that somebody was: from the records of the last reports that name him.
std::vector<SaidRole> said_roles(Asked& asked, Index actor) {
  const Ledger& ledger = *asked.ledger;
  std::vector<SaidRole> roles;
  const Index* const begin = ledger.articles_of_actor.begin(actor);
  const Index* const end = ledger.articles_of_actor.end(actor);
  constexpr std::ptrdiff_t kLooked = 12;
  for (const Index* at = end - std::min(kLooked, end - begin); at != end; ++at) {
    Result<Statement> row = asked.archive.prepare("SELECT record FROM article WHERE article = ?");
    if (!row) return asked.words.keep(row.error()), roles;
    row->bind(1, ledger.articles[*at]->row);
    const Result<bool> there = row->step();
    if (!there) return asked.words.keep(there.error()), roles;
    if (!*there) continue;
    const Result<std::string> record = decompress(row->text(0));
    if (!record) continue;
    const Result<RecordView> view = RecordView::of(*record);
    if (!view) continue;
    const LedgerActor& wanted = ledger.actors[actor];
    for (const ActorView& here : view->actors) {
      if (wanted.entity.empty() ? fold(here.name) != wanted.folded : here.entity != wanted.entity) continue;
      for (const RoleView& role : here.roles) {
        if (role.source != "text") continue;
        SaidRole said{std::string(role.role), name_of(*view, asked.options.world, role.of), std::string(role.from), std::string(role.to), ledger.articles[*at]->id};
        if (std::find(roles.begin(), roles.end(), said) == roles.end()) roles.push_back(std::move(said));
      }
    }
  }
  return roles;
}

void write_counted(Asked& asked, JsonWriter& json, const Opponent& opponent) {
  json.begin_object();
  json.key("actor"), Items(*asked.ledger, &asked.words, json).actor_ref(opponent.actor);
  json.key("events"), json.number(opponent.events);
  json.key("conflict"), json.decimal(opponent.conflict, 3), json.key("cooperation"), json.decimal(opponent.cooperation, 3);
  json.end_object();
}

void write_types(JsonWriter& json, const std::array<std::uint32_t, kEventTypes.size()>& counts) {
  json.begin_array();
  for (std::size_t type = 0; type < counts.size(); ++type)
    if (counts[type]) json.begin_object(), json.field("type", kEventTypes[type]), json.key("events"), json.number(counts[type]), json.end_object();
  json.end_array();
}

void add_push(Opponent& to, const Happening& happening) {
  ++to.events;
  (happening.goldstein < 0 ? to.conflict : to.cooperation) += std::abs(happening.goldstein) / 10 * happening.weight;
}

}  // namespace

Index actor_of(const Ledger& ledger, std::string_view text) {
  if (const Index known = ledger.actor_keys.find(text); known != kNone) return known;
  Index best = kNone;
  for (const Index at : ledger.names.named(ledger.actors, fold(text)))
    if (best == kNone || ledger.articles_of_actor.size(at) > ledger.articles_of_actor.size(best)) best = at;
  return best;
}

Answer list_actors(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  Parameters& p = asked.parameters;
  const std::string text = fold(p.text("text")), kind = p.text("kind", 40), country = p.text("country", 3);
  Listing page(p, "actors", "name entity country kind reports mentions events key");
  if (auto fault = p.fault()) return *fault;
  const auto start = static_cast<Index>(page.after() ? std::clamp<std::int64_t>((*page.after())[0], 0, kNone) : 0);
  const auto visit = [&](Index i) {
    const Index at = ledger.actors_by_reports[i];
    const LedgerActor& a = ledger.actors[at];
    if ((!kind.empty() && a.kind != kind) || (!country.empty() && a.country != country) || (!text.empty() && !a_word_begins(a.folded, text) && fold(a.entity) != text)) return true;
    return page.add({static_cast<std::int64_t>(i) + 1, 0, 0}, [&](JsonWriter& json) { Items(ledger, &asked.words, json).actor_row(at); });
  };
  if (auto some = ledger.names.beginning(text)) {
    for (Index& actor : *some) actor = ledger.actor_rank[actor];
    std::erase_if(*some, [&](Index rank) { return rank == kNone || rank < start; });
    std::sort(some->begin(), some->end());
    for (auto rank = some->begin(); rank != some->end() && visit(*rank); ++rank) {
    }
  } else {
    for (Index rank = start; rank < ledger.actors_by_reports.size() && visit(rank); ++rank) {
    }
  }
  return checked(asked, page.finish(asked.as_of()));
}

Answer show_actor(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  const World* world = asked.options.world;
  const DayNumber since = asked.parameters.day("since"), until = asked.parameters.day("until");
  if (auto fault = asked.parameters.fault()) return *fault;
  const Index actor = actor_of(ledger, asked.part(1));
  if (actor == kNone || ledger.articles_of_actor.size(actor) == 0) return refusal(404, "no report names an actor '" + asked.part(1) + "'; /api/1/actors?text= finds names");
  const LedgerActor& a = ledger.actors[actor];

  EventFilter filter;
  filter.since = since, filter.until = until;
  filter.any = Side::of(ledger, nullptr, a.entity.empty() ? a.name + "\n" + a.country : a.entity);
  std::array<std::uint32_t, kEventTypes.size()> done_types{}, suffered_types{};
  std::vector<Index> done, suffered;
  std::unordered_map<Index, Opponent> network;
  each_event(ledger, filter, true, kNone, [&](Index at) {
    const LedgerEvent& e = ledger.events[at];
    const bool is_source = std::find(ledger.sources_begin(e), ledger.sources_end(e), actor) != ledger.sources_end(e);
    const Happening& happening = ledger.happenings[e.happening];
    if (happening.first != at) return true;
    std::vector<Index>& list = is_source ? done : suffered;
    if (list.size() < 50) list.push_back(at);
    ++(is_source ? done_types : suffered_types)[e.type];
    const Index* const begin = is_source ? ledger.sources_end(e) : ledger.sources_begin(e);
    const Index* const end = is_source ? ledger.targets_end(e) : ledger.sources_end(e);
    for (const Index* other = begin; other != end; ++other)
      if (*other != actor) network[*other].actor = *other, add_push(network[*other], happening);
    return true;
  });
  std::vector<Opponent> near;
  for (const auto& [other, counted] : network) near.push_back(counted);
  std::sort(near.begin(), near.end(), [](const Opponent& x, const Opponent& y) { return x.events != y.events ? x.events > y.events : x.actor < y.actor; });
  if (near.size() > 30) near.resize(30);

  std::string body;
  JsonWriter json(body);
  Items items(ledger, &asked.words, json);
  json.begin_object();
  items.actor_fields(actor);
  const EntityId entity = world && !a.entity.empty() ? world->entity_of(a.entity) : EntityId();
  json.key("other_names"), json.begin_array();
  if (entity) {
    int shown = 0;
    for (const std::string_view name : world->other_names(entity))
      if (name != a.name && shown++ < 20) json.string(name);
  }
  json.end_array();
  json.key("roles"), json.begin_array();
  const auto write_role = [&](std::string_view role, std::string_view of, std::string_view from, std::string_view to, std::string_view source, std::string_view article) {
    json.begin_object();
    json.field("role", role), json.field_or_null("of", of), json.field_or_null("from", from), json.field_or_null("to", to);
    json.field("source", source), json.field_or_null("article", article);
    json.end_object();
  };
  if (entity)
    for (const Tenure& tenure : world->tenures_of(entity))
      write_role(tenure.role, world->entity(tenure.of).name, day_or_empty(tenure.from), day_or_empty(tenure.to), "world", {});
  for (const SaidRole& role : said_roles(asked, actor)) write_role(role.role, role.of, role.from, role.to, "text", role.article);
  json.end_array();
  json.key("member_of"), json.begin_array();
  if (entity)
    for (const Membership& membership : world->memberships(entity, std::nullopt)) {
      const Entity bloc = world->entity(membership.body);
      json.begin_object();
      json.field("bloc", bloc.key), json.field("name", bloc.name);
      json.field_or_null("from", day_or_empty(membership.from)), json.field_or_null("to", day_or_empty(membership.to));
      json.end_object();
    }
  json.end_array();
  json.key("days"), write_days(json, days_of_events(ledger, filter));
  const auto events = [&](std::string_view name, const std::vector<Index>& all) {
    json.key(name), json.begin_array();
    for (const Index at : all) items.event(at);
    json.end_array();
  };
  events("done", done), events("suffered", suffered);
  json.key("done_types"), write_types(json, done_types), json.key("suffered_types"), write_types(json, suffered_types);
  const auto newest = [&](std::string_view name, const Postings& of, auto write) {
    json.key(name), json.begin_array();
    int shown = 0;
    for (const Index* at = of.end(actor); at != of.begin(actor) && shown < 30; ++shown) write(*--at);
    json.end_array();
  };
  newest("quotes", ledger.quotes_of_actor, [&](Index at) { items.quote(ledger.quotes[at]); });
  newest("commitments", ledger.commitments_of_actor, [&](Index at) { items.commitment(ledger.commitments[at]); });
  json.key("network"), json.begin_array();
  for (const Opponent& other : near) write_counted(asked, json, other);
  json.end_array();
  // Between two of them: the events of the one that name the other, newest first, as far as a page may take.
  json.key("links"), json.begin_array();
  std::unordered_map<Index, std::size_t> at_near;
  for (std::size_t i = 0; i < near.size(); ++i) at_near.emplace(near[i].actor, i);
  std::vector<Opponent> links(near.size() * near.size());
  for (std::size_t i = 0; i < near.size(); ++i) {
    constexpr std::ptrdiff_t kLooked = 2'000;
    const Index* const end = ledger.events_of_actor.end(near[i].actor);
    const Index* const begin = end - std::min<std::ptrdiff_t>(kLooked, end - ledger.events_of_actor.begin(near[i].actor));
    for (const Index* at = begin; at != end; ++at) {
      const LedgerEvent& e = ledger.events[*at];
      if (ledger.happenings[e.happening].first != *at || (since != kNoDay && e.first < since) || (until != kNoDay && e.first > until)) continue;
      const bool is_source = std::find(ledger.sources_begin(e), ledger.sources_end(e), near[i].actor) != ledger.sources_end(e);
      const Index* const others = is_source ? ledger.sources_end(e) : ledger.sources_begin(e);
      const Index* const last = is_source ? ledger.targets_end(e) : ledger.sources_end(e);
      for (const Index* other = others; other != last; ++other)
        if (const auto found = at_near.find(*other); found != at_near.end() && found->second > i) add_push(links[i * near.size() + found->second], ledger.happenings[e.happening]);
    }
  }
  for (std::size_t i = 0; i < near.size(); ++i)
    for (std::size_t j = i + 1; j < near.size(); ++j) {
      const Opponent& link = links[i * near.size() + j];
      if (!link.events) continue;
      json.begin_object();
      json.field("a", ledger.actors[near[i].actor].key()), json.field("b", ledger.actors[near[j].actor].key());
      json.key("events"), json.number(link.events), json.key("conflict"), json.decimal(link.conflict, 3), json.key("cooperation"), json.decimal(link.cooperation, 3);
      json.end_object();
    }
  json.end_array(), json.end_object();
  return checked(asked, json_answer(std::move(body)));
}

Answer list_blocs(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  const DayNumber on = asked.parameters.day("on");
  Listing page(asked.parameters, "blocs", "bloc name members events");
  if (auto fault = asked.parameters.fault()) return *fault;
  const std::vector<Bloc> blocs = asked.options.world ? blocs_on(ledger, *asked.options.world, on == kNoDay ? ledger.as_of : on) : std::vector<Bloc>();
  const std::size_t start = page.after() ? static_cast<std::size_t>(std::max<std::int64_t>(0, (*page.after())[0])) : 0;
  for (std::size_t at = start; at < blocs.size(); ++at)
    if (!page.add({static_cast<std::int64_t>(at) + 1, 0, 0}, [&](JsonWriter& json) {
          json.begin_object();
          json.field("bloc", blocs[at].key), json.field("name", blocs[at].name);
          json.key("members"), json.number(blocs[at].members), json.key("events"), json.number(blocs[at].events);
          json.end_object();
        }))
      break;
  return page.finish(asked.as_of());
}

Answer show_bloc(Asked& asked) {
  const Ledger& ledger = *asked.ledger;
  const World* world = asked.options.world;
  const DayNumber asked_day = asked.parameters.day("on");
  const auto window = static_cast<DayNumber>(asked.parameters.whole("window", 1, 3'660, 90));
  if (auto fault = asked.parameters.fault()) return *fault;
  const std::string& key = asked.part(1);
  const EntityId body_id = world ? world->entity_of(key) : EntityId();
  if (!body_id || world->members(body_id, std::nullopt).empty()) return refusal(404, "there is no bloc '" + key + "'; /api/1/blocs lists them");
  const DayNumber day = asked_day == kNoDay ? ledger.as_of : asked_day;
  if (day == kNoDay) return refusal(404, "the archive has no dated report; say a day with `on`", "on", "a day, YYYY-MM-DD");
  const BlocReport report = report_on(ledger, *world, key, day, window, 50);
  const Side bloc = Side::of(ledger, world, "bloc:" + key);

  std::string body;
  JsonWriter json(body);
  Items items(ledger, &asked.words, json);
  json.begin_object();
  json.field("bloc", key), json.field("name", world->entity(body_id).name), json.field("on", day_text(day));
  json.key("window"), json.number(window);
  json.key("members"), json.begin_array();
  for (const Member& member : report.members) {
    const Entity entity = world->entity(member.entity);
    json.begin_object(), json.key("actor");
    if (const Index actor = ledger.actor_keys.find(entity.key); actor != kNone) {
      items.actor_ref(actor);
    } else {
      json.begin_object();
      json.field("key", entity.key), json.field("name", entity.name), json.field("entity", entity.key), json.field_or_null("country", entity.country);
      json.end_object();
    }
    json.field_or_null("from", day_text(member.from)), json.field_or_null("to", day_text(member.to));
    json.key("latitude"), json.decimal(entity.latitude, 3), json.key("longitude"), json.decimal(entity.longitude, 3);
    const auto sums = report.by_member.find(member.country);
    const Opponent here = member.country.empty() || sums == report.by_member.end() ? Opponent() : sums->second;
    json.key("conflict"), json.decimal(here.conflict, 3), json.key("cooperation"), json.decimal(here.cooperation, 3);
    json.key("events"), json.number(here.events);
    json.end_object();
  }
  json.end_array();
  const auto opponents = [&](std::string_view name, const std::vector<Opponent>& all) {
    json.key(name), json.begin_array();
    for (const Opponent& opponent : all) write_counted(asked, json, opponent);
    json.end_array();
  };
  opponents("threatened_by", report.threatened_by), opponents("supported_by", report.supported_by);
  const auto events = [&](std::string_view name, const std::vector<Index>& all) {
    json.key(name), json.begin_array();
    for (const Index at : all) items.event(at);
    json.end_array();
  };
  events("threats", report.threats), events("support", report.support), events("decided", report.decided);
  json.key("promised"), json.begin_array();
  int shown = 0;
  for (auto promise = ledger.commitments.rbegin(); promise != ledger.commitments.rend() && shown < 50; ++promise) {
    const DayNumber made = ledger.articles[promise->article]->day;
    if (made != kNoDay && made <= day - window) break;
    if (made <= day && promise->by != kNone && bloc.holds(promise->by, made)) items.commitment(*promise), ++shown;
  }
  json.end_array();
  json.key("due"), json.begin_array();
  shown = 0;
  for (std::size_t at = ledger.plans_to(day); at < ledger.announcements.size() && shown < 50; ++at) {
    const Announcement& plan = ledger.announcements[at];
    const LedgerEvent& e = ledger.events[plan.event];
    if (plan.last < day || plan.announced > day || !bloc.any(ledger.sources_begin(e), ledger.targets_end(e), plan.first)) continue;
    items.announcement(plan), ++shown;
  }
  json.end_array();
  EventFilter filter;
  filter.since = day - window + 1, filter.until = day, filter.any = bloc;
  json.key("days"), write_days(json, days_of_events(ledger, filter));
  json.end_object();
  return checked(asked, json_answer(std::move(body)));
}

}  // namespace vedette
