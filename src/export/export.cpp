// The formats of exports with their columns. Door: export_format. Test: tests/exports.py.
#include "export/export.h"

#include <algorithm>

#include "base/utf8.h"

namespace vedette {
namespace {

// GDELT Event Database Data Format Codebook V2.0 (2015).
const std::vector<std::string> kGdeltEvents = {
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code",
    "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code",
    "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone",
    "Actor1Geo_Type", "Actor1Geo_Fullname", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat", "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type", "Actor2Geo_Fullname", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type", "ActionGeo_Fullname", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat", "ActionGeo_Long",
    "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL"};
const std::vector<std::string> kGdeltMentions = {
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID", "Actor1CharOffset",
    "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"};

// ICEWS Coded Event Data, doi:10.7910/DVN/28075.
const std::vector<std::string> kIcews = {
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors",
    "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"};

// POLECAT, doi:10.7910/DVN/AJGVIT.
const std::vector<std::string> kPolecat = {
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"};

// ACLED Codebook 2024, as its download and acledR have the columns.
const std::vector<std::string> kAcled = {
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp"};

const std::vector<ExportFormat>& formats() {
  static const std::vector<ExportFormat> all = {
      {"csv", RowLayout::csv, table_sheets("csv"), table_rows, story_table_rows},
      {"jsonl", RowLayout::jsonl, table_sheets("jsonl"), table_rows, story_table_rows},
      {"gdelt", RowLayout::bare, {{"events", "gdelt.export.CSV", kGdeltEvents}, {"mentions", "gdelt.mentions.CSV", kGdeltMentions}}, gdelt_rows},
      {"icews", RowLayout::tab, {{"events", "icews.tab", kIcews}}, icews_rows},
      {"polecat", RowLayout::tab, {{"events", "polecat.txt", kPolecat}}, polecat_rows},
      {"acled", RowLayout::csv, {{"events", "acled.csv", kAcled}}, acled_rows},
      {"annotations", RowLayout::line, {{"annotations", "annotations.jsonl", {}}}, annotation_rows}};
  return all;
}

}  // namespace

const ExportFormat* export_format(std::string_view name) {
  for (const ExportFormat& format : formats())
    if (format.name == name) return &format;
  return nullptr;
}

bool is_told_as_fact(const EventView& event) {
  if (event.status == "happened" || event.status == "ongoing") return true;
  const bool words = event.quad == 1 || event.quad == 3;
  return words && (event.status == "pledged" || event.status == "called-for" || event.status == "scheduled");
}

bool is_wanted(const ExportItem& item, const EventView& event) { return !item.events || item.events->contains(event.number); }

void each_pair(const RecordView& record, const EventView& event, const std::function<void(const ActorView*, const ActorView*)>& visit) {
  const auto side = [&](const std::vector<std::string_view>& ids) {
    std::vector<const ActorView*> actors;
    for (const std::string_view id : ids)
      if (const ActorView* actor = record.actor(id)) actors.push_back(actor);
    if (actors.empty()) actors.push_back(nullptr);
    return actors;
  };
  const std::vector<const ActorView*> targets = side(event.target);
  for (const ActorView* source : side(event.source))
    for (const ActorView* target : targets) visit(source, target);
}

CodePointSlices::CodePointSlices(std::string_view text) : text_(text) {
  for (std::size_t at = 0; at < text.size(); ++size_) {
    if (static_cast<std::size_t>(size_) % kStride == 0) bytes_.push_back(at);
    next_code_point(text, at);
  }
}

std::size_t CodePointSlices::byte_of(std::int64_t code_point) const {
  if (code_point >= size_) return text_.size();
  if (code_point <= 0) return 0;
  const auto which = static_cast<std::size_t>(code_point);
  std::size_t at = bytes_[which / kStride];
  for (std::size_t left = which % kStride; left > 0; --left) next_code_point(text_, at);
  return at;
}

std::string_view CodePointSlices::of(std::int64_t begin, std::int64_t end) const {
  const std::size_t from = byte_of(begin);
  return text_.substr(from, std::max(byte_of(end), from) - from);
}

}  // namespace vedette
