#pragma once
// Records as the formats that people's tools expect: docs/exports.md describes each.

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "export/cells.h"
#include "report/record_view.h"
#include "vedette/archive_stories.h"

namespace vedette {

// One article with its record, as far as the source has them.
struct ExportItem {
  std::int64_t number = 0;     // of the article: in the archive, or in the order of the records
  std::string_view added;      // "2023-06-29T12:00:00Z", empty where there is no archive
  std::string_view text;       // the raw text, empty where there is no archive
  const RecordView& record;
  const std::set<std::int64_t>* events = nullptr;  // of the record's events those to export; null: all
};

struct ExportSheet {
  std::string name;                  // "events": what --table takes
  std::string file;                  // "gdelt.export.csv"
  std::vector<std::string> columns;
};

using TakeRow = std::function<void(std::size_t sheet, const Row& row)>;

struct ExportFormat {
  std::string_view name;  // "gdelt"
  RowLayout layout;
  std::vector<ExportSheet> sheets;
  void (*rows)(const ExportItem& item, const TakeRow& take);
  void (*story_rows)(const StoryAccount& story, const TakeRow& take) = nullptr;  // of a format that has tables of stories
};

// Null for a name that is none of the formats.
const ExportFormat* export_format(std::string_view name);

// Events of which a data set without a column for the status may say that they took place: happened or ongoing; of words (AGREE,
// REQUEST, THREATEN…: quad 1 or 3) also those pledged, called for or scheduled, as the code itself says so.
bool is_told_as_fact(const EventView& event);
bool is_wanted(const ExportItem& item, const EventView& event);

// Each source with each target, as data sets of dyads have them; a side that nobody stands on is null.
void each_pair(const RecordView& record, const EventView& event, const std::function<void(const ActorView* source, const ActorView* target)>& visit);

// [begin, end) in code points of a text.
class CodePointSlices {
 public:
  explicit CodePointSlices(std::string_view text);
  std::string_view of(std::int64_t begin, std::int64_t end) const;

 private:
  std::size_t byte_of(std::int64_t code_point) const;
  static constexpr std::size_t kStride = 64;
  std::string_view text_;
  std::vector<std::size_t> bytes_;  // of every kStride-th code point
  std::int64_t size_ = 0;
};

// The formats, each in its own file.
void table_rows(const ExportItem& item, const TakeRow& take);
void story_table_rows(const StoryAccount& story, const TakeRow& take);
void gdelt_rows(const ExportItem& item, const TakeRow& take);
void icews_rows(const ExportItem& item, const TakeRow& take);
void polecat_rows(const ExportItem& item, const TakeRow& take);
void acled_rows(const ExportItem& item, const TakeRow& take);
void annotation_rows(const ExportItem& item, const TakeRow& take);
std::vector<ExportSheet> table_sheets(std::string_view extension);

}  // namespace vedette
