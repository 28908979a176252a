// GDELT 2.0 events and mentions. Method: GDELT Event Database Data Format Codebook V2.0 (2015). Door: gdelt_rows. Test: tests/exports.py.
#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "export/codes.h"
#include "export/export.h"

namespace vedette {
namespace {

constexpr std::size_t kActorColumns = 10;
constexpr std::size_t kGeoColumns = 8;

void add_actor(Row& row, const ActorView* actor) {
  if (!actor) {
    row.resize(row.size() + kActorColumns);
    return;
  }
  const CameoParts parts = parts_of(actor->cameo, actor->country);
  std::string name(actor->name);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  row.insert(row.end(), {actor->cameo, name, parts.country, parts.group, Cell(), parts.religions[0], parts.religions[1], parts.types[0], parts.types[1],
                         parts.types[2]});
}

// 1 a state, 2 a state of the USA, 3 a town there, 4 a town elsewhere, 5 a part of another state.
std::optional<int> geo_type(const PlaceView& place) {
  const bool american = place.country == "USA";
  if (place.kind == "country") return 1;
  if (place.kind == "admin") return american ? 2 : 5;
  if (place.kind == "city" || place.kind == "site") return american ? 3 : 4;
  return std::nullopt;
}

void add_place(Row& row, const PlaceView* place) {
  const std::optional<int> type = place ? geo_type(*place) : std::nullopt;
  if (!type) {
    row.resize(row.size() + kGeoColumns);
    return;
  }
  const StateCodes* state = state_codes(place->country);
  std::string name(place->name);
  if (*type >= 3 && *type <= 4 && !place->admin1.empty()) name += fmt::format(", {}", place->admin1);
  if (*type > 1 && state) name += ", " + state->name;
  row.insert(row.end(), {Cell::whole(*type), name, state ? Cell(state->fips) : Cell(), Cell(), Cell(), place->at ? Cell::decimal(place->at->first, 4) : Cell(),
                         place->at ? Cell::decimal(place->at->second, 4) : Cell(), Cell()});
}

// "2023-06-29T12:00:00Z" as 20230629120000.
Cell stamp(std::string_view time) {
  std::string digits;
  for (const char c : time)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() != 14) return {};
  return Cell::whole(std::stoll(digits));
}

// Where the actor is named in the event's evidence, or first in its sentence; -1 where nowhere.
std::int64_t offset_of(const ActorView* actor, const EventView& event) {
  if (!actor) return -1;
  for (const EvidenceView& evidence : event.evidence)
    for (const WordsView& mention : actor->mentions)
      if (evidence.part != "mentions" && mention.span.begin == evidence.span.begin) return mention.span.begin;
  for (const WordsView& mention : actor->mentions)
    if (mention.span.begin >= event.sentence.begin && mention.span.begin < event.sentence.end) return mention.span.begin;
  return -1;
}

bool in_first_paragraph(const RecordView& record, const EventView& event) {
  for (const WordsView& block : record.blocks)
    if (block.form == "body") return event.trigger.span.begin >= block.span.begin && event.trigger.span.begin < block.span.end;
  return false;
}

void one_pair(const ExportItem& item, const EventView& event, std::int64_t id, const ActorView* source, const ActorView* target, const TakeRow& take) {
  const RecordView& record = item.record;
  const KnownDate date = known_date(event.date);
  Row row = {Cell::whole(id),
             date.day ? Cell::whole(date.year * 10000 + date.month * 100 + date.day) : Cell(),
             date.month ? Cell::whole(date.year * 100 + date.month) : Cell(),
             date.year ? Cell::whole(date.year) : Cell(),
             date.day ? Cell::decimal(date.year + std::min(0.9999, (date.month * 30 + date.day) / 365.0), 4) : Cell()};
  add_actor(row, source);
  add_actor(row, target);
  const auto mentions = 1 + std::count_if(event.evidence.begin(), event.evidence.end(), [](const EvidenceView& e) { return e.part == "mentions"; });
  row.insert(row.end(), {Cell::whole(in_first_paragraph(record, event) ? 1 : 0), event.cameo, event.cameo.substr(0, 3), event.cameo.substr(0, 2),
                         Cell::whole(cameo_quad(event.cameo)), Cell::decimal(event.goldstein, 1), Cell::whole(mentions), Cell::whole(1), Cell::whole(1), Cell()});
  row.resize(row.size() + 2 * kGeoColumns);  // where the actors were is not in the record
  add_place(row, record.place(event.place));
  row.insert(row.end(), {stamp(item.added), record.url});
  take(0, row);

  const std::string citation = fmt::format("{}{}{}", record.site, record.site.empty() || record.title.empty() ? "" : ": ", record.title);
  const std::string_view rest = record.url.find("://") == std::string_view::npos ? record.url : record.url.substr(record.url.find("://") + 3);
  const std::string_view host = rest.substr(0, rest.find('/'));
  const auto mention = [&](std::int64_t where) {
    take(1, {Cell::whole(id), stamp(item.added), stamp(item.added), Cell::whole(record.url.empty() ? 2 : 1),
             record.url.empty() ? Cell(record.site) : Cell(host), record.url.empty() ? Cell(citation) : Cell(record.url), Cell(),
             Cell::whole(offset_of(source, event)), Cell::whole(offset_of(target, event)), Cell::whole(where), Cell::whole(1),
             Cell::whole(std::clamp<std::int64_t>(std::llround(event.confidence * 10) * 10, 10, 100)), Cell::whole(record.characters), Cell(), Cell(), Cell()});
  };
  mention(event.trigger.span.begin);
  for (const EvidenceView& evidence : event.evidence)
    if (evidence.part == "mentions") mention(evidence.span.begin);
}

}  // namespace

void gdelt_rows(const ExportItem& item, const TakeRow& take) {
  for (const EventView& event : item.record.events) {
    if (!is_wanted(item, event) || !is_told_as_fact(event)) continue;
    std::int64_t pair = 0;
    each_pair(item.record, event, [&](const ActorView* source, const ActorView* target) {
      one_pair(item, event, item.number * 100'000'000 + event.number * 10'000 + ++pair, source, target, take);
    });
  }
}

}  // namespace vedette
