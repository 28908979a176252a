// ICEWS Coded Event Data (Boschee et al. 2015, doi:10.7910/DVN/28075). Door: icews_rows. Test: tests/exports.py.
#include "export/codes.h"
#include "export/export.h"

namespace vedette {
namespace {

std::string joined(const std::vector<std::string_view>& all) {
  std::string out;
  for (const std::string_view one : all) out += (out.empty() ? "" : ",") + std::string(one);
  return out;
}

}  // namespace

void icews_rows(const ExportItem& item, const TakeRow& take) {
  const RecordView& record = item.record;
  for (const EventView& event : record.events) {
    if (!is_wanted(item, event) || !is_told_as_fact(event)) continue;
    const KnownDate date = known_date(event.date);
    const PlaceView* place = record.place(event.place);
    const bool town = place && (place->kind == "city" || place->kind == "site");
    each_pair(record, event, [&](const ActorView* source, const ActorView* target) {
      const auto name = [](const ActorView* a) { return a ? Cell(a->name) : Cell(); };
      const auto sectors = [](const ActorView* a) { return a ? Cell(joined(a->sectors)) : Cell(); };
      const auto country = [](const ActorView* a) { return a ? Cell(state_name(a->country)) : Cell(); };
      take(0, {Cell::whole(item.number * 1000 + event.number), date.day ? Cell(event.date.substr(0, 10)) : Cell(), name(source), sectors(source),
               country(source), cameo_name(event.cameo), event.cameo, Cell::decimal(event.goldstein, 1), name(target), sectors(target), country(target),
               Cell::whole(item.number), Cell(), record.site, town ? Cell(place->name) : Cell(), Cell(),
               place ? (place->kind == "admin" ? Cell(place->name) : Cell(place->admin1)) : Cell(), place ? Cell(state_name(place->country)) : Cell(),
               place && place->at ? Cell::decimal(place->at->first, 4) : Cell(), place && place->at ? Cell::decimal(place->at->second, 4) : Cell()});
    });
  }
}

}  // namespace vedette
