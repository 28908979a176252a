// Takes records made earlier beside their articles. Door: RecordFile. Test: tests/archive.py.
#include "record_file.h"

#include <simdjson.h>

#include <fmt/format.h>

#include "base/digest.h"

namespace vedette {

Result<RecordFile> RecordFile::open(const std::string& path) {
  RecordFile file;
  file.path_ = path;
  file.lines_.open(path);
  if (!file.lines_) return Error{path + ": cannot be opened; give a file of records, as `vedette read --format jsonl` writes them"};
  return file;
}

Result<std::string> RecordFile::next(const std::string& text) {
  while (line_.empty() && std::getline(lines_, line_)) ++number_;
  if (line_.empty()) return Error{path_ + ": there is no record left for this article"};
  // Only so far as the id stands; the whole is read where it is packed.
  thread_local simdjson::ondemand::parser parser;
  line_.reserve(line_.size() + simdjson::SIMDJSON_PADDING);
  simdjson::ondemand::document record;
  std::string_view id;
  if (parser.iterate(line_).get(record) != simdjson::SUCCESS || record["article"]["id"].get(id) != simdjson::SUCCESS) {
    line_.clear();
    return Error{fmt::format("{}:{}: this is no record; expected a line of `vedette read --format jsonl`", path_, number_)};
  }
  if (id != sha256_hex(text))
    return Error{fmt::format("{}:{}: this record is of another article; records must stand in the order of the articles", path_, number_)};
  return std::exchange(line_, {});
}

}  // namespace vedette
