// POLECAT (Halterman et al. 2023, doi:10.7910/DVN/AJGVIT). Door: polecat_rows. Test: tests/exports.py.
#include <set>

#include <fmt/format.h>

#include "export/codes.h"
#include "export/export.h"

namespace vedette {
namespace {

constexpr const char* kQuads[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};

// Values once each, in order, with "; " between them; what is not known is "None".
class List {
 public:
  void add(std::string_view value) {
    if (value.empty() || !seen_.insert(std::string(value)).second) return;
    out_ += (out_.empty() ? "" : "; ") + std::string(value);
  }
  Cell cell() const { return out_.empty() ? Cell("None") : Cell(out_); }

 private:
  std::set<std::string> seen_;
  std::string out_;
};

void add_side(Row& row, const ExportItem& item, const EventView& event, const std::vector<std::string_view>& ids, std::string_view part,
              const CodePointSlices& text) {
  List names, countries, cows, primary, sectors, titles, raw;
  for (const std::string_view id : ids) {
    const ActorView* actor = item.record.actor(id);
    if (!actor) continue;
    names.add(actor->name);
    countries.add(actor->country);
    if (const StateCodes* state = state_codes(actor->country)) cows.add(state->cow);
    if (!actor->sectors.empty()) primary.add(actor->sectors.front());
    for (const std::string_view sector : actor->sectors) sectors.add(sector);
    for (const RoleView& role : actor->roles) titles.add(role.role);
    for (const EvidenceView& evidence : event.evidence)
      for (const WordsView& mention : actor->mentions)
        if (evidence.part == part && mention.span.begin >= evidence.span.begin && mention.span.end <= evidence.span.end)
          raw.add(item.text.empty() ? mention.text : text.of(mention.span.begin, mention.span.end));
  }
  row.insert(row.end(), {names.cell(), countries.cell(), cows.cell(), primary.cell(), sectors.cell(), titles.cell(), raw.cell(), Cell("None")});
}

Cell or_none(std::string_view value) { return value.empty() ? Cell("None") : Cell(value); }

}  // namespace

void polecat_rows(const ExportItem& item, const TakeRow& take) {
  const RecordView& record = item.record;
  const CodePointSlices text(item.text);
  List people, organizations, locations;
  for (const ActorView& actor : record.actors) {
    if (actor.entity.empty() && actor.kind == "people") continue;
    (actor.kind == "person" ? people : organizations).add(actor.name);
  }
  for (const PlaceView& place : record.places) locations.add(place.name);
  for (const EventView& event : record.events) {
    if (!is_wanted(item, event) || !is_told_as_fact(event)) continue;
    const KnownDate date = known_date(event.date);
    List contexts;
    for (const std::string_view context : event.contexts) contexts.add(context);
    Row row = {fmt::format("{}_{}", record.article_id, event.number), date.day ? Cell(event.date.substr(0, 10)) : Cell(), event.type, or_none(event.mode),
               Cell::decimal(event.goldstein, 1), event.quad >= 1 && event.quad <= 4 ? Cell(kQuads[event.quad - 1]) : Cell("None"), contexts.cell()};
    add_side(row, item, event, event.source, "source", text);
    add_side(row, item, event, event.target, "target", text);
    const PlaceView* place = record.place(event.place);
    const bool town = place && (place->kind == "city" || place->kind == "site");
    row.insert(row.end(), {or_none(place ? place->name : ""), or_none(town ? place->name : ""), Cell("None"),
                           or_none(!place ? "" : place->kind == "admin" ? place->name : place->admin1), or_none(place ? place->country : ""),
                           place && place->at ? Cell::decimal(place->at->first, 4) : Cell(), place && place->at ? Cell::decimal(place->at->second, 4) : Cell(),
                           place && place->geonames ? Cell::whole(*place->geonames) : Cell(),
                           or_none(place && !place->mentions.empty() ? place->mentions.front().text : ""), Cell("None"), or_none(record.site),
                           record.published.substr(0, 10), people.cell(), organizations.cell(), locations.cell(), or_none(record.language),
                           fmt::format("vedette {}", record.made_by.vedette)});
    take(0, row);
  }
}

}  // namespace vedette
